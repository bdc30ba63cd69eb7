"""The wordings of a cell one a line, whatever sign stands between them; and which sign it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Final

from xiaoer.authoring.cells.texts import SIGNS, plain, read_list, write_list
from xiaoer.authoring.sheets.notes import SheetNote
from xiaoer.authoring.sheets.roles.row_texts import TextChange, changed, texts_of
from xiaoer.authoring.sheets.rows import SheetRow
from xiaoer.source.tables.columns import Column
from xiaoer.source.tables.table import letters
from xiaoer.text.regex import regex

_OTHER_SIGNS: Final = "/／、，,#\u3000"
"""Tried in this order, where no cell of a column has one of the usual signs."""
_DOUBLED = regex(
    r"""(?<=[^\s:：])\s*([#@$%&^*=|;；｜/\\])\1+\s*(?=\S)   # 怎么退###如何退, no https://
      | (?<=[\u4e00-\u9fff?？])\\n""",
    re.VERBOSE,
)
"""A sign twice or more, as nobody types within a question; or a break that was written out."""
_APART = regex(r"(?<=\S)\s+[/／]\s+(?=\S)")
_CHINESE = regex("[\u4e00-\u9fff]")
_SIGN_NAMED: Final = {
    "斜杠": "/",
    "顿号": "、",
    "逗号": "，",
    "井号": "#",
    "分号": "；",
    "竖线": "|",
}
_SIGN_NAMES = regex("|".join(_SIGN_NAMED))
_DECLARED = regex(
    r"(?P<sign>[/／、，,;；|｜#＃])\s*[”\"'’」』)]?\s*(?:号|隔开|分隔|分割|分开|间隔|区分)"
)
_ALIKE: Final = {one: pair for pair in ("/／", "，,", "#＃") for one in pair}
_ASKED: Final = "？"
_BEHIND_ASKED = regex(r"(?<=[?？])\s*(?=\S)")
_ASKED_TWICE = regex(r"(?:[^?？\n]{3,25}[?？]\s*){2,}")
_SHORTEST = 3  # characters of an item on average: 开/关 is no list of questions
_OR = regex(r"(?<=\S)\s+(?:或者?|or)\s+(?=\S)", re.IGNORECASE)
_QUOTED = regex(r"(?:[“「『\"][^“”「」『』\"]{2,}[”」』\"][\s,，、;；/]*)+")
_IN_QUOTES = regex(r"[“「『\"]([^“”「」『』\"]+)[”」』\"]")
_SPACED = regex(r"(?<=\S)[^\S\n]+(?P<sign>[^\w\s?？!！。.…）)（(“”\"'-]{1,4})[^\S\n]+(?=\S)")
_RARE = regex(r"(?<=[\w?？])(?P<sign>[‖·•～~→⇒◆■▪※^&＆＋+=＝<>〈〉丨┃¦§@$]{1,3})(?=\w)")
_WORDS = regex(r"[\u4e00-\u9fff]|[A-Za-z]{2}")
_USUAL = regex(r"[|｜;；](?=.*\w)")
_FEW_LINES: Final = 0.3
_LONGEST_WORDING: Final = 25


def wordings_apart(
    rows: Sequence[SheetRow], columns: Sequence[Column]
) -> tuple[list[SheetRow], list[SheetNote]]:
    """The rows with a break between the wordings of a cell, and the signs that stood there."""
    kept = list(rows)
    own = [column.number for column in columns if column.field == "variants"]
    column = letters(own[0]) if own else ""
    if keeps_lines([text.text for text in texts_of(kept, "variants")]):
        kept = [changed(row, "variants", line_by_line) for row in kept]
        return kept, [SheetNote(code="by_line", fields={"column": column})]
    kept, words = _words_apart(kept)
    kept, doubled = _doubled_apart(kept)
    doubled = words or doubled
    notes = [SheetNote(code="sign", fields={"column": column, "sign": doubled})] if doubled else []
    cells = [text.text for text in texts_of(kept, "variants")]
    sign = _declared_signs(columns) or _other_sign(cells)
    unusual = "" if sign or doubled else unusual_sign(cells)
    if unusual:
        kept = [changed(row, "variants", lambda cell: cell.replace(unusual, "\n")) for row in kept]
    elif sign:
        kept = [changed(row, "variants", _split_at(sign)) for row in kept]
    if unusual or sign:
        fields = {"column": column, "sign": unusual or sign}
        notes.append(SheetNote(code="sign", fields=fields))
    return kept, notes


def _declared_signs(columns: Sequence[Column]) -> str:
    """The signs that the head of the variants says stand between them, as in 相似问（用、隔开）."""
    heads = [column.head for column in columns if column.field == "variants"]
    found = [_DECLARED.search(_SIGN_NAMES.sub(_named_sign, head)) for head in heads]
    signs = {match["sign"] for match in found if match}
    return "".join(_ALIKE.get(sign, sign) for sign in sorted(signs) if sign not in SIGNS)


def _named_sign(name: re.Match[str]) -> str:
    return _SIGN_NAMED[name[0]]


def _split_at(signs: str) -> TextChange:
    """Puts a break where one of the signs stands; behind a question mark, which stays."""
    if signs == _ASKED:
        return lambda cell: _BEHIND_ASKED.sub("\n", cell)
    pattern = regex(f"[{re.escape(signs)}]")
    return lambda cell: pattern.sub("\n", cell)


def _words_apart(rows: Sequence[SheetRow]) -> tuple[list[SheetRow], str]:
    """The variants one a line where each is in quotes, or 或 stands between; and what it was."""
    cells = [plain(text.text) for text in texts_of(rows, "variants")]
    if len(cells) > 1 and all(map(_QUOTED.fullmatch, cells)):
        return [changed(row, "variants", _unquoted) for row in rows], "“”"
    found = [match for cell in cells if (match := _OR.search(cell))]
    pieces = [piece for cell in cells for piece in _OR.split(cell)]
    if len(found) < 2 or not _are_wordings(pieces):
        return list(rows), ""
    kept = [changed(row, "variants", lambda cell: _OR.sub("\n", cell)) for row in rows]
    return kept, found[0][0].strip()


def _unquoted(cell: str) -> str:
    return "\n".join(_IN_QUOTES.findall(cell))


def _doubled_apart(rows: Sequence[SheetRow]) -> tuple[list[SheetRow], str]:
    """The variants split where a sign is doubled, or a slash stands apart; and the first sign."""
    cells = [text.text for text in texts_of(rows, "variants")]
    apart = [line for cell in cells for line in plain(cell).split("\n") if _APART.search(line)]
    patterns = [_DOUBLED]
    if apart and all(_CHINESE.search(part) for line in apart for part in _APART.split(line)):
        patterns.append(_APART)
    pattern = regex("|".join(f"(?:{one.pattern})" for one in patterns), re.VERBOSE)
    found = next((match for cell in cells if (match := pattern.search(plain(cell)))), None)
    if found is None:
        return list(rows), ""
    split = [changed(row, "variants", lambda cell: pattern.sub("\n", cell)) for row in rows]
    return split, found[0].strip()


def _other_sign(cells: Sequence[str]) -> str:
    """The sign between questions, where it is none of the usual ones; "" for none."""
    if len(cells) < 2 or any(sign in plain(cell) for cell in cells for sign in SIGNS):
        return ""
    for sign in _OTHER_SIGNS:
        with_sign = [cell for cell in cells if sign in cell]
        parts = [part.strip() for cell in with_sign for part in cell.split(sign)]
        if len(with_sign) < max(2, len(cells) / 2) or not all(parts):
            continue
        if sum(map(len, parts)) >= _SHORTEST * len(parts) and min(map(len, parts)) > 1:
            return sign
    asked = [cell for cell in cells if _ASKED_TWICE.fullmatch(plain(cell))]
    return _ASKED if len(asked) * 2 >= len(cells) else ""


def unusual_sign(cells: Sequence[str]) -> str:
    """A sign that stands apart, or is rare, between wordings of several cells; "" for none.

    >>> unusual_sign(["月费多少 · 开会员多少钱", "取消续费 · 怎么不扣钱", "学生价"])
    '·'
    >>> unusual_sign(["C++ 课多少钱", "A/B 怎么选"])
    ''
    """
    whole = [plain(cell) for cell in cells]
    for pattern in (_SPACED, _RARE):
        counts = Counter(
            sign for cell in whole for sign in {found["sign"] for found in pattern.finditer(cell)}
        )
        for sign, count in counts.most_common():
            pieces = [piece.strip() for cell in whole for piece in cell.split(sign)]
            enough = count >= 2 or any(len(pattern.findall(cell)) > 1 for cell in whole)
            if enough and sign not in f"{SIGNS}/／" and _are_wordings(pieces):
                return sign
    return ""


def _are_wordings(pieces: Sequence[str]) -> bool:
    full = [piece for piece in pieces if piece]
    fit = all(len(piece) > 1 and _WORDS.search(piece) for piece in full)
    return bool(full) and fit and median(map(len, full)) <= _LONGEST_WORDING


def keeps_lines(cells: Sequence[str]) -> bool:
    """Whether a line is a wording: a sign within one, here and there, belongs to it.

    >>> keeps_lines(["导入报错\\n格式错误；重新导入？", "怎么退\\n退款"])
    True
    >>> keeps_lines(["怎么退；退款\\n退货；换货"])
    False
    """
    lines = [line for cell in cells if "\n" in plain(cell) for line in plain(cell).split("\n")]
    inner = sum(1 for line in lines if _USUAL.search(line))
    return bool(lines) and inner > 0 and inner <= _FEW_LINES * len(lines)


def line_by_line(cell: str) -> str:
    """A cell of several lines as one that is read as these lines; another as it is.

    >>> line_by_line("导入报错\\n格式错误；重新导入？")
    '["导入报错", "格式错误；重新导入？"]'
    """
    if "\n" not in plain(cell):
        return cell
    return write_list([item.rstrip(SIGNS) for item in read_list(cell, "\n")])
