"""Answers one by one: A101 to A103, A105, A109, A112, A113."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from xiaoer.authoring.lint.look import Hit, LintedEntry, LintedText, Look
from xiaoer.corpus.checking.trap_shapes import HTML
from xiaoer.text.regex import regex

_LONGEST, _LONG = 300, 200
_SHORTEST = 6
_QUESTION = 60  # longer texts are no question again
_HOLES = (
    r"todo|tbd\b|tba\b|fixme|lorem ipsum|x{3,}|[×＊*_＿]{3,}|某某",
    r"(?<![a-z])x{2,}(?=[天日元个小时号店%年月家])|(?<![a-z])[xn]\s?(?=[天日元])",
    r"待(?:写|补|补充|填|填写|完善|编写|撰写|定|更新|核实)(?=[)）\]】。，,；;！!：:\s]|内容|说明|答案|$)",
    r"(?:此处|这里)(?:填写?|写|补充|插入|放)|暂未(?:填写|补充)|后续补充|稍后(?:补充|填写)",
    r"[【\[（(](?:请?(?:填写?|输入|插入|补充)|待)[^】\]）)]{0,12}[】\]）)]",
)
_UNWRITTEN = regex("|".join(_HOLES), re.IGNORECASE)
_QUOTED = regex(r"「[^」]*」|“[^”]*”|『[^』]*』")
_MARKS = (
    r"^[ \t]{0,3}(?:[-*+•][ \t]+\S|#{1,6}[ \t]*[^\s#]|>[ \t]|\|.*\|[ \t]*$|-{3,}[ \t]*$)",
    r"`[^`\n]+`|(?<!\*)\*[^\s*][^*\n]*\*(?!\*)|__[^_\n]+__|~~[^~\n]+~~",
    r"<[/!]?[A-Za-z][^<>\n]*>|!\[[^\]]*\]\(|\[[^\]\n]+\]\([^)\n]*\)",
)
_MARKDOWN = regex("|".join(_MARKS), re.MULTILINE)
_NOTHING = regex(
    r"(?:您好[，,！!]?)?(?:好的|是的|不是|可以|可以的|不可以|不能|能|不行|行|有|没有|不知道|不清楚|同上|见上|请稍等"
    r"|请?联系(?:人工)?客服|请?咨询(?:人工)?客服|以页面为准)[。.！!]?"
)
_DATE = regex(
    r"(?<!\d)(20\d\d)"
    r"(?:\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?)?"
    r"|[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)|(?=双十|双1|届|618))"
)
_ENDS = "。！？!?…）)」”』】》~～"
_OPEN_END = regex(
    r"[，、：；,:;（(「“\-—]$|(?:和|或|并|的|在|以及|如果|但是|因为|所以|请|并且|或者)$"
)
_USUAL = 0.9


def unwritten(look: Look) -> Iterator[Hit]:
    """An answer has something yet to be written: TODO, XXX, 待写, （待补充）, xx 天, 某某.

    A state that is quoted, such as 「待补充」, is none. An answer that is nothing else is W437.

    中文：答案里有没写完的内容：TODO、XXX、待写、（待补充）、xx 天、某某。用引号引起来的状态名不算；
    整条答案都是占位的由 W437 检查。
    """
    for one in look.entries:
        for leaf in one.answers:
            hidden = _QUOTED.sub(lambda found: "＂" * len(found[0]), leaf.text)
            if found := _UNWRITTEN.search(hidden):
                yield _found(look, one, leaf, found)


def too_long(look: Look) -> Iterator[Hit]:
    """An answer has more than 300 characters, which nobody reads to the end in a chat.

    中文：答案超过 300 个字。聊天窗口里没有人会读完；请删减，或拆成几条。
    """
    for one in look.entries:
        for leaf in one.answers:
            if len(leaf.text) > _LONGEST:
                count = len(leaf.text)
                yield one.hit(leaf, key=leaf.key, count=count, limit=_LONGEST)


def rather_long(look: Look) -> Iterator[Hit]:
    """An answer has more than 200 characters.

    中文：答案超过 200 个字。
    """
    for one in look.entries:
        for leaf in one.answers:
            if _LONG < len(leaf.text) <= _LONGEST:
                yield one.hit(leaf, key=leaf.key, count=len(leaf.text), limit=_LONG)


def markdown(look: Look) -> Iterator[Hit]:
    """An answer is marked up: bullets, headings, code, quotes, tables.

    Replies are plain text; customers see the signs. Links and bold are W435, HTML is W434.

    中文：答案里有 Markdown 的列表、标题、代码、引用、表格。回复是纯文字，客户会看到这些符号。
    链接和加粗由 W435 检查，HTML 由 W434 检查。
    """
    for one in look.entries:
        for leaf in one.answers:
            found = _MARKDOWN.search(leaf.text)
            if found and not HTML.fullmatch(found[0]):
                yield _found(look, one, leaf, found)


def says_nothing(look: Look) -> Iterator[Hit]:
    """An answer is the question again, or a word or two: 好的, 请联系客服.

    One with self-service, or that hands over, says enough with a few words.

    中文：答案只是重复了问题，或者只有“好的”“请联系客服”这样几个字。带自助入口或转人工的不算。
    """
    for one in look.entries:
        keys = {look.utterance(leaf.text).key for leaf in one.questions}
        helps = one.entry.self_service or one.entry.escalate or one.entry.links
        for leaf in one.answers:
            plain = leaf.text.strip()
            short = len(plain) < _SHORTEST or _NOTHING.fullmatch(plain)
            again = len(plain) <= _QUESTION and look.utterance(plain).key in keys
            if again or (short and not helps):
                yield one.hit(leaf, key=leaf.key, text=plain)


def past(look: Look) -> Iterator[Hit]:
    """A text names a day, month or year that is past: an offer of last year.

    `--as-of` sets the day. Dates that must be past (自 2014 年起) are switched off with a comment.

    中文：文字里写的日期已经过去，例如去年的活动。--as-of 可以指定日期；确实要写过去的日期
    （例如“自 2014 年起”）时，可以用注释关闭。
    """
    for one in look.entries:
        for leaf in (*one.answers, *one.questions):
            for found in _DATE.finditer(leaf.text):
                since = leaf.text[: found.start()].rstrip().endswith(("自", "从", "于"))
                if not since and _end(found) <= look.as_of.replace(tzinfo=None):
                    yield _found(look, one, leaf, found)
                    break


def cut_off(look: Look) -> Iterator[Hit]:
    """An answer breaks off: it ends with a comma or a conjunction, or without a full stop.

    A full stop is missed only where nine of ten answers of the corpus have one.

    中文：答案没有写完：以逗号、冒号或“和”“如果”结尾，或者没有句号（整个知识库九成以上的答案都有）。
    """
    answers = [(one, leaf) for one in look.entries for leaf in one.answers]
    ended = sum(leaf.text.rstrip()[-1] in _ENDS for _, leaf in answers)
    usual = len(answers) >= 10 and ended >= _USUAL * len(answers)
    for one, leaf in answers:
        text = leaf.text.rstrip()
        if _OPEN_END.search(text) or (usual and text[-1] not in _ENDS):
            at = look.offset(one.source, leaf, len(text) - 1)
            yield one.hit(leaf, at=at, key=leaf.key, text=text[-8:])


def _found(look: Look, one: LintedEntry, leaf: LintedText, found: re.Match[str]) -> Hit:
    at = look.offset(one.source, leaf, found.start())
    text = leaf.text[found.start() : found.end()].strip()
    return one.hit(leaf, at=at, key=leaf.key, text=text)


def _end(found: re.Match[str]) -> datetime:
    """The moment when the day, month or year is over; far off for what is no date."""
    year, month, day = int(found[1]), found[2] or found[4], found[3] or found[5]
    try:
        if day:
            return datetime(year, int(month), int(day)) + timedelta(days=1)
        if month:
            return datetime(year + int(month) // 12, int(month) % 12 + 1, 1)
    except ValueError:
        return datetime.max
    return datetime(year + 1, 1, 1)
