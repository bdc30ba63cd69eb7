"""A self-test as sections of sentences and tables, for Markdown and the terminal alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields
from typing import Final

from xiaoer.errors import Lang, Words
from xiaoer.evaluation.measures import Proportion
from xiaoer.evaluation.pages.section import Section
from xiaoer.evaluation.pages.wording import cell, percent, title
from xiaoer.evaluation.selftest.findings import Rivals, ThinEntry
from xiaoer.evaluation.selftest.forecast import Forecast, share_of
from xiaoer.evaluation.selftest.result import SelfTest

_MOST = 20  # rows of a list of findings; JSON has all of them

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "title": ("自测结果（没有标注数据）", "Self-test (no labelled queries)"),
    "summary": ("概要", "In plain words"),
    "coverage": (
        "预计每 100 位顾客中，机器人直接回答约 {answered} 位，其中约 {wrong} 位会得到错误的答案"
        "（准确率约 {precision}）。",
        "Of 100 customers about {answered} would be answered, about {wrong} of them wrongly "
        "(precision about {precision}).",
    ),
    "silent": (
        "预计一条也不会回答。",
        "Nothing would be answered.",
    ),
    "range": (
        "视顾客的问法而定：最差回答 {low_cover}、准确率 {low}，最好回答 {high_cover}、准确率 "
        "{high}。",
        "Depending on how customers word it: at worst {low_cover} answered, {low} of them right; "
        "at best {high_cover}, {high} right.",
    ),
    "assumed": (
        "假定：{oos} 的问题不归知识库管（其中 {near} 与业务相近，其余无关）；归它管的问题里，"
        "{known} 的问法与某条已有问法相近，其余是新问法。",
        "Assumed: {oos} of the queries are out of scope ({near} of these near the corpus, the rest "
        "far from it); of the others {known} are worded like a known question, the rest anew.",
    ),
    "honest": (
        "这是用知识库自己的问法推算的，不是测量，更不是保证。有 200 条标注的真实问题，就该用 "
        "xiaoer evaluate 和 xiaoer calibrate。",
        "A forecast from the corpus's own questions, neither a measurement nor a guarantee. With "
        "200 labelled queries, use xiaoer evaluate and xiaoer calibrate.",
    ),
    "no_new": (
        "注意：没有一个知识点有相似问，新问法无从测起，以上数字偏高。请先添加相似问。",
        "Note: no entry has variants: new wordings cannot be tested, and these figures flatter. "
        "Add variants first.",
    ),
    "figures": ("预计的指标", "Forecast"),
    "figure": ("指标", "figure"),
    "expected": ("预计", "expected"),
    "cautious": ("最差", "at worst"),
    "hopeful": ("最好", "at best"),
    "asked": ("问了什么", "What was asked"),
    "kind": ("提问方式", "asked"),
    "n": ("条数", "n"),
    "answered": ("回答了", "answered"),
    "right": ("其中答对", "of these right"),
    "top1": ("首位命中", "top-1"),
    "new": ("抽掉这条问法再问", "the question left out"),
    "known": ("问法在，带错字或口头语", "with a slip or a filler"),
    "near": ("抽掉整个知识点再问（不该回答）", "the entry left out (not to be answered)"),
    "far": ("无关的问题（不该回答）", "another world (not to be answered)"),
    "thin": ("问法太少、换个说法就找不到的知识点", "Entries too thin to be found"),
    "thin_why": (
        "抽掉任一条问法，其余的多半找不回它。请照下面这些句子的说法各补一两条相似问。",
        "With a question left out, the others mostly do not lead to the entry. Add variants "
        "worded like these.",
    ),
    "thin_item": ("{n} 条问法只找回 {found} 条：{lost}", "{found} of {n} found: {lost}"),
    "alone": (
        "还有 {n} 个知识点只有一条问法，没法这样测，请添加相似问：{ids}",
        "{n} more entries have one question and cannot be tested so; add variants: {ids}",
    ),
    "rivals": ("互相抢问题的知识点", "Pairs that steal each other's questions"),
    "rivals_why": (
        "抽掉一条问法，它就被对方抢走。要么合并，要么把两边的问法写得更分明。",
        "A question that is left out goes to the other entry. Merge them, or word them further "
        "apart.",
    ),
    "pair": ("{first} ⇄ {second}：{n} 条", "{first} ⇄ {second}: {n}"),
    "to": ("被 {id} 抢走：{examples}", "taken by {id}: {examples}"),
    "more": ("……另有 {n} 项", "… and {n} more"),
}
_say: Final = Words(texts=_WORDS)


def selftest_title(lang: Lang) -> str:
    """The title of the page."""
    return _say("title", lang)


def selftest_sections(found: SelfTest, lang: Lang) -> Iterator[Section]:
    """The sections that have something to say, what matters most first."""
    yield Section(title=_say("summary", lang), text=tuple(selftest_summary(found, lang)))
    yield _figures(found, lang)
    if found.thin or found.alone:
        yield _thin(found, lang)
    if found.rivals:
        yield _rivals(found.rivals, lang)
    yield _asked(found, lang)


def selftest_summary(found: SelfTest, lang: Lang) -> Iterator[str]:
    """The forecast in plain words, and what it rests on."""
    expected, low, high = found.expected, found.cautious, found.hopeful
    if expected.precision is None:
        yield _say("silent", lang)
    else:
        yield _say(
            "coverage",
            lang,
            answered=f"{100 * expected.coverage:.0f}",
            wrong=f"{100 * expected.wrong_answer_rate:.1f}",
            precision=percent(expected.precision),
        )
        yield _say(
            "range",
            lang,
            low_cover=percent(low.coverage),
            low=percent(low.precision),
            high_cover=percent(high.coverage),
            high=percent(high.precision),
        )
    mix = found.mix
    oos, near, known = map(percent, (mix.oos_share, mix.near_share, mix.known_share))
    yield _say("assumed", lang, oos=oos, near=near, known=known)
    if not found.groups.new:
        yield _say("no_new", lang)
    yield _say("honest", lang)


def _figures(found: SelfTest, lang: Lang) -> Section:
    columns = (found.expected, found.cautious, found.hopeful)
    names = [field.name for field in fields(Forecast)]
    values = zip(*map(astuple, columns), strict=True)
    return Section(
        title=_say("figures", lang),
        head=tuple(_say(key, lang) for key in ("figure", "expected", "cautious", "hopeful")),
        rows=tuple(
            (title(name, lang), *map(percent, row)) for name, row in zip(names, values, strict=True)
        ),
    )


def _asked(found: SelfTest, lang: Lang) -> Section:
    rows = []
    for name, group in found.groups.named():
        share = share_of(group)
        in_scope = name in ("new", "known")
        rows.append(
            (
                _say(name, lang),
                str(share.n),
                cell(Proportion(share.answered, share.n)),
                cell(Proportion(share.right, share.answered)) if in_scope else "–",
                cell(Proportion(share.top1, share.n)) if in_scope else "–",
            )
        )
    head = ("kind", "n", "answered", "right", "top1")
    return Section(
        title=_say("asked", lang),
        head=tuple(_say(key, lang) for key in head),
        rows=tuple(rows),
    )


def _thin(found: SelfTest, lang: Lang) -> Section:
    text = [_say("thin_why", lang)] if found.thin else []
    text += _rest(found.thin, lang)
    if found.alone:
        ids = ", ".join(found.alone[:_MOST]) + (" …" if len(found.alone) > _MOST else "")
        text.append(_say("alone", lang, n=len(found.alone), ids=ids))
    items = [(f"{one.id} {one.question}", _lost(one, lang)) for one in found.thin[:_MOST]]
    return Section(title=_say("thin", lang), text=tuple(text), items=tuple(items))


def _lost(one: ThinEntry, lang: Lang) -> str:
    return _say("thin_item", lang, n=one.n, found=one.found, lost=_joined(one.lost, lang))


def _rivals(found: Sequence[Rivals], lang: Lang) -> Section:
    return Section(
        title=_say("rivals", lang),
        text=(_say("rivals_why", lang), *_rest(found, lang)),
        items=tuple((_pair(one, lang), _taken(one, lang)) for one in found[:_MOST]),
    )


def _pair(one: Rivals, lang: Lang) -> str:
    first, second = f"{one.first} {one.first_question}", f"{one.second} {one.second_question}"
    return _say("pair", lang, first=first, second=second, n=one.n)


def _taken(one: Rivals, lang: Lang) -> str:
    sides = ((one.second, one.lost_examples), (one.first, one.taken_examples))
    told = [_say("to", lang, id=id, examples=_joined(lost, lang)) for id, lost in sides if lost]
    return ("；" if lang == "zh" else "; ").join(told)


def _rest(found: Sequence[object], lang: Lang) -> list[str]:
    return [_say("more", lang, n=len(found) - _MOST)] if len(found) > _MOST else []


def _joined(texts: Sequence[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else " / ").join(texts)
