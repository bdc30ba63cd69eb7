"""What one side has and the other cannot hold: told with its rows, never dropped without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xiaoer.authoring.cells.fields import HEADS
from xiaoer.corpus.entry import Entry
from xiaoer.errors import Lang
from xiaoer.records import dataclass

_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A field that is not carried over, and where it stands: places, or ids of entries."""

    field: str
    places: tuple[str, ...]

    def render(self, lang: Lang = "en") -> str:
        """The sentence, with the first places."""
        shown = ", ".join(self.places[:_SHOWN]) + (" …" if len(self.places) > _SHOWN else "")
        count = len(self.places)
        if lang == "zh":
            return f"“{HEADS.get(self.field, self.field)}” 带不过去，{count} 处：{shown}"
        return f'"{self.field}" cannot be carried over, in {count} places: {shown}'


def losses(found: Iterable[tuple[str, str]]) -> tuple[Loss, ...]:
    """The losses of (field, place), those of one field together, in order."""
    places: dict[str, list[str]] = {}
    for field, place in found:
        places.setdefault(field, []).append(place)
    return tuple(Loss(field=field, places=tuple(own)) for field, own in places.items())


def not_carried(entries: Sequence[Entry], carried: frozenset[str]) -> tuple[Loss, ...]:
    """What entries have beside the fields that a format carries."""
    return losses(_beside(entries, carried))


def _beside(entries: Sequence[Entry], carried: frozenset[str]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        yield from ((key, entry.id) for key in entry.to_dict() if key not in carried)
