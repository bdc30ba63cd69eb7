"""The columns of a FAQ: what stands in each of our own, and how any of them becomes a tree."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import timezone
from typing import Final

from xiaoer.authoring.cells.parts import (
    read_flag,
    read_links,
    read_moment,
    read_names,
    read_off_flag,
    read_range,
    read_service,
    write_channels,
    write_links,
    write_moment,
    write_service,
)
from xiaoer.authoring.cells.texts import (
    NOTHING,
    SIGNS,
    WORD_SIGNS,
    plain,
    read_list,
    read_text,
    write_list,
    write_text,
)
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.reading.tree_reader import Text
from xiaoer.corpus.settings import Settings
from xiaoer.records import dataclass
from xiaoer.source.faults import Unreadable
from xiaoer.source.json_tree import parse_json
from xiaoer.source.tree import Foreign, Items, Node, Pairs, Scalar

HEADS: Final[Mapping[str, str]] = {
    "id": "编号",
    "category": "类目",
    "question": "标准问",
    "variants": "相似问",
    "answer": "答案",
    "audience": "受众",
    "enabled": "状态",
    "valid.start": "生效时间",
    "valid.end": "失效时间",
    "keywords.any": "关键词",
    "keywords.all": "必含关键词",
    "keywords.none": "否定关键词",
    "negatives": "反例",
    "channels": "渠道",
    "links": "链接",
    "image": "图片",
    "self_service": "自助服务",
    "escalate": "转人工队列",
    "related": "相关问题",
    "hot": "热门",
}
"""The head of each column of the sheet that is written, in its order."""

ON, OFF, YES = "启用", "停用", "是"

EXTRA: Final = frozenset(("category.1", "category.2", "category.3", "valid", "disabled"))
"""What columns of others hold beside these, each a part of a field."""

FIELDS: Final = (*HEADS, *sorted(EXTRA))
"""What ``--map`` may name."""

_LISTS = ("variants", "negatives", "related", "keywords.any", "keywords.all", "keywords.none")
_WORDS = ("related", "keywords.any", "keywords.all", "keywords.none")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelNames:
    """What labels stand for, and the offset of moments: from the settings of the corpus."""

    audiences: Mapping[str, str]
    channels: Mapping[str, str]
    queues: Mapping[str, str]
    default_queue: str
    offset: timezone

    @classmethod
    def of(cls, settings: Settings) -> LabelNames:
        """Those of the settings."""
        return cls(
            audiences={one.label: one.name for one in settings.audiences},
            channels={one.label: one.name for one in settings.channels},
            queues={one.label: one.name for one in settings.queues},
            default_queue=settings.default_queue,
            offset=settings.offset,
        )


Cells = Mapping[str, Sequence[Text]]
"""The filled cells of an entry, by field, each with its place."""


def fields_of(cells: Cells, names: LabelNames) -> Iterator[tuple[str, Node]]:
    """The fields of an entry as in a corpus's file, each with its node."""
    made = {key: tuple(texts) for key, texts in cells.items() if texts}
    for key in ("id", "question", "answer", "image"):
        if key in made:
            yield key, _scalar(read_text(made[key][0].text), made[key][0].at)
    category = _category(made)
    if category:
        yield "category", _scalar(category.text, category.at)
    for key in ("variants", "negatives", "related"):
        yield from _listed(key, made.get(key, ()))
    yield from _named("audience", made.get("audience", ()), names.audiences)
    yield from _keywords(made)
    yield from _channels(made, names)
    yield from _valid(made)
    yield from _flags(made)
    yield from _others(made, names)


def _category(made: Mapping[str, tuple[Text, ...]]) -> Text | None:
    keys = ("category", "category.1", "category.2", "category.3")
    levels = [text for key in keys for text in made.get(key, ())]
    texts = [read_text(text.text) for text in levels]
    return Text("/".join(filter(None, texts)), levels[0].at) if levels else None


def _listed(key: str, texts: Sequence[Text]) -> Iterator[tuple[str, Node]]:
    if texts:
        yield key, Items(tuple(_items(key, texts)), texts[0].at)


def _items(key: str, texts: Sequence[Text]) -> Iterator[Node]:
    signs = WORD_SIGNS if key in _WORDS else SIGNS
    for cell in texts:
        for item in read_list(cell.text, signs):
            yield _scalar(item, cell.at)


def _named(key: str, texts: Sequence[Text], named: Mapping[str, str]) -> Iterator[tuple[str, Node]]:
    items = [_scalar(name, text.at) for text in texts for name in read_names(text.text, named)]
    if items:
        yield key, Items(tuple(items), texts[0].at)


def _keywords(made: Mapping[str, tuple[Text, ...]]) -> Iterator[tuple[str, Node]]:
    parts = []
    for word in ("any", "all", "none"):
        for _, node in _listed(f"keywords.{word}", made.get(f"keywords.{word}", ())):
            parts.append((_scalar(word, node.at), node))
    if parts:
        yield "keywords", Pairs(tuple(parts), parts[0][1].at)


def _channels(
    made: Mapping[str, tuple[Text, ...]], names: LabelNames
) -> Iterator[tuple[str, Node]]:
    """The channels of one column, or those with an answer in a column of their own."""
    pairs: list[tuple[Node, Node]] = []
    for text in made.get("channels", ()):
        if plain(text.text).startswith("{"):
            yield "channels", _json(text)
            return
        found = read_names(text.text, names.channels)
        pairs += [(_scalar(name, text.at), Scalar("null", True, text.at)) for name in found]
    for key, texts in made.items():
        label = key.removeprefix("channels.")
        if label != key:
            name = names.channels.get(label, label)
            pairs.append(
                (_scalar(name, texts[0].at), _scalar(read_text(texts[0].text), texts[0].at))
            )
    if pairs:
        yield "channels", Pairs(tuple(pairs), pairs[0][0].at)


def _valid(made: Mapping[str, tuple[Text, ...]]) -> Iterator[tuple[str, Node]]:
    moments: dict[str, Text] = {}
    for text in made.get("valid", ()):
        start, end = read_range(text.text)
        moments = {"start": Text(start, text.at), "end": Text(end, text.at)}
    for word in ("start", "end"):
        for text in made.get(f"valid.{word}", ()):
            moments[word] = Text(read_moment(text.text), text.at)
    parts = [(_scalar(w, t.at), _scalar(t.text, t.at)) for w, t in moments.items() if t.text]
    if parts:
        yield "valid", Pairs(tuple(parts), parts[0][1].at)


def _flags(made: Mapping[str, tuple[Text, ...]]) -> Iterator[tuple[str, Node]]:
    for text in made.get("disabled", ()):
        if plain(text.text).casefold() in NOTHING:
            continue
        yield "enabled", _scalar(read_off_flag(text.text), text.at)
    for key in ("enabled", "hot"):
        for text in made.get(key, ())[:1]:
            yield key, _scalar(read_flag(text.text), text.at)


def _others(made: Mapping[str, tuple[Text, ...]], names: LabelNames) -> Iterator[tuple[str, Node]]:
    links = [node for text in made.get("links", ()) for node in _links(text)]
    if links:
        yield "links", Items(tuple(links), made["links"][0].at)
    for text in made.get("self_service", ())[:1]:
        parts = read_service(text.text)
        yield "self_service", _json(text) if parts is None else _mapping(parts, text.at)
    for text in made.get("escalate", ())[:1]:
        listed = read_list(text.text) if plain(text.text)[:2] == '["' else ()
        queue = listed[0] if listed else read_text(text.text)
        known = bool(listed) or queue in names.queues.values()
        if known:
            yield "escalate", _scalar(queue, text.at)
            return
        flag = read_flag(queue)
        if flag == "true":
            queue = names.default_queue
        if flag != "false" and queue.casefold() not in NOTHING:
            yield "escalate", _scalar(names.queues.get(queue, queue), text.at)


def _links(text: Text) -> tuple[Node, ...]:
    found = read_links(text.text)
    if found is not None:
        return tuple(_mapping({"label": label, "url": url}, text.at) for label, url in found)
    node = _json(text)
    return node.items if isinstance(node, Items) else (node,)


def _json(text: Text) -> Node:
    """What is written as JSON; a text that is none stays one, for the reader to complain of."""
    cell = plain(text.text)
    if cell[:1] not in ("{", "["):
        return _scalar(cell, text.at)
    try:
        return parse_json(cell, text.at)
    except Unreadable:
        return Foreign("bad_json", text.at)


def _mapping(parts: Mapping[str, object], at: int) -> Node:
    pairs: list[tuple[Node, Node]] = []
    for key, value in parts.items():
        if isinstance(value, list):
            node: Node = Items(tuple(_scalar(str(item), at) for item in value), at)
        else:
            node = _scalar(str(value), at)
        pairs.append((_scalar(key, at), node))
    return Pairs(tuple(pairs), at)


def _scalar(text: str, at: int) -> Scalar:
    return Scalar(text, False, at)


def cells_of(entry: Entry, offset: timezone) -> dict[str, str]:
    """The cell of each of our columns."""
    valid = entry.valid
    return {
        "id": entry.id,
        "category": write_text(entry.category),
        "question": write_text(entry.question),
        "variants": write_list(entry.variants),
        "answer": write_text(entry.answer),
        "audience": _write_names(entry.audience),
        "enabled": ON if entry.enabled else OFF,
        "valid.start": write_moment(valid.start, offset, end=False) if valid else "",
        "valid.end": write_moment(valid.end, offset, end=True) if valid else "",
        "keywords.any": write_list(entry.keywords.any, WORD_SIGNS),
        "keywords.all": write_list(entry.keywords.all, WORD_SIGNS),
        "keywords.none": write_list(entry.keywords.none, WORD_SIGNS),
        "negatives": write_list(entry.negatives),
        "channels": write_channels(entry.channels),
        "links": write_links(entry.links),
        "image": write_text(entry.image or ""),
        "self_service": write_service(entry.self_service),
        "escalate": _write_queue(entry.escalate),
        "related": write_list(entry.related, WORD_SIGNS),
        "hot": YES if entry.hot else "",
    }


def _write_names(names: tuple[str, ...]) -> str:
    cell = write_list(names, WORD_SIGNS)
    return cell if read_names(cell, {}) == names else json.dumps(names, ensure_ascii=False)


def _write_queue(queue: str | None) -> str:
    if queue is None:
        return ""
    usual = write_text(queue)
    marked = read_flag(usual) in ("true", "false") or usual[:1] == "["
    marked = marked or usual.casefold() in NOTHING
    return json.dumps([queue], ensure_ascii=False) if marked else usual
