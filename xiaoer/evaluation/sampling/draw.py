"""Records of a log → queries worth labelling, each with the weight that makes figures honest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from random import Random
from typing import Final, NamedTuple

from xiaoer.evaluation.statistics.tally import ASKED
from xiaoer.records import dataclass
from xiaoer.service.decision_log.log import Feedback, LoggedReply
from xiaoer.service.reply.reply import Choice, Reply
from xiaoer.text.normalize import question_key

BANDS: Final = (0.3, 0.5, 0.7, 0.85, 1.0)
"""Where one band of confidence ends and the next begins; exact questions are the last one."""
SUGGESTED: Final = 3
"""Entries named for each query, the best first."""

_SAID_TO_THE_BOT = frozenset(
    ("chosen", "field_given", "offer_taken", "unsolved", "pick", "rephrase", "fragment")
)
"""Replies to what means something only after what the bot had asked, or was no whole question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampledQuery:
    """A query to label, as it is in the log: private values masked.

    ``weight``: for how many queries of the log it stands. ``draws``: how often it was drawn, for
    equal queries are one row. ``suggestions``: the entries that came closest.
    """

    q: str
    audience: str | None
    band: str
    weight: float
    draws: int
    suggestions: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSample:
    """The rows to label, in the order in which they were drawn; of how many ``queries``."""

    rows: tuple[SampledQuery, ...]
    queries: int
    drawn: int


class _Drawn(NamedTuple):
    q: str
    audience: str | None
    suggestions: tuple[Choice, ...]


class _Stratum:
    """An equal chance for each of any number of queries to be among ``most``.

    Algorithm R: J. Vitter, "Random sampling with a reservoir" (1985).
    """

    def __init__(self, most: int, random: Random) -> None:
        self.seen = 0
        self.kept: list[_Drawn] = []
        self._most = most
        self._random = random

    def offer(self, reply: Reply, audience: str | None) -> None:
        """Takes it with the chance that every query has."""
        self.seen += 1
        if len(self.kept) < self._most:
            self.kept.append(_drawn(reply, audience))
            return
        at = self._random.randrange(self.seen)
        if at < self._most:
            self.kept[at] = _drawn(reply, audience)


def draw_sample(
    records: Iterable[LoggedReply | Feedback], n: int, *, by_band: bool = False, seed: int = 0
) -> LogSample:
    """``n`` queries of the log, each with an equal chance; equal ones are folded into one row.

    With ``by_band`` each band of confidence gives as many, so that rare ones are seen as well;
    the weights put right what that distorts. Small talk, and what only answers the bot (a number,
    a field), is not drawn. Memory grows with ``n``, not with the log; the same seed and log give
    the same sample.

    Raises:
        ValueError: ``n`` is below 1.
    """
    if n < 1:
        raise ValueError(f"n must be at least 1, found {n}")
    random = Random(seed)
    strata = [_Stratum(n, random) for _ in range(len(BANDS) + 1 if by_band else 1)]
    for record in records:
        if isinstance(record, LoggedReply) and is_query(record.reply):
            at = bisect_right(BANDS, record.reply.confidence) if by_band else 0
            strata[at].offer(record.reply, record.audience)
    taken = _allotted([len(stratum.kept) for stratum in strata], n)
    rows: dict[tuple[str, str | None], SampledQuery] = {}
    for at, (stratum, count) in enumerate(zip(strata, taken, strict=True)):
        band = band_name(at) if by_band else ""
        for one in random.sample(stratum.kept, count):
            _fold(rows, one, band, stratum.seen / count)
    found = list(rows.values())
    random.shuffle(found)
    return LogSample(
        rows=tuple(found),
        queries=sum(stratum.seen for stratum in strata),
        drawn=sum(taken),
    )


def is_query(reply: Reply) -> bool:
    """Whether the message asks something that can be judged by itself."""
    return reply.action in ASKED and not reply.picked and reply.reason not in _SAID_TO_THE_BOT


def band_name(at: int) -> str:
    """What a band is called.

    >>> band_name(0), band_name(2), band_name(5)
    ('0–0.3', '0.5–0.7', '1')
    """
    ends = (0.0, *BANDS)
    return f"{ends[at]:g}–{ends[at + 1]:g}" if at < len(BANDS) else "1"


def _drawn(reply: Reply, audience: str | None) -> _Drawn:
    suggestions = [
        Choice(candidate.id, candidate.question) for candidate in reply.candidates[:SUGGESTED]
    ]
    return _Drawn(reply.understood or reply.query, audience, tuple(suggestions))


def _fold(
    rows: dict[tuple[str, str | None], SampledQuery], one: _Drawn, band: str, weight: float
) -> None:
    """Puts a drawn query into its row."""
    key = (question_key(one.q) or one.q.strip(), one.audience)
    before = rows.get(key)
    rows[key] = SampledQuery(
        q=before.q if before else one.q,
        audience=one.audience,
        band=before.band if before else band,
        weight=weight + (before.weight if before else 0.0),
        draws=1 + (before.draws if before else 0),
        suggestions=before.suggestions if before else one.suggestions,
    )


def _allotted(kept: Sequence[int], n: int) -> list[int]:
    """How many each stratum gives: as equal as they can.

    >>> _allotted([10, 1, 10], 9)
    [4, 1, 4]
    """
    found = [0] * len(kept)
    left = min(n, sum(kept))
    order = sorted(range(len(kept)), key=lambda at: (kept[at], at))
    for place, at in enumerate(order):
        found[at] = min(kept[at], -(-left // (len(order) - place)))
        left -= found[at]
    return found
