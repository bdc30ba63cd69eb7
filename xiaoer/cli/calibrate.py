"""``xiaoer calibrate``: the threshold at which labelled queries certify the risk."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from xiaoer.cli.language import say
from xiaoer.cli.opening import add_corpus, open_uncalibrated
from xiaoer.cli.pages import page_lines
from xiaoer.cli.progress import progress
from xiaoer.cli.screen import Line, Screen, complain
from xiaoer.cli.streams import argument, json_line

if TYPE_CHECKING:
    from xiaoer.evaluation.certification import Certification
    from xiaoer.matching.calibration import Calibration

_NOT_CERTIFIED = 1

_EPILOG = """\
queries: JSON Lines, YAML or CSV with "q" and "gold" (an id, a list of ids, or null where
nothing may be answered), drawn as tomorrow's queries will be: an arbitrary day of the log,
out-of-scope ones included, not a collection of hard or typical ones. About 60 answered ones
are the least for 5 %; a few hundred let it answer more.

The calibration is written beside the corpus (calibration.json in a folder,
NAME.calibration.json beside NAME.yaml), where xiaoer finds it.

exit status:
  0  certified
  1  not certifiable; nothing is written
  2  error
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.epilog = _EPILOG
    add_corpus(parser)
    parser.add_argument("queries", metavar="QUERIES", help="the labelled queries")
    parser.add_argument(
        "--max-risk",
        metavar="SHARE",
        type=limit,
        default=0.05,
        help="wrong answers among the answers, at most (default: 0.05)",
    )
    parser.add_argument(
        "--confidence",
        metavar="SHARE",
        type=limit,
        default=0.95,
        help="how sure that has to be (default: 0.95)",
    )
    parser.add_argument("--out", metavar="FILE", help="write the calibration there instead")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument(
        "--note",
        metavar="TEXT",
        type=argument,
        default="",
        help="where the queries are from; kept in the file",
    )


def limit(text: str) -> float:
    """A share strictly between 0 and 1, from the command line.

    >>> limit("0.05"), limit("5%")
    (0.05, 0.05)
    """
    try:
        value = float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        value = 0.0
    if not 0.0 < value < 1.0:
        raise argparse.ArgumentTypeError(f'expected a number between 0 and 1, found "{text}"')
    return value


def run(args: argparse.Namespace) -> int:
    """Calibrates; gives the exit status."""
    from xiaoer.evaluation import calibrate_bot, load_cases

    cases = load_cases(args.queries)
    bot = open_uncalibrated(args.faq, args.lang)
    found = calibrate_bot(
        bot,
        cases,
        max_risk=args.max_risk,
        confidence=args.confidence,
        progress=progress(say("calibrating", args.lang)),
    )
    today = datetime.now(bot.corpus.settings.offset).date()
    calibration = found.calibration(today, note=args.note)
    told = _written(calibration, args)
    if args.json:
        shape = {**found.to_dict(), "calibration": calibration and calibration.to_dict()}
        print(json_line(shape), flush=True)
        complain(told)
    else:
        _show(found, told, args)
    return 0 if calibration else _NOT_CERTIFIED


def _show(found: "Certification", told: str, args: argparse.Namespace) -> None:
    from xiaoer.evaluation.certification_sections import certification_sections

    lines = page_lines(certification_sections(found, args.lang))
    Screen().show([*lines, Line(text=""), Line(text=told)])


def _written(calibration: "Calibration | None", args: argparse.Namespace) -> str:
    """Writes the calibration where it belongs; gives what to say about it."""
    from xiaoer.corpus.regular_file import stands
    from xiaoer.matching.calibration import calibration_path, write_calibration

    path = calibration_path(args.faq) if args.faq is not None else None
    if calibration is None:
        if path is not None and stands(path):
            return say("calibration_kept", args.lang, path=path)
        return say("calibration_none", args.lang)
    if args.dry_run:
        return say("calibration_dry", args.lang)
    if args.out is not None:
        path = Path(args.out)
    if path is None:
        return say("calibration_sample", args.lang)
    write_calibration(calibration, path)
    return say("calibration_written", args.lang, path=path)
