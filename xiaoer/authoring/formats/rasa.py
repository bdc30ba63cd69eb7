"""Rasa: retrieval intents in ``nlu`` and their ``responses``, in one YAML file or several.

An intent ``faq/退款`` has its examples under ``nlu`` and its answer under ``utter_faq/退款``, as
the chapter on chitchat and FAQs of its manual shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from xiaoer.authoring.formats.values import ReadEntries, items_of, part, sourced, text_of, value_of
from xiaoer.authoring.sourced import Sourced
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.template import fill
from xiaoer.corpus.writing.yaml_text import to_yaml
from xiaoer.source.tree import Node, Pairs, Source
from xiaoer.text.regex import regex

CARRIED: Final = frozenset(("id", "question", "variants", "answer", "image"))
RETRIEVAL: Final = "faq"

_ANNOTATED = regex(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")
_EXAMPLE = regex(r"^\s*-\s+(.*\S)\s*$", re.MULTILINE)
_NAME = regex(r"[A-Za-z]\w*", re.ASCII)
_UTTER = "utter_"
_VERSION = "3.1"

Document = tuple[Source, Node]


def is_ours(root: Node | None) -> bool:
    """Whether a YAML file holds training data or responses of Rasa."""
    return part(root, "nlu") is not None or part(root, "responses") is not None


def read(documents: Sequence[Document]) -> ReadEntries:
    """The intents that have a response, each an entry; what else is there is not carried."""
    responses = {}
    for _, root in documents:
        found = part(root, "responses")
        for key, value in found.pairs if isinstance(found, Pairs) else ():
            responses[text_of(key).removeprefix(_UTTER)] = value
    entries, lost = [], []
    for source, root in documents:
        for item in items_of(part(root, "nlu")):
            intent = text_of(part(item, "intent"))
            place = str(source.place(item.at))
            examples = list(_examples(part(item, "examples")))
            if not intent:
                lost += [(key, place) for key in _keys(item)]
            elif intent not in responses or not examples:
                lost.append((f"intent: {intent}", place))
            else:
                entry, own = _entry(source, item, intent, examples, responses.pop(intent))
                entries.append(entry)
                lost += [(what, place) for what in own]
        lost += [(key, str(source.place(root.at))) for key in _others(root)]
    lost += [("responses", f"{_UTTER}{name}") for name in responses]
    return entries, lost


def _entry(
    source: Source, item: Node, intent: str, examples: list[str], response: Node
) -> tuple[Sourced, list[str]]:
    lost = []
    texts = [_ANNOTATED.sub(r"\1", example) for example in examples]
    if texts != examples:
        lost.append("entities")
    ways = items_of(response)
    first = ways[0] if ways else None
    if len(ways) > 1:
        lost.append("responses: 2…")
    known = ("text", "image")
    lost += [key for way in ways[:1] for key in _keys(way) if key not in known]
    group, slash, name = intent.partition("/")
    metadata = part(item, "metadata")
    fields = {
        "id": text_of(part(metadata, "id")) or (name if slash and name.isascii() else ""),
        "question": texts[0],
        "variants": list(dict.fromkeys(texts[1:])),
        "answer": text_of(part(first, "text")),
        "image": text_of(part(first, "image")),
    }
    if slash and group != RETRIEVAL:
        fields["category"] = group
    return sourced(source, item.at, fields), lost


def _examples(node: Node | None) -> Iterator[str]:
    """The examples, a block of ``- …`` lines, or a list of texts or mappings."""
    for item in items_of(node):
        yield text_of(item) or text_of(part(item, "text"))
    yield from _EXAMPLE.findall(text_of(node))


def _keys(node: Node) -> list[str]:
    value = value_of(node)
    return list(value) if isinstance(value, dict) else []


def _others(root: Node) -> Iterator[str]:
    """What stands beside: rules, stories, slots …; the lists of names say nothing new."""
    known = ("version", "nlu", "responses", "intents", "actions", "session_config")
    return (key for key in _keys(root) if key not in known)


def _intent(entry: Entry) -> str:
    """The intent of an entry; its category is the retrieval intent where it can be one."""
    group = entry.category if _NAME.fullmatch(entry.category) else RETRIEVAL
    return f"{group}/{entry.id}"


def write(entries: Sequence[Entry], variables: Mapping[str, str]) -> str:
    """One file with training data and responses, variables filled in."""
    nlu = [
        {
            "intent": _intent(entry),
            "examples": "".join(f"- {' '.join(text.split())}\n" for text in entry.questions),
        }
        for entry in entries
    ]
    responses: dict[str, object] = {}
    for entry in entries:
        way = {"text": fill(entry.answer, variables)}
        if entry.image:
            way["image"] = entry.image
        responses[f"{_UTTER}{_intent(entry)}"] = [way]
    return to_yaml({"version": _VERSION, "nlu": nlu, "responses": responses})
