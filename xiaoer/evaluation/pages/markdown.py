"""Shares and tables as Markdown and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xiaoer.evaluation.measures import Proportion


def share_dict(share: Proportion) -> dict[str, object]:
    """A share as JSON: value, hits, n, Wilson interval; null where n is 0."""
    interval = share.interval()
    return {
        "value": share.value,
        "hits": share.hits,
        "n": share.n,
        "interval": list(interval) if interval else None,
    }


def grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table: the first column to the left, the others to the right."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, rule, *rows))


def plain(text: str) -> str:
    """A text on one line, with nothing that Markdown reads as markup."""
    text = " ".join(text.split())
    return "".join("\\" + char if char in "\\`*_[]<>|#" else char for char in text)
