"""`ask` raises for no text; python -m tests.bench.hostile asks 100,000 and times them."""

from collections import Counter

import pytest

from tests.bench.hostile import KINDS, check, texts
from xiaoer import Bot


@pytest.fixture(scope="module")
def bot() -> Bot:
    return Bot.sample()


def test_the_generator_repeats_itself_and_has_every_kind() -> None:
    first = list(texts(300, seed=5))
    assert first == list(texts(300, seed=5))
    assert first != list(texts(300, seed=6))
    assert Counter(kind for kind, _ in first).keys() == KINDS.keys()
    joined = "".join(text for _, text in first)
    assert max(len(text) for _, text in first) == 1_000_000
    assert all(char in joined for char in "\x00\ud800\u202e\u0301")


@pytest.fixture(scope="module")
def texts_by_kind() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, text in texts(3000, seed=1):
        found.setdefault(kind, []).append(text)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_raises(bot: Bot, texts_by_kind: dict[str, list[str]], kind: str) -> None:
    """Every reply can be shown, logged and sent."""
    assert len(texts_by_kind[kind]) > 10
    for text in texts_by_kind[kind]:
        check(bot.ask(text))
