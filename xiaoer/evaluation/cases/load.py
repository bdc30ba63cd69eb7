"""Labelled queries from a file, checked; and checked against the corpus they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Settings
from xiaoer.errors import UnknownNameError, nearest_name
from xiaoer.evaluation.cases.case import (
    Case,
    CaseFault,
    CasesError,
    Slices,
    case_fault,
    fault_order,
)
from xiaoer.evaluation.cases.case_reader import CaseReader
from xiaoer.evaluation.cases.file_rows import Rows
from xiaoer.evaluation.cases.messages import (
    EXPECTED,
    ITS_QUESTION,
    NEAREST,
    NO_ANSWER,
    NOTHING,
    Both,
    filled,
    shown,
)
from xiaoer.records import replace
from xiaoer.source.findings.diagnostics import Place
from xiaoer.text.normalize import question_key

__all__ = [
    "Case",
    "CaseFault",
    "CasesError",
    "Leak",
    "Slices",
    "check_cases",
    "load_cases",
    "load_queries",
]

NO_ENTRY = frozenset(
    "无 没有 空 不答 不回答 不该回答 不应回答 都不是 都不对 以上都不是 拒识 "
    "none null nil n/a na oos - – — /".split()
)
"""What people write where no entry may answer."""
"""What people write into a cell to say that no entry answers; no entry can have such an id."""


def load_cases(path: str | Path, corpus: Corpus | None = None) -> tuple[Case, ...]:
    """The cases of a file, in its order.

    JSON Lines (``.jsonl``), YAML (``.yaml``, ``.yml``: a list of mappings), CSV or TSV (``.csv``,
    ``.tsv``: the first row names the columns, several ids in ``gold`` are joined by ``|``, an
    empty cell is null), in UTF-8 or GB18030, or a workbook (``.xlsx``, ``.xls``, ``.ods``, with
    the extra ``xlsx``). ``q`` is the query; ``gold`` the id of the right
    entry, a list of ids, or null when nothing may be answered; other keys are kept as slices. The
    keys may have other names, such as 用户问 and 知识点 (`xiaoer.source.column_heads`). Numbers and
    true/false are read as the text that was written. The same query may stand twice for different
    ``audience``. With a ``corpus``, its ids and audiences are checked too.

    Raises:
        CasesError: with every fault of the file.
    """
    file = Rows(Path(path)).read()
    reader = CaseReader(file.faults)
    for row in file.rows:
        reader.add(row)
    cases, faults = tuple(reader.cases), list(reader.faults)
    if corpus is not None:
        faults += _unknown_ids(cases, corpus.entries)
        faults += _unknown_audiences(cases, corpus.settings)
    if faults:
        raise CasesError(sorted(faults, key=fault_order))
    return cases


def load_queries(path: str | Path) -> tuple[Case, ...]:
    """Queries without labels: the lines of a text file that are not blank, each once.

    Raises:
        CasesError: the file cannot be read, or has no query.
    """
    found: dict[str, Case] = {}
    file = Path(path)
    for number, line in enumerate(Rows(file).lines(), 1):
        if line.strip():
            place = Place(file=file.as_posix(), line=number)
            found.setdefault(line.strip(), Case(q=line, place=place))
    if not found:
        raise CasesError([case_fault(Place(file=file.as_posix()), "empty", "no_lines")])
    return tuple(found.values())


class Leak(NamedTuple):
    """A query that equals a question of the corpus: it measures nothing; keep it apart."""

    case: Case
    id: str
    question: str


def check_cases(cases: Iterable[Case], corpus: Iterable[Entry]) -> tuple[Leak, ...]:
    """The queries that equal (after normalization) a question of the corpus.

    Raises:
        CasesError: a gold id is not in the corpus; has all of them, with the nearest id.
    """
    cases, entries = tuple(cases), tuple(corpus)
    faults = [*_unknown_ids(cases, entries)]
    if faults:
        raise CasesError(faults)
    questions: dict[str, list[tuple[str, str]]] = {}
    for entry in entries:
        for question in entry.questions:
            questions.setdefault(question_key(question), []).append((entry.id, question))
    return tuple(
        Leak(case, *_fitting(case, found))
        for case in cases
        if (found := questions.get(question_key(case.q)))
    )


def _fitting(case: Case, found: list[tuple[str, str]]) -> tuple[str, str]:
    """The question of a right entry, if any is among them."""
    return next((pair for pair in found if pair[0] in case.gold), found[0])


def _unknown_ids(cases: tuple[Case, ...], entries: Sequence[Entry]) -> Iterator[CaseFault]:
    known = {entry.id for entry in entries}
    wrong = [(case, id) for case in cases for id in case.gold if id not in known]
    if not wrong:
        return
    asked = {question_key(q): entry.id for entry in entries for q in entry.questions}
    hints = {id: _hint(id, known, asked) for id in {id: None for _, id in wrong}}
    for case, id in wrong:
        hint, nearest = hints[id]
        fault = case_fault(
            case.place, "unknown_id", "unknown_id", id=id, q=shown(case.q), hint=hint
        )
        yield replace(fault, nearest=nearest)


def _hint(id: str, known: set[str], asked: Mapping[str, str]) -> tuple[Both, str]:
    """What may have been meant by an id that no entry has, and the id that was."""
    if id.strip().casefold() in NO_ENTRY:
        return NO_ANSWER, ""
    owner = asked.get(question_key(id), "")
    if owner:
        return filled(ITS_QUESTION, nearest=owner), owner
    nearest = nearest_name(id, sorted(known))
    return (filled(NEAREST, nearest=nearest), nearest) if nearest else (NOTHING, "")


def _unknown_audiences(cases: Iterable[Case], settings: Settings) -> Iterator[CaseFault]:
    """Where the settings declare audiences; without, the corpus's entries decide when asked."""
    labels = {audience.label: audience.name for audience in settings.audiences}
    known = settings.audience_names
    for case in cases:
        name = case.slices.get("audience")
        if name is None or not known or name in known:
            continue
        yield audience_fault(case, name, known, labels.get(name, ""))


def audience_fault(case: Case, name: str, known: Iterable[str], nearest: str = "") -> CaseFault:
    """The fault of a case whose audience is unknown."""
    error = UnknownNameError("audience", name, known, nearest)
    hint = NOTHING
    if error.nearest:
        hint = filled(NEAREST, nearest=error.nearest)
    elif error.known:
        hint = filled(EXPECTED, known=", ".join(error.known))
    fault = case_fault(case.place, "name", "audience", name=name, hint=hint)
    return replace(fault, nearest=error.nearest)
