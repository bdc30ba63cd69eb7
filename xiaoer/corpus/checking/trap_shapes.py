"""Texts that are hardly meant as they stand: the shapes that `traps` looks for."""

from __future__ import annotations

import re

from xiaoer.text.regex import regex

# Blanks, the sign, and the blank behind it, if any.
CUT = regex(r"([ \t]+)#([ \t]?)")

COMMA = regex(r"\S\s*[，、；]\s*\S")
NAME_COMMA = regex(r"\S\s*[，、；;,|｜\n]\s*\S")

# These part questions whatever they are; the others only where each part asks by itself.
_PARTS = regex(r"[|｜；;\n]+")
_MAYBE_PARTS = regex(r"[/／、\s]+")
_SENTENCES = regex(r"[？?]+")
_ASKS = regex(
    "怎么|如何|怎样|咋|什么|为何|为啥|啥|哪|谁|几|多少|多久|多长|吗|能不能|可不可以|是不是|有没有|能否|是否"
)
_SHORTEST_QUESTION = 3

_TAGS = "|".join(
    "a abbr b big blockquote body br center code div em font h[1-6] head hr html i iframe img "
    "input label li link meta ol p pre s script section small span strike strong style sub sup "
    "table tbody td th thead tr u ul video".split()
)
_ENTITY = r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});"
HTML = regex(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>|{_ENTITY}", re.IGNORECASE)
MARKDOWN = regex(
    r"\*\*[^\s*][^*\n]*\*\*|!?\[[^\[\]\n]+\]\([^()\s]*[./][^()\s]*\)|^#{2,6}[ \t]\S|^```",
    re.MULTILINE,
)
SCIENTIFIC = regex(r"(?<![\w.])\d(?:\.\d+)?E\+\d{1,3}(?!\w)")
UNREAD_BREAK = regex(r"\\r\\n|\\[nrt](?![A-Za-z0-9])|(?<=[^\w:\\])\\n(?=[0-9])")
VARIABLE = regex(r"\{\{\s*(\w+)\s*\}\}")

_LEFTOVERS = frozenset(
    "nan nat none null <na> undefined #n/a #na #ref! #value! #name? #div/0! #num! #null!".split()
)
_PLACEHOLDERS = frozenset(
    "同上 同前 见上 如上 见附件 见附图 见下表 待补充 待补 待定 待填 待填写 待完善 待确认 待更新 "
    "暂无 无 略 空 测试 答案 回答 todo tbd tba fixme xxx xx test n/a na - -- / ... … 。".split()
)
_AROUND = " \t\n（）()【】[]。.!！"

_HEAD = r"(?:标准问题?|相似问法?|问题|提问|问|question|q)\s*\d{0,3}"
_ANSWER_HEAD = r"(?:标准答案|答案|回答|回复|答复|答|answer|a)\s*\d{0,3}"
_QUESTION_LABEL = regex(
    rf"(?:{_HEAD}\s*[:：]|[(（]\d{{1,3}}[)）]|\d{{1,3}}\s*[.、．)）]|[①-⑳])\s*(?=[^\s\d])",
    re.IGNORECASE,
)
_ANSWER_LABEL = regex(rf"{_ANSWER_HEAD}\s*[:：]\s*(?=\S)", re.IGNORECASE)

_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "＂": "＂"}


_SHORT = r"|\A.{1,8}\Z|\A[ -~]*\Z"
_SIGNS = r"[<&\\“‘「『＂]|E\+|[:：]"
# What no other pattern can do without: most texts of a corpus are looked at once.
SUSPECTS = {
    "question": regex(rf"{_SIGNS}|[|｜；;，、/／？?\s]|\A[\d(（①-⑳]|\A[ -~]*\Z"),
    "prose": regex(rf"{_SIGNS}|[*\[#`{{]{_SHORT}", re.DOTALL),
    "label": regex(rf"{_SIGNS}{_SHORT}"),
    "name": regex(r"[，、；;,|｜\n“‘「『＂]"),
}


def several(text: str) -> bool:
    """True when one text holds several questions.

    >>> several("怎么退款|如何退款"), several("怎么退款/如何退款"), several("支付宝/微信怎么付")
    (True, True, False)
    """
    plain = re.sub(_ENTITY, "", text)
    if len([part for part in _PARTS.split(plain.strip()) if part.strip()]) > 1:
        return True
    # Customers often ask two things at once, and so may a question; nobody asks three.
    return _all_ask(_MAYBE_PARTS.split(plain), 2) or _all_ask(_SENTENCES.split(plain), 3)


def _all_ask(parts: list[str], least: int) -> bool:
    full = [part for part in parts if part.strip()]
    return len(full) >= least and all(
        len(part) >= _SHORTEST_QUESTION and _ASKS.search(part) for part in full
    )


def is_leftover(text: str) -> bool:
    """True for what an empty or broken cell becomes when it is turned into text."""
    return text.strip().lower() in _LEFTOVERS


def is_placeholder(text: str) -> bool:
    """True for what stands in place of an answer."""
    plain = text.strip().lower()
    return plain in _PLACEHOLDERS or plain.strip(_AROUND) in _PLACEHOLDERS


def label_of(text: str, *, answer: bool = False) -> str:
    """The label or number in front of a question, or the label in front of an answer; or "".

    >>> label_of("Q：怎么退款"), label_of("1、怎么退款"), label_of("7.7折怎么算")
    ('Q：', '1、', '')
    """
    found = (_ANSWER_LABEL if answer else _QUESTION_LABEL).match(text.strip())
    return found[0].strip() if found else ""


def is_wrapped(text: str) -> bool:
    """True when the whole text stands in quotes that are no quotes of YAML."""
    plain = text.strip()
    close = _PAIRS.get(plain[:1])
    return close is not None and len(plain) > 2 and plain.find(close, 1) == len(plain) - 1
