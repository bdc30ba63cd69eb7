"""Records → what a file holds: plain dicts, defaults left out, and YAML."""

from __future__ import annotations

from xiaoer.corpus.entry import Entry
from xiaoer.corpus.forms import to_dict
from xiaoer.corpus.settings import Settings


@to_dict.register(Entry)
def _entry(entry: Entry) -> dict[str, object]:
    from xiaoer.corpus.writing.records import entry_to_dict

    return entry_to_dict(entry)


@to_dict.register(Settings)
def _settings(settings: Settings) -> dict[str, object]:
    from xiaoer.corpus.writing.records import settings_to_dict

    return settings_to_dict(settings)
