"""``xiaoer init``: a small corpus of one's own to start from."""

import argparse
import os
import shlex
import subprocess
import sys
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from shutil import which
from typing import Final

from xiaoer.cli.terminal.columns import table
from xiaoer.cli.terminal.screen import Screen, ScreenLine, complain
from xiaoer.cli.terminal.streams import readable
from xiaoer.cli.wording.language import say
from xiaoer.errors import Lang
from xiaoer.source.files.write_whole import write_folder

STARTER: Final[dict[str, str]] = {
    "xiaoer.yaml": "file_settings",
    "orders.yaml": "file_entries",
    "aftersales.yaml": "file_entries",
    "entries.schema.json": "file_schema",
    "settings.schema.json": "file_schema",
}
"""The files that are written, and the sentence that says what each is for."""

EXAMPLE: Final = "退款多久能到账"
"""A question that the starter answers."""

_EPILOG = """\
Files that are there already are never overwritten: then nothing is written at all.
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.epilog = _EPILOG
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="made when it does not exist")


def run(args: argparse.Namespace) -> int:
    """Writes all the files or none; gives the exit status."""
    folder: Path = args.folder
    taken = [str(folder / name) for name in STARTER if os.path.lexists(folder / name)]
    if taken:
        complain("\n  ".join([say("error", args.lang) + say("exists", args.lang), *taken]))
        return 2
    write_folder(folder, {name: _source(name).read_bytes() for name in STARTER}, replace=False)
    Screen().show(ScreenLine(text=text) for text in _written(folder, args.lang))
    return 0


def _source(name: str) -> Traversable:
    data = files("xiaoer") / "data"
    return data / name if name.endswith(".json") else data / "starter" / name


def _written(folder: Path, lang: Lang) -> list[str]:
    path, program = _quoted(readable(str(folder))), _program()
    rows = [("  " + name, say(what, lang)) for name, what in STARTER.items()]
    return [
        say("written", lang, folder=path),
        *table(rows),
        "",
        say("try", lang),
        f"  {program} ask --faq {path} {EXAMPLE}",
        f"  {program} chat --faq {path}",
        "",
        say("edit", lang),
    ]


def _program() -> str:
    """The program as the shell here finds it: by its path where it is on no PATH."""
    called = Path(sys.argv[0])
    if called.stem == "xiaoer" and called.is_file() and not which("xiaoer"):
        return _quoted(readable(sys.argv[0]))
    return "xiaoer"


def _quoted(path: str) -> str:
    """The path as the shell here takes it."""
    return subprocess.list2cmdline([path]) if os.name == "nt" else shlex.quote(path)
