"""Numbers of shops and carriers that mix letters, digits and hyphens: DD20240618A0093."""

import re
from collections.abc import Iterator

from xiaoer.text.entities.context import Context, carriers, context_after, context_before
from xiaoer.text.entities.entity import Span
from xiaoer.text.regex import regex

_CODE = regex(
    r"(?<![A-Za-z0-9_-])(?=[0-9_-]{0,32}[A-Za-z])[A-Za-z0-9]{1,32}(?:[-_][A-Za-z0-9]{1,24}){0,5}"
    r"(?![A-Za-z0-9_-])"
)
_LED = regex(
    r"[A-Za-z]{1,6}(?:[0-9]{6,28}(?:[A-Za-z]{1,3}[0-9]{1,12})?"
    r"|-(?:20)?2[0-9](?:0[1-9]|1[0-2])[0-3][0-9]-[0-9]{2,8})"
)
_NOT_DIGITS = regex("[^0-9]")
_HYPHENS = regex("-")
_LETTERS = regex("[A-Za-z]{1,32}")
_DAY = regex("[A-Za-z]{1,6}20[0-3][0-9](?:0[1-9]|1[0-2])[0-3][0-9]")
_MODEL = 8  # after 订单 alone shorter ones are models: 订单X100086


def codes(text: str) -> Iterator[Span]:
    """Codes with a letter and six digits or more, only after a word that says what they are.

    After 订单 alone, without 号, a code with a hyphen and no day is the model of what was ordered.
    """
    for found in _CODE.finditer(text):
        code = found[0]
        digits = len(_NOT_DIGITS.sub("", code))
        letters = _LETTERS.match(code)
        if digits < 6 or (letters and letters[0].lower() in carriers()):
            continue
        context = context_before(text, found.start())
        if not context.named and context_after(text, found.end()) == "order":
            context = Context(named="order")
        clear = context.explicit or (digits >= _MODEL and _LED.fullmatch(code) is not None)
        if clear and (context.named == "order" or _is_shops(context, code)):
            yield _span("order", found)
        elif context.named in ("tracking", "number") and clear and digits >= _MODEL:
            yield _span("tracking", found, context.carrier)


def _is_shops(context: Context, code: str) -> bool:
    """After 单号 alone, a code with a day in it is made by a shop, no carrier's."""
    return context.named == "number" and _DAY.match(code) is not None


def _span(kind: str, found: re.Match[str], carrier: str = "") -> Span:
    value = _HYPHENS.sub("", found[0]).upper()
    return Span(
        kind="order" if kind == "order" else "tracking",
        start=found.start(),
        end=found.end(),
        value=value,
        carrier=carrier,
    )
