"""What a customer gets from an entry: when that is equal, two entries are as good as one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from xiaoer.corpus.entry import Entry, Link, SelfService
from xiaoer.corpus.template import fill


class Given(NamedTuple):
    """The answer's text with its variables filled in, and all that comes with it."""

    text: str
    self_service: SelfService | None
    escalate: str | None
    links: tuple[Link, ...]
    image: str | None


def given(entry: Entry, channel: str | None, variables: Mapping[str, str]) -> Given:
    """What the entry gives in a channel (None: unknown)."""
    return Given(
        text=fill(entry.answer_for(channel), variables).strip(),
        self_service=entry.self_service,
        escalate=entry.escalate,
        links=entry.links,
        image=entry.image,
    )


def same_answer(one: Entry, other: Entry, variables: Mapping[str, str]) -> bool:
    """Whether both give the same in every channel that has both of them."""
    ours, theirs = ({own.channel for own in entry.channels} for entry in (one, other))
    shared = ours & theirs if ours and theirs else ours | theirs
    return all(
        given(one, channel, variables) == given(other, channel, variables)
        for channel in (None, *sorted(shared))
    )
