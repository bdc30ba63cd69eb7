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
_BEFORE_IT = regex("([一-鿿]{1,2})(?:之前|以前|前(?![台面年天几期往提两后任]))")
_ALREADY = regex("(?:已经|已|都|早就)([一-鿿]{1,3}?)(?:了|完|过)")
_AFTER_IT = regex("([一-鿿]{1,2})(?:之后|以后|了以后|完以后|后(?![面台悔果续期天备勤年]))")
_NOT_YET = regex("(?:还没有?|还未|尚未|未)([一-鿿]{1,3})")
_WEIGHTLESS = frozenset("我你他它的了是在有就都也还能可以要会没不去来上下进出入到")
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


def compare_happened(ours: str, theirs: str) -> Compared:
    """Whether what one text puts before an act comes in the other when it has happened.

    >>> compare_happened("都已经发货了还能改地址吗", "发货前可以改地址吗")
    Difference(kind='order', ours='已经发货了', theirs='发货前')
    """
    for early, late in ((_BEFORE_IT, _ALREADY), (_NOT_YET, _AFTER_IT)):
        for one, other, own in ((ours, theirs, True), (theirs, ours, False)):
            first, second = early.search(one), late.search(other)
            if not first or not second or early.search(other) or late.search(one):
                continue
            if set(first[1]) & set(second[1]) - _WEIGHTLESS:
                pair = (first[0], second[0])
                return Difference("order", *(pair if own else pair[::-1]))
    return None
