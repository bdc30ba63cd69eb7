"""The comparison with peers: a tiny set worked out by hand, every peer that is installed here,
and the quick helpers against slow ones."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bench import compare
from tests.bench.comparison_report import markdown_text, text
from tests.bench.draws import Draws, coverage_at, top1
from tests.bench.figures import auroc_against, peer_outcomes
from tests.bench.peers import Ranking, makers
from tests.bench.peers.fts import Fts5
from tests.bench.peers.fuzzy import ratio
from tests.bench.peers.run import run_peer
from tests.examples import scaled
from xiaoer.cli.terminal.columns import width_of
from xiaoer.corpus.corpus import Corpus
from xiaoer.evaluation import measures as m
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Outcome, Prediction
from xiaoer.matching.confidence.fitted import Weights

ENTRIES = (
    {"id": "a", "question": "怎么退款", "variants": ["退款在哪申请"], "answer": "一"},
    {"id": "b", "question": "运费谁出", "answer": "二", "audience": "buyer"},
    {"id": "c", "question": "怎么换货", "answer": "三", "audience": "merchant"},
)
QUERIES = (
    {"q": "怎么退款呀", "gold": "a"},
    {"q": "运费谁付", "gold": ["b", "c"]},
    {"q": "换货怎么弄", "gold": "c"},
    {"q": "退款利息", "gold": None, "oos": "near"},
    {"q": "怎么换货呢", "gold": None, "oos": "near", "audience": "buyer"},
    {"q": "今天天气", "gold": None, "oos": "far"},
)
CORPUS = Corpus.from_entries(ENTRIES)


CASES = [
    Case(
        q=row["q"],
        gold=(row["gold"],) if isinstance(row["gold"], str) else tuple(row["gold"] or ()),
        slices={key: row[key] for key in ("oos", "audience") if key in row},
    )
    for row in QUERIES
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "tiny"
    found.mkdir()
    typo = [{**row, "q": row["q"] + "吗"} for row in QUERIES]
    rows = {"corpus": ENTRIES, "queries": QUERIES, "queries_typo": typo}
    for name, lines in rows.items():
        body = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (found / f"{name}.jsonl").write_text(body, encoding="utf-8")
    return found


def run(*arguments: object) -> None:
    compare.main([*map(str, arguments), "--resamples", "20"])


# By hand


@pytest.mark.slow
def test_the_table_by_hand(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of ``ratio``, 2·(common characters in order) ÷ (both lengths), best question first:

    怎么退款呀 a 8/9 right, 运费谁付 b 6/8 right, 退款利息 a 4/8 near, 换货怎么弄 a and c 4/9
    (a by its id, wrong), 怎么换货呢 a 4/9 near (c is not for buyers), 今天天气 0 far.
    """
    run("--set", folder, "--peers", "ratio", "--json", folder / "out.json")
    found = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert found["skipped"] == {}
    (table,) = found["tables"]
    counts = ("entries", "questions", "queries", "in_scope", "near", "far", "leaks_kept_apart")
    assert [table["counts"][name] for name in counts] == [3, 4, 6, 3, 2, 1, 0]
    figures = table["systems"]["ratio"]
    assert (figures["top1"]["hits"], figures["top1"]["n"]) == (2, 3)
    assert figures["r3"] == 1.0
    assert figures["mrr"] == pytest.approx((1 + 1 + 1 / 2) / 3)
    # above the near ones 8/9 twice, 6/8 twice, 4/9 once at par
    assert figures["auroc_near"] == pytest.approx(4.5 / 6)
    assert figures["auroc_near_of_right"] == 1.0
    assert figures["auroc_far"] == 1.0
    assert figures["coverage_at_95"]["value"] == pytest.approx(2 / 6)
    assert figures["coverage_at_90"]["value"] == pytest.approx(2 / 6)
    assert table["best"]["top1, best peer"] == "ratio"
    own = table["systems"]["xiaoer (engine)"]["top1"]["value"]
    difference = table["engine_minus"]["ratio"]["top1"]["value"]
    assert difference == pytest.approx(own - 2 / 3)
    row = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("ratio"))
    assert row.split()[:7] == ["ratio", "66.7", "100.0", "83.3", "75.0", "100.0", "33.3"]


@pytest.mark.slow
def test_one_variant_less(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("--set", folder, "--peers", "ratio", "--variants", "0,4", "--json", folder / "out.json")
    found = json.loads((folder / "out.json").read_text(encoding="utf-8"))["tables"]
    assert [(t["variants"], t["counts"]["questions"]) for t in found] == [(0, 3), (4, 4)]
    assert "at most 0 variants: 3 entries, 3 questions" in capsys.readouterr().out


# Every peer


@pytest.mark.parametrize("name", makers())
@pytest.mark.slow
def test_a_peer_ranks_what_its_customer_may_see(name: str, tmp_path: Path) -> None:
    make = makers(tmp_path)[name]
    peer = make()
    if reason := peer.missing():
        pytest.skip(reason)
    first = run_peer(make, CORPUS.entries, {"queries": CASES}, tmp_path)["queries"]
    again = run_peer(make, CORPUS.entries, {"queries": CASES}, tmp_path)["queries"]
    rankings = list(first.rankings)
    assert [ranking.ids[:1] for ranking in rankings[:2]] == [("a",), ("b",)]
    assert "c" not in rankings[4].ids
    assert all(len(set(r.ids)) == len(r.ids) == len(r.scores) for r in rankings)
    assert all(list(r.scores) == sorted(r.scores, reverse=True) for r in rankings)
    assert (first.cached, again.cached) == (False, True)
    assert list(again.rankings) == rankings
    assert list(again.times) == list(first.times)
    assert peer_outcomes(peer, CASES, rankings)[1] in peer.confidences


def test_the_better_kind_of_confidence_counts() -> None:
    """By score the wrong answer is the surest, by margin the least sure."""
    peer = ratio()
    rankings = [Ranking(("a", "b"), (0.9, 0.3)), Ranking(("a", "b"), (0.95, 0.9))]
    cases = [Case(q="一", gold=("a",)), Case(q="二", slices={"oos": "near"})]
    peer.confidences = ("score", "margin")  # type: ignore[misc]
    outcomes, kind = peer_outcomes(peer, cases, rankings)
    assert kind == "margin"
    assert m.coverage_at_precision(outcomes, 0.95) == 0.5


def test_a_query_without_candidates_is_never_answered() -> None:
    rankings = [Ranking(), Ranking(("a",), (0.0,))]
    cases = [Case(q="一", gold=("a",)), Case(q="二", gold=("a",))]
    outcomes, _ = peer_outcomes(ratio(), cases, rankings)
    assert [o.prediction.held for o in outcomes] == [True, False]
    assert m.coverage_at_precision(outcomes, 0.95) == 0.5


# The command


def test_a_missing_peer_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Fts5, "missing", lambda self: "no trigrams here")
    run("--set", folder, "--peers", "ratio,fts5")
    assert "skipped: fts5 (no trigrams here)" in capsys.readouterr().out
    with pytest.raises(SystemExit) as stopped:
        run("--set", folder, "--peers", "ratio,fts5", "--require-peers")
    assert stopped.value.code == 2
    assert "fts5 (no trigrams here)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--peers", "nobody"], "no peer is called nobody"),
        (["--set", "no-such-folder"], "does not exist"),
        (["--set", "name=only-one"], "expected NAME=CORPUS,QUERIES"),
        (["--weights", "no-such-file.json"], "no-such-file.json"),
    ],
)
def test_wrong_arguments(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(*arguments)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


def test_typo_limit_ranking_and_markdown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "out.md"
    run("--set", folder, "--typo", "--limit", 4, "--peers", "ratio", "--markdown", out)
    shown = capsys.readouterr().out
    assert "a seeded sample of at most 4 queries" in shown
    assert "tiny · queries_typo: 3 entries, 4 questions; 4 queries" in shown
    assert all(width_of(line) <= 120 for line in shown.splitlines())
    assert "| system | top-1 | R@3 |" in out.read_text(encoding="utf-8")
    run("--set", folder, "--ranking-only", "tiny", "--peers", "ratio")
    shown = capsys.readouterr().out
    assert "3 queries (3 in scope" in shown
    assert "cov@95, xiaoer" not in shown


def own_row(shown: str) -> str:
    return next(line for line in shown.splitlines() if line.startswith("xiaoer (engine)"))


def own_top1(shown: str) -> str:
    return own_row(shown).split()[2]


def test_other_weights(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shipped = Weights.shipped().to_dict()
    shipped["ranker"] = dict.fromkeys(shipped["ranker"], 0.0) | {"cosine_written": -9.0}
    shipped["confidence"]["bias"] = 99.0
    (folder / "w.json").write_text(json.dumps(shipped), encoding="utf-8")
    run("--set", folder, "--peers", "ratio", "--weights", f"tiny={folder / 'w.json'}")
    shown = capsys.readouterr().out
    assert "weights of the engine from files (tiny: w.json)" in shown
    run("--set", folder, "--peers", "ratio")
    usual = capsys.readouterr().out
    assert own_top1(usual) == "100.0"
    assert own_row(usual).split()[:-3] != own_row(shown).split()[:-3]  # but for its times
    shipped["ranker"].pop("ridge")
    (folder / "w.json").write_text(json.dumps(shipped), encoding="utf-8")
    with pytest.raises(SystemExit):
        run("--set", folder, "--weights", folder / "w.json")
    assert "other features than the shipped weights: ridge" in capsys.readouterr().err


def test_the_widest_table_fits_a_terminal(folder: Path) -> None:
    plan = compare.Plan(peers={"ratio": ratio}, resamples=5)
    whole = compare.load(compare.spec(str(folder)), typo=False, limit=None, in_scope_only=False)
    (found,) = compare.compare(whole, plan)
    for one in found.systems:
        everything = m.Estimate(1.0, 1.0, 1.0, 5)
        one.values.update(coverage_at_95=everything, coverage_at_90=everything, mrr=1.0, r3=1.0)
        one.values.update(us_median=123456, us_p99=987654, build_seconds=123.4)
    assert max(map(width_of, text(found).splitlines())) <= 120
    assert "| --- | ---: | ---: |" in markdown_text(found)


# The helpers


@st.composite
def outcome(draw: st.DrawFn) -> Outcome:
    gold = draw(st.sampled_from([(), (), ("a",), ("b",), ("a", "b")]))
    ranking = draw(st.sampled_from([("a",), ("b", "a"), ("c",)]))
    prediction = Prediction(
        id=ranking[0],
        confidence=draw(st.sampled_from((0.0, 0.2, 0.2, 0.5, 0.7, 1.0))),
        answered=False,
        ranking=ranking,
        held=draw(st.sampled_from((False, False, False, True))),
    )
    slices = {} if gold else {"oos": draw(st.sampled_from(("near", "far")))}
    return Outcome(Case(q="q", gold=gold, slices=slices), prediction)


OUTCOMES = st.lists(outcome(), min_size=1, max_size=25)


@given(OUTCOMES, st.sampled_from((0.5, 0.9, 0.95)))
def test_coverage_is_that_of_trying_every_threshold(rows: list[Outcome], target: float) -> None:
    found = 0.0
    for threshold in {row.prediction.confidence for row in rows}:
        answered = [
            row.prediction.ranking[0] in row.case.gold
            for row in rows
            if row.prediction.confidence >= threshold and not row.prediction.held
        ]
        if answered and answered.count(True) / len(answered) >= target:
            found = max(found, len(answered) / len(rows))
    assert coverage_at(target, rows)([1] * len(rows)) == pytest.approx(found)


@given(OUTCOMES, st.sampled_from(("near", "far")))
def test_auroc_counts_pairs(rows: list[Outcome], oos: str) -> None:
    inside = [row.prediction.confidence for row in rows if row.case.gold]
    outside = [row.prediction.confidence for row in rows if row.case.slices.get("oos") == oos]
    pairs = [(a > b) + (a == b) / 2 for a in inside for b in outside]
    expected = sum(pairs) / len(pairs) if pairs else None
    assert auroc_against(oos, rows) == (None if expected is None else pytest.approx(expected))


def _same(quick: m.Estimate | None, slow: m.Estimate | None) -> bool:
    """Equal but for the last bits of a sum in another order."""
    if quick is None or slow is None:
        return quick is slow
    return [quick.value, quick.low, quick.high] == pytest.approx(
        [slow.value, slow.low, slow.high], abs=1e-12
    )


@settings(max_examples=scaled(25))
@given(OUTCOMES)
def test_draws_are_those_of_the_slow_bootstrap(rows: list[Outcome]) -> None:
    cases = [row.case for row in rows]
    other = [row._replace(prediction=rows[0].prediction) for row in rows]
    draws = Draws(cases, resamples=30)
    slow_top1: m.Measure = lambda part: m.top1(part).value  # noqa: E731
    slow_coverage: m.Measure = lambda part: m.coverage_at_precision(part, 0.9)  # noqa: E731
    for quick, slow in ((top1, slow_top1), (lambda r: coverage_at(0.9, r), slow_coverage)):
        spread = draws.spread(quick(rows))
        assert _same(spread.estimate(), m.bootstrap(rows, slow, resamples=30))
        expected = m.bootstrap_difference(rows, other, slow, resamples=30)
        assert _same(spread.minus(draws.spread(quick(other))).estimate(), expected)
