"""What an import changes, worked out before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from xiaoer.authoring.importing.check import checked
from xiaoer.authoring.importing.ids import is_id, made_ids, spelled_id
from xiaoer.authoring.sourced import Sourced
from xiaoer.authoring.wording import import_fault
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Settings
from xiaoer.errors import Fault
from xiaoer.records import dataclass
from xiaoer.source.findings.diagnostics import Diagnostic
from xiaoer.source.row_tree import value_tree
from xiaoer.source.tables.faults import TableError, TableFault
from xiaoer.source.tree import Items, Node, Pairs, RowSource, Scalar, moved
from xiaoer.text.normalize import question_key

_IN_PARTS: Final = ("keywords", "valid")

ChangeKind = Literal["new", "updated", "same"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChange:
    """What becomes of one entry of the source; ``before`` is None for a new one."""

    kind: ChangeKind
    place: str
    before: Entry | None
    after: Entry

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that change."""
        if self.before is None:
            return ()
        before, after = self.before.to_dict(), self.after.to_dict()
        return tuple(key for key in {**before, **after} if before.get(key) != after.get(key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The entries as they are to be, in their order: those that were, then the new ones.

    ``respelled`` are ids of the source that are not allowed, and what they became; ``whole`` says
    that every question was compared with every other.
    """

    entries: tuple[Entry, ...]
    settings: Settings
    changes: tuple[EntryChange, ...]
    warnings: tuple[Diagnostic, ...]
    made: int
    respelled: tuple[tuple[str, str], ...] = ()
    whole: bool = True

    def count(self, kind: ChangeKind) -> int:
        """How many entries of the source are new, updated or the same."""
        return sum(change.kind == kind for change in self.changes)


def plan_import(
    sourced: Sequence[Sourced],
    settings: Settings,
    existing: Corpus | None = None,
) -> Plan:
    """What bringing these entries into a corpus does; without one, they are the corpus.

    Raises:
        TableError: with every fault of the entries.
    """
    there = existing.entries if existing is not None else ()
    targets, faults = _targets(sourced, there)
    if faults:
        raise TableError(faults)
    ids, respelled, made = _ids(sourced, targets, there)
    nodes = [_whole(one, id, target) for one, id, target in zip(sourced, ids, targets, strict=True)]
    _name_related(nodes, there)
    taken = {target.id for target in targets if target is not None}
    kept = [entry for entry in there if entry.id not in taken]
    found = checked(list(zip(sourced, nodes, strict=True)), kept, settings)
    by_id = {entry.id: entry for entry in found.entries}
    changes = tuple(
        _change(one, by_id[id], target)
        for one, id, target in zip(sourced, ids, targets, strict=True)
    )
    entries = (
        *(by_id.get(entry.id, entry) for entry in there),
        *(change.after for change in changes if change.kind == "new"),
    )
    return Plan(
        entries=entries,
        settings=settings,
        changes=changes,
        warnings=found.warnings,
        made=made,
        respelled=respelled,
        whole=found.whole,
    )


def _change(one: Sourced, after: Entry, before: Entry | None) -> EntryChange:
    kind: ChangeKind = "new"
    if before is not None:
        kind = "same" if before == after and before.to_dict() == after.to_dict() else "updated"
    return EntryChange(kind=kind, place=one.place(), before=before, after=after)


def _targets(
    sourced: Sequence[Sourced], there: Sequence[Entry]
) -> tuple[list[Entry | None], list[Fault]]:
    """The entry of the corpus that each of the source is: by its id, else by its question."""
    by_id = {entry.id: entry for entry in there}
    by_question: dict[str, list[Entry]] = {}
    for entry in there:
        by_question.setdefault(question_key(entry.question), []).append(entry)
    targets: list[Entry | None] = []
    faults: list[Fault] = []
    seen: dict[str, Sourced] = {}
    for one in sourced:
        target = by_id.get(one.text("id"))
        if target is None and by_question:
            own = by_question.get(question_key(one.text("question")), [])
            target, several = _of_question(one, own)
            if several:
                faults.append(_ambiguous(one, several))
        if target is not None:
            first = seen.setdefault(target.id, one)
            if first is not one:
                faults.append(_twice(one, first, target))
        targets.append(target)
    return targets, faults


def _of_question(one: Sourced, own: Sequence[Entry]) -> tuple[Entry | None, Sequence[Entry]]:
    """The one entry that asks the same of the same people; else all that do."""
    if len(own) > 1 and "audience" in one.had:
        audience = _texts(one.get("audience"))
        own = [entry for entry in own if entry.audience == audience] or own
    return (own[0], ()) if len(own) == 1 else (None, own)


def _texts(node: Node | None) -> tuple[str, ...]:
    items = node.items if isinstance(node, Items) else ()
    return tuple(item.text for item in items if isinstance(item, Scalar))


def _ambiguous(one: Sourced, several: Sequence[Entry]) -> TableFault:
    place = one.source.place(one.node.at)
    ids = ", ".join(entry.id for entry in several)
    return import_fault("ambiguous", place, question=one.text("question")[:20], ids=ids)


def _twice(one: Sourced, first: Sourced, target: Entry) -> TableFault:
    place = one.source.place(one.node.at)
    return import_fault("twice", place, id=target.id, other=first.place())


def _ids(
    sourced: Sequence[Sourced], targets: Sequence[Entry | None], there: Sequence[Entry]
) -> tuple[list[str], tuple[tuple[str, str], ...], int]:
    """The id of each: that of the corpus, that of the source, or one that is made."""
    ids: list[str] = []
    respelled = []
    for one, target in zip(sourced, targets, strict=True):
        given = one.text("id")
        id = target.id if target is not None else given
        if id and not is_id(id):
            meant = spelled_id(id)
            if is_id(meant):
                respelled.append((id, meant))
                id = meant
        ids.append(id)
    taken = dict.fromkeys([*(entry.id for entry in there), *filter(None, ids)])
    without = [at for at, id in enumerate(ids) if not id]
    wanted = [_told_by(sourced[at]) for at in without]
    for at, id in zip(without, made_ids(wanted, taken), strict=True):
        ids[at] = id
    return ids, tuple(respelled), len(without)


def _told_by(one: Sourced) -> tuple[str, str, str]:
    audience = ",".join(_texts(one.get("audience")))
    return one.text("category"), one.text("question"), audience


def _whole(one: Sourced, id: str, target: Entry | None) -> Pairs:
    """The entry's tree with its id, and with what the source says nothing of as it was."""
    node = one.get("id")
    at = one.node.at if node is None else node.at
    own = {key.text: value for key, value in one.node.pairs if isinstance(key, Scalar)}
    if target is None:
        merged = own
        if one.text("id") == id:
            return one.node
    else:
        tree = value_tree(target.to_dict(), RowSource(""))
        assert isinstance(tree, Pairs)
        old = {k.text: moved(v, at) for k, v in tree.pairs if isinstance(k, Scalar)}
        merged = {key: value for key, value in old.items() if not _says(one, key)} | own
        for key in _IN_PARTS:
            parts = _parts(one, key, old.get(key), own.get(key), at)
            merged.pop(key, None)
            if parts is not None:
                merged[key] = parts
    merged["id"] = Scalar(id, False, at)
    return Pairs(
        tuple((Scalar(key, False, value.at), value) for key, value in merged.items()), one.node.at
    )


def _says(one: Sourced, key: str) -> bool:
    """Whether the source can say anything of this field."""
    aliases = {"category": "category.", "channels": "channels."}
    if key == "enabled" and "disabled" in one.had:
        return True
    start = aliases.get(key)
    return key in one.had or (start is not None and any(name.startswith(start) for name in one.had))


def _parts(one: Sourced, key: str, old: Node | None, new: Node | None, at: int) -> Pairs | None:
    """A field in parts: each part from the source where it has a column for it."""
    if key in one.had:
        return new if isinstance(new, Pairs) else None
    pairs = {} if not isinstance(old, Pairs) else {_key(k): v for k, v in old.pairs}
    own = {} if not isinstance(new, Pairs) else {_key(k): v for k, v in new.pairs}
    kept = {name: node for name, node in pairs.items() if f"{key}.{name}" not in one.had}
    whole = {**kept, **own}
    return Pairs(tuple((Scalar(k, False, at), v) for k, v in whole.items()), at) if whole else None


def _key(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _name_related(nodes: list[Pairs], there: Sequence[Entry]) -> None:
    """Questions among the related entries become the ids of who asks them."""
    wanting = [at for at, node in enumerate(nodes) if _value(node, "related") is not None]
    if not wanting:
        return
    asked = {question_key(entry.question): entry.id for entry in there}
    ids = {entry.id for entry in there}
    for node in nodes:
        id = _key(_value(node, "id") or node)
        ids.add(id)
        asked[question_key(_key(_value(node, "question") or node))] = id
    for at in wanting:
        nodes[at] = _with_related(nodes[at], ids, asked)


def _with_related(node: Pairs, ids: set[str], asked: Mapping[str, str]) -> Pairs:
    def named(item: Node) -> Node:
        if not isinstance(item, Scalar) or item.text in ids:
            return item
        return item._replace(text=asked.get(question_key(item.text), item.text))

    pairs = []
    for key, value in node.pairs:
        if _key(key) == "related" and isinstance(value, Items):
            value = Items(tuple(map(named, value.items)), value.at)
        pairs.append((key, value))
    return Pairs(tuple(pairs), node.at)


def _value(node: Pairs, wanted: str) -> Node | None:
    return next(_having(node, wanted), None)


def _having(node: Pairs, wanted: str) -> Iterator[Node]:
    return (value for key, value in node.pairs if _key(key) == wanted)
