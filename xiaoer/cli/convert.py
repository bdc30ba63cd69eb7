"""``xiaoer convert``: sheets, corpora and the files of other systems into each other."""

import argparse
from pathlib import Path
from typing import Final

from xiaoer.cli.terminal.screen import Screen, ScreenLine, complain
from xiaoer.cli.terminal.streams import argument
from xiaoer.cli.wording.language import say

FORMATS: Final = ("qnamaker", "qnabot", "rasa", "chatterbot", "qa", "q-a-indexes")
"""What ``--from`` and ``--to`` take, beside what file names say."""

_ERROR = 2

_EPILOG = """\
IN: a sheet (.xlsx .xls .ods .csv .tsv), a corpus (a folder, .yaml, .jsonl), or a file of QnA
Maker, QnABot, Rasa or ChatterBot. OUT: a sheet (.xlsx .csv) or a corpus; with --to, a file for
another system. A corpus that is there already is updated: an entry with the same id, or the same
question, is changed, others are added, nothing is deleted.

What is taken for what is told before anything is written; on an error nothing is written.

exit status:
  0  written (with --dry-run: could be)
  2  error
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.epilog = _EPILOG
    parser.add_argument("source", metavar="IN", nargs="?", help="what is read")
    parser.add_argument("target", metavar="OUT", nargs="?", help="what is written")
    parser.add_argument(
        "--dry-run", action="store_true", help="tell what would change, and write nothing"
    )
    parser.add_argument(
        "--map",
        metavar="COLUMN=FIELD",
        action="append",
        default=[],
        type=argument,
        help="what a column holds, by its heading or letter, such as Query=question or B=answer; "
        "nothing after = leaves it out; may be given several times",
    )
    parser.add_argument("--sheet", metavar="NAME", type=argument, help="read only this sheet")
    parser.add_argument(
        "--settings",
        metavar="PATH",
        help="a corpus, or its xiaoer.yaml, whose settings a new corpus gets",
    )
    parser.add_argument(
        "--template",
        action="store_true",
        help="write an empty sheet to fill, with the names of --settings to choose from",
    )
    parser.add_argument("--from", dest="read_as", choices=FORMATS, help="what IN is")
    parser.add_argument("--to", dest="write_as", choices=FORMATS, help="what OUT is to be")


def run(args: argparse.Namespace) -> int:
    """Converts; gives the exit status."""
    if args.template:
        return _write_template(args)
    if not args.source or not args.target:
        complain(say("error", args.lang) + say("convert_two", args.lang))
        return _ERROR
    from xiaoer.authoring.importing.conversion import Wanted, prepare
    from xiaoer.authoring.importing.report import report_lines
    from xiaoer.authoring.sheets.mapping import Mapped

    asked = Wanted(
        source=Path(args.source),
        target=Path(args.target),
        settings=Path(args.settings) if args.settings else None,
        mapped=Mapped.parse(args.map),
        sheet=args.sheet or "",
        read_as=args.read_as or "",
        write_as=args.write_as or "",
    )
    done = prepare(asked)
    screen = Screen()
    screen.show(ScreenLine(text=line) for line in report_lines(done, args.lang))
    if args.dry_run:
        screen.show([ScreenLine(text=say("convert_dry", args.lang), role="note")])
        return 0
    done.write()
    names = [change.path.as_posix() for change in done.files]
    key = "convert_written" if names else "convert_same"
    text = say(key, args.lang, names=", ".join(names))
    screen.show([ScreenLine(text=text, role="note")])
    return 0


def _write_template(args: argparse.Namespace) -> int:
    """An empty sheet, at the one path that is given."""
    target = args.target or args.source
    if not target or (args.source and args.target):
        complain(say("error", args.lang) + say("convert_template", args.lang))
        return _ERROR
    from xiaoer.authoring.importing.conversion import template
    from xiaoer.authoring.importing.opened import load_settings
    from xiaoer.corpus.settings import Settings
    from xiaoer.source.files.write_whole import write_whole

    settings = load_settings(Path(args.settings)) if args.settings else Settings()
    write_whole(target, template(Path(target), settings))
    text = say("convert_written", args.lang, names=Path(target).as_posix())
    Screen().show([ScreenLine(text=text, role="note")])
    return 0
