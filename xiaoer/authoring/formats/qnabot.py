"""QnABot on AWS: the JSON file that its designer exports and imports.

``{"qna": [{"qid", "type", "q": [...], "a", "t", "alt", "r": {"imageUrl", "buttons", …}, …}]}``, as
its schema (``lambda/schema/qna.js``) has it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from xiaoer.authoring.formats.values import ReadEntries, items_of, part, sourced, text_of, value_of
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.template import fill
from xiaoer.source.json_tree import parse_json
from xiaoer.source.tree import Node, RowSource

CARRIED: Final = frozenset(("id", "question", "variants", "answer", "category", "image", "links"))
_READ: Final = frozenset(("qid", "q", "a", "t", "type", "r", "alt"))


def is_ours(root: Node | None) -> bool:
    """Whether a file of JSON is one of QnABot's."""
    return part(root, "qna") is not None


def read(file: str, text: str) -> ReadEntries:
    """The items of type qna, and what they have that no entry can hold."""
    entries, lost = [], []
    for number, item in enumerate(items_of(part(parse_json(text, 0), "qna")), 1):
        qid = text_of(part(item, "qid"))
        place = f"{file} qna {number}"
        kind = text_of(part(item, "type")) or "qna"
        if kind != "qna":
            lost.append((f"type: {kind}", qid or place))
            continue
        questions = [text_of(node) for node in items_of(part(item, "q")) if text_of(node)]
        card = part(item, "r")
        fields = {
            "id": qid,
            "question": questions[0] if questions else "",
            "variants": questions[1:],
            "answer": text_of(part(item, "a")),
            "category": text_of(part(item, "t")),
            "image": text_of(part(card, "imageUrl")),
            "links": _links(card),
        }
        entries.append(sourced(RowSource(place), 0, fields))
        lost += [(what, qid or place) for what in _lost(item, card)]
    return entries, lost


def _links(card: Node | None) -> list[dict[str, str]]:
    """Buttons that lead to an address; others put words into the customer's mouth."""
    found = []
    for button in items_of(part(card, "buttons")):
        label, value = text_of(part(button, "text")), text_of(part(button, "value"))
        if label and value.startswith(("http://", "https://")):
            found.append({"label": label, "url": value})
    return found


def _lost(item: Node, card: Node | None) -> Iterator[str]:
    value = value_of(item)
    for key, own in value.items() if isinstance(value, dict) else ():
        if key not in _READ and _says(own):
            yield key
    for key in ("ssml", "markdown"):
        if text_of(part(part(item, "alt"), key)):
            yield f"alt.{key}"
    for key in ("title", "subTitle", "text", "url"):
        if text_of(part(card, key)):
            yield f"r.{key}"
    if len(items_of(part(card, "buttons"))) > len(_links(card)):
        yield "r.buttons"


def _says(value: object) -> bool:
    """Whether anything is said within."""
    if isinstance(value, dict):
        return any(map(_says, value.values()))
    if isinstance(value, list):
        return any(map(_says, value))
    return value not in (None, "", "false")


def write(entries: Sequence[Entry], variables: Mapping[str, str]) -> str:
    """The file to import there, variables filled in."""
    whole = {"qna": [_item(entry, variables) for entry in entries]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _item(entry: Entry, variables: Mapping[str, str]) -> dict[str, object]:
    item: dict[str, object] = {
        "qid": entry.id,
        "type": "qna",
        "q": list(entry.questions),
        "a": fill(entry.answer, variables),
    }
    if entry.category:
        item["t"] = entry.category
    if entry.image or entry.links:
        buttons = [{"text": link.label, "value": link.url} for link in entry.links]
        card: dict[str, object] = {"title": "", "imageUrl": entry.image or ""}
        item["r"] = {**card, "buttons": buttons} if buttons else card
    return item
