"""What a corpus is worth before anybody has labelled a query: it is asked its own questions.

Each question is left out in turn and asked; each entry is left out whole and its questions asked;
questions with a slip of typing and questions about another world are asked of the whole corpus.
The four groups are re-weighted to what customers are taken to ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib.resources import files
from random import Random
from typing import TypeVar

from xiaoer.bot import Bot
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.errors import XiaoerError
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Outcome, Progress, prediction_of
from xiaoer.evaluation.perturb import choose_phenomena, perturb
from xiaoer.evaluation.selftest.findings import rivals, thin_entries
from xiaoer.evaluation.selftest.forecast import KNOWN_SHARE, NEAR_SHARE, OOS_SHARE, Groups, Mix
from xiaoer.evaluation.selftest.result import SelfTest
from xiaoer.records import dataclass
from xiaoer.service.reply.reply import Reply

MOST = 4000
"""Questions left out one by one; a corpus with more is sampled. About 2 ms each."""
SAMPLE = 1200
"""Questions asked of each other kind. A share of 1,200 is known to ± 2.8 points."""

_SLIPS = choose_phenomena(
    ("homophone", "lookalike", "dropped", "doubled", "swapped", "padding", "filler")
)

T = TypeVar("T")


class SelfTestError(XiaoerError, ValueError):
    """A corpus that cannot be tested: none of its ``entries`` may be given to anybody now."""

    def __init__(self, entries: int) -> None:
        self.entries = entries
        super().__init__(entries)

    def __str__(self) -> str:
        return (
            f"none of the {self.entries} entries can be tested: each is disabled or outside its "
            "valid time; enable one, or give a `now` at which one is valid"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Probe:
    """A question of an entry, and who asks it."""

    entry: Entry
    question: str
    audience: str | None

    def case(self, q: str, *, known: bool = True) -> Case:
        """The case of asking ``q`` in its place; ``known``: its entry is in the corpus."""
        slices = {} if self.audience is None else {"audience": self.audience}
        if not known:
            slices["oos"] = "near"
        return Case(q=q, gold=(self.entry.id,) if known else (), slices=slices)


def self_test(
    bot: Bot,
    *,
    oos_share: float = OOS_SHARE,
    known_share: float = KNOWN_SHARE,
    near_share: float = NEAR_SHARE,
    most: int = MOST,
    sample: int = SAMPLE,
    seed: int = 0,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> SelfTest:
    """What to expect of a bot, at its own thresholds, by its own questions; see `Mix`.

    At most ``most`` questions are left out one by one, and ``sample`` asked of each other kind,
    drawn by ``seed``. Entries that nobody may be given ``now`` are left aside.

    Raises:
        SelfTestError: no entry can be tested.
        ValueError: a share is outside 0..1, or ``most`` or ``sample`` is below 1.
    """
    mix = Mix(oos_share=oos_share, known_share=known_share, near_share=near_share)
    if most < 1 or sample < 1:
        raise ValueError(f"expected most >= 1, sample >= 1, found {most}, {sample}")
    now = now or datetime.now(bot.corpus.settings.offset)
    probes = _probes(bot.corpus, now)
    entries = {probe.entry.id: probe.entry for probe in probes}
    groups = _ask_groups(bot, probes, most, sample, seed, now, progress)
    return SelfTest(
        groups=groups,
        mix=mix,
        entries=len(entries),
        questions=len(probes),
        threshold=bot.threshold,
        thin=thin_entries(groups.new, entries),
        alone=tuple(id for id, entry in entries.items() if len(entry.questions) == 1),
        rivals=rivals(groups.new, entries),
        corpus_hash=bot.corpus.hash,
        seed=seed,
    )


def left_out(
    bot: Bot,
    *,
    most: int = MOST,
    seed: int = 0,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> Iterator[tuple[Outcome, Reply]]:
    """The bot's own questions, each asked where it is not in the corpus, one by one.

    At most ``most`` of the entries that have several, drawn by ``seed``.

    Raises:
        SelfTestError: no entry can be tested.
    """
    now = now or datetime.now(bot.corpus.settings.offset)
    several = [probe for probe in _probes(bot.corpus, now) if len(probe.entry.questions) > 1]
    drawn = _drawn(Random(seed), several, most)
    tester = _Tester(bot, now, len(drawn), progress)
    for probe in drawn:
        case = probe.case(probe.question)
        reply = tester.reply([probe.question], case)
        yield Outcome(case, prediction_of(reply)), reply


def far_questions() -> tuple[str, ...]:
    """Questions that no service's corpus answers."""
    text = files("xiaoer").joinpath("data", "far.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


class _Tester:
    """Asks, and counts what was asked."""

    def __init__(self, bot: Bot, now: datetime, total: int, progress: Progress | None) -> None:
        self._bot = bot
        self._now = now
        self._total = total
        self._progress = progress
        self._done = 0

    def left_out(self, probe: _Probe) -> Outcome:
        """The question, asked where it is not in the corpus."""
        return self._ask([probe.question], probe.case(probe.question))

    def entry_left_out(self, probe: _Probe) -> Outcome:
        """The question, asked where its entry is not in the corpus."""
        return self._ask(probe.entry.questions, probe.case(probe.question, known=False))

    def slipped(self, probe: _Probe, random: Random) -> Outcome:
        """The question with a slip of typing or a filler, asked of the whole corpus."""
        edits = perturb(probe.question, random.choice(_SLIPS), seed=random.getrandbits(32))
        return self._ask((), probe.case(edits[0].text if edits else probe.question))

    def far(self, question: str) -> Outcome:
        """A question about another world, asked of the whole corpus."""
        return self._ask((), Case(q=question, slices={"oos": "far"}))

    def _ask(self, left_out: Sequence[str], case: Case) -> Outcome:
        return Outcome(case, prediction_of(self.reply(left_out, case)))

    def reply(self, left_out: Sequence[str], case: Case) -> Reply:
        """The reply to a case where these questions are not in the corpus."""
        bot = self._bot.without(left_out)
        reply = bot.ask(case.q, audience=case.slices.get("audience"), now=self._now)
        self._done += 1
        if self._progress:
            self._progress(self._done, self._total)
        return reply


def _ask_groups(
    bot: Bot,
    probes: Sequence[_Probe],
    most: int,
    sample: int,
    seed: int,
    now: datetime,
    progress: Progress | None,
) -> Groups:
    """Asks all four groups, each drawn for itself."""
    random = Random(seed)
    several = _drawn(random, [p for p in probes if len(p.entry.questions) > 1], most)
    slipped, left_out = _drawn(random, probes, sample), _drawn(random, probes, sample)
    far = far_questions()
    total = len(several) + len(slipped) + len(left_out) + len(far)
    tester = _Tester(bot, now, total, progress)
    return Groups(
        new=tuple(map(tester.left_out, several)),
        known=tuple(tester.slipped(probe, random) for probe in slipped),
        near=tuple(map(tester.entry_left_out, left_out)),
        far=tuple(map(tester.far, far)),
    )


def _probes(corpus: Corpus, now: datetime) -> list[_Probe]:
    """Every question of the entries that somebody may be given now, by the entries' ids.

    Who asks is the first audience that an entry names; nobody is said to ask one for all.

    Raises:
        SelfTestError: there is none.
    """
    probes = [
        _Probe(entry=entry, question=question, audience=next(iter(entry.audience), None))
        for entry in sorted(corpus, key=lambda entry: entry.id)
        if entry.is_eligible(None, None, now)
        for question in entry.questions
    ]
    if not probes:
        raise SelfTestError(len(corpus))
    return probes


def _drawn(random: Random, items: Sequence[T], most: int) -> list[T]:
    """At most so many of the items, in their order."""
    if len(items) <= most:
        return list(items)
    return [items[at] for at in sorted(random.sample(range(len(items)), most))]
