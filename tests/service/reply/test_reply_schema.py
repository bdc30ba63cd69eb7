"""The shipped JSON Schema of replies says what `Reply.to_dict` gives."""

import copy
import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, get_args

import pytest

from tests.service.material import bot_of, sample
from xiaoer import Action, Bot, Reason, Reply, ReplyDict
from xiaoer.corpus.reading.entry import ENTRY_KEYS
from xiaoer.service.reply.handoff_json import CandidateDict, HandoffDict
from xiaoer.service.reply.reply import ChoiceDict

SCHEMA: dict[str, Any] = json.loads(
    (files("xiaoer") / "data" / "reply.schema.json").read_text(encoding="utf-8")
)
DEFS = SCHEMA["$defs"]
EXPLANATION = "explanation"


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Every object of the schema."""
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            yield from nodes(item)


def test_the_keys_are_those_of_the_typed_dict_and_an_explanation() -> None:
    """Only the explanation may be missing."""
    keys = list(ReplyDict.__annotations__)
    assert list(SCHEMA["properties"]) == [*keys, EXPLANATION]
    assert SCHEMA["required"] == keys


def test_the_enums_are_the_literals() -> None:
    assert SCHEMA["properties"]["action"]["enum"] == list(get_args(Action))
    assert SCHEMA["properties"]["reason"]["enum"] == list(get_args(Reason))


def test_the_parts_are_those_of_their_typed_dicts() -> None:
    parts = {"candidate": CandidateDict, "choice": ChoiceDict, "handoff": HandoffDict}
    for name, typed in parts.items():
        assert list(DEFS[name]["properties"]) == list(typed.__annotations__)
        assert DEFS[name]["required"] == list(typed.__annotations__)
    assert tuple(DEFS["entry"]["properties"]) == ENTRY_KEYS


def test_no_object_takes_unknown_keys_and_every_key_is_described() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for node in nodes(SCHEMA):
        if node.get("type") == "object":
            assert "additionalProperties" in node, node
    for key, node in SCHEMA["properties"].items():
        assert node["description"].endswith("."), key
    assert all("description" in node for node in DEFS.values())


# --- real replies -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def validator() -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    return jsonschema.Draft202012Validator(SCHEMA)


def faults(validator: Any, shape: Any) -> list[str]:
    return [error.message for error in validator.iter_errors(shape)]


SUPPRESSED = Reply(query="还在吗", action="suppressed", reason="handed_over", text="请稍候")
FULL_ENTRY = {
    "id": "full",
    "question": "怎么查收据",
    "variants": ["收据在哪"],
    "answer": "点这里",
    "category": "票据",
    "audience": ["buyer"],
    "keywords": {"any": ["收据"], "all": ["查", "收据"], "none": ["丢"]},
    "negatives": ["收据丢了"],
    "channels": {"app": "App里点", "web": None},
    "valid": {"start": "2001-01-01", "end": "2999-01-01 12:00"},
    "links": [{"label": "规则", "url": "https://example.com/"}],
    "image": "a.png",
    "self_service": {"label": "查", "url": "https://example.com/{订单号}", "fields": ["订单号"]},
    "related": ["e1"],
    "hot": True,
}
QUERIES = (
    "怎么查收据", "收据", "退款多久到账", "多久能到账", "收到假货怎么办", "谢谢", "再见", "在吗",
    "你好", "", "转人工", "起诉", "随便", "怎么关闭免密支付", "怎么查收据" + "？" * 600,
)  # fmt: skip


@pytest.fixture(scope="module")
def bot() -> Bot:
    return bot_of(
        {"question": "退款多久到账"},
        {"question": "提现多久到账"},
        {"question": "收到假货怎么办", "escalate": "expert", "answer": ""},
        {"question": "怎么开通免密支付"},
        FULL_ENTRY,
        audiences={"buyer": "买家"},
        channels={"app": "App", "web": "网页"},
        queues={"human": {"label": "人"}, "expert": {"label": "专家", "priority": 3}},
        restricted=[{"name": "法律", "words": ["起诉"]}],
        thresholds={"answer": 0.95, "clarify": 0.01},
    )


def test_replies_of_every_action_validate(validator: Any, bot: Bot) -> None:
    """Nearly every reason among them, and every key of an entry."""
    found = [bot.ask(query) for query in QUERIES]
    found += [sample().ask(query) for query in (*QUERIES, "怎么提现", "退款", "怎么申请退款")]
    parted = Reply.from_dict({**found[0].to_dict(), "parts": [found[2].to_dict()]})
    replies = [*found, SUPPRESSED, parted]
    for reply in replies:
        assert faults(validator, reply.to_dict()) == [], reply
    assert {reply.action for reply in replies} == set(get_args(Action))
    assert len({reply.reason for reply in replies}) >= 12
    first = found[0].to_dict()
    assert first["entry"] is not None
    assert {*first["entry"], "enabled", "escalate"} == set(ENTRY_KEYS)


def test_replies_with_their_explanation_validate(validator: Any, bot: Bot) -> None:
    """As the command line prints them."""
    for query in QUERIES:
        why = bot.explain(query)
        shape = {**why.reply.to_dict(), EXPLANATION: why.to_dict()}
        assert faults(validator, shape) == []


BAD = [
    {"action": "reply"},
    {"reason": "because"},
    {"confidence": 1.5},
    {"margin": "0.5"},
    {"text": None},
    {"truncated": -1},
    {"candidates": [{"id": "a", "question": "b"}]},
    {"candidates": [{"id": "a", "question": "b", "score": 0.5}] * 6},
    {"choices": [{"id": "a", "question": "b", "score": 0.5}]},
    {"entry": {"id": "a"}},
    {"entry": {"id": "a", "question": "b", "queston": "c"}},
    {"handoff": {"queue": "a"}},
    {"self_service": {"label": "a"}},
    {"links": [{"label": "a"}]},
    {"parts": [{}]},
    {"image": 1},
    {"explanation": {}},
    {"extra": 1},
    {"action": "escalate"},
]


@pytest.mark.parametrize("change", BAD, ids=str)
def test_what_is_no_reply_does_not_validate(
    validator: Any, bot: Bot, change: dict[str, Any]
) -> None:
    """The last one: an entry beside an action that gives none."""
    good: dict[str, Any] = dict(bot.ask("怎么查收据").to_dict())
    assert good["entry"]
    assert faults(validator, {**good, **change})


def test_every_key_is_required_but_the_explanation(validator: Any, bot: Bot) -> None:
    good: dict[str, Any] = dict(bot.ask("怎么查收据").to_dict())
    for key in good:
        less = copy.deepcopy(good)
        del less[key]
        assert faults(validator, less), key
    assert EXPLANATION not in good
