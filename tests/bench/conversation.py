"""What a conversation costs: `say` against `ask` on the same queries, in one run.

    python -m tests.bench.conversation [--rounds N] [--json]

Each labelled query of the sample corpus is asked alone, said as the first message of a
conversation, and said after an answer (so that the topic is consulted where it is not answered
alone). The conversation's state is set back before each, which is not timed.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter_ns

from tests.bench.sets import FAQ, FAQ_QUERIES
from tests.bench.table import table
from tests.bench.timing import machine
from xiaoer import Bot, Conversation
from xiaoer.evaluation.cases.load import Case, load_cases

LIMIT = 1.3
"""What `say` may cost at most, in `ask`."""
_OPENING = "退款多久到账"


def measure(rounds: int) -> dict[str, object]:
    """µs of each way to put the queries: minimum and median over rounds of mean and median."""
    bot, cases = Bot.load(FAQ), load_cases(FAQ_QUERIES)
    ways: dict[str, Callable[[Case], Callable[[], object]]] = {
        "ask": lambda case: lambda: bot.ask(case.q, audience=case.slices.get("audience")),
        "say, first message": lambda case: _saying(bot, case, ""),
        "say, after an answer": lambda case: _saying(bot, case, _OPENING),
    }
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _ in range(rounds + 1):
        for name, way in ways.items():
            found[name].append(_round(way, cases))
    figures = {name: _figures(rows[1:]) for name, rows in found.items()}
    base = figures["ask"]["mean"][0]
    return {
        "machine": machine(),
        "calls": len(cases),
        "rounds": rounds,
        "us": figures,
        "ratio": {name: row["mean"][0] / base for name, row in figures.items()},
        "state": _state(bot),
    }


def _saying(bot: Bot, case: Case, opening: str) -> Callable[[], object]:
    talk = Conversation(bot, audience=case.slices.get("audience"), id="bench")
    if opening:
        talk.say(opening)
    return lambda: talk.say(case.q)


def _round(
    way: Callable[[Case], Callable[[], object]], cases: Sequence[Case]
) -> tuple[float, float]:
    times = []
    for call in [way(case) for case in cases]:
        start = perf_counter_ns()
        call()
        times.append((perf_counter_ns() - start) / 1000)
    return sum(times) / len(times), median(times)


def _figures(rows: Sequence[tuple[float, float]]) -> dict[str, tuple[float, float]]:
    means, medians = zip(*rows, strict=True)
    return {"mean": (min(means), median(means)), "median": (min(medians), median(medians))}


def _state(bot: Bot) -> dict[str, float]:
    """Size of a long talk's state, and µs to write it and read it back."""
    talk = Conversation(bot, audience="buyer", id="bench")
    for query in ("退款多久到账", "怎么取消订单", "运费险怎么理赔", "怎么开发票") * 10:
        talk.say(query)
        talk.release()
        talk.say("谢谢")
    times = []
    for _ in range(50):
        start = perf_counter_ns()
        written = json.dumps(talk.to_dict(), ensure_ascii=False)
        Conversation.from_dict(bot, json.loads(written))
        times.append((perf_counter_ns() - start) / 1000)
    return {"kb": len(written.encode()) / 1000, "round_trip_us": median(times)}


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.conversation",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    result = measure(options.rounds)
    print(json.dumps(result, ensure_ascii=False, indent=1) if options.json else _shown(result))


def _shown(result: dict) -> str:
    rows = [
        [
            name,
            f"{row['median'][0]:.0f} / {row['median'][1]:.0f}",
            f"{row['mean'][0]:.0f} / {row['mean'][1]:.0f}",
            f"{result['ratio'][name]:.2f}",
        ]
        for name, row in result["us"].items()
    ]
    head = [
        f"{result['calls']} queries × {result['rounds']}, µs (min / median of rounds)",
        "median", "mean", f"mean, in ask (limit {LIMIT})",
    ]  # fmt: skip
    state = result["state"]
    return "\n".join([
        result["machine"], "", table(head, rows), "",
        f"state of a long talk: {state['kb']:.1f} KB, "
        f"to JSON and back {state['round_trip_us']:.0f} µs",
    ])  # fmt: skip


if __name__ == "__main__":
    main()
