"""The shipped JSON Schemas know the keys that the loader knows."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
import yaml

from xiaoer.corpus.ladder import RULES, USUAL_TURNS
from xiaoer.corpus.reading.entry import ENTRY_KEYS
from xiaoer.corpus.reading.entry_parts import KEYWORD_KEYS, LINK_KEYS, SELF_SERVICE_KEYS, VALID_KEYS
from xiaoer.corpus.reading.hours import HOURS_KEYS
from xiaoer.corpus.reading.ladder import (
    CONDITIONS,
    MOST_TURNS,
    OFFER_KEYS,
    PRIORITIES,
    ROUTE_KEYS,
    RULE_KEYS,
    TOPIC_KEYS,
)
from xiaoer.corpus.reading.lexicon import LEXICON_KEYS, PARTS
from xiaoer.corpus.reading.lint import LINT_KEYS
from xiaoer.corpus.reading.settings import (
    LIMIT_KEYS,
    LONGEST_QUERY,
    QUEUE_KEYS,
    SETTINGS_KEYS,
    TEXT_KEYS,
    THRESHOLD_KEYS,
)
from xiaoer.corpus.schema import schema
from xiaoer.corpus.settings import Limits, Settings
from xiaoer.errors import CorpusError

ENTRY = schema("entries")["$defs"]["entry"]
SETTINGS = schema("settings")


def below(node: dict[str, Any], *path: str) -> dict[str, Any]:
    for key in path:
        node = node["properties"][key]
    return node


RULE = below(SETTINGS, "escalation")["items"]["anyOf"][1]
ROUTE = below(SETTINGS, "routing")["items"]

KEYS = [
    (ENTRY, ENTRY_KEYS),
    (below(ENTRY, "keywords"), KEYWORD_KEYS),
    (below(ENTRY, "valid"), VALID_KEYS),
    (below(ENTRY, "links")["items"], LINK_KEYS),
    (below(ENTRY, "self_service"), SELF_SERVICE_KEYS),
    (SETTINGS, SETTINGS_KEYS),
    (below(SETTINGS, "queues")["additionalProperties"], QUEUE_KEYS),
    (below(SETTINGS, "texts"), TEXT_KEYS),
    (below(SETTINGS, "thresholds"), THRESHOLD_KEYS),
    (below(SETTINGS, "limits"), LIMIT_KEYS),
    (below(SETTINGS, "lint"), LINT_KEYS),
    (below(SETTINGS, "restricted")["items"], TOPIC_KEYS),
    (RULE, RULE_KEYS),
    (ROUTE, ROUTE_KEYS),
    (below(SETTINGS, "offers")["items"], OFFER_KEYS),
    (below(SETTINGS, "hours"), HOURS_KEYS),
    (below(SETTINGS, "lexicon"), LEXICON_KEYS),
]


@pytest.mark.parametrize(("node", "keys"), KEYS)
def test_keys_are_the_loader_s(node: dict[str, Any], keys: tuple[str, ...]) -> None:
    assert tuple(node["properties"]) == keys
    assert node["additionalProperties"] is False


def test_every_key_has_a_chinese_description() -> None:
    for node, keys in KEYS:
        for key in keys:
            description = node["properties"][key]["description"]
            assert any("\u4e00" <= char <= "\u9fff" for char in description), key


def test_bounds_and_names_are_the_loader_s() -> None:
    limits = below(SETTINGS, "limits")["properties"]
    assert limits["query_chars"]["maximum"] == LONGEST_QUERY
    for field in dataclasses.fields(Limits):
        assert f"默认 {field.default}" in limits[field.name]["description"]
    assert tuple(below(SETTINGS, "lexicon", "without")["items"]["enum"]) == PARTS


def test_the_ladder_s_names_and_bounds_are_the_loader_s() -> None:
    assert tuple(SETTINGS["$defs"]["rule"]["enum"]) == RULES
    turns = RULE["properties"]["turns"]
    assert (turns["minimum"], turns["maximum"]) == (1, MOST_TURNS)
    for name, usual in USUAL_TURNS.items():
        assert f"{name}（默认 {usual}）" in turns["description"]
    for node in (RULE, ROUTE):
        priority = node["properties"]["priority"]
        assert (priority["minimum"], priority["maximum"]) == PRIORITIES
    assert tuple(one["required"][0] for one in ROUTE["anyOf"]) == CONDITIONS


HOURS = {"week": {"mon-fri": "9:00-18:00"}}
LADDERS: list[dict[str, Any]] = [
    {"restricted": [{"name": "a", "words": ["x"]}, {"name": "b", "categories": "退款"}]},
    {"escalation": ["anger", {"rule": "unsolved", "turns": 3, "enabled": "no"}]},
    {"routing": [{"audience": "buyer", "reason": ["anger"], "queue": "human", "priority": 0}]},
    {"offers": [{"name": "a", "label": "甲", "queue": "human", "category": ["退款"]}]},
    {"hours": HOURS},
    {"hours": {"week": {"周一至周五": "9：00～12：00、13:30-18:00", "周六、周日": "休息"}}},
    {"hours": {"week": {"daily": ["9:00-12:00", "13:30-24:00"]}}},
    {
        "hours": {
            **HOURS,
            "special": {"2026-10-01..2026-10-07": "closed", "2026/10/9": "9:00-12:00"},
        }
    },
]
BAD_LADDERS: list[dict[str, Any]] = [
    {"restricted": [{"name": "a"}]},
    {"escalation": ["angry"]},
    {"escalation": [{"turns": 2}]},
    {"escalation": [{"rule": "unsolved", "turns": 0}]},
    {"routing": [{"queue": "human"}]},
    {"routing": [{"entry": "退款"}]},
    {"offers": [{"name": "a", "queue": "human"}]},
    {"hours": {"special": {"2026-10-01": "closed"}}},
    {"hours": {"week": {}}},
    {"hours": {"week": {"someday": "9:00-18:00"}}},
    {"hours": {"week": {"mon": "9-18"}}},
    {"hours": {"week": {"mon": []}}},
    {"hours": {**HOURS, "special": {"春节": "closed"}}},
]


@pytest.mark.parametrize("value", LADDERS, ids=str)
def test_a_ladder_that_loads_validates(value: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    assert Settings.from_dict(value).to_dict() != {}
    assert list(jsonschema.Draft202012Validator(SETTINGS).iter_errors(value)) == []


@pytest.mark.parametrize("value", BAD_LADDERS, ids=str)
def test_a_ladder_that_does_not_load_does_not_validate(value: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    with pytest.raises(CorpusError):
        Settings.from_dict(value)
    assert list(jsonschema.Draft202012Validator(SETTINGS).iter_errors(value)) != []


def test_samples_validate_and_faults_do_not() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(schema("entries"))
    good = [
        {
            "id": "a",
            "question": "q",
            "variants": ["r"],
            "answer": 12315,
            "audience": "buyer",
            "channels": {"app": None},
            "self_service": {"label": "退款", "route": "app://x"},
        },
        {"id": "b", "question": "q", "audience": ["buyer"], "hot": "yes"},
    ]
    assert list(validator.iter_errors(good)) == []
    for bad in ({"x": 1}, {"id": "退款"}, {"hot": "是"}, {"self_service": {"label": "a"}}):
        assert list(validator.iter_errors([{"id": "a", "question": "q", **bad}])) != []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["entries", "settings"])
def test_the_sample_corpus_validates(name: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    folder = Path(__file__).parents[2] / "faq"
    files = [
        path for path in folder.glob("*.yaml") if (path.stem == "xiaoer") == (name != "entries")
    ]
    validator = jsonschema.Draft202012Validator(schema(name))
    for path in files:
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert [error.message for error in validator.iter_errors(plain(value))] == []


def plain(value: object) -> object:
    """Dates back to texts: JSON has none, and YAML 1.2 editors see texts."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value if isinstance(value, str | int | float | None) else str(value)
