"""Where a handover goes: conditions of routes, and who is asked first for queue, priority, text."""

from dataclasses import replace
from typing import Any

import pytest

from tests.service.material import bot_of
from xiaoer import Conversation, Settings
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.ladder import Rule
from xiaoer.corpus.settings import Topic
from xiaoer.service.deciding.decision import Decision
from xiaoer.service.deciding.routing import Destination, destination

QUEUES = {
    name: {"label": name.upper(), "priority": number}
    for number, name in enumerate(("human", "choice", "entry", "topic", "rule", "route"), 1)
}
ABOUT = Entry(id="refund", question="怎么退款", category="退款")
OTHER = Entry(id="freight", question="运费谁出", category="运费")
TOPIC = Topic(name="法律", words=("起诉",))
PLAIN = Decision(action="escalate", reason="low_confidence")


def settings(*routing: dict[str, Any]) -> Settings:
    return Settings.from_dict(
        {
            "queues": QUEUES,
            "audiences": {"buyer": "买家", "merchant": "商家"},
            "restricted": [{"name": "法律", "words": ["起诉"]}, {"name": "安全", "words": ["炸"]}],
            "routing": list(routing),
        }
    )


def queue(
    route: dict[str, Any],
    decision: Decision = PLAIN,
    about: Entry | None = ABOUT,
    audience: str | None = "buyer",
) -> str:
    made = settings({"queue": "route", **route})
    return destination(made, decision, about, audience).queue.name


# --- conditions -------------------------------------------------------------------------------

LAW = replace(PLAIN, reason="restricted", topic=TOPIC)


@pytest.mark.parametrize(
    ("condition", "decision", "about", "audience"),
    [
        ({"entry": "refund"}, PLAIN, ABOUT, None),
        ({"entry": ["other", "refund"]}, PLAIN, ABOUT, None),
        ({"category": "退款"}, PLAIN, ABOUT, None),
        ({"category": ["换货", "退款"]}, PLAIN, ABOUT, None),
        ({"audience": "buyer"}, PLAIN, None, "buyer"),
        ({"audience": ["merchant", "buyer"]}, PLAIN, None, "buyer"),
        ({"topic": "法律"}, LAW, None, None),
        ({"topic": ["安全", "法律"]}, LAW, None, None),
        ({"reason": "low_confidence"}, PLAIN, None, None),
        ({"reason": ["anger", "low_confidence"]}, PLAIN, None, None),
    ],
)
def test_one_condition_holds_where_it_is_met(
    condition: dict[str, Any], decision: Decision, about: Entry | None, audience: str | None
) -> None:
    """The values of a list are alternatives."""
    assert queue(condition, decision, about, audience) == "route"


@pytest.mark.parametrize(
    ("condition", "decision", "about", "audience"),
    [
        ({"entry": "refund"}, PLAIN, OTHER, "buyer"),
        ({"entry": "refund"}, PLAIN, None, "buyer"),
        ({"category": "退款"}, PLAIN, OTHER, "buyer"),
        ({"category": "退款"}, PLAIN, None, "buyer"),
        ({"audience": "buyer"}, PLAIN, ABOUT, "merchant"),
        ({"audience": "buyer"}, PLAIN, ABOUT, None),
        ({"topic": "安全"}, LAW, ABOUT, "buyer"),
        ({"topic": "法律"}, PLAIN, ABOUT, "buyer"),
        ({"reason": "anger"}, PLAIN, ABOUT, "buyer"),
    ],
)
def test_and_not_where_it_is_not(
    condition: dict[str, Any], decision: Decision, about: Entry | None, audience: str | None
) -> None:
    assert queue(condition, decision, about, audience) == "human"


BOTH = {"category": "退款", "audience": "buyer", "reason": "low_confidence"}


def test_all_conditions_of_a_route_have_to_hold() -> None:
    assert queue(BOTH) == "route"
    for broken in ({"category": "换货"}, {"audience": "merchant"}, {"reason": "anger"}):
        assert queue({**BOTH, **broken}) == "human"


def test_the_first_route_that_holds_decides_and_no_other_is_asked() -> None:
    made = settings(
        {"category": "换货", "queue": "choice", "priority": 9},
        {"category": "退款", "queue": "route"},
        {"audience": "buyer", "queue": "entry", "priority": 8, "text": "别人的"},
    )
    to = destination(made, PLAIN, ABOUT, "buyer")
    assert to == Destination(queue=made.queue("route"), priority=6)


def test_without_routes_the_default_queue_has_it() -> None:
    made = Settings.from_dict({"queues": QUEUES, "default_queue": "topic"})
    assert destination(made, PLAIN, ABOUT, None) == Destination(
        queue=made.queue("topic"), priority=4
    )


# --- precedence -------------------------------------------------------------------------------

ROUTED = settings({"audience": "buyer", "queue": "route", "priority": 60, "text": "路由"})
FULL = Decision(
    action="escalate",
    reason="restricted",
    queue="choice",
    entry=replace(ABOUT, escalate="entry"),
    topic=replace(TOPIC, queue="topic", text="话题"),
    fired=(Rule(name="restricted", queue="rule", priority=50, text="规则"),),
)


def test_the_choice_then_the_entry_the_topic_the_rule_the_route_the_default() -> None:
    steps = [
        ("choice", FULL),
        ("entry", replace(FULL, queue=None)),
        ("topic", replace(FULL, queue=None, entry=None)),
        ("rule", replace(FULL, queue=None, entry=None, topic=None)),
        ("route", replace(FULL, queue=None, entry=None, topic=None, fired=())),
    ]
    assert [destination(ROUTED, step, None, "buyer").queue.name for _, step in steps] == [
        name for name, _ in steps
    ]
    assert destination(ROUTED, steps[-1][1], None, None).queue.name == "human"


def test_priority_and_text_come_from_the_nearest_that_says_them() -> None:
    """Not from the one that named the queue."""

    def told(decision: Decision, audience: str | None) -> tuple[str, int, str]:
        to = destination(ROUTED, decision, None, audience)
        return to.queue.name, to.priority, to.text

    silent = replace(FULL, topic=replace(TOPIC, queue="topic"))
    assert told(FULL, "buyer") == ("choice", 50, "话题")
    assert told(silent, "buyer") == ("choice", 50, "规则")
    quiet = replace(silent, fired=(Rule(name="restricted"),))
    assert told(quiet, "buyer") == ("choice", 60, "路由")
    assert told(quiet, None) == ("choice", 2, "")
    zero = replace(quiet, fired=(Rule(name="restricted", priority=0),))
    assert told(zero, "buyer") == ("choice", 0, "路由")


def test_of_several_rules_the_first_decides_and_the_most_urgent_gives_the_priority() -> None:
    also = (
        Rule(name="restricted", text="话题"),
        Rule(name="repeated", priority=4),
        Rule(name="anger", queue="rule", priority=9, text="气"),
    )
    to = destination(ROUTED, replace(PLAIN, fired=also), None, None)
    assert (to.queue.name, to.priority, to.text) == ("human", 9, "话题")
    lower = (Rule(name="restricted", priority=5), Rule(name="anger", priority=-1))
    assert destination(ROUTED, replace(PLAIN, fired=lower), None, None).priority == 5


# --- through the bot --------------------------------------------------------------------------


def test_the_packet_and_the_text_are_those_of_the_route() -> None:
    bot = bot_of(
        {"id": "refund", "question": "怎么退款", "category": "退款"},
        queues={
            "human": {"label": "人"},
            "after": {"label": "售后", "text": "售后来", "priority": 3},
        },
        routing=[
            {"category": "退款", "reason": "human_requested", "queue": "after", "priority": 7}
        ],
    )
    talk = Conversation(bot)
    talk.say("怎么退款")
    reply = talk.say("转人工")
    assert reply.handoff is not None
    assert (reply.handoff.queue, reply.handoff.label) == ("after", "售后")
    assert (reply.handoff.priority, reply.text) == (7, "售后来")
    assert (reply.handoff.topic, reply.handoff.entry) == ("退款", "refund")
    alone = bot.ask("转人工")
    assert alone.handoff is not None
    assert alone.handoff.queue == "human"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "text"),
    [
        ({"escalation": [{"rule": "human_requested", "text": "规则说"}]}, "规则说"),
        (
            {"routing": [{"reason": "human_requested", "queue": "human", "text": "路由说"}]},
            "路由说",
        ),
        ({"queues": {"human": {"label": "人", "text": "队列说"}}}, "队列说"),
        ({"texts": {"handover": "通用说"}}, "通用说"),
    ],
)
def test_what_is_said_is_the_rule_s_the_route_s_the_queue_s_or_the_common_text(
    source: dict[str, Any], text: str
) -> None:
    assert bot_of({"question": "怎么退款"}, **source).ask("转人工").text == text
