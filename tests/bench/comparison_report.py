"""A comparison as text: for a terminal of 120 columns, or as Markdown."""

from collections.abc import Callable, Sequence
from textwrap import fill
from typing import Any

from tests.bench.comparison import Comparison
from tests.bench.figures import Figures
from tests.bench.table import estimate, markdown, percent, table
from xiaoer.evaluation.measures import Estimate, Proportion

WIDTH = 118
"""Columns of a line of text; tables stay within 120."""

Lay = Callable[..., str]

_NAMES = {
    "top1": "top-1",
    "r3": "R@3",
    "mrr": "MRR",
    "auroc_near": "AUROC near",
    "auroc_far": "AUROC far",
    "coverage_at_95": "cov@95",
    "coverage_at_90": "cov@90",
}
_RANKING = ("top1", "r3", "mrr")
_CONFIDENCE = ("auroc_near", "auroc_far", "coverage_at_95", "coverage_at_90")

NOTES = """\
top-1, R@3 and MRR@5 in % of in-scope queries, by an entry's best question. cov@95, cov@90: the
largest share in % of all queries, out-of-scope ones too, that one threshold on the confidence
answers with at least 95 % or 90 % right; the threshold is chosen on the same queries for every
system alike. AUROC in %: in-scope queries, found or not, against near and far out-of-scope ones,
by the confidence. [..]: 95 % bootstrap intervals, by entry, the same draws for every system.
µs of processor time a query, in one block a system, text preparation included; build in s."""


def text(found: Comparison) -> str:
    """For a terminal."""
    title = fill(_title(found), WIDTH)
    lines = [fill(line, WIDTH, subsequent_indent="  ") for line in _lines(found)]
    return "\n".join([title, "", _systems(found, table), "", *lines, ""])


def markdown_text(found: Comparison) -> str:
    """The same in Markdown."""
    lines = [f"- {line}" for line in _lines(found)]
    return "\n".join([f"### {_title(found)}", "", _systems(found, markdown), "", *lines, ""])


def _title(found: Comparison) -> str:
    counts = found.counts(found.set.lists[found.queries])
    variants = "" if found.set.variants is None else f", at most {found.set.variants} variants"
    oos = f"{counts['near']} near, {counts['far']} far"
    if counts["other_out_of_scope"]:
        oos += f", {counts['other_out_of_scope']} other out of scope"
    return (
        f"{found.set.name} · {found.queries}{variants}: {counts['entries']} entries, "
        f"{counts['questions']} questions; {counts['queries']} queries ({counts['in_scope']} in "
        f"scope, {oos}; {counts['leaks_kept_apart']} leaks left out)"
    )


def _systems(found: Comparison, lay: Lay) -> str:
    columns = _RANKING if found.ranking_only else (*_RANKING, *_CONFIDENCE)
    head = [_NAMES[name].replace("AUROC ", "") for name in columns]
    if not found.ranking_only:
        head[3] = f"AUROC {head[3]}"
    head = ["system", *head, "µs median", "p99", "build s"]
    return lay(head, [_row(one, columns) for one in found.systems])


def _row(one: Figures, columns: Sequence[str]) -> list[str]:
    cells = [_cell(one.values[name]) for name in columns]
    times = (f"{one.values[name]:.0f}" for name in ("us_median", "us_p99"))
    label = one.system.label + ("*" if one.values["confidence"] == "margin" else "")
    return [label, *cells, *times, f"{one.values['build_seconds']:.1f}"]


def _cell(value: Any) -> str:
    match value:
        case Proportion():
            return percent(value.value)
        case Estimate():
            return f"{100 * value.value:.1f} [{100 * value.low:.0f}, {100 * value.high:.0f}]"
    return percent(value)


def _lines(found: Comparison) -> list[str]:
    """What stands under the table."""
    engine, lines = found.engine, []
    for headline, role, rival in found.rivals():
        minus = engine.headlines[headline].minus(rival.headlines[headline]).estimate()
        lines.append(
            f"{_NAMES[headline]}, {engine.system.label} minus the {role}, "
            f"{rival.system.label}: {estimate(minus, signed=True)} points"
        )
    for kind in ("lexical", "neural"):
        behind = found.ahead(kind)
        if any(one.system.kind == kind for one in found.peers):
            parts = [f"{_NAMES[k]} ({', '.join(names)})" for k, names in behind.items()]
            lines.append(f"{kind} peers ahead of the engine: {'; '.join(parts) or 'in no column'}")
    if any(one.values["confidence"] == "margin" for one in found.systems):
        lines.append("* confidence: the margin to the second entry, better here than the score")
    cached = [one.system.label for one in found.systems if one.values["from_cache"]]
    if cached:
        lines.append(f"from the cache, times of another run: {', '.join(cached)}")
    if found.left_out:
        lines.append("left out: " + "; ".join(f"{k} ({v})" for k, v in found.left_out.items()))
    return lines
