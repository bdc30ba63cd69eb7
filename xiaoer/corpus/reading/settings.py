"""A node → `Settings`; every fault is reported where it stands."""

from __future__ import annotations

from collections.abc import Mapping

from xiaoer.corpus.reading.declared_names import Declared, read_queue, read_template
from xiaoer.corpus.reading.engine import read_engine
from xiaoer.corpus.reading.hours import read_hours
from xiaoer.corpus.reading.ladder import read_ladder
from xiaoer.corpus.reading.lexicon import read_hearing, read_lexicon
from xiaoer.corpus.reading.lint import read_lint
from xiaoer.corpus.reading.meant_values import guessed_offset
from xiaoer.corpus.reading.talk import read_audience_words, read_handover, read_steps
from xiaoer.corpus.reading.tree_reader import Text, TreeReader, plain
from xiaoer.corpus.settings import (
    HUMAN,
    Audience,
    Channel,
    HearingSettings,
    Limits,
    Queue,
    Settings,
    Thresholds,
)
from xiaoer.corpus.texts import Texts
from xiaoer.errors import CorpusError
from xiaoer.records import dataclass, field, names
from xiaoer.source.faults import Faults, Unreadable
from xiaoer.source.moments import DEFAULT_OFFSET, parse_offset
from xiaoer.source.row_tree import value_tree
from xiaoer.source.tree import Node, Pairs, RowSource, kind

SETTINGS_KEYS = names(Settings)
TEXT_KEYS = names(Texts)
THRESHOLD_KEYS = names(Thresholds)
LIMIT_KEYS = names(Limits)
# Nothing ever said it; corpora that xiaoer init wrote have it.
REMOVED_TEXTS = ("no_answer",)
QUEUE_KEYS = ("label", "text", "priority")

# Texts in which the bot can say who it is, and what it can be asked.
_OF_ITSELF = (
    "empty",
    "identity",
    "abilities",
    "trial",
    "stuck",
    "laugh",
    "chitchat",
    "picture",
    "voice",
    "attachment",
    "sticker",
    "recalled",
    "other_words",
)
# Placeholders that the bot fills itself; they win over variables of the same name.
BUILT_IN: Mapping[str, tuple[str, ...]] = {
    "ask_fields": ("fields",),
    "closed": ("opens",),
    **dict.fromkeys(_OF_ITSELF, ("bot", "example", "topics")),
    "not_covered": ("question",),
    "shown": ("question", "differs"),
    "shown_end": ("number",),
}

# A query longer than this is no question, and time grows with it.
LONGEST_QUERY = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsDraft:
    """Settings under check: `entries` and `categories` are what they say of a corpus's entries,
    `phrases` those of hearing by label."""

    reader: TreeReader
    settings: Settings
    entries: tuple[Text, ...] = ()
    categories: tuple[Text, ...] = ()
    phrases: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)


def read_settings(reader: TreeReader, node: Node) -> SettingsDraft:
    """The settings as far as they can be read."""
    if not isinstance(node, Pairs):
        reader.report("E109", node.at, found=kind(node))
        return SettingsDraft(reader=reader, settings=Settings())
    fields = reader.fields(node, SETTINGS_KEYS)
    variables = _variables(reader, fields.get("variables"))
    queues = _queues(reader, fields.get("queues"), variables)
    audiences = _audiences(reader, fields.get("audiences"))
    declared = _declared(queues, audiences, variables)
    ladder = read_ladder(reader, fields, declared)
    phrases = read_hearing(reader, fields.get("hearing"))
    settings = Settings(
        name=reader.text("name", fields.get("name")) or "",
        audiences=audiences,
        audience_words=read_audience_words(reader, fields.get("audience_words"), declared),
        channels=_channels(reader, fields.get("channels")),
        queues=queues,
        default_queue=_default_queue(reader, fields, declared),
        variables=variables,
        texts=_texts(reader, fields.get("texts"), variables),
        thresholds=_thresholds(reader, fields.get("thresholds")),
        limits=_limits(reader, fields.get("limits")),
        restricted=ladder.restricted,
        escalation=ladder.escalation,
        not_understood=read_steps(reader, fields.get("not_understood"), declared),
        handover=read_handover(reader, fields.get("handover")),
        routing=ladder.routing,
        offers=ladder.offers,
        hours=read_hours(reader, fields.get("hours")),
        lexicon=read_lexicon(reader, fields.get("lexicon")),
        hearing=_hearing(phrases),
        engine=read_engine(reader, fields.get("engine")),
        lint=read_lint(reader, fields.get("lint")),
        timezone=_timezone(reader, fields.get("timezone")),
    )
    entries, categories = ladder.entries, ladder.categories
    return SettingsDraft(
        reader=reader, settings=settings, entries=entries, categories=categories, phrases=phrases
    )


def _hearing(phrases: Mapping[str, tuple[Text, ...]]) -> HearingSettings:
    return HearingSettings(**{label: plain(texts) for label, texts in phrases.items()})


def _declared(
    queues: tuple[Queue, ...], audiences: tuple[Audience, ...], variables: Mapping[str, str]
) -> Declared:
    """The names that other parts may use."""
    named = tuple(one.name for one in audiences)
    known = tuple(queue.name for queue in queues)
    return Declared(queues=known, audiences=named, variables=variables)


def _default_queue(reader: TreeReader, fields: Mapping[str, Node], declared: Declared) -> str:
    """The queue that is named, else the first."""
    known = tuple(declared.queues)
    return read_queue(reader, "default_queue", fields, known) or known[0]


def settings_from_mapping(mapping: Mapping[str, object]) -> Settings:
    """The settings of one mapping. Raises: CorpusError with every fault."""
    faults = Faults()
    source = RowSource("settings")
    try:
        settings = read_settings(TreeReader(source, faults), value_tree(mapping, source)).settings
    except Unreadable as broken:
        faults.end(source, broken)
    if any(found.severity == "error" for found in faults.found):
        raise CorpusError(faults.finish())
    return settings


def _labels(reader: TreeReader, key: str, node: Node | None) -> dict[str, str]:
    """Names and their labels; a name without a label is its own."""
    mapping = reader.mapping(key, node)
    labels: dict[str, str] = {}
    for name, value in reader.pairs(mapping).items() if mapping is not None else ():
        if reader.named(key, name):
            labels[name.text] = reader.text(f"{key}.{name.text}", value) or name.text
    return labels


def _audiences(reader: TreeReader, node: Node | None) -> tuple[Audience, ...]:
    labels = _labels(reader, "audiences", node)
    return tuple(Audience(name=name, label=label) for name, label in labels.items())


def _channels(reader: TreeReader, node: Node | None) -> tuple[Channel, ...]:
    labels = _labels(reader, "channels", node)
    return tuple(Channel(name=name, label=label) for name, label in labels.items())


def _queues(
    reader: TreeReader, node: Node | None, variables: Mapping[str, str]
) -> tuple[Queue, ...]:
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


def _queue(reader: TreeReader, name: Text, body: Pairs, variables: Mapping[str, str]) -> Queue:
    key = f"queues.{name.text}"
    fields = reader.fields(body, QUEUE_KEYS)
    label = reader.text(f"{key}.label", fields.get("label"))
    return Queue(
        name=name.text,
        label=label or name.text,
        text=read_template(reader, f"{key}.text", fields.get("text"), variables) or "",
        priority=reader.integer(f"{key}.priority", fields.get("priority"), -1000, 1000) or 0,
    )


def _variables(reader: TreeReader, node: Node | None) -> dict[str, str]:
    mapping = reader.mapping("variables", node)
    variables: dict[str, str] = {}
    for name, value in reader.pairs(mapping).items() if mapping is not None else ():
        text = reader.text(f"variables.{name.text}", value)
        if reader.placeholder("variable", name):
            variables[name.text] = text or ""
    return variables


def _texts(reader: TreeReader, node: Node | None, variables: Mapping[str, str]) -> Texts:
    mapping = reader.mapping("texts", node)
    if mapping is None:
        return Texts()
    fields = reader.fields(mapping, TEXT_KEYS, removed=REMOVED_TEXTS)
    texts = {}
    for key, value in fields.items():
        text = read_template(reader, f"texts.{key}", value, variables, BUILT_IN.get(key, ()))
        if text is not None:
            texts[key] = text
    return Texts(**texts)


def _thresholds(reader: TreeReader, node: Node | None) -> Thresholds:
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


def _limits(reader: TreeReader, node: Node | None) -> Limits:
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


def _timezone(reader: TreeReader, node: Node | None) -> str:
    text = reader.text("timezone", node)
    if node is None or text is None:
        return DEFAULT_OFFSET
    try:
        parse_offset(text)
    except ValueError:
        reader.misread("E215", node.at, text, _meant_offset(text), text=text)
        return DEFAULT_OFFSET
    return text.strip()


def _meant_offset(text: str) -> str:
    """The offset that was probably meant, or ""."""
    meant = guessed_offset(text)
    try:
        parse_offset(meant)
    except ValueError:
        return ""
    return meant
