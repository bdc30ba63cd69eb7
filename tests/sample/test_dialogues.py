"""The scripted conversations of the sample corpus go as written, and reach all there is."""

import functools
from collections.abc import Iterator
from typing import get_args

import pytest

from tests.service.material import CASES, FAQ, bot_of, sample
from xiaoer import Action, Conversation, Reason, Reply
from xiaoer.corpus.ladder import RULES
from xiaoer.evaluation.cases.dialogues import (
    Dialogue,
    DialogueTurn,
    PlayedTurn,
    load_dialogues,
    play,
)
from xiaoer.service.reply.offers import PERSON
from xiaoer.text.normalize import question_key

DIALOGUES = load_dialogues(FAQ / "dialogues.jsonl")
WRONG = load_dialogues(CASES / "dialogues_wrong.jsonl")

KNOWN_WRONG = {
    "用字选二": "words of a choice that are a question of their own are not taken for the choice",
    "一直说运费": "words that two choices have choose one: 无理由退货 is folded to 7天无理由",
    "说不清发票": "发票的问题 is answered with one entry of several, as 发票 alone would not be",
    "商家追问费用": "a follow-up is read with one word of its topic (审核) that others have too",
    "先说后问": "the surer of two questions answers for both; the other is dropped",
    "把握不足": "a question out of scope is asked back: its words stand in two entries",
    "没有话题": "a lone word is asked for other words, and is not joined with the next message",
    "手机号停用": "停用 and 换绑 stand in two entries; that of changing the number comes first",
    "语音转文字": "a long spoken question is asked for other words, for its many words",
    "空格两问": "the whole of two questions is surer than each of them",
    "一个要反问": "one of two questions is answered, the one to be asked back is dropped",
    "退出登录": "answered with the devices, one of whose variants has all its words",
    "双十一": "the sale's days are offered beside the right entry",
    "三问三不清": "the nearest entry is the right one, but too unsure to be listed",
    "买家问店铺券": "a merchant's question of a buyer is answered with how to get such a coupon",
    "运费险多久到": "the sum is offered beside how to claim it",
}
"""Name of a dialogue in ``tests/cases/dialogues_wrong.jsonl`` → what is wrong with the bot."""

UNREACHED = {"audience"}
"""Needs one question for two audiences, which the sample corpus does not have."""


@functools.cache
def went(dialogue: Dialogue) -> tuple[PlayedTurn, ...]:
    """The turns of a dialogue with the sample bot."""
    return tuple(play(sample(), dialogue))


def faults(dialogue: Dialogue) -> list[tuple[str, tuple[str, ...]]]:
    """(what was said, what came otherwise) of the turns that did not go as written."""
    return [(turn.turn.say, turn.faults) for turn in went(dialogue) if turn.faults]


def replies(*, demo: bool = False) -> Iterator[Reply]:
    """The replies of all dialogues, or of those shown by the demo; parts too."""
    for dialogue in DIALOGUES:
        for turn in went(dialogue) if dialogue.demo or not demo else ():
            yield turn.reply
            yield from turn.reply.parts


def reasons(*, demo: bool = False) -> set[str]:
    """The reasons of the replies, and that of those who came when nobody was there."""
    found: set[str] = {reply.reason for reply in replies(demo=demo)}
    closed = any(reply.handoff and not reply.handoff.open for reply in replies(demo=demo))
    return found | {"outside_hours"} if closed else found


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda one: one.name)
def test_a_dialogue_goes_as_written(dialogue: Dialogue) -> None:
    assert faults(dialogue) == []


@pytest.mark.parametrize(
    "dialogue",
    [
        pytest.param(
            one, id=one.name, marks=pytest.mark.xfail(reason=KNOWN_WRONG[one.name], strict=True)
        )
        for one in WRONG
        if one.name in KNOWN_WRONG
    ],
)
def test_what_does_not_go_as_it_should(dialogue: Dialogue) -> None:
    assert faults(dialogue) == []


def test_every_wrong_dialogue_has_a_reason_and_no_other() -> None:
    assert [one.name for one in WRONG] == list(KNOWN_WRONG)
    assert not set(KNOWN_WRONG) & {one.name for one in DIALOGUES}


def test_there_are_enough_and_each_turn_expects_something() -> None:
    assert len(DIALOGUES) >= 340
    for dialogue in DIALOGUES:
        assert dialogue.shows, dialogue.name
        assert all(turn.expected for turn in dialogue.turns), dialogue.name
    said = [tuple((t.say, t.at, t.release, t.accepted) for t in one.turns) for one in DIALOGUES]
    settings = [(one.audience, one.channel, one.idle) for one in DIALOGUES]
    assert len(set(zip(said, settings, strict=True))) == len(DIALOGUES)


@pytest.mark.slow
def test_every_action_and_reason_is_reached() -> None:
    assert {reply.action for reply in replies()} == set(get_args(Action))
    assert reasons() == set(get_args(Reason)) - UNREACHED


def test_what_is_not_reached_cannot_be() -> None:
    """Once two entries share a question, the reply that asks who one is needs a dialogue."""
    keys = [question_key(text) for entry in sample().corpus for text in entry.questions]
    assert len(keys) == len(set(keys))


def test_every_rule_queue_topic_and_offer_is_reached() -> None:
    settings = sample().corpus.settings
    handed = [reply for reply in replies() if reply.action == "escalate"]
    assert {reply.reason for reply in handed} >= set(RULES)
    assert {reply.handoff.queue for reply in handed if reply.handoff} == {
        queue.name for queue in settings.queues
    }
    restricted = "\n".join(reply.text for reply in handed if reply.reason == "restricted")
    assert [topic.name for topic in settings.restricted if topic.text not in restricted] == []
    offered = {offer.name for reply in replies() for offer in reply.offers}
    assert offered - {PERSON} == {offer.name for offer in settings.offers}
    taken = {r.handoff.queue for r in handed if r.handoff and r.reason == "offer_taken"}
    assert taken == {offer.queue for offer in settings.offers}


def test_every_audience_and_channel_has_a_dialogue() -> None:
    settings = sample().corpus.settings
    assert {one.audience for one in DIALOGUES} == {None, *(a.name for a in settings.audiences)}
    assert {one.channel for one in DIALOGUES} == {None, *(c.name for c in settings.channels)}


def test_the_demo_shows_each_rung() -> None:
    assert sum(one.demo for one in DIALOGUES) >= 8
    shown = {
        "exact", "field_given", "chosen", "follow_up", "unsolved", "offer_taken",
        "human_requested", "outside_hours", "anger", "restricted", "handed_over",
    }  # fmt: skip
    assert shown <= reasons(demo=True)
    asked_back = [r for r in replies(demo=True) if r.reason == "unsolved" and r.choices]
    assert asked_back, "no answer is denied with another rung offered"
    filled = [r for r in replies(demo=True) if r.self_service and r.self_service.filled]
    assert filled
    assert any(len(reply.parts) > 1 for reply in replies(demo=True))
    assert {"answer", "self_service"} <= {reply.action for reply in replies(demo=True)}


def test_who_one_is_can_be_answered_by_number() -> None:
    """The reply that the sample corpus cannot give, with a corpus that can."""
    bot = bot_of(
        {"id": "ship", "question": "多久发货", "answer": "当天。", "audience": "buyer"},
        {"id": "ship-m", "question": "多久发货", "answer": "三天。", "audience": "merchant"},
        audiences={"buyer": "买家", "merchant": "商家"},
    )
    asks = {"action": ("clarify",), "reason": ("audience",), "choices": ("ship", "ship-m")}
    turns = (
        DialogueTurn(say="多久发货", expected={**asks, "text": ("买家", "商家")}),
        DialogueTurn(say="②", expected={"entry": ("ship-m",), "reason": ("chosen",)}),
    )
    played = play(bot, Dialogue(name="身份", turns=turns))
    assert [turn.faults for turn in played] == [(), ()]


def test_what_is_offered_instead_is_chosen_by_its_words_too() -> None:
    talk = Conversation(sample(), audience="buyer")
    offered = [talk.say(text) for text in ("退款多久到账", "没用")][-1]
    assert (offered.action, offered.reason) == ("clarify", "unsolved")
    reply = talk.say("寄回的那个")
    assert (reply.reason, reply.entry and reply.entry.id) == ("chosen", "refund-after-return")
