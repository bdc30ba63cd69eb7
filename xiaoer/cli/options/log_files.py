"""The log files of a command, and the time that is read of them."""

import argparse
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from xiaoer.cli.terminal.screen import complain
from xiaoer.cli.wording.language import say

if TYPE_CHECKING:
    from xiaoer.corpus.corpus import Corpus
    from xiaoer.service.decision_log.iterate import LogRecords

_OFFSET = timezone(timedelta(hours=8))
_A_DAY = len("2026-11-01")


def add_log(parser: argparse.ArgumentParser) -> None:
    """Adds the files, ``--since`` and ``--until``."""
    parser.add_argument(
        "logs", metavar="LOG", nargs="+", help="files of a DecisionLog; .gz is unpacked"
    )
    parser.add_argument(
        "--since",
        metavar="DAY",
        type=moment,
        help="from this day, or moment such as 2026-11-01T08:00",
    )
    parser.add_argument(
        "--until", metavar="DAY", type=end, help="to the end of this day, or before this moment"
    )


def moment(text: str) -> datetime:
    """The moment that is written; a day is its beginning."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        what = f'expected a day or moment such as 2026-11-01T08:00, found "{text}"'
        raise argparse.ArgumentTypeError(what) from None


def end(text: str) -> datetime:
    """The moment before which is read; of a day its end."""
    found = moment(text)
    if len(text) > _A_DAY or found.date() == date.max:
        return found
    return found + timedelta(days=1)


def records_of(args: argparse.Namespace, corpus: "Corpus | None") -> "LogRecords":
    """The records of the files; moments without an offset are in that of the corpus, or +08:00."""
    from xiaoer.service.decision_log.iterate import iter_log

    since, until = times(args, corpus.settings.offset if corpus is not None else _OFFSET)
    return iter_log(*args.logs, since=since, until=until)


def times(args: argparse.Namespace, offset: timezone) -> tuple[datetime | None, datetime | None]:
    """``--since`` and ``--until``; a moment that is written without an offset is in this one."""
    since, until = (
        time.replace(tzinfo=offset) if time is not None and time.tzinfo is None else time
        for time in (args.since, args.until)
    )
    return since, until


def tell_damages(records: "LogRecords", args: argparse.Namespace) -> None:
    """A line on standard error for each of the first damaged lines, and how many more there are."""
    from xiaoer.evaluation.pages.log.words import place_of

    for one in records.damages:
        complain(say("damaged", args.lang, line=place_of(one, args.lang)))
    if records.damaged > len(records.damages):
        rest = records.damaged - len(records.damages)
        complain(say("more_damaged", args.lang, count=rest))
