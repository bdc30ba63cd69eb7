"""Where two texts differ, short enough for a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from xiaoer.text.regex import regex

_TOKEN = regex(r"\d+(?:[.,:]\d+)*|[A-Za-z]+|\s+|.", re.DOTALL)
_AROUND = 8  # tokens kept on either side of a change
_LONGEST = 40  # characters of one side of a change
_PLACES = 3
_COMPARED = 2000  # tokens; a difference of longer texts is sought from both ends only

Stretch = tuple[int, int, int, int]


def text_change(before: str, after: str) -> tuple[tuple[tuple[str, str], ...], int]:
    """The first places where the texts differ, as (before, after), and how many more there are.

    >>> text_change("每月299元，随时取消", "每月999元，随时取消")
    ((('每月299元，随时取消', '每月999元，随时取消'),), 0)
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    places = list(_places(old, new))
    shown = tuple(
        (_window(old, start, end), _window(new, first, last))
        for start, end, first, last in places[:_PLACES]
    )
    return shown, max(len(places) - _PLACES, 0)


def _places(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    """The token ranges that differ; those that are close together are one."""
    ends = _between_ends(old, new)
    found: Stretch | None = None
    for place in _differing(old, new, ends):
        if found and place[0] - found[1] <= 2 * _AROUND:
            found = (found[0], place[1], found[2], place[3])
        else:
            if found:
                yield found
            found = place
    if found:
        yield found


def _between_ends(old: Sequence[str], new: Sequence[str]) -> Stretch:
    """What is left without the beginning and the end that both have."""
    least = min(len(old), len(new))
    start = next((at for at in range(least) if old[at] != new[at]), least)
    rest = least - start
    end = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    return start, len(old) - end, start, len(new) - end


def _differing(old: Sequence[str], new: Sequence[str], ends: Stretch) -> Iterator[Stretch]:
    start, end, first, last = ends
    if max(end - start, last - first) > _COMPARED:
        yield ends
        return
    matcher = SequenceMatcher(None, old[start:end], new[first:last], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield a + start, b + start, c + first, d + first


def _window(tokens: Sequence[str], start: int, end: int) -> str:
    """The tokens with what stands around them."""
    left, right = max(start - _AROUND, 0), min(end + _AROUND, len(tokens))
    middle = "".join(tokens[start:end])
    if len(middle) > _LONGEST:
        middle = middle[: _LONGEST - 1] + "…"
    text = "".join([*tokens[left:start], middle, *tokens[end:right]])
    text = ("…" if left else "") + text + ("…" if right < len(tokens) else "")
    return text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\r", "⏎")
