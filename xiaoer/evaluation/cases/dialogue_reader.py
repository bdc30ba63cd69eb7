"""One mapping a dialogue → dialogues, and everything that is wrong with them."""

from collections.abc import Iterable, Mapping
from datetime import UTC
from typing import get_args

from xiaoer.errors import nearest_name
from xiaoer.evaluation.cases.case import CaseFault, case_fault
from xiaoer.evaluation.cases.dialogue import Dialogue, DialogueTurn, Names
from xiaoer.evaluation.cases.messages import (
    DIALOGUE,
    EXPECTED,
    NEAREST,
    NOTHING,
    Both,
    Field,
    filled,
    kind_of,
    shown,
    turn_name,
)
from xiaoer.evaluation.cases.table_rows import SourceRow
from xiaoer.service.reply.action import Action, Reason
from xiaoer.source.findings.diagnostics import Place
from xiaoer.source.moments import parse_moment
from xiaoer.source.tree import Items, Node, Pairs, Scalar

_SELF = ("name", "shows", "audience", "channel", "idle", "demo", "turns")
_SAID = ("say", "at", "release", "accepted")
_YES, _NO = ("true", "yes"), ("false", "no")
_MINUTE_DIGITS = 6
_VALUES: Mapping[str, Names] = {
    "action": get_args(Action),
    "reason": get_args(Reason),
    "reasons": get_args(Reason),
}
"""Keys whose values are among a few, and those."""


class DialogueReader:
    """Rows → dialogues, the faults collected."""

    def __init__(self, faults: list[CaseFault], expected: tuple[str, ...]) -> None:
        self.faults = list(faults)
        self._keys = (*_SAID, *expected)
        self._first: dict[str, Place] = {}

    def dialogue(self, row: SourceRow) -> Dialogue:
        """The dialogue of a row; what is wrong in it is left out."""
        place = row.place
        pairs = self._pairs(row.node, place, _SELF, DIALOGUE)
        turns = pairs.get("turns", Items((), row.node.at))
        known = isinstance(row.node, Pairs)
        if known and (not isinstance(turns, Items) or not turns.items):
            self._fault(place, "turns")
        nodes = turns.items if isinstance(turns, Items) else ()
        return Dialogue(
            name=self._name(pairs, place) if known else "",
            shows=self._text(pairs, "shows", place),
            audience=self._text(pairs, "audience", place) or None,
            channel=self._text(pairs, "channel", place) or None,
            idle=self._minutes(pairs, place),
            demo=self._flag(pairs, "demo", place),
            turns=tuple(self._turn(node, place, turn_name(n)) for n, node in enumerate(nodes, 1)),
            place=place,
        )

    def _turn(self, node: Node, place: Place, what: Both) -> DialogueTurn:
        pairs = self._pairs(node, place, self._keys, what)
        if isinstance(node, Pairs) and _is_nothing(pairs.get("say")):
            self._fault(place, "say", what=what)
        at = self._text(pairs, "at", place)
        if at and not _is_moment(at):
            self._fault(place, "at", found=shown(at))
            at = ""
        return DialogueTurn(
            say=self._text(pairs, "say", place),
            at=at,
            release=self._flag(pairs, "release", place),
            accepted=self._flag(pairs, "accepted", place),
            expected=self._expected(pairs, place, what),
        )

    def _expected(self, pairs: Mapping[str, Node], place: Place, what: Both) -> dict[str, Names]:
        """What has to come; actions and reasons are held to those there are."""
        expected = {
            key: self._texts(node, key, place) for key, node in pairs.items() if key not in _SAID
        }
        for key, known in _VALUES.items():
            for text in expected.get(key, ()):
                if text not in known:
                    self._fault(
                        place, "value", what=what, key=key, found=shown(text),
                        hint=_nearest(text, known) or _among(known),
                    )  # fmt: skip
        return expected

    def _pairs(
        self, node: Node, place: Place, known: tuple[str, ...], what: Both
    ) -> dict[str, Node]:
        if not isinstance(node, Pairs):
            self._fault(place, "mapping", what=what, found=kind_of(node))
            return {}
        found: dict[str, Node] = {}
        for name, value in node.pairs:
            key = name.text if isinstance(name, Scalar) else ""
            if key not in known:
                hint = _nearest(key, known) or NOTHING
                self._fault(place, "unknown_key", what=what, key=shown(key), hint=hint)
            elif key in found:
                self._fault(place, "own_key_twice", what=what, key=key)
            else:
                found[key] = value
        return found

    def _name(self, pairs: Mapping[str, Node], place: Place) -> str:
        name = self._text(pairs, "name", place)
        if not name:
            self._fault(place, "name")
        elif name in self._first:
            self._fault(place, "name_taken", name=shown(name), first=str(self._first[name]))
        else:
            self._first[name] = place
        return name

    def _minutes(self, pairs: Mapping[str, Node], place: Place) -> int:
        text = self._text(pairs, "idle", place) or "0"
        if text.isascii() and text.isdecimal() and len(text) <= _MINUTE_DIGITS:
            return int(text)
        self._fault(place, "idle", found=shown(text))
        return 0

    def _flag(self, pairs: Mapping[str, Node], key: str, place: Place) -> bool:
        text = self._text(pairs, key, place).lower() or "false"
        if text not in (*_YES, *_NO):
            self._fault(place, "flag", key=key, found=shown(text))
        return text in _YES

    def _text(self, pairs: Mapping[str, Node], key: str, place: Place) -> str:
        node = pairs.get(key)
        if isinstance(node, Scalar):
            return "" if node.is_null else node.text
        if node is not None:
            self._fault(place, "text", key=key, found=kind_of(node))
        return ""

    def _texts(self, node: Node, key: str, place: Place) -> Names:
        """A text, a list of texts, or nothing."""
        if isinstance(node, Scalar):
            return () if node.is_null or not node.text else (node.text,)
        if isinstance(node, Items) and all(isinstance(item, Scalar) for item in node.items):
            return tuple(item.text for item in node.items if isinstance(item, Scalar))
        self._fault(place, "texts", key=key)
        return ()

    def _fault(self, place: Place, code: str, **fields: Field) -> None:
        self.faults.append(case_fault(place, "shape", code, **fields))


def _nearest(name: str, known: Iterable[str]) -> Both | None:
    near = nearest_name(name, known)
    return filled(NEAREST, nearest=near) if near else None


def _among(known: Iterable[str]) -> Both:
    return filled(EXPECTED, known=", ".join(known))


def _is_nothing(node: Node | None) -> bool:
    return node is None or (isinstance(node, Scalar) and node.is_null)


def _is_moment(text: str) -> bool:
    try:
        parse_moment(text, UTC, end=False)
    except ValueError:
        return False
    return True
