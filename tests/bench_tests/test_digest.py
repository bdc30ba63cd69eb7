"""The digest of replies sees every figure of a reply."""

from dataclasses import replace

import pytest

from tests.bench.digest import digest
from tests.service.material import sample
from xiaoer import Bot


class _Changed:
    """The sample bot, its last bit of one confidence another."""

    def __init__(self, bot: Bot, by: float) -> None:
        self._bot, self._by = bot, by

    def ask(self, query, **known):
        reply = self._bot.ask(query, **known)
        return replace(reply, confidence=reply.confidence - self._by)


@pytest.fixture(scope="module")
def bot() -> Bot:
    return sample()


@pytest.mark.slow
def test_equal_replies_have_one_digest(bot: Bot) -> None:
    found, count = digest(bot, most=8)
    assert (len(found), count) == (64, 8)
    assert digest(_Changed(bot, 0.0), most=8) == (found, 8)


@pytest.mark.slow
def test_one_bit_of_one_figure_is_another_digest(bot: Bot) -> None:
    assert digest(_Changed(bot, 2**-52), most=8) != digest(bot, most=8)
