"""Rows → decisions: what is done with which texts and which entry; every fault with its cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from xiaoer.authoring.apply.faults import apply_fault
from xiaoer.authoring.apply.rows import DecidedRow
from xiaoer.authoring.mine.columns import DECISIONS, OperatorDecision
from xiaoer.authoring.mine.wordings import bare, has_words
from xiaoer.corpus.corpus import Corpus
from xiaoer.errors import Fault, nearest_name
from xiaoer.evaluation.cases.load import NO_ENTRY
from xiaoer.records import dataclass
from xiaoer.source.tables.faults import Said, TableError
from xiaoer.text.normalize import question_key
from xiaoer.text.regex import regex

_SUGGESTION = regex(r"(?:建议\s*)?([123])", re.IGNORECASE)
_WITH_ID = regex(r".*[（(]([A-Za-z0-9][A-Za-z0-9._-]*)[)）]", re.DOTALL)
_BETWEEN = regex(r"[|,;/、，；\n]")
_BY_NAME: Final[dict[str, OperatorDecision]] = {
    **{name: key for key, name in DECISIONS.items()},
    **{key: key for key in DECISIONS},
}
_NOTHING_SAID = frozenset(("", "null"))
_EXPECTED = Said(
    zh="；应为 1、2、3（同一行的建议）、编号或标准问，标注还可以写 “不该回答”",
    en="; expected 1, 2, 3 (the row's suggestions), an id or a standard question; to label also 无",
)


class Decided(NamedTuple):
    """What is done with the texts of a row.

    ``entries`` are ids: one for a variant and a negative, any number for a label, none otherwise.
    """

    row: DecidedRow
    decision: OperatorDecision
    texts: tuple[str, ...]
    entries: tuple[str, ...] = ()
    audience: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What was decided, and how many rows are left open."""

    decided: tuple[Decided, ...]
    open: int


def decisions_of(rows: Sequence[DecidedRow], corpus: Corpus) -> Decisions:
    """The decisions of the rows that have one.

    Raises:
        TableError: with every fault.
    """
    reader = _DecisionReader(corpus)
    found = [reader.read(row) for row in rows if row.text("decision") not in _NOTHING_SAID]
    if reader.faults:
        raise TableError(reader.faults)
    filled = sum(bool(row.text("texts")) for row in rows)
    decided = tuple(one for one in found if one is not None)
    return Decisions(decided=decided, open=max(filled - len(decided), 0))


class _DecisionReader:
    """Reads row by row; collects the faults."""

    def __init__(self, corpus: Corpus) -> None:
        self.faults: list[Fault] = []
        self._corpus = corpus
        self._asked: dict[str, set[str]] = {}
        for entry in corpus:
            self._asked.setdefault(question_key(entry.question), set()).add(entry.id)

    def read(self, row: DecidedRow) -> Decided | None:
        before = len(self.faults)
        said = row.text("decision")
        decision = _BY_NAME.get(said.lower())
        if decision is None:
            known = "、".join(DECISIONS.values())
            self.faults.append(
                apply_fault("decision", row.place("decision"), found=said[:20], known=known)
            )
            return None
        texts = tuple(filter(has_words, map(bare, row.text("texts").splitlines())))
        texts = tuple({question_key(text): text for text in reversed(texts)}.values())[::-1]
        if not texts:
            self.faults.append(apply_fault("no_text", row.place("texts")))
        needs = decision in ("variant", "negative", "label")
        entries = self._entries(row, decision) if needs else ()
        audience = self._audience(row)
        if len(self.faults) > before:
            return None
        return Decided(row, decision, texts, entries, audience)

    def _entries(self, row: DecidedRow, decision: OperatorDecision) -> tuple[str, ...]:
        cell, place = row.text("entry"), row.place("entry")
        name = DECISIONS[decision]
        if not cell:
            also = Said(zh="；不该回答的写 无", en="; 无 where none may answer")
            also = also if decision == "label" else Said(zh="", en="")
            self.faults.append(apply_fault("no_entry", place, decision=name, also=also))
            return ()
        if decision == "label" and cell.lower() in NO_ENTRY:
            return ()
        ids = [id for part in self._parts(cell) if (id := self._entry(row, part))]
        if decision != "label" and len(ids) > 1:
            self.faults.append(apply_fault("one_entry", place, decision=name, count=len(ids)))
        return tuple(dict.fromkeys(ids))

    def _parts(self, cell: str) -> list[str]:
        """Several in a cell; a question may hold such a sign."""
        if question_key(cell) in self._asked or _WITH_ID.fullmatch(cell):
            return [cell]
        return [part.strip() for part in _BETWEEN.split(cell) if part.strip()]

    def _entry(self, row: DecidedRow, said: str) -> str:
        """The id that is meant, "" with a fault where there is none."""
        place = row.place("entry")
        number = _SUGGESTION.fullmatch(said)
        if number is not None and said not in self._corpus:
            told = row.text(f"suggestion.{number[1]}")  # type: ignore[arg-type]
            if not told:
                self.faults.append(apply_fault("no_suggestion", place, number=number[1]))
                return ""
            said, place = told, row.place(f"suggestion.{number[1]}")  # type: ignore[arg-type]
        behind = _WITH_ID.fullmatch(said)
        asked = self._asked.get(question_key(said), set())
        for id in (said, behind[1] if behind else "", *(asked if len(asked) == 1 else ())):
            if id and id in self._corpus:
                return str(id)
        near = nearest_name(behind[1] if behind else said, [entry.id for entry in self._corpus])
        hint = Said(zh=f"，是不是 “{near}”？", en=f'; did you mean "{near}"?')
        hint = hint if near else _EXPECTED
        self.faults.append(apply_fault("unknown_entry", place, found=said[:40], hint=hint))
        return ""

    def _audience(self, row: DecidedRow) -> str | None:
        said, settings = row.text("audience"), self._corpus.settings
        if not said or not settings.audiences:
            return said or None
        found = (one.name for one in settings.audiences if said in (one.name, one.label))
        name = next(found, None)
        if name is None:
            known = "、".join(one.label or one.name for one in settings.audiences)
            self.faults.append(
                apply_fault("unknown_audience", row.place("audience"), found=said, known=known)
            )
        return name
