"""Texts as strings of one character a unit, so that edits are counted in words of Latin too."""

from collections.abc import Iterable, Sequence

_KNOWN, _UNKNOWN = 0xF0000, 0x100000  # planes for private use: no normalized text has them
_SIZE = 0xFFFE


class Alphabet:
    """A character for every Latin word and number of a corpus; built once, never changed."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        self._letters: dict[str, str] = {}
        for units in texts:
            for unit in units:
                if len(unit) > 1 and unit not in self._letters:
                    self._letters[unit] = chr(_KNOWN + len(self._letters) % _SIZE)

    def encode(self, units: Sequence[str]) -> str:
        """One character a unit; those that the corpus does not have differ from all others.

        >>> plain = Alphabet([("late", "ship")])
        >>> len(plain.encode(("late", "check", "退"))), plain.encode(("退",))
        (3, '退')
        """
        if all(len(unit) == 1 for unit in units):
            return "".join(units)
        strange: dict[str, str] = {}
        return "".join(
            unit
            if len(unit) == 1
            else self._letters.get(unit)
            or strange.setdefault(unit, chr(_UNKNOWN + len(strange) % _SIZE))
            for unit in units
        )
