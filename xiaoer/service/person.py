"""Whether a customer wants a person: 转人工, 叫个活人来, zhuan rengong, 别机器人了.

A part of the message between punctuation is a wish when it is made of nothing but the words
of ``data/lexicon/person.txt`` and names a person strongly (人工, 真人), or calls for one (找你们
主管). Anything left over makes it a question (人工客服几点上班, 找客服要发票). One pass over the
text, linear in its length.
"""

import re
import threading
from collections.abc import Mapping, Sequence

from xiaoer.text.pinyin import spelled, toneless
from xiaoer.text.resources import read_lines

_SECTIONS: Mapping[str, str] = {
    "真人": "strong",
    "人员": "person",
    "呼叫": "call",
    "换人": "wish",
    "拒绝机器人": "wish",
    "客套": "padding",
}
_LONGEST = 120
_ASKING = re.compile(r"怎么|如何|咋|为什么|哪里|从哪|在哪|是不是|有没有|找不到|打不通")
_SOUNDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("ren", "gong"), "人工"),
    (("zhen", "ren"), "真人"),
    (("huo", "ren"), "活人"),
    (("ke", "fu"), "客服"),
)
_lock = threading.Lock()
_scanner: "re.Pattern[str] | None" = None


def wants_person(text: str) -> bool:
    """Whether a normalized text, or one of its parts, asks for a person and nothing else.

    >>> [wants_person(t) for t in ("转人工", "听不懂人话吗 老子要人工", "人工客服几点上班", "zhuan rengong")]
    [True, True, False, True]
    """
    if not text or len(text) > _LONGEST:
        return False
    parts = dict.fromkeys((*text.split(" "), text.replace(" ", "")))
    return any(_is_wish(part) or _is_wish(_by_sound(part)) for part in parts)


def _is_wish(part: str) -> bool:
    found: set[str] = set()
    for match in _compiled().finditer(part):
        kind = (match.lastgroup or "other").split("_")[0]
        if kind == "other":
            return False
        found.add(kind)
    if "wish" in found:
        return True
    if "strong" in found:
        return not _ASKING.search(part) or "call" in found or _asks_for_place(part)
    return {"person", "call"} <= found and not _ASKING.search(part)


def _asks_for_place(part: str) -> bool:
    """怎么转人工 asks for the person; 人工在哪 asks for a place, but wants the person too."""
    return "转" in part or part.endswith(("在哪", "在哪里", "在哪儿", "有没有"))


def _by_sound(part: str) -> str:
    """The part with what sounds like 人工, 真人, 活人 or 客服 written so."""
    syllables: Sequence[str] = toneless(part)
    if part.isascii():
        syllables = spelled(part) or ()
        characters = list(syllables)
    else:
        characters = list(part)
    if len(syllables) != len(characters):
        return part
    place = 0
    while place < len(syllables):
        for sounds, written in _SOUNDS:
            if tuple(syllables[place : place + len(sounds)]) == sounds:
                characters[place : place + len(sounds)] = list(written)
                break
        else:
            if syllables[place] == "zhuan" and tuple(syllables[place + 1 : place + 3]) == (
                "ren",
                "gong",
            ):
                characters[place] = "转"
            place += 1
            continue
        place += len(sounds)
    return "".join(characters)


def _compiled() -> re.Pattern[str]:
    global _scanner
    if _scanner is None:
        with _lock:
            words: dict[str, str] = {}
            for title, line in read_lines("person.txt"):
                for word in line.split(" "):
                    words.setdefault(word, _SECTIONS[title])
            ordered = sorted(words, key=lambda w: (-len(w), w))
            _scanner = re.compile(_alternation(ordered, words))
    return _scanner


def _alternation(ordered: Sequence[str], kinds: Mapping[str, str]) -> str:
    """Longest word first, whatever its kind: one alternation with a group a length and kind."""
    groups: list[str] = []
    for length in sorted({len(w) for w in ordered}, reverse=True):
        for kind in dict.fromkeys(_SECTIONS.values()):
            words = [re.escape(w) for w in ordered if len(w) == length and kinds[w] == kind]
            if words:
                groups.append(f"(?P<{kind}_{length}>{'|'.join(words)})")
    return "|".join((*groups, "(?P<other>.)"))
