"""Variants that stand on a sheet of their own, beside the questions that they are of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xiaoer.authoring.cells.texts import plain, read_list
from xiaoer.authoring.sheets.groups import EntryRows
from xiaoer.authoring.sheets.notes import sheet_fault
from xiaoer.authoring.sourced import Sourced
from xiaoer.records import replace
from xiaoer.source.tables.faults import TableFault
from xiaoer.source.tables.table import SheetTable, TableSource
from xiaoer.source.tree import Items, Node, Pairs, Scalar


class MoreVariants:
    """The variants by question; each entry takes its own, what nobody takes is a fault."""

    def __init__(self, table: SheetTable, groups: Sequence[EntryRows]) -> None:
        self._table = table
        self.taken = 0
        self._left = {plain(one.cells["question"][0].text): one for one in groups}

    def added(self, one: Sourced) -> Sourced:
        """The entry with what the sheet says of its question."""
        group = self._left.pop(one.text("question"), None)
        if group is None:
            return one
        self.taken += 1
        before = one.get("variants")
        items: list[Node] = list(before.items) if isinstance(before, Items) else []
        known = {item.text for item in items if isinstance(item, Scalar)}
        at = one.node.at
        for cell in group.cells.get("variants", ()):
            items += [Scalar(t, False, at) for t in read_list(cell.text) if t not in known]
        pairs = [
            (key, value)
            for key, value in one.node.pairs
            if not (isinstance(key, Scalar) and key.text == "variants")
        ]
        pairs.append((Scalar("variants", False, at), Items(tuple(items), at)))
        return replace(one, node=Pairs(tuple(pairs), at), had=one.had | {"variants"})

    def left_over(self) -> Iterator[TableFault]:
        """The questions that no entry asks."""
        for question, group in self._left.items():
            place = TableSource(self._table).place(group.cells["question"][0].at)
            yield sheet_fault("nobody_asks", place, question=question[:20])
