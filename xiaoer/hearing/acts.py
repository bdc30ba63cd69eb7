"""From what was heard to an act: what a customer does with a message other than ask.

An act is the whole message, so that 人工客服几点上班 stays a question and 谢谢，那运费谁出 is no
thanks; a wish for a person may stand in one clause of it.
"""

from collections.abc import Mapping
from typing import Literal

from xiaoer.hearing.heard import Heard
from xiaoer.hearing.labels import Label
from xiaoer.hearing.message import Message
from xiaoer.hearing.table import MAYBE, SURE
from xiaoer.text.entities import EntityKind
from xiaoer.text.regex import regex

Act = Literal[
    "greeting",
    "thanks",
    "goodbye",
    "here",
    "empty",
    "acknowledged",
    "solved",
    "confused",
    "denied",
    "insult",
    "identity",
    "abilities",
    "trial",
    "stuck",
    "laugh",
    "chitchat",
    "picture",
    "voice",
    "attachment",
    "sticker",
    "recalled",
    "noted",
    "human_requested",
]

_ACTS: Mapping[Label, Act] = {
    "insult": "insult",
    "denied": "denied",
    "confused": "confused",
    "solved": "solved",
    "thanks": "thanks",
    "goodbye": "goodbye",
    "here": "here",
    "greeting": "greeting",
    "acknowledged": "acknowledged",
    "decline": "acknowledged",
    "identity": "identity",
    "abilities": "abilities",
    "trial": "trial",
    "stuck": "stuck",
    "laugh": "laugh",
    "chitchat": "chitchat",
}
_SENT: tuple[Act, ...] = ("voice", "picture", "attachment", "recalled", "sticker")
_PICTURED: tuple[tuple[str, Act], ...] = (*_ACTS.items(), *((act, act) for act in _SENT))
"""The acts in their order: of pictures, the one that matters most for what comes next."""
_NUMBER = regex("[0-9]{1,3}|[一二三四五六七八九十]")
# 12315 and 95588 are asked about
_LONG_NUMBER = regex("(?!1[012][0-9]{3}$|9[56][0-9]{3}$)[0-9]{4,}")
SMALL_TALK: frozenset[Act] = frozenset(("identity", "abilities", "trial", "chitchat"))
"""What a corpus may have an entry for; 怎么办 and 哈哈 are nobody's question."""
_LOUD: tuple[Label, ...] = ("insult", "denied")  # pictures that count beside words
WORDLESS: frozenset[Act] = frozenset(("empty", "noted", *_SENT))
"""What a message of no words is; hearing has no score for it that could be doubtful."""
WISHED = -0.25
"""Nats from which a wish for a person is sure, what is asked beside it taken off."""
_OTHERS = regex(r"(?!有|客服|你们|店|真|活|机器|人人)\w{1,6}(?<![有找叫])人呢")
"""外国人呢 and 本人呢 ask about somebody; 人呢 and 客服人呢 call for one."""
_LOOKS = regex(
    r"(?:等[1一]?下下?|等[1一]?会儿?|稍?等|我|那|先|好的?|嗯|哦)*(?:我|先|再|去|来)*"
    r"(?:找|看|查|翻|问|想|瞧|核对)(?:[1一]?(?:下下?|找|看|查|想|问|翻))?看?"
    r"(?:订单|单子|记录|手机)?(?:再说|再回你|再来|哈|吧|啊|哦|先)*"
)
"""等下我找找: the customer is about to look, and wants nothing yet."""
_LEAST = -1.0
"""Nats that an act needs; it also has to be likelier than a question."""
_ASKED = 0.5
"""Share of its score that a clause may ask: 跟发票没关系，你搞错了, but not 谢谢，那运费谁出. Of 46
acts of several clauses that were not fitted on, 36 are heard and not 33, of 331 that a question
was added to 2 and not 1."""
_OFFERED = -1.0
"""Nats of a refusal from which further rungs are offered: an offer costs a line."""
_DOUBTFUL = 1.0
"""Nats below which an act gives way to an entry that would answer: 生意参谋 is no insult."""
_POLITE: frozenset[Act | None] = frozenset(("thanks", "greeting", "here", "acknowledged"))
_SHORT = 12  # characters of 等1下我去找找订单哈
_LONGEST = 40  # a longer message says more than hello


def spoken(message: Message) -> Heard:
    """What counts of what was heard: the whole or, where that is no act, what stands beside its
    values."""
    whole = message.heard
    return whole if message.rest is None or act_of(whole) is not None else message.rest


def wants_person(heard: Heard) -> bool:
    """Whether a message surely wishes for a person."""
    return wishes(heard, WISHED)


def may_want_person(heard: Heard) -> bool:
    """Whether it may wish for one: then a person is offered."""
    return heard.core or (heard.loudest["wish"] >= MAYBE and not _declines(heard))


def _declines(heard: Heard) -> bool:
    return heard.scores["decline"] > max(MAYBE, heard.loudest["wish"])


def _is_rather_an_act(heard: Heard) -> bool:
    """Whether the message as a whole is more of an act than of a wish: 笨得跟猪一样你这个机器人."""
    return max(heard.scores[label] for label in _ACTS) > max(SURE, heard.loudest["wish"])


def wishes(heard: Heard, needed: float) -> bool:
    """Whether a person is wished for, by at least so many nats."""
    if _is_looking(heard):
        return False
    said = may_want_person(heard) and heard.loudest["wish"] >= needed
    return heard.core or (said and not _is_rather_an_act(heard))


def _is_looking(heard: Heard) -> bool:
    bare = heard.text.replace(" ", "")
    return not heard.core and 2 < len(bare) <= _SHORT and _LOOKS.fullmatch(bare) is not None


def is_angry(heard: Heard) -> bool:
    """Whether a message, or a clause of it, surely shows anger."""
    return heard.angry_picture or heard.loudest["anger"] >= SURE


def merchant_refused(heard: Heard) -> bool:
    """Whether it says that the merchant refuses, is silent or drags on."""
    return heard.loudest["refusal"] >= _OFFERED


def act_of(heard: Heard) -> Act | None:
    """The act that the whole message is, None when it asks something."""
    if wants_person(heard) and not _is_looking(heard):
        return "human_requested"
    if not heard.text:
        return _pictured(heard) or "empty"
    if not heard.listed and heard.text.isalnum():
        if _NUMBER.fullmatch(heard.text):
            return "empty"
        if _LONG_NUMBER.fullmatch(heard.text):
            return "noted"
    if not (heard.listed or 1 < len(heard.text) <= _LONGEST):
        return None
    if not heard.listed and _OTHERS.fullmatch(heard.text):
        return None
    if _is_looking(heard):
        return "acknowledged"
    best = max(_ACTS, key=lambda label: heard.scores[label])
    score = heard.scores[best]
    if score < max(_LEAST, heard.scores["ask"]) or heard.asked > max(0.0, score * _ASKED):
        return None
    loud = next((act for act in _LOUD if act in heard.pictured), None)
    return _ACTS[loud] if loud and best != "insult" else _ACTS[best]


def values_of(message: Message, act: Act | None) -> frozenset[EntityKind]:
    """The kinds of values that a message is made of, but for a polite word."""
    if act in _POLITE or act == "empty":  # a card of an order, and nothing said
        return message.kinds
    return message.bare_kinds


def is_doubtful(heard: Heard) -> bool:
    """Whether the act of a message is no more than likely: [礼物] may be a sticker."""
    if not heard.text:
        return heard.pictured == {"sticker"}
    return max(heard.scores[label] for label in _ACTS) < _DOUBTFUL


def _pictured(heard: Heard) -> Act | None:
    return next((act for name, act in _PICTURED if name in heard.pictured), None)
