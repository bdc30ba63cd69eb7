"""``xiaoer calibrate`` on a corpus of four entries."""

import json
from pathlib import Path

import pytest

from tests.service.material import FOUR_ENTRIES
from xiaoer import Bot, CalibrationError
from xiaoer.cli.calibrate import limit
from xiaoer.cli.main import main

ASKED = {
    "apply": ("怎样申请退款", "申请退款怎么做", "我想申请退款", "退款如何操作", "在哪申请退款"),
    "arrival": (
        "退款要多久到账",
        "退款多久能到账",
        "退款几天到",
        "退款到账要多久",
        "退款多久会到账",
    ),
    "ship": ("要多久发货", "多久能发货", "什么时候能发货", "几天能发货", "多久可以发货"),
    "invoice": ("怎样开发票", "发票怎么开", "在哪里开发票", "如何开发票", "发票在哪开"),
}
PADDING = ("{}", "{}呢", "{}啊", "请问{}", "你好，{}", "想问下{}")
HEAD_ZH = "可以保证：有 95% 的把握，答了的里面答错的不超过 10%。"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "faq.yaml").write_text(FOUR_ENTRIES, encoding="utf-8")
    return folder


@pytest.fixture
def queries(tmp_path: Path) -> Path:
    rows = [
        {"q": form.format(q), "gold": id}
        for id, asked in ASKED.items()
        for q in asked
        for form in PADDING
    ]
    rows += [{"q": f"今天{place}天气怎么样", "gold": None} for place in ("北京", "上海", "广州")]
    path = tmp_path / "queries.jsonl"
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def calibrate(corpus: Path, queries: Path, xiaoer):
    def call(*more: str, lang: str = "zh"):
        argv = ["calibrate", "--faq", str(corpus), str(queries), "--max-risk", "10%", *more]
        return xiaoer(*argv, lang=lang)

    return call


@pytest.mark.slow
def test_a_certificate_is_written_beside_the_corpus_and_used(calibrate, corpus, xiaoer):
    status, out, err = calibrate("--note", "十月的一天")
    assert (status, err) == (0, "")
    path = corpus / "calibration.json"
    assert out.splitlines()[:2] == ["结果", HEAD_ZH]
    assert out.endswith(f"\n已写到 {path}\n")
    bot = Bot.load(corpus, require_calibration=True)
    assert bot.calibration is not None
    assert (bot.calibration.note, bot.calibration.max_risk) == ("十月的一天", 0.1)
    assert xiaoer("ask", "--faq", str(corpus), "怎样申请退款")[2] == ""


@pytest.mark.slow
def test_in_english_it_says_the_same_and_states_the_assumption(calibrate, corpus):
    status, out, _ = calibrate(lang="en")
    assert status == 0
    assert "Certified: with 95% confidence, at most 10% of the answers are wrong." in out
    assert "This assumes queries drawn like these" in out
    assert f"written to {corpus / 'calibration.json'}" in out


@pytest.mark.slow
def test_a_changed_corpus_is_told_in_both_languages(calibrate, corpus, xiaoer):
    calibrate()
    faq = corpus / "faq.yaml"
    faq.write_text(FOUR_ENTRIES.replace("我要退款", "我想退款"), encoding="utf-8")
    path = (corpus / "calibration.json").as_posix()
    for command in (["ask"], ["evaluate"]):
        asked = ["怎样退款"] if command == ["ask"] else [str(corpus.parent / "queries.jsonl")]
        _, _, err = xiaoer(*command, "--faq", str(corpus), *asked)
        assert err.startswith(f"注意：{path}（")
        assert "已不适用" in err
    _, _, err = xiaoer("ask", "--faq", str(corpus), "怎样退款", lang="en")
    assert err.startswith(f"note: {path} of ")
    assert f"run `{command_of(corpus)}` again; of its 123 labels 0 are questions" in err
    # calibrating again says nothing of the old one, and replaces it
    status, _, err = calibrate()
    assert (status, err) == (0, "")
    assert Bot.load(corpus, require_calibration=True).calibration is not None


def command_of(corpus: Path) -> str:
    return (
        f"xiaoer calibrate --faq {corpus.as_posix()} {corpus.parent.as_posix()}/queries.jsonl "
        "--max-risk 0.1"
    )


def with_variants(corpus: Path, *variants: str) -> None:
    text = FOUR_ENTRIES.replace("我要退款", ", ".join(["我要退款", *variants]))
    assert text != FOUR_ENTRIES
    (corpus / "faq.yaml").write_text(text, encoding="utf-8")


@pytest.mark.slow
def test_a_stale_certificate_says_what_to_run_and_which_labels_still_count(
    calibrate, corpus, xiaoer
):
    calibrate()
    with_variants(corpus, "怎样申请退款？", "全新的问法")
    _, _, err = xiaoer("ask", "--faq", str(corpus), "怎样退款")
    assert f"请重新运行：{command_of(corpus)}。" in err
    assert "原来的 123 条标注里，1 条现在就是知识库的问题，不再算数，还剩 122 条" in err
    assert "之后知识库增加了 2 条问题。照着哪些标注改过知识库的" not in err
    assert "之后知识库增加了 2 条问题。照着哪些标注改过知识库，那些标注就不再是公平的样本" in err
    with pytest.raises(CalibrationError) as caught:
        Bot.load(corpus, require_calibration=True)
    assert f"run `{command_of(corpus)}` again; of its 123 labels 1 are" in str(caught.value)
    assert "no fair sample any more" in str(caught.value)


@pytest.mark.slow
def test_calibrating_again_says_which_labels_are_questions_and_which_served_before(
    calibrate, corpus
):
    calibrate()
    assert "公平" not in calibrate()[1]  # nothing was edited
    with_variants(corpus, "怎样申请退款")
    status, out, err = calibrate()
    assert (status, err) == (0, "")
    assert "注意：1 条与知识库的问题一字不差，不计入（怎样申请退款 = apply）" in out
    assert "122 条标注里，122 条在 " in out
    assert "之后知识库增加了 1 条问题" in out
    assert kept(corpus)["mix"] == {"in_scope": 119, "out_of_scope": 3}
    assert "of the 122 labels served the certificate of" not in calibrate(lang="en")[1]


def kept(corpus: Path) -> dict:
    return json.loads((corpus / "calibration.json").read_text(encoding="utf-8"))


def in_scope_only(queries: Path) -> None:
    rows = [json.loads(line) for line in queries.read_text(encoding="utf-8").splitlines()]
    inside = [row for row in rows if row["gold"]]
    assert len(inside) == len(rows) - 3
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in inside)
    queries.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_labels_without_an_out_of_scope_query_are_refused(calibrate, corpus, queries, lang):
    in_scope_only(queries)
    status, out, err = calibrate(lang=lang)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "--in-scope-only" in err
    assert "120" in err
    assert not (corpus / "calibration.json").exists()


@pytest.mark.slow
def test_a_certificate_for_in_scope_queries_alone_says_so(calibrate, corpus, queries, xiaoer):
    in_scope_only(queries)
    status, out, err = calibrate("--in-scope-only")
    assert (status, err) == (0, "")
    assert "这个保证只对归知识库管的问题成立" in out
    assert kept(corpus)["mix"] == {"in_scope": 120, "out_of_scope": 0}
    with_variants(corpus, "全新的问法")
    assert (
        f"{command_of(corpus)} --in-scope-only。"
        in xiaoer("ask", "--faq", str(corpus), "怎样退款")[2]
    )


@pytest.mark.slow
def test_in_scope_only_leaves_the_others_out_and_says_so(calibrate, corpus):
    status, _, err = calibrate("--in-scope-only")
    assert (status, err) == (0, "--in-scope-only：3 条不该回答的标注不计入\n")
    assert kept(corpus)["mix"] == {"in_scope": 120, "out_of_scope": 0}


@pytest.mark.slow
def test_too_few_out_of_scope_queries_are_warned_of(calibrate, corpus, queries):
    status, out, _ = calibrate()
    assert status == 0
    assert "这批标注里，不该回答的占 2.4%（3/123）。" in out
    assert "注意：不该回答的太少（不到 10%）" in out
    assert kept(corpus)["mix"] == {"in_scope": 120, "out_of_scope": 3}
    with queries.open("a", encoding="utf-8") as file:
        for number in range(12):
            file.write(json.dumps({"q": f"明天第{number}场球赛谁赢", "gold": None}) + "\n")
    assert "注意" not in calibrate()[1]
    assert "Of these labels 11.1% are out of scope (15/135)" in calibrate(lang="en")[1]


@pytest.mark.slow
def test_the_file_names_its_labels_as_seen_from_the_corpus(calibrate, corpus, tmp_path, xiaoer):
    calibrate()
    assert kept(corpus)["made_from"]["file"] == "../queries.jsonl"
    other = tmp_path / "far" / "away"
    other.mkdir(parents=True)
    faq = other / "faq.yaml"
    faq.write_text(FOUR_ENTRIES, encoding="utf-8")
    labels = str(tmp_path / "queries.jsonl")
    assert xiaoer("calibrate", "--faq", str(faq), labels, "--max-risk", "0.1")[0] == 0
    text = (other / "faq.calibration.json").read_text(encoding="utf-8")
    assert json.loads(text)["made_from"]["file"] == "queries.jsonl"
    assert "tmp" not in text
    assert "退款" not in text


@pytest.mark.slow
def test_a_damaged_calibration_is_an_error_that_calibrating_mends(calibrate, corpus, xiaoer):
    (corpus / "calibration.json").write_text("{", encoding="utf-8")
    status, _, err = xiaoer("ask", "--faq", str(corpus), "怎样退款", lang="en")
    assert status == 2
    assert "not a file of JSON (line 1); run `xiaoer calibrate` again" in err
    assert calibrate()[0] == 0
    assert xiaoer("ask", "--faq", str(corpus), "怎样申请退款")[0] == 0


def test_what_cannot_be_certified_is_not_written(calibrate, corpus):
    status, out, _ = calibrate("--max-risk", "0.01")
    assert status == 1
    assert "不能保证：说不了“有 95% 的把握，答错的不超过 1%”。" in out
    assert "大约需要标注问题" in out
    assert out.endswith("没有写文件。\n")
    assert not (corpus / "calibration.json").exists()


@pytest.mark.slow
def test_an_older_certificate_stays_and_that_is_said(calibrate, corpus):
    calibrate()
    path = corpus / "calibration.json"
    before = path.read_bytes()
    status, out, _ = calibrate("--max-risk", "0.01")
    assert status == 1
    assert out.endswith(f"没有写文件；原有的 {path} 仍在，并且照旧使用。\n")
    assert path.read_bytes() == before


@pytest.mark.slow
def test_a_dry_run_writes_nothing(calibrate, corpus):
    status, out, _ = calibrate("--dry-run")
    assert (status, HEAD_ZH in out) == (0, True)
    assert "没有写文件" in out
    assert [path.name for path in corpus.iterdir()] == ["faq.yaml"]


@pytest.mark.slow
def test_another_file_may_be_named(calibrate, corpus, tmp_path):
    path = tmp_path / "other.json"
    assert calibrate("--out", str(path))[0] == 0
    assert path.exists()
    assert not (corpus / "calibration.json").exists()
    status, _, err = calibrate("--out", str(tmp_path / "none" / "c.json"))
    assert (status, "No such file" in err) == (2, True)


@pytest.mark.slow
def test_the_corpus_may_be_one_file(corpus, queries, xiaoer):
    faq = corpus / "faq.yaml"
    assert xiaoer("calibrate", "--faq", str(faq), str(queries), "--max-risk", "0.1")[0] == 0
    assert Bot.load(faq, require_calibration=True).calibration is not None


@pytest.mark.slow
def test_json_has_the_figures_and_the_record(calibrate, corpus):
    status, out, err = calibrate("--json", lang="en")
    shape = json.loads(out)
    assert (status, out.count("\n")) == (0, 1)
    assert shape["format"] == "xiaoer-certification/1"
    kept = json.loads((corpus / "calibration.json").read_text(encoding="utf-8"))
    assert shape["calibration"] == kept
    assert err == f"written to {corpus / 'calibration.json'}\n"
    status, out, _ = calibrate("--json", "--max-risk", "0.01")
    assert (status, json.loads(out)["calibration"]) == (1, None)


@pytest.mark.slow
def test_the_sample_corpus_is_left_as_it_is(monkeypatch, corpus, queries, xiaoer, tmp_path):
    monkeypatch.setattr("xiaoer.sample.sample_folder", lambda: corpus)
    status, out, _ = xiaoer("calibrate", str(queries), "--max-risk", "0.1")
    assert status == 0
    assert "用 --out 指定文件" in out
    assert [path.name for path in corpus.iterdir()] == ["faq.yaml"]
    status, _, _ = xiaoer(
        "calibrate", str(queries), "--max-risk", "0.1", "--out", str(tmp_path / "c.json")
    )
    assert (status, (tmp_path / "c.json").exists()) == (0, True)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ('{"q": "x"', "queries.jsonl:124"),
        ('{"q": "新的问题", "gold": "aply"}', 'queries.jsonl:124: no entry has the id "aply"'),
        ('{"q": "要多久发货", "gold": "apply"}', "queries.jsonl:124"),
        ('{"q": "新的问题", "gold": "ship", "audience": "buyr"}', "queries.jsonl:124"),
    ],
    ids=["syntax", "unknown id", "conflict", "audience"],
)
def test_faulty_queries_are_named_with_their_line(calibrate, queries, corpus, row, fault):
    with queries.open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    (corpus / "xiaoer.yaml").write_text("audiences: {buyer: 买家}\n", encoding="utf-8")
    status, out, err = calibrate(lang="en")
    assert (status, out) == (2, "")
    assert fault in err


def test_a_missing_file_is_one_error(corpus, xiaoer):
    status, _, err = xiaoer("calibrate", "--faq", str(corpus), "none.jsonl", lang="en")
    assert status == 2
    assert "none.jsonl" in err


@pytest.mark.parametrize("text", ["0", "1", "5", "-0.1", "nan", "x", "", "%", "100%"])
def test_a_limit_is_between_0_and_1(text, capsys):
    assert main(["calibrate", "q.jsonl", f"--max-risk={text}"]) == 2
    assert f'expected a number between 0 and 1, found "{text}"' in capsys.readouterr().err


def test_a_limit_may_be_in_per_cent():
    assert (limit("2.5%"), limit("0.025")) == (0.025, 0.025)
