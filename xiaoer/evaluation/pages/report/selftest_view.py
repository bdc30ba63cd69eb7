"""What stands in a report of a self-test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xiaoer.errors import Lang
from xiaoer.evaluation.pages.report.origin import Origin
from xiaoer.evaluation.pages.report.texts import text
from xiaoer.evaluation.pages.report.view import Headline, View
from xiaoer.evaluation.pages.selftest_sections import selftest_sections, selftest_summary
from xiaoer.evaluation.pages.wording import percent
from xiaoer.evaluation.selftest.result import SelfTest


def selftest_view(found: SelfTest, lang: Lang, title: str | None, origin: Origin) -> View:
    """The forecast first, then what to mend."""
    _, *details = selftest_sections(found, lang)
    counts = {"questions": found.questions, "entries": found.entries}
    asked = text("self_asked", lang, n=found.groups.n)
    return View(
        title=title or text("self_title", lang),
        subtitle=text("self_subtitle", lang, **counts),
        origin=origin.line(found.corpus_hash, asked, lang),
        headlines=tuple(_headlines(found, lang)),
        words=tuple(selftest_summary(found, lang)),
        labelled=False,
        details=tuple(details),
    )


def _headlines(found: SelfTest, lang: Lang) -> Iterator[Headline]:
    expected = found.expected
    columns = (found.hopeful, found.cautious)
    answered = [one.coverage for one in columns]
    wrong = [None if one.precision is None else 1 - one.precision for one in columns]
    risk = None if expected.precision is None else 1 - expected.precision
    counts = (f"{100 * expected.coverage:.0f}", f"{100 * expected.wrong_answer_rate:.1f}")
    yield _headline("coverage", expected.coverage, counts[0], answered, "calm", lang)
    yield _headline("risk", risk, counts[1], wrong, "warn", lang)


def _headline(
    key: str, value: float | None, n: str, ends: Sequence[float | None], tone: str, lang: Lang
) -> Headline:
    low, high = map(percent, ends)
    return Headline(
        title=text(f"self_{key}_title", lang),
        value=percent(value),
        note=text(f"self_{key}_note", lang, n=n),
        interval=text("self_range", lang, low=low, high=high),
        tone=tone,
    )
