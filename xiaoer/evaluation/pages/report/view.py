"""What stands in a report, ready to be laid out: texts, rows and charts of one evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Final

from xiaoer.errors import Lang
from xiaoer.evaluation.labelled.evaluation import Evaluation
from xiaoer.evaluation.labelled.figures import AtRisk, Figures
from xiaoer.evaluation.labelled.findings import Confusion, WrongAnswer
from xiaoer.evaluation.labelled.unserved import Unserved
from xiaoer.evaluation.measures import Point, Proportion
from xiaoer.evaluation.pages.evaluation_sections import evaluation_sections, summary
from xiaoer.evaluation.pages.report import charts
from xiaoer.evaluation.pages.report.origin import Origin
from xiaoer.evaluation.pages.report.texts import text
from xiaoer.evaluation.pages.section import Row, Section
from xiaoer.evaluation.pages.wording import number, percent, say
from xiaoer.records import dataclass
from xiaoer.source.findings.diagnostics import Place
from xiaoer.text.regex import regex

THRESHOLDS: Final = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)
_IS_PLACE = regex(r":\d+$")
_MOST_ERRORS, _MOST_CONFUSIONS, _MOST_ROWS = 50, 20, 60
_OWN_PLACE = ("summary", "at_risk", "confusions", "errors", "handovers", "ask_backs", "bins")
"""Sections that the page shows in its own way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A question, the figure that answers it, what it is made of, and how sure it is."""

    title: str
    value: str
    note: str
    interval: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorShown:
    """A query, what was answered or offered, what would have been right, and why."""

    query: str
    answered: str
    right: str
    confidence: str
    place: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnservedShown:
    """Queries that were handed over, or asked back, for nothing: how many, and the first few."""

    key: str
    n: int
    rows: tuple[ErrorShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The parts of the page, in its order; ``charts`` are (key, SVG), all else is plain text.

    What is empty is left out; ``labelled``: whether right and wrong are known.
    """

    title: str
    subtitle: str
    origin: str
    headlines: tuple[Headline, ...]
    words: tuple[str, ...]
    labelled: bool = True
    needed_intro: str = ""
    needed: tuple[Row, ...] = ()
    charts: tuple[tuple[str, str], ...] = ()
    ece: str = ""
    thresholds: tuple[Row, ...] = ()
    now: Row = ()
    now_method: str = ""
    confusions: tuple[Row, ...] = ()
    more_confusions: int = 0
    errors: tuple[ErrorShown, ...] = ()
    more_errors: int = 0
    unserved: tuple[UnservedShown, ...] = ()
    details: tuple[Section, ...] = ()


def evaluation_view(evaluation: Evaluation, lang: Lang, title: str | None, origin: Origin) -> View:
    """The view of an evaluation.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    figures, curve = evaluation.figures, evaluation.curve
    found = evaluation.confusions
    return View(
        title=title or text("title", lang),
        subtitle=_subtitle(figures, lang),
        origin=origin.line(evaluation.corpus_hash, text("asked", lang, n=figures.n), lang),
        headlines=tuple(_headlines(evaluation, lang)),
        words=summary(evaluation, lang),
        needed_intro=text("needed_intro", lang, coverage=percent(figures.coverage.value),
                          risk=percent(figures.risk.value)),
        needed=tuple(_needed(one, figures.coverage, lang) for one in figures.at_risk),
        charts=tuple(_charts(evaluation, curve, lang)),
        ece=number(figures.ece),
        thresholds=tuple(_threshold_rows(curve)),
        now=_now(evaluation, lang),
        now_method=_method(evaluation, "precision", lang),
        confusions=tuple(_confusion(one, lang) for one in found[:_MOST_CONFUSIONS]),
        more_confusions=max(len(found) - _MOST_CONFUSIONS, 0),
        errors=tuple(_error(one, lang) for one in evaluation.errors[:_MOST_ERRORS]),
        more_errors=max(len(evaluation.errors) - _MOST_ERRORS, 0),
        unserved=(
            _unserved("handovers", evaluation.handovers, lang),
            _unserved("ask_backs", evaluation.ask_backs, lang),
        ),
        details=tuple(_details(evaluation, lang)),
    )  # fmt: skip


def _subtitle(figures: Figures, lang: Lang) -> str:
    oos = figures.n - figures.in_scope
    return text("subtitle", lang, n=figures.n, in_scope=figures.in_scope, oos=oos)


def _headlines(evaluation: Evaluation, lang: Lang) -> Iterator[Headline]:
    """How often it answers; how often that is wrong; how often it answers what it should not."""
    yield _headline("answers", "coverage", evaluation, "calm", lang)
    yield _headline("wrong", "risk", evaluation, "warn", lang)
    yield _headline("oos", "oos_answered", evaluation, "warn", lang)


def _headline(key: str, name: str, evaluation: Evaluation, tone: str, lang: Lang) -> Headline:
    share: Proportion = getattr(evaluation.figures, name)
    interval = evaluation.interval(name)
    low, high = map(percent, interval[:2]) if interval else ("", "")
    method = _method(evaluation, name, lang)
    return Headline(
        title=text(f"{key}_title", lang),
        value=percent(share.value),
        note=text(f"{key}_note", lang, hits=share.hits, n=share.n)
        if share.n
        else text("none", lang),
        interval=text("interval", lang, low=low, high=high, method=method) if interval else "",
        tone=tone,
    )


def _method(evaluation: Evaluation, name: str, lang: Lang) -> str:
    interval = evaluation.interval(name)
    return say(interval.method, lang) if interval else ""


def _needed(one: AtRisk, now: Proportion, lang: Lang) -> Row:
    """What keeping a limit of risk would take: limit, threshold, coverage, change in points."""
    limit = f"{100 * one.limit:g}%"
    if one.threshold is None:
        return (limit, text("impossible", lang), "–", "–")
    change = 100 * ((one.coverage.value or 0.0) - (now.value or 0.0))
    return (limit, number(one.threshold), percent(one.coverage.value), f"{change:+.1f}")


def _charts(
    evaluation: Evaluation, curve: Sequence[Point], lang: Lang
) -> Iterator[tuple[str, str]]:
    coverage, risk = evaluation.figures.coverage.value, evaluation.figures.risk.value
    now = None if coverage is None or risk is None else (coverage, risk)
    yield "curve", charts.risk_coverage(curve, now, lang)
    yield "reliability", charts.reliability(evaluation.bins, lang)
    yield "histogram", charts.histogram(evaluation.outcomes, lang)


def _threshold_rows(curve: Sequence[Point]) -> Iterator[Row]:
    """What the thresholds of `THRESHOLDS` give; those that answer nothing are left out."""
    for threshold in THRESHOLDS:
        reached = [point for point in curve if point.threshold >= threshold]
        if reached:
            last = reached[-1]
            yield _row(f"{threshold:g}", last.coverage_share, last.risk_share)


def _now(evaluation: Evaluation, lang: Lang) -> Row:
    """The row of the bot as set, with the interval that its figures have elsewhere."""
    figures, interval = evaluation.figures, evaluation.interval("precision")
    return _row(text("as_set", lang), figures.coverage, figures.risk, interval and interval[:2])


def _row(
    name: str,
    coverage: Proportion,
    risk: Proportion,
    interval: tuple[float, float] | None = None,
) -> Row:
    """Threshold, coverage, answers, wrong ones, precision with its interval (else Wilson's)."""
    interval = interval or risk.rest.interval()
    ends = "–".join(map(percent, interval)) if interval else "–"
    share, precision = percent(coverage.value), percent(risk.rest.value)
    return (name, share, str(coverage.hits), str(risk.hits), precision, ends)


def _confusion(one: Confusion, lang: Lang) -> Row:
    """What should have been answered, what was, how often, and the queries."""
    return (
        one.gold_question or one.gold or text("nothing", lang),
        one.answered_question or one.answered,
        str(one.n),
        " / ".join(one.queries[:3]),
    )


def _error(one: WrongAnswer, lang: Lang) -> ErrorShown:
    gold = one.case.gold[0] if one.case.gold else text("nothing", lang)
    return ErrorShown(
        query=one.case.q,
        answered=one.answered_question or one.answered,
        right=one.gold_question or gold,
        confidence=f"{one.confidence:.2f}",
        place=_place(one.case.place),
        explanation=one.explanation,
    )


def _unserved(key: str, found: Sequence[Unserved], lang: Lang) -> UnservedShown:
    rows = tuple(
        ErrorShown(
            query=one.case.q,
            answered=" / ".join(one.offered),
            right=one.gold_question or next(iter(one.case.gold), text("nothing", lang)),
            confidence=f"{one.confidence:.2f}",
            place=_place(one.case.place),
            explanation="",
        )
        for one in found[:_MOST_ERRORS]
    )
    return UnservedShown(key=key, n=len(found), rows=rows)


def _place(place: Place | None) -> str:
    """The file's own name and the line; whose folder it is in is nobody's business."""
    if place is None:
        return ""
    name = PurePath(place.file).name
    return f"{name}:{place.line}" if place.line else name


def _details(evaluation: Evaluation, lang: Lang) -> Iterator[Section]:
    for section in evaluation_sections(evaluation, lang):
        if section.key not in _OWN_PLACE:
            yield Section(
                title=section.title,
                text=section.text,
                head=section.head,
                rows=section.rows[:_MOST_ROWS],
                items=tuple((line, _file_name(detail)) for line, detail in section.items),
                below=section.below,
            )


def _file_name(place: str) -> str:
    """A place without its folder; other details as they are."""
    return PurePath(place).name if _IS_PLACE.search(place) else place
