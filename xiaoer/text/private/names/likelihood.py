"""How much a few characters look like a name of a person, from a measured table.

Everything is a binary logarithm in halves: 6 says that names have it 2³ times as often as other
text. So what stands around a name can be added as evidence of the same kind.
"""

from importlib.resources import files

from xiaoer.text.private.names.surnames import COMPOUND, NO_NAME

UNKNOWN = 3
"""What a character says that the table does not have: it is rare, and names like rare ones."""

_COMPOUND = 16  # what a surname of two characters says
_MOST_AGAINST = 40  # a word within speaks no more against a name than this


def _read() -> tuple[dict[str, int], dict[str, int], dict[str, int], dict[str, int]]:
    """Surnames, first and last given characters, words: what each says."""
    tables: dict[str, dict[str, int]] = {kind: {} for kind in "sflw"}
    text = files("xiaoer").joinpath("data", "names.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            kind, value, members = line.split(" ", 2)
            found = members.split(" ") if kind == "w" else members
            tables[kind].update(dict.fromkeys(found, int(value)))
    return tables["s"], tables["f"], tables["l"], tables["w"]


_SURNAME, _FIRST, _LAST, _WORD = _read()
_COMPOUNDS = frozenset(COMPOUND.split("|"))


def surname_at(text: str, start: int) -> str:
    """The surname that a place begins with, "" for none.

    >>> surname_at("欧阳娜娜", 0), surname_at("王小明", 0), surname_at("不是", 0)
    ('欧阳', '王', '')
    """
    two = text[start : start + 2]
    if two in _COMPOUNDS:
        return two
    return two[:1] if two[:1] in _SURNAME else ""


def odds(surname: str, given: str) -> int:
    """What speaks for a name of a surname, which may be empty, and one or more characters.

    >>> odds("王", "小明") > 20, odds("商", "家怎") < 0
    (True, True)
    """
    start = _SURNAME.get(surname, 0) if len(surname) < 2 else _COMPOUND
    found = start + given_odds(given)
    if surname:
        found -= word(surname[-1] + given[0])
    return found


def given_odds(given: str) -> int:
    """What speaks for a given name."""
    found = _LAST.get(given[-1], UNKNOWN)
    for place, char in enumerate(given[:-1]):
        found += _FIRST.get(char, UNKNOWN) - word(given[place : place + 2])
    return found


def word(pair: str) -> int:
    """What it says against a name that two characters are a word, 0 when they are none."""
    return _MOST_AGAINST if pair in NO_NAME else min(_WORD.get(pair, 0), _MOST_AGAINST)
