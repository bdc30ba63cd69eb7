"""An evaluation as one HTML page that opens anywhere: no network, no scripts, no fonts."""

from __future__ import annotations

import os
from datetime import date as Date
from typing import TYPE_CHECKING

from xiaoer.corpus.write_whole import write_whole
from xiaoer.errors import Lang
from xiaoer.evaluation.report.page import fill_template
from xiaoer.evaluation.report.view import view_of

if TYPE_CHECKING:
    from xiaoer.evaluation.evaluation import Evaluation

__all__ = ["render", "write_report"]


def write_report(
    evaluation: Evaluation,
    path: str | os.PathLike[str],
    *,
    lang: Lang = "zh",
    title: str | None = None,
    date: Date | None = None,
) -> None:
    """Writes the page to a file, whole or not at all; otherwise as `render`.

    Raises:
        MissingExtraError: jinja2 or matplotlib is not installed.
        OSError: the file cannot be written.
    """
    page = render(evaluation, lang=lang, title=title, date=date)
    # a customer's lone surrogate has no UTF-8
    write_whole(path, page.encode("utf-8", "replace"))


def render(
    evaluation: Evaluation,
    *,
    lang: Lang = "zh",
    title: str | None = None,
    date: Date | None = None,
) -> str:
    """The page, in Chinese ("zh") or English ("en"); the same evaluation gives the same page.

    Every text of the corpus and of customers is escaped. ``date`` stands in the page if given.

    Raises:
        MissingExtraError: jinja2 or matplotlib is not installed.
    """
    return fill_template(view_of(evaluation, lang, title=title, date=date), lang)
