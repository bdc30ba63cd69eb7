"""Whether digits can be what they look like: check digits, dates of birth, shapes of phones."""

from datetime import date

from xiaoer.text.regex import regex

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK = "10X98765432"
# of the first two digits of an ID card, as GB/T 2260 numbers the provinces
_PROVINCES = frozenset(
    (11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51,
     52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83)
)  # fmt: skip
# of numbers that are cards without a word that says so: UnionPay, Visa, the old debit cards of
# three banks, Mastercard, JCB, American Express; 19 digits that begin with 4 are mostly orders
_CARD = regex(
    r"62\d{14,17}|4\d{15}|(?:43674[25]|456351)\d{13}|9558\d{15}|5[1-5]\d{14}"
    r"|35(?:2[89]|[3-8]\d)\d{12}|3[47]\d{13}"
)
_UNION_PAY = regex(r"62\d{14}|62\d{17}")
_CARD_LIKE = regex(r"[3-69]\d{15,18}|3[47]\d{13}")
_MOBILE = regex(r"(?:(?:00)?86)?1[3-9]\d{9}")


def luhn(digits: str) -> bool:
    """True when the check digit of a card number is right (ISO/IEC 7812-1).

    >>> luhn("4111111111111111"), luhn("4111111111111112")
    (True, False)
    """
    total = 0
    for place, char in enumerate(reversed(digits)):
        doubled = int(char) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def is_id_card(number: str, *, checked: bool = True) -> bool:
    """True for 18 characters with a province, a date of birth and the check digit of GB 11643;
    without ``checked`` for any check digit, and for the 15 digits of the time before 2000.

    >>> is_id_card("11010519491231002X"), is_id_card("110105194912310021")
    (True, False)
    >>> is_id_card("110105194912310021", checked=False), is_id_card("110105491231002")
    (True, False)
    """
    if len(number) == 15 and not checked:
        number = f"{number[:6]}19{number[6:]}0"
    body = number[:17]
    if len(number) != 18 or not body.isdecimal() or int(body[:2]) not in _PROVINCES:
        return False
    if not 1880 <= int(body[6:10]) <= 2099 or not is_date(*_parts(body[6:14])):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(body, _ID_WEIGHTS, strict=True))
    return not checked or _ID_CHECK[total % 11] == number[17]


def is_card(digits: str, *, known_range: bool = True, checked: bool = True) -> bool:
    """True for a bank card's number; with ``known_range`` only of the issuers that are known,
    without ``checked`` for any check digit."""
    shape = _CARD if known_range else _CARD_LIKE
    return shape.fullmatch(digits) is not None and (not checked or luhn(digits))


def is_union_pay(digits: str) -> bool:
    """True for 16 or 19 digits that begin with 62, whatever their check digit."""
    return _UNION_PAY.fullmatch(digits) is not None


def is_born(number: str) -> bool:
    """True for 18 characters with a province and a day on which a customer may be born, whatever
    the check digit: one order number of 18 digits in some 7,000 is such."""
    return is_id_card(number, checked=False) and 1920 <= int(number[6:10]) <= 2022


def is_mobile(digits: str) -> bool:
    """True for a mainland mobile number, with or without 86."""
    return _MOBILE.fullmatch(digits) is not None


def is_date(year: int, month: int, day: int) -> bool:
    """True when there is such a day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _parts(digits: str) -> tuple[int, int, int]:
    return int(digits[:4]), int(digits[4:6]), int(digits[6:])
