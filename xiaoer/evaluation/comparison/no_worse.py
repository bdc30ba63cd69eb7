"""A check for `BotHandle.reload`: the new bot serves labelled queries no worse than the old one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from xiaoer.bot import Bot
from xiaoer.errors import shown
from xiaoer.evaluation.cases.case import Case, CasesError, case_fault
from xiaoer.evaluation.cases.prediction import predict
from xiaoer.evaluation.labelled.evaluate import ask_all
from xiaoer.records import dataclass

_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """What `no_worse` found: counts of the old bot and of the new; true where it may come.

    - ``n``: how many cases.
    - ``right``: served right: the right answer, or none where nothing should be answered.
    - ``wrong``: answered, and not with a right entry.
    - ``lost``: the queries that the old bot serves right and the new one does not.
    - ``allowed``: how many right ones fewer, and wrong ones more, may be.
    """

    n: int
    right: tuple[int, int]
    wrong: tuple[int, int]
    lost: tuple[str, ...]
    allowed: int

    def __bool__(self) -> bool:
        fewer = self.right[0] - self.right[1]
        more = self.wrong[1] - self.wrong[0]
        return max(fewer, more) <= self.allowed

    def __str__(self) -> str:
        told = (
            f"of {self.n} queries {self.right[1]} are served right, were {self.right[0]}; "
            f"{self.wrong[1]} answered wrong, were {self.wrong[0]}"
        )
        if not self.lost:
            return told
        more = ", …" if len(self.lost) > _SHOWN else ""
        return f"{told}; lost: {', '.join(map(shown, self.lost[:_SHOWN]))}{more}"


def no_worse(cases: Iterable[Case], *, allowed: int = 0) -> Callable[[Bot, Bot], SideBySide]:
    """A check that a new bot serves as many cases right as the old one, and no more wrong.

    It counts these cases and infers nothing beyond them: ``allowed`` is how many fewer right
    ones, and how many more wrong ones, are let through. Gold ids are not looked up: a case whose
    entry was taken away counts as lost. Checking costs what asking both bots costs, about a
    millisecond a case and bot.

    Raises:
        CasesError: there are no cases; when checking: one names an audience that a bot does not
            know.
        ValueError: ``allowed`` is negative.
    """
    kept = tuple(cases)
    if not kept:
        raise CasesError([case_fault(None, "empty", "empty")])
    if allowed < 0:
        raise ValueError(f"allowed must not be negative, found {shown(allowed)}")

    def check(old: Bot, new: Bot) -> SideBySide:
        before, after = ask_all(predict(old), kept), ask_all(predict(new), kept)
        pairs = zip(before, after, strict=True)
        return SideBySide(
            n=len(kept),
            right=(sum(a.served_right for a in before), sum(b.served_right for b in after)),
            wrong=(sum(a.answer_is_wrong for a in before), sum(b.answer_is_wrong for b in after)),
            lost=tuple(a.case.q for a, b in pairs if a.served_right and not b.served_right),
            allowed=allowed,
        )

    return check
