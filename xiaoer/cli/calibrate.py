"""``xiaoer calibrate``: the threshold at which labelled queries certify the risk."""

import argparse
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from xiaoer.cli.options.corpus import add_corpus, open_uncalibrated
from xiaoer.cli.options.report import check_place
from xiaoer.cli.terminal.progress import progress
from xiaoer.cli.terminal.screen import Screen, ScreenLine, complain
from xiaoer.cli.terminal.section_lines import page_lines
from xiaoer.cli.terminal.streams import argument, json_line
from xiaoer.cli.wording.language import say
from xiaoer.errors import CalibrationError

if TYPE_CHECKING:
    from xiaoer.bot import Bot
    from xiaoer.evaluation import Case
    from xiaoer.evaluation.certificate.certification import Certification
    from xiaoer.matching.confidence.calibration import Calibration

_NOT_CERTIFIED, _ERROR = 1, 2

_EPILOG = """\
queries: JSON Lines, YAML, CSV, TSV or XLSX with "q" and "gold" (an id, a list, or null where
nothing may be answered), drawn as tomorrow's queries will be: an arbitrary day of the log,
out-of-scope ones included, not a collection of hard or typical ones. About 60 answered ones
are the least for 5 %; a few hundred let it answer more.

The calibration is written beside the corpus (calibration.json in a folder,
NAME.calibration.json beside NAME.yaml), where xiaoer finds it.

exit status:
  0  certified
  1  not certifiable; nothing is written
  2  error; also labels without an out-of-scope query, unless --in-scope-only is given
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
    parser.add_argument(
        "--in-scope-only",
        action="store_true",
        help="certify for queries that an entry answers; out-of-scope labels are left out",
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
    from xiaoer.evaluation import calibrate_bot

    if args.out is not None:
        check_place(Path(args.out))
    bot = open_uncalibrated(args.faq, args.lang, strict=args.strict)
    cases = _labels(bot, args)
    if cases is None:
        return _ERROR
    found = calibrate_bot(
        bot,
        cases,
        max_risk=args.max_risk,
        confidence=args.confidence,
        in_scope_only=args.in_scope_only,
        progress=progress(say("calibrating", args.lang)),
    )
    today = datetime.now(bot.corpus.settings.offset).date()
    calibration = found.calibration(today, note=args.note, file=_labels_name(args))
    told = "\n".join([*_again(found, args), _written(calibration, args)])
    if args.json:
        shape = {**found.to_dict(), "calibration": calibration and calibration.to_dict()}
        print(json_line(shape), flush=True)
        complain(told)
    else:
        _show(found, told, args)
    return 0 if calibration else _NOT_CERTIFIED


def _labels(bot: "Bot", args: argparse.Namespace) -> "tuple[Case, ...] | None":
    """The labelled queries to certify with; None, and a message, where they cannot do."""
    from xiaoer.evaluation import check_cases, load_cases
    from xiaoer.evaluation.cases.messages import told
    from xiaoer.evaluation.certificate.calibrate import mix_of
    from xiaoer.evaluation.labelled.evaluate import apart

    cases = load_cases(args.queries, bot.corpus)
    if args.in_scope_only:
        outside = sum(not case.in_scope for case in cases)
        if outside:
            complain(say("oos_left_out", args.lang, count=outside))
        return cases
    mix = mix_of(apart(cases, check_cases(cases, bot.corpus)))
    if mix.in_scope and not mix.out_of_scope:
        no_oos = told("no_oos", count=mix.in_scope, option="--in-scope-only")
        complain(say("error", args.lang) + no_oos[args.lang == "en"])
        return None
    return cases


def _labels_name(args: argparse.Namespace) -> str:
    """The name of the labels to keep in the file; "" where it cannot be printed."""
    from xiaoer.matching.confidence.renewal import seen_from

    path = Path(args.queries)
    name = seen_from(path, Path(args.faq)) if args.faq is not None else path.name
    return name if name.isprintable() else ""


def _again(found: "Certification", args: argparse.Namespace) -> Iterator[str]:
    """Where the labels served an earlier certificate, and questions were added since."""
    from xiaoer.matching.confidence.calibration_file import calibration_path, read_calibration
    from xiaoer.matching.confidence.made_from import keys_in

    try:
        old = read_calibration(calibration_path(args.faq)) if args.faq is not None else None
    except CalibrationError:
        return  # damaged, or none: nothing is known of it
    if old is None or old.made_from is None:
        return
    served = keys_in(old.made_from.labels) & keys_in(found.labels)
    added = keys_in(found.questions) - keys_in(old.made_from.questions)
    if served and added and old.made_from.questions:
        fields = {"count": len(served), "n": found.n, "date": old.date, "added": len(added)}
        yield say("labels_again", args.lang, **fields)


def _show(found: "Certification", told: str, args: argparse.Namespace) -> None:
    from xiaoer.evaluation.pages.table import sections_of

    lines = page_lines(sections_of(found, args.lang))
    Screen().show([*lines, ScreenLine(text=""), ScreenLine(text=told)])


def _written(calibration: "Calibration | None", args: argparse.Namespace) -> str:
    """Writes the calibration where it belongs; gives what to say about it."""
    from xiaoer.matching.confidence.calibration_file import calibration_path, write_calibration
    from xiaoer.source.files.regular_file import stands

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
