"""Texts with `{name}` placeholders: nothing is executed, no value is expanded again.

A name is letters, digits and underscores, Chinese included. `{{` and `}}` are literal braces;
a `}` that closes nothing is itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from xiaoer.text.regex import regex

_PART = regex(r"\{\{|\}\}|\{(\w+)\}|\{")
_NAME = regex(r"\w+")


def is_name(text: str) -> bool:
    """True when `text` can stand between the braces."""
    return _NAME.fullmatch(text) is not None


def names(text: str) -> tuple[str, ...]:
    """The names used in `text`, each once, in order of appearance."""
    if "{" not in text:
        return ()
    return tuple(dict.fromkeys(m[1] for m in _PART.finditer(text) if m[1] is not None))


def loose_brace(text: str) -> int:
    """The offset of the first `{` that is neither literal nor before a name, or -1."""
    if "{" not in text:
        return -1
    for match in _PART.finditer(text):
        if match[0] == "{":
            return match.start()
    return -1


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with its names replaced by `values`; a name without a value stays as written."""
    if "{" not in text and "}" not in text:
        return text
    return _PART.sub(lambda match: _value(match, values), text)


def fill_url(text: str, values: Mapping[str, str]) -> str:
    """`fill` with every value percent-encoded, so that it cannot leave its place in the URL."""
    from urllib.parse import quote

    used = {name: quote(values[name], safe="") for name in names(text) if name in values}
    return fill(text, used)


def _value(match: re.Match[str], values: Mapping[str, str]) -> str:
    if match[1] is not None:
        return values.get(match[1], match[0])
    return match[0][0]
