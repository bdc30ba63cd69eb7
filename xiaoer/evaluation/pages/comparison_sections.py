"""A comparison as sections, for Markdown and the terminal alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from xiaoer.errors import Lang, Words
from xiaoer.evaluation.cases.prediction import Prediction
from xiaoer.evaluation.comparison.changes import GROUPS, Change
from xiaoer.evaluation.comparison.compare import Comparison
from xiaoer.evaluation.comparison.text_change import text_change
from xiaoer.evaluation.measures import Estimate, McNemar
from xiaoer.evaluation.pages.section import Section
from xiaoer.evaluation.pages.wording import percent, title

_OF_SHOWN = frozenset(("shown_rate", "shown_precision"))
_SHOWN = 50  # changes shown of a group; JSON has all of them

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "title": ("新旧对比", "Comparison"),
    "summary": ("概要", "In plain words"),
    "changed": (
        "{n} 条问题中，{changed} 条的回复变了。",
        "Of {n} queries, {changed} get another reply.",
    ),
    "judged": (
        "变对 {right} 条，变错 {wrong} 条。",
        "{right} are right now, {wrong} are wrong now.",
    ),
    "mcnemar": (
        "{what}：只有旧的对 {first} 条，只有新的对 {second} 条，{verdict}"
        "（McNemar 精确检验 p = {p}）。",
        "{what}: only the old is right on {first}, only the new on {second}: {verdict} "
        "(exact McNemar, p = {p}).",
    ),
    "top_is_right": ("首位候选", "first candidate"),
    "served_right": ("处理结果", "outcome for the customer"),
    "sure": ("差别不像是偶然", "hardly chance"),
    "unsure": ("差别可能只是偶然", "may be chance"),
    "differences": ("差值（新减旧，百分点）", "Differences, new minus old, in points"),
    "now_right": ("变对了", "Now right"),
    "now_wrong": ("变错了", "Now wrong"),
    "now_answered": ("现在回答了", "Now answered"),
    "now_escalated": ("现在转人工", "Now escalated"),
    "other_entry": ("换了知识点", "Another entry"),
    "other_action": ("换了处理方式", "Another action"),
    "other_text": (
        "同一个回复，文字、链接或去向变了",
        "The same reply, in another text or elsewhere",
    ),
    "self_service": ("自助入口", "self-service"),
    "link": ("链接", "link"),
    "image": ("图片", "image"),
    "related": ("相关问题", "related"),
    "offer": ("可选服务", "offer"),
    "queue": ("技能组", "team"),
    "empty": ("（无）", "(none)"),
    "times": (" × {n}", " × {n}"),
    "places": ("；另有 {n} 处", "; {n} more places"),
    "was_right": ("（原来是对的）", "(was right)"),
    "more": ("……另有 {n} 项", "… and {n} more"),
}
_say: Final = Words(texts=_WORDS)
_HEAD: Final = (
    ("指标", "旧", "新", "差值", "95% 区间"),
    ("figure", "old", "new", "difference", "95% interval"),
)


def comparison_title(lang: Lang) -> str:
    """The title of the page."""
    return _say("title", lang)


def comparison_sections(found: Comparison, lang: Lang) -> Iterator[Section]:
    """The sections that have something to say: the verdict, the figures, the changes."""
    yield Section(title=_say("summary", lang), text=tuple(_sentences(found, lang)))
    if found.figures:
        yield Section(
            title=_say("differences", lang),
            head=_HEAD[lang == "en"],
            rows=tuple(_rows(found, lang)),
        )
    for group in GROUPS:
        changed = found.group(group)
        if changed:
            lines = _texts(changed, lang) if group == "other_text" else _lines(found, changed, lang)
            rest = len(lines) - _SHOWN
            yield Section(
                title=f"{_say(group, lang)} × {len(changed)}",
                items=tuple((line, "") for line in lines[:_SHOWN]),
                below=(_say("more", lang, n=rest),) if rest > 0 else (),
            )


def _sentences(found: Comparison, lang: Lang) -> Iterator[str]:
    yield _say("changed", lang, n=found.n, changed=len(found.changes))
    if found.labelled:
        right, wrong = len(found.group("now_right")), len(found.group("now_wrong"))
        yield _say("judged", lang, right=right, wrong=wrong)
    for name, test in (("top_is_right", found.top_is_right), ("served_right", found.served_right)):
        if test:
            yield _verdict(name, test, lang)


def _verdict(name: str, test: McNemar, lang: Lang) -> str:
    return _say(
        "mcnemar",
        lang,
        what=_say(name, lang),
        first=test.only_first,
        second=test.only_second,
        p=f"{test.p:.3g}",
        verdict=_say("sure" if test.p < 0.05 else "unsure", lang),
    )


def _rows(found: Comparison, lang: Lang) -> Iterator[tuple[str, ...]]:
    if found.figures is None:
        return
    before, after = (figures.values() for figures in found.figures)
    any_shown = any(one.shown_precision.n for one in found.figures)
    for name, one in found.differences.items():
        if name in _OF_SHOWN and not any_shown:
            continue
        values = (percent(before[name]), percent(after[name]))
        yield (title(name, lang), *values, *_difference(one))


def _difference(one: Estimate | None) -> tuple[str, str]:
    if one is None:
        return ("–", "–")
    if not one.resamples:
        return f"{100 * one.value:+.1f}", "–"
    return f"{100 * one.value:+.1f}", f"{100 * one.low:+.1f} … {100 * one.high:+.1f}"


def _lines(found: Comparison, changed: Sequence[Change], lang: Lang) -> list[str]:
    return [_line(change, found.labelled, lang) for change in changed]


def _texts(changed: Sequence[Change], lang: Lang) -> list[str]:
    """One line for each text that changed, however many queries get it."""
    alike: dict[tuple[str, str], list[str]] = {}
    for change in changed:
        before, after = change.before.prediction, change.after.prediction
        name = (after.id if after.answered else after.action) or "–"
        alike.setdefault((name, _difference_of(before, after, lang)), []).append(change.q)
    return [
        f"{name}: {told} | {queries[0]}" + (_say("times", lang, n=n) if n > 1 else "")
        for (name, told), queries in alike.items()
        for n in [len(queries)]
    ]


def _difference_of(before: Prediction, after: Prediction, lang: Lang) -> str:
    parts = []
    places, more = text_change(before.text, after.text)
    empty = _say("empty", lang)
    parts += [f"{old or empty} → {new or empty}" for old, new in places]
    if more:
        parts[-1] += _say("places", lang, n=more)
    for kind in dict.fromkeys(kind for kind, _ in (*before.beside, *after.beside)):
        old, new = (_beside(one, kind) for one in (before, after))
        if old != new:
            parts.append(f"{_say(kind, lang)} {old or empty} → {new or empty}")
    return ("；" if lang == "zh" else "; ").join(parts)


def _beside(prediction: Prediction, kind: str) -> str:
    return ", ".join(text for key, text in prediction.beside if key == kind)


def _line(change: Change, labelled: bool, lang: Lang) -> str:
    before, after = change.before, change.after
    lost = labelled and before.served_right and not after.served_right
    mark = f" {_say('was_right', lang)}" if lost and change.group != "now_wrong" else ""
    return f"{change.q} | {_reply(before.prediction)} → {_reply(after.prediction)}{mark}"


def _reply(prediction: Prediction) -> str:
    if prediction.answered:
        return f"{prediction.id} {prediction.confidence:.2f}"
    action = prediction.action or "–"
    return f"{action} ({', '.join(prediction.choices)})" if prediction.choices else action
