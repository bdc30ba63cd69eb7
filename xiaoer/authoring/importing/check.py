"""Trees of entries → entries, with every fault of a corpus told at the cell it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from xiaoer.authoring.importing.together import check_together
from xiaoer.authoring.sourced import Sourced
from xiaoer.corpus.checking.traps import Traps
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.reading.entry import Draft, read_entry
from xiaoer.corpus.reading.tree_reader import TreeReader
from xiaoer.corpus.settings import Settings
from xiaoer.records import dataclass
from xiaoer.source.collector import without_gc
from xiaoer.source.faults import Faults
from xiaoer.source.findings.diagnostics import Diagnostic
from xiaoer.source.row_tree import value_tree
from xiaoer.source.tables.faults import TableError
from xiaoer.source.tree import Pairs, RowSource, Source

_OF_OTHERS = "corpus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The entries of the source, and the warnings about them.

    ``whole``: every question was compared with every other.
    """

    entries: tuple[Entry, ...]
    warnings: tuple[Diagnostic, ...]
    whole: bool


def checked(
    entries: Sequence[tuple[Sourced, Pairs]],
    others: Sequence[Entry],
    settings: Settings,
) -> Checked:
    """The entries of these trees, checked with the other entries of their corpus.

    Raises:
        TableError: with every fault.
    """
    faults = Faults()
    drafts: list[Draft] = []
    with without_gc():
        readers: dict[int, tuple[TreeReader, Traps]] = {}
        for one, node in entries:
            reader, traps = _reader(readers, one.source, faults, settings)
            before = len(faults.found)
            draft = read_entry(reader, node, settings.offset)
            if draft is not None:
                drafts.append(draft)
            if len(faults.found) == before:
                traps.entry(node)
        own = len(drafts)
        drafts += _drafts(others, faults, settings)
        whole = check_together(drafts, settings, faults)
    found = [d for d in faults.finish() if not d.place.file.startswith(f"{_OF_OTHERS} ")]
    errors = [one for one in found if one.severity == "error"]
    if errors:
        raise TableError(errors)
    return Checked(
        entries=tuple(draft.entry for draft in drafts[:own]), warnings=tuple(found), whole=whole
    )


def _reader(
    readers: dict[int, tuple[TreeReader, Traps]], source: Source, faults: Faults, settings: Settings
) -> tuple[TreeReader, Traps]:
    """One reader a source: traps are told once a place."""
    if id(source) not in readers:
        reader = TreeReader(source, faults)
        readers[id(source)] = (reader, Traps(reader, settings.variables))
    return readers[id(source)]


def _drafts(others: Sequence[Entry], faults: Faults, settings: Settings) -> list[Draft]:
    """Drafts of entries that are in the corpus already, and right."""
    drafts = []
    for entry in others:
        source = RowSource(f"{_OF_OTHERS} {entry.id}")
        tree = value_tree(entry.to_dict(), source)
        draft = read_entry(TreeReader(source, faults), tree, settings.offset)
        assert draft is not None
        drafts.append(draft)
    return drafts
