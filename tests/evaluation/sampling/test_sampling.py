"""A sample of a log, and what its figures are worth."""

import json
import random
from datetime import timedelta
from pathlib import Path
from statistics import mean

import pytest

from tests.evaluation.scripted import says, scripted
from tests.evaluation.statistics.material import candidate, reply, write
from xiaoer import Feedback, LoggedReply, iter_log
from xiaoer.evaluation import (
    Case,
    CasesError,
    LogSample,
    Outcome,
    calibrate,
    draw_sample,
    evaluate,
    evaluation_of,
    load_cases,
)
from xiaoer.evaluation import measures as m
from xiaoer.evaluation.sampling.draw import SampledQuery
from xiaoer.evaluation.sampling.rows import line_dicts, sheet_row

Records = list[LoggedReply | Feedback]

SHARES = {"常问的": (60, 0.95, True), "少问的": (30, 0.6, False), "罕见的": (10, 0.2, True)}
"""Each kind of query: how many of a hundred lines, its confidence, whether the answer is right."""


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Records:
    """1,000 lines: 600 of a few sure queries, 300 others, 100 of their own."""
    lines = []
    for number in range(10):
        for kind, (count, confidence, _) in SHARES.items():
            for at in range(count):
                text = kind if kind == "常问的" else f"{kind}{number}乘{at}"
                lines.append((reply(text, id="apply", confidence=confidence), ""))
    random.Random(1).shuffle(lines)
    path = tmp_path_factory.mktemp("log") / "log.jsonl"
    return list(iter_log(write(path, lines, timedelta(seconds=1))))


def drawn(records: Records | Path, n: int, **more: object) -> LogSample:
    read = iter_log(records) if isinstance(records, Path) else records
    return draw_sample(read, n, **more)  # type: ignore[arg-type]


def labelled(sample: LogSample) -> list[Outcome]:
    """The sample with its true labels, and what the bot says."""
    outcomes = []
    for row in sample.rows:
        kind = next(name for name in SHARES if row.q.startswith(name))
        _, confidence, right = SHARES[kind]
        gold = ("apply",) if right else ("arrival",)
        case = Case(q=row.q, gold=gold, weight=row.weight, draws=row.draws)
        outcomes.append(Outcome(case, says("apply", confidence)))
    return outcomes


def test_every_query_has_an_equal_chance_and_equal_ones_are_one_row(log: Records) -> None:
    sample = drawn(log, 100)
    assert (sample.queries, sample.drawn) == (1000, 100)
    assert sum(row.draws for row in sample.rows) == 100
    assert sum(row.weight for row in sample.rows) == pytest.approx(1000)
    (usual,) = [row for row in sample.rows if row.q == "常问的"]
    assert usual.weight == pytest.approx(10 * usual.draws)
    assert 40 < usual.draws < 80


@pytest.mark.slow
@pytest.mark.parametrize("by_band", [False, True])
def test_the_estimate_is_honest_however_it_was_drawn(log: Records, by_band: bool) -> None:
    """70 % of the answers are right: so it is on the mean of many draws, in most intervals."""
    values, covered = [], 0
    for seed in range(60):
        share = m.precision(labelled(drawn(log, 60, by_band=by_band, seed=seed)))
        interval = share.interval()
        assert share.value is not None
        assert interval is not None
        values.append(share.value)
        covered += interval.low <= 0.7 <= interval.high
    assert mean(values) == pytest.approx(0.7, abs=0.03)
    assert covered >= 52


def test_without_the_weights_a_sample_by_band_would_flatter_or_slander(log: Records) -> None:
    sample = drawn(log, 90, by_band=True)
    (usual,) = [row for row in sample.rows if row.q == "常问的"]
    assert usual.draws == 30
    assert m.precision(labelled(sample)).value == pytest.approx(0.7, abs=0.02)


def test_equal_weights_tell_what_none_do(log: Records) -> None:
    """A draw of many equal lines is as many draws, not one."""
    found = m.coverage(labelled(drawn(log, 100)))
    assert found.to_dict()["effective_n"] == pytest.approx(100)


def test_bands_give_as_equally_as_they_can(log: Records) -> None:
    sample = drawn(log, 360, by_band=True)
    draws = {}
    for row in sample.rows:
        draws[row.band] = draws.get(row.band, 0) + row.draws
    assert draws == {"0.85–1": 130, "0.5–0.7": 130, "0–0.3": 100}


def test_the_same_seed_gives_the_same_sample(log: Records) -> None:
    assert drawn(log, 50, seed=3) == drawn(log, 50, seed=3)
    assert drawn(log, 50, seed=3) != drawn(log, 50, seed=4)


def test_what_only_answers_the_bot_is_not_drawn(tmp_path: Path) -> None:
    lines = [
        (reply("1", reason="chosen", id="apply", picked=1), "a"),
        (reply("你好", "chat", "greeting"), "a"),
        (reply("在吗", "suppressed", "handed_over"), "a"),
        (reply("那运费呢", reason="follow_up", understood="退货的运费呢", id="apply"), "a"),
        (reply("转人工", "escalate", "human_requested"), "a"),
    ]
    sample = drawn(write(tmp_path / "log", lines), 10)
    assert {row.q for row in sample.rows} == {"退货的运费呢", "转人工"}


def test_the_entries_that_came_closest_are_named(tmp_path: Path) -> None:
    one = reply("退", "escalate", candidates=tuple(map(candidate, ("apply", "arrival"))))
    (row,) = drawn(write(tmp_path / "log", [(one, "")]), 5).rows
    assert [choice.id for choice in row.suggestions] == ["apply", "arrival"]
    assert sheet_row(row)[:4] == ("退", "待标注", "apply 怎么申请退款", "arrival 退款多久到账")


def test_a_sample_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        draw_sample([], 0)


# --- what reads it ----------------------------------------------------------------------------


def lines_of(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_a_sample_that_is_not_labelled_is_one_fault(log: Records, tmp_path: Path) -> None:
    path = lines_of(tmp_path / "q.jsonl", *line_dicts(drawn(log, 20)))
    with pytest.raises(CasesError, match="not labelled yet") as caught:
        load_cases(path)
    assert [fault.place.line for fault in caught.value.faults if fault.place] == [1]


def test_weights_come_back_and_suggestions_are_no_slices(tmp_path: Path) -> None:
    row = SampledQuery(q="退", audience="buyer", band="1", weight=12.5, draws=3)
    (line,) = line_dicts(LogSample(rows=(row,), queries=9, drawn=3))
    path = lines_of(tmp_path / "q.jsonl", line | {"gold": None, "suggestion1": "apply"})
    (case,) = load_cases(path)
    assert (case.weight, case.draws, case.gold) == (12.5, 3, ())
    assert case.slices == {"audience": "buyer", "band": "1"}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"weight": 0}, '"weight" must be a number above 0, found "0"'),
        ({"weight": "much"}, 'found "much"'),
        ({"weight": "inf"}, 'found "inf"'),
        ({"weight": [1]}, 'found "a list"'),
        ({"draws": 1.5}, '"draws" must be a whole number from 1, found "1.5"'),
    ],
)
def test_a_weight_that_is_none_has_a_place(
    tmp_path: Path, row: dict[str, object], told: str
) -> None:
    path = lines_of(tmp_path / "q.jsonl", {"q": "退", "gold": None} | row)
    with pytest.raises(CasesError) as caught:
        load_cases(path)
    assert told in str(caught.value)
    assert f"{path.as_posix()}:1" in str(caught.value)


def test_a_certificate_takes_equal_chances_only() -> None:
    def cases(*weights: tuple[float, int]) -> list[Case]:
        made = [
            Case(q=f"问{at}", gold=("a",), weight=weight, draws=draws)
            for at, (weight, draws) in enumerate(weights)
        ]
        return [*made, Case(q="别的", weight=2.0)]

    system = scripted({f"问{at}": says("a") for at in range(100)} | {"别的": says("a", 0.1)})
    found = calibrate(system, cases((2.0, 1), (60.0, 30), (80.0, 40)))
    assert found.n == 72  # each draw is a label
    with pytest.raises(CasesError, match="by band"):
        calibrate(system, cases((2.0, 1), (3.0, 1)))


def test_every_figure_is_weighted() -> None:
    """One heavy right answer and many light wrong ones: what repeating the heavy one would give."""
    rows = [("对", 9.0, "a"), *((f"错{at}", 1.0, "b") for at in range(3))]
    said = {q: says("a", 0.9 if q == "对" else 0.4) for q, _, _ in rows}
    weighted = evaluate(
        scripted(said), [Case(q=q, gold=(gold,), weight=w) for q, w, gold in rows], resamples=20
    )
    copies = [
        Outcome(Case(q=f"{q}{at}", gold=(gold,)), said[q])
        for q, w, gold in rows
        for at in range(int(w))
    ]
    repeated = evaluation_of(copies, resamples=20)
    expected = repeated.values()
    for name, value in weighted.values().items():
        if name not in ("ece", "macro_top1") and expected[name] is not None:
            assert value == pytest.approx(expected[name]), name
    assert weighted.headline["precision"] is not None
    assert weighted.headline["precision"].value == pytest.approx(0.75)
    assert "weighted" in weighted.notes
    assert "weighted" not in repeated.notes
