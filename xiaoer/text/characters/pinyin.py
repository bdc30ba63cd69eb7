"""How characters sound: toneless pinyin, its folding by accent, and pinyin typed as Latin letters.

Evidence for a homophone or an accent, never a rewriting of what the customer typed.
"""

from threading import Lock

from xiaoer.records import dataclass
from xiaoer.text.regex import regex
from xiaoer.text.resources import read_text

_LONGEST = 6
"""Letters of the longest syllables: zhuang, chuang, shuang."""

# as typed → as in the table; schoolbooks write lüe, input methods take lue and lve
_SPELLINGS = {"lue": "lve", "nue": "nve"}
_BREAK = regex(r"[\s'’-]+")
_LATIN = regex(r"[a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pinyin:
    """Readings by character, all that counts as one typed syllable, and each `fuzzy`."""

    readings: dict[str, str]
    syllables: frozenset[str]
    folded: dict[str, str]


_lock = Lock()
_loaded: list[_Pinyin] = []


def toneless(text: str) -> tuple[str, ...]:
    """One syllable for each Chinese character; any other character stands for itself.

    A character has one reading, its commonest, whatever its neighbours: 没收到货 begins with
    *mei*. Expects simplified text. ü is written v.

    >>> toneless("没收到货7")
    ('mei', 'shou', 'dao', 'huo', '7')
    """
    readings = _table().readings
    return tuple([readings.get(char, char) for char in text])


def fuzzy(syllable: str) -> str:
    """The syllable with what southern accents and hasty typing confuse folded together.

    zh, ch, sh → z, c, s; final ang, eng, ing → an, en, in; initial n → l. The result is a key to
    compare, not always a real syllable; folding it again changes nothing.

    The chance that two characters of running text share their sound, from jieba's frequencies, is
    .0073 exactly, .0090 with the first two, .0092 with n → l, which is thus nearly free. f → h is
    left out: it is no change of an initial alone (fei, hui), and few accents have it.

    >>> fuzzy("shang"), fuzzy("neng"), fuzzy("zhong")
    ('san', 'len', 'zong')
    """
    folded = _table().folded.get(syllable)
    return _folded(syllable) if folded is None else folded


def _folded(syllable: str) -> str:
    if syllable.startswith(("zh", "ch", "sh")):
        syllable = syllable[0] + syllable[2:]
    elif syllable.startswith("n"):
        syllable = "l" + syllable[1:]
    return syllable[:-1] if syllable.endswith(("ang", "eng", "ing")) else syllable


def spelled(text: str) -> tuple[str, ...] | None:
    """The syllables of a text that is wholly pinyin in Latin letters, else None.

    Spaces, hyphens and apostrophes end a syllable; ü may be typed ü, v, or u in lue and nue.
    Where letters can be split in several ways, the earliest syllable is as long as possible. On
    the 60,000 commonest words of jieba typed without spaces, weighted by frequency, that is the
    split meant for 99.6 %; most others have a bare vowel after n or g (三个 sange, 平安 pingan).

    >>> spelled("tuikuan zenme shenqing")
    ('tui', 'kuan', 'zen', 'me', 'shen', 'qing')
    >>> spelled("iphone") is None
    True
    """
    found: list[str] = []
    for run in _BREAK.split(text.lower().replace("ü", "v")):
        syllables = _split(run) if run else ()
        if syllables is None:
            return None
        found += syllables
    return tuple(found) or None


def _split(run: str) -> tuple[str, ...] | None:
    """The run of letters as syllables, longest first; linear in its length."""
    if not _LATIN.fullmatch(run):
        return None
    valid = _table().syllables
    end = len(run)
    # step[i]: letters of the longest syllable at i from behind which the rest splits too
    step = [0] * end + [1]
    for start in range(end - 1, -1, -1):
        for length in range(min(_LONGEST, end - start), 0, -1):
            if step[start + length] and run[start : start + length] in valid:
                step[start] = length
                break
    found: list[str] = []
    start = 0
    while start < end:
        if not step[start]:
            return None
        syllable = run[start : start + step[start]]
        found.append(_SPELLINGS.get(syllable, syllable))
        start += step[start]
    return tuple(found)


def _table() -> _Pinyin:
    """The readings; read once in a process, on first use."""
    if not _loaded:
        with _lock:
            if not _loaded:
                _loaded.append(_read())
    return _loaded[0]


def _read() -> _Pinyin:
    text = read_text("pinyin.txt")
    lines = (line.split(" ") for line in text.splitlines() if not line.startswith("#"))
    readings = {char: syllable for syllable, chars in lines for char in chars}
    syllables = frozenset(readings.values()).union(_SPELLINGS)
    folded = {syllable: _folded(syllable) for syllable in sorted(syllables)}
    return _Pinyin(readings=readings, syllables=syllables, folded=folded)
