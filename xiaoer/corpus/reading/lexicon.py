"""The corpus's own lexicon, and its phrases for hearing, out of the settings."""

from __future__ import annotations

from collections.abc import Mapping

from xiaoer.corpus.reading.tree_reader import Text, TreeReader, plain
from xiaoer.corpus.settings import HearingSettings, LexiconSettings, OppositeSides
from xiaoer.records import names
from xiaoer.source.tree import Items, Node, Scalar
from xiaoer.text.normalize import question_key

HEARING_KEYS = names(HearingSettings)
LEXICON_KEYS = ("words", "synonyms", "fillers", "opposites", "without")
_ASKING = ("ask", "refusal")  # labels of what asks
# Parts of the built-in lexicon that `without` may switch off.
PARTS = ("words", "synonyms", "fillers", "opposites", "questions")


def read_lexicon(reader: TreeReader, node: Node | None) -> LexiconSettings:
    """The words that extend the built-in lexicon."""
    mapping = reader.mapping("lexicon", node)
    if mapping is None:
        return LexiconSettings()
    fields = reader.fields(mapping, LEXICON_KEYS)
    return LexiconSettings(
        words=plain(reader.texts("lexicon.words", fields.get("words"))),
        synonyms=_synonyms(reader, fields.get("synonyms")),
        fillers=plain(reader.texts("lexicon.fillers", fields.get("fillers"))),
        opposites=_opposites(reader, fields.get("opposites")),
        without=_without(reader, fields.get("without")),
    )


def read_hearing(reader: TreeReader, node: Node | None) -> Mapping[str, tuple[Text, ...]]:
    """By label, the phrases that are heard as what they are listed as."""
    mapping = reader.mapping("hearing", node)
    if mapping is None:
        return {}
    found = reader.fields(mapping, HEARING_KEYS)
    phrases = {key: reader.texts(f"hearing.{key}", found.get(key)) for key in found}
    asked = {question_key(text): at for text, at in phrases.get("ask", ())}
    for label, texts in phrases.items():
        for text, at in texts:
            key, full = question_key(text), f"hearing.{label}"
            if not key:
                reader.report("W421", at, key=full, text=text)
            elif label not in _ASKING and key in asked:
                other = reader.source.place(asked[key])
                reader.report("W422", at, key=full, text=text, other=other)
    return phrases


def _synonyms(reader: TreeReader, node: Node | None) -> tuple[tuple[str, ...], ...]:
    key = "lexicon.synonyms"
    groups = []
    for item in reader.items(key, node, "lists"):
        group = plain(reader.texts(key, item))
        if isinstance(item, Items) and len(item.items) < 2:
            reader.report("E111", item.at, key=key, expected_count=2, count=len(item.items))
        groups.append(group)
    return tuple(groups)


def _opposites(reader: TreeReader, node: Node | None) -> tuple[OppositeSides, ...]:
    """Pairs of sides; a side is a word or a list of words."""
    key = "lexicon.opposites"
    pairs = []
    for item in reader.items(key, node, "lists"):
        sides = reader.items(key, item, "list")
        if len(sides) == 2:
            pairs.append((_side(reader, key, sides[0]), _side(reader, key, sides[1])))
        elif isinstance(item, Items):
            reader.report("E110", item.at, key=key, expected_count=2, count=len(sides))
    return tuple(pairs)


def _side(reader: TreeReader, key: str, node: Node) -> tuple[str, ...]:
    if isinstance(node, Scalar):
        text = reader.text(key, node, required=True)
        return () if text is None else (text,)
    words: tuple[Text, ...] = reader.texts(key, node)
    if isinstance(node, Items) and not node.items:
        reader.report("E107", node.at, key=key)
    return plain(words)


def _without(reader: TreeReader, node: Node | None) -> tuple[str, ...]:
    names = reader.texts("lexicon.without", node)
    for name in names:
        if name.text not in PARTS:
            reader.faults.unknown("E309", reader.source, name.at, name.text, PARTS, name=name.text)
    return plain(names)
