"""How much the fast part takes of what the whole takes all: of property examples, of the rows of a
table, of the cases in a loop."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from hypothesis import settings

T = TypeVar("T")

WHOLE, FAST = 100, 20
"""Examples of a test that names no number; see ``conftest.py``."""
MOST_ROWS = 3
"""Rows of one table that the fast part takes."""


def is_whole() -> bool:
    """Whether all is taken; known once pytest has read its options."""
    return settings.default.max_examples >= WHOLE


def scaled(examples: int) -> int:
    """The examples of a test that takes so many in the whole."""
    return max(5, examples * settings.default.max_examples // WHOLE)


def part(cases: Sequence[T]) -> Sequence[T]:
    """All cases of a loop; in the fast part a twentieth from all over them, twenty at least."""
    return cases if is_whole() else cases[:: max(1, len(cases) // max(20, len(cases) // 20))]


def spread(tests: Iterable[Hashable], most: int = MOST_ROWS) -> list[bool]:
    """For the rows of tests, given by the test that each is of, whether the fast part takes it:
    at most so many of a test, from all over its table.

    >>> spread(["a", "b", "a", "a", "a"], most=2)
    [True, True, False, True, False]
    """
    named = list(tests)
    rows, seen, kept = Counter(named), Counter[Hashable](), []
    for name in named:
        n, at = rows[name], seen[name]
        kept.append((at * most) // n != ((at - 1) * most) // n if n > most else True)
        seen[name] += 1
    return kept
