"""What was found in a text (`Entity`), and the plain form of a text in which it is looked for."""

import unicodedata
from collections.abc import Sequence
from typing import Literal, NamedTuple

from xiaoer.records import dataclass
from xiaoer.text.regex import regex

EntityKind = Literal[
    "order",
    "tracking",
    "phone",
    "amount",
    "date",
    "id_card",
    "bank_card",
    "email",
    "address",
]

PLACEHOLDER = regex(
    r"\[(手机号|身份证号|银行卡号|邮箱|地址|账号|姓名|护照号|通行证号|车牌号|号码|密码)(\d{0,6})\]"
)
"""What redaction leaves in a text: [手机号], or with a number [手机号1]."""

_BARRIER = "\n"  # no pattern crosses it
_NOT_ASCII = regex(r"[^\x00-\x7f\u4e00-\u9fff]")
_DASHES = "-‐‑‒–—―−﹣"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A span of a text that names something.

    - ``text`` is as written, ``start`` and ``end`` are its place in the text as given.
    - ``value``: ordinary characters without spaces and hyphens, letters in upper case; an
      extension follows a phone's number after a hyphen, +86 is left out; an amount is in yuan
      with two decimals or more (128.50); a date is 2026-11-11, without a year --11-11; an
      e-mail address is in lower case.
    - ``carrier``: of a tracking number, "" when unknown.
    """

    kind: EntityKind
    text: str
    start: int
    end: int
    value: str
    carrier: str = ""


class Account(NamedTuple):
    """A span of a text under which somebody is reached elsewhere (QQ, 微信): as written, where,
    and in lower case. It is masked and no entity: a handoff does not ask for it."""

    text: str
    start: int
    end: int
    value: str
    kind: Literal["account"] = "account"


class Span(NamedTuple):
    """A place in a plain text that a pattern found, before overlaps are settled."""

    kind: EntityKind
    start: int
    end: int
    value: str
    carrier: str = ""


class Plain(NamedTuple):
    """A text in ordinary characters: full-width forms, other digits and dashes become ASCII,
    invisible characters are left out, a placeholder is a barrier. ``at`` says where in the
    original each character stood."""

    text: str
    at: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of a place in the plain text that is not empty."""
        return self.at[start], self.at[end - 1] + 1


def plain(text: str) -> Plain:
    """The plain form of a text, of the same length but for invisible characters.

    >>> plain("电话１３８\u200b—００").text
    '电话138-00'
    """
    if "[" in text:
        text = PLACEHOLDER.sub(lambda match: _BARRIER * len(match[0]), text)
    if not _NOT_ASCII.search(text):
        return Plain(text=text, at=range(len(text)))
    same_length = _NOT_ASCII.sub(lambda match: _ordinary(match[0]), text)
    if len(same_length) == len(text):  # every character is one or none, so none is none
        return Plain(text=same_length, at=range(len(text)))
    chars: list[str] = []
    at: list[int] = []
    for place, char in enumerate(text):
        ordinary = _ordinary(char) if _NOT_ASCII.match(char) else char
        if ordinary:
            chars.append(ordinary)
            at.append(place)
    return Plain(text="".join(chars), at=at)


def _ordinary(char: str) -> str:
    """One character for one, "" for what is not seen."""
    if char in _DASHES:
        return "-"
    category = unicodedata.category(char)
    if category in ("Cf", "Mn", "Me"):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "Zs":
        return " "
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 else char
