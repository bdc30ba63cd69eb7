"""Tracking numbers by carrier: SF1234567890123, and bare digits by how they begin."""

import re
from collections.abc import Iterator

from xiaoer.text.entities.entity import Span
from xiaoer.text.entities.numbers.checks import is_mobile
from xiaoer.text.regex import regex

# letters → (carrier, how many digits follow)
_PREFIXES: dict[str, tuple[str, range]] = {
    "SF": ("顺丰", range(12, 16)),
    "YT": ("圆通", range(13, 16)),
    "ZT": ("中通", range(11, 15)),
    "ZTO": ("中通", range(11, 15)),
    "JT": ("极兔", range(13, 14)),
    "JD": ("京东", range(11, 16)),
    "YD": ("韵达", range(13, 16)),
    "STO": ("申通", range(12, 16)),
    "LP": ("菜鸟", range(14, 17)),
    "DP": ("德邦", range(9, 13)),
    "KY": ("跨越", range(10, 15)),
}
_NAMES = ("ZTO", "STO")  # names of carriers, parts of a number only where they touch it
_PREFIXED = regex(
    r"(?<![A-Za-z0-9])(?:yto|zto|sto|yunda|sf)?"
    r"(SF|YT|ZTO?|JT|JD[A-Z]{0,3}|YD|STO|LP|DP[A-Z]?|KYE?)[ -]?"
    r"([0-9]{8,17}|[0-9]{3,5}(?:[ -][0-9]{3,5}){1,4})(?![0-9])",
    re.IGNORECASE,
)
# a postal item of the Universal Postal Union (S10), sent from China
_POSTAL = regex(r"(?<![A-Za-z0-9])([A-Z])[A-Z][0-9]{9}CN(?![A-Za-z0-9])", re.IGNORECASE)
# (carrier, number of digits, beginnings, whether they are so without a word that says so)
_HEADS: tuple[tuple[str, int, tuple[str, ...], bool], ...] = (
    ("中通", 14, ("73", "75", "76", "78"), True),
    ("韵达", 13, ("43", "46"), True),
    ("韵达", 15, ("43", "46"), False),
    ("韵达", 13, ("31",), False),
    ("申通", 13, ("77",), True),
    ("申通", 15, ("77",), True),
    ("邮政", 13, ("98", "99"), True),
    ("邮政", 13, ("10", "11"), False),
)


def prefixed_tracking(text: str) -> Iterator[Span]:
    """Numbers that begin with a carrier's letters, and postal items (EA123456789CN)."""
    for found in _PREFIXED.finditer(text):
        letters, digits = found[1].upper(), re.sub("[ -]", "", found[2])
        key = letters if letters in _PREFIXES else letters[:2]
        carrier, lengths = _PREFIXES[key]
        phone = letters == "JD" and is_mobile(digits)
        named = letters in _NAMES and found.end(1) < found.start(2)
        if len(digits) in lengths and not phone:
            yield Span(
                kind="tracking",
                start=found.start(2) if named else found.start(1),
                end=found.end(),
                value=digits if named else letters + digits,
                carrier=carrier,
            )
    for found in _POSTAL.finditer(text):
        carrier = "EMS" if found[1] in "Ee" else "邮政"
        start, end = found.span()
        yield Span(kind="tracking", start=start, end=end, value=found[0].upper(), carrier=carrier)


def carrier_of(digits: str, said: bool) -> str:
    """The carrier whose numbers look so, "" when none; ``said``: a word before says 快递单号.

    >>> carrier_of("75312345678901", False), carrier_of("1112345678901", False)
    ('中通', '')
    """
    for carrier, length, heads, clear in _HEADS:
        if len(digits) == length and digits.startswith(heads) and (clear or said):
            return carrier
    return ""
