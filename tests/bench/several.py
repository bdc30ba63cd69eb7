"""Several questions in one message: how often they are taken apart, and how often wrongly.

    python -m tests.bench.several [--n N] [--seed SEED]

Pairs of labelled queries of the sample corpus (buyers', short, one question each, about different
entries) are joined by a space, a comma or a question mark; and every labelled query is one
question by itself, which must not be taken apart.
"""

import argparse
import random
from collections.abc import Sequence

from tests.bench.sets import FAQ, FAQ_QUERIES
from tests.bench.table import table, with_interval
from xiaoer import Bot
from xiaoer.evaluation.cases.load import Case, load_cases
from xiaoer.evaluation.measures.proportion import Proportion
from xiaoer.matching.clauses import asks_something
from xiaoer.service.readings.several import questions

SHORT = 22
"""Characters of a query that is joined with another."""


def joined(cases: Sequence[Case], n: int, seed: int) -> list[tuple[str, tuple[str, str]]]:
    """(message, right entries of its two questions)."""
    single = [
        case
        for case in cases
        if case.in_scope
        and case.slices.get("audience") == "buyer"
        and len(case.q) < SHORT
        and len(questions(case.q)) == 1
        and asks_something(case.q)
    ]
    rng = random.Random(seed)
    pairs: list[tuple[str, tuple[str, str]]] = []
    while len(pairs) < n:
        one, other = rng.sample(single, 2)
        if one.gold[0] != other.gold[0]:
            text = one.q + rng.choice(" ，？") + other.q
            pairs.append((text, (one.gold[0], other.gold[0])))
    return pairs


def measure(n: int, seed: int) -> list[tuple[str, int, int]]:
    """(what, how many, of how many)."""
    bot, cases = Bot.load(FAQ), load_cases(FAQ_QUERIES)
    apart = right = 0
    for text, gold in joined(cases, n, seed):
        parts = bot.ask(text, audience="buyer").parts
        apart += bool(parts)
        given = [part.entry.id if part.entry else None for part in parts]
        right += bool(parts) and len(given) == 2 and all(
            id in (None, wanted) for id, wanted in zip(given, gold, strict=True)
        )  # fmt: skip
    wrongly = sum(
        bool(bot.ask(case.q, audience=case.slices.get("audience")).parts) for case in cases
    )
    return [
        ("two questions joined: taken apart", apart, n),
        ("… no part answered wrongly, of those", right, apart),
        ("one question: taken apart", wrongly, len(cases)),
    ]


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.several",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--n", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    rows = []
    for what, found, of in measure(options.n, options.seed):
        rows.append([what, with_interval(Proportion(found, of))])
    print(table(["messages", "%, 95 % interval"], rows))


if __name__ == "__main__":
    main()
