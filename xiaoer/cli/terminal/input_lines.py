"""The lines of standard input, and what to say when they are in another encoding."""

import codecs
import errno
import sys
from collections.abc import Iterable, Iterator

from xiaoer.cli.terminal.streams import carries_everything, is_terminal
from xiaoer.errors import Lang, XiaoerError
from xiaoer.text.regex import regex

_VALID = regex("[^\x00-\x7f\ufffd]")
_WORDS = (
    "标准输入第 {line} 行不是 UTF-8{guess}：请先转成 UTF-8，例如 "
    "iconv -f GB18030 -t UTF-8 问题.txt | xiaoer ask -",
    "line {line} of standard input is not UTF-8{guess}: convert it to UTF-8 first, such as "
    "iconv -f GB18030 -t UTF-8 questions.txt | xiaoer ask -",
)
_GBK = ("（像是 GBK）", " (it seems to be GBK)")


class NotUtf8Error(XiaoerError, ValueError):
    """Standard input in another encoding; ``line`` is the first such line, counted from 1.

    ``gbk``: whether it can be read as GB18030.
    """

    def __init__(self, line: int, gbk: bool) -> None:
        self.line = line
        self.gbk = gbk
        super().__init__(line, gbk)

    def __str__(self) -> str:
        return self.render("en")

    def render(self, lang: Lang = "en") -> str:
        """One line, in Chinese ("zh") or English ("en")."""
        side = lang == "en"
        return _WORDS[side].format(line=self.line, guess=_GBK[side] if self.gbk else "")


def typed_lines() -> Iterator[str]:
    """The lines of standard input, without their ends and without a byte order mark.

    Raises:
        NotUtf8Error: a line is neither UTF-8 nor in the encoding of the locale.
        OSError: standard input is closed.
    """
    if sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed")
    for at, line in enumerate(_lines()):
        line = line.rstrip("\r\n")
        yield line if at else line.removeprefix("\ufeff")


def _lines() -> Iterable[str]:
    """What is typed comes as the terminal says; from a pipe the bytes have to say it."""
    raw = getattr(sys.stdin, "buffer", None)
    if raw is None or is_terminal(sys.stdin):
        return sys.stdin
    locale = None if carries_everything(sys.stdin) else sys.stdin.encoding
    return _decoded(raw, locale)


def _decoded(raw: Iterable[bytes], locale: str | None) -> Iterator[str]:
    for number, data in enumerate(raw, 1):
        text = data.decode("utf-8", "replace")
        lost = text.count("\ufffd") - data.count("\ufffd".encode())
        # a few torn bytes in a line of UTF-8 are a typing error like any other
        if lost and lost >= len(_VALID.findall(text)):
            text = _in(data, locale) if locale else ""
            if not text:
                raise NotUtf8Error(number, gbk=bool(_in(data, "gb18030")))
        yield from text.removesuffix("\n").removesuffix("\r").split("\r")


def _in(data: bytes, encoding: str) -> str:
    """The text in this encoding, "" where it is none."""
    try:
        return data.decode(codecs.lookup(encoding).name)
    except (UnicodeDecodeError, LookupError):
        return ""
