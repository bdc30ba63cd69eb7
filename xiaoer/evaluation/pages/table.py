"""The one table of what a result becomes: its kind × JSON, Markdown, sections, HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Final, Generic, TypeVar

from xiaoer.errors import Lang
from xiaoer.evaluation.certificate.certification import Certification
from xiaoer.evaluation.comparison.compare import Comparison
from xiaoer.evaluation.labelled.evaluation import Evaluation
from xiaoer.evaluation.labelled.robustness import RobustnessTable
from xiaoer.evaluation.pages.certification_sections import (
    certification_sections,
    certification_title,
)
from xiaoer.evaluation.pages.comparison_sections import comparison_sections, comparison_title
from xiaoer.evaluation.pages.evaluation_sections import evaluation_sections
from xiaoer.evaluation.pages.log.sections import log_sections
from xiaoer.evaluation.pages.log.shapes import log_dict
from xiaoer.evaluation.pages.log.view import log_view
from xiaoer.evaluation.pages.log.words import title_of
from xiaoer.evaluation.pages.markdown import page
from xiaoer.evaluation.pages.report.origin import Origin
from xiaoer.evaluation.pages.report.selftest_view import selftest_view
from xiaoer.evaluation.pages.report.view import View, evaluation_view
from xiaoer.evaluation.pages.result_dicts import (
    certification_dict,
    comparison_dict,
    evaluation_dict,
    robustness_dict,
    selftest_dict,
)
from xiaoer.evaluation.pages.robustness_markdown import robustness_markdown
from xiaoer.evaluation.pages.section import Section
from xiaoer.evaluation.pages.selftest_sections import selftest_sections, selftest_title
from xiaoer.evaluation.pages.wording import heading
from xiaoer.evaluation.result import Result
from xiaoer.evaluation.selftest.result import SelfTest
from xiaoer.evaluation.statistics.statistics import LogStatistics
from xiaoer.records import dataclass

Shown = TypeVar("Shown", bound=Result)


@dataclass(frozen=True, slots=True, kw_only=True)
class Formats(Generic[Shown]):
    """What the results of one kind become; None where they do not.

    ``view`` is what stands in the HTML page, given its title and where it is from.
    """

    as_dict: Callable[[Shown], dict[str, Any]]
    markdown: Callable[[Shown, Lang], str]
    sections: Callable[[Shown, Lang], Iterable[Section]] | None = None
    view: Callable[[Shown, Lang, str | None, Origin], View] | None = None


def _paged(
    as_dict: Callable[[Shown], dict[str, Any]],
    title: Callable[[Lang], str],
    sections: Callable[[Shown, Lang], Iterable[Section]],
    view: Callable[[Shown, Lang, str | None, Origin], View] | None = None,
) -> Formats[Shown]:
    """The formats of a kind whose page is its sections under a title."""

    def markdown(found: Shown, lang: Lang) -> str:
        return page(title(lang), sections(found, lang))

    return Formats(as_dict=as_dict, markdown=markdown, sections=sections, view=view)


TABLE: Final[Mapping[type[Result], Formats[Any]]] = {
    Evaluation: _paged(
        evaluation_dict, partial(heading, "title"), evaluation_sections, evaluation_view
    ),
    SelfTest: _paged(selftest_dict, selftest_title, selftest_sections, selftest_view),
    Certification: _paged(certification_dict, certification_title, certification_sections),
    Comparison: _paged(comparison_dict, comparison_title, comparison_sections),
    LogStatistics: _paged(log_dict, title_of, log_sections, log_view),
    RobustnessTable: Formats(as_dict=robustness_dict, markdown=robustness_markdown),
}


def formats_of(result: Result) -> Formats[Any]:
    """What this result becomes. Raises: TypeError when nobody says what its kind becomes."""
    for kind in type(result).__mro__:
        if kind in TABLE:
            return TABLE[kind]
    raise TypeError(f"a {type(result).__name__} is no result that can be shown")


def sections_of(result: Result, lang: Lang) -> Iterable[Section]:
    """The sections of a result that have something to say, what matters most first.

    Raises:
        TypeError: it has none.
    """
    sections = formats_of(result).sections
    if sections is None:
        raise TypeError(f"a {type(result).__name__} has no sections")
    return sections(result, lang)
