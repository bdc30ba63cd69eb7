"""What a turn of a conversation costs: `say` against `ask` of the same texts, over all dialogues.

    python -m tests.bench.talks [--rounds N] [--worst N] [--json]

Every dialogue of the sample corpus is played in order, and each of its texts is asked alone, in
rounds that alternate. A turn counts with the least of its times; a turn to which the bot is silent
does not. The messages that cost most beside `ask` are listed. Processor time.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from time import thread_time_ns
from typing import NamedTuple

from tests.bench.sets import FAQ
from tests.bench.table import table
from tests.bench.timing import machine
from xiaoer import Bot, Conversation
from xiaoer.evaluation.cases.dialogues import Dialogue, load_dialogues

LIMIT, ONE_LIMIT = 1.3, 2.5
"""What all turns, and what one, may cost at most, in `ask` of the same text."""


class Cost(NamedTuple):
    """A turn's text and its least times in µs."""

    text: str
    say: float
    ask: float

    @property
    def ratio(self) -> float:
        return self.say / self.ask


def measure(rounds: int) -> list[Cost]:
    """The costs of the turns, the dearest beside `ask` first."""
    bot, dialogues = Bot.load(FAQ), load_dialogues(FAQ / "dialogues.jsonl")
    said = [list(_said(bot, one)) for one in dialogues]
    asked = [list(_asked(bot, one)) for one in dialogues]
    for _ in range(rounds):
        for place, one in enumerate(dialogues):
            said[place] = _least(said[place], _said(bot, one))
            asked[place] = _least(asked[place], _asked(bot, one))
    costs = [
        Cost(turn.say, say, ask)
        for one, says, asks in zip(dialogues, said, asked, strict=True)
        for turn, say, ask in zip(one.turns, says, asks, strict=True)
        if say
    ]
    return sorted(costs, key=lambda cost: -cost.ratio)


def _least(before: Sequence[float], now: Iterator[float]) -> list[float]:
    return [min(pair) for pair in zip(before, now, strict=True)]


def _said(bot: Bot, dialogue: Dialogue) -> Iterator[float]:
    """µs of each turn, 0 where the bot is silent."""
    idle = timedelta(minutes=dialogue.idle) if dialogue.idle else None
    talk = Conversation(
        bot, audience=dialogue.audience, channel=dialogue.channel, id="bench", idle=idle
    )
    for turn in dialogue.turns:
        if turn.release:
            talk.release()
        if turn.accepted:
            talk.accepted()
        start = thread_time_ns()
        reply = talk.say(turn.say)
        took = (thread_time_ns() - start) / 1000
        yield took if reply.action != "suppressed" else 0.0


def _asked(bot: Bot, dialogue: Dialogue) -> Iterator[float]:
    for turn in dialogue.turns:
        start = thread_time_ns()
        bot.ask(turn.say, audience=dialogue.audience, channel=dialogue.channel)
        yield (thread_time_ns() - start) / 1000


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.talks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--worst", type=int, default=10)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    costs = measure(options.rounds)
    ratio = sum(cost.say for cost in costs) / sum(cost.ask for cost in costs)
    over = sum(cost.ratio > ONE_LIMIT for cost in costs)
    worst = costs[: options.worst]
    if options.json:
        found = {"turns": len(costs), "ratio": ratio, "over": over, "worst": worst}
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    print(machine())
    print(f"\n{len(costs)} turns: say / ask {ratio:.2f} (limit {LIMIT})")
    print(f"turns above {ONE_LIMIT}: {over}\n")
    rows = [[c.text[:30], f"{c.say:.0f}", f"{c.ask:.0f}", f"{c.ratio:.2f}"] for c in worst]
    print(table(["dearest", "say, µs", "ask, µs", "ratio"], rows))


if __name__ == "__main__":
    main()
