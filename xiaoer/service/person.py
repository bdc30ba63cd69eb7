"""Whether a customer wants a person: 转人工, 叫个活人来, zhuan rengong, 别机器人了.

A part of the message between punctuation is a wish when it is made of nothing but the words
of ``data/lexicon/person.txt`` and names a person strongly (人工, 真人), or calls for one (找你们
主管). Anything left over makes it a question (人工客服几点上班, 找客服要发票). One pass over the
text, linear in its length.
"""

import re
from collections.abc import Mapping, Sequence

from xiaoer.service.scan import Scanner
from xiaoer.text.pinyin import spelled, toneless

_SECTIONS: Mapping[str, str] = {
    "真人": "strong",
    "人员": "person",
    "呼叫": "call",
    "换人": "wish",
    "拒绝机器人": "wish",
    "客套": "padding",
}
_LONGEST = 120
_LONGEST_BY_SOUND = 24
_ASKING = re.compile(r"怎么|如何|咋|为什么|哪里|从哪|在哪|是不是|找不到|打不通")
_SOUNDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("zhuan", "ren", "gong"), "转人工"),
    (("ren", "gong"), "人工"),
    (("zhen", "ren"), "真人"),
    (("huo", "ren"), "活人"),
    (("ke", "fu"), "客服"),
)
_LATIN_RUNS = re.compile("[a-z]+|[^a-z]+")
_SCANNER = Scanner("person.txt", _SECTIONS)


def wants_person(text: str) -> bool:
    """Whether a normalized text, or one of its parts, asks for a person and nothing else.

    >>> [wants_person(t) for t in ("转人工", "听不懂人话吗 老子要人工", "zhuan rengong")]
    [True, True, True]
    >>> wants_person("人工客服几点上班")
    False
    """
    if not text or len(text) > _LONGEST:
        return False
    parts = dict.fromkeys((*text.split(" "), text.replace(" ", "")))
    return any(_is_wish(part) or _sounds_like_wish(part) for part in parts)


def _sounds_like_wish(part: str) -> bool:
    return len(part) <= _LONGEST_BY_SOUND and _is_wish(_by_sound(part))


def _is_wish(part: str) -> bool:
    found = _SCANNER.kinds(part)
    if not found:
        return False
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
    written: list[str] = []
    sounds: list[str] = []
    for run in _LATIN_RUNS.findall(part):
        syllables = (spelled(run) or (run,)) if run.isascii() else toneless(run)
        sounds += syllables
        written += syllables if run.isascii() else run
    place = 0
    while place < len(sounds):
        length = _replace_sound(written, sounds, place)
        place += length
    return "".join(written)


def _replace_sound(written: list[str], sounds: Sequence[str], place: int) -> int:
    """Writes the word that sounds so at a place; how many syllables it has, at least one."""
    for word_sounds, word in _SOUNDS:
        length = len(word_sounds)
        if tuple(sounds[place : place + length]) == word_sounds:
            written[place : place + length] = word
            return length
    return 1
