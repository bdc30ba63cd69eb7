"""When two texts are the same question: as they are written, or but for padding.

The one place that says so, for the loader that warns of questions given twice and for the
engine that answers them.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from xiaoer.text.normalize import (
    DEFAULT_CAP,
    compatibility,
    lower,
    normalize,
    replace_surrogates,
    visible,
)
from xiaoer.text.redaction import beginning, hotlines
from xiaoer.text.words.fillers import FillerStripper


class Reading(NamedTuple):
    """A text as it is compared.

    - ``raw``: lone surrogates replaced, cut at the limit or before a value that goes on behind
      it. ``text``: normalized. ``core``: without fillers at its ends.
    - ``literal``, ``key``: both without spaces; texts with one ``literal`` are written the same,
      texts with one ``key`` are the same but for padding. "" equals nothing.
    - ``hotlines``: the digits of those that are named, a part of ``literal`` and of no score.
    """

    raw: str
    text: str
    core: str
    literal: str
    key: str
    hotlines: str = ""


class Reader:
    """Reads texts for comparison; built once, never changed. ``fillers`` are by section."""

    def __init__(self, fillers: Mapping[str, Iterable[str]], cap: int = DEFAULT_CAP) -> None:
        self.made_of = (fillers, cap)
        self._cap = cap
        self._fillers = FillerStripper(fillers)

    def read(self, text: str) -> Reading:
        """The reading of a text.

        >>> reader = Reader({"": ["请问", "呢"]})
        >>> reader.read("请问怎么退款？").key == reader.read("怎么退款呢").key == "怎么退款"
        True
        >>> reader.read("400-820-8820").literal, reader.read("？？").literal
        ('4008208820', '')
        >>> [reader.read(f"400-820-{n} 是谁").literal for n in (8820, 8821)]
        ['是谁4008208820', '是谁4008208821']
        """
        raw = replace_surrogates(beginning(text, self._cap))
        normal = normalize(raw, self._cap)
        core = self._fillers.strip(normal)
        own = hotlines(raw)
        written = normal.replace(" ", "")
        return Reading(
            raw=raw,
            text=normal,
            core=core,
            literal=f"{written}{own}" if written else _as_typed(raw),
            key=core.replace(" ", ""),
            hotlines=own,
        )


class KeptReadings:
    """Texts that were read, for whoever reads the same ones next: a corpus checks its questions,
    then a bot is built on it. They are given once, and then no longer held; they do not pickle.
    """

    def __init__(self, reader: Reader | None = None) -> None:
        self._reader = reader
        self._found: dict[str, Reading] = {}

    def __reduce__(self) -> tuple[type["KeptReadings"], tuple[()]]:
        return KeptReadings, ()

    def read(self, text: str) -> Reading:
        """The reading of a text, which is kept. Raises: ValueError: there is no reader."""
        if self._reader is None:
            raise ValueError("these readings were made without a reader")
        found = self._found[text] = self._reader.read(text)
        return found

    def given(self, fillers: Mapping[str, Iterable[str]], cap: int) -> Mapping[str, Reading]:
        """What was read, where a reader made of these would read the same."""
        found, self._found = self._found, {}
        fits = self._reader is not None and self._reader.made_of == (fillers, cap)
        return found if fits else {}


def _as_typed(raw: str) -> str:
    """Letters and digits of a text that is nothing but a masked number, such as a hotline."""
    return "".join(char for char in lower(visible(compatibility(raw))) if char.isalnum())
