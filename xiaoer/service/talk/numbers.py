"""Numbers that are sent in halves, and those that are an order's because one was asked for.

    怎么取消订单 → 20261122 → 12345678      the order 2026112212345678
    怎么取消订单 → 8823177                  the order 8823177
    怎么取消订单 → 13800138000              a phone, which stays one
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from xiaoer.hearing.message import Message
from xiaoer.text.entities import EntityKind, find_entities

LEAST, MOST = 5, 20
"""Digits of an order number that was asked for."""
_WHOLE = range(15, MOST + 1)
"""Digits of two halves together: marketplaces number orders with 15 to 19."""
_LEAST_HALF = 4
_DIGITS = re.compile(r"\d{4,20}")
_AROUND = re.compile(
    r"^(?:我的?|这是|是|订单号?|单号|编号|后面|前面|接着|后半|前半|还有|就是|号码?|[:：,，.。\s-])*"
    r"|(?:[的了哈啊吧呢,，.。\s-]|谢谢)*$"
)


class Digits(NamedTuple):
    """What a message of nothing but digits comes to: the number with what came before it, and the
    values that it is by its form."""

    number: str
    given: Mapping[EntityKind, str]


def digits_of(message: Message) -> str:
    """The digits that a message is made of, "" where it says anything else."""
    plain = _AROUND.sub("", message.utterance.text.replace("  ", " ")).replace(" ", "")
    plain = plain.replace("-", "")
    return plain if _DIGITS.fullmatch(plain) else ""


def whole_number(before: str, message: Message) -> Digits | None:
    """The number of a message of digits, joined with the half before it where both make one;
    None where the message is no such number, or is another value by its form."""
    own = digits_of(message)
    kinds = message.kinds - {"order", "tracking"}
    if not own or kinds:
        return None
    if before and len(own) >= _LEAST_HALF and len(before) + len(own) in _WHOLE:
        both = before + own
        found = {value.kind: value.value for value in find_entities(both)}
        if set(found) <= {"order", "tracking"}:
            return Digits(both, found)
    return Digits(own, {value.kind: value.value for value in message.values})


def as_order(number: str) -> dict[EntityKind, str]:
    """The value of an order number that was asked for; none where it has another length."""
    return {"order": number} if LEAST <= len(number) <= MOST else {}
