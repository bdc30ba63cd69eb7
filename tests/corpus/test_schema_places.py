"""The schemas in other documents: by their `$id`, and placed where only one document is known."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import pytest

from tests.service.material import sample
from xiaoer.corpus.schema import SchemaName, schema

pytest.importorskip("jsonschema")

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

NAMES: tuple[SchemaName, ...] = get_args(SchemaName)
EDITED = ("entries", "settings")
PLACED = ("reply", "handoff", *EDITED)
PLACE = "#/components/schemas/Place"


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            yield from references(item)


def packet() -> dict[str, Any]:
    handoff = sample().ask("转人工").handoff
    assert handoff is not None
    return dict(handoff.to_dict())


@cache
def good() -> dict[str, Any]:
    """What each schema takes; every one has something behind a reference."""
    return {
        "reply": dict(sample().ask("还没发货能退吗？运费谁出").to_dict()),
        "handoff": packet(),
        "entries": [{"id": "a", "question": "怎么退款", "answer": "点退款", "variants": ["退款"]}],
        "settings": {"restricted": [{"name": "a", "words": ["x"]}], "escalation": ["anger"]},
    }


def broken(name: str) -> Any:
    """The same with a fault behind a reference, in a part of a part."""
    bad = copy.deepcopy(good()[name])
    if name == "reply":
        bad["parts"][0]["candidates"][0]["score"] = "high"
    elif name == "handoff":
        bad["reason"] = "because"
    elif name == "entries":
        bad[0]["variants"] = [None]
    else:
        bad["escalation"] = ["angry"]
    return bad


def verdicts(validator: Any, name: str) -> tuple[bool, bool]:
    """Whether the good and the broken one are valid; an unknown reference raises."""
    return validator.is_valid(good()[name]), validator.is_valid(broken(name))


@pytest.mark.parametrize("name", NAMES)
def test_each_has_an_id_of_its_own_and_no_reference_is_dangling(name: SchemaName) -> None:
    found = schema(name)
    assert found["$id"] == f"urn:xiaoer:schema:{name}"
    own = Resource.from_contents(found)
    resolver = (own @ Registry()).resolver(base_uri=found["$id"])
    refs = set(references(found))
    assert refs
    for ref in refs:
        assert isinstance(resolver.lookup(ref).contents, dict)
        assert ref.startswith("#" if name in EDITED else found["$id"]), ref


@pytest.mark.parametrize("name", PLACED)
@pytest.mark.parametrize(
    "embed",
    [
        lambda own: own,
        lambda own: {"$defs": {"x": own}, "$ref": "#/$defs/x"},
        lambda own: {"$id": "https://example.com/a", "$defs": {"x": own}, "$ref": "#/$defs/x"},
        lambda own: {"anyOf": [False, own]},
        lambda own: {"allOf": [{"oneOf": [own, False]}]},
        lambda own: {"$defs": {"x": own}, "$ref": own["$id"]},
    ],
)
def test_in_another_schema_its_references_are_its_own(name: Any, embed: Any) -> None:
    outer = embed(schema(name))
    if "$ref" in outer:
        outer["$defs"] |= {"entry": False, "text": False, "reason": False, "candidate": False}
    assert verdicts(Draft202012Validator(outer), name) == (True, False)


@pytest.mark.parametrize("name", ["reply", "handoff"])
@pytest.mark.parametrize("base", ["urn:doc", "https://example.com/openapi.json"])
def test_in_a_document_of_another_kind_with_the_schema_registered(name: Any, base: str) -> None:
    """As it stands, in the components of an OpenAPI document."""
    own = schema(name)
    document = {"openapi": "3.1.0", "components": {"schemas": {"Place": own}}}
    registry = Resource.from_contents(own) @ Registry()
    registry = registry.with_resource(base, DRAFT202012.create_resource(document))
    validator = Draft202012Validator({"$ref": base + PLACE}, registry=registry)
    assert verdicts(validator, name) == (True, False)


@pytest.mark.parametrize("name", PLACED)
def test_placed_in_a_document_it_needs_nothing_else(name: Any) -> None:
    placed = schema(name, at=PLACE)
    assert not {"$id", "$schema"} & set(placed)
    document = {"components": {"schemas": {"Place": placed}}}
    assert all(ref.startswith(PLACE) for ref in references(document))
    validator = Draft202012Validator({**document, "$ref": PLACE})
    assert verdicts(validator, name) == (True, False)


@pytest.mark.parametrize("name", NAMES)
def test_at_the_root_its_references_are_short(name: SchemaName) -> None:
    placed = schema(name, at="#")
    assert all(ref == "#" or ref.startswith("#/") for ref in references(placed))
    Draft202012Validator.check_schema(placed)
    assert json.dumps(placed).count("urn:") == 0


def test_what_is_no_name_or_no_place_is_refused() -> None:
    with pytest.raises(ValueError, match=r"entries, settings, reply.*found 'replies'"):
        schema("replies")  # type: ignore[arg-type]
    for at in ("", "components", "#components", "https://example.com/#/x"):
        with pytest.raises(ValueError, match="such as"):
            schema("reply", at=at)


def test_a_fresh_dict_each_time() -> None:
    schema("reply")["$defs"].clear()
    assert schema("reply")["$defs"]
