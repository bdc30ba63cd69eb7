"""Phone numbers: mobile, landline, 400; never inside a longer run of digits."""

import re
from collections.abc import Iterator

from xiaoer.text.entities.context import context_before
from xiaoer.text.entities.entity import Span
from xiaoer.text.regex import regex

_SEP = "[ \\-.·_/*~|\u2600-\u27bf\U0001f300-\U0001faff]{0,3}"
_CHINA = r"(?:(?:\((?:\+|00)?86\)|(?:\+|00)?86)[ \-]{0,2}(?:\(0\))?)?"
_EXTENSION = r"(?:(?: ?转(?:分机)? ?| ?ext\.? ?|{})([0-9]{{{}}})(?![0-9]))?"
# 11 digits, in the groups in which people write them, or each by itself
_MOBILE = regex(
    rf"(?<![0-9]){_CHINA}(1[3-9][0-9](?:{_SEP}[0-9]{{4}}{_SEP}[0-9]{{4}}"
    rf"|{_SEP}[0-9]{{3}}{_SEP}[0-9]{{5}}|[0-9]{{2}}{_SEP}[0-9]{{6}}"
    rf"|[0-9]{_SEP}[0-9]{{3}}{_SEP}[0-9]{{4}}|[0-9]{_SEP}[0-9]{{4}}{_SEP}[0-9]{{3}})"
    rf"|1[ .-][3-9](?:[ .-][0-9]){{9}}){_EXTENSION.format('-', '3,4')}(?![0-9])"
)
# (159)20217734, 159(2021)7734
_BRACKETS = regex(
    rf"(?<![0-9]){_CHINA}(\(1[3-9][0-9]\){_SEP}[0-9]{{4}}{_SEP}[0-9]{{4}}"
    rf"|1[3-9][0-9]{_SEP}\([0-9]{{4}}\){_SEP}[0-9]{{4}})(?![0-9])"
)
# numbers of Hong Kong, Macau and Taiwan, and whatever else begins with a plus
_WITH_PLUS = (
    r"(?<![0-9])(?:\((?:\+|00)(?:852|853|886)\)|(?:\+|00)(?:852|853|886))[ \-]?\(?[0-9]\)?"
    r"(?:[ \-]?[0-9]){7,9}(?![0-9])"
)
# the country without a plus, where a sign parts it from the number: 853-66204471
_WITHOUT_PLUS = (
    r"(?<![0-9A-Za-z.-])(?:\(85[23]\)[ \-]?|85[23][ \-])[235689][0-9]{3}[ \-]?[0-9]{4}(?![0-9-])"
    r"|(?<![0-9A-Za-z.-])(?:\(886\)[ \-]?|886[ \-])\(?0?\)?[2-9](?:[ \-]?[0-9]){7,8}(?![0-9-])"
)
_ELSEWHERE = r"(?<![0-9])\+(?!86)[1-9](?:[ .()\-]{0,2}[0-9]){8,13}(?![0-9])"
_TAIWAN = (
    r"(?<![0-9])09[0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{3}(?![0-9])"
    # of Taiwan, by land: (02)2736-5518#214
    r"|(?<![0-9])\(0[2-8][0-9]?\) ?[0-9]{3,4}[ -][0-9]{4}(?:#[0-9]{1,5})?(?![0-9])"
)
_ABROAD = regex(f"{_WITH_PLUS}|{_WITHOUT_PLUS}|{_ELSEWHERE}|{_TAIWAN}")
# 191 然后 0473 再 8826
_THEN = "(?:[ ,，、]{0,2}(?:然后|再来?|接着|跟着|后面是?|中间是?|最后是?|接|加)[ ,，、:]{0,2}){1,2}"
_SPOKEN = regex(
    rf"(?<![0-9])(1[3-9][0-9]{_THEN}[0-9]{{4}}{_THEN}[0-9]{{4}}|1[3-9][0-9]{{2}}{_THEN}[0-9]{{3}}{_THEN}[0-9]{{4}})(?![0-9])"
)
# letters that look like digits and digits in Chinese among them: 147o2958831, l38o-274l956
_ALIKE = "0-9oOlIiZzSsBb零〇洞一幺壹二贰两三叁四肆五伍六陆七柒拐八捌九玖勾"
_LETTERS = regex(
    rf"(?<![0-9A-Za-z零〇一二三四五六七八九])[1lIi一幺壹](?:[ .-]?[{_ALIKE}]){{10}}"
    "(?![0-9A-Za-z零〇二三四五六七八九])"
)
_AS_DIGITS = str.maketrans(
    "oOlIiZzSsBb零〇洞一幺壹二贰两三叁四肆五伍六陆七柒拐八捌九玖勾",
    "001112255860001112223344556677788999",
)
_LEAST_DIGITS = 6
_LANDLINE = regex(
    r"(?<![0-9])(?:(?:(?:\+|00)86[ \-]{0,2}|86-)\(?0?|\(?0)"
    rf"(10|2[0-9]|[3-9][0-9]{{2}})(?:\)|-|){_SEP}([2-9][0-9]{{2,3}}{_SEP}[0-9]{{4}})"
    rf"{_EXTENSION.format('-', '1,6')}(?![0-9])",
    re.IGNORECASE,
)
_SERVICE = regex(
    r"(?<![0-9])([48]00[ -]{0,2}(?:[0-9]{3}[ -]?[0-9]{4}|[0-9]{4}[ -]?[0-9]{3}"
    r"|[0-9][ -]?[0-9]{3}[ -]?[0-9]{3}|[0-9]{2}[ -]?[0-9]{5}))(?![0-9])"
)
# without an area code only after a word that says so
_LOCAL = regex(r"(?<![0-9])([2-8][0-9]{2,3}[ -]?[0-9]{4}|9[0-47-9][0-9]{2}[ -]?[0-9]{4})(?![0-9])")
_VIRTUAL = regex("(?<![0-9])95[0-9]{3}[ -]?[0-9]{9}(?![0-9])")
_NOT_DIGITS = regex("[^0-9]")


def phones(text: str) -> Iterator[Span]:
    """Every phone number of a plain text."""
    for found in _MOBILE.finditer(text):
        yield _span(found, found[1], found[2])
    for found in _SPOKEN.finditer(text):
        yield _span(found, found[1], None)
    for found in _LETTERS.finditer(text):
        number = _NOT_DIGITS.sub("", found[0].translate(_AS_DIGITS))
        digits = sum(char.isdecimal() for char in found[0])
        if _LEAST_DIGITS <= digits < len(number) and number[1] in "3456789":
            yield _span(found, number, None)
    for found in _BRACKETS.finditer(text):
        yield _span(found, found[1], None)
    for found in _ABROAD.finditer(text):
        yield _span(found, found[0], None)
    for found in _LANDLINE.finditer(text):
        yield _span(found, f"0{found[1]}{found[2]}", found[3])
    for found in _SERVICE.finditer(text):
        yield _span(found, found[1], None)
    for found in _VIRTUAL.finditer(text):
        if context_before(text, found.start()).named == "phone":
            yield _span(found, found[0], None)
    for found in _LOCAL.finditer(text):
        if context_before(text, found.start()).named == "phone":
            yield _span(found, found[1], None)


def _span(found: re.Match[str], number: str, extension: str | None) -> Span:
    value = _NOT_DIGITS.sub("", number) + (f"-{extension}" if extension else "")
    return Span(kind="phone", start=found.start(), end=found.end(), value=value)
