"""The checks between entries, also where there are so many that comparing all takes minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from xiaoer.corpus.checking.references import (
    check_corpus,
    check_ids,
    check_length,
    check_names,
    check_negatives,
    check_related,
)
from xiaoer.corpus.checking.shared_questions import Shared
from xiaoer.corpus.reading.entry import Draft
from xiaoer.corpus.settings import Settings
from xiaoer.source.faults import Faults
from xiaoer.text.regex import regex

COMPARED: Final = 20_000
"""Questions that are all compared as the loader does, 0.15 ms each; of more, only those that are
written alike but for punctuation."""

_SIGNS = regex(r"[\W_]+")


def check_together(drafts: list[Draft], settings: Settings, faults: Faults) -> bool:
    """Reports what is wrong between entries; gives whether every question was compared."""
    if sum(len(draft.located.questions) for draft in drafts) <= COMPARED:
        check_corpus(drafts, settings, faults)
        return True
    check_ids(drafts)
    ids = {draft.entry.id: None for draft in drafts}
    shared = Shared(settings)
    alike = _alike(drafts)
    for draft in drafts:
        check_names(draft, settings)
        check_related(draft, ids, faults, whole=True)
        check_length(draft, settings.limits.query_chars)
        questions = draft.located.questions
        if draft.located.negatives or any(_bare(q.text) in alike for q in questions):
            check_negatives(draft, shared.check(draft), shared.literal)
        if draft.entry.hot and not draft.entry.enabled:
            draft.reader.report("W402", draft.at, id=draft.entry.id)
    return False


def _alike(drafts: Sequence[Draft]) -> frozenset[str]:
    """How questions are written, but for punctuation, that stand in the corpus twice."""
    counts = Counter(
        _bare(question.text) for draft in drafts for question in draft.located.questions
    )
    return frozenset(text for text, count in counts.items() if count > 1)


def _bare(text: str) -> str:
    return _SIGNS.sub("", text).casefold()
