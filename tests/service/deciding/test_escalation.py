"""The rules of escalation: their order, what makes each fire, and what the settings change."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.service.material import bot_of
from xiaoer import Conversation, Settings
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.ladder import ALWAYS_ON, RULES, USUAL_TURNS, RuleName
from xiaoer.corpus.settings import Topic
from xiaoer.service.deciding.decision import Decision, Facts
from xiaoer.service.deciding.escalation import Escalation
from xiaoer.service.reply.action import Action, Reason

ENTRY = Entry(id="hurt", question="烫伤了怎么办", escalate="human")
TOPIC = Topic(name="法律", words=("起诉",))
ANSWER = Decision(action="answer", reason="matched", entry=ENTRY)


def rules(*listed: Any) -> Escalation:
    return Escalation(Settings.from_dict({"escalation": list(listed)}))


def plainly(action: Action, reason: Reason) -> Decision:
    return Decision(action=action, reason=reason)


ALL: dict[RuleName, Facts] = {
    "human_requested": Facts(plain=ANSWER, wish=True),
    "restricted": Facts(plain=ANSWER, topic=TOPIC),
    "repeated": Facts(plain=ANSWER, repeated=2),
    "unsolved": Facts(plain=ANSWER, unsolved=2),
    "entry_escalates": Facts(
        plain=Decision(action="escalate", reason="entry_escalates", entry=ENTRY)
    ),
    "anger": Facts(plain=plainly("chat", "insult"), angry=2),
    "polarity": Facts(plain=plainly("escalate", "polarity")),
    "out_of_scope": Facts(plain=plainly("escalate", "out_of_scope")),
    "low_confidence": Facts(plain=plainly("escalate", "low_confidence")),
}
"""For each rule, facts on which it and no other fires."""

COUNTS = ("angry", "repeated", "unsolved")
COUNTED: tuple[tuple[RuleName, str], ...] = (
    ("repeated", "repeated"),
    ("unsolved", "unsolved"),
    ("anger", "angry"),
)


def names(escalation: Escalation, facts: Facts) -> list[str]:
    return [rule.name for rule in escalation.fired(facts)]


def counted(field: str, count: int) -> Facts:
    """A calm turn with one of the counts."""
    angry, repeated, unsolved = (count * (name == field) for name in COUNTS)
    plain = plainly("chat", "denied")
    return Facts(plain=plain, angry=angry, repeated=repeated, unsolved=unsolved)


# --- each rule --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RULES)
def test_each_rule_fires_on_its_own_facts_and_gives_its_name(name: RuleName) -> None:
    escalation = rules()
    assert names(escalation, ALL[name]) == [name]
    decision = escalation.settle(ALL[name])
    assert (decision.action, decision.reason) == ("escalate", name)
    assert decision.entry == (ENTRY if name == "entry_escalates" else None)
    assert decision.topic == (TOPIC if name == "restricted" else None)
    assert [rule.name for rule in decision.fired] == [name]


@pytest.mark.parametrize(
    "plain",
    [
        ANSWER,
        plainly("self_service", "exact"),
        plainly("clarify", "ambiguous"),
        plainly("chat", "greeting"),
    ],
)
def test_where_no_rule_fires_what_would_be_done_is_done(plain: Decision) -> None:
    assert rules().settle(Facts(plain=plain)) is plain


@pytest.mark.parametrize(("name", "field"), COUNTED)
@pytest.mark.parametrize("turns", [1, 2, 3, 20])
def test_a_rule_that_counts_waits_for_its_turns(name: RuleName, field: str, turns: int) -> None:
    escalation = rules({"rule": name, "turns": turns})
    fired = [names(escalation, counted(field, count)) for count in range(turns + 2)]
    assert fired == [[]] * turns + [[name]] * 2


@pytest.mark.parametrize(("name", "field"), COUNTED)
def test_the_usual_turns_are_those_of_the_house(name: RuleName, field: str) -> None:
    counts = [n for n in range(4) if names(rules(), counted(field, n))]
    assert counts[0] == USUAL_TURNS[name]


@pytest.mark.parametrize(
    ("plain", "fires"),
    [
        (ANSWER, []),
        (plainly("self_service", "exact"), []),
        (plainly("clarify", "ambiguous"), []),
        (plainly("chat", "insult"), []),
        (plainly("escalate", "out_of_scope"), ["anger", "out_of_scope"]),
        (plainly("escalate", "low_confidence"), ["anger", "low_confidence"]),
    ],
)
def test_anger_hands_over_at_once_only_where_there_is_no_answer(
    plain: Decision, fires: list[str]
) -> None:
    assert names(rules(), Facts(plain=plain, angry=1)) == fires


@pytest.mark.parametrize("angry", [2, 5])
def test_an_answer_comes_before_anger_however_often(angry: int) -> None:
    assert names(rules(), Facts(plain=ANSWER, angry=angry)) == []
    assert names(rules(), Facts(plain=plainly("clarify", "ambiguous"), angry=angry)) == ["anger"]


# --- their order ------------------------------------------------------------------------------

FULL = Facts(
    plain=plainly("escalate", "out_of_scope"),
    wish=True,
    topic=TOPIC,
    angry=2,
    repeated=2,
    unsolved=2,
)
FIVE: tuple[RuleName, ...] = ("restricted", "repeated", "unsolved", "anger", "out_of_scope")


def test_the_usual_order() -> None:
    assert names(rules(), FULL) == ["human_requested", *FIVE]


@pytest.mark.parametrize("order", list(permutations(FIVE))[::7])
def test_the_order_of_the_settings_decides_and_the_others_are_kept_as_fired(
    order: tuple[RuleName, ...],
) -> None:
    escalation = rules(*order)
    assert names(escalation, FULL) == ["human_requested", *order]
    assert escalation.settle(replace(FULL, wish=False)).reason == order[0]


def test_the_wish_for_a_person_stays_first_wherever_it_is_listed() -> None:
    assert names(rules("anger", "restricted", "human_requested"), FULL)[0] == "human_requested"


@given(
    st.lists(st.sampled_from(RULES), unique=True),
    st.booleans(),
    st.booleans(),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 3),
)
def test_what_fires_does_not_depend_on_the_order(
    listed: list[str], wish: bool, topic: bool, angry: int, repeated: int, unsolved: int
) -> None:
    facts = Facts(
        plain=plainly("escalate", "polarity"),
        wish=wish,
        topic=TOPIC if topic else None,
        angry=angry,
        repeated=repeated,
        unsolved=unsolved,
    )
    fired = names(rules(*listed), facts)
    assert set(fired) == set(names(rules(), facts))
    assert fired[0] == "human_requested" or not wish
    assert rules(*listed).settle(facts).reason == fired[0]


@pytest.mark.parametrize("name", [name for name in RULES if name not in ALWAYS_ON])
def test_a_disabled_rule_does_not_fire_and_the_next_one_decides(name: RuleName) -> None:
    escalation = rules({"rule": name, "enabled": False})
    assert escalation.settle(ALL[name]) is ALL[name].plain
    assert name not in names(escalation, FULL)
    assert len(names(escalation, FULL)) == len(names(rules(), FULL)) - 1


# --- words of the settings --------------------------------------------------------------------


def test_words_are_normalized_and_only_rules_that_have_some_give_them() -> None:
    escalation = rules(
        {"rule": "human_requested", "words": ["叫 掌櫃", "ＶＩＰ专线", "…"]}, "anger"
    )
    assert escalation.words("human_requested") == ("叫掌柜", "vip专线")
    assert escalation.words("anger") == ()
    assert rules().words("human_requested") == ()


@pytest.mark.parametrize("query", ["芝麻开门", "芝麻開門！", " 芝麻 开门 。", "芝麻开门😡"])
def test_a_word_for_a_person_is_the_whole_message(query: str) -> None:
    bot = bot_of(
        {"question": "怎么退款"}, escalation=[{"rule": "human_requested", "words": ["芝麻开门"]}]
    )
    assert bot.ask(query).reason == "human_requested"
    assert bot.ask("芝麻开门的电话是多少").reason != "human_requested"
    assert bot_of({"question": "怎么退款"}).ask(query).reason != "human_requested"


def test_words_of_anger_count_wherever_they_stand() -> None:
    """An answer comes first; where there is none, once is enough."""
    settings = {"escalation": [{"rule": "anger", "words": ["摆 爛"]}]}
    bot, usual = bot_of({"question": "怎么退款"}, **settings), bot_of({"question": "怎么退款"})
    assert bot.explain("就这样摆烂，今晚月色真美").rules[0] == "anger"
    assert "anger" not in usual.explain("就这样摆烂，今晚月色真美").rules
    assert bot.ask("怎么退款").reason == "exact"
    talk = Conversation(bot)
    said = [talk.say(text).reason for text in ("摆烂，怎么退款", "摆烂，今晚月色真美")]
    assert said[0] != "anger"
    assert said[-1] == "anger"


# --- in a talk --------------------------------------------------------------------------------

ALIKE = (
    {"id": "refund", "question": "申请退款", "related": ["change"]},
    {"id": "change", "question": "申请换货"},
)


def after(*said: str, escalation: list[Any] | None = None) -> list[tuple[str, str]]:
    settings = {"escalation": escalation} if escalation else {}
    talk = Conversation(bot_of(*ALIKE, **settings))
    return [(reply.action, reply.reason) for reply in map(talk.say, said)]


def test_unsolved_turns_in_a_row_hand_over_and_thanks_begin_anew() -> None:
    assert after("申请退款", "没用", "没用")[-1] == ("escalate", "unsolved")
    assert after("申请退款", "没用", "谢谢", "没用")[-1] == ("chat", "denied")
    assert after("没听懂", "没听懂")[-1] == ("escalate", "unsolved")


@pytest.mark.parametrize("turns", [1, 3])
def test_the_turns_of_the_settings_count(turns: int) -> None:
    said = after("申请退款", *["没用"] * turns, escalation=[{"rule": "unsolved", "turns": turns}])
    assert said[-1] == ("escalate", "unsolved")
    assert all(action != "escalate" for action, _ in said[:-1])


def test_the_same_question_again_hands_over_unless_the_rule_is_off() -> None:
    assert after("申请退款", "申请退款？", "申请退款")[-1] == ("escalate", "repeated")
    off = [{"rule": "repeated", "enabled": False}]
    assert after("申请退款", "申请退款？", escalation=off)[-1][0] != "escalate"


def test_the_second_anger_hands_over_unless_an_answer_is_there() -> None:
    assert after("垃圾", "垃圾") == [("chat", "insult"), ("escalate", "anger")]
    assert after("垃圾", "你好", "垃圾")[-1] == ("escalate", "anger")
    assert after("垃圾", "申请退款", "申请换货")[-1][0] == "answer"
    off = [{"rule": "anger", "enabled": False}]
    assert after("垃圾", "垃圾", "垃圾", escalation=off)[-1] == ("chat", "insult")


def test_a_topic_switched_off_leaves_the_question_to_the_entries() -> None:
    settings: dict[str, Any] = {"restricted": [{"name": "法律", "words": ["起诉"]}]}
    row = {"question": "怎么起诉商家"}
    assert bot_of(row, **settings).ask("怎么起诉商家").reason == "restricted"
    off = [{"rule": "restricted", "enabled": False}]
    assert bot_of(row, **settings, escalation=off).ask("怎么起诉商家").reason == "exact"
