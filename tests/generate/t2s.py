"""Writes ``xiaoer/data/t2s.txt``: traditional → simplified, character by character.

Needs ``pip install "OpenCC==1.4.*" jieba``. Run ``python tests/generate/t2s.py [--check]``.
"""

import sys
from collections import defaultdict
from importlib.metadata import version

import opencc
from table import compose, finish, parser

# Configurations in order of authority: the first that knows a character decides.
CONFIGS = ("t2s", "tw2s", "hk2s")

# Characters that OpenCC maps and this table does not.
OMIT = {
    "著": "著名, 显著, 著作权 are simplified; as a Taiwanese particle (等著) it carries no meaning",
    "么": "simplified for 麼; only the Taiwanese configuration reads it as 幺",
    "吒": "哪吒 is simplified, and sold",
    "薹": "蒜薹, 菜薹 are simplified, and sold",
    "袷": "袷袢 is simplified; 袷 for 夹 is obsolete",
    "薴": "its target 苧 is itself traditional, for 苎 (苎麻, ramie, a fabric): not idempotent",
}

# Characters that OpenCC leaves alone, or maps to another one.
ADD = {
    "瞭": "了",  # 想瞭解一下 is daily Taiwanese; 瞭望 is no customer's word
    "帳": "账",  # OpenCC says 帐: right for 帳篷, but 帳號, 帳戶, 帳單, 到帳 are what customers ask
    "妳": "你",  # Taiwan, to a woman
    "牠": "它",  # Taiwan, of animals
    "濶": "阔",  # this and the following: older forms that OpenCC leaves alone
    "廻": "回",
    "砲": "炮",
    "淸": "清",
    "値": "值",
    "緖": "绪",
    "郞": "郎",
}

# Mapped although the character occurs in simplified text too, for the traditional use is far more
# frequent among customers and the other is a rare word, read alike on both sides of the match:
# 乾 (乾燥, 餅乾 against 乾隆), 徵 (徵求 against the note 徵), 於 and 後 (surnames), 夥, 摺, 捱,
# 拚, 菸.
# Left alone, because the simplified use is everyday: 甚 (甚麼, but 甚至), 覆 (回覆, but 覆盖),
# 藉 (藉口, but 慰藉): their words belong into the lexicon.


def codepoints() -> list[str]:
    """The unified ideographs of the basic plane (compatibility forms fall to NFKC before this)."""
    return [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]


def mapping() -> dict[str, str]:
    """Character → its simplified character, where they differ."""
    converters = [opencc.OpenCC(config) for config in CONFIGS]
    found: dict[str, str] = {}
    for char in codepoints():
        targets = (converter.convert(char) for converter in converters)
        target = next((target for target in targets if target != char), char)
        if target != char and len(target) == 1 and ord(target) <= 0xFFFF and char not in OMIT:
            found[char] = target
    found.update(ADD)
    broken = {char: target for char, target in found.items() if target in found}
    if broken:
        raise SystemExit(f"not idempotent, decide in OMIT: {broken}")
    return found


def make(date: str) -> str:
    """The whole file: a line is a simplified character, then all that become it."""
    table = mapping()
    sources: defaultdict[str, list[str]] = defaultdict(list)
    for char, target in table.items():
        sources[target].append(char)
    header = [
        "Traditional Chinese characters, with Taiwan's and Hong Kong's variants, to simplified.",
        "A line: the simplified character, then every character that becomes it.",
        f"source: OpenCC {version('opencc')} ({', '.join(CONFIGS)}), Apache-2.0; see NOTICE.md",
        "changes: single characters of the basic plane only; OMIT and ADD of the script",
        "script: tests/generate/t2s.py",
        f"count: {len(table)} characters to {len(sources)}",
    ]
    lines = (target + "".join(sorted(chars)) for target, chars in sorted(sources.items()))
    return compose(header, date, lines)


if __name__ == "__main__":
    options = parser("Generates the traditional to simplified table.").parse_args()
    sys.exit(finish("t2s.txt", make, check=options.check))
