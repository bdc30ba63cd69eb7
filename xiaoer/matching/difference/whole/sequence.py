"""What comes first and what second: 先还款再取现, 到期之后换, 我先激活的，后面才充的话费."""

from typing import NamedTuple

from xiaoer.matching.difference.whole.compared import Compared, shared
from xiaoer.matching.match import Difference
from xiaoer.text.regex import regex

_FIRST = regex("(?<![优预首原事领率祖争])先(?!生|进|锋|例|前|天|后)")
_SECOND = regex(
    "然后再?|接着|随后|之后再?|以后再?|后面(?=[再才就去 ])[再才]?|后来[再才]?|再|才(?!能|可)"
    "|后(?![面台悔果续期天备勤半年遗座])再?|后(?=面试|面签)"
)
_BEFORE = regex("之前|以前|(?<![提目当从先跟向])前(?![台年天几面期往提两0-9])")
_AFTER = regex(
    "之后再?|以后再?|(?<=[^先最今])后(?![面台悔果续期天备勤半年遗座])再?|完了?再"
    "|(?<=[过了完])[才再](?!能|可|行)"
)
_EMPTY = str.maketrans("", "", " 的了吗呢吧是我你就把给和要能可以怎么不想办")
_SHORT = 30  # characters: beyond, a text tells a story


class Sequence(NamedTuple):
    """What is done first and what second."""

    first: str
    second: str


def sequence(core: str) -> Sequence | None:
    """The order in which a text without padding says that things are done.

    >>> sequence("先还款再取现会产生利息吗")
    Sequence(first='还款', second='取现会产生利息')
    >>> sequence("住院能不能先把手续办了 押金后面再交").second
    '押金交'
    >>> sequence("优先发货") is None
    True
    """
    if len(core) > _SHORT:
        return None
    found = _with_first(core) or _around(core)
    if found is None:
        return None
    first, second = (part.translate(_EMPTY) for part in found)
    return Sequence(first, second) if first and second else None


def _with_first(core: str) -> tuple[str, str] | None:
    start = _FIRST.search(core)
    turn = _SECOND.search(core, start.end() + 1) if start else None
    if not start or not turn:
        return None
    first = core[start.end() : turn.start()]
    told = core[: start.start()].rsplit(" ", 1)[-1]  # 许可我先办下来: the permit comes first
    said = ""
    if " " in first.strip():
        first, said = first.strip().split(" ", 1)[0], first.rsplit(" ", 1)[-1]
    return told + first, said + core[turn.end() :].strip().split(" ")[0]


def _around(core: str) -> tuple[str, str] | None:
    """到期之前换: the change comes first."""
    before, after = _BEFORE.search(core), _AFTER.search(core)
    if bool(before) == bool(after):
        return None
    turn = before or after
    assert turn is not None  # one of the two is there
    early, late = core[: turn.start()], core[turn.end() :]
    return (late, early) if before else (early, late)


def compare_sequence(ours: str, theirs: str) -> Compared:
    """Whether two texts do two things in one order or in the other."""
    mine, other = sequence(ours), sequence(theirs)
    if mine is None or other is None:
        return None
    straight = shared(mine.first, other.first) + shared(mine.second, other.second)
    crossed = shared(mine.first, other.second) + shared(mine.second, other.first)
    if crossed <= straight:
        return "same" if straight > crossed else None
    return Difference(
        "order", f"先{mine.first}，后{mine.second}", f"先{other.first}，后{other.second}"
    )
