"""Text in terminal columns, where a Chinese character takes two."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from xiaoer.text.characters.controls import without_controls
from xiaoer.text.regex import regex

# No line begins with a closing mark, and none ends with an opening one (GB/T 15834).
_CLOSERS = frozenset("，。！？：；、）」』”’》〉】…—·％,.!?:;)]}%")
_OPENERS = frozenset("（「『“‘《〈【([{")
_ATOM = regex(r"[!-~]+|.", re.DOTALL)
_EMOJI_STYLE = "\ufe0f"


def printable(text: str) -> str:
    """The text with nothing in it that moves a cursor or turns text around, but for line breaks.

    A terminal obeys such characters, and text of a corpus or a customer must not give orders.

    >>> printable("红\\x1b[31m色\\t完")
    '红[31m色 完'
    """
    return without_controls(text.replace("\r\n", "\n").replace("\t", " "))


def width_of(text: str) -> int:
    """How many columns a line of text takes.

    Ambiguous characters (→ … ①) count one, as terminals show them unless told otherwise.

    >>> width_of("退款 ok")
    7
    """
    return sum(map(len, _cells(text))) if not text.isascii() else len(text)


def _cells(text: str) -> Iterator[str]:
    """For each character a string as long as the columns it takes."""
    last = 0
    for char in text:
        columns = _columns_of(char)
        if char == _EMOJI_STYLE and last == 1:
            columns = 1
        last = columns or last
        yield " " * columns


def _columns_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def pad(text: str, columns: int) -> str:
    """The text with spaces behind it up to ``columns``; a longer text stays as it is.

    >>> pad("退款", 6) + "|"
    '退款  |'
    """
    return text + " " * (columns - width_of(text))


def trim(text: str, columns: int) -> str:
    """The text cut to ``columns``, an ellipsis where something was cut.

    >>> trim("退款多久到账", 7)
    '退款多…'
    """
    if width_of(text) <= columns:
        return text
    return _head(text, columns - 1) + "…" if columns > 0 else ""


def _head(text: str, columns: int) -> str:
    """The longest beginning of the text that takes at most ``columns``."""
    used = 0
    for at, cells in enumerate(_cells(text)):
        used += len(cells)
        if used > columns:
            return text[:at]
    return text


def wrap(text: str, columns: int) -> list[str]:
    """The text as lines of at most ``columns``, broken where Chinese and English may break.

    What is broken off an indented line keeps its indent.

    >>> wrap("退款多久到账？请看 Alipay", 10)
    ['退款多久到', '账？请看', 'Alipay']
    """
    lines = []
    for paragraph in text.split("\n"):
        body = paragraph.lstrip(" ")
        indent = " " * min(len(paragraph) - len(body), columns // 2)
        lines += [indent + line for line in _wrap_line(body, columns - len(indent))]
    return lines


def _wrap_line(text: str, columns: int) -> Iterator[str]:
    line = ""
    for atom in _atoms(text):
        if line and width_of(line) + width_of(atom.rstrip()) > columns:
            yield line.rstrip()
            line, atom = "", atom.lstrip()
        while width_of(atom) > columns and (head := _head(atom, columns)):
            yield head
            atom = atom[len(head) :]
        line += atom
    yield line.rstrip()


def _atoms(text: str) -> Iterator[str]:
    """The pieces between which a line may break."""
    atom = ""
    for piece in _ATOM.findall(text):
        sticks = piece in _CLOSERS or atom[-1:] in _OPENERS or _columns_of(piece[0]) == 0
        if atom and not (sticks and not atom.isspace()):
            yield atom
            atom = ""
        atom += piece
    if atom:
        yield atom


def table(rows: Sequence[Sequence[str]], gap: int = 2) -> list[str]:
    """The rows as lines, each column as wide as its widest cell.

    >>> print("\\n".join(table([("/menu", "常见问题"), ("/audience", "换身份")])))
    /menu      常见问题
    /audience  换身份
    """
    widths = [max(map(width_of, column)) + gap for column in zip(*rows, strict=True)]
    return ["".join(map(pad, row, widths)).rstrip() for row in rows]


def flow(cells: Sequence[str], columns: int, field: int) -> list[str]:
    """The cells in reading order on a grid; a long one takes several of its fields.

    A field is at least ``field`` columns wide, and wider where the line divides better.

    >>> for line in flow(["1 怎么退款", "2 多久到账", "3 退货的运费由谁承担", "4 换货"], 48, 22):
    ...     print(line)
    1 怎么退款              2 多久到账
    3 退货的运费由谁承担    4 换货
    """
    unit = columns // max(1, columns // field)
    lines: list[str] = []
    for cell in cells:
        start = (width_of(lines[-1]) // unit + 1) * unit if lines else columns
        if start + width_of(cell) > columns:
            lines.append(cell)
        else:
            lines[-1] = pad(lines[-1], start) + cell
    return lines
