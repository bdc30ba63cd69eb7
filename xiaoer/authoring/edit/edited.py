"""A text and its edits → the text after them, read again and found to mean what was meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xiaoer.authoring.edit.edits import EditError, FileEdit, Insert, Remove, Replace
from xiaoer.authoring.edit.lists import Ways, insert_item, item_texts, remove_item
from xiaoer.authoring.edit.mappings import insert_key, remove_key
from xiaoer.authoring.edit.marked_text import MarkedText, Splice
from xiaoer.authoring.edit.meant import FileValues, carried_out, plain_of
from xiaoer.authoring.edit.replaced import replace_value
from xiaoer.source.faults import Unreadable
from xiaoer.source.yaml_tree import parse_yaml

_MOST_WAYS = 24


def edited(text: str, edits: Iterable[FileEdit]) -> str:
    """The text after the edits, one after the other: each path is one of the text before it.

    Every line that an edit need not touch is left as it is, and every comment is kept. The
    result is read again: it says what was meant, or the edit is not made.

    Raises: EditError: an edit cannot be made; its fields say which place and why.

    >>> edited("- variants: [甲] # 两种\\n", [Insert(path=(0, "variants", 1), value="乙")])
    '- variants: [甲, 乙] # 两种\\n'
    """
    for edit in edits:
        text = _once(text, edit)
    return text


def in_order(edits: Iterable[FileEdit]) -> list[FileEdit]:
    """Edits whose paths are all those of the same text, in an order that keeps them right."""
    made = list(edits)
    kept: list[FileEdit] = [one for one in made if isinstance(one, Replace)]
    moving = [one for one in made if not isinstance(one, Replace)]
    moving.sort(key=lambda one: [_rank(step) for step in one.path], reverse=True)
    return [*kept, *moving]


def _rank(step: str | int) -> tuple[int, str]:
    return (step, "") if isinstance(step, int) else (-1, step)


def _once(text: str, edit: FileEdit) -> str:
    if not edit.path:
        raise EditError("missing", edit.path)
    plain = _read(text)
    meant = carried_out(plain, edit)
    if meant == plain:
        return text
    layout = MarkedText.of(text)
    notes = sorted(text[start:end] for start, end in layout.notes)
    try:
        for _, splices in zip(range(_MOST_WAYS), _ways(layout, plain, edit), strict=False):
            new = _spliced(text, splices)
            if _says(new, meant) and _notes(new) == notes:
                return new
    except EditError as error:
        raise EditError(error.reason, edit.path) from error
    raise EditError("shape", edit.path)


def _ways(layout: MarkedText, plain: FileValues, edit: FileEdit) -> Ways:
    step = edit.path[-1]
    if isinstance(edit, Insert):
        holder = layout.find(edit.path[:-1]).mark if len(edit.path) > 1 else layout.root
        if holder.kind == "alias":
            raise EditError("alias", edit.path)
        if isinstance(step, int):
            if holder is layout.root and not holder.parts:
                item = next(item_texts(edit.value, 0, layout.newline))
                yield [Splice(holder.start, holder.end, item)]
            yield from insert_item(layout, holder, step, edit.value)
        else:
            yield from insert_key(layout, holder, edit)
        return
    found = layout.find(edit.path)
    if isinstance(edit, Remove):
        if isinstance(step, int):
            yield from remove_item(layout, found, step)
        else:
            yield from remove_key(layout, found, step)
    else:
        yield from replace_value(layout, found, _value_at(plain, edit), edit.value)


def _value_at(plain: FileValues, edit: FileEdit) -> FileValues:
    for step in edit.path:
        plain = plain[step]  # type: ignore[index]
    return plain


def _spliced(text: str, splices: Sequence[Splice]) -> str:
    for start, end, new in sorted(splices, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _read(text: str) -> FileValues:
    try:
        return plain_of(parse_yaml(text))
    except Unreadable as error:
        raise EditError("unreadable") from error


def _says(text: str, meant: FileValues) -> bool:
    try:
        return _read(text) == meant
    except EditError:
        return False


def _notes(text: str) -> list[str]:
    layout = MarkedText.of(text)
    return sorted(text[start:end] for start, end in layout.notes)
