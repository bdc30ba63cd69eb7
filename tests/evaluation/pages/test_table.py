"""One table says what a result becomes; the result knows none of it."""

import pytest

from tests.evaluation.scripted import CASES, REPLIES, scripted
from xiaoer.evaluation import calibrate, compare, evaluate
from xiaoer.evaluation.labelled.robustness import RobustnessTable, robustness
from xiaoer.evaluation.measures import Proportion
from xiaoer.evaluation.pages.report import render
from xiaoer.evaluation.pages.table import TABLE, formats_of, sections_of
from xiaoer.evaluation.result import Result, as_dict, as_markdown

SYSTEM = scripted(REPLIES)
RESULTS: dict[str, Result] = {
    "evaluation": evaluate(SYSTEM, CASES, resamples=5),
    "comparison": compare(SYSTEM, SYSTEM, CASES, resamples=5),
    "certification": calibrate(SYSTEM, CASES),
    "robustness": robustness(SYSTEM, [], phenomena=()),
}


def test_every_kind_of_result_stands_in_the_table() -> None:
    kinds = [kind for kind in Result.__subclasses__() if kind.__module__.startswith("xiaoer.")]
    assert {kind.__name__ for kind in kinds} == {kind.__name__ for kind in TABLE}


@pytest.mark.parametrize("found", RESULTS.values(), ids=RESULTS)
def test_what_a_result_says_of_itself_is_what_the_table_says(found: Result) -> None:
    formats = formats_of(found)
    assert found.to_dict() == formats.as_dict(found)
    for lang in ("zh", "en"):
        assert found.to_markdown(lang) == formats.markdown(found, lang)


@pytest.mark.parametrize("name", ["evaluation", "comparison", "certification"])
def test_a_page_is_a_title_and_the_sections(name: str) -> None:
    found = RESULTS[name]
    page = found.to_markdown("en")
    titles = [line for line in page.splitlines() if line.startswith("## ")]
    assert page.startswith("# ")
    assert len(titles) == len(list(sections_of(found, "en"))) > 0


def test_what_a_kind_does_not_become_is_an_error() -> None:
    with pytest.raises(TypeError, match="a RobustnessTable has no sections"):
        sections_of(RESULTS["robustness"], "zh")
    with pytest.raises(TypeError, match="a Comparison has no page in HTML"):
        render(RESULTS["comparison"])  # type: ignore[arg-type]


def test_what_is_no_result_is_an_error() -> None:
    with pytest.raises(TypeError, match="a str is no result"):
        as_dict("x")
    with pytest.raises(TypeError, match="a str is no result"):
        as_markdown("x", "zh")
    with pytest.raises(TypeError, match="a Result is no result that can be shown"):
        Result().to_dict()


def test_a_more_special_kind_is_shown_as_its_kind() -> None:
    class Own(RobustnessTable):
        __slots__ = ()

    own = Own(base=Proportion(0, 0), seed=0, per_case=1, rows=())
    assert formats_of(own) is TABLE[RobustnessTable]
