"""Law: reply → JSON → reply is an identity."""

import copy
import dataclasses
import json
import pickle
from datetime import datetime, timedelta, timezone
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.service.material import bot_of
from xiaoer import Action, Candidate, Choice, Entry, Handoff, Reason, Reply, ReplyDict
from xiaoer.corpus.entry import ChannelAnswer, Keywords, Link, SelfService, Valid
from xiaoer.service.reply.handoff import Found, Line, Tried
from xiaoer.service.reply.handoff_json import CandidateDict, HandoffDict
from xiaoer.service.reply.offers import Offer
from xiaoer.service.reply.reply import ChoiceDict
from xiaoer.service.reply.self_service import SelfServiceLink

TEXT = st.sampled_from(["", "退款", "no", "12", "null", "😀", "a\nb", "<b>", '"', "é", "\u2028"])
FULL = TEXT.filter(str.strip)
SHARE = st.floats(0, 1)
CANDIDATES = st.lists(st.builds(Candidate, FULL, FULL, SHARE), max_size=3).map(tuple)
CHOICES = st.lists(st.builds(Choice, FULL, FULL), max_size=3).map(tuple)
LINK = st.builds(Link, label=FULL, url=st.just("https://example.com/?a=1&b=%20"))
LINKS = st.lists(LINK, max_size=2).map(tuple)
TEXTS = st.lists(FULL, max_size=2).map(tuple)
FIELDS = st.sampled_from([(), ("订单号",), ("订单号", "手机号")])
SERVICE = st.builds(
    SelfService,
    label=FULL,
    url=st.sampled_from([None, "https://example.com/"]),
    route=st.just("app://x"),
    fields=st.just(()),
)
OFFERED = st.builds(
    SelfServiceLink,
    label=FULL,
    url=st.sampled_from([None, "https://example.com/{订单号}"]),
    route=st.sampled_from([None, "app://x"]),
    fields=FIELDS,
    filled=st.sampled_from([{}, {"订单号": "20261123"}]),
)
MOMENT = st.datetimes(
    datetime(1990, 1, 1),
    datetime(2100, 1, 1),
    timezones=st.sampled_from([timezone(timedelta(hours=8)), timezone(timedelta(hours=-3.5))]),
)
VALID = st.builds(lambda start, days: Valid(start=start, end=start + days), MOMENT, st.timedeltas(
    timedelta(1), timedelta(9)))  # fmt: skip
ENTRIES = st.builds(
    Entry,
    id=st.sampled_from(["a", "refund-arrival", "12"]),
    question=FULL,
    variants=TEXTS,
    answer=FULL,
    category=TEXT,
    audience=st.sampled_from([(), ("buyer",), ("buyer", "商家")]),
    keywords=st.builds(Keywords, any=TEXTS, all=TEXTS, none=TEXTS),
    channels=st.sampled_from(
        [(), (ChannelAnswer(channel="app"),), (ChannelAnswer(channel="web", answer="网页"),)]
    ),
    valid=st.none() | VALID,
    enabled=st.booleans(),
    links=LINKS,
    image=st.sampled_from([None, "a.png"]),
    self_service=st.none() | SERVICE,
    escalate=st.sampled_from([None, "human"]),
    related=st.sampled_from([(), ("b", "c")]),
    hot=st.booleans(),
)
HANDOFFS = st.builds(
    Handoff,
    queue=FULL,
    label=TEXT,
    priority=st.integers(-5, 5),
    reason=st.sampled_from(get_args(Reason)),
    query=TEXT,
    id=TEXT,
    reasons=st.lists(st.sampled_from(get_args(Reason)), max_size=3).map(tuple),
    open=st.booleans(),
    problem=TEXT,
    topic=TEXT,
    entry=st.none() | FULL,
    confidence=SHARE,
    candidates=CANDIDATES,
    found=st.lists(st.builds(Found, kind=st.just("order"), value=TEXT), max_size=2).map(tuple),
    missing=TEXTS,
    tried=st.lists(
        st.builds(Tried, entry=FULL, question=TEXT, query=TEXT, outcome=st.just("denied")),
        max_size=2,
    ).map(tuple),
    transcript=st.lists(st.builds(Line, role=st.just("bot"), text=TEXT), max_size=2).map(tuple),
    audience=st.none() | FULL,
    channel=st.none() | FULL,
    customer=TEXT,
    started=TEXT,
    created=TEXT,
)


def replies(parts: st.SearchStrategy[tuple[Reply, ...]]) -> st.SearchStrategy[Reply]:
    return st.builds(
        Reply,
        query=TEXT,
        action=st.sampled_from(get_args(Action)),
        reason=st.sampled_from(get_args(Reason)),
        text=TEXT,
        entry=st.none() | ENTRIES,
        confidence=SHARE,
        margin=SHARE,
        candidates=CANDIDATES,
        choices=CHOICES,
        self_service=st.none() | OFFERED,
        links=LINKS,
        image=st.sampled_from([None, "a.png", ""]),
        related=CHOICES,
        asks=TEXTS,
        offers=st.lists(st.builds(Offer, FULL, FULL, FULL, TEXT), max_size=2).map(tuple),
        parts=parts,
        handoff=st.none() | HANDOFFS,
        truncated=st.integers(0, 10**6),
        corpus_hash=TEXT,
        engine=TEXT,
    )


REPLIES = replies(st.lists(replies(st.just(())), max_size=2).map(tuple))


@pytest.mark.slow
@given(REPLIES)
def test_reply_to_json_to_reply_is_an_identity(reply: Reply) -> None:
    """Every field of it, also through text and with ASCII escapes."""
    shape = reply.to_dict()
    assert Reply.from_dict(shape) == reply
    for ascii_only in (True, False):
        text = json.dumps(shape, ensure_ascii=ascii_only, allow_nan=False)
        assert Reply.from_dict(json.loads(text)) == reply
        assert json.loads(text) == shape


@pytest.mark.slow
@given(REPLIES)
def test_reading_a_reply_changes_nothing_of_what_it_reads(reply: Reply) -> None:
    shape = reply.to_dict()
    before = copy.deepcopy(shape)
    Reply.from_dict(shape)
    assert shape == before
    assert Reply.from_dict(shape).to_dict() == shape


@given(REPLIES)
def test_a_reply_pickles_hashes_and_is_frozen(reply: Reply) -> None:
    again = pickle.loads(pickle.dumps(reply))
    assert (again, hash(again)) == (reply, hash(reply))
    with pytest.raises(dataclasses.FrozenInstanceError):
        reply.text = "x"  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        reply.other = 1  # type: ignore[attr-defined]


def test_two_replies_share_no_mutable_part_of_their_json() -> None:
    """A host may change what it got."""
    reply = bot_of({"question": "怎么退款", "variants": ["退款"]}).ask("怎么退款")
    shape = reply.to_dict()
    shape["candidates"].clear()
    assert shape["entry"] is not None
    shape["entry"]["variants"].append("x")
    fresh = reply.to_dict()
    assert len(fresh["candidates"]) == 1
    assert fresh["entry"] is not None
    assert fresh["entry"]["variants"] == ["退款"]


LATER = ("shown", "difference", "exact", "lead", "ground", "turn", "picked")
"""Keys that log lines of older versions do not have."""


def test_a_missing_key_is_named() -> None:
    shape: dict[str, Any] = dict(Reply(query="", action="chat", reason="empty", text="").to_dict())
    for key in ReplyDict.__annotations__:
        if key in LATER:
            del shape[key]
            Reply.from_dict(shape)
            continue
        with pytest.raises(KeyError, match=key):
            Reply.from_dict({name: value for name, value in shape.items() if name != key})


def test_the_json_has_the_keys_of_the_typed_dicts_and_the_fields_of_the_records() -> None:
    """The order too: documents are compared by people."""
    handoff = Handoff(queue="q", label="", priority=0, reason="exact", query="",
                      candidates=(Candidate("a", "b", 0.5),))  # fmt: skip
    reply = Reply(
        query="", action="escalate", reason="exact", text="",
        candidates=(Candidate("a", "b", 0.5),), choices=(Choice("a", "b"),), handoff=handoff,
    )  # fmt: skip
    shape: Any = reply.to_dict()
    assert list(shape) == list(ReplyDict.__annotations__)
    assert set(shape) == {field.name for field in dataclasses.fields(Reply)}
    assert list(shape["handoff"]) == list(HandoffDict.__annotations__)
    records = {field.name for field in dataclasses.fields(Handoff)}
    assert set(shape["handoff"]) == records - {"private"}
    assert list(shape["candidates"][0]) == list(CandidateDict.__annotations__)
    assert list(shape["choices"][0]) == list(ChoiceDict.__annotations__)


@pytest.mark.parametrize("action", get_args(Action))
def test_answered_is_an_answer_or_self_service(action: Action) -> None:
    reply = Reply(query="", action=action, reason="exact", text="")
    assert reply.answered is (action in ("answer", "self_service"))
