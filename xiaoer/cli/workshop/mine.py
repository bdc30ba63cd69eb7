"""``xiaoer mine``: what a log shows was asked and not answered."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xiaoer.cli.options.corpus import open_bot
from xiaoer.cli.options.log_files import add_log, times
from xiaoer.cli.options.numbers import count
from xiaoer.cli.options.report import check_place
from xiaoer.cli.terminal.progress import progress
from xiaoer.cli.terminal.screen import Screen, ScreenLine, complain
from xiaoer.cli.terminal.streams import readable
from xiaoer.errors import Words

if TYPE_CHECKING:
    from xiaoer.authoring.mine.groups import MinedGroup
    from xiaoer.authoring.mine.mining import Mined
    from xiaoer.bot import Bot

_ERROR = 2
_SHOWN = 20
_TEXTS_SHOWN = 3

_EPILOG = """\
not answered: handed over without a wish for a person; not understood; asked back, or an answer
shown, that nobody took; rated down, or said to be of no use. In one talk a question counts once,
and half questions as the whole that they make. What is answered by now, or was ignored before, is
left out.

What asks the same is one row, with the three nearest entries. Choose what to do in the column of
decisions, name the entry in the next one (1, 2, 3 or an id), and run xiaoer apply.

exit status:
  0  done
  2  error; also when no line can be read
"""

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "grouping": ("归并", "grouping"),
    "error": ("错误：", "error: "),
    "read": (
        "{lines} 行、{talks} 次对话：{questions} 个问题没有答好",
        "{lines} lines, {talks} talks: {questions} questions were not answered",
    ),
    "answered": ("其中 {count} 个现在能答了", "{count} of them are answered by now"),
    "ignored": ("{count} 个以前忽略了", "{count} were ignored before"),
    "waiting": (
        "{count} 个是停用的知识点的问法",
        "{count} are questions of entries that are switched off",
    ),
    "rarer": ("{count} 个较少的没有看", "{count} rarer ones were not looked at"),
    "rows": ("剩下 {count} 组", "{count} groups are left"),
    "damaged": ("{count} 行读不出来，跳过了", "{count} lines cannot be read and were skipped"),
    "no_log": (
        "没有一行读得出来；应为 DecisionLog 写的日志",
        "no line can be read; expected a log that DecisionLog wrote",
    ),
    "more": (
        "… 另有 {count} 组；--out FILE.xlsx 全部写出",
        "… {count} more; --out FILE.xlsx has all",
    ),
    "alike": ("（等 {count} 种说法）", " ({count} wordings)"),
    "written": ("已写到 {path}", "written to {path}"),
}
_say: Final = Words(texts=_WORDS)


def add(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.epilog = _EPILOG
    add_log(parser)
    parser.add_argument(
        "--faq",
        metavar="PATH",
        help="a folder of YAML files, or one .yaml or .jsonl file (default: the sample corpus)",
    )
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument(
        "--out", metavar="FILE", help="write a sheet to decide in (.xlsx, .csv), or .jsonl"
    )
    shape.add_argument("--json", action="store_true", help="print JSON Lines")
    parser.add_argument(
        "--least",
        metavar="N",
        type=count,
        default=1,
        help="leave out what was asked in fewer talks (default: 1)",
    )
    parser.add_argument(
        "--processes", metavar="N", type=count, default=1, help="ask in so many processes"
    )


def run(args: argparse.Namespace) -> int:
    """Mines; gives the exit status."""
    from xiaoer.authoring.mine.writing import check_mined_file

    if args.out:
        check_mined_file(Path(args.out))
        check_place(Path(args.out))
    bot = open_bot(args.faq, args.lang)
    found = _mined(bot, args)
    if found.damaged:
        complain(_say("damaged", args.lang, count=found.damaged))
    if found.damaged and not found.lines:
        complain(_say("error", args.lang) + _say("no_log", args.lang))
        return _ERROR
    groups = [group for group in found.groups if group.count >= args.least]
    _show(found, groups, bot, args)
    return 0


def _mined(bot: "Bot", args: argparse.Namespace) -> "Mined":
    from xiaoer.authoring.mine.ignored import read_ignored
    from xiaoer.authoring.mine.mining import mine

    since, until = times(args, bot.corpus.settings.offset)
    return mine(
        args.logs,
        bot,
        ignored=read_ignored(Path(args.faq)) if args.faq else (),
        since=since,
        until=until,
        processes=args.processes,
        progress=progress(_say("grouping", args.lang)),
    )


def _show(found: "Mined", groups: "list[MinedGroup]", bot: "Bot", args: argparse.Namespace) -> None:
    from xiaoer.authoring.mine.cells import json_line
    from xiaoer.authoring.mine.writing import mined_file
    from xiaoer.source.files.write_whole import write_whole

    told = _told(found, len(groups), args)
    if args.json:
        for group in groups:
            print(readable(json_line(group)), end="")
        complain(told)
        return
    if args.out:
        suffix = Path(args.out).suffix.lower()
        write_whole(args.out, mined_file(suffix, groups, bot.corpus.settings))
        told = f"{told}\n{_say('written', args.lang, path=args.out)}"
    screen = Screen()
    screen.show([ScreenLine(text=told, role="note")])
    if not args.out:
        screen.show(_lines(groups, args))


def _told(found: "Mined", count: int, args: argparse.Namespace) -> str:
    """What was read, and what was left out."""
    counts = {"lines": found.lines, "talks": found.talks, "questions": found.questions}
    parts = [_say("read", args.lang, **counts)]
    for name in ("answered", "ignored", "waiting", "rarer"):
        if number := getattr(found, name):
            parts.append(_say(name, args.lang, count=number))
    parts.append(_say("rows", args.lang, count=count))
    return ("；" if args.lang == "zh" else "; ").join(parts)


def _lines(groups: "list[MinedGroup]", args: argparse.Namespace) -> Iterator[ScreenLine]:
    from xiaoer.authoring.mine.cells import suggestion_text

    width = len(str(groups[0].count)) + 2 if groups else 0
    for group in groups[:_SHOWN]:
        text = " · ".join(group.texts[:_TEXTS_SHOWN])
        if len(group.texts) > _TEXTS_SHOWN:
            text += _say("alike", args.lang, count=len(group.texts))
        yield ScreenLine(text=text, lead=f"{group.count:>{width - 2}}  ")
        near = " · ".join(map(suggestion_text, group.suggestions))
        yield ScreenLine(text=f"→ {near}", role="note", lead=" " * width)
    if len(groups) > _SHOWN:
        more = _say("more", args.lang, count=len(groups) - _SHOWN)
        yield ScreenLine(text=more, role="note")
