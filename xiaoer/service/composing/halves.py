"""Private numbers that came in two messages: 我电话 13800, then 138000; each half is masked.

No half looks like anything alone: only what both make together says what they are.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from xiaoer.text.entities import Entity, find_entities
from xiaoer.text.redaction import PRIVATE, is_hotline
from xiaoer.text.redactor import Redactor
from xiaoer.text.regex import regex

_HALF = regex(r"(?<![0-9])[0-9](?:[ -]?[0-9]){2,16}[xX]?(?![0-9])")
_LONGEST = 24  # characters of a message that is a half and little else
_MOST = 19  # digits of a card
_APART = regex("[ -]")


def split_values(texts: Sequence[str]) -> tuple[Entity, ...]:
    """The private numbers that two messages in a row make together, in their order.

    >>> [value.text for value in split_values(["我电话 13800", "138000", "能退吗"])]
    ['13800138000']
    """
    return tuple(value for one in pairwise(texts) if (value := _value(*one)) is not None)


def without_halves(texts: Sequence[str], mask: Redactor) -> Mapping[str, str]:
    """The messages that have a half of a private number, and how they read with it masked."""
    found: dict[str, str] = {}
    for first, second in pairwise(texts):
        if (value := _value(first, second)) is not None:
            placeholder = mask.mask(value)
            found |= {text: _HALF.sub(placeholder, text) for text in (first, second)}
    return found


def _value(first: str, second: str) -> Entity | None:
    """The private number that is the halves of two messages and no more, None where none is."""
    halves = [_half(text) for text in (first, second)]
    both = "".join(halves)
    if not all(halves) or len(both) > _MOST:
        return None
    value = next(iter(_private(both)), None)
    if value is None or value.text != both or any(map(_private, (first, second))):
        return None
    return value


def _half(text: str) -> str:
    """The digits of a message that has one run of them, "" where it has more to say."""
    found = _HALF.findall(text) if len(text) <= _LONGEST else []
    return _APART.sub("", found[0]) if len(found) == 1 else ""


def _private(text: str) -> list[Entity]:
    values = find_entities(text)
    return [value for value in values if value.kind in PRIVATE and not is_hotline(value)]
