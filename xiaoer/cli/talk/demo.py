"""``xiaoer chat --demo``: scripted conversations, played as a customer would see them."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from xiaoer.cli.options.corpus import beside, open_bot
from xiaoer.cli.terminal.columns import pad, width_of
from xiaoer.cli.terminal.screen import Screen, ScreenLine, complain
from xiaoer.cli.wording.language import say
from xiaoer.errors import Lang
from xiaoer.records import replace

if TYPE_CHECKING:
    from xiaoer.corpus.settings import Settings
    from xiaoer.evaluation.cases.dialogues import Dialogue, PlayedTurn

DIALOGUES = "dialogues.jsonl"
"""The file of scripted conversations beside a corpus."""
_NOT_AS_WRITTEN = 1
_ERROR = 2


def run(args: argparse.Namespace) -> int:
    """Plays the dialogues; gives the exit status.

    Of ``args`` it reads demo (a file, "" for the one beside the corpus), faq, audience and lang.
    """
    from xiaoer.evaluation.cases.dialogues import load_dialogues, play

    if args.audience is not None:
        complain(say("error", args.lang) + say("demo_audience", args.lang))
        return _ERROR
    path = Path(args.demo) if args.demo else beside(args.faq, DIALOGUES)
    dialogues = [one for one in load_dialogues(path) if args.demo or one.demo]
    if not dialogues:
        complain(say("error", args.lang) + say("demo_none", args.lang, path=path))
        return _ERROR
    bot, screen = open_bot(args.faq, args.lang, strict=args.strict), Screen()
    settings = bot.corpus.settings
    turns = faulty = 0
    for dialogue in dialogues:
        screen.show([_heading(dialogue, settings)])
        for played in play(bot, dialogue):
            screen.show(_turn_lines(played, settings, args.lang))
            turns += 1
            faulty += bool(played.faults)
        screen.show([ScreenLine(text="")])
    counts = {"dialogues": len(dialogues), "turns": turns, "faulty": faulty}
    screen.show([ScreenLine(text=say("demo_played", args.lang, **counts))])
    return _NOT_AS_WRITTEN if faulty else 0


def _heading(dialogue: "Dialogue", settings: "Settings") -> ScreenLine:
    """The name, what it shows, and who asks from where."""
    audiences = {one.name: one.label for one in settings.audiences}
    channels = {one.name: one.label for one in settings.channels}
    asks = dialogue.audience and audiences.get(dialogue.audience, dialogue.audience)
    where = dialogue.channel and channels.get(dialogue.channel, dialogue.channel)
    who = " · ".join(filter(None, (asks, where)))
    shows = f"{dialogue.shows}（{who}）" if who else dialogue.shows
    return ScreenLine(text=shows, lead=f"【{dialogue.name}】", lead_role="heading")


def _turn_lines(played: "PlayedTurn", settings: "Settings", lang: Lang) -> Iterator[ScreenLine]:
    from xiaoer.cli.talk.reply_lines import reply_lines

    turn = played.turn
    if turn.accepted:
        yield ScreenLine(text=f"[{say('demo_accepted', lang)}]", role="note")
    if turn.release:
        yield ScreenLine(text=f"[{say('demo_release', lang)}]", role="note")
    if turn.at:
        yield ScreenLine(text=f"[{turn.at}]", role="note")
    said = turn.say if turn.say.strip() else say("demo_nothing", lang)
    customer, bot = say("demo_customer", lang), say("demo_bot", lang)
    column = max(width_of(customer), width_of(bot))
    yield ScreenLine(text=said, lead=pad(customer, column), lead_role="note")
    lead = pad(bot, column)
    for line in reply_lines(played.reply, settings, lang):
        role = "heading" if lead.strip() else line.lead_role
        yield replace(line, lead=lead + line.lead, lead_role=role)
        lead = " " * column
    for fault in played.faults:
        yield ScreenLine(text=say("demo_fault", lang, fault=fault), lead=pad("!!", column))
