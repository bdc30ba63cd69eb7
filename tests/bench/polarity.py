"""The opposite's answer must not be given; a negator in both must not be taken for an opposite.

python -m tests.bench.polarity [--json] [--list]
"""

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

from tests.bench.sets import FAQ, ROOT
from tests.bench.table import share_dict, table, with_interval
from xiaoer.bot import Bot
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.evaluation.measures import Proportion, proportion
from xiaoer.service.reply.reply import Reply
from xiaoer.text.normalize import question_key

OPPOSITE = ROOT / "tests" / "cases" / "polarity_opposite.jsonl"
SAME = ROOT / "tests" / "cases" / "polarity_same.jsonl"
DISTRACTORS = 8
WRONG, RIGHT = "wrong", "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A query, and the question of the other side (opposite) or of its own (same)."""

    query: str
    wrong: str | None
    right: str | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the bot replied about a pair."""

    pair: Pair
    reply: Reply

    @property
    def gave(self) -> Literal["wrong", "right"] | None:
        """Whose answer the customer got, if that of one of the two."""
        if not self.reply.answered or self.reply.entry is None:
            return None
        match self.reply.entry.id:
            case "wrong":
                return "wrong"
            case "right":
                return "right"
        return None

    @property
    def vetoed(self) -> bool:
        """Whether the guard was the reason for not answering."""
        return self.reply.reason == "polarity"


def opposite_pairs(path: Path = OPPOSITE) -> list[Pair]:
    """The pairs whose question says the opposite of the query."""
    return [
        Pair(
            query=row["query"],
            wrong=row["wrong_question"],
            right=row.get("right_question"),
            kind=row.get("kind", ""),
        )
        for row in _rows(path)
    ]


def same_pairs(path: Path = SAME) -> list[Pair]:
    """The pairs of one meaning with a negator in at least one of them."""
    return [
        Pair(query=row["query"], wrong=None, right=row["question"], kind=row.get("kind", ""))
        for row in _rows(path)
    ]


def ask_pairs(pairs: Iterable[Pair], faq: Path = FAQ) -> list[Answered]:
    """Each query asked of a corpus of its own: the pair's questions and a few of ``faq``."""
    entries = [Entry(id=e.id, question=e.question, answer="…") for e in Corpus.load(faq)]
    return [
        Answered(pair=pair, reply=Bot(_corpus(pair, entries)).ask(pair.query)) for pair in pairs
    ]


def opposite_answered(found: Sequence[Answered]) -> Proportion:
    """Pairs answered with the opposite's answer: the bar is at most 2 %."""
    return proportion(one.gave == WRONG for one in found)


def not_vetoed(found: Sequence[Answered]) -> Proportion:
    """Pairs that the guard let pass: the bar for pairs of one meaning is at least 85 %."""
    return proportion(not one.vetoed for one in found)


def right_answered(found: Sequence[Answered]) -> Proportion:
    """Pairs answered rightly, of those that have a right question."""
    return proportion(one.gave == RIGHT for one in found if one.pair.right is not None)


def right_first(found: Sequence[Answered]) -> Proportion:
    """Pairs whose first candidate is the right question, of those that have one."""
    return proportion(
        bool(one.reply.candidates) and one.reply.candidates[0].id == RIGHT
        for one in found
        if one.pair.right is not None
    )


def _rows(path: Path) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _corpus(pair: Pair, entries: Sequence[Entry]) -> Corpus:
    own = [(WRONG, pair.wrong), (RIGHT, pair.right)]
    rows = [Entry(id=id, question=text, answer="…") for id, text in own if text is not None]
    taken = {question_key(text) for text in (pair.query, pair.wrong, pair.right) if text}
    others = Random(pair.query).sample(entries, DISTRACTORS + len(taken))
    rows += [entry for entry in others if question_key(entry.question) not in taken]
    return Corpus.from_entries(rows[: len(rows) - len(taken)] if taken else rows)


FIGURES: dict[str, Callable[[Sequence[Answered]], Proportion]] = {
    "opposite's answer given": opposite_answered,
    "not vetoed": not_vetoed,
    "right first": right_first,
    "right answered": right_answered,
}


def by_kind(found: Sequence[Answered]) -> dict[str, list[Answered]]:
    """The replies by kind of pair, then all of them."""
    groups: dict[str, list[Answered]] = {}
    for one in found:
        groups.setdefault(one.pair.kind or "–", []).append(one)
    return {**dict(sorted(groups.items())), "all": list(found)}


def show(name: str, found: Sequence[Answered], failures: Sequence[Answered], full: bool) -> str:
    """One file's figures as text, and the pairs that went wrong when ``full``."""
    head = [name, "n", *(f"{figure} %" for figure in FIGURES)]
    rows = [
        [kind, str(len(group)), *(with_interval(figure(group)) for figure in FIGURES.values())]
        for kind, group in by_kind(found).items()
    ]
    lines = [table(head, rows), ""]
    for one in failures if full else ():
        pair = one.pair
        lines.append(f"  {pair.kind}: {pair.query} | wrong: {pair.wrong} | right: {pair.right}")
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> None:
    """Prints both files' figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.polarity", description=__doc__)
    parser.add_argument("--opposite", type=Path, default=OPPOSITE)
    parser.add_argument("--same", type=Path, default=SAME)
    parser.add_argument("--list", action="store_true", help="the pairs that went wrong")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    opposite = ask_pairs(opposite_pairs(options.opposite))
    same = ask_pairs(same_pairs(options.same))
    if options.json:
        sides = {"opposite": opposite, "same": same}
        result = {
            side: {name: share_dict(figure(found)) for name, figure in FIGURES.items()}
            for side, found in sides.items()
        }
        print(json.dumps(result, ensure_ascii=False, indent=1))
        return
    print("bars: opposite's answer given ≤ 2 % (opposite), not vetoed ≥ 85 % (same)\n")
    wrong = [one for one in opposite if one.gave == WRONG]
    print(show("opposite", opposite, wrong, options.list))
    print(show("same", same, [one for one in same if one.vetoed], options.list))


if __name__ == "__main__":
    main()
