"""What comparing two texts comes to, and the runs of characters that they share."""

from typing import Literal

from xiaoer.matching.match import Difference

Compared = Difference | Literal["same"] | None
"""What speaks against; "same" where both say it alike; None where one of them does not say it."""


def longest_shared(one: str, other: str) -> int:
    """The length of the longest run of characters that both have.

    >>> longest_shared("社区医院", "从社区转来"), longest_shared("上海", "北京")
    (2, 0)
    """
    longest = 0
    for start in range(len(one)):
        while start + longest < len(one) and one[start : start + longest + 1] in other:
            longest += 1
    return longest


def shared(one: str, other: str) -> int:
    """How many different characters both have."""
    return len(set(one) & set(other))
