"""Hill-climbing for slow texts: the slowest are kept, changed and crossed, again and again.

Each text costs what the process spent on it, so that a busy machine changes little. The seed
decides what is tried, the machine what is kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import median
from time import process_time_ns

from xiaoer.bot import Bot

LONGEST = 512
KEPT = 32
FRESH = 0.15
"""Share of the texts that come from the makers, not from what is kept."""
AGAIN = 3
"""Times that a text is asked again before it is kept, the least of them counting."""

Maker = Callable[[Random], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Climb:
    """What was found: the median of plain queries, and the slowest texts with their ms."""

    median_ms: float
    tried: int
    slowest: tuple[tuple[float, str], ...]

    @property
    def ratio(self) -> float:
        """How many times the median the slowest text costs."""
        return self.slowest[0][0] / self.median_ms if self.slowest else 0.0


def spent(bot: Bot, text: str) -> float:
    """Milliseconds of the process for one reply."""
    start = process_time_ns()
    bot.ask(text)
    return (process_time_ns() - start) / 1e6


def least(bot: Bot, text: str) -> float:
    """The least of a few measurements."""
    return min(spent(bot, text) for _ in range(AGAIN))


def changed(random: Random, text: str, pieces: Sequence[str]) -> str:
    """The text with one thing done to it."""
    a, b = sorted(random.randrange(len(text) + 1) for _ in range(2))
    piece = random.choice(pieces)
    match random.randrange(6):
        case 0:
            return text[:a] + piece + text[a:]
        case 1:
            return text[:a] + piece + text[b:]
        case 2:
            return text[:a] + text[b:]
        case 3:
            return text[:b] + text[a:b] * random.randrange(1, 9) + text[b:]
        case 4:
            return (text[a:b] or piece) * LONGEST
        case _:
            return text[b:] + text[:b]


def crossed(random: Random, one: str, other: str) -> str:
    """The beginning of a text and the end of another."""
    return one[: random.randrange(len(one) + 1)] + other[random.randrange(len(other) + 1) :]


def climb(
    bot: Bot, queries: Sequence[str], makers: Sequence[Maker], pieces: Sequence[str],
    n: int, seed: int = 0,
) -> Climb:  # fmt: skip
    """Tries ``n`` texts of at most 512 characters; ``queries`` give the median."""
    random = Random(seed)
    bot.warm_up()
    plain = median(spent(bot, query) for query in queries)
    kept: list[tuple[float, str]] = []
    known: set[str] = set()
    for at in range(n):
        fresh = at < KEPT or random.random() < FRESH
        text = random.choice(makers)(random) if fresh else _child(random, kept, pieces)
        text = text[:LONGEST]
        if text in known:
            continue
        known.add(text)
        if len(kept) == KEPT and spent(bot, text) <= kept[-1][0]:
            continue
        kept = sorted([*kept, (least(bot, text), text)], reverse=True)[:KEPT]
    return Climb(median_ms=plain, tried=n, slowest=tuple(kept))


def _child(random: Random, kept: Sequence[tuple[float, str]], pieces: Sequence[str]) -> str:
    """A slow text changed, or crossed with another; the slowest have the most children."""
    text = kept[min(int(random.expovariate(0.2)), len(kept) - 1)][1]
    if random.random() < 0.3:
        return crossed(random, text, random.choice(kept)[1])
    for _ in range(random.randrange(1, 4)):
        text = changed(random, text, pieces)[: LONGEST * 2]
    return text
