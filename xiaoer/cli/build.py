"""``xiaoer build``: a corpus compiled to one file, which a bot opens without building anything."""

import argparse
import os

from xiaoer.cli.options.corpus import add_strict, build_bot
from xiaoer.cli.terminal.screen import Screen, ScreenLine
from xiaoer.cli.wording.language import say

_EPILOG = """\
Without --out the file is written beside the corpus: FAQ/.xiaoer.xo, or .NAME.xiaoer.xo beside the
file NAME.yaml. There Bot.load and every command open it as long as it fits the corpus; where the
corpus has changed since, they read the corpus and say so. Bot.open("FILE.xo") and --faq FILE.xo
open one that lies elsewhere. A calibration beside the corpus goes along.

exit status:
  0  written
  2  error
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.epilog = _EPILOG
    parser.add_argument(
        "corpus", metavar="FAQ", help="a folder of YAML files, or one .yaml or .jsonl file"
    )
    parser.add_argument("-o", "--out", metavar="FILE", help="what is written")
    add_strict(parser)


def run(args: argparse.Namespace) -> int:
    """Writes the file; gives the exit status."""
    from xiaoer.snapshot.file import write_desk
    from xiaoer.snapshot.sources import beside, sources_of

    place = args.out or beside(args.corpus)
    own = os.path.abspath(place) == os.path.abspath(beside(args.corpus))
    sources = sources_of(args.corpus) if own and os.path.exists(args.corpus) else {}
    bot = build_bot(args.corpus, args.lang, strict=args.strict)
    size = write_desk(bot.desk, place, bot.calibration, sources)
    count = len(bot.desk.matcher.index.questions)
    told = {"path": os.fspath(place), "entries": len(bot.corpus), "questions": count}
    Screen().show([ScreenLine(text=say("built", args.lang, **told, size=-(-size // 1024)))])
    return 0
