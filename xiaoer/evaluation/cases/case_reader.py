"""One mapping a case → cases, and everything that is wrong with them."""

from __future__ import annotations

from contextlib import suppress
from math import inf

from xiaoer.evaluation.cases.case import (
    OOS,
    Case,
    CaseFault,
    FaultKind,
    Slices,
    case_fault,
    declared_oos,
)
from xiaoer.evaluation.cases.messages import Field, listed, name_of, shown
from xiaoer.evaluation.cases.table_rows import SourceRow
from xiaoer.source.column_heads import NOT_LABELLED, SUGGESTION, meaning_of, plain_head
from xiaoer.source.findings.diagnostics import Place
from xiaoer.source.tree import Items, Node, Pairs, Scalar

_NO_SLICES = frozenset(("q", "gold", "weight", "draws"))


class CaseReader:
    """Turns rows into cases and collects what is wrong with them."""

    def __init__(self, faults: list[CaseFault]) -> None:
        self._faults = list(faults)
        self._unlabelled: list[Place] = []
        self.cases: list[Case] = []
        self._first: dict[tuple[str, str | None], Case] = {}

    @property
    def faults(self) -> list[CaseFault]:
        """Every fault so far; one for all that is not labelled."""
        count = len(self._unlabelled)
        told = [
            case_fault(place, "label", "not_labelled", count=count)
            for place in self._unlabelled[:1]
        ]
        return [*self._faults, *told]

    def add(self, row: SourceRow) -> None:
        """Keeps the case of a row, or its faults."""
        before = len(self._faults)
        values = self._values(row)
        if values is None:
            return
        q, gold = self._query(values, row.place), self._gold(values, row.place)
        slices = self._slices(values, bool(gold), row.place)
        weight = self._number(values, "weight", row.place)
        draws = self._number(values, "draws", row.place)
        if len(self._faults) > before or gold == (NOT_LABELLED,):
            return
        case = Case(q=q, gold=gold, slices=slices, place=row.place, weight=weight, draws=int(draws))
        if self._is_new(case):
            self.cases.append(case)

    def _values(self, row: SourceRow) -> dict[str, Node] | None:
        if not isinstance(row.node, Pairs):
            self._fault(row.place, "no_case", found=name_of(row.node))
            return None
        written: dict[str, Node] = {}
        for key, value in row.node.pairs:
            if not isinstance(key, Scalar):
                self._fault(row.place, "key", found=name_of(key))
            elif key.text in written:
                self._fault(row.place, "key_twice", key=shown(key.text))
            else:
                written[key.text] = value
        return self._under_our_names(written, row.place)

    def _under_our_names(self, written: dict[str, Node], place: Place) -> dict[str, Node]:
        """用户问 is "q"; a key that means nothing to us stays as it is written."""
        keys = list(written)
        meant = meaning_of(keys)
        clashing = {at for _, places in meant.clashes for at in places}
        for key, places in meant.clashes:
            found = listed([keys[at] for at in places])
            self._fault(place, "keys_clash", key=key, found=found)
        values: dict[str, Node] = {}
        for at, name in enumerate(meant.names):
            if name in values and at not in clashing:
                self._fault(place, "key_twice", key=shown(name))
            values.setdefault(name, written[keys[at]])
        return values

    def _query(self, values: dict[str, Node], place: Place) -> str:
        node = values.get("q")
        if node is None:
            self._fault(place, "missing", key="q", found=listed(list(values)))
        elif not isinstance(node, Scalar) or node.is_null:
            self._fault(place, "text", key="q", found=name_of(node))
        else:
            return node.text
        return ""

    def _gold(self, values: dict[str, Node], place: Place) -> tuple[str, ...]:
        node = values.get("gold")
        if node is None:
            self._fault(place, "missing_gold", found=listed(list(values)))
            return ()
        if isinstance(node, Scalar) and node.is_null:
            return ()
        gold: list[str] = []
        for item in node.items if isinstance(node, Items) else (node,):
            if not isinstance(item, Scalar) or item.is_null or not item.text.strip():
                self._fault(place, "gold", found=name_of(item))
            elif item.text.strip() == NOT_LABELLED:
                self._unlabelled.append(place)
                return (NOT_LABELLED,)
            elif item.text in gold:
                self._fault(place, "gold_twice", "label", id=shown(item.text))
            else:
                gold.append(item.text)
        return tuple(gold)

    def _number(self, values: dict[str, Node], key: str, place: Place) -> float:
        """The weight, or how often a query was drawn: 1 where it is not said."""
        node = values.get(key)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return 1.0
        text = node.text.strip() if isinstance(node, Scalar) else ""
        with suppress(ValueError):
            number = float(text)
            if 0 < number < inf and (key == "weight" or number == int(number)):
                return number
        found = shown(text) if text else name_of(node)
        self._fault(place, key, found=found)
        return 1.0

    def _slices(self, values: dict[str, Node], in_scope: bool, place: Place) -> Slices:
        slices: dict[str, str] = {}
        for key, node in values.items():
            if key in _NO_SLICES or SUGGESTION.fullmatch(plain_head(key)):
                continue
            if isinstance(node, Scalar) and node.is_null:
                continue
            if isinstance(node, Scalar):
                slices[key] = node.text
            else:
                self._fault(place, "text", key=shown(key), found=name_of(node))
        oos = declared_oos(slices)
        if oos is not None and oos not in OOS:
            self._fault(place, "oos", found=shown(oos))
        elif oos is not None and in_scope:
            self._fault(place, "oos_gold", "label", oos=shown(oos))
        return Slices(slices)

    def _is_new(self, case: Case) -> bool:
        key = (case.q.strip(), case.slices.get("audience"))
        first = self._first.setdefault(key, case)
        if first is case:
            return True
        fields: dict[str, Field] = {"q": shown(case.q), "first": str(first.place)}
        if set(first.gold) == set(case.gold):
            self._fault(case.place, "same", "duplicate", **fields)
        else:
            before, after = _label(first.gold), _label(case.gold)
            self._fault(case.place, "conflict", "duplicate", before=before, after=after, **fields)
        return False

    def _fault(
        self, place: Place | None, code: str, kind: FaultKind = "shape", **fields: Field
    ) -> None:
        self._faults.append(case_fault(place, kind, code, **fields))


def _label(gold: tuple[str, ...]) -> str:
    return ", ".join(gold) or "null"
