"""A value as it stands and as it is to be → the edits that make one of the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from xiaoer.authoring.edit.edits import EditPath, FileEdit, Insert, Remove, Replace, Value
from xiaoer.authoring.edit.meant import FileValues, plain_value


def value_edits(path: EditPath, before: FileValues, after: Value) -> Iterator[FileEdit]:
    """The edits, smallest parts first; each path is one of the text after the edits before it.

    >>> [*value_edits((0, "variants"), ["甲", "乙"], ["甲", "丙", "乙"])]
    [Insert(path=(0, 'variants', 1), value='丙', after='')]
    """
    if plain_value(after) == before:
        return
    if isinstance(before, dict) and isinstance(after, Mapping) and before and after:
        yield from mapping_edits(path, before, after)
    elif isinstance(before, list) and isinstance(after, list | tuple) and before and after:
        yield from _list_edits(path, before, after)
    else:
        yield Replace(path=path, value=after)


def mapping_edits(
    path: EditPath, before: Mapping[str, FileValues], after: Mapping[str, Value]
) -> Iterator[FileEdit]:
    """The edits of a mapping; a new key comes behind the one that `after` has before it."""
    last = ""
    for key, value in after.items():
        if key in before:
            yield from value_edits((*path, key), before[key], value)
        else:
            yield Insert(path=(*path, key), value=value, after=last)
        last = key
    for key in before:
        if key not in after:
            yield Remove(path=(*path, key))


def _list_edits(
    path: EditPath, before: Sequence[FileValues], after: Sequence[Value]
) -> Iterator[FileEdit]:
    """From the last place to the first, so that no edit moves the place of another."""
    plain = [plain_value(one) for one in after]
    matcher = SequenceMatcher(None, [*map(repr, before)], [*map(repr, plain)], autojunk=False)
    for tag, a, b, c, d in reversed(matcher.get_opcodes()):
        if tag == "equal":
            continue
        both = min(b - a, d - c)
        for place in reversed(range(c + both, d)):
            yield Insert(path=(*path, a + both), value=after[place])
        for place in reversed(range(a + both, b)):
            yield Remove(path=(*path, place))
        for offset in reversed(range(both)):
            yield from value_edits((*path, a + offset), before[a + offset], after[c + offset])
