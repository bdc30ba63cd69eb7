"""What the tests of hearing share."""

from functools import cache

from xiaoer.hearing.acts import Act, act_of
from xiaoer.hearing.hear import Hearing
from xiaoer.hearing.heard import Heard
from xiaoer.text.normalize import normalize

_HEARING = Hearing()


@cache
def heard(text: str) -> Heard:
    """What a message is heard as without any settings."""
    return _HEARING.hear(text, normalize(text))


def act(text: str) -> Act | None:
    """The act that a message is, None when it asks."""
    return act_of(heard(text))


def wants(text: str) -> bool:
    """Whether a message surely wishes for a person."""
    return act(text) == "human_requested"
