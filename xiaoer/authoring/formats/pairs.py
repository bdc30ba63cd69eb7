"""Sheets of two or three columns, as platforms of language models take them.

They are read as any other sheet; these write them: ``question,answer`` a row for each question, and
``q,a,indexes`` with the variants in the third column.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from xiaoer.authoring.cells.texts import write_list
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.template import fill
from xiaoer.source.tables.delimited import guarded

CARRIED: Final = frozenset(("id", "question", "variants", "answer"))
"""Ids are made again from the questions."""


def write_two(entries: Sequence[Entry], variables: Mapping[str, str]) -> str:
    """Question and answer, a row for each question and variant."""
    rows = (
        (question, fill(entry.answer, variables))
        for entry in entries
        if entry.answer.strip()
        for question in entry.questions
    )
    return _csv(("question", "answer"), rows)


def write_three(entries: Sequence[Entry], variables: Mapping[str, str]) -> str:
    """Question, answer, and the variants one a line."""
    rows = (
        (entry.question, fill(entry.answer, variables), write_list(entry.variants))
        for entry in entries
        if entry.answer.strip()
    )
    return _csv(("q", "a", "indexes"), rows)


def _csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue()
