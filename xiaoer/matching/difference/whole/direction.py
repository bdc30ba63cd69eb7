"""From where and to where: 从北京到上海, 信用卡里的钱往储蓄卡转, Excel 数据怎么导入系统."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xiaoer.matching.difference.whole.compared import Compared, longest_shared
from xiaoer.matching.match import Difference
from xiaoer.text.regex import regex

_TOWARD = regex(
    "[转换调改变升降兑译](?:换|级|移|译)?(?:成|为)|飞(?=成)"
    "|[转换调改变升降导弄迁搬移充提存取寄发开飞运送分享借还付打汇投绑链并挪带兑译][现级账入换移给]?"
    "(?:到|往|去|给|向|至|进|入|回)|到|往|去|给|向|至|导入|飞|转|换|兑"
)
_STOP = regex(
    "[ 的了吗呢吧啊用要能可会收有还转去飞发充里上下中内换怎如多几什需并]|账|手续|那[边儿]"
    "|时|是|[今明昨]天"
)
_INTO = regex("[拉加放移搬装存塞拿送邀][进入](?!度)")
_OUT_OF = regex("[拉放移搬拿取踢请赶清]出")
_LONGEST = 6  # characters of a goal
_LEAST = 2
_INSIDE = frozenset("里上下中内")
_SHORT_GOALS = frozenset("卡家店馆城厂校")
_BACK = regex("[里上那]?[寄发运送买带转调汇搬迁飞开]?(?:回来|过来|出来)")


class Way(NamedTuple):
    """Where something goes, and all that a text says before."""

    goal: str
    before: str


def ways(core: str) -> Iterator[Way]:
    """Where a text says that something goes.

    >>> [way.goal for way in ways("信用卡里的钱往储蓄卡转")]
    ['储蓄卡']
    """
    for turn in _TOWARD.finditer(core):
        behind = core[turn.end() : turn.end() + _LONGEST].lstrip()
        first = behind[:1] if behind[:1] in _INSIDE else ""  # 里程, 上海
        goal = first + _STOP.split(behind[len(first) :], maxsplit=1)[0]
        if (len(goal) >= _LEAST or goal in _SHORT_GOALS) and turn.start() >= _LEAST:
            yield Way(goal, core[: turn.start()])


def compare_direction(ours: str, theirs: str) -> Compared:
    """Whether something goes the same way, or the goal of each is where the other comes from."""
    mine, other = list(ways(ours)), list(ways(theirs))
    for one in mine:
        for two in other:
            if _is_from(one.goal, two) and _is_from(two.goal, one):
                return Difference("direction", f"到{one.goal}", f"到{two.goal}")
    if found := _came(mine, other, ours, theirs) or _in_or_out(ours, theirs):
        return found
    goals = any(longest_shared(one.goal, two.goal) >= _LEAST for one in mine for two in other)
    return "same" if goals else None


def _came(mine: Sequence[Way], other: Sequence[Way], ours: str, theirs: str) -> Difference | None:
    """Where one goes and the other says that it comes from: 往国外寄 / 国外寄回来."""
    for there, against, text, own in ((mine, other, theirs, True), (other, mine, ours, False)):
        for way in there:
            if len(way.goal) < _LEAST or any(way.goal in one.goal for one in against):
                continue
            if _comes_from(way.goal, text):
                pair = (f"到{way.goal}", f"从{way.goal}")
                return Difference("direction", *(pair if own else pair[::-1]))
    return None


def _comes_from(place: str, text: str) -> bool:
    at = text.find(place)
    if at < 0:
        return False
    return text[at - 1 : at] in ("从", "自") or bool(_BACK.match(text, at + len(place)))


def _in_or_out(ours: str, theirs: str) -> Difference | None:
    """Whether something is put in on one side and taken out on the other."""
    (in_1, out_1), (in_2, out_2) = (
        (_INTO.search(text), _OUT_OF.search(text)) for text in (ours, theirs)
    )
    if in_1 and not out_1 and out_2 and not in_2:
        return Difference("direction", in_1[0], out_2[0])
    if out_1 and not in_1 and in_2 and not out_2:
        return Difference("direction", out_1[0], in_2[0])
    return None


def _is_from(goal: str, way: Way) -> bool:
    """Whether another way comes from a goal, by most of its name."""
    came = len(goal) if set(goal) <= set(way.before) else longest_shared(goal, way.before)
    least = min(_LEAST, len(goal))
    return came >= max(least, len(goal) / 2) and came > longest_shared(goal, way.goal)
