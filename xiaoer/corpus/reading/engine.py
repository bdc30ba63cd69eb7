"""How careful the engine is with a corpus, out of the settings."""

from __future__ import annotations

from xiaoer.corpus.reading.tree_reader import TreeReader, plain
from xiaoer.corpus.settings import DIFFERENCES, EngineSettings
from xiaoer.records import names
from xiaoer.source.tree import Node

ENGINE_KEYS = names(EngineSettings)


def read_engine(reader: TreeReader, node: Node | None) -> EngineSettings:
    """Which differences stop an answer, other platforms' names, and whether meaning is used."""
    mapping = reader.mapping("engine", node)
    if mapping is None:
        return EngineSettings()
    fields = reader.fields(mapping, ENGINE_KEYS)
    differences = reader.one_of(
        "E318", "engine.differences", fields.get("differences"), DIFFERENCES
    )
    return EngineSettings(
        differences=differences or EngineSettings().differences,
        platforms=plain(reader.texts("engine.platforms", fields.get("platforms"))),
        meaning=reader.flag("engine.meaning", fields.get("meaning"), True),
    )
