"""Labelled queries from a file, checked; and checked against the corpus they are about."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from xiaoer.corpus.diagnostics import Place
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.tree import Items, Node, Pairs, Scalar, kind
from xiaoer.errors import nearest_name
from xiaoer.evaluation.case import OOS, Case, CaseFault, CasesError, Slices, declared_oos
from xiaoer.evaluation.case_rows import Row, Rows
from xiaoer.text.normalize import question_key, replace_surrogates

__all__ = [
    "Case",
    "CaseFault",
    "CasesError",
    "Leak",
    "Slices",
    "check_cases",
    "load_cases",
    "load_queries",
]

_SHOWN = 40
_KINDS = {
    "list": "a list",
    "mapping": "a mapping",
    "text": "a text",
}


def load_cases(path: str | Path) -> tuple[Case, ...]:
    """The cases of a file, in its order.

    JSON Lines (``.jsonl``), YAML (``.yaml``, ``.yml``: a list of mappings) or CSV (``.csv``: the
    first row names the columns, several ids in ``gold`` are joined by ``|``, an empty cell is
    null). ``q`` is the query; ``gold`` the id of the right entry, a list of ids, or null when
    nothing may be answered; other keys are kept as slices. Numbers and true/false are read as
    the text that was written. The same query may stand twice for different ``audience``.

    Raises:
        CasesError: with every fault of the file.
    """
    file = Rows(Path(path)).read()
    reader = _Reader(file.faults)
    for row in file.rows:
        reader.add(row)
    if reader.faults:
        raise CasesError(sorted(reader.faults, key=_order))
    return tuple(reader.cases)


def load_queries(path: str | Path) -> tuple[Case, ...]:
    """Queries without labels: the lines of a text file that are not blank, each once.

    Raises:
        CasesError: the file cannot be read, or has no query.
    """
    found: dict[str, Case] = {}
    file = Path(path)
    for number, line in enumerate(Rows(file).lines(), 1):
        if line.strip():
            place = Place(file=file.as_posix(), line=number)
            found.setdefault(line.strip(), Case(q=line, place=place))
    if not found:
        fault = "no queries in this file; expected at least one, one a line"
        place = Place(file=file.as_posix())
        raise CasesError([CaseFault(place=place, kind="empty", message=fault)])
    return tuple(found.values())


class Leak(NamedTuple):
    """A query that equals a question of the corpus: it measures nothing; keep it apart."""

    case: Case
    id: str
    question: str


def check_cases(cases: Iterable[Case], corpus: Iterable[Entry]) -> tuple[Leak, ...]:
    """The queries that equal (after normalization) a question of the corpus.

    Raises:
        CasesError: a gold id is not in the corpus; has all of them, with the nearest id.
    """
    cases, entries = tuple(cases), tuple(corpus)
    faults = [*_unknown_ids(cases, {entry.id for entry in entries})]
    if faults:
        raise CasesError(faults)
    questions: dict[str, list[tuple[str, str]]] = {}
    for entry in entries:
        for question in entry.questions:
            questions.setdefault(question_key(question), []).append((entry.id, question))
    return tuple(
        Leak(case, *_fitting(case, found))
        for case in cases
        if (found := questions.get(question_key(case.q)))
    )


def _fitting(case: Case, found: list[tuple[str, str]]) -> tuple[str, str]:
    """The question of a right entry, if any is among them."""
    return next((pair for pair in found if pair[0] in case.gold), found[0])


def _unknown_ids(cases: tuple[Case, ...], known: set[str]) -> Iterable[CaseFault]:
    nearest: dict[str, str] = {}
    for case in cases:
        for id in case.gold:
            if id in known:
                continue
            if id not in nearest:
                nearest[id] = nearest_name(id, sorted(known))
            hint = f'; did you mean "{nearest[id]}"?' if nearest[id] else ""
            message = f'no entry has the id "{id}", the gold of "{_shown(case.q)}"{hint}'
            yield CaseFault(
                place=case.place, kind="unknown_id", message=message, nearest=nearest[id]
            )


class _Reader:
    """Turns rows into cases and collects what is wrong with them."""

    def __init__(self, faults: list[CaseFault]) -> None:
        self.faults = faults
        self.cases: list[Case] = []
        self._first: dict[tuple[str, str | None], Case] = {}

    def add(self, row: Row) -> None:
        """Keeps the case of a row, or its faults."""
        before = len(self.faults)
        values = self._values(row)
        if values is None:
            return
        q, gold = self._query(values, row.place), self._gold(values, row.place)
        slices = self._slices(values, bool(gold), row.place)
        if len(self.faults) > before:
            return
        case = Case(q=q, gold=gold, slices=slices, place=row.place)
        if self._is_new(case):
            self.cases.append(case)

    def _values(self, row: Row) -> dict[str, Node] | None:
        if not isinstance(row.node, Pairs):
            found = _name(row.node)
            self._fault(row.place, f"expected a case (q, gold, …), found {found}")
            return None
        values: dict[str, Node] = {}
        for key, value in row.node.pairs:
            if not isinstance(key, Scalar):
                self._fault(row.place, f"a key must be a text, found {_name(key)}")
            elif key.text in values:
                self._fault(row.place, f'the key "{_shown(key.text)}" is given twice')
            else:
                values[key.text] = value
        return values

    def _query(self, values: dict[str, Node], place: Place) -> str:
        node = values.get("q")
        if node is None:
            self._missing("q", values, place)
        elif not isinstance(node, Scalar) or node.is_null:
            self._fault(place, f'"q" must be a text, found {_name(node)}')
        else:
            return node.text
        return ""

    def _gold(self, values: dict[str, Node], place: Place) -> tuple[str, ...]:
        node = values.get("gold")
        if node is None:
            self._missing("gold", values, place)
            return ()
        if isinstance(node, Scalar) and node.is_null:
            return ()
        gold: list[str] = []
        for item in node.items if isinstance(node, Items) else (node,):
            if not isinstance(item, Scalar) or item.is_null or not item.text.strip():
                found = _name(item)
                self._fault(place, f'"gold" must be an id, a list of ids or null, found {found}')
            elif item.text in gold:
                self._fault(place, f'"gold" names the id "{_shown(item.text)}" twice', "label")
            else:
                gold.append(item.text)
        return tuple(gold)

    def _slices(self, values: dict[str, Node], in_scope: bool, place: Place) -> Slices:
        slices: dict[str, str] = {}
        for key, node in values.items():
            if key in ("q", "gold") or (isinstance(node, Scalar) and node.is_null):
                continue
            if isinstance(node, Scalar):
                slices[key] = node.text
            else:
                self._fault(place, f'"{_shown(key)}" must be a text, found {_name(node)}')
        oos = declared_oos(slices)
        if oos is not None and oos not in OOS:
            self._fault(place, f'"oos" must be "near" or "far", found "{_shown(oos)}"')
        elif oos is not None and in_scope:
            self._fault(place, f'a gold id is given, yet the query is marked oos "{oos}"', "label")
        return Slices(slices)

    def _is_new(self, case: Case) -> bool:
        key = (case.q.strip(), case.slices.get("audience"))
        first = self._first.setdefault(key, case)
        if first is case:
            return True
        same = set(first.gold) == set(case.gold)
        message = f'duplicate query "{_shown(case.q)}", first at {first.place}, ' + (
            "with the same label"
            if same
            else f"with another label: {_label(first.gold)} there, {_label(case.gold)} here"
        )
        self._fault(case.place, message, "duplicate")
        return False

    def _missing(self, key: str, values: dict[str, Node], place: Place) -> None:
        found = ", ".join(f'"{_shown(name)}"' for name in values) or "nothing"
        hint = "; write null where nothing may be answered" if key == "gold" else ""
        self._fault(place, f'missing "{key}"{hint}; found {found}')

    def _fault(
        self,
        place: Place | None,
        message: str,
        kind: Literal["shape", "label", "duplicate"] = "shape",
    ) -> None:
        self.faults.append(CaseFault(place=place, kind=kind, message=message))


def _order(fault: CaseFault) -> tuple[int, int]:
    return (fault.place.line, fault.place.column) if fault.place else (0, 0)


def _name(node: Node) -> str:
    """What a node is, in English; texts and numbers as written."""
    if isinstance(node, Scalar) and not node.is_null:
        return f'"{_shown(node.text)}"'
    return _KINDS.get(kind(node), kind(node))


def _label(gold: tuple[str, ...]) -> str:
    return ", ".join(gold) or "null"


def _shown(text: str) -> str:
    """A text short and printable enough for a message."""
    text = replace_surrogates(text).replace("\n", "⏎").replace("\r", "⏎")
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
