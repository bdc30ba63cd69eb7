"""What a customer sends that is no text: counted, and words are asked for only once."""

from collections.abc import Mapping

from xiaoer.hearing.message import Message
from xiaoer.records import replace
from xiaoer.service.deciding.decision import Decision
from xiaoer.service.talk.course import Course, Talk
from xiaoer.text.order_cards import without_card
from xiaoer.text.regex import regex

_ACTS = ("picture", "voice", "attachment")
_MARK = regex(r"[\[【]([^\[\]【】\n]{1,24})[\]】]")
_MOST = 99


def counted(before: Mapping[str, int], message: Message) -> Mapping[str, int]:
    """How many pictures, voices, cards and links there are with those of a message."""
    raw = message.came or message.utterance.raw
    found: dict[str, int] = {}
    for kind in _ACTS:
        if kind in message.heard.pictured:
            found[kind] = max(1, len(_MARK.findall(raw)))
    if message.links:
        found.pop("attachment", None)
        found["link"] = message.links
    if "order" in message.kinds and without_card(raw) != raw:
        found["card"] = 1
    if not found:
        return before
    return {**before, **{k: min(before.get(k, 0) + n, _MOST) for k, n in found.items()}}


def sent_again(talk: Talk) -> Course | None:
    """A picture or the like once words were asked for, or once the problem is told."""
    act = talk.alone.facts.plain.reason
    if talk.alone.facts.plain.action != "chat" or act not in _ACTS:
        return None
    state = talk.state
    before = sum(state.sent.values()) - sum(counted({}, talk.alone.message).values())
    if before <= 0 and not state.problem:
        return None
    decision = Decision(action="chat", reason="received")
    return Course(talk.alone.decided(decision), replace(state, keys=state.keys))
