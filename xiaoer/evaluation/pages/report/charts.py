"""The charts of a report, as SVG that stands in a page: no fonts, no scripts, no dates.

Labels are put in afterwards: matplotlib would look for a font that has them, and the page's reader
has one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final

from xiaoer.errors import Lang, MissingExtraError
from xiaoer.evaluation.cases.prediction import Outcome
from xiaoer.evaluation.measures import Bin, Point, wilson
from xiaoer.evaluation.pages.report.texts import text
from xiaoer.text.regex import regex

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, RED, AMBER, INK, FAINT = "#2b6a8c", "#b5443c", "#b5822a", "#3b4650", "#c9d1d8"
_SIZE: Final = (4.7, 3.1)  # inches; 338 points wide, so that 10 points are readable on a phone
_MOST_POINTS = 400
_FIRST_JUDGED = 20  # answers; below, one error is most of the risk
_BINS = 20
_RC: Final[Any] = {  # newer matplotlib types the keys one by one, older ones do not
    "svg.fonttype": "none",
    "svg.hashsalt": "xiaoer",
    "font.size": 10,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.grid": True,
    "grid.color": "#e8ecef",
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
}

_PROLOGUE = regex(r"^.*?(?=<svg )", re.DOTALL)
_METADATA = regex(r"<metadata>.*?</metadata>\s*", re.DOTALL)
_FIXED_SIZE = regex(r'(<svg [^>]*?) width="[^"]*"([^>]*?) height="[^"]*"|'
                         r'(<svg [^>]*?) height="[^"]*"([^>]*?) width="[^"]*"')  # fmt: skip
_FAMILY = regex(r"font-family: [^;\"]*;? ?")
_FONT = regex(r"font: ([0-9.]+px) [^;\"]*")
_LABEL = regex(r"@([a-z_]+)@")
_ID = regex(r'(\bid="|url\(#|href="#)')


def risk_coverage(points: Sequence[Point], now: tuple[float, float] | None, lang: Lang) -> str:
    """The risk–coverage curve with its Wilson band; ``now`` is (coverage, risk) as decided."""
    figure, axes = _start()
    kept = _thinned(points)
    if kept:
        across = [100 * point.coverage for point in kept]
        bands = [point.risk_share.interval() for point in kept]
        low, high = zip(*((100 * b.low, 100 * b.high) for b in bands if b), strict=True)
        axes.fill_between(across, low, high, step="pre", color=BLUE, alpha=0.14, linewidth=0)
        axes.step(across, [100 * point.risk for point in kept], where="pre", color=BLUE)
    judged = [point.risk for point in points if point.answered >= _FIRST_JUDGED]
    top = max([*judged, *([now[1]] if now else []), 0.05])
    axes.set_ylim(0, min(100.0, 125 * top))
    axes.set_xlim(0, 100)
    if now:
        axes.plot([100 * now[0]], [100 * now[1]], "o", color=RED, markersize=7, clip_on=False)
        axes.annotate(
            "@now@", (100 * now[0], 100 * now[1]), xytext=(0, 9), textcoords="offset points",
            ha="center", color=RED,
        )  # fmt: skip
    _per_cent(axes, x=True)
    _name(axes, "x_coverage", "y_risk")
    return _svg(figure, "curve", lang)


def reliability(bins: Sequence[Bin], lang: Lang) -> str:
    """Share of right against mean confidence, bin by bin, with Wilson intervals."""
    figure, axes = _start()
    axes.plot([0, 100], [0, 100], linestyle=(0, (4, 4)), color="#8a969f", linewidth=1)
    most = max((one.n for one in bins), default=1)
    for one in bins:
        band = wilson(round(one.accuracy * one.n), one.n)
        if band:
            across = 100 * one.confidence
            axes.plot([across, across], [100 * band.low, 100 * band.high], color=BLUE, alpha=0.35)
    axes.scatter(
        [100 * one.confidence for one in bins],
        [100 * one.accuracy for one in bins],
        s=[16 + 44 * one.n / most for one in bins],
        color=BLUE,
        zorder=3,
        clip_on=False,
    )
    axes.set_xlim(0, 100)
    axes.set_ylim(0, 100)
    _per_cent(axes, x=True)
    _name(axes, "x_confidence", "y_right")
    return _svg(figure, "reliability", lang)


def histogram(outcomes: Sequence[Outcome], lang: Lang) -> str:
    """Confidences where the first candidate is right, where it is wrong, and out of scope."""
    rows = (
        ("right", BLUE, [o for o in outcomes if o.case.in_scope and o.top_is_right]),
        ("wrong", RED, [o for o in outcomes if o.case.in_scope and not o.top_is_right]),
        ("oos", AMBER, [o for o in outcomes if not o.case.in_scope]),
    )
    figure, axes = _start(rows=3)
    edges = [5 * at for at in range(_BINS + 1)]
    for one, (key, color, group) in zip(axes, rows, strict=True):
        values = [100 * outcome.prediction.confidence for outcome in group]
        counts, _, _ = one.hist(values, bins=edges, color=color, rwidth=0.86)
        one.set_ylim(0, max(*counts, 1) * 1.5)
        one.set_xlim(0, 100)
        one.set_yticks([int(max(*counts, 1))])
        label = f"@{key}@  n = {len(group)}"
        one.text(0.02, 0.95, label, transform=one.transAxes, color=color, va="top", ha="left")
        one.tick_params(labelbottom=one is axes[-1])
        _per_cent(one, x=True, y=False)
    axes[-1].set_xlabel("@x_confidence@")
    return _svg(figure, "histogram", lang)


def _start(rows: int = 1) -> tuple[Figure, Any]:
    """A figure with its axes: one, or one above the other.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError("report", "matplotlib") from error
    with matplotlib.rc_context(_RC):
        figure = Figure(figsize=_SIZE, layout="constrained")
        return figure, figure.subplots(rows, 1, sharex=rows > 1)


def _per_cent(axes: Axes, *, x: bool, y: bool = True) -> None:
    for axis in [axes.xaxis] * x + [axes.yaxis] * y:
        axis.set_major_formatter(lambda value, _: f"{value:g}%")
    axes.tick_params(length=0, pad=5)


def _name(axes: Axes, x: str, y: str) -> None:
    axes.set_xlabel(f"@{x}@")
    axes.set_ylabel(f"@{y}@")


def _thinned(points: Sequence[Point]) -> list[Point]:
    """At most so many of the points, the first and the last among them."""
    if len(points) <= _MOST_POINTS:
        return list(points)
    step = (len(points) - 1) / (_MOST_POINTS - 1)
    return [points[round(at * step)] for at in range(_MOST_POINTS)]


def _svg(figure: Figure, name: str, lang: Lang) -> str:
    """The figure as an ``svg`` element whose ids are its own and whose size is the page's."""
    import matplotlib

    out = io.StringIO()
    with matplotlib.rc_context(_RC):
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None})
    drawn = _METADATA.sub("", _PROLOGUE.sub("", out.getvalue()))
    drawn = _FIXED_SIZE.sub(lambda m: "".join(part or "" for part in m.groups()), drawn, count=1)
    drawn = _FAMILY.sub("", _FONT.sub(r"font-size: \1", drawn))
    drawn = _ID.sub(rf"\g<1>{name}-", drawn)
    title = escape(text(name, lang))
    drawn = drawn.replace("<svg ", f'<svg role="img" aria-label="{title}" ', 1)
    return _LABEL.sub(lambda found: escape(text(found[1], lang)), drawn).strip()
