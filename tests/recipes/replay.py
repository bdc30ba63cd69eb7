"""What a log's customers would be told today; workers import this, each makes its bot once."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache

from xiaoer import Bot, LoggedReply, iter_log

NOW = datetime(2026, 11, 23, tzinfo=UTC)  # one moment for all


@cache
def bot(faq: str) -> Bot:
    return Bot.load(faq)


def asked_again(logs: Iterable[str], faq: str = "faq/") -> Iterator[tuple[str, str]]:
    """The action then and the action now, reply by reply."""
    for one in iter_log(*logs):
        if isinstance(one, LoggedReply):
            ask = bot(faq).ask
            now = ask(one.reply.query, audience=one.audience, channel=one.channel, now=NOW)
            yield one.reply.action, now.action


def counted(log: str, faq: str = "faq/") -> Counter[tuple[str, str]]:
    """How often each pair of actions comes, in one file."""
    return Counter(asked_again([log], faq))
