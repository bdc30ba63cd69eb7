"""An evaluation as sections of sentences and tables, for Markdown and the terminal alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from xiaoer.errors import Lang
from xiaoer.evaluation.labelled.evaluation import Evaluation
from xiaoer.evaluation.labelled.figures import NAMES
from xiaoer.evaluation.labelled.findings import WrongAnswer
from xiaoer.evaluation.labelled.robustness import RobustnessTable
from xiaoer.evaluation.measures import Proportion
from xiaoer.evaluation.pages.section import Row, Section
from xiaoer.evaluation.pages.stopped_sections import stopped, stopped_each
from xiaoer.evaluation.pages.unserved_sections import ask_backs, handovers
from xiaoer.evaluation.pages.wording import (
    cell,
    columns,
    heading,
    number,
    percent,
    say,
    slim,
    title,
)

_MOST = 20  # rows of a list of findings; JSON has all of them


def evaluation_sections(evaluation: Evaluation, lang: Lang) -> Iterator[Section]:
    """The sections that have something to say, what matters most first."""
    makers: tuple[Callable[[Evaluation, Lang], Section | None], ...] = (
        _summary,
        _figures,
        _at_risk,
        _costs,
        _slices,
        _confusions,
        _errors,
        handovers,
        ask_backs,
        stopped,
        stopped_each,
        _missed,
        _leaks,
        _robustness,
        _bins,
    )
    for make in makers:
        section = make(evaluation, lang)
        if section is not None:
            yield section


def summary(evaluation: Evaluation, lang: Lang) -> tuple[str, ...]:
    """The figures in plain words, then what a reader has to know."""
    return (*_sentences(evaluation, lang), *notes(evaluation, lang))


def notes(evaluation: Evaluation, lang: Lang) -> tuple[str, ...]:
    """What a reader of the figures has to know, a sentence each."""
    keys, leaks = ", ".join(evaluation.keys_left_out), len(evaluation.leaks)
    return tuple(say(note, lang, keys=keys, n=leaks) for note in evaluation.notes)


def _sentences(evaluation: Evaluation, lang: Lang) -> Iterator[str]:
    figures = evaluation.figures
    yield _told("answers", figures.coverage, lang, _interval(evaluation, "coverage", lang))
    if figures.coverage.hits:
        yield say(
            "precision",
            lang,
            share=percent(figures.precision.value),
            interval=_interval(evaluation, "precision", lang),
            wrong=figures.risk.hits,
            rate=f"{100 * (figures.wrong_answer_rate.value or 0):.1f}",
        )
    if figures.oos_answered.n:
        yield _told("oos", figures.oos_answered, lang)
    if figures.needless_escalations.hits:
        yield _told("needless", figures.needless_escalations, lang)
    if figures.clarify_success.n:
        yield _told("clarify", figures.clarify_success, lang)
    if figures.shown_precision.n:
        yield _told("shown", figures.shown_precision, lang)


def _told(key: str, share: Proportion, lang: Lang, interval: str = "") -> str:
    value = percent(share.value)
    return say(key, lang, hits=share.hits, n=share.n, share=value, interval=interval)


def _interval(evaluation: Evaluation, name: str, lang: Lang) -> str:
    found = evaluation.interval(name)
    if found is None:
        return ""
    low, high = percent(found.low), percent(found.high)
    text = say("drawn", lang, low=low, high=high, method=say(found.method, lang))
    return f"（{text}）" if lang == "zh" else f" ({text})"


def _summary(evaluation: Evaluation, lang: Lang) -> Section:
    return Section(key="summary", title=heading("summary", lang), text=summary(evaluation, lang))


def _figures(evaluation: Evaluation, lang: Lang) -> Section:
    rows = [_figure_row(name, evaluation, lang) for name in NAMES]
    return Section(
        key="figures",
        title=heading("figures", lang),
        head=columns("figure value interval count", lang),
        rows=tuple(rows),
        below=(say("methods", lang),),
    )


def _figure_row(name: str, evaluation: Evaluation, lang: Lang) -> Row:
    value: Proportion | float | None = getattr(evaluation.figures, name)
    if not isinstance(value, Proportion):
        return (title(name, lang), number(value), "", "")
    interval = evaluation.interval(name)
    ends = "–".join(percent(end) for end in interval[:2]) if interval else "–"
    return (title(name, lang), percent(value.value), ends, f"{value.hits}/{value.n}")


def _at_risk(evaluation: Evaluation, lang: Lang) -> Section:
    rows = [
        (f"{100 * one.limit:g}%", cell(one.coverage), number(one.threshold))
        for one in evaluation.figures.at_risk
    ]
    return Section(
        key="at_risk",
        title=heading("at_risk", lang),
        text=(say("flatters", lang),),
        head=columns("limit coverage threshold", lang),
        rows=tuple(rows),
        below=(say("intervals", lang),),
    )


def _costs(evaluation: Evaluation, lang: Lang) -> Section | None:
    found = evaluation.costs
    if found is None:
        return None
    key = "cost_nothing" if found.threshold is None else "cost"
    text = say(
        "cost_now" if found.per_1000 <= found.best_per_1000 else key,
        lang,
        now=f"{found.per_1000:.0f}",
        best=f"{found.best_per_1000:.0f}",
        threshold=number(found.threshold),
        coverage=percent(found.best_coverage.value),
    )
    return Section(key="costs", title=heading("costs", lang), text=(text,))


def _slices(evaluation: Evaluation, lang: Lang) -> Section | None:
    rows = [
        (
            f"{one.key}={one.value}",
            str(one.n),
            slim(one.figures.top1),
            slim(one.figures.coverage, counts=False),
            slim(one.figures.precision),
        )
        for one in evaluation.slices
    ]
    head = columns("slice n top1_percent coverage_percent precision_percent", lang)
    return _listed("slices", lang, head, rows, say("intervals", lang))


def _confusions(evaluation: Evaluation, lang: Lang) -> Section | None:
    rows = [
        (
            _entry(one.gold, one.gold_question, lang),
            _entry(one.answered, one.answered_question, lang),
            str(one.n),
        )
        for one in evaluation.confusions[:_MOST]
    ]
    head = columns("gold answered times", lang)
    below = _rest(evaluation.confusions, lang)
    return _listed("confusions", lang, head, rows, below=below)


def _errors(evaluation: Evaluation, lang: Lang) -> Section | None:
    if not evaluation.errors:
        return None
    items = [(_error_line(one, lang), one.explanation) for one in evaluation.errors]
    return Section(key="errors", title=heading("errors", lang), items=tuple(items))


def _error_line(one: WrongAnswer, lang: Lang) -> str:
    gold = one.case.gold[0] if one.case.gold else None
    place = f" {one.case.place}" if one.case.place else ""
    return (
        f"{one.case.q} → {_entry(one.answered, one.answered_question, lang)} "
        f"{one.confidence:.2f} | {say('gold', lang)} {_entry(gold, one.gold_question, lang)}{place}"
    )


def _missed(evaluation: Evaluation, lang: Lang) -> Section | None:
    items = [
        (_entry(one.id, one.question, lang), one.n, one.ranked_first)
        for one in evaluation.missed[:_MOST]
    ]
    lines = [(say("missed", lang, entry=e, n=n, first=first), "") for e, n, first in items]
    below = [*_rest(evaluation.missed, lang)]
    if evaluation.unasked:
        ids = ", ".join(evaluation.unasked[:_MOST])
        more = " …" if len(evaluation.unasked) > _MOST else ""
        below.append(say("unasked", lang, n=len(evaluation.unasked), ids=ids + more))
    if not lines and not below:
        return None
    return Section(
        key="missed", title=heading("missed", lang), items=tuple(lines), below=tuple(below)
    )


def _leaks(evaluation: Evaluation, lang: Lang) -> Section | None:
    if not evaluation.leaks:
        return None
    items = [
        (f"{leak.case.q} = {leak.id}", str(leak.case.place or ""))
        for leak in evaluation.leaks[:_MOST]
    ]
    below = tuple(_rest(evaluation.leaks, lang))
    return Section(key="leaks", title=heading("leaks", lang), items=tuple(items), below=below)


def _robustness(evaluation: Evaluation, lang: Lang) -> Section | None:
    found: RobustnessTable | None = evaluation.robustness
    if found is None:
        return None
    rows = [
        (
            row.title if lang == "zh" else row.phenomenon,
            str(row.n),
            cell(row.good),
            str(row.wrong if row.must == "stay" else row.same),
        )
        for row in found.rows
    ]
    base = say("base", lang, hits=found.base.hits, n=found.base.n, seed=found.seed)
    return _listed("robustness", lang, columns("phenomenon n kept wrong", lang), rows, base)


def _bins(evaluation: Evaluation, lang: Lang) -> Section | None:
    rows = [
        (f"{one.low:.3f}–{one.high:.3f}", str(one.n), number(one.confidence), number(one.accuracy))
        for one in evaluation.bins
    ]
    return _listed("bins", lang, columns("range n mean right", lang), rows)


def _listed(
    key: str, lang: Lang, head: Row, rows: Sequence[Row], *text: str, below: Iterable[str] = ()
) -> Section | None:
    """A section with a table, or None where the table is empty."""
    if not rows:
        return None
    return Section(
        key=key,
        title=heading(key, lang),
        text=text,
        head=head,
        rows=tuple(rows),
        below=tuple(below),
    )


def _rest(found: Sequence[object], lang: Lang) -> Iterator[str]:
    if len(found) > _MOST:
        yield say("more", lang, n=len(found) - _MOST)


def _entry(id: str | None, question: str, lang: Lang) -> str:
    if id is None:
        return say("none", lang)
    return f"{id} {question}" if question else id
