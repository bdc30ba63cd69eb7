"""Copies of phrases for the fit of hearing: misheard ones, and wishes that are denied."""

import random
import re
from collections.abc import Sequence

from tests.fit.phrases import Phrase
from xiaoer.text.characters.pinyin import toneless
from xiaoer.text.normalize import normalize

MISHEARD, DENIED = 2000, 400
"""How many copies of each kind."""

_NEGATORS = (
    "不要", "别", "不用", "先别", "莫", "唔使", "唔好", "甭", "不需要", "不想", "先不", "用不着",
    "不必", "勿", "请不要", "不需",
)  # fmt: skip
_TAILS = ("", "", "，我自己看看", "，你说就行", "，我先问问", "了", "，谢谢")
_CALL = re.compile(
    r"(我们?|俺)?(?:要|想要?)?((?:给我|帮我)?(?:转|找|接|叫|换|联系|呼叫|请|喊|安排|派|切).*)"
)
# what asks, denies already or has a reason does not become a refusal by a negator before it
_NO_CALL = re.compile("[不没别莫勿无吗么呢咋怎哪啥谁?？]|难道|有人|什么|为")


def misheard(rows: Sequence[Phrase]) -> list[Phrase]:
    """Copies of short phrases with one character in the place of one that sounds the same."""
    draw = random.Random(5)
    common = sorted({c for row in rows for c in normalize(row.text) if "一" <= c <= "鿿"})
    alike: dict[str, list[str]] = {}
    for char, sound in zip(common, toneless("".join(common)), strict=True):
        alike.setdefault(sound, []).append(char)
    found = []
    for row in draw.sample(list(rows), min(MISHEARD, len(rows))):
        text = normalize(row.text)
        places = [i for i, c in enumerate(text) if len(alike.get(toneless(c)[0], "")) > 1]
        if places and 3 <= len(text) <= 16:
            at = draw.choice(places)
            other = draw.choice([c for c in alike[toneless(text[at])[0]] if c != text[at]])
            found.append(
                Phrase(text=text[:at] + other + text[at + 1 :], labels=row.labels, round=row.round)
            )
    return found


def denied(rows: Sequence[Phrase]) -> list[Phrase]:
    """Short wishes behind a negator, which decline: 帮我转人工 → 先别帮我转人工，我自己看看."""
    draw = random.Random(11)
    calls = [
        (row, call)
        for row in rows
        if row.labels == {"wish"}
        and len(row.text) <= 10
        and not _NO_CALL.search(row.text)
        and (call := _CALL.fullmatch(normalize(row.text)))
    ]
    found = []
    for row, call in draw.sample(calls, min(DENIED, len(calls))):
        text = f"{call[1] or ''}{draw.choice(_NEGATORS)}{call[2]}{draw.choice(_TAILS)}"
        found.append(Phrase(text=text, labels=frozenset({"decline"}), round=row.round))
    return found
