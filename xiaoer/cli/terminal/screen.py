"""Lines on standard output: wrapped and coloured where a person looks, plain elsewhere."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal

from xiaoer.cli.terminal.columns import printable, width_of, wrap
from xiaoer.cli.terminal.streams import is_terminal, readable
from xiaoer.records import dataclass

Role = Literal["text", "heading", "number", "link", "note"]
Painted = tuple[str, Role]
Paint = Callable[[Iterable[Painted]], None]

STYLES: Final[dict[Role, str]] = {
    "text": "",
    "heading": "bold",
    "number": "bold cyan",
    "link": "underline",
    "note": "dim",
}

# Longer lines are hard to read; a terminal may be far wider.
_WIDEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenLine:
    """A text and its role; ``lead`` stands before it, and what is wrapped hangs behind it."""

    text: str
    role: Role = "text"
    lead: str = ""
    lead_role: Role = "number"

    def laid_out(self, columns: int | None) -> Iterator[tuple[Painted, Painted]]:
        """The rows of the line as (lead, text); None means rows of any length."""
        text, lead = printable(self.text), printable(self.lead)
        hang = width_of(lead)
        # A link that is broken in two can be neither clicked nor copied.
        if columns is None or self.role == "link":
            rows = text.split("\n")
        else:
            rows = wrap(text, max(columns - hang, 8))
        for row in rows:
            yield (lead, self.lead_role), (row, self.role)
            lead = " " * hang


class Screen:
    """Where a command writes: ``columns`` is None unless a person looks."""

    def __init__(self) -> None:
        self._terminal = is_terminal(sys.stdout)
        self._paint = _painter() if self._terminal else _plain

    @property
    def columns(self) -> int | None:
        """How many columns a line may take now; a terminal may be resized."""
        if not self._terminal:
            return None
        return min(shutil.get_terminal_size().columns, _WIDEST)

    def show(self, lines: Iterable[ScreenLine]) -> None:
        """Writes the lines at once."""
        columns = self.columns
        for line in lines:
            for row in line.laid_out(columns):
                self._paint(row)
        if sys.stdout is not None:
            sys.stdout.flush()


def complain(text: str) -> None:
    """Writes one message to standard error, unpainted."""
    if sys.stderr is None:  # print would take standard output instead
        return
    print(printable(readable(text)), file=sys.stderr)


def _painter() -> Paint:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return _plain
    try:
        from rich.console import Console
        from rich.text import Text
    except ImportError:
        return _plain
    console = Console(highlight=False)

    def paint(row: Iterable[Painted]) -> None:
        spans = [(text, STYLES[role]) for text, role in row if text]
        console.print(Text.assemble(*spans), soft_wrap=True)

    return paint


def _plain(row: Iterable[Painted]) -> None:
    print("".join(text for text, _ in row).rstrip())
