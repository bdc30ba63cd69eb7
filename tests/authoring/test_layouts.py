"""Sheets laid out in many ways are read right without a word from the caller, or refused."""

from datetime import date
from pathlib import Path

import pytest

from tests.authoring import (
    layouts,
    layouts_fifth,
    layouts_fourth,
    layouts_second,
    layouts_sixth,
    layouts_third,
)
from tests.authoring.layouts import A1, A2, Q1, Q2, Layout, one
from tests.authoring.material import converted, told, xlsx
from xiaoer.authoring.importing.report import report_lines
from xiaoer.source.tables.faults import TableError

pytest.importorskip("openpyxl")

LAYOUTS = layouts.LAYOUTS | layouts_second.LAYOUTS | layouts_third.LAYOUTS
LAYOUTS |= layouts_fourth.LAYOUTS | layouts_fifth.LAYOUTS | layouts_sixth.LAYOUTS


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_read_right_or_refused(name: str, tmp_path: Path) -> None:
    layout = LAYOUTS[name]
    source = xlsx(layout, tmp_path / "faq.xlsx")
    if layout.entries is None:
        with pytest.raises(TableError) as refused:
            converted(source, tmp_path / "out")
        assert "faq.xlsx" in refused.value.render("zh")
        return
    done = converted(source, tmp_path / "out")
    assert told(done.plan.entries) == layout.entries
    assert done.opened.hidden == layout.hidden


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("wordings by hint and content", "“阿姨们爱这么问” → 相似问 (variants)（按内容推断）"),
        ("a question by content", "“来电摘要” → 标准问 (question)（按内容推断）"),
        ("an answer by content", "“处置” → 答案 (answer)（按内容推断）"),
        ("hints, a total and signatures", "第 2 行没有读入（填写说明）"),
        ("hints, a total and signatures", "第 6 行没有读入（合计）"),
        ("hints, a total and signatures", "第 7 行没有读入（落款）"),
        ("hints, a total and signatures", "第 8 行没有读入（最后一条之后的文字）"),
        ("a text below the answers", "第 5 行没有读入（最后一条之后的文字）：有疑义的"),
        ("a draft", "第 4 行没有读入（停用而没有答案的草稿）：草稿"),
        (
            "a row whose answer is not written yet",
            "第 3 行没有读入（有问题，没有答案）：能退到别的",
        ),
        ("pending answers in words", "第 5 行没有读入（有问题，没有答案）：怎么换货"),
        ("a section above the heads", "列名上面的 “退款” 作为前面几条的类目"),
        ("a state in words of shelves", "C 列按 “@@” 分开"),
        ("cards below bands", "也会问 → 相似问"),
        ("cards below bands", "2 行小标题作为类目：退款、物流"),
        ("cards below bands", "第 13 行没有读入（不在任何一条里）：更新：2025年2月 客服部"),
        ("other wordings that are none", "“历史问法” → 没有读（不认识的列名）"),
        ("a hint without questions below", "“说到哪里” → 没有读（不认识的列名）"),
        ("a state that is none", "C 列 “使用情况” 的内容不像 “状态”，没有读"),
        ("the surer category", "“部门” → 没有读（不认识的列名）"),
        ("heads that mean nothing", "“归口” → 类目 (category)（按内容推断）"),
        ("heads that mean nothing", "“经手” → 没有读"),
        ("a flag for the main wording", "B 列说每行是什么：“1” 是标准问"),
        ("an answer over two rows", "4 条的答案分在几行"),
        ("wording rows no nums", "10 行只有问法，没有答案：作上面一条的相似问"),
        ("a path with arrows and states with signs", "类目里的 “→” 按 “/” 读"),
        ("one bare band is a title", "第 1 行没有读入（不在任何一条里）：退款问答"),
        ("a question a row, the answer merged", "2 行与上面的行合并了答案"),
        ("a slash that may part variants", "C2 的相似问里有 “/”，没有分开"),
    ],
)
def test_what_is_guessed_or_left_out_is_said(name: str, said: str, tmp_path: Path) -> None:
    source = xlsx(LAYOUTS[name], tmp_path / "faq.xlsx")
    report = "\n".join(report_lines(converted(source, tmp_path / "out"), "zh"))
    assert said in report, report


def test_ids_that_an_export_made_decimal_are_whole_again(tmp_path: Path) -> None:
    source = xlsx(LAYOUTS["ids of an export with empty cells"], tmp_path / "faq.xlsx")
    done = converted(source, tmp_path / "out")
    assert [entry.id for entry in done.plan.entries] == ["10001", "10002"]
    sheet = one([["编号", "问题", "答案"], ["1.0", Q1, A1], ["1.2", Q2, A2]])
    done = converted(xlsx(sheet, tmp_path / "b.xlsx"), tmp_path / "b")
    assert [entry.id for entry in done.plan.entries] == ["1.0", "1.2"]


@pytest.mark.parametrize(
    ("head", "cell", "enabled"),
    [
        ("启用标识", "N", False),
        ("启用标识", "Y", True),
        ("有效状态", "无效", False),
        ("有效状态", "未启用", False),
        ("上架/下架", "下架", False),
        ("当前状态", "待上线", False),
        ("是否停用", "是", False),
        ("是否停用", "停用", False),
        ("是否停用", "否", True),
        ("是否停用", "正常", True),
        ("是否停用", "-", True),
        ("停用标志", "1", False),
        ("停用标志", "0", True),
        ("Is Active", "No", False),
        ("Archived", "yes", False),
    ],
)
def test_a_column_of_states_is_read_as_it_is_meant(
    head: str, cell: str, enabled: bool, tmp_path: Path
) -> None:
    sheet = one([["问题", "答案", head], [Q1, A1, cell], [Q2, A2, None]])
    done = converted(xlsx(sheet, tmp_path / "faq.xlsx"), tmp_path / "out")
    assert [entry.enabled for entry in done.plan.entries] == [enabled, True]


def test_a_state_that_nobody_knows_is_refused_under_a_known_head(tmp_path: Path) -> None:
    sheet: Layout = one([["问题", "答案", "状态"], [Q1, A1, "看情况"]])
    with pytest.raises(TableError, match="C2"):
        converted(xlsx(sheet, tmp_path / "faq.xlsx"), tmp_path / "out")


def test_a_column_that_was_named_by_hand_is_not_judged(tmp_path: Path) -> None:
    sheet = one([["问题", "答案", "阿姨们爱这么问"], [Q1, A1, "能退吗"], [Q2, A2, "到哪了？"]])
    source = xlsx(sheet, tmp_path / "faq.xlsx")
    done = converted(source, tmp_path / "out", "阿姨们爱这么问=")
    assert [entry.variants for entry in done.plan.entries] == [(), ()]


@pytest.mark.parametrize(
    ("remark", "off"),
    [
        ("已作废，勿用", True),
        ("已停用", True),
        ("（已下线）", True),
        ("暂勿对外发布", True),
        ("活动已取消", False),  # it is the campaign that is cancelled
        ("停用后要重新申请", False),
        ("财务确认过", False),
    ],
)
def test_a_remark_may_say_that_an_entry_is_off(remark: str, off: bool, tmp_path: Path) -> None:
    sheet = one([["问题", "答案", "备注"], [Q1, A1, remark], [Q2, A2, None]])
    done = converted(xlsx(sheet, tmp_path / "faq.xlsx"), tmp_path / "out")
    assert [entry.enabled for entry in done.plan.entries] == [not off, True]
    told = "\n".join(report_lines(done, "zh"))
    assert ("1 行的备注说已停用或作废，作停用：第 2 行" in told) == off


@pytest.mark.parametrize(
    ("cells", "off"),
    [(("A2",), True), (("A2", "B2"), True), (("C2",), False), (("B2",), False)],
)
def test_a_question_that_is_struck_through_is_off(
    cells: tuple[str, ...], off: bool, tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    source = xlsx(one([["问题", "答案", "类目"], [Q1, A1, "退款"], [Q2, A2, "物流"]]),
                  tmp_path / "faq.xlsx")  # fmt: skip
    book = openpyxl.load_workbook(source)
    for cell in cells:
        book.active[cell].font = openpyxl.styles.Font(strike=True)
    book.save(source)
    done = converted(source, tmp_path / "out")
    assert [entry.enabled for entry in done.plan.entries] == [not off, True]


def test_questions_without_answers_are_no_wordings_of_the_one_above(tmp_path: Path) -> None:
    rows: list[list[object]] = [["问题", "答案"], [Q1, A1], ["退款多久到账", None]]
    rows += [["退款能撤销吗", None], [Q2, A2], ["怎么开发票", "在订单里点开票。"]]
    done = converted(xlsx(one(rows), tmp_path / "faq.xlsx"), tmp_path / "out")
    assert [entry.variants for entry in done.plan.entries] == [(), (), ()]
    told = "\n".join(report_lines(done, "zh"))
    assert "有问题，没有答案）：退款多久到账" in told


def test_a_sheet_without_heads_is_read_where_its_columns_are_plain(tmp_path: Path) -> None:
    rows: list[list[object]] = [[f"第{at}种卡怎么办理？", f"请到{at}号窗口办理，当天可取。", "前台"]
                                for at in range(1, 6)]  # fmt: skip
    done = converted(xlsx(one(rows), tmp_path / "faq.xlsx"), tmp_path / "out")
    assert [entry.question for entry in done.plan.entries] == [row[0] for row in rows]
    assert "没有列名行：问题和答案的列是按内容推断的" in "\n".join(report_lines(done, "zh"))


def test_a_sheet_that_begins_right_of_the_first_column_keeps_its_letters(tmp_path: Path) -> None:
    rows: list[list[object]] = [[], [None, None, "类目", "问题", "答案"]]
    rows += [[None, None, "退款", Q1, A1], [None, None, None, Q2, A2]]
    source = xlsx(one(rows, "C3:C4"), tmp_path / "faq.xlsx")
    done = converted(source, tmp_path / "out")
    assert [entry.category for entry in done.plan.entries] == ["退款", "退款"]
    assert "D 列 “问题” → 标准问" in "\n".join(report_lines(done, "zh"))


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (25, '"¥"#,##0.00', "¥25.00"),
        (0.88, "0%", "88%"),
        (0.125, "0.0%", "12.5%"),
        (12345.5, "#,##0.00", "12,345.50"),
        (588, '0"元/位"', "588元/位"),
        (8, "[$¥-804]#,##0", "¥8"),
        (-3, "0.0;(0.0)", "(3.0)"),
        (20, "General", "20"),
        (date(2025, 6, 18), 'yyyy"年"m"月"d"日"', "2025年6月18日"),
        (date(2025, 6, 18), "yyyy/m/d", "2025/6/18"),
        (0.5, "# ?/?", "0.5"),
    ],
)
def test_an_answer_that_is_a_number_is_read_as_it_is_shown(
    value: object, code: str, shown: str, tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    source = xlsx(one([["问题", "答案"], [Q1, value], [Q2, A2]]), tmp_path / "faq.xlsx")
    book = openpyxl.load_workbook(source)
    book.active["B2"].number_format = code
    book.save(source)
    done = converted(source, tmp_path / "out")
    assert done.plan.entries[0].answer == shown
    told = "\n".join(report_lines(done, "zh"))
    assert ("显示的格式（如百分比）不在" in told) == (code == "# ?/?")
