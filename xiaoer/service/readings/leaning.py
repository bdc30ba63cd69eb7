"""How a short turn leans on what was said before it, and what that was about."""

from collections.abc import Iterable

from xiaoer.records import dataclass
from xiaoer.service.deciding.decision import Turn
from xiaoer.service.deciding.desk import Desk
from xiaoer.service.naming.word_lists import words_of
from xiaoer.text.regex import regex
from xiaoer.text.utterance import Utterance

LONGEST = 12
"""Characters of a turn that may have no object; a longer one can stand alone."""
_LONGEST_MARKED = 16
_MARKED = regex(r"^(?:那么?(?!个)|要是|如果|换成|改成)|(?:呢|的话)$")
_LEAD = regex(r"^(?:那么?(?!个)(?:如果|要是)?|还有|要是|如果是?|换成|改成|[是如])+")
_TAIL = regex(r"(?:的话|[呢啊呀吧])+$")
_AMOUNT = regex(r"[0-9]+\D{1,2}")  # 7天 is no thing
_PRONOUN = regex(r"[他她它]们?|这个|那个|这种|那种")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """A turn that leans on the topic: ``rest`` of it without what marks it, ``own`` the things that
    it names itself, ``marked`` where it says so: 那…呢, 他."""

    rest: Utterance
    own: tuple[str, ...]
    marked: bool
    pronoun: str = ""


def leaning(desk: Desk, said: Utterance) -> Leaning | None:
    """How a turn leans on what was said before, None where it is too long for that."""
    bare, whole = said.core.replace(" ", ""), said.text.replace(" ", "")
    # 有人卖违禁品，怎么举报他: the message itself says who that is
    found = None if " " in said.core.strip() else _PRONOUN.search(bare)
    marked = bool(_MARKED.search(whole)) or (found is not None and len(bare) > len(found[0]) + 1)
    if not bare or len(bare) > (_LONGEST_MARKED if marked else LONGEST):
        return None
    left = _TAIL.sub("", _LEAD.sub("", bare))
    text = _PRONOUN.sub("", left)
    rest = said if text == whole else desk.analyze(text)
    named = dict.fromkeys((*desk.content.things(rest), *desk.content.chunks(rest)))
    own = tuple(word for word in named if not _AMOUNT.fullmatch(word))
    return Leaning(rest=rest, own=own, marked=marked, pronoun=found[0] if found else "")


def topic_things(
    desk: Desk, before: Utterance, about: str, *, answered: bool = True
) -> tuple[str, ...]:
    """What a question is about, the most telling first: its things as the corpus writes them, then
    those of the entry's own question where that has answered it."""
    content, found = desk.content, dict[str, None]()
    standard = desk.question(about, desk.corpus[about].question)
    for text in (before, standard) if answered else (before,):
        words = content.words(text)
        chunks = [chunk for chunk in content.chunks(text) if content.has(about, chunk)]
        known = [word for word in words if content.is_thing(word) and content.has(about, word)]
        acts = [word for word in words if len(word) > 1 and not content.is_thing(word)]
        acts.sort(key=content.weight, reverse=True)
        named = (*chunks, *sorted(known, key=content.weight, reverse=True))
        acts = [act for act in acts if act not in words_of("常事") or not named]
        found |= dict.fromkeys(named if known and not found else (*named, *acts))
    return tuple(word for word in found if content.has(about, word))


def is_of_topic(desk: Desk, id: str, things: Iterable[str]) -> bool:
    """Whether an entry is about one of the things."""
    return any(desk.content.has(id, thing) for thing in things)


def lacks_object(desk: Desk, alone: Turn) -> bool:
    """Whether the question that a turn comes to names more than the turn does."""
    ranked = alone.considered.ranked
    if not ranked:
        return True
    content = desk.content
    said = alone.message.utterance
    asked = ranked[0].evidence.closest.question.utterance
    known = set(content.words(said))
    left = [
        word
        for word in content.words(asked)
        if word not in said.key and word not in known and not content.is_side(word)
    ]
    return len("".join(left)) > 1
