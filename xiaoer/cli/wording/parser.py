"""The parser of the command line, in English or Chinese."""

import argparse
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from xiaoer.cli.terminal.columns import wrap
from xiaoer.cli.wording.help_zh import HELP, epilog_in_chinese, error_in_chinese
from xiaoer.errors import Lang
from xiaoer.text.regex import regex

_HEADING = regex("^(参数|选项|命令):$", re.MULTILINE)


class Help(argparse.RawDescriptionHelpFormatter):
    """Leaves descriptions as they are, and wraps by columns: a Chinese character takes two."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(" ".join(text.split()), width)


class ChineseParser(argparse.ArgumentParser):
    """Says all of it in Chinese once `in_chinese` has gone over it."""

    def format_usage(self) -> str:
        """The usage line."""
        return _usage(super().format_usage())

    def format_help(self) -> str:
        """The whole help."""
        return _HEADING.sub(r"\1：", _usage(super().format_help()))

    def error(self, message: str) -> NoReturn:
        """Says how to call it and what is wrong, and exits with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: 错误：{error_in_chinese(message)}\n")


def parser_class(lang: Lang) -> type[argparse.ArgumentParser]:
    """The parser that speaks this language."""
    return ChineseParser if lang == "zh" else argparse.ArgumentParser


def asked_lang(argv: Sequence[str], default: Lang) -> Lang:
    """The language of the last ``--lang``, known before the rest is parsed.

    >>> asked_lang(["ask", "--lang", "zh", "--help"], "en"), asked_lang(["--", "--lang=zh"], "en")
    ('zh', 'en')
    """
    found = default
    words = list(argv[: argv.index("--")] if "--" in argv else argv)
    for word, following in zip(words, [*words, ""][1:], strict=True):
        name, equals, value = word.partition("=")
        if name == "--lang":
            value = value if equals else following
            found = "zh" if value == "zh" else "en" if value == "en" else found
    return found


def in_chinese(parser: argparse.ArgumentParser, command: str = "") -> None:
    """Puts every text of the parser, and of its commands, into Chinese."""
    if parser.description:
        short = parser.description[0].lower() + parser.description[1:].removesuffix(".")
        chinese = HELP.get(parser.description) or HELP.get(short)
        parser.description = f"{chinese.rstrip('。')}。" if chinese else parser.description
    if parser.epilog:
        parser.epilog = epilog_in_chinese(command, parser.epilog)
    for group in parser._action_groups:
        group.title = HELP.get(group.title or "", group.title)
    for action in parser._actions:
        action.help = HELP.get(action.help or "", action.help)
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                choice.help = HELP.get(choice.help or "", choice.help)
            for name, sub in action.choices.items():
                in_chinese(sub, name)


def _usage(text: str) -> str:
    return text.replace("usage: ", "用法：", 1) if text.startswith("usage: ") else text
