"""``xiaoer evaluate`` and ``xiaoer compare`` on a corpus of five entries."""

import io
import json
import re
import sys
from pathlib import Path

import pytest

from tests.service.material import FOUR_ENTRIES, THREE_ENTRIES
from xiaoer import __version__
from xiaoer.cli.evaluate import _EPILOG, QUERIES
from xiaoer.cli.terminal.progress import progress
from xiaoer.evaluation.labelled.gates import FIGURES

ROWS = [
    {"q": "怎样申请退款呢", "gold": "apply", "slice": "plain"},
    {"q": "退款要多久才到账", "gold": "arrival", "slice": "plain"},
    {"q": "啥时候能发货", "gold": ["ship", "arrival"], "slice": "colloquial"},
    {"q": "发票去哪里开", "gold": "invoice", "slice": "plain"},
    {"q": "今天天气怎么样", "gold": None, "oos": "far"},
]


def written(path: Path, rows: list[object]) -> Path:
    text = "".join(
        (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)) + "\n"
        for row in rows
    )
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def faq(tmp_path):
    """A folder with its corpus, and its labelled queries beside it."""
    folder = tmp_path / "faq"
    folder.mkdir()
    (folder / "a.yaml").write_text(FOUR_ENTRIES, encoding="utf-8")
    written(folder / QUERIES, ROWS)
    return folder


@pytest.fixture
def evaluate(xiaoer, faq):
    """Runs the command on the corpus."""
    return lambda *argv, lang="zh": xiaoer("evaluate", "--faq", str(faq), *argv, lang=lang)


def test_the_figures_come_first_in_plain_words(evaluate, faq):
    status, out, err = evaluate(str(faq / QUERIES))
    assert (status, err) == (0, "")
    assert out.startswith("概要\n5 条标注问题中，直接回答了 ")
    assert "\n准确率（答了的里面答对的）" in out
    assert re.search(r"\nslice=plain +3 ", out)
    status, out, err = evaluate(str(faq / QUERIES), lang="en")
    assert (status, err) == (0, "")
    assert out.startswith("In plain words\nOf 5 labelled queries ")


def test_the_queries_beside_the_corpus_are_the_default(evaluate, faq):
    assert evaluate() == evaluate(str(faq / QUERIES))
    assert evaluate("--faq", str(faq / "a.yaml"))[1] == evaluate()[1]


def test_json_is_one_line_of_the_documented_shape(evaluate):
    jsonschema = pytest.importorskip("jsonschema")
    from tests.evaluation.pages.test_pages import SCHEMA

    status, out, err = evaluate("--json", "--cost", "wrong=10", "--require", "top1>=0.1")
    assert (status, out.count("\n")) == (0, 1)
    shape = json.loads(out)
    jsonschema.Draft202012Validator(SCHEMA).validate(shape)
    assert shape["figures"]["n"] == 5
    assert shape["costs"]["costs"]["wrong"] == 10
    assert [one["passed"] for one in shape["requirements"]] == [True]
    assert err.startswith("达标")


def test_markdown(evaluate):
    status, out, _ = evaluate("--markdown", lang="en")
    assert status == 0
    assert out.startswith("# Evaluation\n\n## In plain words\n\n")


def test_a_requirement_that_is_not_met_is_exit_status_1(evaluate):
    status, out, _ = evaluate("--require", "top1>=0.5", "--require", "coverage>1")
    assert status == 1
    assert out.splitlines()[-2].startswith("达标　 top1>=0.5：")
    assert out.splitlines()[-1].startswith("未达标 coverage>1：")
    assert evaluate("--require", "top1>=0.5", "--require", "coverage<=1")[0] == 0


def test_a_figure_without_a_value_is_not_met(evaluate):
    status, out, _ = evaluate("--require", "oos_near_answered<=1", lang="en")
    assert status == 1
    assert out.endswith(
        "NOT MET  oos_near_answered<=1: it has no value (nothing to measure, or not given)\n"
    )


def test_costs_are_told(evaluate):
    _, out, _ = evaluate("--cost", "wrong=20,human=3,clarify=0.5")
    assert "\n成本\n现在每千条的成本是 " in out


def test_errors_are_listed_and_explained_when_asked_for(evaluate, tmp_path):
    wrong = written(tmp_path / "w.jsonl", [{"q": "怎样申请退款呢", "gold": "ship"}])
    _, out, _ = evaluate(str(wrong))
    assert "- 怎样申请退款呢 → apply 怎么申请退款 " in out
    assert "分词" not in out
    _, out, _ = evaluate(str(wrong), "--explain")
    assert "分词" in out
    assert "怎样申请退款呢 →" not in evaluate(str(wrong), "--worst", "0")[1]


@pytest.mark.slow
def test_robustness_on_request(evaluate):
    assert "改写之后" not in evaluate()[1]
    assert "\n改写之后\n原句答对 " in evaluate("--robustness")[1]


def test_a_leak_is_reported_and_kept_apart(evaluate, tmp_path):
    rows = [*ROWS, {"q": "怎么开发票？", "gold": "invoice"}]
    status, out, _ = evaluate(str(written(tmp_path / "l.jsonl", rows)))
    assert status == 0
    assert "5 条标注问题中" in out
    assert "注意：1 条与知识库的问题一字不差" in out
    assert "- 怎么开发票？ = invoice" in out
    assert f"{tmp_path}/l.jsonl:6" in out


def test_one_class_alone_is_noted(evaluate, tmp_path):
    _, out, _ = evaluate(str(written(tmp_path / "i.jsonl", ROWS[:4])))
    assert "注意：没有一条不该回答的问题（gold: null）" in out
    _, out, _ = evaluate(str(written(tmp_path / "o.jsonl", ROWS[4:])))
    assert "注意：每一条都不该回答（gold: null）" in out


BAD = {
    "unknown": ([{"q": "甲", "gold": "aply"}], r":1: no entry has the id \"aply\".*\"apply\""),
    "duplicate": ([ROWS[0], ROWS[0]], r":2: duplicate query .* first at .*:1, with the same label"),
    "conflict": (
        [ROWS[0], ROWS[0] | {"gold": "ship"}],
        r":2: duplicate query .* with another label: apply there, ship here",
    ),
    "empty": ([], r": no queries in this file; expected at least one"),
    "malformed": ([ROWS[0], '{"q": '], r":2: "),
    "no gold": ([{"q": "甲"}], r':1: missing "gold"; write null where nothing may be answered'),
    "audience": (
        [{"q": "甲", "gold": "apply", "audience": "buyer"}],
        r':1: unknown audience "buyer"',
    ),
    "only leaks": ([{"q": "怎么开发票", "gold": "invoice"}], r":1: all 1 queries equal a question"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_queries_are_one_message_with_file_and_line(evaluate, tmp_path, case):
    rows, expected = BAD[case]
    file = written(tmp_path / "bad.jsonl", rows)
    status, out, err = evaluate(str(file), lang="en")
    assert (status, out) == (2, "")
    assert re.search(re.escape(str(file)) + expected, err), err
    assert "Traceback" not in err


def test_faults_are_told_in_chinese_too_and_all_at_once(evaluate, tmp_path):
    rows = [
        {"q": "甲", "gold": "aply"},
        {"q": "乙"},
        ROWS[0],
        {"q": "丙", "gold": None, "oos": "x"},
    ]
    file = written(tmp_path / "bad.jsonl", rows)
    status, out, err = evaluate(str(file))
    assert (status, out) == (2, "")
    assert err.replace(f"{file}:", "").splitlines() == [
        "错误：标注问题里有 3 处错误：",
        "  1: 没有编号为 “aply” 的知识点（问题 “甲” 的标注），是不是 “apply”？",
        "  2: 缺少 “gold”，不该回答的请写 null；现有：“q”",
        "  4: “oos” 应为 “near” 或 “far”，而这里是 “x”",
    ]


def test_all_bad_lines_are_told_at_once(evaluate, tmp_path):
    file = written(tmp_path / "bad.jsonl", ["x", {"q": "甲"}, ROWS[0]])
    err = evaluate(str(file), lang="en")[2]
    assert f"{file}:1: " in err
    assert f"{file}:2: " in err


def test_no_queries_at_all(evaluate, faq):
    (faq / QUERIES).unlink()
    for lang in ("zh", "en"):
        status, out, err = evaluate(lang=lang)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert str(faq / QUERIES) in err
        assert f"xiaoer evaluate --faq {faq} --self" in err


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("--require", "precison>=0.9"), "没有名为 “precison” 的指标，是不是 “precision”？"),
        (("--require", "precision=0.9"), "expected a figure"),
        (("--cost", "wrng=2"), "没有名为 “wrng” 的成本，是不是 “wrong”？"),
        (("--cost", "wrong=-1"), "is not a number from 0"),
        (("--worst", "-1"), "应为从 0 起的整数"),
        (("--json", "--markdown"), "不能和 --json 一起用"),
        (("--self", "--require", "top1>=0.1"), "--require"),
        (("--self", "x.jsonl"), "queries"),
    ],
)
def test_a_wrong_call_is_one_message(evaluate, argv, told):
    status, out, err = evaluate(*argv)
    assert (status, out) == (2, "")
    assert told in err
    assert "Traceback" not in err


def test_the_help_names_every_figure(xiaoer):
    named = re.search(r"figures for --require: (.*?)\n\n", _EPILOG, re.DOTALL)
    assert named is not None
    assert named[1].split() == list(FIGURES)


def test_self_is_handed_to_the_self_test(evaluate, monkeypatch):
    from xiaoer.cli.options import self_test

    seen = []
    monkeypatch.setattr(self_test, "run", lambda args, bot: seen.append((args.oos_share, bot)) or 1)
    assert evaluate("--self", "--oos-share", "0.2")[0] == 1
    assert seen[0][0] == 0.2
    assert len(seen[0][1].corpus) == 4


def test_a_report_is_written_where_it_is_asked_for(evaluate, tmp_path, monkeypatch):
    from xiaoer.evaluation.pages import report

    def write(evaluation, path, *, lang, date, faq, version):
        told = f"{lang} {evaluation.figures.n} {faq} {version} {date.year > 2000}"
        Path(path).write_text(told, encoding="utf-8")

    monkeypatch.setattr(report, "write_report", write)
    page = tmp_path / "page.html"
    status, _, err = evaluate("--report", str(page))
    assert status == 0
    assert page.read_text(encoding="utf-8") == f"zh 5 faq {__version__} True"
    assert err == f"报告已写到 {page}\n"


def test_a_missing_extra_is_one_message(evaluate, tmp_path, monkeypatch):
    from xiaoer.errors import MissingExtraError
    from xiaoer.evaluation.pages import report

    def missing(*, charts):
        raise MissingExtraError("report", "jinja2")

    def never(*_, **__):
        raise AssertionError

    monkeypatch.setattr(report, "check_report", missing)
    monkeypatch.setattr("xiaoer.cli.evaluate.open_bot", never)
    status, out, err = evaluate("--report", str(tmp_path / "x.html"))
    assert (status, out) == (2, "")
    assert 'pip install "xiaoer[report]"' in err


@pytest.mark.parametrize("name", ["none/page.html", "."])
@pytest.mark.parametrize("more", [(), ("--self",)])
def test_a_page_that_cannot_be_written_is_told_before_the_work(
    evaluate, tmp_path, monkeypatch, name, more
):
    monkeypatch.setattr("xiaoer.cli.evaluate.open_bot", lambda *_: pytest.fail("it worked"))
    status, out, err = evaluate("--report", str(tmp_path / name), *more)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert str(tmp_path) in err


@pytest.mark.slow
@pytest.mark.parametrize("more", [(), ("--markdown",), ("--json",)])
def test_a_self_test_gives_a_report(evaluate, tmp_path, more):
    page = tmp_path / "self.html"
    status, out, err = evaluate("--self", "--report", str(page), *more)
    assert status == 0
    assert err == f"报告已写到 {page}\n"
    written = page.read_text(encoding="utf-8")
    assert "客服机器人自测报告" in written
    assert re.search(r"知识库 faq（[0-9a-f]{12}） · 自测提问 \d+ 次 · 20\d\d-", written)
    heads = {(): "概要\n", ("--markdown",): "# 自测结果", ("--json",): "{"}
    assert out.startswith(heads[more])


# --- progress ---------------------------------------------------------------------------------


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_silent_when_piped(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert progress("评测") is None


def test_progress_on_a_terminal_goes_away_at_the_end(monkeypatch):
    ticks = iter(range(100))
    monkeypatch.setattr("xiaoer.cli.terminal.progress.monotonic", lambda: next(ticks))
    monkeypatch.setattr(sys, "stderr", Terminal())
    tell = progress("评测")
    assert tell is not None
    tell(1, 3)
    tell(2, 3)
    assert sys.stderr.getvalue() == "\r评测 1/3\r评测 2/3"
    tell(3, 3)
    assert sys.stderr.getvalue().endswith("\r\x1b[K")


def test_progress_reaches_the_command(evaluate, monkeypatch):
    told = []
    monkeypatch.setattr(
        "xiaoer.cli.evaluate.progress",
        lambda label: lambda done, total: told.append((label, done, total)),
    )
    evaluate()
    assert told == [("评测", k, 5) for k in range(1, 6)]


# --- compare ----------------------------------------------------------------------------------


@pytest.fixture
def new(tmp_path):
    """The corpus without the entry about invoices."""
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / "a.yaml").write_text(THREE_ENTRIES, encoding="utf-8")
    return folder


@pytest.fixture
def compare(xiaoer, faq, new):
    """Runs the command on the corpus with and without invoices."""

    def call(*argv, queries=None, lang="zh"):
        file = str(queries or faq / QUERIES)
        return xiaoer("compare", str(faq), str(new), "--queries", file, *argv, lang=lang)

    return call


def test_what_changed_is_told(compare):
    status, out, err = compare()
    assert (status, err) == (0, "")
    assert out.startswith("概要\n5 条问题中，1 条的回复变了。\n")
    assert "- 发票去哪里开 | invoice " in out
    assert "McNemar" in out
    assert compare(lang="en")[1].startswith("In plain words\nOf 5 queries, 1 get another reply.\n")


def test_entries_that_were_edited_and_that_no_query_reaches_are_named(xiaoer, faq, new, tmp_path):
    text = THREE_ENTRIES.replace("在订单里申请", "在售后里申请")
    assert text != THREE_ENTRIES
    (new / "a.yaml").write_text(text, encoding="utf-8")
    file = tmp_path / "log.txt"
    file.write_text("多久发货\n", encoding="utf-8")
    _, out, err = xiaoer("compare", str(faq), str(new), "--queries", str(file))
    assert out == "概要\n1 条问题中，0 条的回复变了。\n"
    assert err == "注意：1 个知识点改过，但没有一条问题由它们回答：apply\n"
    file.write_text("多久发货\n怎样申请退款呢\n", encoding="utf-8")
    _, out, err = xiaoer("compare", str(faq), str(new), "--queries", str(file))
    assert err == ""
    assert "同一个回复，文字、链接或去向变了 × 1\n- apply: 在订单里申请。 → 在售后里申请。" in out


def test_compare_as_json_and_markdown(compare):
    shape = json.loads(compare("--json")[1])
    assert [one["q"] for one in shape["changes"]] == ["发票去哪里开"]
    assert shape["served_right"]["only_first"] == 1
    assert compare("--markdown")[1].startswith("# 新旧对比\n")


def test_a_text_file_has_no_labels(compare, tmp_path):
    file = tmp_path / "log.txt"
    file.write_text("\ufeff发票去哪里开\r\n\n怎样申请退款呢\n发票去哪里开\n", encoding="utf-8")
    status, out, _ = compare(queries=file)
    assert status == 0
    assert out.startswith("概要\n2 条问题中，1 条的回复变了。\n\n")
    assert "McNemar" not in out


def test_a_text_file_without_a_query(compare, tmp_path):
    file = tmp_path / "log.txt"
    file.write_text("\n \n", encoding="utf-8")
    status, out, err = compare(queries=file, lang="en")
    assert (status, out) == (2, "")
    assert f"{file}: no queries in this file; expected at least one, one a line" in err
    assert compare(queries=tmp_path / "none.txt")[0] == 2


def test_a_leak_of_either_corpus_is_kept_apart(compare, tmp_path):
    rows = [*ROWS, {"q": "发票在哪里开", "gold": "invoice"}]
    _, out, err = compare(queries=written(tmp_path / "l.jsonl", rows))
    assert "5 条问题中" in out
    assert err == "1 条与知识库的问题一字不差，不计入对比\n"


def test_a_gold_id_may_be_in_either_corpus_but_must_be_in_one(compare, tmp_path):
    file = written(tmp_path / "x.jsonl", [{"q": "甲", "gold": "invoic"}])
    status, _, err = compare(queries=file, lang="en")
    assert status == 2
    assert 'no entry has the id "invoic"' in err
    assert 'did you mean "invoice"' in err
