"""The styles of an XLSX file: which of them are struck through, and how they show numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.etree import ElementTree

from xiaoer.records import dataclass
from xiaoer.source.tables.number_shown import BUILT_IN, GENERAL

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FALSE: Final = ("0", "false")
_UNKNOWN: Final = ""
"""The code of a format that looks otherwise in each language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellStyles:
    """The numbers of styles, as cells name them: those struck through, those with a format."""

    struck: frozenset[bytes]
    codes: Mapping[bytes, str]

    @classmethod
    def of(cls, xml: bytes) -> CellStyles:
        """The styles of the part that holds them.

        Raises:
            ElementTree.ParseError: it is damaged.
        """
        if not xml:
            return cls(struck=frozenset(), codes={})
        tree = ElementTree.fromstring(xml)
        fonts = {
            str(number)
            for number, font in enumerate(tree.iterfind(f"{_MAIN}fonts/{_MAIN}font"))
            if (mark := font.find(f"{_MAIN}strike")) is not None and mark.get("val") not in _FALSE
        }
        own = {
            one.get("numFmtId", ""): one.get("formatCode", "")
            for one in tree.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt")
        }
        struck, codes = set(), {}
        for number, style in enumerate(tree.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")):
            if style.get("fontId") in fonts:
                struck.add(b"%d" % number)
            code = _code(style.get("numFmtId", "0"), own)
            if code != GENERAL:
                codes[b"%d" % number] = code
        return cls(struck=frozenset(struck), codes=codes)


def _code(number: str, own: Mapping[str, str]) -> str:
    if number in ("0", "49"):
        return GENERAL
    return own.get(number) or BUILT_IN.get(number, _UNKNOWN)
