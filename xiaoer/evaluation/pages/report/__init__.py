"""A result as one HTML page that opens anywhere: no network, no scripts, no fonts."""

from __future__ import annotations

import os
from datetime import date as Date
from typing import TYPE_CHECKING

from xiaoer.errors import Lang, MissingExtraError
from xiaoer.evaluation.pages.report.origin import Origin
from xiaoer.source.files.write_whole import write_whole

if TYPE_CHECKING:
    from xiaoer.evaluation.labelled.evaluation import Evaluation
    from xiaoer.evaluation.selftest.result import SelfTest
    from xiaoer.evaluation.statistics.statistics import LogStatistics

__all__ = ["check_report", "render", "write_report"]


def check_report(*, charts: bool = True) -> None:
    """Says before the work starts what would be missing at its end.

    Raises:
        MissingExtraError: jinja2, or for a page with ``charts`` matplotlib, is not installed.
    """
    try:
        import jinja2  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("report", "jinja2") from error
    if charts:
        try:
            import matplotlib  # noqa: F401
        except ImportError as error:
            raise MissingExtraError("report", "matplotlib") from error


def write_report(
    evaluation: Evaluation | SelfTest | LogStatistics,
    path: str | os.PathLike[str],
    *,
    lang: Lang = "zh",
    title: str | None = None,
    date: Date | None = None,
    faq: str = "",
    version: str = "",
) -> None:
    """Writes the page to a file, whole or not at all; otherwise as `render`.

    Raises:
        MissingExtraError: jinja2 or matplotlib is not installed.
        OSError: the file cannot be written.
    """
    page = render(evaluation, lang=lang, title=title, date=date, faq=faq, version=version)
    # a customer's lone surrogate has no UTF-8
    write_whole(path, page.encode("utf-8", "replace"))


def render(
    evaluation: Evaluation | SelfTest | LogStatistics,
    *,
    lang: Lang = "zh",
    title: str | None = None,
    date: Date | None = None,
    faq: str = "",
    version: str = "",
) -> str:
    """The page, in Chinese ("zh") or English ("en"); the same evaluation gives the same page.

    Every text of the corpus and of customers is escaped. ``date``, ``faq`` (its name) and
    ``version`` (of the program) stand in the page if given.

    Raises:
        MissingExtraError: jinja2, or for an evaluation matplotlib, is not installed.
    """
    from xiaoer.evaluation.pages.report.template import fill_template
    from xiaoer.evaluation.pages.table import formats_of

    view = formats_of(evaluation).view
    if view is None:
        raise TypeError(f"a {type(evaluation).__name__} has no page in HTML")
    origin = Origin(faq=faq, date=date, version=version)
    return fill_template(view(evaluation, lang, title, origin), lang)
