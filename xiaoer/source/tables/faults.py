"""What can be wrong with a file of tables, each said in Chinese and in English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from xiaoer.errors import FAULTS_SHOWN, Fault, Lang, Words, XiaoerError
from xiaoer.records import dataclass, field
from xiaoer.source.findings.diagnostics import Place

_SAID: Final = Words(
    texts={
        "kind": (
            "不认识的文件类型 “{suffix}”，应为 {expected}",
            'unknown kind of file "{suffix}"; expected {expected}',
        ),
        "unpacks": (
            "这个工作簿解压后超过 {limit} 字节，不读；请删去图片和多余的工作表，或拆成几个文件",
            "the workbook unpacks to more than {limit} bytes and is not read; remove pictures and "
            "sheets that are not needed, or split it",
        ),
        "too_wide": (
            "工作表有内容的范围是 {rows} 行 × {columns} 列，太大；最远的是 {cell}，多半是误输入的，"
            "请删掉它所在的行和列",
            "the sheet reaches over {rows} rows × {columns} columns; the farthest cell, {cell}, is "
            "hardly meant: delete its row and column",
        ),
        "password": (
            "工作簿有密码，打不开；请在 Excel 里去掉密码再保存（文件 → 信息 → 保护工作簿）",
            "the workbook is protected by a password; remove it in Excel (File → Info → Protect "
            "Workbook) and save",
        ),
        "damaged": (
            "不是完整的工作簿，可能没有传完或已损坏；请重新导出（{reason}）",
            "not a whole workbook: cut off or damaged; export it again ({reason})",
        ),
        "web_page": (
            "里面是网页（HTML 或 XML），不是工作簿；请用 Excel 打开，另存为 .xlsx",
            "it holds a web page (HTML or XML), not a workbook; open it in Excel and save it as "
            ".xlsx",
        ),
        "text_inside": (
            "里面是文字，不是工作簿；请把文件名改成以 {suffix} 结尾，或用 Excel 打开，另存为 .xlsx",
            "it holds a text, not a workbook; give it a name that ends with {suffix}, or open it "
            "in Excel and save it as .xlsx",
        ),
        "no_sheet": (
            "工作簿里没有可见的工作表；隐藏的：{hidden}",
            "the workbook has no visible sheet; hidden ones: {hidden}",
        ),
        "error_cell": (
            "单元格是错误值 {found}，应为文字；请改好公式，或粘贴为值",
            "the cell holds the error {found}; mend its formula, or paste a value",
        ),
        "no_value": (
            "单元格里的公式没有保存过结果；请用 Excel 打开并保存一次，或粘贴为值",
            "the formula in the cell has no saved result; open and save the file in Excel, or "
            "paste "
            "a value",
        ),
        "encoding": (
            "读不出文字：不是 UTF-8，也不是 GB18030（GBK）；请在 Excel 里另存为 “CSV UTF-8”",
            "the text is neither UTF-8 nor GB18030 (GBK); save it in Excel as CSV UTF-8",
        ),
        "big5": (
            "文件编码像是 Big5（繁体）；请另存为 UTF-8",
            "the file seems to be encoded in Big5; save it as UTF-8",
        ),
        "quote": (
            '引号没有收尾，或引号后面还有文字；文字里的引号要写两个（""）',
            "a quote is not closed, or text stands behind it; write quotes within a text twice "
            '("")',
        ),
        "long_cell": ("一格里的文字太长", "a cell is too long"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFault:
    """One thing wrong with a table; ``fields`` fill the message of its code."""

    place: Place
    code: str
    fields: Mapping[str, object] = field(default_factory=dict, hash=False)
    words: Words = _SAID

    @property
    def severity(self) -> Literal["error", "warning"]:
        """An error: nothing is read on a guess."""
        return "error"

    @property
    def counts(self) -> int:
        """One."""
        return 1

    def message(self, lang: Lang = "en") -> str:
        """The sentence alone."""
        told = {
            key: value.get(lang) if isinstance(value, Said) else value
            for key, value in self.fields.items()
        }
        return self.words(self.code, lang, **told)

    def render(self, lang: Lang = "en") -> str:
        """Place and sentence on one line."""
        return f"{self.place}: {self.message(lang)}"

    def show(self, lang: Lang = "en") -> str:
        """As `render`: there is no source line to show."""
        return self.render(lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A part of a message in both languages."""

    zh: str
    en: str

    def get(self, lang: Lang) -> str:
        """It in this language."""
        return self.zh if lang == "zh" else self.en


class TableError(XiaoerError, ValueError):
    """Tables that cannot be used; `faults` has every fault."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return self.render()

    def render(self, lang: Lang = "en") -> str:
        """A line a fault, the first 20, in Chinese ("zh") or English ("en")."""
        lines = [fault.show(lang) for fault in self.faults[:FAULTS_SHOWN]]
        more = len(self.faults) - len(lines)
        if more:
            lines.append(
                f"另有 {more} 处没有显示" if lang == "zh" else f"{more} more are not shown"
            )
        return "\n  ".join(lines)
