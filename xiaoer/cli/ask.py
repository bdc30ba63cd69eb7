"""``xiaoer ask``: one question, or one a line, and the reply to each."""

import argparse
from typing import TYPE_CHECKING, Any

from xiaoer.cli.options.corpus import add_faq, open_bot
from xiaoer.cli.terminal.input_lines import typed_lines
from xiaoer.cli.terminal.screen import Screen, ScreenLine
from xiaoer.cli.terminal.streams import argument, json_line

if TYPE_CHECKING:
    from xiaoer.bot import Bot
    from xiaoer.service.explaining.explain import Explanation
    from xiaoer.service.reply.action import Action
    from xiaoer.service.reply.reply import Reply

_DONE: "frozenset[Action]" = frozenset({"answer", "self_service", "chat"})

_EPILOG = """\
exit status:
  0  answered (answer, self_service, chat)
  1  not answered (clarify, escalate); with -, when this is so for any line
  2  error
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.epilog = _EPILOG
    add_faq(parser)
    parser.add_argument(
        "--channel", metavar="NAME", type=argument, help="where they ask, such as app or web"
    )
    parser.add_argument("--json", action="store_true", help="print each reply as one line of JSON")
    parser.add_argument(
        "--explain",
        action="store_true",
        help='say why this entry and not its rival (with --json: under "explanation")',
    )
    parser.add_argument(
        "query",
        metavar="QUERY",
        nargs="+",
        type=argument,
        help="the question; - reads one a line from standard input",
    )


def run(args: argparse.Namespace) -> int:
    """Answers; gives the exit status."""
    bot = open_bot(args.faq, args.lang, strict=args.strict)
    screen = Screen()
    query = " ".join(args.query)
    if query != "-":
        return _answer(bot, query, args, screen)
    status = 0
    for at, line in enumerate(typed_lines()):
        if not args.json:
            gap = [ScreenLine(text="")] if at else []
            screen.show([*gap, ScreenLine(text=line, role="heading", lead="> ")])
        status = max(status, _answer(bot, line, args, screen))
    return status


def _answer(bot: "Bot", query: str, args: argparse.Namespace, screen: Screen) -> int:
    from xiaoer.cli.talk.reply_lines import reply_lines

    reply = bot.ask(query, audience=args.audience, channel=args.channel)
    why = None
    if args.explain:
        why = bot.explain(query, audience=args.audience, channel=args.channel)
    if args.json:
        print(_json_line(reply, why), flush=True)
    else:
        screen.show(reply_lines(reply, bot.corpus.settings, args.lang))
        if why:
            screen.show([ScreenLine(text=""), ScreenLine(text=why.to_text(args.lang))])
    return 0 if reply.action in _DONE else 1


def _json_line(reply: "Reply", why: "Explanation | None") -> str:
    shape: dict[str, Any] = dict(reply.to_dict())
    if why:
        shape["explanation"] = why.to_dict()
    return json_line(shape)
