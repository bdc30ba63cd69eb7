"""E-mail addresses, also those spelled so that no robot reads them: li(at)126.com, a艾特qq点com."""

import re
from collections.abc import Iterator

from xiaoer.text.entities.entity import Span
from xiaoer.text.regex import regex

_LOCAL = r"[A-Za-z0-9._%+\-]{1,64}"
_EMAIL = regex(
    rf"{_LOCAL} ?@ ?[A-Za-z0-9](?:[A-Za-z0-9-]{{0,62}}\.){{1,5}}[A-Za-z]{{2,24}}(?![A-Za-z])"
)
_AT = r" ?(?:@|[(\[{<【] ?(?:at|a|艾特|圈a|小老鼠) ?[)\]}>】]|艾特|圈a|小老鼠) ?"
_LOOSE_AT = r"(?: {1,2}at {1,2}| ?# ?)"  # before a host that is known to have mail
_DOT = r"(?: ?(?:[.。]|[(\[【] ?(?:dot|点|點) ?[)\]】]|点|點) ?| {1,2}dot {1,2})"
_END = "(?:com|cn|net|org|edu|gov|io|me|cc|vip|top|hk|tw|email)"
_HOST = (
    "(?:qq|163|126|139|189|188|yeah|sina|sohu|gmail|outlook|hotmail|foxmail|icloud|yahoo|live|msn"
    "|aliyun|wo|tom|21cn|proton|protonmail)"
)
_SPELLED = regex(
    rf"(?<![A-Za-z0-9._%+\-])((?:[A-Za-z0-9_-]{{1,32}} dot ){{0,2}}{_LOCAL})"
    rf"(?:(?:{_AT})([A-Za-z0-9][A-Za-z0-9-]{{0,62}}(?:{_DOT}[A-Za-z0-9-]{{1,62}}){{0,3}}{_DOT}{_END}"
    rf"|{_HOST} ?{_END})|{_LOOSE_AT}({_HOST}{_DOT}{_END}))(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_POINTS = regex(_DOT, re.IGNORECASE)


def emails(text: str) -> Iterator[Span]:
    """Every e-mail address of a plain text."""
    if "@" in text:
        for found in _EMAIL.finditer(text):
            value = found[0].replace(" ", "").lower()
            yield Span(kind="email", start=found.start(), end=found.end(), value=value)
    for found in _SPELLED.finditer(text):
        host = _POINTS.sub(".", found[2] or found[3]).replace(" ", "")
        local = found[1].replace(" dot ", ".")
        value = f"{local}@{host}".lower()
        yield Span(kind="email", start=found.start(), end=found.end(), value=value)
