"""The program ``xiaoer``."""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import Final, NoReturn

from xiaoer import __version__
from xiaoer.cli.options.corpus import message_of
from xiaoer.cli.terminal.screen import complain
from xiaoer.cli.terminal.streams import flush_stdout, prepare_streams
from xiaoer.cli.wording.language import default_lang, say
from xiaoer.cli.wording.parser import Help, asked_lang, in_chinese, parser_class
from xiaoer.errors import Lang, XiaoerError

COMMANDS: Final[dict[str, str]] = {
    "ask": "answer one question, or one a line",
    "chat": "talk with the bot",
    "evaluate": "measure the replies on labelled queries",
    "calibrate": "certify how often the answers are wrong, and set the threshold for it",
    "compare": "show what a new corpus changes, query by query",
    "convert": "bring sheets and the files of other systems in, and take them out",
    "lint": "show what is wrong with a corpus, or soon will be",
    "stats": "show what a log says: answered, handed over, rated, entry by entry",
    "sample": "draw queries of a log worth labelling",
    "mine": "list what a log shows was not answered, with the nearest entries",
    "apply": "carry out what was decided in a sheet of mine",
    "build": "compile a corpus to one file that opens at once",
    "init": "write a small corpus of your own to start from",
}
"""The commands, each a module of this package, and what they do."""
_WORKSHOP: Final = ("mine", "apply")

# As shells report a program ended by SIGINT, SIGPIPE.
_INTERRUPTED = 130
_NOBODY_READS = 141
_ERROR = 2


def run() -> NoReturn:
    """Runs the program on its arguments and exits."""
    prepare_streams()
    status = main(sys.argv[1:])
    with suppress(OSError):
        flush_stdout()
    sys.exit(status)


def main(argv: Sequence[str]) -> int:
    """Runs a command; gives the exit status."""
    lang = asked_lang(argv, default_lang())
    if sys.stdout is None:
        complain(say("error", lang) + say("stdout_closed", lang))
        return _ERROR
    parser = build_parser(lang)
    try:
        args = parser.parse_args(argv)
        lang = args.lang
        status = _run_command(parser, args)
        flush_stdout()
    except SystemExit as stop:  # argparse has printed help, the version, or what is wrong
        return stop.code if isinstance(stop.code, int) else _ERROR
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        return _NOBODY_READS
    except (XiaoerError, OSError) as error:
        _report(error, lang)
        return _ERROR
    return status


def _run_command(parser: argparse.ArgumentParser, args: argparse.Namespace) -> int:
    if args.command is None:
        parser.print_help(sys.stderr)
        return _ERROR
    run_command: Callable[[argparse.Namespace], int] = _module(args.command).run
    return run_command(args)


def _module(command: str) -> ModuleType:
    room = "workshop." if command in _WORKSHOP else ""
    return import_module(f"xiaoer.cli.{room}{command}")


def _report(error: XiaoerError | OSError, lang: Lang) -> None:
    if isinstance(error, XiaoerError):
        complain(message_of(error, lang))
    else:
        where = f"{error.filename}: " if error.filename else ""
        complain(f"{say('error', lang)}{where}{error.strerror or error}")


def build_parser(lang: Lang) -> argparse.ArgumentParser:
    """The parser of every command; ``lang`` is used unless ``--lang`` says otherwise."""
    parser = parser_class(lang)(
        prog="xiaoer",
        formatter_class=Help,
        description="Answers Chinese customers' questions from a FAQ, or hands over and says why.",
    )
    _add_lang(parser, lang)
    parser.add_argument("--version", action="version", version=f"xiaoer {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name, what in COMMANDS.items():
        command = commands.add_parser(
            name,
            help=what,
            description=what[0].upper() + what[1:] + ".",
            formatter_class=Help,
        )
        # Suppressed, or the command's default would undo a --lang before the command.
        _add_lang(command, argparse.SUPPRESS)
        _module(name).add(command)
    if lang == "zh":
        in_chinese(parser)
    return parser


def _add_lang(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument(
        "--lang",
        choices=("zh", "en"),
        default=default,
        help="language of notes, explanations and errors (default: by locale)",
    )
