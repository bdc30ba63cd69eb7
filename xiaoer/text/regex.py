"""Regular expressions that are compiled when they are first used.

An import compiles none: the 400 of this package take a third of a second, and one question needs a
few of them.
"""

import re
from typing import Any, AnyStr, cast


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, compiled at its first use.

    >>> number = regex("[0-9]+")
    >>> number, number.findall("7天30元")
    (re.compile('[0-9]+'), ['7', '30'])
    """
    return cast("re.Pattern[AnyStr]", Regex(pattern, flags))


class Regex:
    """Finds the attributes of a pattern when they are first asked for, and keeps them: the next
    time they are found before `__getattr__` is."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._given = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(*self._given), name)
        setattr(self, name, found)
        return found

    def __repr__(self) -> str:
        return repr(re.compile(*self._given))

    def __reduce__(self) -> tuple[Any, ...]:
        return re.compile, self._given
