"""A conversation's state as JSON: whole, bounded, and refused with a clear word when damaged."""

import json
import pickle
from collections.abc import Iterator
from datetime import datetime
from typing import Any, get_type_hints

import pytest

from tests.service.material import bot_of, sample
from xiaoer import Bot, Conversation, ConversationStateError, StateDict
from xiaoer.errors import shown
from xiaoer.service.talk.state_json import VERSION, read_state, written_state
from xiaoer.service.talk.talk_state import (
    LONGEST_TEXT,
    MOST_KEYS,
    MOST_LINES,
    MOST_NAMES,
    MOST_PICKS,
    MOST_TRIED,
    TalkState,
)

NOW = datetime(2026, 11, 23, 10)
ORDER = "3320195557711223344"
LINE = {"role": "customer", "text": "a", "time": ""}
TRIED = {"entry": "a", "question": "b", "query": "c", "outcome": ""}
PICK = {"kind": "entry", "id": "a", "label": "b"}
CANDIDATE = {"id": "a", "question": "b", "score": 0.5}


RICH = ("转人工", "垃圾", "商家拒绝退款怎么办", "电话13800138000", "没听懂", "你好")


def rich(*more: str) -> dict[str, Any]:
    """A state with something in nearly every key; each handover is released at once."""
    talk = Conversation(sample(), audience="buyer", channel="app", id="t")
    for text in (*RICH, *more):
        talk.release()
        talk.say(text, NOW)
    return dict(talk.to_dict())


def damaged(**change: Any) -> dict[str, Any]:
    return {**written_state(TalkState(id="t")), **change}


def error_of(data: Any) -> ConversationStateError:
    with pytest.raises(ConversationStateError) as caught:
        read_state(data)
    return caught.value


# --- there and back ---------------------------------------------------------------------------

TALKS: tuple[tuple[str, ...], ...] = (
    (),
    ("你好",),
    ("退款多久到账", "没用"),
    ("怎么取消订单", ORDER),
    ("怎么取消订单", "电话13800138000"),
    ("商家拒绝退款怎么办", "垃圾"),
    ("运费", "都不是"),
    ("退款多久到账", "转人工"),
    ("退款多久到账", "那运费险呢"),
    ("还没发货能退吗 运费谁出",),
    ("怎么申请退款" + "？" * 600,),
    ("\ud800\x00\u202e😀",),
    ("{订单号}[手机号1]",),
)


@pytest.mark.parametrize("said", TALKS, ids=str)
def test_a_talk_is_the_same_after_json(said: tuple[str, ...]) -> None:
    talk = Conversation(sample(), audience="buyer", channel="app", id="t")
    for text in said:
        talk.say(text, NOW)
    state = talk.to_dict()
    written = json.dumps(state, ensure_ascii=False).encode()
    again = Conversation.from_dict(sample(), json.loads(written))
    assert again.to_dict() == state
    assert (again.id, again.audience, again.handed_over) == ("t", "buyer", talk.handed_over)
    for text in ("没用", "1", "转人工"):
        assert again.say(text, NOW) == talk.say(text, NOW)
    assert again.to_dict() == talk.to_dict()


def test_the_keys_are_those_of_the_typed_dict_and_of_the_record() -> None:
    state = written_state(TalkState(id="t"))
    assert list(state) == list(get_type_hints(StateDict))
    told = {name for name, one in TalkState.__dataclass_fields__.items() if one.compare}
    assert set(state) - {"version"} == told
    assert set(TalkState.__dataclass_fields__) - told == {"read"}  # can be looked for again
    assert state["version"] == VERSION == 2
    assert read_state(state) == TalkState(id="t")


def test_a_rich_state_fills_every_key() -> None:
    """Some of them one at a time: who is asked back has not just been answered."""
    more = ("[图片]", "我上周买的锅", "20261122", "今晚月色真美")
    states = [
        rich(*one)
        for one in ((), ("怎么取消订单",), ("运费",), ("转人工",), *((text,) for text in more))
    ]
    accepted = Conversation.from_dict(sample(), rich("转人工"))
    accepted.accepted()
    states.append(dict(accepted.to_dict()))
    nothing: tuple[object, ...] = (None, "", [], {}, 0, False)
    filled = {key for state in states for key, value in state.items() if value not in nothing}
    assert set(get_type_hints(StateDict)) - filled <= {"repeated", "leaning", "unclear", "earlier"}
    for state in states:
        assert written_state(read_state(state)) == state


# --- damage -----------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [None, [], "state", 5, b"{}", [("version", 1)]])
def test_what_is_no_object_is_refused(data: Any) -> None:
    error = error_of(data)
    assert (error.where, error.expected) == ("the state", "an object")


@pytest.mark.parametrize("key", [key for key in get_type_hints(StateDict) if key != "version"])
def test_a_missing_key_is_named(key: str) -> None:
    state = damaged()
    del state[key]
    error = error_of(state)
    assert (error.where, error.found, error.expected) == (key, "missing", "in the state")


@pytest.mark.parametrize("version", [None, "1", 1.0, True, 0, -1, [], {}])
def test_a_damaged_version_is_refused(version: Any) -> None:
    error = error_of(damaged(version=version))
    assert error.where == "version"
    assert error.expected == "a number up to 2"


@pytest.mark.parametrize("version", [3, 4, 10**30])
def test_a_newer_version_says_so_whatever_else_it_has(version: int) -> None:
    error = error_of({"version": version, "shape": "unheard of"})
    assert (error.where, error.found) == ("version", str(version))
    assert error.expected == "at most 2: a newer xiaoer wrote it"


def test_a_state_without_a_version_is_refused() -> None:
    state = damaged()
    del state["version"]
    assert (error_of(state).where, error_of(state).found) == ("version", "missing")


@pytest.mark.parametrize("key", ["extra", "Id", "", 5, "k" * 1000])
def test_an_unknown_key_is_named(key: Any) -> None:
    error = error_of({**damaged(), key: 1})
    assert error.where == "the state"
    assert error.found == f"with a key {shown(key)}"
    assert error.expected == "only known keys"


NAN = float("nan")
LONG = "长" * (LONGEST_TEXT + 1)


def each(keys: str, *values: Any) -> list[tuple[dict[str, Any], str]]:
    """Every key with every value, and the key that the error has to name."""
    return [({key: value}, key) for key in keys.split() for value in values]


WRONG: list[tuple[dict[str, Any], str]] = [
    *each("query problem", None, 5, [], LONG),
    *each("audience channel", 5, [], True, LONG),
    *each("id", None, 5, "", "x" * 2001),
    *each("about awaiting", 5, "", []),
    *each("handovers age picks_age repeated unsolved angry", None, "1", 1.0, -1, True, 10**9, NAN),
    *each("confidence", None, "1", -0.1, 1.1, True, NAN),
    *each("asked_back answered", None, 0, 1, "true"),
    *each("started last", None, 5, "soon", "2026-11-23", "2026-11-23T10:00:00", LONG),
    ({"lines": None}, "lines"),
    ({"lines": {}}, "lines"),
    ({"lines": "ab"}, "lines"),
    ({"lines": [LINE] * (MOST_LINES + 1)}, "lines"),
    ({"lines": [LINE, 5]}, "lines[1]"),
    ({"lines": [{**LINE, "role": "agent"}]}, "role"),
    ({"lines": [{**LINE, "role": ["bot"]}]}, "role"),
    ({"lines": [{**LINE, "text": LONG}]}, "text"),
    ({"lines": [{**LINE, "time": "noon"}]}, "time"),
    ({"lines": [{"role": "bot", "text": "a"}]}, "time"),
    ({"lines": [{**LINE, "more": 1}]}, "lines[0]"),
    ({"known": None}, "known"),
    ({"known": []}, "known"),
    ({"known": {"name": "x"}}, "known"),
    ({"known": {5: "x"}}, "known"),
    ({"known": {"phone": 5}}, "known"),
    ({"known": {"phone": LONG}}, "known"),
    ({"candidates": [CANDIDATE] * 6}, "candidates"),
    ({"candidates": [{**CANDIDATE, "score": 2}]}, "score"),
    ({"candidates": [{**CANDIDATE, "id": ""}]}, "id"),
    ({"picks": [PICK] * (MOST_PICKS + 1)}, "picks"),
    ({"picks": [{**PICK, "kind": "link"}]}, "kind"),
    ({"picks": [{**PICK, "kind": {}}]}, "kind"),
    ({"asked": [""] * (MOST_NAMES + 1)}, "asked"),
    ({"asked": [None]}, "asked[0]"),
    ({"tried": [TRIED] * (MOST_TRIED + 1)}, "tried"),
    ({"tried": [{**TRIED, "outcome": "good"}]}, "outcome"),
    ({"tried": [TRIED, None]}, "tried[1]"),
    ({"keys": ["a"] * (MOST_KEYS + 1)}, "keys"),
    ({"keys": ["a", 5]}, "keys[1]"),
    ({"offers": [LONG]}, "offers[0]"),
    ({"offers": "mediation"}, "offers"),
    ({"handoff": {}}, "id"),
    ({"handoff": "t-1"}, "handoff"),
    ({"handoff": {"id": "t-1", "queue": None}}, "queue"),
    ({"handoff": {"id": "t-1", "queue": "human", "x": 1}}, "handoff"),
]


@pytest.mark.parametrize(("change", "where"), WRONG, ids=lambda value: str(value)[:50])
def test_a_wrong_value_is_named_with_what_was_found_and_expected(
    change: dict[str, Any], where: str
) -> None:
    error = error_of(damaged(**change))
    assert error.where == where
    assert error.found
    assert error.expected
    assert len(str(error)) < 400
    bot = bot_of({"question": "怎么退款"})
    fresh = Conversation.from_dict(bot, damaged(**change), damaged="restart")
    assert (fresh.to_dict()["lines"], fresh.handed_over) == ([], False)
    kept = "id" not in change  # what can be read of it stays the same talk
    assert (fresh.id == "t") is kept
    assert fresh.say("怎么退款").action == "answer"


def every_place(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to every value of a state."""
    if path:
        yield path
    items: Any = value.items() if isinstance(value, dict) else ()
    for key, item in enumerate(value) if isinstance(value, list) else items:
        yield from every_place(item, (*path, key))


@pytest.mark.parametrize("junk", [None, 10**40, -1, "\ud800", "x" * 10_000, [[]], {"a": {}}, 0.5])
def test_junk_at_any_place_is_read_or_refused_and_nothing_else(junk: Any) -> None:
    state = rich()
    for path in list(every_place(state)):
        broken = json.loads(json.dumps(state))
        holder = broken
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = junk
        read = whole_or_refused(broken)
        assert read is None or written_state(read) == broken, path


def whole_or_refused(data: Any) -> TalkState | None:
    try:
        return read_state(data)
    except ConversationStateError:
        return None


def test_the_error_is_a_value_error_that_pickles_and_says_how_to_mend_it() -> None:
    error = error_of(damaged(age="old"))
    assert isinstance(error, ValueError)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    assert str(error) == (
        "the conversation's state cannot be continued: age is 'old', expected a number in "
        '0..1000000; start a new one, or pass damaged="restart"'
    )


def test_a_state_holds_no_secret_of_another_and_is_not_shared() -> None:
    """Changing what was given changes no talk."""
    talk = Conversation(sample(), id="t")
    talk.say("订单号" + ORDER, NOW)
    state: Any = talk.to_dict()
    state["known"]["order"] = "1"
    state["lines"].clear()
    kept = talk.to_dict()
    assert kept["known"] == {"order": ORDER}
    assert len(kept["lines"]) == 2
    again = Conversation.from_dict(sample(), kept)
    kept["known"]["order"] = "2"
    assert again.to_dict()["known"] == {"order": ORDER}


# --- another corpus ---------------------------------------------------------------------------

OLD: tuple[dict[str, Any], ...] = (
    {"id": "refund", "question": "申请退款", "related": ["change"], "category": "退款"},
    {"id": "change", "question": "申请换货", "category": "退款"},
    {
        "id": "cancel",
        "question": "怎么取消订单",
        "self_service": {"label": "去", "route": "app://c?o={订单号}", "fields": ["订单号"]},
    },
    {"id": "vip", "question": "怎么开通会员"},
)
SETTINGS: dict[str, Any] = {
    "audiences": {"buyer": "买家"},
    "channels": {"app": "App"},
    "offers": [{"name": "help", "label": "介入", "queue": "human", "words": ["做主"]}],
}
PROMISES = ("pick", "empty", "denied", "noted", "out_of_scope", "low_confidence", "unsolved")


@pytest.fixture(scope="module")
def newer() -> Bot:
    """A corpus from which all that a talk may refer to is gone."""
    return bot_of(OLD[-1], audiences={"buyer": "买家"}, channels={"app": "App"})


@pytest.mark.parametrize(
    ("said", "then", "reasons"),
    [
        (("申请退款",), "1", {"pick"}),
        (("申请退款", "没用"), "1", {"pick"}),
        (("申请退款，做主",), "2", {"pick"}),
        (("申请退款",), "9", {"pick"}),
        (("申请退款",), "没用", {"denied"}),
        (("怎么取消订单",), ORDER, {"noted"}),
        (("申请退款",), "那换货呢", {"other_words"}),
        (("申请退款",), "怎么开通会员", {"exact"}),
        (("申请退款",), "转人工", {"human_requested"}),
    ],
)
def test_a_talk_goes_on_where_what_it_refers_to_is_gone(
    newer: Bot, said: tuple[str, ...], then: str, reasons: set[str]
) -> None:
    """Nobody is handed over for a number that no longer stands for anything."""
    talk = Conversation(bot_of(*OLD, **SETTINGS), audience="buyer", channel="app", id="t")
    for text in said:
        talk.say(text, NOW)
    moved = Conversation.from_dict(newer, json.loads(json.dumps(talk.to_dict())))
    reply = moved.say(then, NOW)
    assert reply.reason in reasons
    assert reply.text
    assert Conversation.from_dict(newer, moved.to_dict()).to_dict() == moved.to_dict()


def test_the_packet_still_tells_of_answers_that_are_gone(newer: Bot) -> None:
    talk = Conversation(bot_of(*OLD, **SETTINGS), audience="buyer", id="t")
    talk.say("申请退款", NOW)
    packet = Conversation.from_dict(newer, talk.to_dict()).say("转人工", NOW).handoff
    assert packet is not None
    assert (packet.problem, packet.entry, packet.topic) == ("申请退款", None, "")
    assert [one.question for one in packet.tried] == ["申请退款"]


@pytest.mark.parametrize(("key", "value"), [("audience", "buyer"), ("channel", "app")])
def test_an_audience_or_a_channel_that_is_gone_is_an_error_or_a_new_start(
    key: str, value: str
) -> None:
    talk = Conversation(bot_of(*OLD, **SETTINGS), **{key: value}, id="t")  # type: ignore[arg-type]
    other = bot_of(OLD[-1], audiences={"merchant": "商家"}, channels={"web": "网页"})
    with pytest.raises(ConversationStateError) as caught:
        Conversation.from_dict(other, talk.to_dict())
    assert (caught.value.where, caught.value.found) == (key, repr(value))
    assert caught.value.expected == "a declared one"
    fresh = Conversation.from_dict(other, talk.to_dict(), damaged="restart")
    assert fresh.audience is None
    assert fresh.say("怎么开通会员", NOW).action == "answer"
