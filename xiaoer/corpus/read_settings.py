"""A node → `Settings`; every fault is reported where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields as record_fields

from xiaoer.corpus.faults import Faults, Unreadable
from xiaoer.corpus.moments import DEFAULT_OFFSET, parse_offset
from xiaoer.corpus.read_lexicon import read_lexicon
from xiaoer.corpus.read_parts import check_braces
from xiaoer.corpus.reader import Reader, Text, plain
from xiaoer.corpus.settings import (
    HUMAN,
    Audience,
    Channel,
    Limits,
    Queue,
    Settings,
    Texts,
    Thresholds,
    Topic,
)
from xiaoer.corpus.template import names
from xiaoer.corpus.tree import Node, Pairs, RowSource, kind
from xiaoer.corpus.value_tree import from_value
from xiaoer.errors import CorpusError

SETTINGS_KEYS = tuple(field.name for field in record_fields(Settings))
TEXT_KEYS = tuple(field.name for field in record_fields(Texts))
THRESHOLD_KEYS = tuple(field.name for field in record_fields(Thresholds))
LIMIT_KEYS = tuple(field.name for field in record_fields(Limits))
QUEUE_KEYS = ("label", "text", "priority")
TOPIC_KEYS = ("name", "words", "queue", "text")

# A query longer than this is no question, and time grows with it.
LONGEST_QUERY = 10_000


def read_settings(reader: Reader, node: Node) -> Settings:
    """The settings as far as they can be read."""
    if not isinstance(node, Pairs):
        reader.report("E109", node.at, found=kind(node))
        return Settings()
    fields = reader.fields(node, SETTINGS_KEYS)
    variables = _variables(reader, fields.get("variables"))
    queues = _queues(reader, fields.get("queues"), variables)
    known = tuple(queue.name for queue in queues)
    return Settings(
        name=reader.text("name", fields.get("name")) or "",
        audiences=_audiences(reader, fields.get("audiences")),
        channels=_channels(reader, fields.get("channels")),
        queues=queues,
        default_queue=_queue_name(reader, "default_queue", fields, known) or known[0],
        variables=variables,
        texts=_texts(reader, fields.get("texts"), variables),
        thresholds=_thresholds(reader, fields.get("thresholds")),
        limits=_limits(reader, fields.get("limits")),
        restricted=_restricted(reader, fields.get("restricted"), known, variables),
        lexicon=read_lexicon(reader, fields.get("lexicon")),
        timezone=_timezone(reader, fields.get("timezone")),
    )


def settings_from_mapping(mapping: Mapping[str, object]) -> Settings:
    """The settings of one mapping. Raises: CorpusError with every fault."""
    faults = Faults()
    source = RowSource("settings")
    try:
        settings = read_settings(Reader(source, faults), from_value(mapping, 0))
    except Unreadable as broken:
        faults.end(source, broken)
    if faults.found:
        raise CorpusError(faults.finish())
    return settings


def _labels(reader: Reader, key: str, node: Node | None) -> dict[str, str]:
    """Names and their labels; a name without a label is its own."""
    mapping = reader.mapping(key, node)
    labels: dict[str, str] = {}
    for name, value in reader.pairs(mapping).items() if mapping is not None else ():
        if reader.named(key, name):
            labels[name.text] = reader.text(f"{key}.{name.text}", value) or name.text
    return labels


def _audiences(reader: Reader, node: Node | None) -> tuple[Audience, ...]:
    labels = _labels(reader, "audiences", node)
    return tuple(Audience(name=name, label=label) for name, label in labels.items())


def _channels(reader: Reader, node: Node | None) -> tuple[Channel, ...]:
    labels = _labels(reader, "channels", node)
    return tuple(Channel(name=name, label=label) for name, label in labels.items())


def _queues(reader: Reader, node: Node | None, variables: Mapping[str, str]) -> tuple[Queue, ...]:
    """The declared queues; `human` is added at the end when it is not among them."""
    mapping = reader.mapping("queues", node)
    queues = []
    for name, value in reader.pairs(mapping).items() if mapping is not None else ():
        body = reader.mapping(f"queues.{name.text}", value)
        if body is not None and reader.named("queues", name):
            queues.append(_queue(reader, name, body, variables))
    if not any(queue.name == HUMAN for queue in queues):
        queues.extend(Settings().queues)
    return tuple(queues)


def _queue(reader: Reader, name: Text, body: Pairs, variables: Mapping[str, str]) -> Queue:
    key = f"queues.{name.text}"
    fields = reader.fields(body, QUEUE_KEYS)
    label = reader.text(f"{key}.label", fields.get("label"))
    return Queue(
        name=name.text,
        label=label or name.text,
        text=_template(reader, f"{key}.text", fields.get("text"), variables) or "",
        priority=reader.integer(f"{key}.priority", fields.get("priority"), -1000, 1000) or 0,
    )


def _queue_name(
    reader: Reader, key: str, fields: Mapping[str, Node], known: tuple[str, ...]
) -> str | None:
    node = fields.get(key)
    name = reader.text(key, node, required=True)
    if node is not None and name is not None and name not in known:
        reader.faults.unknown("E304", reader.source, node.at, name, known, name=name)
    return name


def _variables(reader: Reader, node: Node | None) -> dict[str, str]:
    mapping = reader.mapping("variables", node)
    variables: dict[str, str] = {}
    for name, value in reader.pairs(mapping).items() if mapping is not None else ():
        text = reader.text(f"variables.{name.text}", value)
        if reader.placeholder("variable", name):
            variables[name.text] = text or ""
    return variables


def _template(
    reader: Reader, key: str, node: Node | None, variables: Mapping[str, str]
) -> str | None:
    text = reader.text(key, node)
    if node is not None and text is not None:
        check_braces(reader, key, text, node.at)
        check_variables(reader, key, Text(text, node.at), variables)
    return text


def check_variables(reader: Reader, key: str, text: Text, variables: Mapping[str, str]) -> None:
    """Report every placeholder of `text` that the settings do not define."""
    for name in names(text.text):
        if name not in variables:
            reader.faults.unknown(
                "E305", reader.source, text.at, name, variables, key=key, name=name
            )


def _texts(reader: Reader, node: Node | None, variables: Mapping[str, str]) -> Texts:
    mapping = reader.mapping("texts", node)
    if mapping is None:
        return Texts()
    fields = reader.fields(mapping, TEXT_KEYS)
    texts = {}
    for key, value in fields.items():
        text = _template(reader, f"texts.{key}", value, variables)
        if text is not None:
            texts[key] = text
    return Texts(**texts)


def _thresholds(reader: Reader, node: Node | None) -> Thresholds:
    mapping = reader.mapping("thresholds", node)
    if mapping is None:
        return Thresholds()
    fields = reader.fields(mapping, THRESHOLD_KEYS)
    values = {
        key: reader.number(f"thresholds.{key}", fields.get(key), 0, 1) for key in THRESHOLD_KEYS
    }
    answer, clarify = values["answer"], values["clarify"]
    if answer is not None and clarify is not None and clarify > answer:
        reader.report("E217", fields["clarify"].at, clarify=clarify, answer=answer)
    return Thresholds(**values)


def _limits(reader: Reader, node: Node | None) -> Limits:
    mapping = reader.mapping("limits", node)
    if mapping is None:
        return Limits()
    fields = reader.fields(mapping, LIMIT_KEYS)
    usual = Limits()
    chars = reader.integer("limits.query_chars", fields.get("query_chars"), 1, LONGEST_QUERY)
    choices = reader.integer("limits.choices", fields.get("choices"), 1, 5)
    menu = reader.integer("limits.menu", fields.get("menu"), 0, 1000)
    return Limits(
        query_chars=usual.query_chars if chars is None else chars,
        choices=usual.choices if choices is None else choices,
        menu=usual.menu if menu is None else menu,
    )


def _restricted(
    reader: Reader, node: Node | None, known: tuple[str, ...], variables: Mapping[str, str]
) -> tuple[Topic, ...]:
    topics = []
    for item in reader.items("restricted", node, "mappings"):
        mapping = reader.mapping("restricted", item)
        if mapping is None:
            continue
        fields = reader.fields(mapping, TOPIC_KEYS, ("name", "words"))
        topic = Topic(
            name=reader.text("restricted.name", fields.get("name"), required=True) or "",
            words=plain(reader.texts("restricted.words", fields.get("words"))),
            queue=_queue_name(reader, "queue", fields, known),
            text=_template(reader, "restricted.text", fields.get("text"), variables) or "",
        )
        if not topic.words and "words" in fields:
            reader.report("E107", fields["words"].at, key="restricted.words")
        topics.append(topic)
    return tuple(topics)


def _timezone(reader: Reader, node: Node | None) -> str:
    text = reader.text("timezone", node)
    if node is None or text is None:
        return DEFAULT_OFFSET
    try:
        parse_offset(text)
    except ValueError:
        reader.report("E215", node.at, text=text)
        return DEFAULT_OFFSET
    return text.strip()
