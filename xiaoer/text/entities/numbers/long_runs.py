"""ID cards, bank cards, order and tracking numbers: what a long run of digits is.

The rules, in this order:

1. 18 characters with a province and a date of birth are an ID card, but for a wrong check digit
   after 订单号 and the like; near 身份证 also 15 digits of the old form.
2. After 订单号 and the like it is an order number, also where the check digit of a card is right.
   After 订单 alone, which may only be what the sentence before is about, what is shaped like a
   phone number is a phone, and what begins like a card and has its check digit is a card.
3. With a right check digit (Luhn) it is a bank card where 卡号 or the like stands before or after
   it, where it is written in groups of four, or where an issuer is known by its beginning
   (62 with 16–19 digits; 4, 51–55, 35 with 16; 34, 37 with 15). One order number of ten that
   begins and is as long as one of these is masked without need: it harms less than a card shown.
   For the same reason 16 and 19 digits that begin with 62 are one with any check digit, 15 to 19
   digits where a bank or a payment is named, and 12 to 19 right after 卡号, 账号 or 账户.
   After 序列号, 条形码, QQ and the like other numbers are nothing.
4. After 快递单号, a carrier's name and the like it is a tracking number (10 digits or more), and
   so are 13 to 15 digits with an unmistakable beginning.
5. 15 to 24 digits are an order number. Fewer or more are nothing without a word.
"""

from collections.abc import Iterator

from xiaoer.text.entities.context import (
    Context,
    context_after,
    context_before,
    speaks_of_money,
)
from xiaoer.text.entities.entity import Span
from xiaoer.text.entities.numbers.checks import (
    is_born,
    is_card,
    is_id_card,
    is_mobile,
    is_union_pay,
    luhn,
)
from xiaoer.text.entities.numbers.tracking import carrier_of
from xiaoer.text.regex import regex

# looked for at every place, so that a wrong start hides no right one
_ID_CARD = regex(
    r"(?<![0-9])(?=([1-9](?:[ .·-]?[0-9]){14}(?:(?:[ .·-]?[0-9]){2}[ .·-]?[0-9Xx])?)"
    "(?![0-9]))"
)
_PAPER = regex("身[份分][证證]|[证證]件|[一二旧舊老][代个個]?[证證]|[证證]号|户口|[证證] ?$")
_GAP = "[ -]{0,2}"
_CARD = regex(
    rf"(?<![0-9])(?=((?:[3-69][0-9]{{3}}(?:{_GAP}[0-9]{{4}}){{3}}"
    rf"|[3-69][0-9]{{5}}[ -][0-9]{{10,13}}|3[47][0-9]{{2}}{_GAP}[0-9]{{6}}{_GAP}[0-9]{{5}}))"
    rf"({_GAP}[0-9]{{1,3}})?(?![0-9]))"
)
_RUN = regex(r"(?<![0-9])[0-9]{6,32}(?![0-9])")
_LONGEST = 24  # without a word that says so
_DAY = regex(r"(?<![0-9])[0-9]{6}-$")  # 261122-123456789012345
_CODE_TAIL = regex(r"(?:-[A-Za-z0-9]{1,8}){1,3}(?![A-Za-z0-9-])")
_GROUPS = regex(r"(?<![0-9])[0-9]{3,8}(?:[ -][0-9]{2,8}){1,6}(?![0-9])")
_NO_CARD = frozenset(("order", "tracking", "number", "other"))
_FOURS = regex(r"[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,4})?")
_DATE = regex(r"(?:19|20)[0-9]{2}[ -][01]?[0-9][ -][0-3]?[0-9]")
_OTHER_PHONE = regex(r"[48]00[0-9]{7}|0[1-9][0-9]{9,10}")
_LIST = regex(r"[ 、,，/和及跟与]{1,3}")
_LOOSE_CARD = regex(r"(?<![0-9])[3-6](?:[ .·_-]{0,2}[0-9]){14,18}(?![0-9])")
_NAMED_CARD = regex(r"(?<![0-9A-Za-z])[0-9](?:[ .·_-]{0,2}[0-9]){11,18}(?![0-9])")
_SEPARATORS = regex("[ .·_-]")


def id_cards(text: str) -> Iterator[Span]:
    """ID cards, spaces and hyphens between their characters allowed."""
    end = 0
    for found in _ID_CARD.finditer(text):
        number = _SEPARATORS.sub("", found[1]).upper()
        if found.start() >= end and _is_id_card_here(text, found.start(), number):
            end = found.end(1)
            yield Span(kind="id_card", start=found.start(), end=end, value=number)


def _is_id_card_here(text: str, start: int, number: str) -> bool:
    if is_id_card(number):
        return True
    if not is_id_card(number, checked=False):
        return False
    named = context_before(text, start).named
    if number[-1] == "X" or named == "id":
        return True
    if named in ("order", "tracking", "number", "card", "other"):
        return False
    end = start + len(number)
    around = text[max(0, start - 16) : start] + text[end : end + 10]
    return (len(number) == 18 and is_born(number)) or _PAPER.search(around) is not None


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


def loose_cards(text: str) -> Iterator[Span]:
    """Card numbers with any signs between their digits, after 卡号 or with a right check digit."""
    for found in _LOOSE_CARD.finditer(text):
        digits = _SEPARATORS.sub("", found[0])
        before = context_before(text, found.start()).named
        said = before == "card"
        if before in _NO_CARD:
            continue
        if is_union_pay(digits) or is_card(digits, known_range=not said, checked=not said):
            yield Span(kind="bank_card", start=found.start(), end=found.end(), value=digits)


def named_cards(text: str) -> Iterator[Span]:
    """Twelve to nineteen digits of any kind right after 卡号, 账号 or 账户, or before 是账号."""
    for found in _NAMED_CARD.finditer(text):
        start, end = found.span()
        named = context_before(text, start).named
        after = not named and context_after(text, end) == "card"
        digits = _SEPARATORS.sub("", found[0])
        if is_mobile(digits):
            continue
        if named == "card" or after or (len(digits) > 14 and _is_paid_to(text, start, end, named)):
            yield Span(kind="bank_card", start=start, end=end, value=digits)


def _is_paid_to(text: str, start: int, end: int, named: str) -> bool:
    if named in _NO_CARD or named == "phone" or text[start] == "0":  # 0086-138…, 0571-…
        return False
    return speaks_of_money(text, start, end)


def _is_card_here(text: str, start: int, end: int, written: str) -> bool:
    digits = _SEPARATORS.sub("", written)
    context = context_before(text, start)
    before = context.named
    if before == "order" and not context.explicit:
        return is_card(digits)
    if before in _NO_CARD:
        return False
    if is_union_pay(digits):
        return True
    if not is_card(digits, known_range=False, checked=False):
        return False
    said = before == "card" or context_after(text, end) == "card"
    if not luhn(digits):
        return before == "card" or (written != digits and digits.startswith("62"))
    return said or written != digits or is_card(digits)


def runs(text: str) -> Iterator[Span]:
    """Order and tracking numbers that are digits in one piece, or letters and digits."""
    last = -1  # end of the last number that was an order
    for found in _RUN.finditer(text):
        start, digits = found.start(), found[0]
        context = context_before(text, start)
        if last >= 0 and _LIST.fullmatch(text, last, start):
            context = Context(named="order")
        span = _classified(text, start, found.end(), digits, context)
        if span is not None:
            last = span.end if span.kind == "order" else -1
            yield span


def _classified(text: str, start: int, end: int, digits: str, context: Context) -> Span | None:
    size, mobile = len(digits), is_mobile(digits)
    explicit = context.explicit
    if context.named == "order" and size >= 8:
        if not explicit and (mobile or _OTHER_PHONE.fullmatch(digits)):
            return None
        tail = _CODE_TAIL.match(text, end) if size < 12 else None
        return _order(text, start, tail.end() if tail else end)
    if mobile or context.named == "other":
        return None
    after = context_after(text, end)
    said = context.named == "tracking" or after == "tracking"
    if size >= 10:
        carrier = carrier_of(digits, said or context.named == "number")
        called = said or (context.named == "number" and size < 15)
        if carrier or (called and (size < 16 or (explicit and context.named == "tracking"))):
            value = context.carrier or carrier
            return Span(kind="tracking", start=start, end=end, value=digits, carrier=value)
    named = context.named in ("order", "number") or after == "order"
    if size < 8 or (not named and not 15 <= size <= _LONGEST):
        return None
    day = _DAY.search(text, max(0, start - 8), start)
    return _order(text, day.start() if day else start, end)


def grouped(text: str) -> Iterator[Span]:
    """Order and tracking numbers in groups of digits: after or before a word that says so, or
    four groups of four and more."""
    for found in _GROUPS.finditer(text):
        digits = _SEPARATORS.sub("", found[0])
        if not 10 <= len(digits) <= 24 or _DATE.match(found[0]) or _OTHER_PHONE.fullmatch(digits):
            continue
        start, end = found.span()
        context = context_before(text, start)
        if context.named in ("tracking", "number"):
            carrier = context.carrier or carrier_of(digits, said=True)
            yield Span(kind="tracking", start=start, end=end, value=digits, carrier=carrier)
        elif context.named == "order" or (not context.named and _is_order(text, end, found[0])):
            yield _order(text, start, end)


def named_groups(text: str) -> Iterator[Span]:
    """The same right after 订单编号 and the like, before a phone is sought in them."""
    for found in _GROUPS.finditer(text):
        digits = _SEPARATORS.sub("", found[0])
        named = context_before(text, found.start())
        if named.named == "order" and named.explicit and 12 <= len(digits) <= 24:
            yield _order(text, *found.span())


def _is_order(text: str, end: int, written: str) -> bool:
    """Whether groups of digits are an order number without a word before them."""
    return context_after(text, end) == "order" or _FOURS.fullmatch(written) is not None


def _order(text: str, start: int, end: int) -> Span:
    value = _SEPARATORS.sub("", text[start:end]).upper()
    return Span(kind="order", start=start, end=end, value=value)
