"""Mobile numbers that are spelled out: 一三八零零一三八零零零, 138、0013、8000 after 电话."""

import re
from collections.abc import Iterator

from xiaoer.text.entities.context import context_before
from xiaoer.text.entities.entity import Span
from xiaoer.text.regex import regex

_VALUES = {
    char: str(value)
    for value, chars in enumerate(
        ("零〇洞", "一幺壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒拐", "八捌", "九玖勾")
    )
    for char in chars
}
_HAN = "".join(_VALUES)
_DIGIT = f"[0-9{_HAN}]"
_SEP = r"[ \-.·、,，_/*~]{0,2}"
# what comes before or after may end or begin a word with 一: 唯一, 一直
_NUMBER = (
    rf"[1一幺壹]{_SEP}[3-9三四五六七八九叁肆伍陆柒捌玖拐勾](?:{_SEP}{_DIGIT}){{9}}"
    "(?![0-9零〇二三四五六七八九])"
)
_SPELLED = regex(rf"(?<![0-9零〇二三四五六七八九]){_NUMBER}")
_NEXT = regex(_NUMBER)  # right behind another one
_APART = regex(rf"(?<![0-9])1{_SEP}[3-9](?:{_SEP}[0-9]){{9}}(?![0-9])")
_ONE_BY_ONE = regex(r"1(?:[ \-.·、,，_/*~]{1,2}[0-9]){10}")
_LEAST_HAN = 4


def spelled_phones(text: str) -> Iterator[Span]:
    """Mobile numbers with Chinese digits, and those with any signs between the digits, where a
    word before says that it is a phone or every digit stands alone."""
    found = _SPELLED.search(text)
    while found:
        digits = "".join(_VALUES.get(char, char) for char in found[0])
        following = None
        if sum(char in _VALUES for char in found[0]) >= _LEAST_HAN:
            yield _span(found, digits)
            following = _NEXT.match(text, found.end())
        found = following or _SPELLED.search(text, found.end())
    for found in _APART.finditer(text):
        alone = _ONE_BY_ONE.fullmatch(found[0])
        if alone or context_before(text, found.start()).named == "phone":
            yield _span(found, found[0])


def _span(found: re.Match[str], digits: str) -> Span:
    value = re.sub("[^0-9]", "", digits)
    return Span(kind="phone", start=found.start(), end=found.end(), value=value)
