"""From all questions to the few that are compared closely.

The index gives a pool; exact cosines in two views order it; the guard takes out the questions
that say the opposite; the best of the rest, and the entries they belong to, are candidates.
"""

from collections.abc import Sequence

from xiaoer.matching.index.index import Index, QueryTerms, Question
from xiaoer.records import dataclass

KERNEL_QUESTIONS = 12
"""Questions that are compared with each other too. 12, 16, 20 and 24 rank alike on three real
sets (± .003); the cost grows with the cube."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A pooled question with its cosines to the query, synonyms folded and as written."""

    question: Question
    folded: float
    written: float

    @property
    def mean(self) -> float:
        """The mean of both cosines."""
        return (self.folded + self.written) / 2


def score_pool(index: Index, terms: QueryTerms, pool: Sequence[int]) -> list[Scored]:
    """The pooled questions with their cosines, best first, ties by number."""
    scored = [_score(index, terms, index.questions[number]) for number in pool]
    scored.sort(key=lambda s: (-s.mean, s.question.number))
    return scored


def _score(index: Index, terms: QueryTerms, question: Question) -> Scored:
    folded = index.overlap(terms.folded, question.folded)
    if terms.written is terms.folded and question.written is question.folded:
        written = folded
    else:
        written = index.overlap(terms.written, question.written)
    return Scored(
        question=question,
        folded=folded / (terms.folded_norm * question.folded_norm) if folded else 0.0,
        written=written / (terms.written_norm * question.written_norm) if written else 0.0,
    )


def by_entry(scored: Sequence[Scored]) -> dict[int, list[Scored]]:
    """The questions of each entry, entries and questions best first."""
    groups: dict[int, list[Scored]] = {}
    for item in scored:
        groups.setdefault(item.question.entry, []).append(item)
    return groups
