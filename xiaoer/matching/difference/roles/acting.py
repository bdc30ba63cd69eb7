"""Who acts in a text, and on whom or for whom: by the place around what is done, by 把, 被, 给."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from xiaoer.matching.difference.roles.persons import CUSTOMER, Person

_DOING = frozenset("被 由".split())  # before the one who acts
_DONE_TO = frozenset(
    "把 给 替 代 帮 为 将 借给 还给 发给 送给 卖给 租给 交给 退给 代替 帮助".split()
)
_TURNING = frozenset("让 叫 请 找 要求 联系 通知 催 等 安排 派 邀请 要".split())
"""Before one who acts in his turn: 请师傅上门, 让我补交."""
_WITH = frozenset(
    "和 跟 与 同 向 从 对 比 在 问 到 去 当 是 做 像 换 选 挑 约 预约 更换 指定".split()
)
_FAR = 5  # words between one who acts and what he does
_NO_ACTS = frozenset("是 有 在 没有 可以 能 会 要 想 需要 应该 必须 属于 算 看 来 去".split())


class Acting(NamedTuple):
    """Who acts, and the others that it is done to or for."""

    agent: Person | None
    others: tuple[Person, ...]
    named: tuple[Person, ...]


def acting(
    words: Sequence[str],
    named: Sequence[Person],
    is_verb: Callable[[str], bool],
    is_asking: Callable[[str], bool],
) -> Acting:
    """Reads who acts; nobody where one makes another act."""
    agent: Person | None = None
    others: list[Person] = []
    for one in named:
        before = words[one.start - 1] if one.start else ""
        if before in _TURNING:
            return Acting(None, (), tuple(named))
        acts = before not in _WITH and _acts(words, one, is_verb, is_asking)
        if before in _DOING:
            if agent:
                others.append(agent)
            agent = one
        elif before in _DONE_TO or (agent and (one.owner or not acts)):
            if before not in _WITH:
                others.append(one)
        elif agent is None and acts and not one.owner:
            agent = one
    return Acting(agent, tuple(others), tuple(named))


def _acts(
    words: Sequence[str],
    one: Person,
    is_verb: Callable[[str], bool],
    is_asking: Callable[[str], bool],
) -> bool:
    """Whether something that one does stands behind, before anything is asked."""
    if one.owner and one.name != CUSTOMER:
        return False
    for word in words[one.end : one.end + _FAR]:
        if is_asking(word):
            return False
        if word in _DONE_TO or word == "了" or (is_verb(word) and word not in _NO_ACTS):
            return True
    return False
