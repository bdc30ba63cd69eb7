"""How a system's right answers stand up to what customers do to a query.

Only cases whose clean query is answered right are perturbed, so that a failure is the
perturbation's. Under most phenomena the reply must stay; under those that turn the meaning round
it must not be the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Outcome, Predictor, outcomes
from xiaoer.evaluation.measures import Proportion, proportion
from xiaoer.evaluation.perturb import PHENOMENA, Edit, Must, Phenomenon, perturb
from xiaoer.evaluation.result import Result
from xiaoer.records import asdict, dataclass, replace

EXAMPLES = 5
"""Worst examples kept of each phenomenon."""

Fate: TypeAlias = Literal["kept", "lost", "wrong"]
"""A right answer is given; none is; another entry's is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A perturbed query that did not go as it must.

    ``right`` is the entry that answered the clean query, ``answered`` the one that answered the
    perturbed query, if any.
    """

    query: str
    perturbed: str
    fate: Fate
    right: str
    answered: str | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RobustnessRow:
    """What became of the right answers under one phenomenon.

    - ``n``: perturbed queries = ``kept`` + ``lost`` + ``wrong``.
    - ``left_out``: cases which it could not be applied to, or would not have changed.
    - ``examples``: the worst, the most confident first; see `Example`.
    """

    phenomenon: str
    title: str
    must: Must
    kept: int
    lost: int
    wrong: int
    left_out: int
    examples: tuple[Example, ...] = ()

    @property
    def n(self) -> int:
        """Perturbed queries."""
        return self.kept + self.lost + self.wrong

    @property
    def same(self) -> int:
        """Still the same answer: what must not be under ``must="change"``."""
        return self.kept

    @property
    def changed(self) -> int:
        """No longer the same answer."""
        return self.lost + self.wrong

    @property
    def good(self) -> Proportion:
        """Queries that went as they must: kept where the reply must stay, else changed."""
        return Proportion(self.kept if self.must == "stay" else self.changed, self.n)

    def to_dict(self) -> dict[str, object]:
        """The same as JSON, shares with their Wilson intervals."""
        shares: dict[str, int] = (
            {"kept": self.kept, "lost": self.lost, "wrong": self.wrong}
            if self.must == "stay"
            else {"changed": self.changed, "same": self.same}
        )
        return {
            "phenomenon": self.phenomenon,
            "title": self.title,
            "must": self.must,
            "n": self.n,
            "left_out": self.left_out,
            **{name: Proportion(hits, self.n).to_dict() for name, hits in shares.items()},
            "examples": [asdict(example) for example in self.examples],
        }


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RobustnessTable(Result):
    """A row for each phenomenon; ``base``: cases answered right clean, of all in scope."""

    base: Proportion
    seed: int
    per_case: int
    rows: tuple[RobustnessRow, ...]

    def __getitem__(self, phenomenon: str) -> RobustnessRow:
        """The row of a phenomenon, by its name."""
        for row in self.rows:
            if row.phenomenon == phenomenon:
                return row
        raise KeyError(phenomenon)

    def __repr__(self) -> str:
        parts = [
            f"{row.phenomenon} {row.good.hits}/{row.good.n}"
            + (" kept" if row.must == "stay" else " changed")
            for row in self.rows
        ]
        base = f"base {self.base.hits}/{self.base.n}, seed {self.seed}"
        return f"RobustnessTable({', '.join([base, *parts])})"


def robustness(
    predictor: Predictor,
    cases: Iterable[Case],
    *,
    seed: int = 0,
    phenomena: Sequence[Phenomenon] = PHENOMENA,
    per_case: int = 1,
    examples: int = EXAMPLES,
) -> RobustnessTable:
    """What becomes of a system's right answers, phenomenon by phenomenon.

    For a bot: ``robustness(predict(bot), cases)``. The same seed gives the same perturbed queries
    to every system, in every order of the cases. With ``per_case`` above 1 the queries of a case
    are not independent, and the intervals are too narrow.

    Raises:
        ValueError: ``per_case`` is below 1, ``examples`` below 0, or a phenomenon is named twice.
    """
    names = [phenomenon.name for phenomenon in phenomena]
    if per_case < 1 or examples < 0:
        raise ValueError(f"expected per_case >= 1, examples >= 0, found {per_case}, {examples}")
    if len(set(names)) < len(names):
        raise ValueError(f"a phenomenon is named twice: {', '.join(names)}")
    clean = outcomes(predictor, (case for case in cases if case.in_scope))
    right = [outcome for outcome in clean if outcome.answer_is_right]
    return RobustnessTable(
        base=proportion(outcome.answer_is_right for outcome in clean),
        seed=seed,
        per_case=per_case,
        rows=tuple(
            _row(predictor, right, phenomenon, seed, per_case, examples) for phenomenon in phenomena
        ),
    )


def fate_of(outcome: Outcome) -> Fate:
    """What became of a right answer."""
    if not outcome.prediction.answered:
        return "lost"
    return "kept" if outcome.answer_is_right else "wrong"


def _row(
    predictor: Predictor,
    base: Sequence[Outcome],
    phenomenon: Phenomenon,
    seed: int,
    per_case: int,
    examples: int,
) -> RobustnessRow:
    found: list[Example] = []
    left_out = 0
    for clean in base:
        edits = perturb(clean.case.q, phenomenon, seed=seed, most=per_case)
        left_out += not edits
        found += [_asked(predictor, clean, edit) for edit in edits]
    fates = [one.fate for one in found]
    bad = [one for one in found if (one.fate == "kept") is (phenomenon.must == "change")]
    return RobustnessRow(
        phenomenon=phenomenon.name,
        title=phenomenon.title,
        must=phenomenon.must,
        kept=fates.count("kept"),
        lost=fates.count("lost"),
        wrong=fates.count("wrong"),
        left_out=left_out,
        examples=tuple(sorted(bad, key=_worst_first)[:examples]),
    )


def _asked(predictor: Predictor, clean: Outcome, edit: Edit) -> Example:
    case = replace(clean.case, q=edit.text)
    after = Outcome(case, predictor(case))
    prediction = after.prediction
    return Example(
        query=clean.case.q,
        perturbed=edit.text,
        fate=fate_of(after),
        right=str(clean.prediction.id),
        answered=prediction.id if prediction.answered else None,
        confidence=prediction.confidence,
    )


def _worst_first(example: Example) -> tuple[bool, float, str, str]:
    """Wrong answers before lost ones; the surer the system, the worse a wrong answer.

    A lost answer is the worse the less confidence is left.
    """
    lost = example.fate == "lost"
    confidence = example.confidence if lost else -example.confidence
    return (lost, confidence, example.query, example.perturbed)
