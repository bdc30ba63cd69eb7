"""The statistics of a log as sections, for Markdown, HTML and the terminal alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xiaoer.errors import Lang
from xiaoer.evaluation.pages.log.tables import LogCell, LogTable, ShareCell, log_tables
from xiaoer.evaluation.pages.log.words import place_of, say
from xiaoer.evaluation.pages.section import Row, Section
from xiaoer.evaluation.pages.wording import percent
from xiaoer.evaluation.statistics.statistics import LogStatistics

MOST_ROWS: Final = 30
"""Rows of a table; JSON and XLSX have all of them."""
_KEPT: Final = {"entries": (0, 1, 2, 3, 5, 9, 11, 12), "days": (0, 2, 3, 5, 9)}
"""The columns of the widest tables that a page or a terminal has room for."""


def log_sections(found: LogStatistics, lang: Lang) -> Iterator[Section]:
    """The sections that have something to say, what matters most first."""
    yield Section(key="summary", title=say("summary", lang), text=tuple(log_summary(found, lang)))
    for table in log_tables(found, lang) if found.total.messages else ():
        yield _section(table, lang)


def log_summary(found: LogStatistics, lang: Lang) -> Iterator[str]:
    """How it went in plain words, and what could not be counted."""
    total = found.total
    if not total.messages:
        yield say("nothing", lang)
    else:
        yield _period(found, lang)
        if total.asked:
            shares = (total.coverage, total.clarify_rate, total.escalation)
            answered, clarified, escalated = (f"{100 * (one.value or 0):.0f}" for one in shares)
            told = {"answered": answered, "clarified": clarified, "escalated": escalated}
            yield say("answered", lang, **told)
        yield from _rated(found, lang)
    if found.unmatched:
        yield say("unmatched", lang, n=found.unmatched)
    if found.damaged:
        places = [place_of(one, lang) for one in found.damages]
        rest = ["…"] if found.damaged > len(places) else []
        joined = ("；" if lang == "zh" else "; ").join([*places, *rest])
        yield say("damaged", lang, n=found.damaged, places=joined)


def _period(found: LogStatistics, lang: Lang) -> str:
    days = [day.day for day in found.days] or ["?"]
    counts = {"messages": found.total.messages, "asked": found.total.asked}
    return say("period", lang, first=days[0], last=days[-1], talks=found.talks.n, **counts)


def _rated(found: LogStatistics, lang: Lang) -> Iterator[str]:
    one = found.total.ratings
    if not one.rated:
        yield say("not_rated", lang)
    else:
        verdicts = {"unhelpful": one.unhelpful, "solved": one.solved, "helpful": one.helpful}
        yield say("rated", lang, rated=one.rated, taken=one.taken_over, **verdicts)
    if one.said_solved or one.said_denied:
        yield say("said", lang, solved=one.said_solved, denied=one.said_denied)


def _section(table: LogTable, lang: Lang) -> Section:
    rows = table.rows[-MOST_ROWS:] if table.key == "days" else table.rows[:MOST_ROWS]
    below = [say("ask_backs_below", lang)] if table.key == "ask_backs" else []
    if len(table.rows) > len(rows):
        below.append(say("more", lang, n=len(table.rows) - len(rows)))
    kept = _KEPT.get(table.key, range(len(table.head)))
    return Section(
        key=table.key,
        title=table.title,
        head=tuple(table.head[at] for at in kept),
        rows=tuple(_row(tuple(row[at] for at in kept)) for row in rows),
        below=tuple(below),
    )


def _row(cells: tuple[LogCell, ...]) -> Row:
    return tuple(
        percent(cell.value) if isinstance(cell, ShareCell) else str(cell) for cell in cells
    )
