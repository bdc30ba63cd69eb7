"""A group → the rows of the sheet, and the line of JSON, that say it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from xiaoer.authoring.mine.columns import COLUMNS, HEADS, MissColumn
from xiaoer.authoring.mine.groups import MinedGroup, Suggestion
from xiaoer.authoring.mine.talk import MissReason
from xiaoer.corpus.settings import Settings
from xiaoer.records import replace

LINES: Final = 50
"""Questions in a cell; a group of more has further rows."""

_WHYS: Final[dict[MissReason, str]] = {
    "handed_over": "转人工",
    "not_understood": "没听懂",
    "not_taken": "反问没选",
    "rated_down": "点踩",
}

MissRow = dict[MissColumn, str | int | float]


def rows_of(group: MinedGroup, settings: Settings) -> Iterator[MissRow]:
    """The rows of a group."""
    labels = {one.name: one.label for one in settings.audiences}
    for start in range(0, len(group.wordings), LINES):
        part = replace(group, wordings=group.wordings[start : start + LINES])
        row: MissRow = dict.fromkeys(COLUMNS, "")
        row["count"] = part.count
        row["texts"] = "\n".join(part.texts)
        for number, one in enumerate(group.suggestions, 1):
            row[f"suggestion.{number}"] = suggestion_text(one)  # type: ignore[index]
        row["confidence"] = round(group.confidence, 2)
        row["why"] = _why(part)
        name = group.audience or ""
        row["audience"] = labels.get(name) or name
        yield row


def suggestion_text(one: Suggestion) -> str:
    """An entry as the sheet shows it: its question, and its id, which `apply` reads."""
    return f"{' '.join(one.question.split())}（{one.id}）"


def json_line(group: MinedGroup) -> str:
    """The group as a line of JSON, ``decision`` and ``entry`` to be filled."""
    row = {
        "count": group.count,
        "texts": group.texts,
        "talks": [one.talks for one in group.wordings],
        "suggestions": [
            {"id": one.id, "question": one.question, "score": round(one.score, 4)}
            for one in group.suggestions
        ],
        "confidence": round(group.confidence, 4),
        "why": dict(group.whys),
        "given": group.given,
        "audience": group.audience,
        "decision": None,
        "entry": None,
    }
    return json.dumps(row, ensure_ascii=False) + "\n"


def heads() -> tuple[str, ...]:
    """The headings, in their order."""
    return tuple(HEADS[key] for key in COLUMNS)


def _why(group: MinedGroup) -> str:
    told = [f"{_WHYS[why]} {count}" for why, count in group.whys]
    given = f"（答的是 {'、'.join(group.given[:3])}）" if group.given else ""
    return "，".join(told) + given
