"""``xiaoer apply``: what was decided in a sheet, done to the corpus."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xiaoer.cli.options.corpus import beside
from xiaoer.cli.terminal.columns import printable
from xiaoer.cli.terminal.screen import Screen, ScreenLine, complain
from xiaoer.cli.terminal.streams import readable
from xiaoer.errors import Words

if TYPE_CHECKING:
    from xiaoer.authoring.apply.applied import Applied

_WARNINGS = 10

_EPILOG = """\
decisions, in the sheet's Chinese or in JSON Lines as here: "variant" adds questions to an entry;
"negative" says that it must not answer them; "new" makes an entry that is switched off, to be
written; "label" adds labelled queries; "ignore" is remembered in ignored.txt beside the corpus.
Rows without a decision are left open.

Only the lines change that have to; with one error nothing is written.

exit status:
  0  written (with --dry-run: could be)
  2  error
"""

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "variant": ("相似问 {count} 句", "{count} similar questions"),
    "new": ("新知识 {count} 句", "{count} questions of new entries"),
    "negative": ("反例 {count} 句", "{count} negatives"),
    "label": ("标注 {count} 句", "{count} labelled queries"),
    "ignore": ("忽略 {count} 句", "{count} ignored"),
    "already": ("其中 {count} 句已经有了", "{count} of them were there"),
    "open": ("{count} 行没有决定", "{count} rows without a decision"),
    "none": ("没有一行有决定", "no row has a decision"),
    "ids": ("待写的知识点：{ids}", "entries to be written: {ids}"),
    "warnings": ("{count} 条警告：", "{count} warnings:"),
    "more": ("  … 另有 {count} 条", "  … and {count} more"),
    "dry": ("（--dry-run：没有写文件）", "(--dry-run: nothing written)"),
    "written": ("已写好 {names}", "written: {names}"),
    "same": ("没有要改的，没有写文件", "nothing to change, nothing written"),
}
_say: Final = Words(texts=_WORDS)


def add(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.epilog = _EPILOG
    parser.add_argument(
        "sheet",
        metavar="SHEET",
        help="a sheet of mine with decisions (.xlsx, .csv …), or .jsonl",
    )
    parser.add_argument(
        "--faq",
        metavar="PATH",
        required=True,
        help="the corpus that is changed: a folder or a file",
    )
    parser.add_argument(
        "--queries",
        metavar="FILE",
        help="where labelled queries go (default: queries.jsonl beside the corpus)",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would change, and write nothing"
    )


def run(args: argparse.Namespace) -> int:
    """Applies; gives the exit status."""
    from xiaoer.authoring.apply.applied import prepare_apply

    queries = Path(args.queries) if args.queries else beside(args.faq, "queries.jsonl")
    found = prepare_apply(Path(args.sheet), Path(args.faq), queries)
    if args.dry_run:
        for file in found.files:
            for line in file.diff():
                print(printable(readable(line)))
        complain("\n".join([*_told(found, args), _say("dry", args.lang)]))
        return 0
    found.write()
    names = ", ".join(file.path.as_posix() for file in found.files)
    done = _say("written", args.lang, names=names) if names else _say("same", args.lang)
    Screen().show(ScreenLine(text=line, role="note") for line in [*_told(found, args), done])
    return 0


def _told(found: "Applied", args: argparse.Namespace) -> Iterator[str]:
    parts = [_say(kind, args.lang, count=count) for kind, count in found.texts.items()]
    if found.already:
        parts.append(_say("already", args.lang, count=found.already))
    if found.open:
        parts.append(_say("open", args.lang, count=found.open))
    yield ("；" if args.lang == "zh" else "; ").join(parts) or _say("none", args.lang)
    if found.new:
        yield _say("ids", args.lang, ids=", ".join(found.new))
    if found.warnings:
        yield _say("warnings", args.lang, count=len(found.warnings))
        yield from (f"  {one.render(args.lang)}" for one in found.warnings[:_WARNINGS])
        if len(found.warnings) > _WARNINGS:
            yield _say("more", args.lang, count=len(found.warnings) - _WARNINGS)
