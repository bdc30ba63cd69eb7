"""The days of a log as a chart in SVG, which needs no library to draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from xiaoer.errors import Lang
from xiaoer.evaluation.pages.log.words import say
from xiaoer.evaluation.statistics.tally import DayTally

_WIDTH, _HEIGHT, _LEFT, _TOP, _FLOOR = 480, 220, 34, 26, 190
_BLUE, _AMBER, _RED, _INK, _LINE = "#2b6a8c", "#d9b26a", "#b5443c", "#3b4650", "#e1e6ea"
_MOST_DAYS: Final = 92
_KINDS: Final = (("coverage", _BLUE), ("clarify_rate", _AMBER), ("escalation", _RED))


def days_chart(days: Sequence[DayTally], lang: Lang) -> str:
    """A bar a day: answered, asked back, handed over, one upon the other; "" for a single day."""
    shown = days[-_MOST_DAYS:]
    most = max((day.tally.asked for day in shown), default=0)
    if len(shown) < 2 or not most:
        return ""
    step = (_WIDTH - _LEFT) / len(shown)
    parts = [*_frame(most), *_legend(lang)]
    for at, day in enumerate(shown):
        parts += _bar(day, _LEFT + at * step, max(step - 2, 0.8), (_FLOOR - _TOP) / most)
    for at in sorted({0, len(shown) // 2, len(shown) - 1}):
        anchor = "end" if at == len(shown) - 1 else "start"
        across = _LEFT + (at + (anchor == "end")) * step
        parts.append(_text(across, _FLOOR + 16, shown[at].day, anchor))
    body = "".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">{body}</svg>'


def _bar(day: DayTally, left: float, width: float, unit: float) -> Iterator[str]:
    floor = float(_FLOOR)
    for name, colour in _KINDS:
        height = getattr(day.tally, name).hits * unit
        floor -= height
        if height:
            yield (
                f'<rect x="{left:.1f}" y="{floor:.1f}" width="{width:.1f}" '
                f'height="{height:.1f}" fill="{colour}"/>'
            )


def _frame(most: int) -> Iterator[str]:
    for n in (0, most):
        y = _FLOOR - (_FLOOR - _TOP) * n / most
        yield f'<path d="M{_LEFT} {y:.1f}H{_WIDTH}" stroke="{_LINE}"/>'
        yield _text(_LEFT - 4, y + 4, str(n), "end")


def _legend(lang: Lang) -> Iterator[str]:
    for at, (name, colour) in enumerate(_KINDS):
        x = _LEFT + 110 * at
        yield f'<rect x="{x}" y="4" width="9" height="9" fill="{colour}"/>'
        yield _text(x + 13, 13, say(_LEGEND[name], lang), "start")


_LEGEND: Final = {"coverage": "bar_answered", "clarify_rate": "bar_clarified",
                  "escalation": "bar_escalated"}  # fmt: skip


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="10" fill="{_INK}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )
