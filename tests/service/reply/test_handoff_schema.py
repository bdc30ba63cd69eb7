"""The shipped JSON Schema of handoffs says what `Handoff.to_dict` gives."""

import copy
import json
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from typing import Any, get_args

import pytest

from tests.service.material import sample
from xiaoer import Conversation, Reason
from xiaoer.service.reply.handoff_json import (
    CandidateDict,
    FoundDict,
    HandoffDict,
    LineDict,
    Reaction,
    TriedDict,
)
from xiaoer.text.entities import EntityKind

SCHEMA: dict[str, Any] = json.loads(
    (files("xiaoer") / "data" / "handoff.schema.json").read_text(encoding="utf-8")
)
REPLY: dict[str, Any] = json.loads(
    (files("xiaoer") / "data" / "reply.schema.json").read_text(encoding="utf-8")
)
PROPERTIES, DEFS = SCHEMA["properties"], SCHEMA["$defs"]


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every object of the schema that describes one with keys of its own."""
    if isinstance(node, dict):
        if node.get("type") == "object" and "properties" in node:
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            yield from objects(item)


def test_the_keys_are_those_of_the_typed_dict() -> None:
    keys = list(HandoffDict.__annotations__)
    assert list(PROPERTIES) == keys
    assert SCHEMA["required"] == keys


@pytest.mark.parametrize(
    ("node", "typed"),
    [
        (PROPERTIES["found"]["items"], FoundDict),
        (PROPERTIES["tried"]["items"], TriedDict),
        (PROPERTIES["transcript"]["items"], LineDict),
        (DEFS["candidate"], CandidateDict),
    ],
)
def test_the_parts_are_those_of_their_typed_dicts(node: dict[str, Any], typed: Any) -> None:
    assert list(node["properties"]) == node["required"] == list(typed.__annotations__)


def test_the_enums_are_the_literals() -> None:
    assert DEFS["reason"]["enum"] == list(get_args(Reason))
    assert PROPERTIES["found"]["items"]["properties"]["kind"]["enum"] == list(get_args(EntityKind))
    outcomes = PROPERTIES["tried"]["items"]["properties"]["outcome"]["enum"]
    assert outcomes == list(get_args(Reaction))
    roles = PROPERTIES["transcript"]["items"]["properties"]["role"]["enum"]
    assert roles == list(get_args(LineDict.__annotations__["role"]))


def test_no_object_takes_unknown_keys_and_all_are_required() -> None:
    found = list(objects(SCHEMA))
    assert len(found) == 5
    for node in found:
        assert node["additionalProperties"] is False
        assert node["required"] == list(node["properties"])
    assert PROPERTIES["sent"]["additionalProperties"] == {"type": "integer", "minimum": 1}


def test_the_schema_of_replies_says_the_same_of_handoffs() -> None:
    inside = REPLY["$defs"]["handoff"]
    assert list(inside["properties"]) == list(PROPERTIES)
    assert inside["required"] == SCHEMA["required"]
    for key in ("found", "tried", "transcript"):
        assert inside["properties"][key]["items"] == PROPERTIES[key]["items"]


@pytest.fixture(scope="module")
def validator() -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    return jsonschema.Draft202012Validator(SCHEMA)


TALKS = (
    ["转人工"],
    ["退款多久到账", "没用", "没用"],
    ["怎么取消订单", "订单号3320195557711223344，电话13800138000，12月1日付了100元", "转人工"],
    ["怎么查物流到哪了", "运单SF1234567890123", "怎么查物流到哪了", "怎么查物流到哪了"],
    ["商家拒绝退款怎么办", "邮箱a.b@qq.com，卡号6222021234567890128", "转人工"],
    ["我要起诉你们"],
    ["包裹丢了怎么办"],
    ["周杰伦演唱会门票多少钱", "火星上有没有水", "量子力学是谁提出的"],
    ["运费险怎么理赔？包裹丢了怎么办"],
    ["垃圾", "垃圾"],
    ["没听懂", "没听懂"],
)


def packets() -> Iterator[dict[str, Any]]:
    for hour in (3, 12):
        for said in TALKS:
            talk = Conversation(sample(), audience="buyer", channel="app", id="t")
            for text in said:
                packet = talk.say(text, datetime(2026, 11, 23, hour)).handoff
            if packet is not None:
                yield dict(packet.to_dict())
                yield dict(packet.to_dict(raw=True))
    alone = sample().ask("转人工").handoff
    assert alone is not None
    yield dict(alone.to_dict())


@pytest.mark.slow
def test_real_packets_validate(validator: Any) -> None:
    found = list(packets())
    assert len(found) >= 4 * (len(TALKS) - 1)
    for packet in found:
        assert [error.message for error in validator.iter_errors(packet)] == []
    assert len({packet["reason"] for packet in found}) >= 7
    assert {kind["kind"] for packet in found for kind in packet["found"]} >= {
        "order", "tracking", "phone", "amount", "date", "email", "bank_card",
    }  # fmt: skip


BAD: list[dict[str, Any]] = [
    {"id": None},
    {"queue": 1},
    {"priority": "2"},
    {"priority": 1.5},
    {"reason": "because"},
    {"reasons": ["because"]},
    {"reasons": "unsolved"},
    {"open": "yes"},
    {"problem": None},
    {"entry": 5},
    {"confidence": 1.5},
    {"candidates": [{"id": "a", "question": "b"}]},
    {"candidates": [{"id": "a", "question": "b", "score": 0.5}] * 6},
    {"found": [{"kind": "name", "value": "x", "carrier": ""}]},
    {"found": [{"kind": "phone", "value": "x"}]},
    {"missing": [None]},
    {"tried": [{"entry": "a", "question": "b", "query": "c", "outcome": "bad"}]},
    {"transcript": [{"role": "agent", "text": "a", "time": ""}]},
    {"transcript": [{"role": "bot", "text": "a"}]},
    {"audience": 1},
    {"private": {}},
]


@pytest.mark.parametrize("change", BAD, ids=str)
def test_what_is_no_packet_does_not_validate(validator: Any, change: dict[str, Any]) -> None:
    good = next(packets())
    assert list(validator.iter_errors({**good, **change}))


def test_every_key_is_required(validator: Any) -> None:
    good = next(packets())
    for key in good:
        less = copy.deepcopy(good)
        del less[key]
        assert list(validator.iter_errors(less)), key
