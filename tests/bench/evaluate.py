"""What evaluating costs beside the ask calls that it cannot do without.

    python -m tests.bench.evaluate [--corpus PATH --queries PATH]

Without a set: 1,000 entries made of the sample corpus's questions (three each, as entries of
their own), and 2,000 queries made of them by typos. It shows time, not quality.
"""

import argparse
import random
from collections.abc import Callable, Sequence
from statistics import median
from time import thread_time

from tests.bench.sets import FAQ, LabelledSet, add_arguments, load_sets
from tests.bench.timing import machine
from xiaoer.bot import Bot
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.evaluation import Case, Costs, evaluate, predict
from xiaoer.evaluation.perturb import PHENOMENA, perturb
from xiaoer.text.normalize import question_key

BAR = 1.5
ENTRIES, QUERIES, EACH = 1_000, 2_000, 3
ROUNDS = 5
TYPOS = [phenomenon for phenomenon in PHENOMENA if phenomenon.must == "stay"]


def made() -> LabelledSet:
    """The set made of the sample corpus."""
    draw = random.Random(0)
    questions = [question for entry in Corpus.load(FAQ) for question in entry.questions]
    groups = [questions[k : k + EACH] for k in range(0, len(questions), EACH)][:ENTRIES]
    entries = tuple(
        Entry(id=f"e{k:04}", question=first, variants=tuple(rest), answer="答")
        for k, (first, *rest) in enumerate(groups)
    )
    keys = {question_key(question) for question in questions}
    cases: list[Case] = []
    while len(cases) < QUERIES:
        entry, typo = draw.choice(entries), draw.choice(TYPOS)
        edits = perturb(draw.choice(entry.questions), typo, seed=len(cases), most=1)
        cases += [
            Case(q=edit.text, gold=(entry.id,), slices={"slice": typo.name, "audience": "buyer"})
            for edit in edits
            if question_key(edit.text) not in keys  # evaluate would not ask a leak
        ]
    corpus = Corpus.from_entries(entries, {"audiences": {"buyer": "买家"}})
    return LabelledSet(name="made", bot=Bot(corpus), entries=entries, cases=tuple(cases), leaks=())


def seconds(function: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Processor time: minimum and median of the rounds, after one that is not counted."""
    function()
    times = []
    for _ in range(rounds):
        start = thread_time()
        function()
        times.append(thread_time() - start)
    return min(times), median(times)


def measure(labelled: LabelledSet, rounds: int) -> str:
    """The figures of one set."""
    bot, cases = labelled.bot, labelled.cases
    predictor = predict(bot)

    def ask() -> None:
        for case in cases:
            bot.ask(case.q, audience=case.slices.get("audience"))

    def run(resamples: int) -> object:
        return evaluate(
            predictor, cases, corpus=bot.corpus, costs=Costs(), resamples=resamples
        ).to_dict()

    asking = seconds(ask, rounds)
    without = seconds(lambda: run(1), rounds)
    whole = seconds(lambda: run(1000), 2)
    ratio = without[0] / asking[0]
    return (
        f"{labelled.name}: {len(labelled.entries)} entries, {len(cases)} queries\n"
        f"  ask calls            {asking[0]:.2f} s (median {asking[1]:.2f})\n"
        f"  evaluate, to_dict    {without[0]:.2f} s (median {without[1]:.2f}), bootstrap aside\n"
        f"  with 1,000 resamples {whole[0]:.2f} s\n"
        f"  ratio {ratio:.2f}, at most {BAR}: {'reached' if ratio <= BAR else 'MISSED'}"
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the ratio."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.evaluate", description=__doc__)
    add_arguments(parser)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds of timing")
    options = parser.parse_args(argv)
    print(machine())
    for labelled in load_sets(parser, options) if options.corpus else [made()]:
        print(measure(labelled, options.rounds))


if __name__ == "__main__":
    main()
