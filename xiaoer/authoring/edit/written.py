"""How a new value is written: a text in the style of its neighbours, a list or mapping in lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from xiaoer.authoring.edit.edits import Value
from xiaoer.corpus.writing.yaml_text import to_yaml
from xiaoer.text.regex import regex

# What some reader of YAML takes for something else than a text.
_ODD_PLAIN = regex(
    r"(?i:y|n|yes|no|on|off|true|false|null|none|nan|inf|~)|[-+]?[0-9.][-+0-9.,:_eExXoOtTzZ ]*",
    re.ASCII,
)
_ESCAPED = regex("[\x00-\x1f\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def scalar_texts(value: str | bool | None, style: str = "", *, keep: bool = False) -> Iterator[str]:
    """Ways to write a value in one line, the best first; not each is read as meant everywhere.

    `style` is that of the text before: "'", '"' or "" (plain). `keep`: plain stays plain even
    where another program would read a number.
    """
    if not isinstance(value, str):
        yield "null" if value is None else "true" if value else "false"
        return
    plain = bool(value) and (keep or _ODD_PLAIN.fullmatch(value) is None)
    escaped = _ESCAPED.search(value) is not None
    quoted = _ESCAPED.sub(_escape, json.dumps(value, ensure_ascii=False))
    if style == '"':
        yield quoted
    if style != "'" and plain and not escaped:
        yield value
    if not escaped:
        single = value.replace("'", "''")
        yield f"'{single}'"
    yield quoted


def block_text(value: str, header: str, indent: int, newline: str) -> str | None:
    """A text of several lines as a literal block; None where a block cannot hold it.

    `header` is that of the block before, such as "|-", or "".
    """
    body = value.rstrip("\n")
    tail = len(value) - len(body)
    if not body or body[0] in " \t\n" or _ESCAPED.search(body.replace("\n", "")):
        return None
    if any(row != row.rstrip() for row in body.split("\n")):
        return None
    mark = "|-" if tail == 0 else "|" if tail == 1 else ""
    if not mark:
        return None
    pad = " " * indent
    rows = [pad + row if row else "" for row in body.split("\n")]
    return newline.join([header if header.rstrip()[:2] == mark else mark, *rows])


def value_lines(value: Value, indent: int, newline: str) -> str:
    """A list or mapping in block style, each line indented; the first not."""
    assert isinstance(value, Mapping | list | tuple)
    parts = [value] if isinstance(value, Mapping) else [[one] for one in value]
    rows = [row for part in parts for row in to_yaml(_listed(part)).rstrip("\n").split("\n")]
    pad = " " * indent
    return newline.join([rows[0], *(pad + row if row else "" for row in rows[1:])])


def flow_text(value: Value) -> str:
    """A value in brackets, in one line; its texts in quotes where brackets need it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow_text(one)}" for key, one in value.items()) + "}"
    if isinstance(value, str | bool) or value is None:
        return next(scalar_texts(value, "" if _fits(value) else '"'))
    return "[" + ", ".join(map(flow_text, value)) + "]"


def _fits(value: str | bool | None) -> bool:
    return not isinstance(value, str) or re.search(r"[\[\]{},:#&*!|>'\"%@`?-]", value) is None


def _listed(value: Value) -> Any:
    """Tuples as lists: what a writer of YAML knows."""
    if isinstance(value, Mapping):
        return {key: _listed(one) for key, one in value.items()}
    if isinstance(value, str | bool) or value is None:
        return value
    return [_listed(one) for one in value]


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
