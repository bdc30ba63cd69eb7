"""A wish for a person as it sounds or looks: zhuan rengong, 忍宫, 入工, 我要rg.

Words in Latin letters are read as pinyin where all of them are listed; 人工, 真人, 活人 and 客服
are also known when they are misspelled.
"""

import functools
import re
from collections.abc import Mapping

from xiaoer.text.pinyin import spelled, toneless
from xiaoer.text.resources import read_lines
from xiaoer.text.shapes import lookalikes

_FILE = "person.txt"
_LATIN = re.compile(r"[a-z]+(?: [a-z]+)*")
_CORE = ("人工", "真人", "活人", "客服")
# 人工叩服, 人工客复: what else could it be
_SERVICE = re.compile("(?<=人工)(?:[一-龥](?<![客和])服|客(?!服|户)[一-龥])(?=$|[吧啊呀吗在谢])")
_BRACKETS = str.maketrans("", "", "[]")


def as_heard(part: str) -> str:
    """A part of a normalized message, without spaces, in the words that it sounds or looks like.

    >>> as_heard("zhuan ren gong"), as_heard("我要忍宫客夫")
    ('转人工', '我要人工客服')
    """
    part = _LATIN.sub(_read_pinyin, part).replace(" ", "")
    pairs, core, turn, service = _patterns()
    if pairs.search(part):
        part = core.sub(lambda found: _CORE[(found.lastindex or 1) - 1], part)
    if not any(word in part for word in _CORE):
        return part
    return _SERVICE.sub("客服", service.sub("服务", turn.sub("转", part)))


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Patterns of 人工 and the like, of 转 before them, of 服务 behind them; built once, in 20 ms.

    By sound both characters may differ (忍宫), by shape one (入工). The first pattern finds any
    pair that may be one of them, in a fifth of the time.
    """
    han = "".join(map(chr, range(0x4E00, 0xA000)))
    chars: dict[str, list[str]] = {syllable: [] for syllable in toneless("转服务" + "".join(_CORE))}
    for char, syllable in zip(han, toneless(han), strict=True):
        if syllable in chars:
            chars[syllable].append(char)
    listed = _single_words()

    def sound(char: str) -> str:
        return f"[{''.join(chars[toneless(char)[0]])}]"

    def shape(char: str) -> str:
        return f"[{char}{''.join(c for c in lookalikes(char) if c not in listed)}]"

    core = "|".join(
        f"({sound(a)}{sound(b)}|{shape(a)}{b}|{a}{shape(b)})" for a, b in map(tuple, _CORE)
    )
    turn = f"(?:{sound('转')}|{shape('转')})(?=接?(?:人工|真人|客服))"
    service = f"(?<=人工|真人|客服){sound('服')}{sound('务')}"
    firsts, seconds = zip(*_CORE, strict=True)
    pairs = "".join(
        f"[{''.join(sound(char) + shape(char) for char in column).translate(_BRACKETS)}]"
        for column in (firsts, seconds)
    )
    return tuple(map(re.compile, (pairs, core, turn, service)))


def _single_words() -> frozenset[str]:
    """The words of one character: they are what they look like."""
    return frozenset(
        word
        for title, line in read_lines(_FILE)
        if title != "拼音"
        for word in line.split(" ")
        if len(word) == 1
    )


def _read_pinyin(found: re.Match[str]) -> str:
    """Words in Latin letters with those that are pinyin of listed words written in Chinese."""
    return " ".join(_in_chinese(run) or run for run in found[0].split(" "))


def _in_chinese(run: str) -> str | None:
    known = _pinyin()
    rest = spelled(run)
    written = ""
    while rest:
        taken = 2 if rest[:2] in known else 1
        word = known.get(rest[:taken])
        if word is None:
            return None
        written += word
        rest = rest[taken:]
    return written or None


@functools.cache
def _pinyin() -> Mapping[tuple[str, ...], str]:
    """Syllables → the word of the list that sounds so, the first listed."""
    known: dict[tuple[str, ...], str] = {}
    for title, line in read_lines(_FILE):
        if title == "拼音":
            for word in line.split(" "):
                known.setdefault(toneless(word), word)
    return known
