"""Sections as a page of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xiaoer.evaluation.pages.section import Section


def page(title: str, parts: Iterable[Section]) -> str:
    """The sections under one title; texts of corpus and customers are escaped."""
    return "\n\n".join([f"# {title}", *map(_section, parts)]) + "\n"


def _section(section: Section) -> str:
    blocks = [f"## {section.title}"]
    blocks += [plain(text) for text in section.text]
    if section.rows:
        rows = [[plain(text) for text in row] for row in section.rows]
        blocks.append(grid(section.head, rows))
    if section.items:
        blocks.append("\n".join(_item(line, detail) for line, detail in section.items))
    blocks += [plain(text) for text in section.below]
    return "\n\n".join(blocks)


def _item(line: str, detail: str) -> str:
    """A point of a list; details of several lines as a block of code below it."""
    if "\n" not in detail:
        return f"- {plain(line)}" + (f"：{plain(detail)}" if detail else "")
    # indented by the point's two and the code's four spaces, no text can end the block
    block = "\n".join("      " + " ".join(row.split("\r")) for row in detail.split("\n"))
    return f"- {plain(line)}\n\n{block}\n"


def grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table: the first column to the left, the others to the right."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, rule, *rows))


def plain(text: str) -> str:
    """A text on one line, with nothing that Markdown reads as markup."""
    text = " ".join(text.split())
    return "".join("\\" + char if char in "\\`*_[]<>|#" else char for char in text)
