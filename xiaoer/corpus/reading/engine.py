"""How careful the engine is with a corpus, out of the settings."""

from __future__ import annotations

from dataclasses import fields as record_fields

from xiaoer.corpus.reading.tree_reader import TreeReader, plain
from xiaoer.corpus.settings import DIFFERENCES, EngineSettings
from xiaoer.source.tree import Node

ENGINE_KEYS = tuple(field.name for field in record_fields(EngineSettings))


def read_engine(reader: TreeReader, node: Node | None) -> EngineSettings:
    """Which differences stop an answer, other platforms' names, and whether meaning is used."""
    mapping = reader.mapping("engine", node)
    if mapping is None:
        return EngineSettings()
    fields = reader.fields(mapping, ENGINE_KEYS)
    found = fields.get("differences")
    said = reader.text("engine.differences", found)
    meant = next((name for name in DIFFERENCES if name == said), None)
    if found is not None and said is not None and meant is None:
        reader.faults.unknown("E318", reader.source, found.at, said, DIFFERENCES, name=said)
    return EngineSettings(
        differences=meant or EngineSettings().differences,
        platforms=plain(reader.texts("engine.platforms", fields.get("platforms"))),
        meaning=reader.flag("engine.meaning", fields.get("meaning"), True),
    )
