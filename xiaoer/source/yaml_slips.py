"""YAML that cannot be parsed: the slip of the hand behind the parser's complaint."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiaoer.source.faults import Unreadable
from xiaoer.source.findings.slips import ODD_BLANK, colon_slip
from xiaoer.text.regex import regex

# Lines above the parser's place that may hold the slip: the rest of a short entry.
_ABOVE = 4

_LEAD = regex(r"[ \t]*(?:-[ \t]+)*")
_STRUCTURE = regex(r"-(?:[ \t]|$)|[^\s:：#]{1,20}[:：]")
_VALUE = r"[ \t]*(?:-[ \t]+)*(?:[^\s:#\[\]{}\"',]+:[ \t]+)?"
_BRACKETED = regex(_VALUE + r"(?P<at>\[[^\[\]\n]*\]|\{[^{}\n]*\})[ \t]*[^\s,:#\]}]")
_QUOTED = regex(
    r"(?:^[ \t]*|[:,\[{-][ \t]*)(?P<at>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\n]|'')*')[ \t]*[^\s,:#\]}]"
)
_CHINESE_QUOTES = regex(_VALUE + r"(?P<at>[“‘「『])")
_COMMENT = regex(r"[ \t](?P<at>#)")
_BULLET = regex(r"[ \t]*(?P<at>[－—–•·●]|-(?=\u3000|[^ \t\d-]))[ \t\u3000]*(?P<rest>.*)")
_FULL_BRACE = regex(_VALUE + r"(?P<at>｛)")


def slip_behind(text: str, at: int) -> Unreadable | None:
    """The slip at or shortly above the line of `at` that explains why it cannot be parsed."""
    lines = list(_lines_above(text, at))
    for number, (start, line) in enumerate(lines):
        here = number == 0
        for find in (_odd_indent, _dash, _colon):
            found = find(start, line, here)
            if found is not None:
                return found
    return _in_line(*lines[0])


def cut_by_comment(text: str, at: int) -> Unreadable | None:
    """The comment, on the line of `at` or the one above, that swallowed what was expected."""
    for start, line in list(_lines_above(text, at))[:2]:
        found = _COMMENT.search(line)
        # A line that is a comment as it should be cuts nothing.
        if found and not line.lstrip().startswith("# "):
            return Unreadable("E012", start + found.start("at"), problem="cut")
    return None


def _lines_above(text: str, at: int) -> Iterator[tuple[int, str]]:
    """The line of `at` and those above it, the nearest first, with their offsets."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    for _ in range(_ABOVE + 1):
        start = text.rfind("\n", 0, end) + 1
        yield start, text[start:end]
        if start == 0:
            return
        end = start - 1


def _odd_indent(start: int, line: str, here: bool) -> Unreadable | None:
    """A blank that YAML does not take for one, in front of what was meant as structure."""
    lead = _LEAD.match(line)
    first = lead.end() if lead else 0
    blank = ODD_BLANK.match(line, first)
    if blank is None:
        return None
    rest = ODD_BLANK.sub(" ", line[first:]).strip()
    # Above the place such a blank may as well be the beginning of a paragraph.
    if not here and _STRUCTURE.match(rest) is None:
        return None
    return Unreadable("E031", start + first, char=f"U+{ord(blank[0]):04X}")


def _dash(start: int, line: str, here: bool) -> Unreadable | None:
    """Another sign than "- " in front of an item."""
    found = _BULLET.match(line)
    if found is None or not (here or _STRUCTURE.match(found["rest"])):
        return None
    return Unreadable("E012", start + found.start("at"), problem="dash")


def _colon(start: int, line: str, here: bool) -> Unreadable | None:
    """A full-width colon behind a key, or one with nothing between it and the value."""
    problem, colon = colon_slip(line)
    lead = _LEAD.match(line)
    first = lead.end() if lead else 0
    before = line[first:colon]
    # Behind another key, a word and a colon are text; so are Chinese ones in a paragraph above.
    if not problem or re.search(r":[ \t]", before.rpartition("{")[2]):
        return None
    if not here and not before.isascii():
        return None
    return Unreadable("E012", start + colon, problem=problem)


def _in_line(start: int, line: str) -> Unreadable | None:
    for pattern, problem in (
        (_BRACKETED, "begins"),
        (_QUOTED, "quoted_start"),
        (_CHINESE_QUOTES, "chinese_quotes"),
        (_FULL_BRACE, "full_brackets"),
    ):
        found = pattern.match(line) if pattern is not _QUOTED else pattern.search(line)
        if found:
            return Unreadable("E012", start + found.start("at"), problem=problem)
    return None
