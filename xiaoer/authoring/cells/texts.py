"""A text or a list ↔ the text of a cell. What is written is read back as it was, whatever it is.

People write plain texts and lists with a sign between; where that would be read otherwise, such as
a text that ends with a blank, the cell holds JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Final

from xiaoer.text.regex import regex

BLANKS: Final = " \t\r\n\u3000\u00a0\u200b\ufeff"

NOTHING: Final = frozenset(
    "- -- — —— – － ／ / \\ 无 没有 暂无 空 n/a na null none nil nan #n/a".split()
)
"""What people write into a cell to say that it is empty."""

SIGNS: Final = "\n|｜;；"
"""Between the items of a list; an item that holds one makes the writer take JSON."""
WORD_SIGNS: Final = f"{SIGNS}、，,/"
"""Between short names, which hold no commas."""

_ENTITY = regex(r"&#?\w{1,8};")
_NUMBERED = regex(
    r"(?:[（(]?(?P<number>\d{1,2})(?:[、．)）]|\.(?!\d))|(?P<circle>[①-⑳])|"
    r"(?P<bullet>[-–•·*▪●◆■※]))\s*"
)
_INLINE = regex(
    r"(?:^|(?<=[\s。？?！!;；]))(?P<number>\d{1,2})(?:[、．)）]|\.(?!\d))"
    r"|[（(](?P<inside>\d{1,2})[)）]|(?P<circle>[①-⑳])"
)
_CIRCLED = 0x2460 - 1


def plain(cell: str) -> str:
    """The cell without blanks around, its lines ended by one sign."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip(BLANKS)


def read_text(cell: str) -> str:
    """The text that a cell holds: as it is written, or JSON where it could not be.

    >>> read_text(" 退款 "), read_text('"引用"'), read_text('" 退款"')
    ('退款', '"引用"', ' 退款')
    """
    text = plain(cell)
    if len(text) > 1 and text[0] == text[-1] == '"':
        meant = _json(text)
        if isinstance(meant, str) and read_text(meant) != meant:
            return meant
    return text


def write_text(text: str) -> str:
    """The cell that `read_text` reads as this text."""
    return text if read_text(text) == text else json.dumps(text, ensure_ascii=False)


def read_list(cell: str, signs: str = SIGNS) -> tuple[str, ...]:
    """The items of a cell: one a line, or with a sign between, their numbers left out.

    >>> read_list("1、怎么退款\\n2、如何退货"), read_list("退款；退货"), read_list("无")
    (('怎么退款', '如何退货'), ('退款', '退货'), ())
    """
    text = plain(cell)
    if text[:1] == "[":
        items = _json(text)
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            return tuple(items)
    if text.casefold() in NOTHING:
        return ()
    hidden = _ENTITY.sub(lambda found: found[0].replace(";", "\0"), text)
    parts = re.split(f"[{re.escape(signs)}]", _one_a_line(hidden))
    items = [plain(part.replace("\0", ";")) for part in parts]
    return tuple(_without_numbers([item for item in items if item]))


def write_list(items: Sequence[str], signs: str = SIGNS) -> str:
    """The cell that `read_list` reads as these items: one a line where that is right."""
    cell = "\n".join(items)
    same = read_list(cell, signs) == tuple(items)
    return cell if same else json.dumps(list(items), ensure_ascii=False)


def _one_a_line(text: str) -> str:
    """A line such as `1、怎么退 2、如何退` with a break before each number."""
    found = list(_INLINE.finditer(text))
    if "\n" in text or len(found) < 2 or found[0].start() != 0:
        return text
    if [_counted(one) for one in found] != list(range(1, len(found) + 1)):
        return text
    starts = [one.start() for one in found]
    return "\n".join(
        text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    )


def _counted(found: re.Match[str]) -> int:
    digits = found["number"] or found["inside"]
    return int(digits) if digits else ord(found["circle"]) - _CIRCLED


def _without_numbers(items: list[str]) -> list[str]:
    """The items without 1、 2、 … or bullets, where each has its own."""
    found = [_NUMBERED.match(item) for item in items]
    marks = [match for match in found if match]
    if len(items) < 2 or len(marks) < len(items):
        return items
    numbers = [match["number"] for match in marks]
    counted = numbers == [str(at) for at in range(1, len(items) + 1)]
    alike = None not in [m["bullet"] for m in marks] or None not in [m["circle"] for m in marks]
    if not (counted or alike):
        return items
    bare = [item[match.end() :] for item, match in zip(items, marks, strict=True)]
    return bare if all(bare) else items


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
