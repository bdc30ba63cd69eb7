"""``xiaoer convert``: what it tells, what it writes, and when it writes nothing."""

from pathlib import Path

import pytest

from xiaoer.corpus.corpus import Corpus

pytest.importorskip("python_calamine")

ROWS = (
    "客服常见问题,,,\n序号,问题,相似问,答案,点击量\n"
    "1,怎么退款,如何退款；退钱,在订单里退。,12\n2,怎么查物流,,看订单。,3\n"
)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "faq.csv"
    path.write_text(ROWS, encoding="gb18030")
    return path


def test_what_was_taken_for_what_is_told_first(sheet: Path, xiaoer, tmp_path: Path) -> None:
    status, out, err = xiaoer("convert", str(sheet), str(tmp_path / "faq"))
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].endswith("faq.csv：工作表（GB18030）")
    assert "表 faq.csv：列名在第 2 行，2 条" in lines
    assert "  A 列 “序号” → 序号，不用" in lines
    assert "  C 列 “相似问” → 相似问 (variants)" in lines
    assert "  E 列 “点击量” → 没有读（不认识的列名）" in lines
    assert "  没有读的列要用的话：--map 点击量=字段" in lines
    assert lines[-1].startswith("已写好 ")
    assert [entry.id for entry in Corpus.load(tmp_path / "faq")] == [
        "zenmetuikuan",
        "zenmechawuliu",
    ]


def test_in_english(sheet: Path, xiaoer, tmp_path: Path) -> None:
    _, out, _ = xiaoer("convert", str(sheet), str(tmp_path / "faq"), lang="en")
    assert "  column C “相似问” → variants" in out
    assert "2 entries have no id: made from category and question in pinyin" in out


def test_a_dry_run_shows_the_change_and_writes_nothing(sheet: Path, xiaoer, tmp_path: Path) -> None:
    target = tmp_path / "faq"
    xiaoer("convert", str(sheet), str(target))
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    sheet.write_text(ROWS.replace("退钱", "要退款").replace("怎么查物流", "物流到哪了"), "gb18030")
    status, out, _ = xiaoer("convert", "--dry-run", str(sheet), str(target))
    assert status == 0
    assert f"{target.as_posix()} 里：新增 1 条，更新 1 条，不变 0 条" in out
    assert "  ~ zenmetuikuan  相似问: +要退款 -退钱" in out
    assert "  + wuliudaonale  物流到哪了" in out
    assert out.splitlines()[-1] == "（--dry-run：没有写文件）"
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before


def test_a_second_time_there_is_nothing_to_write(sheet: Path, xiaoer, tmp_path: Path) -> None:
    xiaoer("convert", str(sheet), str(tmp_path / "faq"))
    _, out, _ = xiaoer("convert", str(sheet), str(tmp_path / "faq"))
    assert out.splitlines()[-1] == "没有要改的，没有写文件"


def test_a_column_is_named_by_its_head_or_its_letter(xiaoer, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("客诉,处理口径说明,大类\n怎么退款,在订单里退。,退款\n", encoding="utf-8")
    status, _, err = xiaoer("convert", str(path), str(tmp_path / "faq"))
    assert (status, "前十行里找不到列名" in err) == (2, True)
    maps = ("--map", "客诉=question", "--map", "B=答案", "--map", "C=")
    status, _, err = xiaoer("convert", str(path), str(tmp_path / "faq"), *maps)
    assert (status, err) == (0, "")
    (entry,) = Corpus.load(tmp_path / "faq").entries
    assert (entry.question, entry.answer, entry.category) == ("怎么退款", "在订单里退。", "")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("客诉", "--map 应写成 列名=字段"),
        ("问题=quesion", "是不是 “question”"),
        ("相似闻=variants", "是不是 “相似问”？；现有：序号、问题、相似问、答案、点击量"),
        ("ZZ=answer", "表里没有"),
    ],
)
def test_a_map_that_cannot_be_is_told(
    given: str, told: str, sheet: Path, xiaoer, tmp_path: Path
) -> None:
    status, _, err = xiaoer("convert", str(sheet), str(tmp_path / "faq"), "--map", given)
    assert status == 2
    assert told in err
    assert not (tmp_path / "faq").exists()


def test_a_sheet_without_heads_by_letters(xiaoer, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("怎么退款,在订单里退。\n物流,看订单。\n", encoding="utf-8")
    maps = ("--map", "A=question", "--map", "B=answer")
    assert xiaoer("convert", str(path), str(tmp_path / "faq"), *maps)[0] == 0
    assert len(Corpus.load(tmp_path / "faq")) == 2


def test_the_template_is_empty_has_choices_and_comes_back(xiaoer, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    target = tmp_path / "empty.xlsx"
    faq = str(Path(__file__).parents[2] / "faq")
    status, _, err = xiaoer("convert", "--template", str(target), "--settings", faq)
    assert (status, err) == (0, "")
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["知识", "说明"]
    sheet = book["知识"]
    assert sheet.freeze_panes == "A2"
    lists = {
        str(one.sqref).split(":")[0]: one.formula1 for one in sheet.data_validations.dataValidation
    }
    assert lists["G2"] == '"启用,停用"'
    assert "after_sales" in lists["R2"]
    assert "buyer" in lists["F2"]
    status, _, err = xiaoer("convert", str(target), str(tmp_path / "faq"))
    assert (status, "列名下面没有内容" in err) == (2, True)
    sheet["C2"], sheet["E2"], sheet["G2"] = "怎么退款", "在订单里退。", "停用"
    book.save(target)
    assert xiaoer("convert", str(target), str(tmp_path / "faq"))[0] == 0
    (entry,) = Corpus.load(tmp_path / "faq").entries
    assert (entry.question, entry.enabled) == ("怎么退款", False)


@pytest.mark.parametrize(
    "argv",
    [
        ("convert", "a.csv"),
        ("convert",),
        ("convert", "--template"),
        ("convert", "--template", "a.csv", "b.csv"),
        ("convert", "--template", "a.pdf"),
        ("convert", "a.csv", "a.pdf"),
        ("convert", "a.csv", "a.csv"),
        ("convert", "a.csv", "b", "--sheet", "没有"),
    ],
)
def test_wrong_calls_are_one_line(
    argv: tuple[str, ...], xiaoer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text("问题,答案\n退款,点。\n", encoding="utf-8")
    status, _, err = xiaoer(*argv)
    assert status == 2
    assert len(err.strip().splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv"]


@pytest.mark.slow
def test_a_file_for_another_system(sheet: Path, xiaoer, tmp_path: Path) -> None:
    status, out, _ = xiaoer("convert", str(sheet), str(tmp_path / "qna.json"), "--to", "qnabot")
    assert status == 0
    assert '"qid": "zenmetuikuan"' in (tmp_path / "qna.json").read_text(encoding="utf-8")
    faq = str(Path(__file__).parents[2] / "faq")
    _, out, _ = xiaoer("convert", faq, str(tmp_path / "rasa.yml"), "--to", "rasa")
    assert "带不过去的：" in out
    assert "“受众” 带不过去" in out
