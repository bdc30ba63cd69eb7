"""Several questions in one message: each is served, none is dropped, their order is kept.

A message is taken apart only where its parts are questions of their own: each asks something, and
at least two of them are clearly about different entries. What is no question (我买的鞋大了) stays
with the question behind it. Whether it is taken apart depends on no threshold, so that a threshold
still decides nothing but whether to answer. A message costs at most 13 readings: one of the whole,
one a part, and six that the parts share where one follows from another; one of more than 160
characters is read once.
"""

from collections.abc import Sequence
from unicodedata import normalize

from xiaoer.hearing.message import Message
from xiaoer.matching.clauses import asks_something
from xiaoer.records import replace
from xiaoer.service.deciding.customer import Customer
from xiaoer.service.deciding.decision import Turn
from xiaoer.service.deciding.desk import Desk
from xiaoer.service.deciding.policy import ANSWER
from xiaoer.service.readings.follow_up import MOST_READINGS, best_reading, readings_of
from xiaoer.text.regex import regex

MOST_PARTS = 6
LONGEST = 160
"""Characters of a message that is taken apart. Of 1,002 labelled queries none is longer; a text
of 512 characters taken apart costs 30 times the median query, one of 160 within 20 times."""
FIRM = 0.65
"""Confidence at which a part is clearly about its entry: at .5, .6 and .7, 232, 227 and 224 of 300
joined pairs are taken apart, and at .5 three of 1,002 single questions more (here and below
``tests.bench.thresholds``, with the weights of before; with these, at .6, .65 and .7 4, 3 and 2 of
the long ones of 1,268 are)."""
_SURE = ANSWER  # a message that is surer than this as one question is taken apart less easily:
_SLACK, _MARKED_SLACK = 0.05, 0.2  # only where its parts are as sure, but for so much
# (at 0: 215 and 211 of 300 pairs; the first at .1: 236, and one of 1,002 single questions more)
# Confidence that the parts need between question marks, if one of them is firm: 227 of 300 pairs
# from .2 to .3, 222 at .4; a part of another world stays with the whole.
_LIKELY = 0.3

_BREAK = regex(r"([?？!！。;；,，、\s]+)")
_LINK = regex(r"^(?:还有|另外|以及|然后|顺便|再问一?下|还想问一?下?|以?及)+")


def serve_several(desk: Desk, message: Message, customer: Customer) -> Turn:
    """What a message comes to: one turn, with ``parts`` where it asks several things."""
    raw = message.utterance.raw
    whole = desk.serve(message, customer)
    texts = questions(raw) if _may_be_several(whole) else ()
    if not 2 <= len(texts) <= MOST_PARTS or _is_long(texts):
        return whole
    marked = _are_marked(raw, texts)
    needed = _needed(whole, len(texts), marked)
    most = MOST_READINGS  # of all the parts together: the work for a message is bounded
    parts: list[Turn] = []
    for text in texts:
        part = desk.serve(desk.read(text), customer)
        if parts and part.confidence < FIRM:
            before = parts[-1]
            readings = readings_of(desk, part, before.message.utterance, before.first, most)
            most -= len(readings.texts)
            part = best_reading(desk, part, readings) or part
        parts.append(part)
        if part.confidence < needed:
            return whole
    return _joined(whole, parts) if _are_several(parts, marked) else whole


def questions(text: str) -> tuple[str, ...]:
    """The questions that a message asks, each with what is told before it.

    >>> questions("我买的鞋大了，能换吗？运费谁出")
    ('我买的鞋大了，能换吗？', '运费谁出')
    >>> questions("怎么退款"), questions("东西坏了，怎么办")
    (('怎么退款',), ('东西坏了，怎么办',))
    """
    pieces = _BREAK.split(text)
    found: list[str] = []
    told = ""
    for clause, separator in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        told += clause
        if clause and (asks_something(clause) or "?" in separator or "？" in separator):
            found.append(_LINK.sub("", told + separator).strip(" ,，、\n"))
            told = ""
        else:
            told += separator
    if told.strip() and found:
        found[-1] += f" {told.strip()}"
    return tuple(found) or (text,)


def _may_be_several(whole: Turn) -> bool:
    facts = whole.facts
    exact = whole.considered.match.exact
    return not (facts.wish or facts.topic or exact or facts.plain.action == "chat")


def _is_long(texts: Sequence[str]) -> bool:
    """Whether the parts are longer than they may be, as they are read (㍿ is 株式会社)."""
    return sum(len(normalize("NFKC", text)) for text in texts) > LONGEST


def _are_marked(text: str, texts: Sequence[str]) -> bool:
    """Whether question marks or line ends stand between the questions."""
    return all(one.endswith(("?", "？")) or f"{one}\n" in text for one in texts[:-1])


def _needed(whole: Turn, count: int, marked: bool) -> float:
    """The confidence that every part must have; of more than two, one may be of another world."""
    if count > 2:
        return 0.0
    sure = whole.confidence
    least = _LIKELY if marked else FIRM
    if sure >= _SURE:
        return max(least, sure - (_MARKED_SLACK if marked else _SLACK))
    return least


def _are_several(parts: Sequence[Turn], marked: bool) -> bool:
    """Whether the parts are about entries of their own: two of them clearly, one where marked."""
    firm = [part.first for part in parts if part.confidence >= FIRM]
    if marked and len({part.first for part in parts}) == len(parts):
        return bool(firm)
    return len(firm) > 1 and len(set(firm)) == len(firm)


def leading(parts: Sequence[Turn]) -> int:
    """The place of the part that decides what is done: handed over if any of them is, asked back
    if any is, else answered as the first."""
    actions = [part.decision.action for part in parts]
    return next((actions.index(a) for a in ("escalate", "clarify") if a in actions), 0)


def _joined(whole: Turn, parts: Sequence[Turn]) -> Turn:
    deciding = parts[leading(parts)]
    decision = deciding.decision
    if decision.ground not in ("core", "wish", "restricted"):
        decision = replace(decision, ground="several")
    return replace(whole, facts=deciding.facts, decision=decision, parts=tuple(parts))
