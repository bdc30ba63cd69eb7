"""An evaluation as JSON by its schema, and as Markdown in both languages."""

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings

from tests.evaluation.scripted import CASES, CORPUS, REPLIES, SOME_OUTCOMES, says, scripted
from tests.examples import scaled
from xiaoer.evaluation import Case, Costs, Evaluation, Outcome, evaluate, evaluation_of
from xiaoer.evaluation.labelled.figures import GROUPS, NAMES
from xiaoer.evaluation.labelled.gates import FIGURES
from xiaoer.evaluation.pages.evaluation_sections import evaluation_sections, summary
from xiaoer.evaluation.pages.markdown import plain
from xiaoer.evaluation.pages.result_dicts import EVALUATION
from xiaoer.evaluation.pages.wording import TITLES, percent

SCHEMA: dict[str, Any] = json.loads(
    (files("xiaoer") / "data" / "evaluation.schema.json").read_text(encoding="utf-8")
)


def full() -> Evaluation:
    """With everything that may be asked for, and a leak."""
    leaking = Case(q="怎么退款", gold=("a",))
    replies = REPLIES | {"怎么退款": says("a", 1.0)}
    asked = {**replies}

    def predictor(case: Case) -> Any:
        return asked.get(case.q, says("b", 0.6))

    return evaluate(
        predictor,
        [leaking, *CASES],
        corpus=CORPUS,
        costs=Costs(),
        explain=lambda case: f"第一行 {case.q}\n第二行",
        perturbed=True,
        resamples=20,
    )


FULL = full()
BARE = evaluate(scripted(REPLIES), CASES, resamples=20)


def faults(shape: object) -> list[str]:
    jsonschema = pytest.importorskip("jsonschema")
    found = jsonschema.Draft202012Validator(SCHEMA).iter_errors(shape)
    return [f"{error.json_path}: {error.message}" for error in found]


@pytest.mark.parametrize("found", [FULL, BARE], ids=["full", "bare"])
def test_an_evaluation_fits_its_schema(found: Evaluation) -> None:
    shape = json.loads(json.dumps(found.to_dict()))
    assert faults(shape) == []
    assert shape == json.loads(json.dumps(found.to_dict()))
    assert SCHEMA["required"] == list(shape)


@settings(max_examples=scaled(20))
@given(rows=SOME_OUTCOMES)
def test_any_evaluation_fits_its_schema(rows: list[Outcome]) -> None:
    found = evaluation_of(rows, costs=Costs(), resamples=2)
    text = json.dumps(found.to_dict(), allow_nan=False)
    assert faults(json.loads(text)) == []


def test_the_schema_is_closed_and_described() -> None:
    pytest.importorskip("jsonschema").Draft202012Validator.check_schema(SCHEMA)
    shape = BARE.to_dict()
    assert faults(shape | {"nope": 1}) != []
    assert faults({k: v for k, v in shape.items() if k != "figures"}) != []
    assert all(node["description"] for node in SCHEMA["properties"].values())
    assert SCHEMA["properties"]["format"]["const"] == EVALUATION
    figure = SCHEMA["properties"]["requirements"]["items"]["properties"]["figure"]
    assert figure["enum"] == list(FIGURES)
    for group, names in GROUPS.items():
        assert list(SCHEMA["$defs"]["figures"]["properties"][group]["properties"]) == list(names)


def test_every_figure_has_a_name_for_people() -> None:
    assert set(TITLES) == set(FIGURES) >= set(NAMES)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_markdown_says_the_figures_first(lang: Any) -> None:
    text = FULL.to_markdown(lang)
    assert text.count("\n# ") == 0
    assert text.startswith("# ")
    assert text.index(plain(summary(FULL, lang)[0])) < text.index("| ")
    for section in evaluation_sections(FULL, lang):
        assert f"## {section.title}\n" in text
    for part in ("44.4%", "怎么退货", "六", "第二行", "怎么退款"):
        assert part in text
    widths = [row.count(" | ") for row in text.splitlines() if row.startswith("| ---")]
    assert len(widths) >= 5


def test_markdown_in_chinese_and_english() -> None:
    assert "9 条标注问题中，直接回答了 4 条：应答率 44.4%（95% 区间" in FULL.to_markdown("zh")
    assert "Of 9 labelled queries 4 are answered: coverage 44.4% (95% interval" in (
        FULL.to_markdown("en")
    )
    assert "1 条与知识库的问题一字不差" in FULL.to_markdown("zh")
    assert "不该回答" in BARE.to_markdown()


def test_hostile_text_stays_text() -> None:
    q = "x|y\n# 标题 <script>`a`*b*"
    found = evaluate(
        lambda case: says("a"), [Case(q=q)], explain=lambda case: "一\n```\n# 二", resamples=1
    )
    text = found.to_markdown()
    assert "\n# 标题" not in text
    assert "\\<script\\>" in text
    assert "x\\|y" in text
    assert all(line.startswith("      ") for line in text.splitlines() if "```" in line)


def test_what_there_is_nothing_to_say_about_is_left_out() -> None:
    keys = [section.key for section in evaluation_sections(BARE, "zh")]
    assert not {"costs", "leaks", "missed", "robustness"} & set(keys)
    keys = [section.key for section in evaluation_sections(FULL, "zh")]
    assert {"costs", "leaks", "missed", "robustness", "bins"} <= set(keys)


def test_a_share_of_nothing_is_a_dash() -> None:
    assert percent(None) == "–"
