"""A node → a `Draft`: the entry as far as it can be read, and where its parts stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timezone

from xiaoer.corpus.entry import Entry
from xiaoer.corpus.reading.entry_parts import (
    check_braces,
    read_channels,
    read_image,
    read_keywords,
    read_links,
    read_self_service,
    read_valid,
)
from xiaoer.corpus.reading.meant_values import guessed_id
from xiaoer.corpus.reading.tree_reader import Text, TreeReader, plain
from xiaoer.errors import CorpusError
from xiaoer.records import dataclass, replace
from xiaoer.source.faults import Faults, Unreadable
from xiaoer.source.findings.slips import colon_slip, slip_in_key
from xiaoer.source.moments import DEFAULT_OFFSET, parse_offset
from xiaoer.source.row_tree import value_tree
from xiaoer.source.tree import FieldSource, Node, Pairs, RowSource, Scalar, kind
from xiaoer.text.regex import regex

ENTRY_KEYS = (
    "id",
    "question",
    "variants",
    "answer",
    "category",
    "audience",
    "keywords",
    "negatives",
    "channels",
    "valid",
    "enabled",
    "links",
    "image",
    "self_service",
    "escalate",
    "related",
    "hot",
)

_REQUIRED = ("id", "question")
_ID = regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """The texts of an entry that other checks look at, with their places."""

    id: Text | None
    question: Text | None
    variants: tuple[Text, ...]
    negatives: tuple[Text, ...]
    audience: tuple[Text, ...]
    related: tuple[Text, ...]
    escalate: Text | None

    @property
    def questions(self) -> tuple[Text, ...]:
        """The question, when there is one, and the variants."""
        return self.variants if self.question is None else (self.question, *self.variants)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry under check; `entry.id` is "" when it has none.

    `answers` are (key, text) of the common answer and the channels' own.
    """

    reader: TreeReader
    at: int
    entry: Entry
    located: Located
    channels: tuple[Text, ...]
    answers: tuple[tuple[str, Text], ...]


def read_entry(reader: TreeReader, node: Node, offset: timezone) -> Draft | None:
    """The draft of one entry, every fault of its own reported; None when it is no mapping."""
    if not isinstance(node, Pairs):
        reader.report("E102", node.at, found=kind(node), mend=_no_entry(reader, node))
        return None
    fields = reader.fields(node, ENTRY_KEYS, _REQUIRED)
    located = _located(reader, fields)
    channels, own, records = read_channels(reader, fields.get("channels"))
    answer = reader.text("answer", fields.get("answer"))
    entry = replace(_entry(reader, fields, located, offset), answer=answer or "", channels=records)
    draft = Draft(
        reader=reader,
        at=node.at,
        entry=entry,
        located=located,
        channels=channels,
        answers=_answers(entry, fields, own),
    )
    _check_answers(draft, fields, _silent_at(reader, node), answer_read=answer is not None)
    return draft


def _no_entry(reader: TreeReader, node: Node) -> str:
    """The mend of what is no entry, or ""."""
    if isinstance(reader.source, RowSource):
        return "row"
    return colon_slip(node.text)[0] if isinstance(node, Scalar) else ""


def no_list(node: Node) -> str:
    """The mend of a file that is no list of entries, or ""."""
    if isinstance(node, Pairs):
        keys = [key.text for key, _ in node.pairs if isinstance(key, Scalar)]
        slips = (slip_in_key(key, ENTRY_KEYS) for key in keys)
        usual = "item" if {"id", "question", "answer"} & set(keys) else ""
        return next((slip for slip in slips if slip), usual)
    return colon_slip(node.text)[0] if isinstance(node, Scalar) else ""


def entry_from_mapping(mapping: Mapping[str, object]) -> Entry:
    """The entry of one mapping. Raises: CorpusError with every fault."""
    faults = Faults()
    source = RowSource("entry")
    try:
        node = value_tree(mapping, source)
        draft = read_entry(TreeReader(source, faults), node, parse_offset(DEFAULT_OFFSET))
    except Unreadable as broken:
        faults.end(source, broken)
        draft = None
    if draft is None or faults.found:
        raise CorpusError(faults.finish())
    return draft.entry


def _located(reader: TreeReader, fields: Mapping[str, Node]) -> Located:
    return Located(
        id=_id(reader, fields),
        question=_text(reader, "question", fields),
        variants=reader.texts("variants", fields.get("variants")),
        negatives=reader.texts("negatives", fields.get("negatives")),
        audience=reader.text_or_texts("audience", fields.get("audience")),
        related=reader.texts("related", fields.get("related")),
        escalate=_text(reader, "escalate", fields),
    )


def _entry(
    reader: TreeReader, fields: Mapping[str, Node], located: Located, offset: timezone
) -> Entry:
    """The entry but for its answers."""
    return Entry(
        id=located.id.text if located.id else "",
        question=located.question.text if located.question else "",
        variants=plain(located.variants),
        category=reader.text("category", fields.get("category")) or "",
        audience=plain(located.audience),
        keywords=read_keywords(reader, fields.get("keywords")),
        negatives=plain(located.negatives),
        valid=read_valid(reader, fields.get("valid"), offset),
        enabled=reader.flag("enabled", fields.get("enabled"), True),
        links=read_links(reader, fields.get("links")),
        image=read_image(reader, fields.get("image")),
        self_service=read_self_service(reader, fields.get("self_service")),
        escalate=located.escalate.text if located.escalate else None,
        related=plain(located.related),
        hot=reader.flag("hot", fields.get("hot"), False),
    )


def _id(reader: TreeReader, fields: Mapping[str, Node]) -> Text | None:
    id = _text(reader, "id", fields)
    if id is not None and _ID.fullmatch(id.text) is None:
        meant = guessed_id(id.text)
        meant = meant if _ID.fullmatch(meant) else ""
        reader.misread("E201", id.at, id.text, meant, id=id.text)
    return id


def _text(reader: TreeReader, key: str, fields: Mapping[str, Node]) -> Text | None:
    text = reader.text(key, fields.get(key), required=True)
    return None if text is None else Text(text, fields[key].at)


def _silent_at(reader: TreeReader, node: Pairs) -> int:
    """The place of an entry that says nothing: of a row, the field that is to be filled."""
    if isinstance(reader.source, FieldSource):
        for key, value in node.pairs:
            if isinstance(key, Scalar) and key.text == "answer":
                return value.at
    return node.at


def _answers(
    entry: Entry, fields: Mapping[str, Node], own: tuple[tuple[str, Text], ...]
) -> tuple[tuple[str, Text], ...]:
    if not entry.answer.strip():
        return own
    return (("answer", Text(entry.answer, fields["answer"].at)), *own)


def _check_answers(
    draft: Draft, fields: Mapping[str, Node], silent: int, *, answer_read: bool
) -> None:
    """`silent` is where an entry that says nothing is reported."""
    for key, text in draft.answers:
        check_braces(draft.reader, key, text.text, text.at)
    # A part that is there but broken has been reported already.
    broken = "answer" in fields and not answer_read
    if not (broken or draft.answers or "self_service" in fields or "escalate" in fields):
        draft.reader.report("E202", silent)
