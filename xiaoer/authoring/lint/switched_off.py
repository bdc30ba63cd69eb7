"""Which findings are not wanted: by the settings, or by a comment `# lint: off W203`.

A comment behind a text is for that line. One on a line of its own is for the line below it, and
where an entry begins there, for the whole entry. A code, or the letters that several begin with:
`W203`, `R`, `A1`. Faults (E) cannot be switched off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from xiaoer.authoring.lint.look import Hit, Look
from xiaoer.records import dataclass
from xiaoer.source.findings.severities import SEVERITY_OF
from xiaoer.source.tree import Source, TextSource
from xiaoer.source.yaml_marks import comments, marks
from xiaoer.text.regex import regex

_OFF = regex(r"#\s*lint\s*[:：]\s*off\b(.*)", re.IGNORECASE)
_CODE = regex(r"[A-Za-z]\d*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Off:
    """What one comment switches off: codes, and the lines it is for."""

    source: Source
    at: int
    codes: tuple[str, ...]
    line: int


def matches(code: str, patterns: Iterable[str]) -> bool:
    """Whether a code is named, by itself or by its first letters; a fault never is."""
    return SEVERITY_OF[code] != "error" and any(code.startswith(one) for one in patterns)


def comments_off(look: Look) -> tuple[Off, ...]:
    """What the comments of all files switch off."""
    sources = {id(one.source): one.source for one in look.entries}
    if look.settings_source is not None:
        sources[id(look.settings_source)] = look.settings_source
    return tuple(off for source in sources.values() for off in _of_source(source))


def _of_source(source: Source) -> Iterator[Off]:
    if not isinstance(source, TextSource) or "lint" not in source.text.lower():
        return
    text = source.text
    for start, end in comments(text, marks(text)):
        found = _OFF.match(text, start, end)
        if found is None:
            continue
        codes = tuple(code.upper() for code in _CODE.findall(found[1]))
        line = source.place(start).line
        first = text.rfind("\n", 0, start) + 1
        if not text[first:start].strip():
            line = _below(text.splitlines(), line)
        yield Off(source=source, at=start, codes=codes, line=line)


def _below(rows: list[str], line: int) -> int:
    """The first line below a comment that says something."""
    while line < len(rows) and (not rows[line].strip() or rows[line].lstrip().startswith("#")):
        line += 1
    return line + 1


def is_off(look: Look, hit: Hit, code: str, offs: Iterable[Off]) -> bool:
    """Whether a comment switches a finding off: at its line, its text's line, or its entry's."""
    lines = {hit.source.place(at).line for at in (hit.at, hit.leaf_at)}
    for one in look.entries:
        if one.source is hit.source and one.id == hit.entry:
            lines.add(one.source.place(one.at).line)
    return any(
        off.source is hit.source and off.line in lines and matches(code, off.codes) for off in offs
    )


def unknown_codes(look: Look) -> Iterator[Hit]:
    """A comment switches off a code that does not exist.

    中文：注释要关闭的检查代码不存在。
    """
    for off in comments_off(look):
        for code in off.codes:
            if not any(known.startswith(code) for known in SEVERITY_OF):
                yield Hit(
                    source=off.source,
                    at=off.at,
                    leaf_at=off.at,
                    entry="",
                    fields={"text": code},
                )
