"""Short turns that say no object of their own: 能退吗, 怎么取消, 多久能到, 那普通班呢, 我想投诉他.

The topic of the talk is put before them, or what they name in the place of what the question before
named. A reading answers only where its entry has the topic and every word of what was said; where
the topic has entries and none has what is asked of it, that is told, and no neighbour's answer.

    运费险怎么赔 → 多久能到        运费险多久能到     answered, within the entries of 运费险
    模拟考怎么约 → 怎么取消        模拟考怎么取消     no entry has both: not covered
    科目二补考多少钱 → 科目三呢    科目三补考多少钱   answered as any question
"""

from collections.abc import Callable
from functools import cache

from xiaoer.hearing.message import Message
from xiaoer.records import dataclass, replace
from xiaoer.service.deciding.decision import Turn
from xiaoer.service.deciding.desk import Desk
from xiaoer.service.naming.word_lists import groups_of, words_of
from xiaoer.service.readings.follow_up import as_follow_up
from xiaoer.service.readings.leaning import Leaning, is_of_topic, topic_things
from xiaoer.text.utterance import Utterance

ReadText = Callable[[str], Message]

_LONGEST_READING = 40
_MOST_ENTRIES = 200  # that a topic is looked for in
_ANYWHERE = frozenset(("退", "天"))  # what may be asked of all, by other categories' entries
_SURE = 0.45
"""Confidence that a reading needs in the one entry that has its topic and all that was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topical:
    """What a leaning turn comes to with the topic.

    ``turn`` is the reading that answers, None where none does; ``near`` are entries of the topic,
    nearest first; ``things`` are what the topic is about; ``read`` has what was read for it.
    """

    turn: Turn | None
    things: tuple[str, ...]
    read: ReadText
    near: tuple[str, ...] = ()


def with_topic(
    desk: Desk, alone: Turn, lean: Leaning, before: Utterance, about: str, *, answered: bool
) -> Topical | None:
    """What a leaning turn comes to after a question that an entry is about, without what is near;
    None where the question names nothing to lean on."""
    things = topic_things(desk, before, about, answered=answered)
    if not things:
        return None
    read = cache(desk.read)  # within the entries of the topic, then among all
    turn = _reading(desk, read, alone, lean, before, things, about)
    return Topical(turn=turn, things=things, read=read, near=(turn.first,) if turn else ())


def with_near(desk: Desk, alone: Turn, lean: Leaning, found: Topical, about: str) -> Topical:
    """The same with the entries of the topic that are near, the first of them given where it is
    sure."""
    turn, near = _near(desk, found.read, alone, lean, found.things, about)
    return replace(found, turn=turn, near=near)


def _reading(
    desk: Desk,
    read: ReadText,
    alone: Turn,
    lean: Leaning,
    before: Utterance,
    things: tuple[str, ...],
    about: str,
) -> Turn | None:
    """The reading that answers: another thing of the same kind stands in its place (C1, C2), any
    other word goes behind the topic; a thing that the topic's own kind does not have (运费险 after
    退货) stands in a place too."""
    named = lean.marked or (bool(lean.own) and not desk.content.asks(lean.rest))
    place = _place(desk, lean, before, things) if named else ""
    ordered = _ordered(lean, things)
    if place and _likeness(place, lean.rest.key):
        return _instead(desk, read, alone, lean, before, place)
    place = place if lean.own else ""
    found = _behind(desk, read, alone, lean, ordered, about, kin=bool(place))
    if found is None and place:
        found = _instead(desk, read, alone, lean, before, place)
        return found or _behind(desk, read, alone, lean, ordered, about, kin=False)
    return found


def _ordered(lean: Leaning, things: tuple[str, ...]) -> tuple[str, ...]:
    """The things to lean on: 他 is somebody, the whole question comes last."""
    if lean.pronoun[:1] in ("他", "她"):
        people = tuple(words_of("人"))
        return tuple(sorted(things, key=lambda thing: not thing.endswith(people)))
    return things


def _behind(
    desk: Desk,
    read: ReadText,
    alone: Turn,
    lean: Leaning,
    things: tuple[str, ...],
    about: str,
    *,
    kin: bool,
) -> Turn | None:
    """The turn behind what the topic is about, within the entries that have both."""
    sides = _sides(desk, lean.rest)
    told = lean.marked or desk.content.asks(lean.rest) or any(len(side) > 1 for side in sides)
    if not lean.rest.key or not sides or not told:
        return None
    found: list[tuple[str, tuple[str, ...]]] = []
    for thing in things:
        if lean.rest.key in thing or thing in lean.rest.key:
            continue
        having = desk.eligible(desk.content.entries(thing, _MOST_ENTRIES), alone.customer)
        others = having if not (lean.own and lean.marked) else [id for id in having if id != about]
        able = tuple(id for id in others if all(_has_side(desk, id, side) for side in sides))
        if able:
            found.append((thing, able))

    def rank(pair: tuple[str, tuple[str, ...]]) -> tuple[bool, bool]:
        return _is_hardly(desk, about, pair[1], sides), not _is_kin(desk, about, pair[1])

    found.sort(key=rank)
    for thing, able in found[:1]:
        near = tuple(id for id in able if _is_kin(desk, about, (id,)))
        if near or not kin:
            within = near if near and not set(sides) <= _ANYWHERE else able
            return _read(desk, read, alone, f"{thing}{lean.rest.key}", within)
    return None


def _is_hardly(desk: Desk, about: str, ids: tuple[str, ...], sides: tuple[str, ...]) -> bool:
    """Whether only the topic's own entry has what is said, and within other words: 退 in 退回."""
    return ids == (about,) and any(not desk.content.is_word_of(about, side) for side in sides)


def _is_kin(desk: Desk, about: str, ids: tuple[str, ...]) -> bool:
    """Whether one of the entries is of the category of the topic's."""
    category = desk.corpus[about].category
    return not category or any(desk.corpus[id].category == category for id in ids)


def _near(
    desk: Desk, read: ReadText, alone: Turn, lean: Leaning, things: tuple[str, ...], about: str
) -> tuple[Turn | None, tuple[str, ...]]:
    """The entries of the topic that are nearest to what was said, but for the one it is about; and
    the answer of the first of them where it is sure."""
    if not lean.rest.key or lean.rest.key in things[0]:
        return None, ()
    turn = desk.serve(read(f"{things[0]}{lean.rest.key}"), alone.customer)
    ids = [c.id for c in turn.considered.match.candidates if c.id != about]
    near = tuple(id for id in ids if is_of_topic(desk, id, things))
    sure = turn.decision.gives and turn.first in near and not lean.own
    sides = _sides(desk, lean.rest)
    if sure and sides and all(_has_side(desk, turn.first, side) for side in sides):
        return as_follow_up(alone, turn), near
    return None, near


def _sides(desk: Desk, rest: Utterance) -> tuple[str, ...]:
    """The words of a turn that an entry must have to answer it."""
    asked = [word for word in rest.folded if any(word in side for side in groups_of("同一面"))]
    found = tuple(dict.fromkeys((*desk.content.words(rest), *asked)))
    return found or ((rest.key,) if len(rest.key) > 1 else ())


def _has_side(desk: Desk, id: str, word: str) -> bool:
    if desk.content.has(id, word):
        return True
    sides = (side for side in groups_of("同一面") if word in side)
    return any(desk.content.has(id, same) for side in sides for same in side)


def _place(desk: Desk, lean: Leaning, before: Utterance, things: tuple[str, ...]) -> str:
    """What the question before names that the turn names another of, "" where there is none."""
    own, whole, named = lean.rest.key, before.key, set(desk.content.words(before))
    if not own or own in whole:
        return ""
    words = [w for w, f in zip(before.words, before.folded, strict=True) if f in named]
    places = [
        word
        for word in dict.fromkeys((*words, *things))
        if word in whole and word not in own and word not in words_of("常事")
    ]
    return max(
        places, key=lambda word: (_likeness(word, own), word in things, -len(word)), default=""
    )


def _likeness(word: str, own: str) -> int:
    """How much two words look like things of one kind: 普通班 and VIP班."""
    return 2 * (word[-1] == own[-1]) + (word[0] == own[0])


def _instead(
    desk: Desk, read: ReadText, alone: Turn, lean: Leaning, before: Utterance, place: str
) -> Turn | None:
    """What the turn names in the place of what the question before names."""
    text = before.key.replace(place, lean.rest.key, 1)
    if len(text) > _LONGEST_READING:
        return None
    turn = desk.serve(read(text), alone.customer)
    left = [w for w in _sides(desk, before) if w not in place and w not in words_of("常事")]
    left = [word for word in left if len(word) > 1 and word != before.key]
    if not left and not _likeness(place, lean.rest.key) and not desk.content.asks_how(before):
        return None  # 可以用医保吗: of another thing it would be another question
    needed = [*(word for word in desk.content.words(lean.rest) if len(word) > 1), *left]
    if not turn.first or not all(_has_side(desk, turn.first, word) for word in needed):
        return None
    return _given(desk, alone, turn, turn.first)


def _read(desk: Desk, read: ReadText, alone: Turn, text: str, able: tuple[str, ...]) -> Turn | None:
    """What a reading comes to within the entries that have all of it."""
    turn = desk.serve(read(text), alone.customer, within=able)
    return _given(desk, alone, turn, able[0] if len(able) == 1 else "")


def _given(desk: Desk, alone: Turn, turn: Turn, only: str) -> Turn | None:
    """The reading where it is answered, or has ``only`` one entry that has all of it."""
    if _answers(turn):
        return as_follow_up(alone, turn)
    match = turn.considered.match
    if not only or match.confidence < _SURE or match.difference or turn.facts.topic:
        return None
    if turn.facts.wish or turn.facts.plain.action == "chat" or turn.first != only:
        return None
    facts = desk.policy.given(desk.corpus[only], "follow_up")
    return as_follow_up(alone, desk.settle(turn, facts))


def _answers(turn: Turn) -> bool:
    """Whether a reading comes to an entry: given, handed over as it says, or shown."""
    if turn.facts.wish or turn.facts.topic:
        return False
    decision = turn.decision
    return decision.gives or decision.reason == "entry_escalates" or decision.shown is not None
