"""Labelled queries that decisions add to a file of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from xiaoer.authoring.apply.decisions import Decided
from xiaoer.authoring.apply.faults import apply_fault
from xiaoer.errors import Fault
from xiaoer.evaluation.cases.load import load_cases
from xiaoer.source.files.file_names import LINES
from xiaoer.source.findings.diagnostics import Place
from xiaoer.source.tables.faults import TableError
from xiaoer.text.normalize import question_key

_GivenLabel = tuple[tuple[str, ...], Place | None]


class NewLabels(NamedTuple):
    """The file as it is to be; ``added`` labels are new, ``already`` so many stand there."""

    data: bytes
    added: int
    already: int


def labelled(decided: Sequence[Decided], path: Path) -> NewLabels:
    """The file with the labels behind those that it has.

    Raises:
        CasesError: the file is there and cannot be read.
        TableError: a query is labelled otherwise there, or it is another kind of file.
    """
    if path.suffix.lower() != LINES:
        at = Place(file=path.as_posix())
        raise TableError([apply_fault("labels_kind", at, suffix=path.suffix)])
    before = path.read_bytes() if path.exists() else b""
    known: dict[tuple[str, str | None], _GivenLabel] = {}
    for case in load_cases(path) if before.strip() else ():
        name = (question_key(case.q), case.slices.get("audience"))
        known.setdefault(name, (case.gold, case.place))
    lines: list[str] = []
    faults: list[Fault] = []
    already = 0
    for one in decided:
        for text in one.texts:
            own = one.row.place("texts")
            name = (question_key(text), one.audience)
            gold, place = known.setdefault(name, (one.entries, own))
            if set(gold) != set(one.entries):
                told = "、".join(gold) or "无"
                fields = {"text": text[:30], "other": place, "gold": told}
                faults.append(apply_fault("labelled", own, **fields))
            elif place is not own:
                already += 1
            else:
                lines.append(_line(text, one))
    if faults:
        raise TableError(faults)
    gap = b"\n" if before and not before.endswith(b"\n") else b""
    new = "".join(lines).encode("utf-8", "replace")
    return NewLabels(
        data=before + gap + new if lines else before, added=len(lines), already=already
    )


def _line(text: str, one: Decided) -> str:
    gold: object = list(one.entries) if len(one.entries) > 1 else "".join(one.entries) or None
    row = {"q": text, "gold": gold}
    if one.audience is not None:
        row["audience"] = one.audience
    return json.dumps(row, ensure_ascii=False) + "\n"
