"""A robustness table as Markdown and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from xiaoer.evaluation.measures import Proportion

if TYPE_CHECKING:
    from xiaoer.evaluation.robustness import Example, RobustnessRow, RobustnessTable

STAY = ("phenomenon", "n", "left out", "kept %", "lost %", "became wrong %")
CHANGE = ("phenomenon", "n", "left out", "changed %", "still the same answer %")


def share_dict(share: Proportion) -> dict[str, object]:
    """A share as JSON: value, hits, n, Wilson interval; null where n is 0."""
    interval = share.interval()
    return {
        "value": share.value,
        "hits": share.hits,
        "n": share.n,
        "interval": list(interval) if interval else None,
    }


def cells(row: RobustnessRow) -> list[str]:
    """The cells of a row, for the columns `STAY` or `CHANGE`."""
    counts = (row.kept, row.lost, row.wrong) if row.must == "stay" else (row.changed, row.same)
    shares = [share_text(Proportion(count, row.n)) for count in counts]
    return [f"{row.title} {row.phenomenon}", str(row.n), str(row.left_out), *shares]


def share_text(share: Proportion) -> str:
    """A share in per cent, its Wilson interval, how many; "–" where n is 0."""
    interval = share.interval()
    if interval is None or share.value is None:
        return "–"
    low, high = interval
    return f"{100 * share.value:.1f} [{100 * low:.1f}, {100 * high:.1f}] {share.hits}"


def markdown(table: RobustnessTable) -> str:
    """The table as Markdown: the base, what must stay, what must change, the worst examples."""
    base = table.base
    parts = [
        f"Base: {base.hits} of {base.n} in-scope queries are answered right; seed {table.seed}, "
        f"at most {table.per_case} a query and phenomenon. In brackets: Wilson 95 %."
    ]
    for head, must, title in (
        (STAY, "stay", "The reply must stay"),
        (CHANGE, "change", "The answer must not be the same"),
    ):
        rows = [row for row in table.rows if row.must == must]
        if rows:
            parts.append(f"{title}:\n\n{_grid(head, map(cells, rows))}")
    if lines := [line for row in table.rows for line in map(_line, row.examples[:1])]:
        parts.append("The worst of each:\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, rule, *rows))


def _line(example: Example) -> str:
    answered = f"`{example.answered}`" if example.answered else "no answer"
    return (
        f"- {_plain(example.query)} → {_plain(example.perturbed)}: {answered} "
        f"({example.confidence:.2f}), clean `{example.right}`"
    )


def _plain(text: str) -> str:
    """A query on one line, with nothing that Markdown reads as markup."""
    text = " ".join(text.split())
    return "".join("\\" + char if char in "\\`*_[]<>|#" else char for char in text)
