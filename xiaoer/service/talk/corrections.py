"""What a customer corrects: 不对，我是要换货 · 说错了，怎么换货 · 不对，是上一单.

What stands behind the correction is the message; what was answered before it was not meant.
"""

import re

from xiaoer.matching.clauses import asks_something
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
    r"(?:[^\s，,。.!！?？]{1,5}[\s，,。.!！]+)?"
    r"(?:[我是]*(?:说|要|问|点|拍|买|看|退|填|付|寄|发)的?)?是?(?:上|下|前|后|另外?|那|别的|第)(?:[1一2二]|面|外)?[1一]?"
    r"(?:单|个?订单|笔|个单|件|个快递|个包裹)(?:的|那个|啊|呀|吧|了)*[。.!！]*"
)


_NOD = regex(
    r"\s*(?:行|好的?|嗯+|哦+|噢|ok|OK|可以|明白|知道|收到|懂)[了吧啊呀的哈]*[，,。.!！、\s]+(?P<rest>.*\S)\s*"
)
_ASKS = regex(r"^那.+呢[?？]*$")
_GAP = regex(r"[，,。.!！~～、\s]+")
_OVER = regex(
    r"(?:哦|噢|啊|那|嗯|诶|哎)*(?:没事|不用|不需要|不问|解决|好|行|可以|找到|想起来|搞定|弄好|看到|收到|拿到)(?:了|啦|咯)+(?:哈+|谢谢?)?"
)
_OPEN = regex(
    r"^(?:我|就|还|那|再|另外|顺便)*(?:要|想(?!起))|帮|请|麻烦|但|可是|不过|[呢吗么]$|没(?!事)|不(?!用|投|退|要|需|急|问|找)|坏|破|错|少|漏|慢|差|丢|假"
)
_DEED = regex("[点拍买看退填付寄发]")
_LONGEST = 24


_MEANS = regex(
    r"(?:我(?:说|问|要|指)的?是)(?P<rest>[^，,。.!！\s]{2,})[，,。.!！\s]+(?:不是|又?没[说问])\S+"
)
_STILL = regex(
    r".{2,}?(?P<rest>(?:还是|依然|仍然?|照样|照旧|也)(?:都?不(?:行|可以|能|好使|成功|管用)|没用|没反应|1样|一样|这样|老样子))[了啊呀的]*[。.!！]*"
)


def still(text: str) -> str:
    """What is said of the last answer behind what was tried: 更新到最新版了还是不行; else ""."""
    found = _STILL.fullmatch(text.strip())
    return "" if found is None or asks_something(text) else found["rest"]


def corrected(text: str, state: TalkState) -> str:
    """What is said behind a correction, "" where the message is none."""
    if not state.lines or not (state.answered or state.asked_back or state.problem):
        return ""
    if meant := _MEANS.fullmatch(text.strip()):
        return meant["rest"]
    found = _CORRECTS.fullmatch(text)
    rest = _MEANT.sub("", found["rest"]) if found else ""
    return rest if len(rest) > 1 else ""


def without_nod(text: str) -> str:
    """The question behind a nod: 行，那券呢; "" where there is none."""
    found = _NOD.fullmatch(text)
    return found["rest"] if found and _ASKS.search(found["rest"]) else ""


def is_over(text: str, state: TalkState) -> bool:
    """Whether a message tells that the matter is over, and how: 没事了 想起来密码了."""
    first, *rest = [part for part in _GAP.split(text) if part] or [""]
    if not rest or not state.lines or len(text) > _LONGEST or not _OVER.fullmatch(first):
        return False
    return not any(_OPEN.search(part) or asks_something(part) for part in rest)


def is_deed_on_another(text: str) -> bool:
    """Whether a text says no more than that something was done with another order: 点的是另一单."""
    return is_another_order(text) and _DEED.search(text) is not None


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
