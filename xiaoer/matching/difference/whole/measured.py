"""How much of one thing: 120平 beside 80平, whatever else is said."""

from collections.abc import Sequence

from xiaoer.matching.difference.whole.compared import Compared
from xiaoer.matching.match import Difference
from xiaoer.text.words.quantities import Identity


def compare_measured(ours: Sequence[Identity], theirs: Sequence[Identity]) -> Compared:
    """Whether two texts give one measure, and another value of it."""
    units = {one.unit for one in ours if one.unit} & {one.unit for one in theirs if one.unit}
    if any(one.equals(two) for one in ours for two in theirs):
        return "same"
    for unit in sorted(units):
        mine, other = ([i for i in side if i.unit == unit] for side in (ours, theirs))
        if len(mine) == len(other) == 1:
            return Difference("number", mine[0].shown, other[0].shown)
    return None
