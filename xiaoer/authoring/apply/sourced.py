"""Decisions about entries → the trees that an import would bring, each text with its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from xiaoer.authoring.apply.decisions import Decided
from xiaoer.authoring.apply.faults import apply_fault
from xiaoer.authoring.sourced import Sourced
from xiaoer.corpus.corpus import Corpus
from xiaoer.errors import Fault
from xiaoer.source.tables.faults import TableError
from xiaoer.source.tree import Items, Node, Pairs, Scalar
from xiaoer.text.normalize import question_key

TO_BE_WRITTEN: Final = "待写"
"""The answer of a stub: `xiaoer lint` finds it, and the entry is switched off."""

_FIELDS: Final = {"variant": "variants", "negative": "negatives"}


class Brought(NamedTuple):
    """What goes into the corpus; ``already`` so many texts are there."""

    sourced: tuple[Sourced, ...]
    already: int


def brought(decided: Sequence[Decided], corpus: Corpus) -> Brought:
    """The entries with their new variants and negatives, and the stubs.

    Raises:
        TableError: a text would belong to two entries, or be an entry's question and its negative.
    """
    placed = _EditPlace(corpus)
    entries: dict[str, dict[str, list[tuple[str, Decided]]]] = {}
    stubs = []
    for one in decided:
        if one.decision in _FIELDS:
            own = entries.setdefault(one.entries[0], {})
            new = placed.new(one, one.entries[0])
            own.setdefault(_FIELDS[one.decision], []).extend((text, one) for text in new)
        elif one.decision == "new" and not placed.is_made(one) and placed.new(one, ""):
            stubs.append(_stub(one))
    if placed.faults:
        raise TableError(placed.faults)
    changed = [_changed(corpus, id, own) for id, own in entries.items() if any(own.values())]
    return Brought((*changed, *stubs), placed.already)


class _EditPlace:
    """Which text belongs where, in the corpus and by the decisions read so far."""

    def __init__(self, corpus: Corpus) -> None:
        self.faults: list[Fault] = []
        self.already = 0
        self._corpus = corpus
        self._owners: dict[str, list[str]] = {}
        for entry in corpus:
            for question in entry.questions:
                self._owners.setdefault(question_key(question), []).append(entry.id)
        self._claims: dict[tuple[str | None, str], tuple[str, Decided]] = {}
        self._denied: dict[tuple[str, str], Decided] = {}

    def new(self, one: Decided, id: str) -> list[str]:
        """The texts that are not there yet; ``id`` is "" for an entry that is to be made."""
        is_new = self._is_new_negative if one.decision == "negative" else self._is_new_question
        return [text for text in one.texts if is_new(text, one, id)]

    def is_made(self, one: Decided) -> bool:
        """Whether it is there: an entry of the first text that has the others too."""
        keys = [question_key(text) for text in one.texts]
        made = any(
            question_key(self._corpus[id].question) == keys[0]
            and all(id in self._owners.get(key, ()) for key in keys)
            for id in self._owners.get(keys[0], ())
        )
        self.already += len(keys) if made else 0
        return made

    def _is_new_question(self, text: str, one: Decided, id: str) -> bool:
        key = question_key(text)
        owners = self._owners.get(key, [])
        if id and id in owners:
            self.already += 1
            return False
        if others := [owner for owner in owners if not id or self._meet(owner, id)]:
            return self._report("taken", text, one, id=others[0])
        if id and key in map(question_key, self._corpus[id].negatives):
            return self._report("own_negative", text, one, id=id)
        target, first = self._claims.setdefault((one.audience, key), (id, one))
        denied = self._denied.get((id, key))
        if denied is not None or target != id or (not id and first is not one):
            other = (denied or first).row.place("texts")
            return self._report("twice", text, one, other=other)
        self.already += first is not one
        return first is one

    def _is_new_negative(self, text: str, one: Decided, id: str) -> bool:
        key = question_key(text)
        if id in self._owners.get(key, []):
            return self._report("own_question", text, one, id=id)
        for target, claimed in (
            claim for (_, asked), claim in self._claims.items() if asked == key
        ):
            if target == id:
                return self._report("twice", text, one, other=claimed.row.place("texts"))
        first = self._denied.setdefault((id, key), one)
        is_new = first is one and key not in map(question_key, self._corpus[id].negatives)
        self.already += not is_new
        return is_new

    def _meet(self, owner: str, id: str) -> bool:
        """Whether the same people would get both entries."""
        theirs = set(self._corpus[owner].audience)
        ours = set(self._corpus[id].audience)
        return not theirs or not ours or not theirs.isdisjoint(ours)

    def _report(self, code: str, text: str, one: Decided, **fields: object) -> bool:
        self.faults.append(apply_fault(code, one.row.place("texts"), text=text[:30], **fields))
        return False


def _changed(corpus: Corpus, id: str, own: dict[str, list[tuple[str, Decided]]]) -> Sourced:
    """The entry with its lists as they are to be."""
    first = next(one for new in own.values() for _, one in new)
    at = first.row.at
    pairs: list[tuple[Node, Node]] = [(_text("id", at), _text(id, at))]
    for field, new in own.items():
        before = [_text(text, at) for text in getattr(corpus[id], field)]
        added = [_text(text, one.row.places.get("texts", one.row.at)) for text, one in new]
        pairs.append((_text(field, at), Items((*before, *added), at)))
    return Sourced(source=first.row.source, node=Pairs(tuple(pairs), at), had=frozenset(own))


def _stub(one: Decided) -> Sourced:
    """An entry that is switched off and still to be written."""
    row = one.row
    at = row.places.get("texts", row.at)
    pairs: list[tuple[Node, Node]] = [(_text("question", at), _text(one.texts[0], at))]
    if one.texts[1:]:
        pairs.append((_text("variants", at), Items(tuple(_texts(one.texts[1:], at)), at)))
    if one.audience is not None:
        pairs.append((_text("audience", at), _text(one.audience, at)))
    pairs.append((_text("answer", at), _text(TO_BE_WRITTEN, at)))
    pairs.append((_text("enabled", at), Scalar("false", True, at)))
    had = frozenset(("question", "variants", "audience", "answer", "enabled"))
    return Sourced(source=row.source, node=Pairs(tuple(pairs), row.at), had=had)


def _texts(texts: Iterable[str], at: int) -> Iterator[Scalar]:
    return (_text(text, at) for text in texts)


def _text(text: str, at: int) -> Scalar:
    return Scalar(text, False, at)
