"""What was asked for: numbers, also in halves, and those that are an order's because one was asked
for.

怎么取消订单 → 20261122 → 12345678      the order 2026112212345678
怎么取消订单 → 8823177                  the order 8823177
怎么取消订单 → 13800138000              a phone, which stays one
"""

from collections.abc import Mapping
from typing import NamedTuple

from xiaoer.hearing.message import Message
from xiaoer.records import replace
from xiaoer.service.deciding.decision import Decision
from xiaoer.service.reply.self_service import kind_of
from xiaoer.service.talk.course import Course, Talk
from xiaoer.text.entities import EntityKind, find_entities
from xiaoer.text.regex import regex

LEAST, MOST = 5, 20
"""Digits of an order number that was asked for."""
_WHOLE = range(12, MOST + 1)
"""Digits of two halves together: marketplaces number orders with 15 to 19, carriers parcels with 12
to 15."""
_PHONE = regex("1[3-9][0-9]{9}")
_LEAST_HALF = 4
_LINE = 8  # digits of a line's number, and of half an order's
_DIGITS = regex(r"\d{4,20}")
_BETWEEN = regex(r"(?<=[0-9])[-、~](?=[0-9])")  # 6602 8841 and 1234-5678, as they are read
_PAPERS: frozenset[EntityKind] = frozenset(("id_card", "bank_card"))
_PERSONAL = regex(r"手机|电话|联系方式|微信|身份证|卡号")
_AROUND = regex(
    r"^(?:我的?|这是|是|订单号?|单号|编号|后面|前面|接着|后半|前半|还有|就是|号码?|手机号?码?"
    r"|联系电话|电话号?码?|联系方式|微信号?|银?行?卡号?码?|身份证号?码?"
    r"|[后前][0-9一二三四五六](?:位|个数字?)?数?字?|[:：,，.。\s-])*"
    r"|(?:[的了哈啊吧呢,，.。\s-]|谢谢)*$"
)


class Digits(NamedTuple):
    """What a message of nothing but digits comes to: the number with what came before it, and the
    values that it is by its form."""

    number: str
    given: Mapping[EntityKind, str]


def digits_of(message: Message) -> str:
    """The digits that a message is made of, "" where it says anything else."""
    plain = _BETWEEN.sub("", _AROUND.sub("", message.utterance.text).replace(" ", ""))
    return plain if _DIGITS.fullmatch(plain) else ""


def is_half_told(message: Message) -> bool:
    """Whether a message tells a part of a value of the customer's own: 我电话 13700."""
    told = _PERSONAL.search(message.utterance.text) is not None
    return told and bool(digits_of(message)) and not message.kinds


def whole_number(before: str, message: Message, *, awaited: bool = False) -> Digits | None:
    """The number of a message of digits, joined with the half before it where both make one;
    None where the message is no such number, or is another value by its form.

    ``awaited``: a number was asked for, so that 6602 8841 is a part of it and no line's number.
    """
    own = digits_of(message)
    kinds = message.kinds - {"order", "tracking"}
    line = kinds == {"phone"} and len(own) == _LINE and (awaited or bool(before))
    if not own or (kinds and not line):
        return None
    both = before + own
    if before and len(own) >= _LEAST_HALF and (len(both) in _WHOLE or _PHONE.fullmatch(both)):
        found = {value.kind: value.value for value in find_entities(both)}
        own_kinds = {"phone"} if len(both) not in _WHOLE else {"order", "tracking"}
        if set(found) <= own_kinds or not _PAPERS.isdisjoint(found):
            return Digits(both, found)
    return Digits(own, {} if line else {value.kind: value.value for value in message.values})


def as_order(number: str) -> dict[EntityKind, str]:
    """The value of an order number that was asked for; none where it has another length."""
    return {"order": number} if LEAST <= len(number) <= MOST else {}


def field(talk: Talk) -> Course | None:
    """Nothing but an order number or the like: the field that was asked for, or noted."""
    facts = talk.alone.facts
    if number := _number(talk):
        return number
    kinds = facts.values
    corrected = facts.plain.reason == "denied"
    if not kinds and corrected:
        kinds = talk.alone.message.kinds
    if not kinds or facts.plain.action != "chat":
        return None  # the corpus has these very words
    id = talk.state.awaiting or (talk.state.about if talk.state.answered else None)
    found = field_given(talk, id, kinds)
    return found or (None if corrected else Course(talk.alone, talk.state))


def _number(talk: Talk) -> Course | None:
    """Digits and nothing else: the order number that was asked for, whole or in halves."""
    id = talk.state.awaiting or (talk.state.about if talk.state.answered else None)
    awaited = not {"order", "tracking"}.isdisjoint(_fields(talk, id))
    found = whole_number(talk.state.digits, talk.alone.message, awaited=awaited)
    if found is None or talk.alone.decision.gives:
        return None
    given = dict(found.given)
    half = is_half_told(talk.alone.message)
    if "order" in _fields(talk, id) and not given and not half:
        given = as_order(found.number)
    known: dict[str, str] = {**talk.state.known, **{kind: given[kind] for kind in given}}
    state = replace(talk.state, digits=found.number, known=known)
    customer = replace(talk.alone.customer, known=state.known)
    noted = talk.alone.decided(Decision(action="chat", reason="noted"))
    own = replace(talk, state=state, alone=replace(talk.alone, customer=customer))
    return field_given(own, id, frozenset(given)) or Course(noted, state)


def _fields(talk: Talk, id: str | None) -> frozenset[EntityKind]:
    """The kinds of values that an entry asks for."""
    entry = talk.desk.corpus[id] if id is not None and id in talk.desk.corpus else None
    names = entry.self_service.fields if entry and entry.self_service else ()
    return frozenset(kind for name in names if (kind := kind_of(name)))


def field_given(talk: Talk, id: str | None, kinds: frozenset[EntityKind]) -> Course | None:
    """The entry with a field that it asks for, None where no value is for it."""
    if id is None or id not in talk.desk.corpus:
        return None
    entry = talk.desk.corpus[id]
    service = entry.self_service
    if service is None or not kinds & {kind_of(name) for name in service.fields}:
        return None
    turn = talk.desk.give(entry, "field_given", talk.alone.message, talk.alone.customer)
    return Course(turn, replace(talk.state, awaiting=None))
