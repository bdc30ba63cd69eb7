"""Scripted conversations as data: what the customer says, and what has to come of it.

JSON Lines or YAML, one dialogue an item: ``name``, ``shows`` (what it is about), ``audience``,
``channel``, ``idle`` (minutes), ``demo`` (shown by ``xiaoer chat --demo``) and ``turns``. A turn
has ``say``, ``at`` (the moment; default: a minute after the one before) or ``release`` (a person
gives the talk back before it), and what to expect: see ``EXPECTED``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from xiaoer.bot import Bot
from xiaoer.conversation import Conversation
from xiaoer.corpus.diagnostics import Place
from xiaoer.corpus.moments import parse_moment
from xiaoer.corpus.tree import Items, Node, Pairs, Scalar, kind
from xiaoer.errors import nearest_name
from xiaoer.evaluation.case import CaseFault, CasesError
from xiaoer.evaluation.case_rows import Row, Rows
from xiaoer.service.reply import Reply

Texts = tuple[str, ...]

_SELF = ("name", "shows", "audience", "channel", "idle", "demo", "turns")
_SAID = ("say", "at", "release")
_FIRST_MOMENT = "2026-11-23 10:00"
_YES, _NO = ("true", "yes"), ("false", "no")
_MINUTE_DIGITS = 6
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueTurn:
    """One message and what has to come of it: keys of ``EXPECTED`` and their texts."""

    say: str
    at: str = ""
    release: bool = False
    expected: Mapping[str, Texts] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """A scripted conversation; ``idle`` is in minutes, 0 for none."""

    name: str
    turns: tuple[DialogueTurn, ...]
    shows: str = ""
    audience: str | None = None
    channel: str | None = None
    idle: int = 0
    demo: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedTurn:
    """A turn as it went; ``faults`` say what did not come as expected, one sentence each."""

    turn: DialogueTurn
    reply: Reply
    faults: tuple[str, ...]


def _handed(reply: Reply, name: str) -> Texts:
    return _one(str(getattr(reply.handoff, name))) if reply.handoff else ()


def _one(text: str) -> Texts:
    return (text,) if text else ()


EXPECTED: Mapping[str, Callable[[Reply], Texts]] = {
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

_KEYS = (*_SAID, *EXPECTED, "text", "not_text")


class DialoguesError(CasesError):
    """Scripted conversations that cannot be read; `faults` has every fault, in order of place."""

    def __str__(self) -> str:
        count = len(self.faults)
        head = f"{count} fault{'' if count == 1 else 's'} in the dialogues:"
        return "\n  ".join([head, *map(str, self.faults)])


def load_dialogues(path: str | Path) -> tuple[Dialogue, ...]:
    """The dialogues of a file, in its order.

    Raises:
        DialoguesError: with every fault of the file.
    """
    file = Rows(Path(path), ("dialogues", "name"), (".jsonl", ".yaml", ".yml")).read()
    reader = _Reader(file.faults)
    dialogues = tuple(reader.dialogue(row) for row in file.rows)
    if reader.faults:
        raise DialoguesError(sorted(reader.faults, key=_order))
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


class _Reader:
    """Rows → dialogues, the faults collected."""

    def __init__(self, faults: list[CaseFault]) -> None:
        self.faults = list(faults)
        self._first: dict[str, Place] = {}

    def dialogue(self, row: Row) -> Dialogue:
        """The dialogue of a row; what is wrong in it is left out."""
        place = row.place
        pairs = self._pairs(row.node, place, _SELF, "a dialogue")
        turns = pairs.get("turns", Items((), row.node.at))
        known = isinstance(row.node, Pairs)
        if known and (not isinstance(turns, Items) or not turns.items):
            self._fault(place, 'a dialogue needs "turns", a list of what is said')
        nodes = turns.items if isinstance(turns, Items) else ()
        return Dialogue(
            name=self._name(pairs, place) if known else "",
            shows=self._text(pairs, "shows", place),
            audience=self._text(pairs, "audience", place) or None,
            channel=self._text(pairs, "channel", place) or None,
            idle=self._minutes(pairs, place),
            demo=self._flag(pairs, "demo", place),
            turns=tuple(self._turn(node, place, f"turn {n}") for n, node in enumerate(nodes, 1)),
            place=place,
        )

    def _turn(self, node: Node, place: Place, what: str) -> DialogueTurn:
        pairs = self._pairs(node, place, _KEYS, what)
        if isinstance(node, Pairs) and _is_nothing(pairs.get("say")):
            self._fault(place, f'{what} needs "say", the customer\'s words')
        at = self._text(pairs, "at", place)
        if at and not _is_moment(at):
            self._fault(place, f'"at" must be a moment such as 2026-11-23 10:00, found "{at}"')
            at = ""
        return DialogueTurn(
            say=self._text(pairs, "say", place),
            at=at,
            release=self._flag(pairs, "release", place),
            expected={
                key: self._texts(value, key, place)
                for key, value in pairs.items()
                if key not in _SAID
            },
        )

    def _pairs(
        self, node: Node, place: Place, known: tuple[str, ...], what: str
    ) -> dict[str, Node]:
        if not isinstance(node, Pairs):
            self._fault(place, f"{what} must be a mapping, found a {kind(node)}")
            return {}
        found: dict[str, Node] = {}
        for name, value in node.pairs:
            key = name.text if isinstance(name, Scalar) else ""
            if key not in known:
                near = nearest_name(key, known)
                hint = f'; did you mean "{near}"?' if near else ""
                self._fault(place, f'{what} has no key "{key}"{hint}')
            elif key in found:
                self._fault(place, f'{what} gives the key "{key}" twice')
            else:
                found[key] = value
        return found

    def _name(self, pairs: Mapping[str, Node], place: Place) -> str:
        name = self._text(pairs, "name", place)
        if not name:
            self._fault(place, 'a dialogue needs a "name"')
        elif name in self._first:
            self._fault(place, f'the name "{name}" is taken, first at {self._first[name]}')
        else:
            self._first[name] = place
        return name

    def _minutes(self, pairs: Mapping[str, Node], place: Place) -> int:
        text = self._text(pairs, "idle", place) or "0"
        if text.isascii() and text.isdecimal() and len(text) <= _MINUTE_DIGITS:
            return int(text)
        self._fault(place, f'"idle" must be minutes, found "{text}"')
        return 0

    def _flag(self, pairs: Mapping[str, Node], key: str, place: Place) -> bool:
        text = self._text(pairs, key, place).lower() or "false"
        if text not in (*_YES, *_NO):
            self._fault(place, f'"{key}" must be true or false, found "{text}"')
        return text in _YES

    def _text(self, pairs: Mapping[str, Node], key: str, place: Place) -> str:
        node = pairs.get(key)
        if isinstance(node, Scalar):
            return "" if node.is_null else node.text
        if node is not None:
            self._fault(place, f'"{key}" must be a text, found a {kind(node)}')
        return ""

    def _texts(self, node: Node, key: str, place: Place) -> Texts:
        """A text, a list of texts, or nothing."""
        if isinstance(node, Scalar):
            return () if node.is_null else _one(node.text)
        if isinstance(node, Items) and all(isinstance(item, Scalar) for item in node.items):
            return tuple(item.text for item in node.items if isinstance(item, Scalar))
        self._fault(place, f'"{key}" must be a text or a list of texts')
        return ()

    def _fault(self, place: Place, message: str) -> None:
        self.faults.append(CaseFault(place=place, kind="shape", message=message))


def _is_nothing(node: Node | None) -> bool:
    return node is None or (isinstance(node, Scalar) and node.is_null)


def _order(fault: CaseFault) -> int:
    return fault.place.line if fault.place else 0


def _is_moment(text: str) -> bool:
    try:
        parse_moment(text, UTC, end=False)
    except ValueError:
        return False
    return True
