"""Names of people: after 我叫, 收件人, 姓名 …, before 收, and beside a phone number or address.

Three things are weighed together: how clearly a name is announced (姓名： … 我是), how much the
characters look like a name (`likelihood`), and whether what follows ends it. So a rare name is
found after 收件人, a usual one after 我是, and neither in 我叫外卖 or 姓名怎么改.
"""

import re
from collections.abc import Iterator
from enum import IntEnum

from xiaoer.text.private.announced import (
    ALONE,
    ALSO,
    ANY_HAN,
    ASK,
    BEHIND,
    BEHIND_NAME,
    BESIDE,
    BOUNDARY,
    CHANGED,
    DOTTED,
    HAN,
    HARD,
    INSTEAD,
    LABEL,
    LATIN,
    MINE,
    ONE_OF,
    RIGHT,
    SAID,
    SENTINELS,
    SIGNED,
    START,
    STOP,
    SURNAME,
    TITLE,
    TO,
)
from xiaoer.text.private.found import ADDRESS, OTHER, PHONE, Place
from xiaoer.text.private.likelihood import given_odds, odds, surname_at, word

_LINE_ENDS = frozenset((PHONE, ADDRESS, OTHER, "\n", ":"))
_MOST = 20  # names of one text that are sought again
_MOST_GIVEN = 2
_LEAST_NAME = 2
_LEAST_ALIKE = 3  # characters of a name that another one may differ from
_LONGEST, _LONGEST_GAP = 8, 24


class _Told(IntEnum):
    """How clearly a name is announced; the value says what must speak for it, in half bits."""

    ALONE = 28  # a line of its own
    NOWHERE = 30  # nothing announces it
    SPOKEN_OF = 14  # names are spoken of elsewhere in the text
    HARDLY = 13  # 我是
    WEAKLY = 8  # 寄给, 我妈
    CALLED = 0  # 我叫
    SAID = -6  # 姓名
    CLEARLY = -16  # 姓名：


_HARD_END, _SOFT_END, _OPEN_END = 10, 4, -10
"""What the end of a phrase behind a name says, words that go on, anything else; in half bits."""
_AT_START = 14
"""What a name at the begin of a phrase has before one within it."""
_NEVER = 100
_STRANGE = {_Told.CLEARLY: -30, _Told.SAID: 0, _Told.CALLED: 4}
"""What must speak for a name without a surname: 沐宸, 次仁卓玛."""


def names(text: str) -> Iterator[Place]:
    """Every name of a plain text, also where it stands once more and nothing announces it."""
    known: set[str] = set()
    for place in _announced(text):
        yield place
        name = text[place.start : place.end]
        if len(name) > 1 and name not in known and len(known) < _MOST:
            known.add(name)
            yield from _again(text, name)


def _again(text: str, name: str) -> Iterator[Place]:
    """Where a name stands, and where one does that differs in a character: 逄锦聚, 逢锦聚."""
    wanted = [re.escape(name)]
    if len(name) >= _LEAST_ALIKE and _whole(name) > 0:
        wanted += [f"{name[:at]}[{HAN}]{name[at + 1 :]}" for at in range(len(name))]
    for found in re.finditer("|".join(wanted), text):
        if found[0] == name or _is_given(found[0]):
            yield Place("name", *found.span())


def _announced(text: str) -> Iterator[Place]:
    for found in LABEL.finditer(text):
        yield from _listed(text, found.end(), _told(found))
    for found in ONE_OF.finditer(text):
        yield from _listed(text, found.end(), _Told.HARDLY)
    for found in SURNAME.finditer(text):
        yield from _surname(text, found.end())
    said = SAID.search(text) is not None
    for found in RIGHT.finditer(text) if said else ():
        yield from _listed(text, found.end(), _Told.WEAKLY)
    for found in CHANGED.finditer(text):
        yield from _changed(text, found.end(), _Told.SAID if said else _Told.WEAKLY)
    for found in INSTEAD.finditer(text):
        yield from _instead(text, found)
    for pattern in (SIGNED, MINE, BEHIND_NAME):
        for found in pattern.finditer(text):
            yield from _before(text, found.start())
    if text[-1] in SENTINELS:
        yield from _beside(text)
    yield from _alone(text)
    yield from _anywhere(text, _Told.SPOKEN_OF if said else _Told.NOWHERE)
    if text[0] in SENTINELS and (behind := BEHIND.match(text)):
        start = behind.end()
        end = _end(text, start, _Told.CALLED)
        clear = text[start - 1] == "的" or HARD.match(text, end) or SIGNED.match(text, end)
        if end and clear:
            yield Place("name", start, end)


def _told(found: re.Match[str]) -> _Told:
    if found["am"]:
        return _Told.HARDLY
    if found["weak"]:
        return _Told.WEAKLY
    if found["called"] or found["kin"]:
        return _Told.CALLED
    link = found["link"] or ""
    return _Told.CLEARLY if found["latin"] or ":" in link or "=" in link else _Told.SAID


def _listed(text: str, start: int, told: _Told) -> Iterator[Place]:
    """The name at a place, and those that are listed behind it."""
    for _ in range(6):
        end = _end(text, start, told)
        if not end:
            return
        yield Place("name", start, end)
        also = ALSO.match(text, end)
        if not also:
            return
        start, told = also.end(), _Told.WEAKLY


def _surname(text: str, start: int) -> Iterator[Place]:
    surname = surname_at(text, start)
    if surname and BOUNDARY.match(text, start + len(surname)):
        yield Place("name", start, start + len(surname))


def _changed(text: str, start: int, told: _Told) -> Iterator[Place]:
    """张三 and 李四 of 从张三改成李四."""
    end = _end(text, start, told)
    to = TO.match(text, end) if end else None
    new = _end(text, to.end(), told) if to else 0
    if to and new:
        yield Place("name", start, end)
        yield Place("name", to.end(), new)


def _instead(text: str, between: re.Match[str]) -> Iterator[Place]:
    """A and B of A不是B, where both are names of one surname or differ in one character."""
    middle, after = between.span()
    for size in (3, 2, 4):
        start, end = middle - size, after + size
        one, other = text[max(0, start) : middle], text[after:end]
        if len(one) != size or len(other) != size or one == other:
            continue
        same = sum(a == b for a, b in zip(one, other, strict=True))
        least, most = sorted((_whole(one), _whole(other)))
        alike = same == size - 1 and most >= _Told.WEAKLY
        if alike or (one[0] == other[0] and least >= _Told.WEAKLY):
            yield Place("name", start, middle)
            yield Place("name", after, end)
            return


def _whole(name: str) -> int:
    """What speaks for a text as a name with a surname."""
    surname = surname_at(name, 0)
    given = name[len(surname) :]
    if not surname or not _is_given(given):
        return -_NEVER
    return odds(surname, given)


def _before(text: str, end: int) -> Iterator[Place]:
    """The name that ends at a place, before 收 or 这个人."""
    best, start = _Told.WEAKLY - 1, 0
    for size in (3, 2, 4):
        at = end - size
        if at < 1:
            continue
        own = _whole(text[at:end]) + _HARD_END + _beginning(text, at)
        if own > best:
            best, start = own, at
    if start:
        yield Place("name", start, end)


def _beginning(text: str, start: int) -> int:
    """What stands before a name says for it."""
    if START.match(text, start):
        return 0
    return -_AT_START - word(text[start - 1 : start + 1])


def _beside(text: str) -> Iterator[Place]:
    """A name before the phone number or the address at the end of a text."""
    found = BESIDE.search(text, max(0, len(text) - _LONGEST_GAP))
    if found is None:
        return
    for start in range(max(1, found.start() - _LONGEST), found.start()):
        if START.match(text, start):
            end = _end(text, start, _Told.CALLED)
        elif not word(text[start - 1 : start + 1]):
            end = _end(text, start, _Told.WEAKLY)
        else:
            continue
        if end == found.start():
            yield Place("name", start, end)
            return


def _alone(text: str) -> Iterator[Place]:
    """Names that are a line, or all between two signs, of a text with a phone or an address; and
    usual names that are a line of any text."""
    near = text[0] in SENTINELS or text[-1] in SENTINELS
    for found in ALONE.finditer(text):
        line = found["before"] in _LINE_ENDS and found["after"] in _LINE_ENDS
        if not (near or line):
            continue
        told = (_Told.WEAKLY if line else _Told.HARDLY) if near else _Told.ALONE
        if _whole(found["it"]) + _HARD_END >= told:
            yield Place("name", *found.span("it"))


def _anywhere(text: str, told: _Told) -> Iterator[Place]:
    """Names that look like one by themselves: 翟鹏飞. Of 6,000 questions of people at large it
    takes 1 in 190, most of them famous persons; of 1,002 of a shop's, 1."""
    for at in range(1, len(text) - _LEAST_NAME):
        surname = surname_at(text, at)
        start = at + len(surname)
        for size in (2, 1) if surname else ():
            given, end = text[start : start + size], start + size
            if len(given) < size or not _is_given(given):
                continue
            own = odds(surname, given)
            if own + _HARD_END < told:  # no name, whatever stands around it
                continue
            if own + _ending(text, end, size) + _beginning(text, at) >= told:
                yield Place("name", at, end)
                break


def _end(text: str, start: int, told: _Told) -> int:
    """Where the name that begins at a place ends, 0 when there is none."""
    if told <= _Told.CALLED and (foreign := _foreign(text, start, told)):
        return foreign
    surname = surname_at(text, start)
    if not surname:
        return _strange(text, start, told)
    at = start + len(surname)
    if told <= _Told.CALLED and (title := TITLE.match(text, at)):
        return title.end()
    best, found = told - 1, 0
    for size in (2, 1, 3) if told is _Told.CLEARLY else (2, 1):
        given, end = text[at : at + size], at + size
        if len(given) < size or not _is_given(given):
            continue
        own = odds(surname, given) + _ending(text, end, size)
        if own > best:
            best, found = own, end
    if not found:
        return _strange(text, start, told)
    title = TITLE.match(text, found)
    return title.end() if title and told <= _Told.CALLED else found


def _foreign(text: str, start: int, told: _Told) -> int:
    """The end of a name in letters, or of one with dots; APP and SKU are none."""
    if found := DOTTED.match(text, start):
        return found.end()
    found = LATIN.match(text, start)
    if found is None or (told > _Told.CLEARLY and found[0].isalpha() and found[0].isupper()):
        return 0
    return found.end()


def _is_given(given: str) -> bool:
    return bool(given) and all(c not in STOP and "\u4e00" <= c <= "\u9fff" for c in given)


def _ending(text: str, end: int, size: int) -> int:
    """What stands behind a name says for it."""
    if HARD.match(text, end) or SIGNED.match(text, end):
        return _HARD_END
    if size > _MOST_GIVEN:
        return -_NEVER
    soft = _SOFT_END if BOUNDARY.match(text, end) else _OPEN_END
    return soft - word(text[end - 1 : end + 1])


def _strange(text: str, start: int, told: _Told) -> int:
    """The end of a name that begins with no usual surname, up to the end of the phrase."""
    if told not in _STRANGE:
        return 0
    found = ANY_HAN.match(text, start)
    if found is None or not _is_given(found[0]) or not HARD.match(text, found.end()):
        return 0
    if ASK.search(found[0]) or given_odds(found[0]) < _STRANGE[told]:
        return 0
    return found.end()
