"""What is listed beside the request for other words: what is near, what only answers say."""

from xiaoer.service.deciding.decision import Turn
from xiaoer.service.deciding.desk import Desk
from xiaoer.service.naming.denied import denied_act

_NEAR = 0.2
"""Confidence from which questions are listed beside the request for other words. Of the messages
of ``faq/queries.jsonl`` that are not asked which, from .2 to .38 there are 18 in scope, with the
right entry among the choices of 17, and 26 out of scope (``tests.bench.choices``)."""
_TIED, _HALF = 0.05, 0.5
"""Confidence from which several are listed that each have half of what was said: among equals none
is likely. Of the same messages there are 8 in scope, with the right one among the choices of 7, and
6 out of scope."""
_SHARED = 0.3  # of what was said, by weight, that an entry has which is listed so


def nearby(desk: Desk, turn: Turn) -> tuple[str, ...]:
    """Entries that have something of what was said, and are near enough to be listed."""
    match, said = turn.considered.match, turn.message.utterance
    if match.confidence < _TIED:
        return ()
    least = match.candidates[0].score / 2
    if turn.decision.reason == "polarity" and not match.struck and denied_act(said.text):
        return ()  # what is near is the act that was not done
    contradicted = turn.decision.reason == "polarity" and not match.struck
    candidates = match.candidates[1:] if contradicted else match.candidates
    ids = tuple(c.id for c in candidates if c.score >= least)
    fit = desk.roles.fits(said, [desk.corpus[id] for id in ids])
    tied = match.confidence < _NEAR
    shared = _HALF if tied else _SHARED
    worth = tuple(id for id in ids if id in fit and desk.content.share(said, id) >= shared)
    if tied and len(worth) < 2:
        return ()
    return desk.eligible(worth, turn.customer)[: desk.corpus.settings.limits.choices]


def by_answers(desk: Desk, turn: Turn, about: str | None) -> tuple[str, ...]:
    """Entries whose answers have what the message names, the one that the talk is about first."""
    said = turn.message.utterance
    if denied_act(said.text):
        return ()  # 我没申请退款: what is like it is not wanted
    ids = desk.eligible(desk.answer_words.having(said), turn.customer)
    ids = tuple(sorted(ids, key=lambda id: id != about))
    return ids[: desk.corpus.settings.limits.choices]


def with_answers(
    ids: tuple[str, ...], desk: Desk, turn: Turn, about: str | None
) -> tuple[str, ...]:
    """The ids, and behind them those whose answers have what the message names."""
    found = dict.fromkeys((*ids, *by_answers(desk, turn, about)))
    return tuple(found)[: desk.corpus.settings.limits.choices]
