"""The shipped JSON Schemas know the keys that the loader knows."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
import yaml

from xiaoer.corpus.read_entry import ENTRY_KEYS
from xiaoer.corpus.read_lexicon import LEXICON_KEYS, PARTS
from xiaoer.corpus.read_parts import KEYWORD_KEYS, LINK_KEYS, SELF_SERVICE_KEYS, VALID_KEYS
from xiaoer.corpus.read_settings import (
    LIMIT_KEYS,
    LONGEST_QUERY,
    QUEUE_KEYS,
    SETTINGS_KEYS,
    TEXT_KEYS,
    THRESHOLD_KEYS,
    TOPIC_KEYS,
)
from xiaoer.corpus.schema import schema
from xiaoer.corpus.settings import Limits

ENTRY = schema("entries")["$defs"]["entry"]
SETTINGS = schema("settings")


def below(node: dict[str, Any], *path: str) -> dict[str, Any]:
    for key in path:
        node = node["properties"][key]
    return node


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
    (below(SETTINGS, "restricted")["items"], TOPIC_KEYS),
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
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value if isinstance(value, str | int | float | None) else str(value)
