"""The negatives of entries: texts that an entry does not answer, however near they come."""

from collections.abc import Sequence

from xiaoer.corpus.entry import Entry
from xiaoer.matching.index.index import Index, QueryTerms
from xiaoer.text.utterance import Analyzer, Utterance


class Negatives:
    """The negatives of a corpus, by the number of their entry; built once."""

    def __init__(self, entries: Sequence[Entry], analyzer: Analyzer, index: Index) -> None:
        self._index = index
        self._known: dict[int, list[tuple[Utterance, QueryTerms]]] = {}
        for number, entry in enumerate(entries):
            for utterance in map(analyzer.analyze, entry.negatives):
                terms = index.query_terms(utterance)
                self._known.setdefault(number, []).append((utterance, terms))

    def nearest(self, key: str, terms: QueryTerms, entry: int) -> tuple[float, str] | None:
        """How near the nearest negative of an entry is in 0..1, and its text; None without one."""
        known = self._of(entry)
        if not known:
            return None
        return max(
            (1.0 if key == raw.key else self._likeness(terms, theirs), raw.raw)
            for raw, theirs in known
        )

    def _of(self, entry: int) -> Sequence[tuple[Utterance, QueryTerms]]:
        return self._known.get(entry, ())

    def _likeness(self, left: QueryTerms, right: QueryTerms) -> float:
        """The mean of both cosines, as for questions, of two texts outside the index."""
        square = self._index.weights.square
        folded = sum(map(square, left.folded & right.folded))
        written = sum(map(square, left.written & right.written))
        return (
            (folded / (left.folded_norm * right.folded_norm) if folded else 0.0)
            + (written / (left.written_norm * right.written_norm) if written else 0.0)
        ) / 2
