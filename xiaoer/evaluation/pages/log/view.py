"""What stands in the page of a log's statistics."""

from __future__ import annotations

from collections.abc import Iterator

from xiaoer.errors import Lang
from xiaoer.evaluation.measures import Proportion
from xiaoer.evaluation.pages.log.chart import days_chart
from xiaoer.evaluation.pages.log.sections import log_sections, log_summary
from xiaoer.evaluation.pages.log.words import say, title_of
from xiaoer.evaluation.pages.report.origin import Origin
from xiaoer.evaluation.pages.report.texts import text
from xiaoer.evaluation.pages.report.view import Headline, View
from xiaoer.evaluation.pages.wording import percent
from xiaoer.evaluation.statistics.statistics import LogStatistics


def log_view(found: LogStatistics, lang: Lang, title: str | None, origin: Origin) -> View:
    """The figures first, then the days, then table by table."""
    _, *details = log_sections(found, lang)
    summary = list(log_summary(found, lang))
    chart = days_chart(found.days, lang)
    return View(
        title=title or title_of(lang),
        subtitle=summary[0],
        origin=origin.line(
            found.corpus_hash, text("log_asked", lang, n=found.total.messages), lang
        ),
        headlines=tuple(_headlines(found, lang)),
        words=tuple(summary[1:] or summary),
        labelled=False,
        charts=(("days", chart),) if chart else (),
        details=tuple(details),
    )


def _headlines(found: LogStatistics, lang: Lang) -> Iterator[Headline]:
    ratings = found.total.ratings
    yield _headline("coverage", found.total.coverage, "calm", lang)
    yield _headline("escalation", found.total.escalation, "warn", lang)
    yield _headline("unhelpful_share", ratings.unhelpful_share, "warn", lang)


def _headline(name: str, share: Proportion, tone: str, lang: Lang) -> Headline:
    interval = share.interval()
    low, high = map(percent, interval) if interval else ("", "")
    return Headline(
        title=say(name, lang),
        value=percent(share.value),
        note=f"{share.hits} / {share.n}" if share.n else text("none", lang),
        interval=text("interval", lang, low=low, high=high, method="Wilson") if interval else "",
        tone=tone,
    )
