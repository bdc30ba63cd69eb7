"""What each threshold of the service decides, beside values around it.

    python -m tests.bench.thresholds [--only NAME]... [--limit N] [--json]

For every constant of the policy, of several questions, of the composing, of the ways and of
follow-ups: the labelled queries and the scripted dialogues of the sample corpus, with the constant
at the shipped value (marked *) and at others, everything else as shipped. ``changed`` counts the
replies that differ from the shipped ones: (action, entry, choices, parts). Both sets were seen
while the constants were chosen: the tables show what a constant does and which way it hurts, not
how well it does elsewhere.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from tests.bench.sets import FAQ, FAQ_QUERIES
from tests.bench.several import joined
from tests.bench.table import as_json, table, with_interval
from xiaoer import Bot, Reply
from xiaoer.evaluation import measures as m
from xiaoer.evaluation.cases.dialogues import Dialogue, load_dialogues, play
from xiaoer.evaluation.cases.load import Case, load_cases
from xiaoer.evaluation.cases.prediction import Outcome, prediction_of
from xiaoer.matching.matcher import Considered, Matcher
from xiaoer.service.composing import compose
from xiaoer.service.deciding import policy
from xiaoer.service.readings import follow_up, several
from xiaoer.service.talk import ways
from xiaoer.text.utterance import Utterance

Shape = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A constant of a module, and the values that it is shown with."""

    module: ModuleType
    name: str
    values: tuple[float, ...]

    @property
    def title(self) -> str:
        """Such as ``policy.ANSWER``."""
        return f"{self.module.__name__.rpartition('.')[2]}.{self.name}"


def _of(module: ModuleType, **values: tuple[float, ...]) -> tuple[Threshold, ...]:
    return tuple(Threshold(module=module, name=name, values=v) for name, v in values.items())


THRESHOLDS = (
    *_of(
        policy,
        ANSWER=(0.6, 0.7, 0.85, 0.9),
        CLARIFY=(0.15, 0.2, 0.38, 0.5),
        OUT_OF_SCOPE=(0.0, 0.02, 0.1, 0.2),
        MARGIN=(0.0, 0.02, 0.1, 0.2),
        DOUBTFUL=(0.0, 0.9, 0.98, 1.0),
        _NEXT=(0.0, 0.8, 0.9, 1.0),
        _AT_HAND=(-1.0, 0.0, 1.0, 2.0),
        _CHOICE_SHARE=(0.3, 0.4, 0.6, 0.7),
        _CLEAR_LEAD=(0.0, 0.2, 0.35, 1.0),
        _PROBABLE=(0.5, 0.6, 0.7, 0.8),
        _WHOLE=(0.5, 0.7, 0.9, 1.0),
        _WORTH=(0.0, 0.1, 0.3, 0.4),
        _CLOSE=(0.0, 0.05, 0.15, 0.2),
        _LIKELY=(0.3, 0.4, 0.6, 1.0),
        _LIKE_ENOUGH=(0.2, 0.3, 0.5, 1.0),
    ),
    *_of(
        several,
        FIRM=(0.4, 0.5, 0.7, 0.8),
        _SURE=(0.6, 0.7, 0.9, 1.0),
        _SLACK=(0.0, 0.02, 0.1, 0.2),
        _MARKED_SLACK=(0.0, 0.1, 0.3, 0.5),
        _LIKELY=(0.0, 0.2, 0.4, 0.6),
    ),
    *_of(compose, _NEAR=(0.0, 0.1, 0.3, 0.5)),
    *_of(ways, _NEAR_SCORE=(0.0, 0.1, 0.3, 0.4)),
    *_of(
        follow_up,
        LONGEST=(6, 8, 12, 16),
        _LONGEST_MARKED=(10, 12, 20, 30),
        MOST_READINGS=(1, 3, 9, 20),
        _LONGEST_READING=(20, 30, 60, 100),
        _AS_SURE=(0.0, 0.01, 0.05, 0.1),
    ),
)


class Remembered:
    """A matcher that considers a query once: no threshold of the service has a part in it."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._known: dict[tuple[str, int | None, bool], Considered] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._matcher, name)

    def consider(
        self, query: Utterance, among: int | None = None, exact: bool = True
    ) -> Considered:
        """As `Matcher.consider`."""
        key = query.raw, among, exact
        if key not in self._known:
            self._known[key] = self._matcher.consider(query, among, exact)
        return self._known[key]


@contextmanager
def changed_to(threshold: Threshold, value: float) -> Iterator[None]:
    """The constant at another value meanwhile."""
    shipped = getattr(threshold.module, threshold.name)
    setattr(threshold.module, threshold.name, type(shipped)(value))
    try:
        yield
    finally:
        setattr(threshold.module, threshold.name, shipped)


@dataclass(frozen=True, slots=True, kw_only=True)
class Went:
    """What came of all texts with one value."""

    outcomes: tuple[Outcome, ...]
    shapes: tuple[Shape, ...]
    about: tuple[bool, ...]
    turns: tuple[bool, ...]
    turn_shapes: tuple[Shape, ...]
    apart: tuple[bool, ...]


class Bench:
    """The texts, and one bot for all values."""

    def __init__(self, limit: int | None = None) -> None:
        self._bot = Bot.load(FAQ)
        self._bot.desk.matcher = Remembered(self._bot.desk.matcher)  # type: ignore[assignment]
        cases = load_cases(FAQ_QUERIES)
        self._pairs = [text for text, _ in joined(cases, 300 if limit is None else limit, 1)]
        self._cases: tuple[Case, ...] = cases[:limit]
        self._dialogues: tuple[Dialogue, ...] = load_dialogues(FAQ / "dialogues.jsonl")[:limit]

    def run(self) -> Went:
        """All texts with the constants as they are now."""
        bot = self._bot.with_threshold(policy.ANSWER)  # the policy reads its defaults when built
        replies = [bot.ask(c.q, audience=c.slices.get("audience")) for c in self._cases]
        played = [turn for dialogue in self._dialogues for turn in play(bot, dialogue)]
        parts = [bot.ask(text, audience="buyer").parts for text in self._pairs]
        return Went(
            outcomes=tuple(
                Outcome(case, prediction_of(reply))
                for case, reply in zip(self._cases, replies, strict=True)
            ),
            shapes=tuple(map(shape_of, replies)),
            about=tuple(
                reply.handoff.entry in case.gold
                for case, reply in zip(self._cases, replies, strict=True)
                if reply.handoff and reply.handoff.entry
            ),
            turns=tuple(not turn.faults for turn in played),
            turn_shapes=tuple(shape_of(turn.reply) for turn in played),
            apart=tuple(map(bool, parts)),
        )

    def rows(self, threshold: Threshold, shipped: Went) -> list[tuple[float, dict[str, Any]]]:
        """(value, figures), the shipped value among the others."""
        own = getattr(threshold.module, threshold.name)
        found = [(own, figures(shipped, shipped))]
        for value in threshold.values:
            with changed_to(threshold, value):
                found.append((value, figures(self.run(), shipped)))
        return sorted(found, key=lambda row: row[0])


def shape_of(reply: Reply) -> Shape:
    """What a customer would notice of a reply."""
    about = reply.handoff.topic if reply.handoff else None
    choices = tuple(choice.id for choice in reply.choices)
    parts = tuple(shape_of(part) for part in reply.parts)
    return reply.action, reply.entry.id if reply.entry else None, choices, parts, about


def figures(went: Went, shipped: Went) -> dict[str, Any]:
    """The figures of a value; differences are counted against the shipped ones."""
    rows = went.outcomes
    return {
        "changed": sum(a != b for a, b in zip(went.shapes, shipped.shapes, strict=True)),
        "answered": m.in_scope_answered(rows),
        "right": m.precision(rows),
        "oos_answered": m.oos_answered(rows),
        "asked_back_well": m.clarify_success(rows),
        "handed_over_about": m.Proportion(sum(went.about), len(went.about)),
        "turns_changed": sum(
            a != b for a, b in zip(went.turn_shapes, shipped.turn_shapes, strict=True)
        ),
        "turns": m.Proportion(sum(went.turns), len(went.turns)),
        "apart": m.Proportion(sum(went.apart), len(went.apart)),
    }


HEAD = (
    "value", "changed", "in scope answered", "right of answered", "oos answered",
    "right one in ask-backs", "right one named in packets", "turns changed", "turns as written",
    "pairs apart",
)  # fmt: skip


def shown(rows: Sequence[tuple[float, dict[str, Any]]], own: float) -> str:
    """The table of one constant."""
    return table(
        HEAD,
        [
            [
                f"{'*' if value == own else ''}{value:g}",
                *(with_interval(v) if isinstance(v, m.Proportion) else str(v) for v in of.values()),
            ]
            for value, of in rows
        ],
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Prints a table a constant."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.thresholds",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", action="append", help="such as policy.MARGIN, repeatable")
    parser.add_argument("--limit", type=int, help="so many queries, dialogues and pairs")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    unknown = set(options.only or ()) - {threshold.title for threshold in THRESHOLDS}
    if unknown:
        parser.error(f"no such constant: {', '.join(sorted(unknown))}")
    bench = Bench(options.limit)
    shipped = bench.run()
    for threshold in THRESHOLDS:
        if options.only and threshold.title not in options.only:
            continue
        rows, own = bench.rows(threshold, shipped), getattr(threshold.module, threshold.name)
        if options.json:
            print(json.dumps({"name": threshold.title, "shipped": own, "rows": as_json(rows)}))
        else:
            print(f"{threshold.title}\n{shown(rows, own)}\n", flush=True)


if __name__ == "__main__":
    main()
