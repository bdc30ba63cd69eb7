"""``xiaoer sample``: queries of a log worth labelling."""

import argparse
import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from xiaoer.cli.options.log_files import add_log, records_of, tell_damages
from xiaoer.cli.options.numbers import count
from xiaoer.cli.options.report import check_place
from xiaoer.cli.terminal.screen import complain
from xiaoer.cli.terminal.streams import json_line
from xiaoer.cli.wording.language import say

if TYPE_CHECKING:
    from xiaoer.evaluation import LogSample

_USUAL = 300
_ERROR = 2

_EPILOG = """\
each query of the log has an equal chance; equal ones are one row. With --by band each band of
confidence gives as many, and the weights put that right. Fill the second column with the entry's
id, or choose that none is right; then xiaoer evaluate reads the sheet and estimates the whole log.
xiaoer calibrate takes a sample that was drawn without --by band. Small talk, and what only answers
the bot, is not drawn.

exit status:
  0  done
  2  error; also when the log has no query
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.epilog = _EPILOG
    add_log(parser)
    parser.add_argument(
        "-n", type=count, default=_USUAL, help=f"how many to draw (default: {_USUAL})"
    )
    parser.add_argument(
        "--by", choices=("random", "band"), default="random", help="how they are drawn"
    )
    parser.add_argument(
        "--sheet",
        metavar="FILE.xlsx",
        help="write a sheet to fill in; without it JSON Lines are printed",
    )
    parser.add_argument("--seed", type=int, default=0, help="of everything drawn (default: 0)")


def run(args: argparse.Namespace) -> int:
    """Draws; gives the exit status."""
    from xiaoer.evaluation import draw_sample
    from xiaoer.evaluation.sampling.rows import line_dicts

    if args.sheet and not args.sheet.lower().endswith(".xlsx"):
        complain(say("error", args.lang) + say("xlsx_name", args.lang, path=args.sheet))
        return _ERROR
    if args.sheet:
        _check_sheet(Path(args.sheet))
    records = records_of(args, None)
    found = draw_sample(records, args.n, by_band=args.by == "band", seed=args.seed)
    tell_damages(records, args)
    if not found.rows:
        complain(say("error", args.lang) + say("no_query", args.lang))
        return _ERROR
    counts = {"rows": len(found.rows), "drawn": found.drawn, "queries": found.queries}
    told = say("sampled", args.lang, **counts)
    if args.sheet:
        _write_sheet(found, args)
        print(told, flush=True)
        return 0
    for line in line_dicts(found):
        print(json_line(line))
    complain(told)
    return 0


def _check_sheet(path: Path) -> None:
    """Says before the work starts what would fail at its end; what was labelled is not lost.

    Raises:
        FileExistsError: the sheet is there already.
    """
    from xiaoer.authoring.workbook.writing import check_writer

    check_writer()
    check_place(path)
    if path.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _write_sheet(found: "LogSample", args: argparse.Namespace) -> None:
    from xiaoer.authoring.workbook.tables import ValueSheet, write_tables
    from xiaoer.evaluation.sampling.rows import HEADS, choices_of, sheet_row
    from xiaoer.source.files.write_whole import write_whole

    rows = [sheet_row(row) for row in found.rows]
    entry, weight = HEADS.index("知识点"), HEADS.index("权重")
    sheet = ValueSheet(
        name="标注",
        head=HEADS,
        rows=rows,
        choices={(at, entry): choices_of(row) for at, row in enumerate(found.rows)},
        numbers=frozenset((weight,)),
    )
    write_whole(args.sheet, write_tables([sheet]))
    complain(say("report_written", args.lang, path=args.sheet))
