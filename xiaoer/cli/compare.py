"""``xiaoer compare``: what a new corpus does to the replies of an old one."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from xiaoer.cli.options.corpus import add_strict, open_bot
from xiaoer.cli.terminal.columns import printable
from xiaoer.cli.terminal.progress import progress
from xiaoer.cli.terminal.screen import Screen, complain
from xiaoer.cli.terminal.section_lines import page_lines
from xiaoer.cli.terminal.streams import json_line
from xiaoer.cli.wording.language import say

if TYPE_CHECKING:
    from xiaoer.bot import Bot
    from xiaoer.evaluation.comparison.compare import Comparison

_SHOWN = 20

_EPILOG = """\
Labelled queries (JSON Lines, YAML, CSV, TSV) also tell what is right and wrong now, and whether the
difference may be chance. A .txt file has one query a line, without labels. A reply also changes
when it is the same entry's in another text, with another link, or for another team.
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.epilog = _EPILOG
    parser.add_argument("old", metavar="OLD", help="the corpus as it was: a folder or a file")
    parser.add_argument("new", metavar="NEW", help="the corpus as it is to be")
    parser.add_argument(
        "--queries", metavar="QUERIES", required=True, type=Path, help="what to ask both"
    )
    add_strict(parser)
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print one line of JSON")
    shape.add_argument("--markdown", action="store_true", help="print a page of Markdown")
    parser.add_argument("--seed", type=int, default=0, help="of everything drawn (default: 0)")


def run(args: argparse.Namespace) -> int:
    """Compares; gives the exit status."""
    old, new = (open_bot(faq, args.lang, strict=args.strict) for faq in (args.old, args.new))
    found = _compared(old, new, args)
    unseen = _unseen(old, new, found)
    if unseen:
        ids = ", ".join(unseen[:_SHOWN]) + (" …" if len(unseen) > _SHOWN else "")
        complain(say("edited_unseen", args.lang, count=len(unseen), ids=ids))
    if args.json:
        print(json_line(found.to_dict()), flush=True)
    elif args.markdown:
        print(printable(found.to_markdown(args.lang)), end="", flush=True)
    else:
        from xiaoer.evaluation.pages.table import sections_of

        Screen().show(page_lines(sections_of(found, args.lang)))
    return 0


def _unseen(old: "Bot", new: "Bot", found: "Comparison") -> list[str]:
    """The entries of both that differ, and that no query was answered with."""
    seen = {row.prediction.id for row in (*found.first, *found.second) if row.prediction.answered}
    before = {entry.id: entry for entry in old.corpus}
    return [
        entry.id
        for entry in new.corpus
        if entry.id not in seen and before.get(entry.id, entry) != entry
    ]


def _compared(old: "Bot", new: "Bot", args: argparse.Namespace) -> "Comparison":
    from xiaoer.evaluation import check_cases, compare, compare_replies, load_cases, predict
    from xiaoer.evaluation.cases.load import load_queries
    from xiaoer.evaluation.labelled.evaluate import apart

    both, tell = (predict(old), predict(new)), progress(say("comparing", args.lang))
    if args.queries.suffix.lower() == ".txt":
        return compare_replies(*both, load_queries(args.queries), progress=tell)
    cases = load_cases(args.queries)
    leaks = check_cases(cases, [*old.corpus, *new.corpus])
    if leaks:
        complain(say("leaks_apart", args.lang, count=len(leaks)))
    return compare(*both, apart(cases, leaks), seed=args.seed, progress=tell)
