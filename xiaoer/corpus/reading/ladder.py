"""Nodes → the ladder of service: restricted topics, rules, routes, offers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from xiaoer.corpus.ladder import (
    ALWAYS_ON,
    RULES,
    USUAL_TURNS,
    WITH_WORDS,
    OfferRule,
    Route,
    Rule,
    RuleName,
    in_order,
)
from xiaoer.corpus.reading.declared_names import Declared, check_known, read_queue, read_template
from xiaoer.corpus.reading.tree_reader import Text, TreeReader, plain
from xiaoer.corpus.settings import Topic
from xiaoer.source.tree import Items, Node, Scalar

TOPIC_KEYS = ("name", "words", "categories", "queue", "text")
RULE_KEYS = ("rule", "enabled", "turns", "words", "queue", "priority", "text")
CONDITIONS = ("entry", "category", "audience", "topic", "reason")
ROUTE_KEYS = (*CONDITIONS, "queue", "priority", "text")
OFFER_KEYS = ("name", "label", "queue", "words", "category", "audience", "text")

MOST_TURNS = 20
PRIORITIES = (-1000, 1000)

_RULE: dict[str, RuleName] = {name: name for name in RULES}


class Ladder(NamedTuple):
    """The parts of the settings; `entries` and `categories` are what only a corpus can check."""

    restricted: tuple[Topic, ...]
    escalation: tuple[Rule, ...]
    routing: tuple[Route, ...]
    offers: tuple[OfferRule, ...]
    entries: tuple[Text, ...]
    categories: tuple[Text, ...]


def read_ladder(reader: TreeReader, fields: Mapping[str, Node], declared: Declared) -> Ladder:
    """The ladder as far as it can be read."""
    rung = _LadderReading(reader, declared)
    restricted = tuple(rung.topic(item) for item in rung.mappings("restricted", fields))
    escalation = in_order(tuple(rung.rules(fields.get("escalation"))))
    topics = tuple(topic.name for topic in restricted)
    routing = tuple(rung.route(item, topics) for item in rung.mappings("routing", fields))
    return Ladder(
        restricted=restricted,
        escalation=escalation,
        routing=routing,
        offers=rung.offers(fields),
        entries=tuple(rung.entries),
        categories=tuple(rung.categories),
    )


class _Mapping(NamedTuple):
    """The fields of one item, and where it begins."""

    fields: Mapping[str, Node]
    at: int


_KEYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "restricted": (TOPIC_KEYS, ("name",)),
    "routing": (ROUTE_KEYS, ("queue",)),
    "offers": (OFFER_KEYS, ("name", "label", "queue")),
}


class _LadderReading:
    """Reads item by item; gathers the names of entries and categories."""

    def __init__(self, reader: TreeReader, declared: Declared) -> None:
        self._reader = reader
        self._declared = declared
        self.entries: list[Text] = []
        self.categories: list[Text] = []

    def mappings(self, key: str, fields: Mapping[str, Node]) -> tuple[_Mapping, ...]:
        """The items of a list that are mappings."""
        found = []
        for item in self._reader.items(key, fields.get(key), "mappings"):
            mapping = self._reader.mapping(key, item)
            if mapping is not None:
                found.append(_Mapping(self._reader.fields(mapping, *_KEYS[key]), mapping.at))
        return tuple(found)

    def topic(self, item: _Mapping) -> Topic:
        """A restricted topic; it needs words or categories."""
        fields, reader = item.fields, self._reader
        words = plain(reader.texts("restricted.words", fields.get("words")))
        if not words and "words" in fields:
            reader.report("E107", fields["words"].at, key="restricted.words")
        elif not _given(fields, ("words", "categories")):
            reader.report("E218", item.at, key="restricted", one_of=("words", "categories"))
        return Topic(
            name=reader.text("restricted.name", fields.get("name"), required=True) or "",
            words=words,
            categories=self._categories("restricted.categories", fields.get("categories")),
            queue=self._queue(fields),
            text=self._template("restricted.text", fields),
        )

    def rules(self, node: Node | None) -> list[Rule]:
        """The rules listed, each once."""
        first: dict[str, int] = {}
        rules = []
        for item in self._reader.items("escalation", node, "rules"):
            named = self._rule_fields(item)
            if named is None:
                continue
            name, fields, at = named
            if name in first:
                self._twice("escalation", Text(name, at), first[name])
            else:
                first[name] = at
                rules.append(self._rule(name, fields))
        return rules

    def _rule_fields(self, item: Node) -> tuple[RuleName, Mapping[str, Node], int] | None:
        """The name of a rule, what else is said of it, and where it is named."""
        reader = self._reader
        fields: Mapping[str, Node] = {"rule": item}
        if not isinstance(item, Scalar):
            mapping = reader.mapping("escalation", item)
            if mapping is None:
                return None
            fields = reader.fields(mapping, RULE_KEYS, ("rule",))
        name = reader.text("escalation.rule", fields.get("rule"), required=True)
        if name is None:
            return None
        at = fields["rule"].at
        check_known(reader, "E310", (Text(name, at),), RULES)
        known = _RULE.get(name)
        return None if known is None else (known, fields, at)

    def _rule(self, name: RuleName, fields: Mapping[str, Node]) -> Rule:
        reader = self._reader
        for key, rules in (("turns", tuple(USUAL_TURNS)), ("words", _in_order(WITH_WORDS))):
            if key in fields and name not in rules:
                reader.report("E312", fields[key].at, key=key, rule=name, rules=rules)
        enabled = reader.flag("escalation.enabled", fields.get("enabled"), True)
        if not enabled and name in ALWAYS_ON:
            reader.report("E313", fields["enabled"].at, rule=name)
        turns = reader.integer("escalation.turns", fields.get("turns"), 1, MOST_TURNS)
        return Rule(
            name=name,
            enabled=enabled,
            turns=USUAL_TURNS.get(name) if turns is None else turns,
            words=plain(reader.texts("escalation.words", fields.get("words"))),
            queue=self._queue(fields),
            priority=self._priority("escalation.priority", fields),
            text=self._template("escalation.text", fields),
        )

    def route(self, item: _Mapping, topics: Collection[str]) -> Route:
        """A route; it needs a condition."""
        fields, reader = item.fields, self._reader
        if not _given(fields, CONDITIONS):
            reader.report("E218", item.at, key="routing", one_of=CONDITIONS)
        entry = reader.text_or_texts("routing.entry", fields.get("entry"))
        topic = reader.text_or_texts("routing.topic", fields.get("topic"))
        reason = reader.text_or_texts("routing.reason", fields.get("reason"))
        self.entries += entry
        check_known(reader, "E315", topic, topics)
        check_known(reader, "E310", reason, RULES)
        return Route(
            queue=self._queue(fields) or "",
            entry=plain(entry),
            category=self._categories("routing.category", fields.get("category")),
            audience=self._audience("routing.audience", fields.get("audience")),
            topic=plain(topic),
            reason=plain(reason),
            priority=self._priority("routing.priority", fields),
            text=self._template("routing.text", fields),
        )

    def offers(self, fields: Mapping[str, Node]) -> tuple[OfferRule, ...]:
        """The offers, each name once."""
        first: dict[str, int] = {}
        offers = []
        for item in self.mappings("offers", fields):
            offer = self._offer(item.fields)
            if offer.name in first:
                at = item.fields["name"].at
                self._twice("offers", Text(offer.name, at), first[offer.name])
            elif offer.name:
                first[offer.name] = item.fields["name"].at
            offers.append(offer)
        return tuple(offers)

    def _offer(self, fields: Mapping[str, Node]) -> OfferRule:
        reader = self._reader
        return OfferRule(
            name=reader.text("offers.name", fields.get("name"), required=True) or "",
            label=reader.text("offers.label", fields.get("label"), required=True) or "",
            queue=self._queue(fields) or "",
            words=plain(reader.texts("offers.words", fields.get("words"))),
            category=self._categories("offers.category", fields.get("category")),
            audience=self._audience("offers.audience", fields.get("audience")),
            text=self._template("offers.text", fields),
        )

    def _categories(self, key: str, node: Node | None) -> tuple[str, ...]:
        found = self._reader.text_or_texts(key, node)
        self.categories += found
        return plain(found)

    def _audience(self, key: str, node: Node | None) -> tuple[str, ...]:
        found = self._reader.text_or_texts(key, node)
        if self._declared.audiences:
            check_known(self._reader, "E302", found, self._declared.audiences)
        return plain(found)

    def _queue(self, fields: Mapping[str, Node]) -> str | None:
        return read_queue(self._reader, "queue", fields, self._declared.queues)

    def _priority(self, key: str, fields: Mapping[str, Node]) -> int | None:
        return self._reader.integer(key, fields.get("priority"), *PRIORITIES)

    def _template(self, key: str, fields: Mapping[str, Node]) -> str:
        return read_template(self._reader, key, fields.get("text"), self._declared.variables) or ""

    def _twice(self, key: str, name: Text, first: int) -> None:
        place = self._reader.source.place(first)
        self._reader.report("E311", name.at, key=key, name=name.text, other=place)


def _given(fields: Mapping[str, Node], keys: Collection[str]) -> bool:
    """Whether one of the keys is there and no empty list."""
    nodes = (fields[key] for key in keys if key in fields)
    return any(not isinstance(node, Items) or node.items for node in nodes)


def _in_order(rules: Collection[RuleName]) -> tuple[str, ...]:
    return tuple(name for name in RULES if name in rules)
