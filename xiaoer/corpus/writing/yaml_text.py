"""Plain dicts → YAML that any reader takes for the same texts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from xiaoer.text.regex import regex

_INDENT = "  "
# Words and shapes some YAML reader takes for a boolean, a number, a date or nothing.
_WORDS = frozenset(
    ("y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf")
)
_NUMBERLIKE = regex(r"[0-9][-+.0-9_:,/eExXoOaAbBcCdDfFtTzZ ]*", re.ASCII)
_PLAIN = regex(r"[^\W_](?:[^\W]|[-+.，。；：！？、（）《》“”‘’…→·/+%=~ ])*")
_ESCAPED = regex("[\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_LITERAL = regex(r"[^\s\x00-\x1f][^\r\t\x00-\x09\x0b-\x1f]*", re.ASCII)


def to_yaml(value: Sequence[object] | Mapping[str, object]) -> str:
    """A document in block style: one entry or key a line, multi-line texts as blocks."""
    if not value:
        return "[]\n" if isinstance(value, Sequence) else "{}\n"
    return "\n".join(_block(value, 0)) + "\n"


def _block(value: object, depth: int) -> list[str]:
    """The lines of a list or mapping that is not empty."""
    pad = _INDENT * depth
    lines: list[str] = []
    if isinstance(value, Mapping):
        for key, item in value.items():
            lines += _item(f"{pad}{_text(key)}:", item, depth)
        return lines
    assert isinstance(value, Sequence)
    for number, item in enumerate(value):
        if depth == 0 and number:
            lines.append("")
        if isinstance(item, Mapping) and item:
            first, *rest = _block(item, depth + 1)
            lines += [f"{pad}- {first.lstrip(' ')}", *rest]
        else:
            lines += _item(f"{pad}-", item, depth)
    return lines


def _item(head: str, value: object, depth: int) -> list[str]:
    if isinstance(value, Mapping | list) and value:
        return [head, *_block(value, depth + 1)]
    if isinstance(value, str) and _is_literal(value):
        mark = "|" if value.endswith("\n") else "|-"
        pad = _INDENT * (depth + 1)
        body = value.removesuffix("\n").split("\n")
        return [f"{head} {mark}", *(pad + line if line else "" for line in body)]
    return [f"{head} {_scalar(value)}"]


def _scalar(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return _text(value)
    return "{}" if isinstance(value, Mapping) else "[]"


def _text(text: str) -> str:
    if _PLAIN.fullmatch(text) and not text.endswith(" ") and not _misread(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _misread(text: str) -> bool:
    return text.lower() in _WORDS or _NUMBERLIKE.fullmatch(text) is not None


def _is_literal(text: str) -> bool:
    """True when a literal block gives the text back: no odd blanks, no trailing blank lines."""
    if "\n" not in text or text.endswith("\n\n") or _ESCAPED.search(text):
        return False
    if _LITERAL.fullmatch(text) is None:
        return False
    return all(line == line.rstrip() for line in text.removesuffix("\n").split("\n"))
