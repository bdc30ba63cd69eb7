"""ID cards, bank cards, order and tracking numbers: what a long run of digits is.

The rules, in this order:

1. 18 characters with a province, a date of birth and a right check digit are an ID card.
2. After 订单号 and the like it is an order number, also where the check digit of a card is right;
   what is shaped like a phone number is one only after 订单号, not after 订单 alone.
3. With a right check digit (Luhn) it is a bank card where 卡号 or the like stands before or after
   it, where it is written in groups of four, or where an issuer is known by its beginning
   (62 with 16–19 digits; 4, 51–55, 35 with 16; 34, 37 with 15). One order number of ten that
   begins and is as long as one of these is masked without need: it harms less than a card shown.
4. After 快递单号, a carrier's name and the like it is a tracking number (10 digits or more), and
   so are 13 to 15 digits with an unmistakable beginning.
5. 15 to 24 digits are an order number. Fewer are nothing without a word.
"""

import re
from collections.abc import Iterator

from xiaoer.text.entities.checks import is_card, is_id_card, is_mobile
from xiaoer.text.entities.context import Context, context_after, context_before
from xiaoer.text.entities.entity import Span
from xiaoer.text.entities.tracking import carrier_of

# looked for at every place, so that a wrong start hides no right one
_ID_CARD = re.compile(r"(?<![0-9])(?=([1-9](?:[ -]?[0-9]){16}[ -]?[0-9Xx])(?![0-9]))")
_GAP = "[ -]{0,2}"
_CARD = re.compile(
    rf"(?<![0-9])(?=((?:[3-6][0-9]{{3}}(?:{_GAP}[0-9]{{4}}){{3}}"
    rf"|[3-6][0-9]{{5}}[ -][0-9]{{10,13}}|3[47][0-9]{{2}}{_GAP}[0-9]{{6}}{_GAP}[0-9]{{5}}))"
    rf"({_GAP}[0-9]{{1,3}})?(?![0-9]))"
)
_RUN = re.compile(r"(?<![0-9])[0-9]{6,24}(?![0-9])")
_DAY = re.compile(r"(?<![0-9])[0-9]{6}-$")  # 261122-123456789012345
_LETTERS = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,6}-?$")
_CODE_TAIL = re.compile(r"(?:-[A-Za-z0-9]{1,8}){1,3}(?![A-Za-z0-9-])")
_GROUPS = re.compile(r"(?<![0-9])[0-9]{3,6}(?:[ -][0-9]{2,6}){1,6}(?![0-9])")
_DATE = re.compile(r"(?:19|20)[0-9]{2}[ -][01]?[0-9][ -][0-3]?[0-9]")
_OTHER_PHONE = re.compile(r"[48]00[0-9]{7}|0[1-9][0-9]{9,10}")
_LIST = re.compile(r"[ 、,，/和及跟与]{1,3}")
_SEPARATORS = re.compile("[ -]")


def id_cards(text: str) -> Iterator[Span]:
    """18 characters that are an ID card, spaces and hyphens between them allowed."""
    end = 0
    for found in _ID_CARD.finditer(text):
        number = _SEPARATORS.sub("", found[1]).upper()
        if found.start() >= end and is_id_card(number):
            end = found.end(1)
            yield Span(kind="id_card", start=found.start(), end=end, value=number)


def bank_cards(text: str) -> Iterator[Span]:
    """Card numbers, bare or in groups of four."""
    end = 0
    for found in _CARD.finditer(text):
        if found.start() < end:
            continue
        for group in (0, 1):  # with the last group of one to three digits, then without
            written = found[1] + ((found[2] or "") if group == 0 else "")
            if group == 1 and (not found[2] or found[2][0] in "0123456789"):
                break
            start, stop = found.start(), found.start() + len(written)
            if _is_card_here(text, start, stop, written):
                end = stop
                value = _SEPARATORS.sub("", written)
                yield Span(kind="bank_card", start=start, end=stop, value=value)
                break


def _is_card_here(text: str, start: int, end: int, written: str) -> bool:
    digits = _SEPARATORS.sub("", written)
    if not is_card(digits, known_range=False):
        return False
    before = context_before(text, start).named
    if before == "order":
        return False
    said = before == "card" or context_after(text, end) == "card"
    return said or written != digits or is_card(digits)


def runs(text: str) -> Iterator[Span]:
    """Order and tracking numbers that are digits in one piece, or letters and digits."""
    last = -1  # end of the last number that was an order
    for found in _RUN.finditer(text):
        start, digits = found.start(), found[0]
        context = context_before(text, start)
        if last >= 0 and _LIST.fullmatch(text, last, start):
            context = Context(named="order")
        letters = _LETTERS.search(text, max(0, start - 8), start)
        if letters and not context.named:
            context = context_before(text, letters.start())
            start = letters.start() if context.named == "order" else start
        span = _classified(text, start, found.end(), digits, context)
        if span is not None:
            last = span.end if span.kind == "order" else -1
            yield span


def _classified(text: str, start: int, end: int, digits: str, context: Context) -> Span | None:
    size = len(digits)
    mobile = is_mobile(digits)
    if context.named == "order" and (size >= 8 or text[start].isalpha()):
        if not context.explicit and (mobile or _OTHER_PHONE.fullmatch(digits)):
            return None
        tail = _CODE_TAIL.match(text, end) if size < 12 else None
        return _order(text, start, tail.end() if tail else end)
    said = context.named == "tracking" or context_after(text, end) == "tracking"
    if size >= 10 and not mobile:
        carrier = carrier_of(digits, said or context.named == "number")
        explicit = context.explicit and context.named == "tracking"
        called = said or (context.named == "number" and size < 15)
        if carrier or (called and (size < 16 or explicit)):
            value = context.carrier or carrier
            return Span(kind="tracking", start=start, end=end, value=digits, carrier=value)
    named = context.named in ("order", "number") or context_after(text, end) == "order"
    if size < 15 and (not named or size < 8 or mobile):
        return None
    day = _DAY.search(text, max(0, start - 8), start)
    return _order(text, day.start() if day else start, end)


def grouped(text: str) -> Iterator[Span]:
    """Order and tracking numbers in groups of digits, only after a word that says so."""
    for found in _GROUPS.finditer(text):
        digits = _SEPARATORS.sub("", found[0])
        context = context_before(text, found.start())
        if (
            context.named not in ("order", "tracking", "number")
            or not 10 <= len(digits) <= 24
            or _DATE.match(found[0])
            or _OTHER_PHONE.fullmatch(digits)
        ):
            continue
        if context.named == "order":
            yield _order(text, found.start(), found.end())
        else:
            yield Span(
                kind="tracking",
                start=found.start(),
                end=found.end(),
                value=digits,
                carrier=context.carrier or carrier_of(digits, said=True),
            )


def _order(text: str, start: int, end: int) -> Span:
    value = _SEPARATORS.sub("", text[start:end]).upper()
    return Span(kind="order", start=start, end=end, value=value)
