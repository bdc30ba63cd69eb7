"""The ablation: what is left out is left out, and nothing else moves."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench import ablation
from tests.bench.ablated import Engine, Judge, lexicon_of, sections
from tests.bench.draws import Draws
from tests.bench.feature_groups import (
    GROUPS,
    IN_CONFIDENCE,
    Refit,
    features_of,
    only,
    partial_featurizer,
    without,
)
from xiaoer.bot import Bot
from xiaoer.corpus.corpus import Corpus
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import predict
from xiaoer.matching.confidence.fitted import Weights
from xiaoer.matching.ranking.features import FEATURES
from xiaoer.text.words.lexicon import PARTS, Lexicon

ENTRIES = (
    {"id": "a", "question": "怎么退款", "variants": ["退款在哪申请", "没收到退款"], "answer": "一"},
    {"id": "b", "question": "运费谁出", "answer": "二", "audience": "buyer"},
    {"id": "c", "question": "怎么换货", "variants": ["换货流程"], "answer": "三"},
    {"id": "d", "question": "如何开通会员", "answer": "四"},
    {"id": "e", "question": "如何关闭会员", "answer": "五"},
)
QUERIES = (
    {"q": "咋退款呀", "gold": "a"},
    {"q": "运费谁承担", "gold": "b"},
    {"q": "想换个货", "gold": "c"},
    {"q": "我不想换货了", "gold": None, "oos": "near"},
    {"q": "开通一下会员", "gold": "d"},
    {"q": "会员关掉", "gold": "e"},
    {"q": "今天天气", "gold": None, "oos": "far"},
)
CASES = [Case(q=str(row["q"]), gold=(row["gold"],) if row["gold"] else ()) for row in QUERIES]
CORPUS = Corpus.from_entries(ENTRIES)
SHIPPED = Weights.shipped()

every_group = pytest.mark.parametrize("group", ["", *GROUPS])


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(CORPUS, lexicon_of(CORPUS, Lexicon.builtin()), SHIPPED)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "tiny"
    found.mkdir()
    for name, lines in {"corpus": ENTRIES, "queries": QUERIES}.items():
        body = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (found / f"{name}.jsonl").write_text(body, encoding="utf-8")
    return found


# Features


def test_every_feature_is_in_one_group_or_in_none_by_name() -> None:
    grouped = [name for group in GROUPS for name in features_of(group)]
    assert len(grouped) == len(set(grouped))
    assert set(FEATURES) - set(grouped) == {"length_gap", "keyword"}
    assert set(IN_CONFIDENCE) <= set(grouped)
    assert features_of("") == frozenset()


@every_group
def test_features_that_are_left_in_keep_their_values(engine: Engine, group: str) -> None:
    partial = partial_featurizer(engine.matcher)
    partial.left_out = out = features_of(group)
    for case in CASES:
        prepared = engine.prepared(case)
        whole = engine.matcher._featurizer.evidence(*prepared)
        with only(out):
            found = partial.evidence(*prepared)
        assert [e.entry for e in found] == [e.entry for e in whole]
        for one, all_of_it in zip(found, whole, strict=True):
            kept = {k: v for k, v in all_of_it.values.items() if k not in out}
            assert dict(one.values) == kept


@every_group
def test_other_weights_are_as_an_engine_built_with_them(engine: Engine, group: str) -> None:
    weights = without(SHIPPED, features_of(group))
    other = Engine(CORPUS, lexicon_of(CORPUS, Lexicon.builtin()), weights)
    for case in CASES:
        found = engine.reweighed(case, engine.consider(case), weights)
        expected = other.outcome(case)
        assert found.prediction.ranking[:5] == expected.prediction.ranking
        assert found.prediction.confidence == expected.prediction.confidence


def test_weights_without_a_group_are_zero_in_the_confidence_too() -> None:
    found = without(SHIPPED, features_of("sound"))
    zero = {name for name, value in found.ranker.items() if value != SHIPPED.ranker[name]}
    assert zero <= {"ridge_sound", "gap_ridge_sound"}
    assert found.ranker["ridge_sound"] == found.confidence.ridge_sound == 0.0
    assert found.confidence.query_covered == SHIPPED.confidence.query_covered
    assert without(SHIPPED, ()).to_dict() == SHIPPED.to_dict()


# The engine and its lexicon


def test_the_engine_is_that_of_the_bot(engine: Engine) -> None:
    said = predict(Bot(CORPUS))
    for case in CASES:
        found, expected = engine.outcome(case).prediction, said(case)
        assert (found.ranking, found.confidence) == (expected.ranking, expected.confidence)


def test_a_corpus_keeps_its_own_words_when_a_part_is_off() -> None:
    settings = {"lexicon": {"synonyms": [["退款", "退银子"]], "without": ["fillers"]}}
    corpus = Corpus.from_entries(ENTRIES, settings)
    whole = lexicon_of(corpus, Lexicon.builtin())
    assert "怎么" in whole.folding()
    assert not any(whole.fillers.values())
    assert lexicon_of(corpus, Lexicon.builtin(), ("synonyms",)).synonyms == (("退款", "退银子"),)


def test_sections_are_the_parts_of_the_synonyms() -> None:
    whole, found = len(Lexicon.builtin().synonyms), dict(sections())
    assert len(found) > 1
    assert sum(whole - len(less.synonyms) for less in found.values()) == whole


def test_a_difference_is_that_to_the_whole(engine: Engine) -> None:
    """By hand: one of the five in-scope queries turns from right to wrong."""
    right = [engine.outcome(case) for case in CASES]
    judge = Judge(right, Draws(CASES, 20))
    wrong = right[0]._replace(prediction=engine.outcome(Case(q="换货流程", gold=("c",))).prediction)
    row = judge.row([wrong, *right[1:]])
    assert judge.row(right)["top1"] - row["top1"] == pytest.approx(1 / 5)
    assert row["top1_minus_all"].value == pytest.approx(-1 / 5)
    assert row["differs"] == 1
    assert judge.row(right)["top1_minus_all"] is None
    assert judge.effect(right) == 0 < judge.effect([wrong, *right[1:]])


# The command

Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def shown(*arguments: object) -> str:
        given = [*map(str, arguments), "--resamples", "10", "--rounds", "1"]
        ablation.main(given)
        return capsys.readouterr().out

    return shown


@pytest.mark.slow
def test_both_tables(folder: Path, run: Run) -> None:
    shown = run("--set", f"{folder / 'corpus.jsonl'},{folder / 'queries.jsonl'}")
    assert "tiny · lexicon, less one part: n = 7 queries, 5 in scope" in shown
    assert all(any(line.startswith(name) for line in shown.splitlines()) for name in PARTS)
    assert all(any(line.startswith(name) for line in shown.splitlines()) for name in GROUPS)
    assert "How to read it" in shown
    assert max(map(len, shown.splitlines())) <= 120


@pytest.mark.slow
def test_json_has_the_figures_and_the_cost(folder: Path, run: Run) -> None:
    (found,) = json.loads(run("--set", folder, "--json"))["sets"]
    assert (found["set"], found["queries"], found["in_scope"]) == ("tiny", 7, 5)
    assert list(found["lexicon"]) == ["all", *PARTS]
    assert list(found["features"]) == ["all", *GROUPS]
    assert found["features"]["all"]["of_ask"] > 0
    row = found["features"]["kernel ridge"]
    assert isinstance(row["us"], float)  # a difference of times: noise may make it negative
    assert row["top1_minus_all"]["value"] == row["top1"] - found["features"]["all"]["top1"]
    changed = found["lexicon"]["synonyms"]
    assert changed["top1_minus_all"]["value"] == changed["top1"] - found["lexicon"]["all"]["top1"]


@pytest.mark.slow
def test_other_weights_and_wrong_ones(
    folder: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    data = SHIPPED.to_dict()
    data["ranker"] = dict.fromkeys(data["ranker"], 0.0) | {"ratio_folded": -1.0}
    file = folder / "w.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    (found,) = json.loads(run("--set", folder, "--weights", f"tiny={file}", "--json"))["sets"]
    assert found["features"]["kernel ridge"]["differs"] == 0  # it had no weight
    assert found["features"]["edit distance"]["differs"] > 0  # the farthest came first
    with pytest.raises(SystemExit):
        run("--weights", folder / "none.json")
    assert "none.json" in capsys.readouterr().err


@pytest.mark.slow
def test_refit_leaves_out_the_domain_and_the_group(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("sklearn")
    monkeypatch.setattr("tests.bench.feature_groups.FAQ", folder / "sample")
    sample = folder / "sample"
    sample.mkdir()
    (sample / "faq.yaml").write_text(json.dumps(ENTRIES, ensure_ascii=False), encoding="utf-8")
    (sample / "queries.jsonl").write_bytes((folder / "queries.jsonl").read_bytes())
    refit = Refit(folder.parent)
    assert sorted(refit.sets) == ["faq", "faq/0", "faq/2", "faq/4", "tiny"]
    assert sorted(refit.used("tiny")) == ["faq", "faq/0", "faq/2", "faq/4"]
    out = features_of("coverage")
    found = refit.weights("tiny", out)
    assert set(found.ranker) == set(FEATURES) - set(refit._fit.CONFIDENCE_ONLY)
    assert {name for name in out if found.ranker[name] != 0.0} == set()
    assert found.confidence.question_covered == 0.0
    assert found.confidence.margin_root != 0.0
    (said,) = json.loads(run("--set", folder, "--refit", folder.parent, "--json"))["sets"]
    assert sorted(said["fitted_on"]) == ["faq", "faq/0", "faq/2", "faq/4"]
    assert all("refitted" in row for row in said["features"].values())
