"""Scripted conversations as data: what the customer says, and what has to come of it.

JSON Lines or YAML, one dialogue an item: ``name``, ``shows`` (what it is about), ``audience``,
``channel``, ``idle`` (minutes), ``demo`` (shown by ``xiaoer chat --demo``) and ``turns``. A turn
has ``say``, ``at`` (the moment; default: a minute after the one before) or ``release`` (a person
gives the talk back before it) or ``accepted`` (a person takes it before it), and what to expect:
see ``EXPECTED``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

from xiaoer.bot import Bot
from xiaoer.conversation import Conversation
from xiaoer.evaluation.cases.case import CasesError, fault_order
from xiaoer.evaluation.cases.dialogue import Dialogue, DialogueTurn, Names
from xiaoer.evaluation.cases.dialogue_reader import DialogueReader
from xiaoer.evaluation.cases.file_rows import Rows
from xiaoer.evaluation.cases.messages import DIALOGUES, Both
from xiaoer.records import dataclass
from xiaoer.service.reply.reply import Reply
from xiaoer.source.moments import parse_moment

__all__ = [
    "EXPECTED",
    "Dialogue",
    "DialogueTurn",
    "DialoguesError",
    "PlayedTurn",
    "load_dialogues",
    "play",
]

_FIRST_MOMENT = "2026-11-23 10:00"
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedTurn:
    """A turn as it went; ``faults`` say what did not come as expected, one sentence each."""

    turn: DialogueTurn
    reply: Reply
    faults: tuple[str, ...]


def _handed(reply: Reply, name: str) -> Names:
    return _one(str(getattr(reply.handoff, name))) if reply.handoff else ()


def _one(text: str) -> Names:
    return (text,) if text else ()


EXPECTED: Mapping[str, Callable[[Reply], Names]] = {
    "action": lambda reply: (reply.action,),
    "reason": lambda reply: (reply.reason,),
    "entry": lambda reply: (reply.entry.id,) if reply.entry else (),
    "queue": lambda reply: _handed(reply, "queue"),
    "priority": lambda reply: _handed(reply, "priority"),
    "problem": lambda reply: _handed(reply, "problem"),
    "reasons": lambda reply: reply.handoff.reasons if reply.handoff else (),
    "missing": lambda reply: reply.handoff.missing if reply.handoff else (),
    "found": lambda reply: tuple(f.value for f in reply.handoff.found) if reply.handoff else (),
    "choices": lambda reply: tuple(choice.id for choice in reply.choices),
    "shown": lambda reply: _one(reply.shown.id) if reply.shown else (),
    "offers": lambda reply: tuple(offer.name for offer in reply.offers),
    "parts": lambda reply: tuple(p.entry.id if p.entry else p.action for p in reply.parts),
    "understood": lambda reply: _one(reply.understood),
    "asks": lambda reply: reply.asks,
    "route": lambda reply: (
        (reply.self_service.route or reply.self_service.url or "",) if reply.self_service else ()
    ),
}
"""What a turn may expect, compared whole: a text, a list of texts, or null for nothing. Besides
these ``text`` and ``not_text``: parts of the reply's text that must, and must not, be there."""

_EXPECTED = (*EXPECTED, "text", "not_text")


class DialoguesError(CasesError):
    """Scripted conversations that cannot be read; `faults` has every fault, in order of place."""

    _HEAD: ClassVar[Both] = Both("对话里有 {n} 处错误：", "{n} fault{s} in the dialogues:")


def load_dialogues(path: str | Path) -> tuple[Dialogue, ...]:
    """The dialogues of a file, in its order.

    Raises:
        DialoguesError: with every fault of the file.
    """
    file = Rows(Path(path), (DIALOGUES, "name"), (".jsonl", ".yaml", ".yml")).read()
    reader = DialogueReader(file.faults, _EXPECTED)
    dialogues = tuple(reader.dialogue(row) for row in file.rows)
    if reader.faults:
        raise DialoguesError(sorted(reader.faults, key=fault_order))
    return dialogues


def play(bot: Bot, dialogue: Dialogue) -> Iterator[PlayedTurn]:
    """The turns of a dialogue as they go with this bot; state goes through JSON between them.

    Raises:
        UnknownNameError: the corpus does not declare the audience or the channel.
    """
    idle = timedelta(minutes=dialogue.idle) if dialogue.idle else None
    talk = Conversation(
        bot, audience=dialogue.audience, channel=dialogue.channel, id="dialogue", idle=idle
    )
    offset = bot.corpus.settings.offset
    now = parse_moment(_FIRST_MOMENT, offset, end=False) - _MINUTE
    for turn in dialogue.turns:
        now = parse_moment(turn.at, offset, end=False) if turn.at else _later(now)
        if turn.release:
            talk.release()
        if turn.accepted:
            talk.accepted()
        reply = talk.say(turn.say, now)
        yield PlayedTurn(turn=turn, reply=reply, faults=tuple(_faults(turn, reply)))
        talk = Conversation.from_dict(bot, talk.to_dict(), idle=idle)


def _later(now: datetime) -> datetime:
    """A minute later, as far as the calendar goes."""
    return min(now, datetime.max.replace(tzinfo=now.tzinfo) - _MINUTE) + _MINUTE


def _faults(turn: DialogueTurn, reply: Reply) -> Iterator[str]:
    for key, wanted in turn.expected.items():
        if key == "text":
            yield from (f'the text lacks "{part}"' for part in wanted if part not in reply.text)
        elif key == "not_text":
            yield from (f'the text has "{part}"' for part in wanted if part in reply.text)
        elif (found := EXPECTED[key](reply)) != wanted:
            yield f"{key} is {_listed(found)}, expected {_listed(wanted)}"


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(texts) or "nothing"
