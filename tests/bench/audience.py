"""What knowing who asks is worth, and how much of it the customer's own words win back.

    python -m tests.bench.audience [--json]

The labelled queries of the sample corpus that say who asks are asked with the audience, without it,
and without it by a corpus whose settings have no ``audience_words``. The words were chosen on a
part of these queries.
"""

import argparse
import json
from collections.abc import Sequence
from typing import NamedTuple

from tests.bench.sets import FAQ, FAQ_QUERIES
from tests.bench.table import table
from xiaoer import Bot, Corpus
from xiaoer.evaluation.cases.load import Case, load_cases


class Row(NamedTuple):
    """Shares of the queries in scope whose first candidate is right, and of right answers."""

    top1: float
    answered: int
    precision: float


def measure() -> dict[str, Row]:
    """The figures of each way to know who asks."""
    corpus = Corpus.load(FAQ)
    cases = [case for case in load_cases(FAQ_QUERIES) if case.slices.get("audience")]
    settings = {k: v for k, v in corpus.settings.to_dict().items() if k != "audience_words"}
    worded = Bot(corpus)
    bare = Bot(Corpus.from_entries(list(corpus), settings=settings))
    return {
        "known": _row(worded, cases, known=True),
        "their words": _row(worded, cases, known=False),
        "neither": _row(bare, cases, known=False),
    }


def _row(bot: Bot, cases: Sequence[Case], *, known: bool) -> Row:
    first = inside = answered = right = 0
    for case in cases:
        reply = bot.ask(case.q, audience=case.slices["audience"] if known else None)
        inside += bool(case.gold)
        first += bool(reply.candidates) and reply.candidates[0].id in case.gold
        answered += reply.answered
        right += reply.entry is not None and reply.entry.id in case.gold
    return Row(first / inside, answered, right / answered)


def won_back(rows: dict[str, Row]) -> dict[str, float]:
    """The share of what is lost without the audience that the words win back."""
    known, words, bare = rows["known"], rows["their words"], rows["neither"]
    return {
        "top1": (words.top1 - bare.top1) / (known.top1 - bare.top1),
        "precision": (words.precision - bare.precision) / (known.precision - bare.precision),
    }


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.audience",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    rows = measure()
    back = won_back(rows)
    if options.json:
        print(json.dumps({"rows": rows, "won_back": back}, ensure_ascii=False, indent=1))
        return
    cells = [
        [name, f"{r.top1:.3f}", str(r.answered), f"{r.precision:.3f}"] for name, r in rows.items()
    ]
    print(table(["who asks", "top-1", "answered", "right of answered"], cells))
    print(f"\nwon back: top-1 {back['top1']:.0%}, precision {back['precision']:.0%}")


if __name__ == "__main__":
    main()
