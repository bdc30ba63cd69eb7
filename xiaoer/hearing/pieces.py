"""The pieces of a text that the fitted table weighs: as it is written, as it sounds, as denied.

    转人工吧  →  "^转" "转人" "人工吧" "吧$" …        written: 1 to 3 characters
    找human   →  "找human" "human$" …                 a Latin word or a number counts as one
                 "~zuan ren" "~ren gong" …            sounds: 2 or 3 toneless syllables
    别转人工  →  "!转人" "!人工" …                    denied: 2 characters within a negator's scope

The engine and the fit call the same function, so that what was measured is what runs.
"""

from functools import cache
from itertools import product

from xiaoer.text.characters.pinyin import fuzzy, spelled, toneless
from xiaoer.text.regex import regex
from xiaoer.text.words.lexicon import Lexicon

LONGEST = 120
"""Characters of a text that are cut into pieces."""

_LATIN = regex("([a-z]+)")
_UNIT = regex("[a-z]+|[0-9]+|.")
_SCOPE = 7  # characters behind a negator that it can deny
# 能不能, 要不要 and 是不是 ask; 不然 and 不好意思 deny nothing
_HARMLESS = regex(
    r"(.)[不没]\1|不然|不好意思|要不|不行|不了|不到|不知道|好不容易|不得不|差不多|为什么不|怎么不|为啥不"
    r"|特别|区别|类别|级别|性别|识别|告别|别的|别人|没有?人|没谁"
)
_NEGATOR = regex(r"不用|不要|不想|不需要?|不必|没有?|别|不|勿|甭|无需|无须|唔")
_ENDS = regex("[ 就但]")


def pieces(text: str) -> tuple[str, ...]:
    """The distinct pieces of a normalized text, in order of first appearance.

    >>> pieces("别转人工")[:4], pieces("别转人工")[-3:]
    (('^', '别', '转', '人'), ('!转人', '!人工', '!工$'))
    """
    text = text[:LONGEST]
    framed = f"^{text.replace(' ', '|')}$"
    found = dict.fromkeys("".join(run) for run in _tuples(_UNIT.findall(framed), (1, 2, 3)))
    sounds = ["^", *(sound for _, sound in sounding(text)), "$"]
    found.update(dict.fromkeys("~" + " ".join(run) for run in _tuples(sounds, (2, 3))))
    found.update(dict.fromkeys("!" + run for run in _denied(text)))
    return tuple(found)


def _tuples(items: list[str], sizes: tuple[int, ...]) -> list[tuple[str, ...]]:
    return [tuple(items[i : i + n]) for n in sizes for i in range(len(items) - n + 1)]


def sounding(text: str) -> list[tuple[str, str]]:
    """A normalized text by syllable: what is written, "" for pinyin, and how it sounds, folded.

    >>> sounding("zhuan人 ok买")
    [('', 'zuan'), ('人', 'ren'), ('ok', 'ok'), ('买', '买')]
    """
    found: list[tuple[str, str]] = []
    apart = _told_apart()
    for run in _LATIN.split(text):
        if not run.isascii() or not run.isalpha():
            sounds = map(fuzzy, toneless(run))
            found += (
                (char, char if char in apart else sound)
                for char, sound in zip(run, sounds, strict=True)
                if char != " "
            )
        elif typed := spelled(run):
            found += (("", fuzzy(sound)) for sound in typed)
        else:
            found.append((run, run))
    return found


def _denied(text: str) -> list[str]:
    """Pairs of characters that stand within the scope of a negator."""
    if not _NEGATOR.search(text):
        return []
    found: list[str] = []
    calm = _HARMLESS.sub(lambda match: "·" * len(match[0]), text)
    for negator in _NEGATOR.finditer(calm):
        scope = text[negator.end() : negator.end() + _SCOPE]
        scope = _ENDS.split(scope, maxsplit=1)[0]
        framed = scope + ("$" if negator.end() + len(scope) == len(text) else "")
        found += [framed[i : i + 2] for i in range(len(framed) - 1)]
    return found


@cache
def _told_apart() -> frozenset[str]:
    """Characters of listed contrasts that sound alike: 买 and 卖 stand for themselves."""
    apart: set[str] = set()
    for opposite in Lexicon.builtin().opposites:
        for one, other in product(opposite.left, opposite.right):
            if len(one) == len(other):
                differ = [pair for pair in zip(one, other, strict=True) if len(set(pair)) > 1]
                if len(differ) == 1 and len(set(map(fuzzy, toneless("".join(differ[0]))))) == 1:
                    apart.update(differ[0])
    return frozenset(apart)
