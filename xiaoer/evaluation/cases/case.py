"""One labelled query, and what can be wrong with a file of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import inf
from typing import ClassVar, Literal, cast

from xiaoer.errors import Lang, XiaoerError
from xiaoer.evaluation.cases.messages import Both, Field, told
from xiaoer.records import dataclass, field
from xiaoer.source.findings.diagnostics import Place

OOS = ("near", "far")
"""Kinds of out-of-scope queries: of the corpus's own world, of another world."""

_OOS_SLICES = {f"oos_{kind}": kind for kind in OOS}


class Slices(Mapping[str, str]):
    """An immutable mapping that hashes and pickles; equal to any mapping of the same items.

    >>> Slices({"slice": "typo"}) == {"slice": "typo"}
    True
    """

    __slots__ = ("_pairs",)

    def __init__(self, items: Mapping[str, str] | None = None) -> None:
        self._pairs = tuple(sorted((items or {}).items()))

    def __getitem__(self, key: str) -> str:
        for name, value in self._pairs:
            if name == key:
                return value
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def __hash__(self) -> int:
        return hash(self._pairs)

    def __repr__(self) -> str:
        return f"Slices({dict(self._pairs)!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A query and the entries that answer it.

    - ``gold``: ids of the right entries, the first one the best; empty: must not be answered.
    - ``slices``: every other key of the case, such as ``slice``, ``audience`` and ``oos``;
      any mapping is taken, and kept as `Slices`.
    - ``place``: where the case is written.
    - ``weight``: for how many queries it stands, where it was drawn from a log; ``draws``: how
      often it was drawn. Figures are of all the queries that the cases stand for.

    Raises:
        TypeError: ``gold`` is a text instead of a sequence of texts.
        ValueError: the weight is not a finite number above 0, or ``draws`` is below 1.
    """

    q: str
    gold: tuple[str, ...] = ()
    slices: Mapping[str, str] = field(default_factory=Slices)
    place: Place | None = None
    weight: float = 1.0
    draws: int = 1

    def __post_init__(self) -> None:
        if isinstance(self.gold, str):
            raise TypeError(f"gold must be a tuple of ids, found the text {self.gold!r}")
        if not (0 < self.weight < inf and self.draws >= 1):
            what = f"found {self.weight!r} and {self.draws!r}"
            raise ValueError(f"a weight must be above 0, and draws at least 1, {what}")
        object.__setattr__(self, "gold", tuple(self.gold))
        object.__setattr__(self, "slices", Slices(self.slices))

    @property
    def in_scope(self) -> bool:
        """Whether an entry answers it."""
        return bool(self.gold)

    @property
    def oos(self) -> Literal["near", "far"] | None:
        """The kind of out-of-scope query, from the key ``oos`` or a slice ``oos_near``/``oos_far``.

        >>> Case(q="写首诗", slices={"slice": "oos_far"}).oos
        'far'
        """
        return cast('Literal["near", "far"] | None', declared_oos(self.slices))


def declared_oos(slices: Mapping[str, str]) -> str | None:
    """What the slices say about being out of scope, unchecked."""
    return slices.get("oos") or _OOS_SLICES.get(slices.get("slice", ""))


FaultKind = Literal["file", "syntax", "shape", "label", "duplicate", "unknown_id", "name", "empty"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFault:
    """One thing wrong with the cases: where, of which kind, in one English sentence.

    ``nearest`` is the nearest right name where a name is unknown, or "". ``chinese`` is the same
    sentence in Chinese.
    """

    place: Place | None
    kind: FaultKind
    message: str
    nearest: str = ""
    chinese: str = ""

    def __str__(self) -> str:
        return self.render()

    def render(self, lang: Lang = "en") -> str:
        """Place and sentence, in Chinese ("zh") or English ("en")."""
        message = self.chinese if lang == "zh" and self.chinese else self.message
        return f"{self.place}: {message}" if self.place else message


def case_fault(place: Place | None, kind: FaultKind, code: str, /, **fields: Field) -> CaseFault:
    """The fault with the message of this code in both languages."""
    chinese, english = told(code, **fields)
    return CaseFault(place=place, kind=kind, message=english, chinese=chinese)


def fault_order(fault: CaseFault) -> tuple[int, int]:
    """A key to sort by place."""
    return (fault.place.line, fault.place.column) if fault.place else (0, 0)


class CasesError(XiaoerError, ValueError):
    """Labelled queries that cannot be used; `faults` has every fault, in order of place."""

    _HEAD: ClassVar[Both] = Both(
        "标注问题里有 {n} 处错误：", "{n} fault{s} in the labelled queries:"
    )

    def __init__(self, faults: Iterable[CaseFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return self.render()

    def render(self, lang: Lang = "en") -> str:
        """How many faults, then each, in Chinese ("zh") or English ("en")."""
        count = len(self.faults)
        head = self._HEAD[lang == "en"].format(n=count, s="" if count == 1 else "s")
        return "\n  ".join([head, *(fault.render(lang) for fault in self.faults)])
