"""Which questions back are worth asking: by confidence, and by what the choices share.

    python -m tests.bench.choices [--json]

For each confidence needed to offer choices: of the labelled queries of the sample corpus, how many
in scope are asked which, how many of those with the right entry among the choices, and how many out
of scope. Then the same for the first three candidates of what is not answered, which a packet
lists. The queries were seen when the values were chosen.
"""

import argparse
import json
from collections.abc import Sequence

from tests.bench.sets import FAQ, FAQ_QUERIES
from tests.bench.table import table
from xiaoer import Bot, Corpus, Reply
from xiaoer.evaluation.cases.load import Case, load_cases

CLARIFY = (0.2, 0.3, 0.38, 0.45)
SHOWN = (0.2, 0.3, 0.38, 0.45)
_Row = tuple[float, int, int, int]


def measure() -> dict[str, list[_Row]]:
    """The rows of both tables."""
    cases, corpus = load_cases(FAQ_QUERIES), Corpus.load(FAQ)
    rows: list[_Row] = []
    for needed in CLARIFY:
        thresholds = {"clarify": needed}
        settings = {**corpus.settings.to_dict(), "thresholds": thresholds}
        replies = _replies(Bot(Corpus.from_entries(list(corpus), settings=settings)), cases)
        asked = [(case, r) for case, r in replies if r.action == "clarify"]
        rows.append((needed, *_counted([(c, [x.id for x in r.choices]) for c, r in asked])))
    near: list[_Row] = []
    for least in SHOWN:
        left = [(case, r) for case, r in replies if not r.answered and r.confidence >= least]
        near.append((least, *_counted([(c, [x.id for x in r.candidates[:3]]) for c, r in left])))
    return {"clarify": rows, "packet": near}


def _replies(bot: Bot, cases: Sequence[Case]) -> list[tuple[Case, Reply]]:
    return [(case, bot.ask(case.q, audience=case.slices.get("audience"))) for case in cases]


def _counted(offered: Sequence[tuple[Case, Sequence[str]]]) -> tuple[int, int, int]:
    """In scope, of those with the right entry offered, out of scope."""
    inside = [(case, ids) for case, ids in offered if case.gold]
    right = sum(not set(ids).isdisjoint(case.gold) for case, ids in inside)
    return len(inside), right, len(offered) - len(inside)


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.choices",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    result = measure()
    if options.json:
        print(json.dumps(result))
        return
    head = ["confidence", "in scope, asked", "with the right entry", "out of scope, asked"]
    print(table(head, [[str(cell) for cell in row] for row in result["clarify"]]), "\n")
    head = ["confidence", "in scope, not answered", "right in the first three", "out of scope"]
    print(table(head, [[str(cell) for cell in row] for row in result["packet"]]))


if __name__ == "__main__":
    main()
