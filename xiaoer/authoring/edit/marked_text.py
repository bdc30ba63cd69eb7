"""A file's text with its marks: lines, columns, and what stands where."""

from __future__ import annotations

from typing import NamedTuple

from xiaoer.authoring.edit.edits import EditError, EditPath
from xiaoer.records import dataclass
from xiaoer.source.yaml_marks import Mark, comments, marks
from xiaoer.text.regex import regex

_BREAK = regex(r"\r\n|\r|\n")


class Splice(NamedTuple):
    """`text[start:end]` becomes `new`."""

    start: int
    end: int
    new: str


class PartPlace(NamedTuple):
    """A part and those around it: `above` from the root down to what holds it."""

    mark: Mark
    above: tuple[Mark, ...]

    @property
    def holder(self) -> Mark:
        """The list or mapping that holds the part."""
        return self.above[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """The text of a file and its marks."""

    text: str
    root: Mark
    notes: tuple[tuple[int, int], ...]
    newline: str

    @classmethod
    def of(cls, text: str) -> MarkedText:
        """The layout of a text that loads. Raises: EditError: there is nothing in it."""
        root = marks(text)
        if root is None:
            raise EditError("unreadable")
        found = _BREAK.search(text)
        notes = tuple(comments(text, root))
        return cls(text=text, root=root, notes=notes, newline=found[0] if found else "\n")

    def find(self, path: EditPath) -> PartPlace:
        """The part at a path. Raises: EditError: an alias stands on the way."""
        mark, above = self.root, []
        for step in path:
            if mark.kind == "alias":
                raise EditError("alias", path)
            above.append(mark)
            if isinstance(step, int):
                mark = mark.parts[step]
            else:
                mark = next(v for k, v in mark.pairs if self.key(k) == step)
        return PartPlace(mark, tuple(above))

    def key(self, mark: Mark) -> str:
        """The text of a key."""
        written = self.text[mark.start : mark.end]
        if mark.style:
            import json

            quoted = mark.style == '"'
            return str(json.loads(written)) if quoted else written[1:-1].replace("''", "'")
        return written

    def line_start(self, at: int) -> int:
        """Where the line of a place begins."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_end(self, at: int) -> int:
        """Where the line of a place ends, before its break."""
        found = _BREAK.search(self.text, at)
        return found.start() if found else len(self.text)

    def next_line(self, at: int) -> int:
        """Where the line behind that of a place begins, or the end of the text."""
        found = _BREAK.search(self.text, at)
        return found.end() if found else len(self.text)

    def column(self, at: int) -> int:
        """How far a place is from the start of its line."""
        return at - self.line_start(at)

    def leads(self, at: int) -> bool:
        """True when only blanks stand before a place in its line."""
        return not self.text[self.line_start(at) : at].strip(" ")

    def closes(self, at: int) -> bool:
        """True when only a comment or nothing follows a place in its line."""
        rest = self.text[at : self.line_end(at)].strip()
        return not rest or rest.startswith("#")

    def dash(self, holder: Mark, place: int) -> int:
        """Where the dash of an item of a block list stands."""
        at = holder.parts[place - 1].end if place else holder.start
        end = holder.parts[place].start
        while at <= end:
            note = next((note for note in self.notes if note[0] == at), None)
            if note:
                at = note[1]
            elif self.text[at] == "-":
                return at
            else:
                at += 1
        raise EditError("shape")

    def colon(self, key: Mark) -> int:
        """The place behind the colon of a key."""
        at = key.end
        while self.text[at : at + 1] in (" ", "\t"):
            at += 1
        if self.text[at : at + 1] != ":":
            raise EditError("shape")
        return at + 1

    def notes_in(self, start: int, end: int) -> list[str]:
        """The comments that begin within a stretch."""
        return [self.text[a:b] for a, b in self.notes if start <= a < end]
