"""What comes before what: the one table of the grounds on which a message is decided.

Its order is the order in which the policy and a conversation try them; ``explain`` names the
ground that decided, and the section "Precedence" of README lists the same names.

    handover   a rule of escalation in the settings takes the message to a person
    filter     what takes entries out before any of them is looked at
    alone      what a message comes to by itself
    talk       what it comes to in a conversation, after what was said before
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, TypeVar

from xiaoer.records import dataclass

GroundName = Literal[
    "core",
    "restricted",
    "eligible",
    "requested",
    "exact",
    "wish",
    "escalation",
    "pointed",
    "value",
    "act",
    "topic",
    "fragment",
    "several",
    "struck",
    "differs",
    "matched",
    "audience",
    "field",
    "choice",
    "reaction",
    "follow_up",
    "rest",
]
"""The names of the grounds, the first to be tried first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One ground: who tries it, and what it says in Chinese and in English."""

    name: GroundName
    side: Literal["handover", "filter", "alone", "talk"]
    zh: str
    en: str


PRECEDENCE: tuple[Ground, ...] = (
    Ground(
        name="core",
        side="handover",
        zh="整条消息就是要人工",
        en="the whole message is a wish for a person",
    ),
    Ground(name="restricted", side="handover", zh="限制话题", en="a restricted topic"),
    Ground(
        name="eligible",
        side="filter",
        zh="只看合格的条目：启用、有效、适合身份和渠道",
        en="only eligible entries count: enabled, valid now, for this audience and channel",
    ),
    Ground(
        name="requested",
        side="talk",
        zh="机器人刚问客户要的：选项的编号、给出的办法、字段",
        en="what the bot has just asked for: a choice by its number, an offer, a field",
    ),
    Ground(
        name="exact",
        side="alone",
        zh="就是某个条目自己的问题",
        en="an entry's own question",
    ),
    Ground(
        name="wish",
        side="handover",
        zh="别的要人工的说法",
        en="any other wish for a person",
    ),
    Ground(
        name="escalation",
        side="handover",
        zh="设置里其余的转人工规则",
        en="the other rules of escalation in the settings",
    ),
    Ground(
        name="pointed",
        side="talk",
        zh="用词指着刚列出的一个选项",
        en="words that point at one of the choices just listed",
    ),
    Ground(name="value", side="alone", zh="只有单号、金额等", en="nothing but a value"),
    Ground(
        name="act", side="alone", zh="什么也没问：道谢、问好等", en="a message that asks nothing"
    ),
    Ground(
        name="topic",
        side="talk",
        zh="没有说出对象的短句，按正在说的事",
        en="a short turn without an object of its own, by what is talked about",
    ),
    Ground(
        name="fragment",
        side="talk",
        zh="只说了半句",
        en="half a question, kept until it is whole",
    ),
    Ground(
        name="several",
        side="alone",
        zh="一条消息问了几件事",
        en="several questions in one message",
    ),
    Ground(
        name="struck",
        side="filter",
        zh="反例、禁用的关键词和相反的意思划掉候选",
        en="negatives, forbidding keywords and opposite meaning strike candidates",
    ),
    Ground(
        name="differs",
        side="alone",
        zh="问的是别的平台，或与最接近的问题只差一点",
        en="about another platform, or not quite the closest question",
    ),
    Ground(
        name="matched",
        side="alone",
        zh="最好的候选达到阈值",
        en="the best candidate reaches the threshold",
    ),
    Ground(
        name="audience",
        side="talk",
        zh="客户说了自己的身份",
        en="the customer says who they are",
    ),
    Ground(
        name="field",
        side="talk",
        zh="办理还缺的单号等",
        en="a value that a self-service link lacks",
    ),
    Ground(
        name="choice",
        side="talk",
        zh="选了列出的，或说都不是",
        en="one of what was listed, or none of it",
    ),
    Ground(
        name="reaction",
        side="talk",
        zh="对上一个回答的反应",
        en="what is said of the last answer",
    ),
    Ground(
        name="follow_up",
        side="talk",
        zh="接着上一个问题问",
        en="a short turn that goes on from the question before",
    ),
    Ground(
        name="rest",
        side="alone",
        zh="没有达到阈值：反问或转人工",
        en="below the threshold: asked back or handed over",
    ),
)

BY_NAME = {ground.name: ground for ground in PRECEDENCE}


Situation = TypeVar("Situation")
Upshot = TypeVar("Upshot")
Attempt = Callable[[Situation], Upshot | None]
Attempted = TypeVar("Attempted")


def in_order(tried: Mapping[GroundName, Attempted]) -> tuple[tuple[GroundName, Attempted], ...]:
    """What tries some of the grounds, in the order of the table."""
    return tuple((g.name, tried[g.name]) for g in PRECEDENCE if g.name in tried)


def first(
    tried: Iterable[tuple[GroundName, Attempt[Situation, Upshot]]], seen: Situation
) -> tuple[GroundName, Upshot]:
    """The first ground that holds for what is seen, and what it comes to; the last always holds."""
    found = ((name, ground(seen)) for name, ground in tried)
    return next((name, came) for name, came in found if came is not None)
