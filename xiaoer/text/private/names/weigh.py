"""How much speaks for a name at a place: its characters, how it is announced, what ends it."""

from enum import IntEnum

from xiaoer.text.private.names.announced import (
    ANY_HAN,
    ASK,
    BOUNDARY,
    DOTTED,
    HARD,
    LATIN,
    SIGNED,
    STOP,
    TITLE,
)
from xiaoer.text.private.names.likelihood import given_odds, odds, surname_at, word

_MOST_GIVEN = 2


class Told(IntEnum):
    """How clearly a name is announced; the value says what must speak for it, in half bits."""

    ALONE = 28  # a line of its own
    NOWHERE = 30  # nothing announces it
    SPOKEN_OF = 14  # names are spoken of elsewhere in the text
    HARDLY = 13  # 我是
    WEAKLY = 8  # 寄给, 我妈
    CALLED = 0  # 我叫
    SAID = -6  # 姓名
    CLEARLY = -16  # 姓名：


HARD_END, _SOFT_END, _OPEN_END = 10, 4, -10
"""What the end of a phrase behind a name says, words that go on, anything else; in half bits."""
AT_START = 14
"""What a name at the begin of a phrase has before one within it."""
NEVER = 100
_STRANGE = {Told.CLEARLY: -30, Told.SAID: 0, Told.CALLED: 4}
"""What must speak for a name without a surname: 沐宸, 次仁卓玛."""


def name_end(text: str, start: int, told: Told) -> int:
    """Where the name that begins at a place ends, 0 when there is none."""
    if told <= Told.CALLED and (foreign := _foreign(text, start, told)):
        return foreign
    surname = surname_at(text, start)
    if not surname:
        return _strange(text, start, told)
    at = start + len(surname)
    if told <= Told.CALLED and (title := TITLE.match(text, at)):
        return title.end()
    best, found = told - 1, 0
    for size in (2, 1, 3) if told is Told.CLEARLY else (2, 1):
        given, end = text[at : at + size], at + size
        if len(given) < size or not is_given(given):
            continue
        own = odds(surname, given) + ending(text, end, size)
        if own > best:
            best, found = own, end
    if not found:
        return _strange(text, start, told)
    title = TITLE.match(text, found)
    return title.end() if title and told <= Told.CALLED else found


def _foreign(text: str, start: int, told: Told) -> int:
    """The end of a name in letters, or of one with dots; APP and SKU are none."""
    if found := DOTTED.match(text, start):
        return found.end()
    found = LATIN.match(text, start)
    if found is None or (told > Told.CLEARLY and found[0].isalpha() and found[0].isupper()):
        return 0
    return found.end()


def is_given(given: str) -> bool:
    """Whether characters can be a given name: none of them is of sentences alone."""
    return bool(given) and all(c not in STOP and "\u4e00" <= c <= "\u9fff" for c in given)


def ending(text: str, end: int, size: int) -> int:
    """What stands behind a name says for it."""
    if HARD.match(text, end) or SIGNED.match(text, end):
        return HARD_END
    if size > _MOST_GIVEN:
        return -NEVER
    soft = _SOFT_END if BOUNDARY.match(text, end) else _OPEN_END
    return soft - word(text[end - 1 : end + 1])


def _strange(text: str, start: int, told: Told) -> int:
    """The end of a name that begins with no usual surname, up to the end of the phrase."""
    if told not in _STRANGE:
        return 0
    found = ANY_HAN.match(text, start)
    if found is None or not is_given(found[0]) or not HARD.match(text, found.end()):
        return 0
    if ASK.search(found[0]) or given_odds(found[0]) < _STRANGE[told]:
        return 0
    return found.end()


def whole(name: str) -> int:
    """What speaks for a text as a name with a surname."""
    surname = surname_at(name, 0)
    given = name[len(surname) :]
    if not surname or not is_given(given):
        return -NEVER
    return odds(surname, given)
