"""Signs that make a value what it is: which are kept, between what, and in which spelling.

A sign belongs to a value where it touches a digit or a Latin letter: 3~5天 is not 35天, c# is not
c, ≥18岁 is not ≤18岁. Elsewhere it is punctuation. One value in two spellings becomes one
(`one_spelling`); then the signs that belong to no value go (`punctuation_to_space`).

======================  =========================================================================
kept                    where
======================  =========================================================================
``. / & = ^ →``         between letters or digits; a point before more than four letters ends a
                        sentence, one in front of up to four is part of a name (.net, .apk)
``< > ≤ ≥ ≠ =``         on either side of a digit; ``≈ ±`` before a number
``: - *``               between digits; ``-`` and ``*`` also before a number
``~``                   between the ends of a range of numbers, sizes or single letters
``#``                   behind a letter or a digit (c#, 3#), before a digit
``$ € £ ₩ ‰``           beside a digit; ``%`` and ``+`` everywhere
``、``                  stands for any other punctuation, and for a space, between two digits, and
                        for punctuation between single letters or sizes: 1、2 is not 12
======================  =========================================================================
"""

import functools
import re
from collections.abc import Callable

from xiaoer.text.regex import regex
from xiaoer.text.resources import read_items

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_FIGURE = r"[0-9]{1,12}(?:\.[0-9]{1,6})?"
_DAY = "(?:19|20)[0-9]{2}-[01]?[0-9]-[0-3]?[0-9]"
_NUMBER = rf"(?:{_DAY}|{_FIGURE}(?:[:/][0-9]{{1,4}})?)"
_MORE_UNITS = "点 时 分 刻 号 度 码 寸 尺 级 年级 层 楼 升 克 千克 吨 成 届 集 章 人 位 户 门"
_SIZE = "(?:[0-9]?x{0,4}[sml]|[a-z])"
_MONEY = "[元块圆]"
_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
        **dict.fromkeys("\u301c\u223c", "~"),
        **dict.fromkeys("\u2044\u2215", "/"),
        **dict.fromkeys("≧⩾", "≥"),
        **dict.fromkeys("≦⩽", "≤"),
        "\u2236": ":",
    }
)
_CHANGEABLE = regex("[0-9a-z]")
_COMMA_OF_PROSE = regex(
    rf"(?<=[0-9])，(?=[0-9])(?!(?<=(?<![0-9])[0-9]，)[0-9]{{3}}(?:\.[0-9]+)?{_MONEY})"
    rf"(?!(?<=(?<![0-9])[0-9]{{2}}，)[0-9]{{3}}(?:\.[0-9]+)?{_MONEY})"
)
_HASHTAG = regex(rf"#(?=[^#\s]{{0,30}}[{_HAN}])([^#\s]{{1,30}})#")
_DROPPED = "\ue000"

SignRule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def prose_commas(text: str) -> str:
    """The text with a full-width comma between digits as 、: 170，120斤 are two numbers.

    1，299元 is one, typed without changing the keyboard.

    >>> prose_commas("170，120斤"), prose_commas("1，299元")
    ('170、120斤', '1，299元')
    """
    return _COMMA_OF_PROSE.sub("、", text) if "，" in text else text


def one_spelling(text: str) -> str:
    """The text with one spelling for each value that has several; expects ordinary characters.

    >>> one_spelling("1,299元"), one_spelling("3到5天"), one_spelling("5w-30"), one_spelling("¥10")
    ('1299元', '3~5天', '5w30', '10元')
    >>> one_spelling("2026/11/11"), one_spelling("s-xl码"), one_spelling("一直到3天")
    ('2026-11-11', 's~xl码', '一直到3天')
    """
    if not _CHANGEABLE.search(text):
        return text
    text = text.translate(_SAME)
    for pattern, by in _rules():
        text = pattern.sub(by, text)
    return text


def punctuation_to_space(text: str) -> str:
    """The text with punctuation as spaces, but for the signs of values.

    >>> punctuation_to_space("c#,怎么学?"), punctuation_to_space("打8.5折!满1、2件")
    ('c# 怎么学 ', '打8.5折 满1、2件')
    """
    if text.isalpha():
        return text
    text = _HASHTAG.sub(r" \1 ", text) if "#" in text else text
    text = _signs().sub(_kept, text)
    text = _BETWEEN_DIGITS.sub("、", text)
    if _DROPPED in text:
        text = _BETWEEN_SIZES.sub(r"\1、", text).replace(_DROPPED, " ")
    return text


_BETWEEN_DIGITS = regex(rf"(?<=[0-9])[\s{_DROPPED}]+(?=[0-9])")
_BETWEEN_SIZES = regex(rf"(?<![a-z0-9])({_SIZE}) ?{_DROPPED}[ {_DROPPED}]*(?={_SIZE}(?![a-z0-9]))")


def _kept(match: re.Match[str]) -> str:
    if match["kept"]:
        return match[0]
    return " " if match[0].isspace() else _DROPPED


_BETWEEN = (
    r"(?<=[a-z0-9])(?:[/&=^→<>≤≥≠]|\.(?![a-z]{5}))(?=[a-z0-9])"
    r"|(?<=[0-9])[:*~-](?=-?[0-9])"
)
_BEFORE_NUMBER = r"(?<![a-z0-9-])-(?=[0-9])|(?<![a-z0-9*])\*(?=[0-9])"
_DOMAIN = r"(?<![a-z0-9.])\.(?=[a-z]{1,4}(?![a-z0-9]))"
_HASH = r"(?<=[a-z0-9])\#|\#(?=[0-9])"
_COMPARED = r"(?<=[0-9])[$€£₩‰<>≤≥≠=]|[$€£₩<>≤≥≠=≈±](?=[$€£₩-]?[0-9])"


@functools.cache
def _signs() -> re.Pattern[str]:
    """What is kept, or any other sign; compiled when a text first needs it."""
    span = rf"(?<=[0-9])(?:{_units()})~(?=-?[0-9])|(?<![a-z0-9]){_SIZE}~(?={_SIZE}(?![a-z0-9]))"
    kept = f"[%+]|{span}|{_BETWEEN}|{_BEFORE_NUMBER}|{_DOMAIN}|{_HASH}|{_COMPARED}"
    return re.compile(rf"(?P<kept>{kept})|[^\w]|_")


@functools.cache
def _units() -> str:
    """The units of numbers, longest first, as alternatives."""
    listed = {*read_items("units.txt"), *_MORE_UNITS.split()}
    return "|".join(map(re.escape, sorted(listed, key=lambda u: (-len(u), u))))


@functools.cache
def _rules() -> tuple[SignRule, ...]:
    """Patterns and what takes their place, in order; compiled when a text first needs them."""
    return tuple((re.compile(pattern), by) for pattern, by in (*_figures(), *_ranges()))


def _figures() -> tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...]:
    """Spellings of one number, one sum of money, one day."""
    return (
        (r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3}){1,4}(?![0-9]|,[0-9])", _without(",")),
        (  # a hotline, in any groups
            r"(?<![0-9-])[48]00[ -]{1,2}(?:[0-9]{3}[ -]?[0-9]{4}|[0-9]{4}[ -]?[0-9]{3}"
            r"|[0-9]{2}[ -]?[0-9]{5}|[0-9][ -]?[0-9]{3}[ -]?[0-9]{3})(?![0-9-])",
            _without(" ", "-"),
        ),
        (r"(?<=[0-9]) *([<>≤≥≠=×*/:~—-]{1,3}) *(?=[0-9])", r"\1"),
        (r"([<>≤≥≠=≈±]) +(?=-?[0-9])", r"\1"),
        (r">=(?=[-0-9])", "≥"),
        (r"<=(?=[-0-9])", "≤"),
        (r"×(?=[0-9])", "*"),
        (
            rf"¥ *({_FIGURE}(?:[-~]{_FIGURE})?) *([万千百亿]|[wk](?![a-z]))? *(?:元|块钱|块|圆)?",
            r"\1\2元",
        ),
        (r"(?<=[0-9]) *¥", "元"),
        (rf"(?<=[0-9])\.0{{1,6}}(?=[万亿]?(?:{_MONEY}|[折%]))", ""),
        (rf"(?<=[0-9])(\.[0-9]{{0,5}}[1-9])0{{1,6}}(?=[万亿]?(?:{_MONEY}|[折%]))", r"\1"),
        (r"(?<=[0-9]) *(?:°c?(?![a-z])|摄氏度)", "度"),
        (
            r"(?<![0-9./-])((?:19|20)[0-9]{2})([/.])([01]?[0-9])\2([0-3]?[0-9])(?![0-9./])",
            r"\1-\3-\4",
        ),
    )


def _ranges() -> tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...]:
    """Spellings of one range, of one model's code, of one Latin word."""
    unit = rf"(?:[万千百亿](?:{_units()})?|{_units()}|[%‰]|[a-z]{{1,3}}(?![a-z]))"
    end = rf"-?{_NUMBER}"
    return (
        (rf"(?<![a-z0-9])({_SIZE}) *(?:[~—-]+|到|至) *({_SIZE})(?![a-z0-9])", r"\1~\2"),
        (
            rf"(?<![a-z0-9.:/~-])({end})({unit})? *(到|至|[~—]+|-) *({end})({unit})?(?![0-9])"
            "(?!-[0-9])",
            _range,
        ),
        (r"(?<=[a-z])-+(?=[a-z0-9])|(?<=[0-9])-+(?=[a-z])", ""),
        (r"(?<=[a-z])['’](?=[a-z])", ""),
    )


def _range(match: re.Match[str]) -> str:
    """The range with ~; what a hyphen joins may be another thing: 300-50, 5w-30."""
    left, unit, sign, right, behind = match.groups()
    same = unit == behind
    if sign == "-" and not (_rises(left, right) if unit is None else same or not unit.isascii()):
        return match[0]
    return f"{left}{'' if same else unit or ''}~{right}{behind or ''}"


def _rises(left: str, right: str) -> bool:
    """Whether the second number is the greater one; of hours and days it need not be."""
    try:
        return float(left) < float(right)
    except ValueError:
        return any(sign in left and sign in right for sign in ":-")


def _without(*signs: str) -> Callable[[re.Match[str]], str]:
    def cut(match: re.Match[str]) -> str:
        text = match[0]
        for sign in signs:
            text = text.replace(sign, "")
        return text

    return cut
