"""What the pictures of a message say: 👍, [微笑], 【图片】, (^_^)."""

import functools
import re
import unicodedata
from collections.abc import Mapping

from xiaoer.text.normalize import normalize
from xiaoer.text.resources import read_lines

_PLACEHOLDER = re.compile(r"[\[【]([^\[\]【】\s]{1,6})[\]】]")
# faces in parentheses, of letters that no text is written in: (´ω`) (ಥ_ಥ)
_FACE = re.compile(r"[(（][^()（）\u3400-\u9fffA-Za-z0-9]{2,14}[)）]")


def without_pictures(raw: str, text: str) -> tuple[str, frozenset[str]]:
    """(the normalized text without placeholders and faces, the acts that its pictures are).

    ``raw`` is the message as typed, ``text`` the same normalized, which has no emoji any more.
    """
    if text.isalnum() and len(text) == len(raw):
        return text, frozenset()
    known = _known()
    found = [known[char] for char in raw if char in known and unicodedata.category(char) == "So"]
    names = [match[1] for match in _PLACEHOLDER.finditer(raw) if match[1] in known]
    if names or _FACE.search(raw):
        rest = _PLACEHOLDER.sub(lambda match: " " if match[1] in known else match[0], raw)
        text = normalize(_FACE.sub(" ", rest))
    return text, frozenset(found).union(known[name] for name in names)


def angry_picture(raw: str) -> bool:
    """Whether a text as typed has a picture of anger: 😡, [发怒]."""
    pictures, names = _angry()
    return not pictures.isdisjoint(raw) or any(
        found[1] in names for found in _PLACEHOLDER.finditer(raw)
    )


@functools.cache
def _angry() -> tuple[frozenset[str], frozenset[str]]:
    """Pictures that are one character, and the names of placeholders."""
    listed = [
        item
        for title, line in read_lines("pictures.txt", "hearing")
        if title == "生气"
        for item in line.split(" ")
    ]
    return (
        frozenset(item for item in listed if len(item) == 1 and not "一" <= item <= "鿿"),
        frozenset(item for item in listed if "一" <= item[0] <= "鿿"),
    )


@functools.cache
def _known() -> Mapping[str, str]:
    """Emoji, or name of a placeholder → its act, or "nothing"."""
    return {
        name: kind
        for title, line in read_lines("pictures.txt", "hearing")
        if title == "表情"
        for kind, *names in [line.split(" ")]
        for name in names
    }
