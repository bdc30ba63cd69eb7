"""Who was handed over or asked back for nothing, as sections."""

from __future__ import annotations

from collections.abc import Sequence

from xiaoer.errors import Lang
from xiaoer.evaluation.labelled.evaluation import Evaluation
from xiaoer.evaluation.labelled.unserved import Unserved
from xiaoer.evaluation.pages.section import Section
from xiaoer.evaluation.pages.wording import heading, say

MOST = 20
"""Queries listed; JSON has all of them."""


def handovers(evaluation: Evaluation, lang: Lang) -> Section | None:
    """Handed to a person although the right entry came first."""
    return _section("handovers", evaluation.handovers, lang)


def ask_backs(evaluation: Evaluation, lang: Lang) -> Section | None:
    """Asked back without a right entry to choose."""
    return _section("ask_backs", evaluation.ask_backs, lang)


def unserved_line(one: Unserved, lang: Lang) -> str:
    """What would have been right, what was offered instead, and how sure it was."""
    gold = one.case.gold[0] if one.case.gold else ""
    right = f"{gold} {one.gold_question}".strip() or say("none", lang)
    text = f"{say('gold', lang)} {right} {one.confidence:.2f}"
    if one.choices:
        text += f" | {say('offered', lang)} {' / '.join(one.offered)}"
    return text


def _section(key: str, found: Sequence[Unserved], lang: Lang) -> Section | None:
    if not found:
        return None
    items = [
        (f"{one.case.q} | {unserved_line(one, lang)}", str(one.case.place or ""))
        for one in found[:MOST]
    ]
    rest = len(found) - MOST
    below = (say("more", lang, n=rest),) if rest > 0 else ()
    title = f"{heading(key, lang)} × {len(found)}"
    return Section(key=key, title=title, items=tuple(items), below=below)
