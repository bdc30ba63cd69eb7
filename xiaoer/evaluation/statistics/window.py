"""What was put in last, and no more of it than a number."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Generic, TypeVar

Held = TypeVar("Held")


class Window(Generic[Held]):
    """The last ``most`` things that were put in, by their names.

    >>> window = Window[int](2)
    >>> [window.put(name, n) for n, name in enumerate("abac", 1)]
    [None, None, None, 2]
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[str, Held] = OrderedDict()

    def get(self, name: str) -> Held | None:
        """The thing of this name; None where there is none, or none any more."""
        return self._held.get(name)

    def put(self, name: str, thing: Held) -> Held | None:
        """Makes it the last one; the oldest, where it had to go."""
        self._held.pop(name, None)
        self._held[name] = thing
        if len(self._held) <= self._most:
            return None
        return self._held.popitem(last=False)[1]

    def change(self, name: str, thing: Held) -> None:
        """Puts another in the place of one that is held."""
        self._held[name] = thing

    def values(self) -> Iterable[Held]:
        """All that is held, the oldest first."""
        return self._held.values()
