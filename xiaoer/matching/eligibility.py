"""Which questions may be searched for a customer: by audience, channel and time."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Settings
from xiaoer.errors import UnknownNameError, shown


class Eligibility:
    """Sets of eligible questions, one for each audience and channel, made when built.

    Only entries with a valid time are looked at again for each query.
    """

    def __init__(
        self, entries: Sequence[Entry], settings: Settings, mask: Callable[[Sequence[int]], int]
    ) -> None:
        self._audiences = settings.audience_names or _used(e.audience for e in entries)
        self._channels = settings.channel_names or _used(
            tuple(own.channel for own in e.channels) for e in entries
        )
        self._local = settings.local
        self._timed = tuple(
            (entry, mask((number,))) for number, entry in enumerate(entries) if entry.valid
        )
        any_time = [(n, e) for n, e in enumerate(entries) if not e.valid]
        moment = settings.local(datetime(2000, 1, 1))
        self._masks = {
            (audience, channel): mask(
                [n for n, e in any_time if e.is_eligible(audience, channel, moment)]
            )
            for audience in (None, *self._audiences)
            for channel in (None, *self._channels)
        }

    def mask(self, audience: str | None, channel: str | None, now: datetime | None) -> int:
        """The eligible questions, in bits.

        Raises:
            UnknownNameError: the audience or the channel is not declared.
        """
        _check("audience", audience, self._audiences)
        _check("channel", channel, self._channels)
        mask = self._masks[audience, channel]
        if not self._timed:
            return mask
        moment = self._local(now)
        for entry, own in self._timed:
            if entry.is_eligible(audience, channel, moment):
                mask |= own
        return mask


def _check(kind: str, name: object, known: tuple[str, ...]) -> None:
    """Raises UnknownNameError, also for what is no text: a list is no name of an audience."""
    if name is None:
        return
    if not isinstance(name, str):
        raise UnknownNameError(kind, shown(name), known)
    if name not in known:
        raise UnknownNameError(kind, name, known)


def _used(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({name for group in groups for name in group}))
