"""Surnames of two characters, and words that begin like a name and are none."""

from xiaoer.text.resources import read_items

COMPOUND = (
    "欧阳|上官|皇甫|司马|诸葛|令狐|东方|司徒|尉迟|公孙|慕容|长孙|宇文|夏侯|轩辕|端木|独孤|南宫|西门|闻人"
    "|钟离|百里|呼延|澹台|公冶|宗政|濮阳|太叔|申屠|仲孙|完颜|赫连|拓跋|第五|左丘|东郭|南门|羊舌|微生|梁丘"
)
"""Surnames of two characters, as alternatives of a pattern."""

NO_NAME = frozenset(read_items("no_names.txt", ""))
"""Places, brands and words of shops that begin like a name and are more usual in messages than
in the dictionary that was counted."""
