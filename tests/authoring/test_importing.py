"""Bringing a sheet into a corpus that is there: what is changed, what stays, byte for byte."""

import os
from pathlib import Path

import pytest

from tests.authoring.material import converted
from xiaoer.authoring.importing.ids import made_id, made_ids
from xiaoer.corpus.corpus import Corpus
from xiaoer.source.tables.faults import TableError

CORPUS = """\
# 退款的条目
- id: refund
  question: 怎么退款  # 标准问
  variants:
    # 口语
    - 如何退款
    - "我要退款"
  answer: |-
    在订单里申请。

    # 这不是注释
  category: 退款
  hot: true

# 物流的条目
- {id: track, question: 怎么查物流, answer: 看订单。}
"""


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    folder = tmp_path / "faq"
    folder.mkdir()
    (folder / "a.yaml").write_text(CORPUS, encoding="utf-8")
    return folder


def sheet(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "new.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_same_question_is_updated_and_only_its_lines_change(faq: Path, tmp_path: Path) -> None:
    done = converted(
        sheet(tmp_path, "问题,相似问,答案\n怎么退款？,如何退款|退钱,去订单里退。\n"), faq
    )
    (change,) = done.plan.changes
    assert (change.kind, change.after.id, change.fields) == (
        "updated", "refund", ("question", "variants", "answer"),
    )  # fmt: skip
    done.write()
    text = (faq / "a.yaml").read_text(encoding="utf-8")
    assert text == (
        "# 退款的条目\n"
        "- id: refund\n"
        "  # 标准问\n"
        "  question: 怎么退款？\n"
        "  # 口语\n"
        "  variants:\n"
        "    - 如何退款\n"
        "    - 退钱\n"
        "  answer: 去订单里退。\n"
        "  category: 退款\n"
        "  hot: true\n"
        "\n"
        "# 物流的条目\n"
        "- {id: track, question: 怎么查物流, answer: 看订单。}\n"
    )


def test_a_column_that_is_not_there_says_nothing(faq: Path, tmp_path: Path) -> None:
    done = converted(sheet(tmp_path, "编号,问题,答案\nrefund,退款怎么退,好的。\n"), faq)
    after = done.plan.changes[0].after
    assert (after.variants, after.category, after.hot) == (("如何退款", "我要退款"), "退款", True)
    assert after.question == "退款怎么退"


def test_an_empty_cell_says_that_there_is_nothing(faq: Path, tmp_path: Path) -> None:
    done = converted(sheet(tmp_path, "编号,问题,答案,相似问\nrefund,怎么退款,好的。,\n"), faq)
    assert done.plan.changes[0].after.variants == ()


def test_a_new_entry_goes_to_its_category_or_to_a_file_of_its_own(
    faq: Path, tmp_path: Path
) -> None:
    rows = "类目,问题,答案\n退款,退款失败怎么办,联系客服。\n发票,怎么开发票,在订单里开。\n"
    done = converted(sheet(tmp_path, rows), faq)
    assert sorted(change.path.name for change in done.files) == ["a.yaml", "imported.yaml"]
    done.write()
    text = (faq / "a.yaml").read_text(encoding="utf-8")
    assert text.startswith(CORPUS)
    ids = [entry.id for entry in Corpus.load(faq)]
    assert ids == ["refund", "track", "tuikuan-tuikuanshibaizenmeban", "fapiao-zenmekaifapiao"]


def test_a_flow_entry_is_written_anew_and_nothing_else(faq: Path, tmp_path: Path) -> None:
    converted(sheet(tmp_path, "编号,问题,答案\ntrack,怎么查物流,看快递单。\n"), faq).write()
    text = (faq / "a.yaml").read_text(encoding="utf-8")
    assert text.startswith(CORPUS.rpartition("- {")[0])
    assert Corpus.load(faq)["track"].answer == "看快递单。"


def test_line_ends_and_marks_of_windows_stay(faq: Path, tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + CORPUS.replace("\n", "\r\n").encode("utf-8")
    (faq / "a.yaml").write_bytes(data)
    converted(sheet(tmp_path, "编号,问题,答案\nrefund,怎么退款,去退。\n"), faq).write()
    after = (faq / "a.yaml").read_bytes()
    assert after.startswith(b"\xef\xbb\xbf# ")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert Corpus.load(faq)["refund"].answer == "去退。"


def test_json_lines_keep_the_other_lines(tmp_path: Path) -> None:
    lines = (
        '{"id": "a", "question": "怎么退款",   "answer": "一"}\n'
        '{"id":"b","question":"物流","answer":"二"}\n'
    )
    (tmp_path / "faq.jsonl").write_text(lines, encoding="utf-8")
    rows = "问题,答案\n物流,三\n发票,四\n"
    converted(sheet(tmp_path, rows), tmp_path / "faq.jsonl").write()
    text = (tmp_path / "faq.jsonl").read_text(encoding="utf-8")
    assert text.splitlines()[0] == lines.splitlines()[0]
    assert [entry.answer for entry in Corpus.load(tmp_path / "faq.jsonl")] == ["一", "三", "四"]


def test_the_order_of_rows_changes_no_id() -> None:
    rows = [
        ("退款", "怎么退款？", ""),
        ("退款", "怎么退款", ""),
        ("", "7天无理由", ""),
        ("", "😀", ""),
    ]
    ids = dict(zip(rows, made_ids(rows, {}), strict=True))
    turned = dict(zip(rows[::-1], made_ids(rows[::-1], {}), strict=True))
    assert ids == turned
    assert len(set(ids.values())) == 4
    assert made_id("退款", "怎么退款") == "tuikuan-zenmetuikuan"


def test_an_import_again_makes_no_new_ids(faq: Path, tmp_path: Path) -> None:
    rows = "类目,问题,答案\n退款,退款失败怎么办,联系客服。\n"
    converted(sheet(tmp_path, rows), faq).write()
    before = (faq / "a.yaml").read_bytes()
    done = converted(sheet(tmp_path, "类目,问题,答案\n退款,退款失败怎么办？,联系客服。\n"), faq)
    assert done.plan.changes[0].after.id == "tuikuan-tuikuanshibaizenmeban"
    again = converted(sheet(tmp_path, rows), faq)
    again.write()
    assert (faq / "a.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("问题,答案\n怎么退款,甲\n怎么退款？,乙\n", "new.csv:B3: "),
        ("编号,问题,答案\nrefund,物流,\ntrack,退款,\n", "new.csv:C2: 错误 E202"),
        ("编号,问题,答案,状态\nx,物流,甲,随便\n", "new.csv:D2: 错误 E210"),
        ("问题,答案,失效时间\n物流,甲,某天\n", "new.csv:C2: 错误 E203"),
        ("问题,答案,相关问题\n物流,甲,没有的编号\n", "new.csv:C2: 错误 E306"),
    ],
)
def test_on_an_error_nothing_is_written(rows: str, told: str, faq: Path, tmp_path: Path) -> None:
    with pytest.raises(TableError) as refused:
        converted(sheet(tmp_path, rows), faq)
    assert told in refused.value.render("zh")
    assert os.listdir(faq) == ["a.yaml"]
    assert (faq / "a.yaml").read_text(encoding="utf-8") == CORPUS
