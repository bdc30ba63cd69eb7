"""``xiaoer chat``: a talk with the bot, as a customer would have it."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import suppress

from xiaoer.cli.options.corpus import add_faq, open_bot
from xiaoer.cli.talk.demo import DIALOGUES
from xiaoer.cli.talk.demo import run as run_demo
from xiaoer.cli.terminal.input_lines import typed_lines
from xiaoer.cli.terminal.screen import Screen, ScreenLine
from xiaoer.cli.terminal.streams import is_terminal

_PROMPT = "> "

_EPILOG = """\
In the chat: a number chooses, /why explains the last reply, /release ends a handover,
/help lists the commands, Ctrl-D leaves. Lines from a pipe are answered without a prompt.

exit status:
  0  done
  1  with --demo, a turn did not go as written
  2  error
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.epilog = _EPILOG
    add_faq(parser)
    parser.add_argument(
        "--demo",
        metavar="FILE",
        nargs="?",
        const="",
        help="play scripted conversations: all of FILE (JSON Lines or YAML), or those marked "
        f"demo of {DIALOGUES} beside the corpus",
    )


def run(args: argparse.Namespace) -> int:
    """Talks until the customer leaves; gives the exit status."""
    if args.demo is not None:
        return run_demo(args)
    from xiaoer.cli.talk.chat_session import ChatSession

    bot = open_bot(args.faq, args.lang, strict=args.strict)
    screen = Screen()
    session = ChatSession(bot=bot, audience=args.audience, lang=args.lang)
    screen.show(session.welcome(screen.columns))
    interactive = is_terminal(sys.stdin) and is_terminal(sys.stdout)
    for line in _asked() if interactive else typed_lines():
        if not line.strip():
            continue
        screen.show(session.serve(line, screen.columns))
        if session.closed:
            return 0
    if interactive:
        screen.show([ScreenLine(text=""), *session.farewell()])
    return 0


def _asked() -> Iterator[str]:
    """What a person types after a prompt, with a history where there is one."""
    with suppress(ImportError):
        import readline  # noqa: F401  # input() uses it once it is imported
    while True:
        try:
            yield input(_PROMPT)
        except EOFError:
            return
        except KeyboardInterrupt:
            print()  # the shell's prompt would follow ours
            raise
