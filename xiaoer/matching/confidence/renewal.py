"""What to run when a calibration no longer fits, and which of its labels still count."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xiaoer.errors import Lang, Words
from xiaoer.matching.confidence.made_from import key_set, keys_in
from xiaoer.records import dataclass

if TYPE_CHECKING:
    from xiaoer.matching.confidence.calibration import Calibration

CONFIDENCE: Final = 0.95
"""The confidence of a certificate, unless told otherwise."""

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "run": ("请重新运行：{command}", "run `{command}` again"),
    "count": (
        "。原来的 {n} 条标注里，{spent} 条现在就是知识库的问题，不再算数，还剩 {left} 条",
        "; of its {n} labels {spent} are questions of the corpus now and {left} still count",
    ),
    "added": ("；之后知识库增加了 {n} 条问题", ", and {n} questions were added since"),
    "unfair": (
        "。照着哪些标注改过知识库，那些标注就不再是公平的样本：请换成改完之后新来的问题",
        ". Those that the edit was made from are no fair sample any more: put queries that came "
        "after it in their place",
    ),
}
_say: Final = Words(texts=_WORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """How a calibration is made anew.

    - ``command``: to run.
    - ``labels``: how many it was made from; ``spent``: those that are questions of the corpus
      now. Both None where the calibration does not say.
    - ``added``: questions that the corpus has now and had not then; None likewise.
    """

    command: str
    labels: int | None = None
    spent: int | None = None
    added: int | None = None

    @property
    def left(self) -> int | None:
        """How many labels still count, but for those that the edit was made from."""
        return None if self.labels is None else self.labels - (self.spent or 0)

    def render(self, lang: Lang = "en") -> str:
        """What to run and what still counts, in Chinese ("zh") or English ("en")."""
        text = _say("run", lang, command=self.command)
        if self.labels is None:
            return text
        text += _say("count", lang, n=self.labels, spent=self.spent, left=self.left)
        if self.added:
            text += _say("added", lang, n=self.added)
        return text + _say("unfair", lang)


def renewal(found: Calibration, corpus: Path, questions: Iterable[str]) -> Renewal:
    """How to make anew the calibration of the corpus at this path, now with these questions."""
    command = _command(found, corpus)
    source = found.made_from
    if source is None or not source.labels:
        return Renewal(command=command)
    labels, now = keys_in(source.labels), key_set(questions)
    before = keys_in(source.questions)
    return Renewal(
        command=command,
        labels=found.n,
        spent=len(labels & now),
        added=len(now - before) if before else None,
    )


def _command(found: Calibration, corpus: Path) -> str:
    words = ["xiaoer"]
    if not found.certified:
        words += ["evaluate", "--faq", corpus.as_posix(), "--self", "--write-calibration"]
        return shlex.join(words)
    if found.made_from is None or not found.made_from.file:
        return "xiaoer calibrate"
    words += ["calibrate", "--faq", corpus.as_posix(), _labels_file(found.made_from.file, corpus)]
    words += ["--max-risk", f"{found.max_risk:g}"]
    if found.confidence != CONFIDENCE:
        words += ["--confidence", f"{found.confidence:g}"]
    if found.mix is not None and not found.mix.out_of_scope:
        words.append("--in-scope-only")
    return shlex.join(words)


def _labels_file(name: str, corpus: Path) -> str:
    """The labels' file as seen from here, where it is still there; else its name."""
    folder = corpus if corpus.is_dir() else corpus.parent
    place = folder / name
    return Path(os.path.normpath(place)).as_posix() if place.is_file() else Path(name).name


def seen_from(file: Path, corpus: Path) -> str:
    """The name of a file to be kept with a corpus: from its folder, if it is in or beside it.

    A file elsewhere gives its name alone: in whose folder it lies is nobody's business.
    """
    folder = (corpus if corpus.is_dir() else corpus.parent).resolve()
    target = file.resolve()
    if target.is_relative_to(folder):
        return target.relative_to(folder).as_posix()
    if target.is_relative_to(folder.parent):
        return f"../{target.relative_to(folder.parent).as_posix()}"
    return target.name
