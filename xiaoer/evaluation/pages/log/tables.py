"""The statistics of a log as tables of values: for sections, and for a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from xiaoer.errors import Lang
from xiaoer.evaluation.measures import Proportion
from xiaoer.evaluation.pages.log.words import heads, reason_name, say
from xiaoer.evaluation.statistics.statistics import LogStatistics
from xiaoer.evaluation.statistics.tally import AskBacks, Ratings, Tally
from xiaoer.records import dataclass


class ShareCell(NamedTuple):
    """A share in a cell: None where there is nothing to measure."""

    value: float | None


LogCell: TypeAlias = str | int | ShareCell


@dataclass(frozen=True, slots=True, kw_only=True)
class LogTable:
    """A table: what it is about, its title, heads and rows of values."""

    key: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[LogCell, ...], ...]


def log_tables(found: LogStatistics, lang: Lang) -> tuple[LogTable, ...]:
    """The tables that have rows, in the order of the page."""
    made = (
        ("figures", "figure value interval of", _figures(found, lang)),
        ("escalations", "reason count share interval", _reasons(found.total, lang)),
        (
            "ask_backs",
            "kind n taken taken_share interval refused person elsewhere left alone",
            _ask_backs(found, lang),
        ),
        ("places", "place count share interval", _places(found.clarify)),
        ("days", f"day {_OF_GROUP}", ((day.day, *_group(day.tally)) for day in found.days)),
        (
            "corpora",
            f"hash first last {_OF_GROUP}",
            (
                (one.corpus_hash[:12], one.first, one.last, *_group(one.tally))
                for one in found.corpora
            ),
        ),
        (
            "entries",
            f"id question hits shown_count offered chosen handed_over {_OF_RATINGS}",
            _entries(found),
        ),
        ("never", "id question", (tuple(one) for one in found.never_hit or ())),
    )
    tables = (
        LogTable(
            key=key,
            title=say(key, lang, n=len(found.never_hit or ())),
            head=heads(head, lang),
            rows=tuple(rows),
        )
        for key, head, rows in made
    )
    return tuple(table for table in tables if table.rows)


_OF_RATINGS = "helpful solved unhelpful taken_over good_share interval said_solved said_denied"
_OF_GROUP = "messages asked coverage interval escalation interval helpful solved unhelpful"


def _figures(found: LogStatistics, lang: Lang) -> Iterator[tuple[LogCell, ...]]:
    total, ratings = found.total, found.total.ratings
    shares = {
        "coverage": total.coverage,
        "escalation": total.escalation,
        "clarify_rate": total.clarify_rate,
        "talk_escalation": found.talks.escalation,
        "rated_share": Proportion(ratings.rated, total.messages),
        "solved_share": ratings.solved_share,
        "unhelpful_share": ratings.unhelpful_share,
    }
    for name, share in shares.items():
        yield say(name, lang), ShareCell(share.value), _interval(share), f"{share.hits}/{share.n}"


def _reasons(total: Tally, lang: Lang) -> Iterator[tuple[LogCell, ...]]:
    for reason, n in total.reasons.items():
        yield reason_name(reason, lang), n, *_share(Proportion(n, total.asked))


def _ask_backs(found: LogStatistics, lang: Lang) -> Iterator[tuple[LogCell, ...]]:
    for name, one in (("clarify", found.clarify), ("shown", found.shown)):
        if one.n:
            counts = (one.refused, one.person, one.elsewhere, one.left, one.alone)
            yield say(name, lang), one.n, one.taken, *_share(one.taken_share), *counts


def _places(one: AskBacks) -> Iterator[tuple[LogCell, ...]]:
    for place, n in enumerate(one.places, 1):
        yield place, n, *_share(Proportion(n, sum(one.places)))


def _entries(found: LogStatistics) -> Iterator[tuple[LogCell, ...]]:
    for one in found.entries:
        counts = (one.hits, one.shown, one.offered, one.chosen, one.handed_over)
        yield one.id, one.question, *counts, *_rated(one.ratings)


def _rated(one: Ratings) -> tuple[LogCell, ...]:
    verdicts = (one.helpful, one.solved, one.unhelpful, one.taken_over)
    return (*verdicts, *_share(one.good_share), one.said_solved, one.said_denied)


def _group(tally: Tally) -> tuple[LogCell, ...]:
    rated = tally.ratings
    return (
        tally.messages,
        tally.asked,
        *_share(tally.coverage),
        *_share(tally.escalation),
        *(rated.helpful, rated.solved, rated.unhelpful),
    )


def _share(share: Proportion) -> tuple[LogCell, ...]:
    return ShareCell(share.value), _interval(share)


def _interval(share: Proportion) -> str:
    """The Wilson interval in per cent, "" where there is none."""
    interval = share.interval()
    return "–".join(f"{100 * end:.1f}" for end in interval) if interval else ""
