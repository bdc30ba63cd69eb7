"""``--report``: a page to send to others."""

import argparse
import errno
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from xiaoer import __version__
from xiaoer.cli.terminal.screen import complain
from xiaoer.cli.wording.language import say

if TYPE_CHECKING:
    from xiaoer.bot import Bot
    from xiaoer.corpus.corpus import Corpus
    from xiaoer.evaluation.labelled.evaluation import Evaluation
    from xiaoer.evaluation.selftest.result import SelfTest
    from xiaoer.evaluation.statistics.statistics import LogStatistics


def check_report_file(name: str, *, charts: bool) -> None:
    """Says before the work starts what would fail at its end.

    Raises:
        MissingExtraError: the extra is not installed.
        OSError: the file is a folder, or its folder is not there.
    """
    from xiaoer.evaluation.pages.report import check_report

    check_report(charts=charts)
    check_place(Path(name))


def check_place(path: Path) -> None:
    """Whether a file may be written here, as far as that can be told beforehand.

    Raises:
        OSError: the file is a folder, or its folder is not there.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))


def write_log_page(
    found: "LogStatistics", corpus: "Corpus | None", args: argparse.Namespace
) -> None:
    """Writes the page of a log's statistics and says where."""
    from xiaoer.evaluation.pages.report import write_report

    faq = (corpus.settings.name or Path(args.faq).resolve().name) if corpus else ""
    write_report(found, args.report, lang=args.lang, faq=faq, version=__version__)
    complain(say("report_written", args.lang, path=args.report))


def write_page(found: "Evaluation | SelfTest", bot: "Bot", args: argparse.Namespace) -> None:
    """Writes the page and says where."""
    from xiaoer.evaluation.pages.report import write_report

    settings = bot.corpus.settings
    faq = settings.name or (Path(args.faq).resolve().name if args.faq else "")
    today = datetime.now(settings.offset).date()
    write_report(found, args.report, lang=args.lang, date=today, faq=faq, version=__version__)
    complain(say("report_written", args.lang, path=args.report))
