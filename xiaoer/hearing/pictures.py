"""What the pictures of a message say: 👍, [微笑], 【图片】, [语音 12"], (^_^), 你撤回了一条消息.

A name that is not listed is a picture only where the whole message is made of such:

    [撇嘴][旺柴]   /流泪   /::~        stickers
    [撇嘴]什么时候发货                 words in brackets, and a question
"""

import functools
import unicodedata
from collections.abc import Mapping

from xiaoer.text.normalize import normalize
from xiaoer.text.regex import regex
from xiaoer.text.resources import read_lines

_TIME = r"(?:[0-9]{1,2}[:：])?[0-9]{1,3}"
_UNIT = r"(?:[\"″”]|['′’]{2}|秒|s)"
# a name in brackets; behind it how long the recording is, or how the file is called
_PLACED = (
    rf"[\[【]([^\[\]【】\n]{{1,24}})[\]】]"
    rf"(?:\s?{_TIME}\s?{_UNIT}|\s?[\w()（）-]{{1,60}}\.[A-Za-z][A-Za-z0-9]{{1,4}}(?![A-Za-z0-9]))?"
)
_PLACEHOLDER = regex(_PLACED)
_LENGTH = regex(rf"[\s:：]*{_TIME}\s?{_UNIT}?$")
# faces in parentheses, of letters that no text is written in: (´ω`) (ಥ_ಥ)
_FACE = regex(r"[(（][^()（）\u3400-\u9fffA-Za-z0-9]{2,14}[)）]")
# no part begins as the one before it may go on, or the time would double with every repetition
_ALL_NAMES = regex(
    rf"\s*(?:{_PLACED}[\s~～。.!！…,，、]*)+"
    r"|\s*(?:/[\u4e00-\u9fff]{1,4}[\s~～。.!！]*)+"
    r"|\s*(?:/:[^\s/]{1,8}\s*)+"
)
_NAME = regex(r"(?!.*[怎吗谁])(?=.*[^\W\d_])(?:[a-z][a-z ]*|[^\s/]{1,6})")
_NO_QUESTION = r"(?!.*(?:[怎谁吗]|为什么|为啥|如何|能不能|可以))"
_RECALLED_BY = r"(?:\S{1,16} ?){1,3}撤回了[1一]条(?:消息|信息|讯息)(?: ?重新编辑)?"
_IS_RECALLED = r"(?:[该此这]|[这那]条|对方)?(?:消息|信息)已(?:被)?(?:\S{1,6})?(?:撤回|撤销|删除)"
_IN_ENGLISH = (
    r"\S{1,16} (?:recalled|unsent|deleted) a message|this message (?:was|has been) \w{5,9}"
)
_RECALLED = regex(f"{_NO_QUESTION}(?:{_RECALLED_BY}|{_IS_RECALLED}|{_IN_ENGLISH})")
_QUOTED = r"[\"“「][^\"”」]{1,20}[\"”」]"
_NUDGED = regex(rf"(?:{_QUOTED}|\S{{1,16}}?)\s?拍了拍\s?(?:[你您我]|自己|{_QUOTED})\s*")


def without_pictures(raw: str, text: str) -> tuple[str, frozenset[str]]:
    """(the normalized text without placeholders and faces, what its pictures are).

    ``raw`` is the message as typed, ``text`` the same normalized, which has no emoji any more.
    A picture is the act that it stands for, or what was sent: picture, voice, attachment, sticker.
    """
    if text.isalnum() and len(text) == len(raw):
        return text, frozenset()
    known = _known()
    found = [known[char] for char in raw if char in known and unicodedata.category(char) == "So"]
    names = [name for match in _PLACEHOLDER.finditer(raw) if (name := _name(match[1])) in known]
    if names or _FACE.search(raw):
        rest = _PLACEHOLDER.sub(lambda m: " " if _name(m[1]) in known else m[0], raw)
        text = normalize(_FACE.sub(" ", rest))
    return text, frozenset(found).union(known[name] for name in names)


def sent(raw: str, text: str) -> str | None:
    """What a message is that nobody has typed: "recalled", "sticker", None where it is words.

    >>> [sent(text, normalize(text)) for text in ("[撇嘴][旺柴]", "[撇嘴]在吗", "[怎么退]")]
    ['sticker', None, None]
    >>> sent("“小李”撤回了一条消息", normalize("“小李”撤回了一条消息"))
    'recalled'
    """
    if raw.lstrip().startswith(("[", "【", "/")) and _ALL_NAMES.fullmatch(raw):
        names = [_name(match[1]) for match in _PLACEHOLDER.finditer(raw)]
        names = names or ([] if "/:" in raw else raw.replace("/", " ").strip(" ~～。.!！").split())
        if all(map(_NAME.fullmatch, names)):
            return "sticker"
    if "撤" in text or "消息" in text or "message" in text:
        return "recalled" if _RECALLED.fullmatch(text) else None
    return "sticker" if "拍了拍" in raw and _NUDGED.fullmatch(raw.strip()) else None


def angry_picture(raw: str) -> bool:
    """Whether a text as typed has a picture of anger: 😡, [发怒]."""
    pictures, names = _angry()
    return not pictures.isdisjoint(raw) or any(
        found[1] in names for found in _PLACEHOLDER.finditer(raw)
    )


def _name(written: str) -> str:
    """A name without the length of a recording: 语音 12" → 语音."""
    return _LENGTH.sub("", written).strip().lower()


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
    """Emoji, or name of a placeholder → its act, or what was sent."""
    return {
        name: kind
        for title, line in read_lines("pictures.txt", "hearing")
        if title == "表情"
        for kind, *names in [line.split(" ")]
        for name in names
    }
