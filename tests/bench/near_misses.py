"""Near misses: a corpus has the sibling of what is asked, and not what is asked.

python -m tests.bench.near_misses [--cases FILE.jsonl]... [--unseen] [--differences all] [--list]

Rows of a file: ``{"trade", "corpus": [questions, one an entry], "query", "kind", "same"}``, with
``"right"`` where one of the questions is the one asked. The other entries of a trade are in
``tests/cases/near_misses_trades.jsonl``.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.bench.table import table, with_interval
from xiaoer.bot import Bot
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.settings import DIFFERENCES
from xiaoer.evaluation.measures import Proportion, proportion
from xiaoer.service.reply.reply import Reply

CASES = Path(__file__).resolve().parents[1] / "cases"
NEVER_MENDED_ON = frozenset(("hospital", "government", "software"))
"""Trades whose first figure was read when the code stood."""
FILES = tuple(
    CASES / f"near_misses_{name}.jsonl" for name in ("developed", "unseen", "same", "both")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A query beside a corpus that holds what comes nearest; ``right`` is the question asked."""

    trade: str
    corpus: tuple[str, ...]
    query: str
    kind: str
    same: bool
    right: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A case and what was replied to it."""

    case: Case
    reply: Reply

    @property
    def answered(self) -> bool:
        """Whether one of the case's own entries was given as the answer."""
        return self.reply.answered

    @property
    def shown(self) -> bool:
        """Whether an entry's answer stands below the question whether it is meant."""
        return self.reply.shown is not None

    @property
    def asked(self) -> bool:
        """Whether the customer is asked which is meant, no answer shown."""
        return self.reply.action == "clarify" and not self.shown

    @property
    def right(self) -> bool:
        """Whether the right entry was given or shown."""
        entry = self.reply.entry or self.reply.shown
        return entry is not None and entry.question == self.case.right


def read_cases(paths: Iterable[Path]) -> list[Case]:
    """The cases of the files."""
    rows = [json.loads(line) for path in paths for line in _lines(path)]
    return [
        Case(
            trade=row["trade"],
            corpus=tuple(row["corpus"]),
            query=row["query"],
            kind=row["kind"],
            same=row["same"],
            right=row.get("right") or (row["corpus"][0] if row["same"] else None),
        )
        for row in rows
    ]


def backgrounds() -> dict[str, list[str]]:
    """The other questions of each trade."""
    rows = map(json.loads, _lines(CASES / "near_misses_trades.jsonl"))
    return {row["trade"]: row["questions"] for row in rows}


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def bot_of(questions: Iterable[str], differences: str = "all") -> Bot:
    """A bot of one question an entry; ``differences`` as in the settings."""
    rows = [
        {"id": f"q{number:03}", "question": text, "answer": f"答：{text}"}
        for number, text in enumerate(dict.fromkeys(questions))
    ]
    return Bot(Corpus.from_entries(rows, {"engine": {"differences": differences}}))


def told(cases: Iterable[Case], make: Callable[[Iterable[str]], Bot] = bot_of) -> list[Told]:
    """What is replied to each case."""
    others = backgrounds()
    return [
        Told(
            case=case,
            reply=make((*case.corpus, *others.get(case.trade, ()))).ask(case.query),
        )
        for case in cases
    ]


def _row(name: str, found: Sequence[Told]) -> list[str]:
    shares: list[Proportion] = [
        proportion(one.answered for one in found),
        proportion(one.shown for one in found),
        proportion(one.asked for one in found),
        proportion(one.reply.action == "escalate" for one in found),
    ]
    return [name, str(len(found)), *map(with_interval, shares)]


def near_miss_table(found: Sequence[Told]) -> str:
    """By kind: answered, shown, asked, handed over."""
    kinds = sorted({one.case.kind for one in found})
    rows = [_row(kind, [one for one in found if one.case.kind == kind]) for kind in kinds]
    head = ["kind", "n", "answered %", "shown %", "asked %", "handed over %"]
    return table(head, [*rows, _row("all", found)])


def same_table(found: Sequence[Told]) -> str:
    """By file: answered rightly, answered or shown rightly."""
    kinds = sorted({one.case.kind for one in found})
    rows = []
    for kind in kinds:
        group = [one for one in found if one.case.kind == kind]
        shares = (
            proportion(one.answered and one.right for one in group),
            proportion(one.right for one in group),
            proportion(one.right for one in group if one.answered or one.shown),
        )
        rows.append([kind, str(len(group)), *map(with_interval, shares)])
    head = ["kind", "n", "answered rightly %", "or shown %", "right of these %"]
    return table(head, rows)


def _list(found: Sequence[Told]) -> None:
    for one in found:
        good = one.right and one.answered if one.case.same else not one.answered
        if not good:
            first = one.reply.candidates[0].question if one.reply.candidates else "–"
            print(
                one.case.trade, one.case.kind, f"{one.case.query} | {first}",
                one.reply.action, one.reply.reason, f"{one.reply.confidence:.2f}",
                "shown" if one.shown else "",
            )  # fmt: skip


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.near_misses", description=__doc__)
    parser.add_argument("--cases", type=Path, action="append", help="instead of the own files")
    parser.add_argument("--unseen", action="store_true", help="the trades never mended on")
    parser.add_argument("--differences", choices=DIFFERENCES, default="all")
    parser.add_argument("--list", action="store_true", help="what went otherwise than it should")
    options = parser.parse_args(argv)
    cases = read_cases(options.cases or FILES)
    if not options.cases:
        cases = [c for c in cases if (c.trade in NEVER_MENDED_ON) == options.unseen]
    found = told(cases, partial(bot_of, differences=options.differences))
    near, same = ([t for t in found if t.case.same is same] for same in (False, True))
    if near:
        print(near_miss_table(near), "\n")
    if same:
        print(same_table(same), "\n")
    if options.list:
        _list(found)


if __name__ == "__main__":
    main()
