"""Names of people: after 我叫, 收件人, 姓名 …, before 收, and beside a phone number or address.

Three things are weighed together: how clearly a name is announced (姓名： … 我是), how much the
characters look like a name (`likelihood`), and whether what follows ends it. So a rare name is
found after 收件人, a usual one after 我是, and neither in 我叫外卖 or 姓名怎么改.
"""

import re
from collections.abc import Iterator

from xiaoer.text.private.found import ADDRESS, OTHER, PHONE, Spot
from xiaoer.text.private.names.announced import (
    ALONE,
    ALSO,
    BEHIND,
    BEHIND_NAME,
    BESIDE,
    BOUNDARY,
    CHANGED,
    HAN,
    HARD,
    INSTEAD,
    LABEL,
    MINE,
    ONE_OF,
    RIGHT,
    SAID,
    SENTINELS,
    SIGNED,
    SOLD,
    START,
    SURNAME,
    TO,
)
from xiaoer.text.private.names.likelihood import odds, surname_at, word
from xiaoer.text.private.names.weigh import (
    AT_START,
    HARD_END,
    Told,
    ending,
    is_given,
    name_end,
    whole,
)

_LINE_ENDS = frozenset((PHONE, ADDRESS, OTHER, "\n", ":"))
_MOST = 20  # names of one text that are sought again
_LEAST_NAME = 2
_LEAST_ALIKE = 3  # characters of a name that another one may differ from
_LONGEST, _LONGEST_GAP = 8, 24


def names(text: str) -> Iterator[Spot]:
    """Every name of a plain text, also where it stands once more and nothing announces it."""
    known: set[str] = set()
    for spot in _each(text):
        yield spot
        name = text[spot.start : spot.end]
        if len(name) > 1 and name not in known and len(known) < _MOST:
            known.add(name)
            yield from _again(text, name)


def _again(text: str, name: str) -> Iterator[Spot]:
    """Where a name stands, and where one does that differs in a character: 逄锦聚, 逢锦聚."""
    wanted = [re.escape(name)]
    if len(name) >= _LEAST_ALIKE and whole(name) > 0:
        wanted += [f"{name[:at]}[{HAN}]{name[at + 1 :]}" for at in range(len(name))]
    for found in re.finditer("|".join(wanted), text):
        if found[0] == name or is_given(found[0]):
            yield Spot("name", *found.span())


def _each(text: str) -> Iterator[Spot]:
    """Names that something announces, that stand alone, or that look like nothing else."""
    for found in LABEL.finditer(text):
        yield from _listed(text, found.end(), _told(found))
    for found in ONE_OF.finditer(text):
        yield from _listed(text, found.end(), Told.HARDLY)
    for found in SURNAME.finditer(text):
        yield from _surname(text, found.end())
    said = SAID.search(text) is not None
    for found in RIGHT.finditer(text) if said else ():
        yield from _listed(text, found.end(), Told.WEAKLY)
    for found in CHANGED.finditer(text):
        yield from _changed(text, found.end(), Told.SAID if said else Told.WEAKLY)
    for found in INSTEAD.finditer(text):
        yield from _instead(text, found)
    for pattern in (SIGNED, MINE, BEHIND_NAME):
        for found in pattern.finditer(text):
            yield from _before(text, found.start())
    if text[-1] in SENTINELS:
        yield from _beside(text)
    yield from _alone(text)
    yield from _anywhere(text, Told.SPOKEN_OF if said else Told.NOWHERE)
    if text[0] in SENTINELS and (behind := BEHIND.match(text)):
        start = behind.end()
        end = name_end(text, start, Told.CALLED)
        clear = text[start - 1] == "的" or HARD.match(text, end) or SIGNED.match(text, end)
        if end and clear:
            yield Spot("name", start, end)


def _told(found: re.Match[str]) -> Told:
    if found["am"]:
        return Told.HARDLY
    if found["weak"]:
        return Told.WEAKLY
    if found["called"] or found["kin"]:
        return Told.CALLED
    link = found["link"] or ""
    return Told.CLEARLY if found["latin"] or ":" in link or "=" in link else Told.SAID


def _listed(text: str, start: int, told: Told) -> Iterator[Spot]:
    """The name at a place, and those that are listed behind it."""
    for _ in range(6):
        end = name_end(text, start, told)
        if not end:
            return
        yield Spot("name", start, end)
        also = ALSO.match(text, end)
        if not also:
            return
        start, told = also.end(), Told.WEAKLY


def _surname(text: str, start: int) -> Iterator[Spot]:
    surname = surname_at(text, start)
    if surname and BOUNDARY.match(text, start + len(surname)):
        yield Spot("name", start, start + len(surname))


def _changed(text: str, start: int, told: Told) -> Iterator[Spot]:
    """张三 and 李四 of 从张三改成李四."""
    end = name_end(text, start, told)
    to = TO.match(text, end) if end else None
    new = name_end(text, to.end(), told) if to else 0
    if to and new:
        yield Spot("name", start, end)
        yield Spot("name", to.end(), new)


def _instead(text: str, between: re.Match[str]) -> Iterator[Spot]:
    """A and B of A不是B, where both are names of one surname or differ in one character."""
    middle, after = between.span()
    for size in (3, 2, 4):
        start, end = middle - size, after + size
        one, other = text[max(0, start) : middle], text[after:end]
        if len(one) != size or len(other) != size or one == other:
            continue
        same = sum(a == b for a, b in zip(one, other, strict=True))
        least, most = sorted((whole(one), whole(other)))
        alike = same == size - 1 and most >= Told.WEAKLY
        if alike or (one[0] == other[0] and least >= Told.WEAKLY):
            yield Spot("name", start, middle)
            yield Spot("name", after, end)
            return


def _before(text: str, end: int) -> Iterator[Spot]:
    """The name that ends at a place, before 收 or 这个人."""
    best, start = Told.WEAKLY - 1, 0
    for size in (3, 2, 4):
        at = end - size
        if at < 1:
            continue
        own = whole(text[at:end]) + HARD_END + _beginning(text, at)
        if own > best:
            best, start = own, at
    if start:
        yield Spot("name", start, end)


def _beginning(text: str, start: int) -> int:
    """What stands before a name says for it."""
    if START.match(text, start):
        return 0
    return -AT_START - word(text[start - 1 : start + 1])


def _beside(text: str) -> Iterator[Spot]:
    """A name before the phone number or the address at the end of a text."""
    found = BESIDE.search(text, max(0, len(text) - _LONGEST_GAP))
    if found is None:
        return
    for start in range(max(1, found.start() - _LONGEST), found.start()):
        if START.match(text, start):
            end = name_end(text, start, Told.CALLED)
        elif not word(text[start - 1 : start + 1]):
            end = name_end(text, start, Told.WEAKLY)
        else:
            continue
        if end == found.start():
            yield Spot("name", start, end)
            return


def _alone(text: str) -> Iterator[Spot]:
    """Names that are a line, or all between two signs, of a text with a phone or an address; and
    usual names that are a line of any text."""
    near = text[0] in SENTINELS or text[-1] in SENTINELS
    for found in ALONE.finditer(text):
        line = found["before"] in _LINE_ENDS and found["after"] in _LINE_ENDS
        if not (near or line):
            continue
        told = (Told.WEAKLY if line else Told.HARDLY) if near else Told.ALONE
        if whole(found["it"]) + HARD_END >= told:
            yield Spot("name", *found.span("it"))


def _anywhere(text: str, told: Told) -> Iterator[Spot]:
    """Names that look like one by themselves: 翟鹏飞. Of 6,000 questions of people at large it
    takes 1 in 190, most of them famous persons; of 1,002 of a shop's, 1."""
    for at in range(1, len(text) - _LEAST_NAME):
        surname = surname_at(text, at)
        start = at + len(surname)
        for size in (2, 1) if surname else ():
            given, end = text[start : start + size], start + size
            if len(given) < size or not is_given(given):
                continue
            own = odds(surname, given)
            if own + HARD_END < told:  # no name, whatever stands around it
                continue
            if own + ending(text, end, size) + _beginning(text, at) >= told:
                if not SOLD.match(text, end):
                    yield Spot("name", at, end)
                break
