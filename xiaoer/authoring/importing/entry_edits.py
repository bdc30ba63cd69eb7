"""A YAML file of entries with some of them changed and others added: only their lines change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from xiaoer.authoring.edit.changes import value_edits
from xiaoer.authoring.edit.edits import FileEdit, Insert, Remove, Value
from xiaoer.authoring.edit.items import edited_items
from xiaoer.authoring.edit.meant import FileValues, plain_of
from xiaoer.corpus.entry import Entry
from xiaoer.source.yaml_tree import parse_yaml


class Update(NamedTuple):
    """An entry as it is to be, and the names of the fields that change."""

    entry: Entry
    fields: tuple[str, ...]


def edited_entries(text: str, updated: Mapping[str, Update], new: Sequence[Entry]) -> str:
    """The file with these entries changed, and these after the others.

    Raises:
        EditError: an edit cannot be made without touching the rest.
    """
    found = plain_of(parse_yaml(text)) if text.strip() else None
    items = found if isinstance(found, list) else []
    changes = {
        place: list(_edits(place, item, updated[id]))
        for place, item in enumerate(items)
        if isinstance(item, dict) and (id := str(item.get("id"))) in updated
    }
    return edited_items(text, changes, [_values(entry) for entry in new])


def _edits(place: int, item: Mapping[str, FileValues], update: Update) -> Iterator[FileEdit]:
    """The edits of one entry; a new field stands where entries usually have it."""
    wanted = _values(update.entry)
    last = ""
    for key, value in wanted.items():
        if key in update.fields:
            if key in item:
                yield from value_edits((place, key), item[key], value)
            else:
                yield Insert(path=(place, key), value=value, after=last)
        if key in item or key in update.fields:
            last = key
    for key in update.fields:
        if key in item and key not in wanted:
            yield Remove(path=(place, key))


def _values(entry: Entry) -> dict[str, Value]:
    return cast(dict[str, Value], entry.to_dict())
