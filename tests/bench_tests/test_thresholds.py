"""The bench of thresholds: none is forgotten, a changed one is put back, and the tables say so."""

import ast
import json
from pathlib import Path

import pytest

from tests.bench import dictionary, thresholds
from tests.bench.thresholds import THRESHOLDS, Bench, Threshold, changed_to, figures
from xiaoer.service.deciding import policy
from xiaoer.service.readings import several

COSTS = ("several.MOST_PARTS", "several.LONGEST")
"""Bounds of work, which decide nothing else."""


def numbers(module: object) -> set[str]:
    """The constants of a module that are numbers, or others' numbers."""
    tree = ast.parse(Path(str(getattr(module, "__file__", ""))).read_text(encoding="utf-8"))
    targets = [
        name
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        for name in (target.elts if isinstance(target, ast.Tuple) else [target])
    ]
    names = [node.id for node in targets if isinstance(node, ast.Name)]
    return {name for name in names if isinstance(getattr(module, name), int | float)}


def test_every_threshold_of_the_rooms_is_shown_beside_lower_and_higher_ones() -> None:
    shown: dict[str, set[str]] = {}
    for one in THRESHOLDS:
        shown.setdefault(one.module.__name__, set()).add(one.name)
        own = getattr(one.module, one.name)
        assert own not in one.values
        assert any(value < own for value in one.values), one.title
        assert any(value > own for value in one.values), one.title
    modules = {one.module.__name__: one.module for one in THRESHOLDS}
    assert len(modules) == 5
    for name, module in modules.items():
        costs = {cost.split(".")[1] for cost in COSTS if name.endswith(cost.split(".")[0])}
        assert numbers(module) - costs == shown[name]


def test_a_constant_is_another_meanwhile() -> None:
    shipped = several.FIRM
    one = Threshold(module=several, name="FIRM", values=())
    changed = changed_to(one, 1)
    with changed:
        assert shipped != several.FIRM
    assert shipped == several.FIRM
    assert one.title == "several.FIRM"


@pytest.mark.slow
def test_a_lower_threshold_answers_more_and_the_shipped_one_changes_nothing() -> None:
    bench = Bench(40)
    shipped = bench.run()
    same = figures(bench.run(), shipped)
    assert (same["changed"], same["turns_changed"]) == (0, 0)
    one = Threshold(module=policy, name="ANSWER", values=(0.3, 0.95))
    low, own, high = [figures for _, figures in bench.rows(one, shipped)]
    assert low["answered"].hits > own["answered"].hits > high["answered"].hits
    assert own == same
    assert low["changed"] > 0


@pytest.mark.slow
def test_it_prints_a_table_a_constant(capsys: pytest.CaptureFixture[str]) -> None:
    thresholds.main(["--limit", "3", "--only", "compose._NEAR", "--only", "policy.MARGIN"])
    printed = capsys.readouterr().out
    assert [line for line in printed.splitlines() if "." in line and " " not in line] == [
        "policy.MARGIN",
        "compose._NEAR",
    ]
    assert "*0.2 " in printed
    thresholds.main(["--limit", "3", "--only", "compose._NEAR", "--json"])
    assert len(json.loads(capsys.readouterr().out)["rows"]) == 5
    with pytest.raises(SystemExit):
        thresholds.main(["--only", "policy.NONE"])
    capsys.readouterr()


@pytest.mark.slow
def test_fewer_words_of_the_dictionary_are_fewer() -> None:
    all_words, most_words = (dictionary.in_a_process(least, 4) for least in (1, 50))
    assert all_words["words"] > 5 * most_words["words"] > 100_000
    assert len(all_words["replies"]) == len(most_words["replies"]) > 250
    assert all_words["replies"] != most_words["replies"]
