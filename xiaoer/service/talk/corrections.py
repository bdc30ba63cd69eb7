"""What a customer corrects: 不对，我是要换货 · 说错了，怎么换货 · 不对，是上一单.

What stands behind the correction is the message; what was answered before it was not meant.
"""

import re

from xiaoer.records import replace
from xiaoer.service.reply.self_service import kind_of
from xiaoer.service.talk.course import Course, Talk
from xiaoer.service.talk.talk_state import TalkState
from xiaoer.text.regex import regex

_CORRECTS = regex(
    r"\s*(?:(?:啊|哦|噢|诶|哎|嗯|呃)[，,。.!！\s]*)?"
    r"(?:不对不对|不是不是|不对|不是(?:这个|这样|的|这意思|这个意思)?|错了|(?:我)?(?:说|打|发|搞|写|讲)错了|更正(?:1下|一下)?)"
    r"(?:啊|哦|噢|呀|了|的)?[，,。.!！、\s]+(?P<rest>.*\S)\s*",
    re.DOTALL,
)
_MEANT = regex(r"^(?:我(?:的意思|意思|说的|问的|要问的|想问的)?是(?=.{2})|应该是|我是说|其实是)")
_ANOTHER = regex(
    r"(?:我?(?:说|要|问)的?)?是?(?:上|下|前|后|另外?|那|别的|第)(?:[1一2二]|面|外)?[1一]?"
    r"(?:单|个?订单|笔|个单|件|个快递|个包裹)(?:的|那个|啊|呀|吧|了)*[。.!！]*"
)


def corrected(text: str, state: TalkState) -> str:
    """What is said behind a correction, "" where the message is none."""
    if not state.lines or not (state.answered or state.asked_back or state.problem):
        return ""
    found = _CORRECTS.fullmatch(text)
    rest = _MEANT.sub("", found["rest"]) if found else ""
    return rest if len(rest) > 1 else ""


def is_another_order(text: str) -> bool:
    """Whether a text says no more than that another order is meant."""
    return _ANOTHER.fullmatch(text.strip()) is not None


def another_order(talk: Talk, rest: str) -> Course | None:
    """The number of the order that is meant, where the entry before needs one: it is asked for."""
    state, desk = talk.state, talk.desk
    id = state.about
    if not is_another_order(rest) or id is None or id not in desk.corpus:
        return None
    entry = desk.corpus[id]
    fields = entry.self_service.fields if entry.self_service else ()
    names = tuple(name for name in fields if kind_of(name) in ("order", "tracking"))
    if not names or not desk.eligible((id,), talk.alone.customer):
        return None
    known = {k: v for k, v in state.known.items() if k not in ("order", "tracking")}
    asked = tuple(name for name in state.asked if name not in names)
    customer = replace(talk.alone.customer, known=known, asked=asked)
    turn = desk.give(entry, "field_given", talk.alone.message, customer)
    return Course(turn, replace(state, known=known, asked=asked, awaiting=id))
