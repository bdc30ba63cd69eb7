"""The statistics of a log."""

from __future__ import annotations

from typing import NamedTuple

from xiaoer.evaluation.result import Result
from xiaoer.evaluation.statistics.tally import (
    AskBacks,
    CorpusTally,
    DayTally,
    EntryTally,
    Talks,
    Tally,
)
from xiaoer.records import dataclass
from xiaoer.service.decision_log.iterate import DamagedLine


class NeverHit(NamedTuple):
    """An entry of the corpus that the log never came to."""

    id: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LogStatistics(Result):
    """What a log says; made by `log_statistics`.

    - ``total``, ``days`` (in order), ``corpora`` (by their first day): the messages.
    - ``talks``: the conversations. ``clarify``: questions back with a list; ``shown``: whether an
      entry is meant, its answer below.
    - ``entries``: every entry the log came to, the most hit first. ``never_hit``: the enabled
      entries of the corpus that it did not; None where no corpus was given.
    - ``unmatched``: verdicts on replies that are not in what was read.
    - ``damaged`` lines were skipped, of which ``damages`` are the first few.
    - ``corpus_hash``: of the corpus given, or "".
    """

    total: Tally
    days: tuple[DayTally, ...]
    corpora: tuple[CorpusTally, ...]
    talks: Talks
    clarify: AskBacks
    shown: AskBacks
    entries: tuple[EntryTally, ...]
    never_hit: tuple[NeverHit, ...] | None
    unmatched: int = 0
    damaged: int = 0
    damages: tuple[DamagedLine, ...] = ()
    corpus_hash: str = ""

    def __repr__(self) -> str:
        return f"LogStatistics({self.total.messages} messages, {len(self.entries)} entries)"
