"""A table of robustness as Markdown, in English."""

from __future__ import annotations

from xiaoer.errors import Lang
from xiaoer.evaluation.labelled.robustness import Example, RobustnessRow, RobustnessTable
from xiaoer.evaluation.measures import Proportion
from xiaoer.evaluation.pages.markdown import grid, plain

_STAY = ("phenomenon", "n", "left out", "kept %", "lost %", "became wrong %")
_CHANGE = ("phenomenon", "n", "left out", "changed %", "still the same answer %")


def _cells(row: RobustnessRow) -> list[str]:
    """The cells of a row, for the columns ``_STAY`` or ``_CHANGE``."""
    counts = (row.kept, row.lost, row.wrong) if row.must == "stay" else (row.changed, row.same)
    shares = [_share_text(Proportion(count, row.n)) for count in counts]
    return [f"{row.title} {row.phenomenon}", str(row.n), str(row.left_out), *shares]


def _share_text(share: Proportion) -> str:
    """A share in per cent, its Wilson interval, how many; "–" where n is 0."""
    interval = share.interval()
    if interval is None or share.value is None:
        return "–"
    low, high = interval
    return f"{100 * share.value:.1f} [{100 * low:.1f}, {100 * high:.1f}] {share.hits}"


def robustness_markdown(table: RobustnessTable, _: Lang) -> str:
    """The table as Markdown: the base, what must stay, what must change, the worst examples."""
    base = table.base
    parts = [
        f"Base: {base.hits} of {base.n} in-scope queries are answered right; seed {table.seed}, "
        f"at most {table.per_case} a query and phenomenon. In brackets: Wilson 95 %."
    ]
    for head, must, title in (
        (_STAY, "stay", "The reply must stay"),
        (_CHANGE, "change", "The answer must not be the same"),
    ):
        rows = [row for row in table.rows if row.must == must]
        if rows:
            parts.append(f"{title}:\n\n{grid(head, map(_cells, rows))}")
    if lines := [line for row in table.rows for line in map(_line, row.examples[:1])]:
        parts.append("The worst of each:\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _line(example: Example) -> str:
    answered = f"`{example.answered}`" if example.answered else "no answer"
    return (
        f"- {plain(example.query)} → {plain(example.perturbed)}: {answered} "
        f"({example.confidence:.2f}), clean `{example.right}`"
    )
