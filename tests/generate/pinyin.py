"""Writes ``xiaoer/data/pinyin.txt``: the commonest single reading of about 7,000 characters.

Needs ``pip install "pypinyin==0.55.*" jieba``. Run ``python tests/generate/pinyin.py [--check]``.
"""

import sys
from collections import defaultdict
from importlib.metadata import version

from pypinyin import Style
from pypinyin import pinyin as readings
from pypinyin.phrases_dict import phrases_dict
from table import commonest, compose, finish, frequencies, is_gb2312, parser, traditional

COUNT = 8000  # at most; of 1.6 million characters of customers' questions .02 % are not read

# pypinyin's first reading is kept but for these. Found by comparing it with the reading that
# prevails in jieba's words, each weighted by its frequency (91 characters differ), and by looking
# through the polyphones among the 4,000 commonest characters; rare words decide nothing here.
PREFERRED = {
    "长": "chang",  # 多长时间, 尺寸长; zhang prevails only in titles of office
    "似": "si",
    "佛": "fo",
    "仔": "zi",
    "吁": "yu",
    "椎": "zhui",
    "伽": "jia",
    "琢": "zhuo",
    "肋": "lei",
    "曝": "bao",
    "傀": "kui",
    "辗": "zhan",
    "诘": "jie",
    "龈": "yin",
    "潦": "liao",
    "囤": "tun",
    "柞": "zuo",
    "啜": "chuo",
    "靓": "liang",
    "骠": "piao",
    "纥": "he",
    "铤": "ting",
    "趄": "qie",
    "窨": "yin",
    "孱": "chan",
    "擘": "bo",
    "噱": "xue",
    "豉": "chi",
    "啁": "zhou",
    "茄": "qie",
    "栅": "zha",
    "泊": "bo",
    "嗯": "en",  # as it is typed; the dictionary's n is no syllable of an input method
    "咯": "lo",
}

# Typed by customers and in neither list: slips for 券, 出, 嘛, and characters of names.
EXTRA = "劵岀嚜囧祎珺琍"

# Interjections without a vowel: no input method spells them so.
NO_SYLLABLE = frozenset({"m", "n", "ng", "hm", "hng"})


def characters() -> list[str]:
    """GB2312, then what occurs in pypinyin's phrases and jieba's dictionary, commonest first.

    Phrases are asked too because jieba's dictionary holds mis-decoded characters.
    """
    block = [chr(code) for code in range(0x4E00, 0xA000)]
    frequency = frequencies()
    inner = [char for char in block if is_gb2312(char)]
    known = {char for phrase in phrases_dict for char in phrase}
    old = traditional()
    outer = [char for char in block if char in known and frequency[char] and not is_gb2312(char)]
    more = commonest((char for char in outer if char not in old), frequency)
    return list(dict.fromkeys((*inner, *EXTRA, *more)))[:COUNT]


def reading(char: str) -> str | None:
    """The toneless syllable, ü as v; None where there is none that can be typed."""
    syllable = PREFERRED.get(char) or readings(char, style=Style.NORMAL, heteronym=False)[0][0]
    typed = syllable.isascii() and syllable.isalpha() and syllable not in NO_SYLLABLE
    return syllable if typed else None


def make(date: str) -> str:
    """The whole file: a line is a syllable, a space, and the characters read so."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for char in characters():
        syllable = reading(char)
        if syllable is not None:
            groups[syllable].append(char)
    header = [
        "Chinese characters and the commonest reading of each: pinyin without tones, ü as v.",
        "A line: a syllable, a space, the characters read so.",
        f"source: pypinyin {version('pypinyin')}, MIT; see NOTICE.md",
        "changes: one reading a character, PREFERRED of the script; commonness of the characters"
        f" beyond GB2312 from jieba {version('jieba')}, MIT",
        "script: tests/generate/pinyin.py",
        f"count: {sum(map(len, groups.values()))} characters, {len(groups)} syllables",
    ]
    lines = (f"{syllable} {''.join(sorted(chars))}" for syllable, chars in sorted(groups.items()))
    return compose(header, date, lines)


if __name__ == "__main__":
    options = parser("Generates the pinyin table.").parse_args()
    sys.exit(finish("pinyin.txt", make, check=options.check))
