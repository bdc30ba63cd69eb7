"""Long numbers in forms that say little of what they are: spelled out, or in odd groups."""

import re
from collections.abc import Iterator

from xiaoer.text.entities.context import context_before
from xiaoer.text.private.found import Spot
from xiaoer.text.regex import regex

_HAN = "零〇洞一幺壹二贰两三叁四肆五伍六陆七柒拐八捌九玖勾"
_SPELLED = regex(
    rf"(?<![0-9{_HAN}])[0-9{_HAN}](?:[ ,，、.·-]{{0,2}}[0-9{_HAN}]){{7,24}}[xX]?"
    f"(?![0-9A-Za-z{_HAN}])"
)
_IS_HAN = regex(f"[{_HAN}]")
_LEAST_HAN = 6
_MOBILE = regex("(?<![0-9])(?<![0-9][ -])1[3-9](?:[ -]?[0-9]){9}(?![ -]?[0-9])")
_GROUP = regex("[ -]")
_NAMED = frozenset(("order", "tracking", "number", "other"))


def digits(text: str) -> Iterator[Spot]:
    """Numbers that are spelled out, and those that may be a mobile's: 13 7612 90 458."""
    for found in _SPELLED.finditer(text):
        if len(_IS_HAN.findall(found[0])) >= _LEAST_HAN and not _is_named(text, found):
            yield Spot("number", *found.span())
    for found in _MOBILE.finditer(text):
        groups = _GROUP.split(found[0])
        if min(map(len, groups)) > 1 and not _is_named(text, found):
            yield Spot("number", *found.span())


def _is_named(text: str, found: re.Match[str]) -> bool:
    return context_before(text, found.start()).named in _NAMED
