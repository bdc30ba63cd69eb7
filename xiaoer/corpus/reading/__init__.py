"""Trees → records: every fault is reported where it stands, and what was probably meant is said."""

from __future__ import annotations

from collections.abc import Mapping

from xiaoer.corpus.entry import Entry
from xiaoer.corpus.forms import reads
from xiaoer.corpus.settings import Settings


@reads(Entry)
def _entry(mapping: Mapping[str, object]) -> Entry:
    from xiaoer.corpus.reading.entry import entry_from_mapping

    return entry_from_mapping(mapping)


@reads(Settings)
def _settings(mapping: Mapping[str, object]) -> Settings:
    from xiaoer.corpus.reading.settings import settings_from_mapping

    return settings_from_mapping(mapping)
