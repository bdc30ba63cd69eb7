"""Findings about a corpus: where, what was found, what was expected, the nearest right name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from xiaoer.errors import Lang, Words
from xiaoer.records import dataclass, field
from xiaoer.source.findings.messages import MESSAGES
from xiaoer.source.findings.parser_problems import PROBLEMS
from xiaoer.source.findings.severities import SEVERITY_OF, Severity
from xiaoer.source.findings.slips import MENDS
from xiaoer.source.findings.terms import HINTS, JOINTS, REASONS, SEVERITIES, TERMS

SHARED = frozenset(("W501", "W502"))
"""Codes of questions that two entries share: errors where a corpus is loaded strictly."""

UNLISTED = ("E022", "W404", "W405")
"""Codes of what says only how many more there are."""

_message = Words(texts=MESSAGES)
_hint = Words(texts=HINTS)

_LOOKED_UP = {
    "expected": TERMS,
    "found": TERMS,
    "kind": TERMS,
    "problem": PROBLEMS | MENDS,
    "mend": MENDS,
    "reason": REASONS,
    "why": TERMS,
    "got": TERMS,
}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """`file:line:column`, counted from 1; 0 where it has no meaning, `file` may be "row 3"."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = (self.file, str(self.line or ""), str(self.column or ""))
        return ":".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding; `fields` fill the message of its code.

    `excerpt` is the source line (or a window of it) and `caret` the offset of the place in it.
    """

    code: str
    severity: Severity
    place: Place
    fields: Mapping[str, object] = field(default_factory=dict, hash=False)
    excerpt: str = ""
    caret: int = 0

    @property
    def counts(self) -> int:
        """How many findings it stands for: 1, or those that are not listed."""
        more = self.fields.get("count") if self.code in UNLISTED else None
        return more if isinstance(more, int) else 1

    def render(self, lang: Lang = "en") -> str:
        """One line: place, severity, code, message."""
        word = SEVERITIES[self.severity][_side(lang)]
        return f"{self.place}: {word} {self.code} {self.message(lang)}"

    def show(self, lang: Lang = "en") -> str:
        """The line of `render`, then the source line and a caret when they are at hand."""
        line = self.render(lang)
        if not self.excerpt:
            return line
        pad = " " * _width(self.excerpt[: self.caret])
        return f"{line}\n    {self.excerpt}\n    {pad}^"

    def message(self, lang: Lang = "en") -> str:
        """The message alone."""
        side = _side(lang)
        values = {key: _word(key, value, side) for key, value in self.fields.items()}
        text = _message(self.code, lang, **values)
        if values.get("mend"):
            text += _hint("mend", lang, **values)
        if near := next((key for key in ("nearest", "known") if values.get(key)), None):
            text += _hint(near, lang, **values)
        return text


def render(diagnostics: Iterable[Diagnostic], lang: Lang = "en") -> str:
    """Every finding with its source line and a caret, one block each."""
    return "\n".join(diagnostic.show(lang) for diagnostic in diagnostics)


def codes() -> tuple[str, ...]:
    """Every code there is, in order."""
    return tuple(sorted(MESSAGES))


def severity_of(code: str) -> Severity:
    """What a code is, by the table that its text stands in, unless the load is strict."""
    return SEVERITY_OF[code]


def _side(lang: Lang) -> int:
    return 0 if lang == "zh" else 1


def _word(key: str, value: object, side: int) -> str:
    if isinstance(value, tuple):
        return JOINTS[side].join(str(part) for part in value)
    table = _LOOKED_UP.get(key)
    text = str(value)
    return table[text][side] if table is not None and text in table else text


def _width(text: str) -> int:
    """Columns of a terminal: wide and full-width characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
