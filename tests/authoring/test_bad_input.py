"""Whatever file is given: one line with place, found and expected, in both languages."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.authoring.material import converted
from xiaoer.authoring.importing.conversion import Wanted, prepare
from xiaoer.cli.main import main
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.errors import MissingExtraError
from xiaoer.source.tables.faults import TableError

openpyxl = pytest.importorskip("openpyxl")

HEAD = (
    '<?xml version="1.0"?><worksheet xmlns='
    '"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
TAIL = "</sheetData></worksheet>"


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


GOOD = [["问题", "答案"], ["怎么退款", "点退款。"]]


def with_sheet(xml: str) -> bytes:
    """A workbook whose one sheet has this XML."""
    source = zipfile.ZipFile(io.BytesIO(workbook(GOOD)))
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            sheet = name == "xl/worksheets/sheet1.xml"
            package.writestr(name, xml if sheet else source.read(name))
    return data.getvalue()


def cell(at: str, text: str, kind: str = "inlineStr") -> str:
    body = f"<is><t>{text}</t></is>" if kind == "inlineStr" else f"<v>{text}</v>"
    return f'<c r="{at}" t="{kind}">{body}</c>'


def row(number: int, *texts: str) -> str:
    cells = "".join(cell(f"{'ABC'[at]}{number}", text) for at, text in enumerate(texts))
    return f'<row r="{number}">{cells}</row>'


def bomb() -> bytes:
    data = io.BytesIO(workbook(GOOD))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/image1.png", b"\0" * 200_000_000)
    return data.getvalue()


def lying() -> bytes:
    """A part that is larger than its header says."""
    data = bytearray(bomb())
    at = data.rfind(b"xl/media/image1.png") - 46 + 24
    data[at : at + 4] = struct.pack("<I", 10)
    return bytes(data)


def encrypted() -> bytes:
    """The container of a workbook with a password, as far as anybody looks into it."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    return head + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4000


def endless() -> str:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(3, 1_048_577))
    return HEAD + row(1, "问题", "答案") + row(2, "怎么退款", "点退款。") + rows + TAIL


FILES: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "empty": ("a.xlsx", lambda: b"", "不是完整的工作簿", "not a whole workbook"),
    "truncated": ("a.xlsx", lambda: workbook(GOOD)[:3000], "不是完整的工作簿", "not a whole"),
    "a web page": (
        "a.xls",
        lambda: "\n<html><table><tr><td>问题</td></tr></table></html>".encode(),
        "里面是网页",
        "a web page",
    ),
    "a text": (
        "a.xlsx",
        lambda: "问题,答案\n怎么退款,申请\n".encode(),
        "以 .csv 结尾",
        "ends with .csv",
    ),
    "a long text of GB18030": (
        "a.xls",
        lambda: ("问题\t答案\n" + "怎么退款\t申请\n" * 900).encode("gb18030"),
        "以 .tsv 结尾",
        "ends with .tsv",
    ),
    "a picture": ("a.xlsx", lambda: b"\x89PNG\r\n" * 100, "不是完整的工作簿", "not a whole"),
    "protected": ("a.xlsx", encrypted, "有密码", "protected by a password"),
    "unpacks to 200 MB": ("a.xlsx", bomb, "解压后超过", "unpacks to more than"),
    "unpacks to more than it says": ("a.xlsx", lying, "工作簿", "workbook"),
    "a cell in the last corner": (
        "a.xlsx",
        lambda: with_sheet(
            HEAD
            + row(1, "问题", "答案")
            + f'<row r="1048576">{cell("XFD1048576", "x")}</row>'
            + TAIL
        ),
        "XFD1048576",
        "XFD1048576",
    ),
    "an error in a cell": (
        "a.xlsx",
        lambda: with_sheet(
            HEAD
            + row(1, "问题", "答案")
            + f'<row r="2">{cell("A2", "退款")}{cell("B2", "#N/A", "e")}</row>'
            + TAIL
        ),
        "Sheet!B2: 单元格是错误值 #N/A",
        "Sheet!B2: the cell holds the error #N/A",
    ),
    "a formula never computed": (
        "a.xlsx",
        lambda: workbook([["问题", "答案"], ["怎么退款", '="点"&"退款"']]),
        "Sheet!B2: 单元格里的公式没有保存过结果",
        "Sheet!B2: the formula in the cell has no saved result",
    ),
    "no heading": (
        "a.xlsx",
        lambda: workbook([["甲", "乙"], ["a", "b"]]),
        "Sheet!1: 前十行里找不到列名",
        "Sheet!1: no heading row",
    ),
    "two columns for one field": (
        "a.xlsx",
        lambda: workbook([["问题", "答案", "答案"], ["a", "b", "c"]]),
        "Sheet!C1: B（答案）、C（答案） 这几列都是 “答案”",
        "--map B=answer",
    ),
    "heads alone": (
        "a.xlsx",
        lambda: workbook([["问题", "答案"]]),
        "列名下面没有内容",
        "nothing below the heading",
    ),
    "nothing at all": (
        "a.xlsx",
        lambda: workbook([]),
        "列名下面没有内容",
        "nothing below the heading",
    ),
    "not this suffix": (
        "a.docx",
        lambda: b"x",
        "不认识的文件类型 “.docx”",
        'unknown kind of file ".docx"',
    ),
    "a quote that is not closed": (
        "a.csv",
        lambda: '问题,答案\n甲,"乙\n丙,丁\n'.encode(),
        "a.csv:2: 引号没有收尾",
        "a.csv:2: a quote is not closed",
    ),
    "neither UTF-8 nor GB18030": (
        "a.csv",
        lambda: b"\xff\xff,\xff",
        "读不出文字",
        "neither UTF-8 nor GB18030",
    ),
    "a control character": (
        "a.csv",
        lambda: "问题,答案\n退款,点\x07击\n".encode(),
        "a.csv:B2: 错误 E010",
        "a.csv:B2: error E010",
    ),
    "not there": ("none.xlsx", lambda: b"", "无法读取", "cannot be read"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_one_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, make, chinese, english = FILES[name]
    source = tmp_path / file
    if name != "not there":
        source.write_bytes(make())
    for lang, wanted in (("zh", chinese), ("en", english)):
        assert main(["--lang", lang, "convert", str(source), str(tmp_path / "out")]) == 2
        told = capsys.readouterr().err
        assert wanted in told
        assert file in told
        assert "Traceback" not in told
        assert len(told.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_million_empty_rows_are_read(tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    source.write_bytes(with_sheet(endless()))
    assert len(converted(source, tmp_path / "out").plan.entries) == 1


def test_what_no_cell_can_hold_is_refused_by_name(tmp_path: Path) -> None:
    long = Entry(id="long", question="长", answer="长" * 32_768)
    Corpus.from_entries([long]).save(tmp_path / "faq")
    for suffix in (".xlsx", ".csv"):
        target = tmp_path / f"out{suffix}"
        with pytest.raises(TableError) as refused:
            prepare(Wanted(source=tmp_path / "faq", target=target))
        assert "“long” 的 “答案” 有 32768 个字符，一格最多 32767 个" in refused.value.render("zh")
        assert not target.exists()
    exact = Entry(id="exact", question="长", answer="长" * 32_767)
    Corpus.from_entries([exact]).save(tmp_path / "faq")
    prepare(Wanted(source=tmp_path / "faq", target=tmp_path / "out.xlsx")).write()
    assert converted(tmp_path / "out.xlsx", tmp_path / "b").plan.entries == (exact,)


def test_cells_that_a_spreadsheet_would_run_are_texts(tmp_path: Path) -> None:
    entries = [
        Entry(id=f"e{at}", question=f"{sign}SUM(A1){at}", answer=f"{sign}1")
        for at, sign in enumerate("=+-@'")
    ]
    Corpus.from_entries(entries).save(tmp_path / "faq")
    prepare(Wanted(source=tmp_path / "faq", target=tmp_path / "a.csv")).write()
    text = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert "'=SUM(A1)0" in text
    assert ",=" not in text
    assert list(converted(tmp_path / "a.csv", tmp_path / "out").plan.entries) == entries
    prepare(Wanted(source=tmp_path / "faq", target=tmp_path / "a.xlsx")).write()
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["知识"]
    assert sheet["C2"].data_type == "s"
    assert list(converted(tmp_path / "a.xlsx", tmp_path / "out").plan.entries) == entries


def test_numbers_dates_rich_texts_and_formulas(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    from datetime import date

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("FAQ")
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        heads = ["问题", "答案", "生效时间", "失效时间", "状态"]
        for column, head in enumerate(heads):
            sheet.write(0, column, head)
        sheet.write(1, 0, 12315.0)
        sheet.write_rich_string(1, 1, "打 ", bold, "12315", " 投诉")
        sheet.write_datetime(1, 2, date(2026, 11, 1), day)
        sheet.write(1, 3, "2026年11月12日")
        sheet.write_boolean(1, 4, False)
        sheet.write_formula(2, 0, '="运费"&"多少"', None, "运费多少")
        sheet.write(2, 1, "十元。")
        sheet.write(2, 2, 46327)
        sheet.write(2, 3, "长期有效")
    first, second = converted(tmp_path / "a.xlsx", tmp_path / "out").plan.entries
    assert (first.question, first.answer, first.enabled) == ("12315", "打 12315 投诉", False)
    assert first.to_dict()["valid"] == {
        "start": "2026-11-01T00:00:00+08:00",
        "end": "2026-11-13T00:00:00+08:00",
    }
    assert second.question == "运费多少"
    assert second.to_dict()["valid"] == {"start": "2026-11-01T00:00:00+08:00"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_every_csv_that_excel_writes(encoding: str, sign: str, tmp_path: Path) -> None:
    text = f"问题{sign}答案\r\n运费？{sign}十元\r\n"
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    (entry,) = converted(tmp_path / "a.csv", tmp_path / "out").plan.entries
    assert (entry.question, entry.answer) == ("运费？", "十元")


def test_a_missing_extra_is_one_line_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook(GOOD))
    (tmp_path / "a.csv").write_text("问题,答案\n退款,点。\n", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError, match=r'pip install "xiaoer\[xlsx\]"'):
        converted(tmp_path / "a.xlsx", tmp_path / "out")
    with pytest.raises(MissingExtraError, match="XlsxWriter"):
        converted(tmp_path / "a.csv", tmp_path / "out.xlsx")
    assert converted(tmp_path / "a.csv", tmp_path / "out").plan.made == 1


def test_nothing_heavy_is_imported_for_a_csv(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("问题,答案\n退款,点。\n", encoding="utf-8")
    code = (
        "import sys\nfrom xiaoer.cli.main import main\n"
        f"assert main(['convert', {str(tmp_path / 'a.csv')!r}, {str(tmp_path / 'out')!r}]) == 0\n"
        "print(sorted({'jieba', 'rapidfuzz', 'xlsxwriter', 'python_calamine'} & set(sys.modules)))"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=env,
        check=True,
        timeout=120,
    )
    assert done.stdout.splitlines()[-1] == "[]"


def ods(rows: str) -> bytes:
    """A spreadsheet of LibreOffice with these rows."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        package.writestr("mimetype", kind)
        package.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest '
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            "</manifest:manifest>",
        )
        package.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content{names}><office:body>'
            f'<office:spreadsheet><table:table table:name="表1">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return data.getvalue()


def ods_row(*texts: str, more: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f"<table:table-row>{cells}{more}</table:table-row>"


def test_a_spreadsheet_of_libreoffice(tmp_path: Path) -> None:
    empty = '<table:table-cell table:number-columns-repeated="16382"/>'
    end = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    data = ods(ods_row("问题", "答案", more=empty) + ods_row("怎么退款", "点退款。") + end)
    (tmp_path / "a.ods").write_bytes(data)
    (entry,) = converted(tmp_path / "a.ods", tmp_path / "out").plan.entries
    assert (entry.question, entry.answer) == ("怎么退款", "点退款。")


def test_a_cell_repeated_without_end_is_refused(tmp_path: Path) -> None:
    cell = (
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell '
        'table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )
    (tmp_path / "a.ods").write_bytes(ods(ods_row("问题", "答案") + cell))
    with pytest.raises(TableError, match="reaches over"):
        converted(tmp_path / "a.ods", tmp_path / "out")
