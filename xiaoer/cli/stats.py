"""``xiaoer stats``: what a log says of the bot's work."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from xiaoer.cli.options.log_files import add_log, records_of, tell_damages
from xiaoer.cli.options.report import check_place, check_report_file, write_log_page
from xiaoer.cli.terminal.columns import printable
from xiaoer.cli.terminal.screen import Screen, complain
from xiaoer.cli.terminal.section_lines import page_lines
from xiaoer.cli.terminal.streams import json_line
from xiaoer.cli.wording.language import say

if TYPE_CHECKING:
    from xiaoer.evaluation import LogStatistics

_ERROR = 2

_EPILOG = """\
shares are of the messages that ask something: small talk, and what is said while a person has the
talk, are none; intervals are 95 % Wilson intervals. Lines that cannot be read are skipped; how
many there are, and where, is told.

exit status:
  0  done
  2  error; also when no line can be read
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.epilog = _EPILOG
    add_log(parser)
    parser.add_argument(
        "--faq", metavar="PATH", help="a corpus: then the entries are listed that were never hit"
    )
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print one line of JSON")
    shape.add_argument("--markdown", action="store_true", help="print a page of Markdown")
    parser.add_argument("--report", metavar="FILE.html", help="write a page to send to others")
    parser.add_argument("--xlsx", metavar="FILE.xlsx", help="write every table as a workbook")


def run(args: argparse.Namespace) -> int:
    """Counts; gives the exit status."""
    from xiaoer.corpus.corpus import Corpus
    from xiaoer.evaluation import log_statistics

    if args.xlsx and not args.xlsx.lower().endswith(".xlsx"):
        complain(say("error", args.lang) + say("xlsx_name", args.lang, path=args.xlsx))
        return _ERROR
    _check_files(args)
    corpus = Corpus.load(args.faq) if args.faq else None
    records = records_of(args, corpus)
    found = log_statistics(records, corpus=corpus)
    if records.damaged and (args.json or not found.total.messages):
        tell_damages(records, args)
    if records.damaged and not found.total.messages and not found.unmatched:
        complain(say("error", args.lang) + say("no_log", args.lang))
        return _ERROR
    _show(found, args)
    if args.xlsx:
        _write_workbook(found, args)
    if args.report:
        write_log_page(found, corpus, args)
    return 0


def _check_files(args: argparse.Namespace) -> None:
    """Says before the work starts what would fail at its end."""
    if args.report:
        check_report_file(args.report, charts=False)
    if args.xlsx:
        from xiaoer.authoring.workbook.writing import check_writer

        check_writer()
        check_place(Path(args.xlsx))


def _show(found: "LogStatistics", args: argparse.Namespace) -> None:
    if args.json:
        print(json_line(found.to_dict()), flush=True)
    elif args.markdown:
        print(printable(found.to_markdown(args.lang)), end="", flush=True)
    else:
        from xiaoer.evaluation.pages.table import sections_of

        Screen().show(page_lines(sections_of(found, args.lang)))


def _write_workbook(found: "LogStatistics", args: argparse.Namespace) -> None:
    from xiaoer.authoring.workbook.tables import ValueSheet, write_tables
    from xiaoer.evaluation.pages.log.tables import ShareCell, log_tables
    from xiaoer.source.files.write_whole import write_whole

    sheets = [
        ValueSheet(
            name=table.title,
            head=table.head,
            rows=[
                [cell.value if isinstance(cell, ShareCell) else cell for cell in row]
                for row in table.rows
            ],
            choices={},
        )
        for table in log_tables(found, args.lang)
    ]
    write_whole(args.xlsx, write_tables(sheets))
    complain(say("report_written", args.lang, path=args.xlsx))
