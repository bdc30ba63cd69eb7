"""Signs: W209 what cannot be seen, A104 half-width punctuation, A110 garbled, A111 unbalanced."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from xiaoer.authoring.edit.edits import Replace
from xiaoer.authoring.lint.look import Hit, LintedText, Look
from xiaoer.text.characters.controls import CONTROLS
from xiaoer.text.regex import regex

_HAN = "\u3400-\u9fff\uff00-\uffef\u3001-\u301f“”‘’…—"
_SIGNS = (
    rf"(?<=[{_HAN}])[,?!;:](?![/\\\d])",
    rf"[,?!;](?=[{_HAN}])",
    rf"(?<=[\u3400-\u9fff])\.(?=\s|$|[{_HAN}])(?!\.)",
)
_SIGN = regex("|".join(_SIGNS))
_BRACKETS = regex(rf"\((?=[^()\n]*[{_HAN}])([^()\n]*)\)")
_STRAIGHT = regex(rf'"[^"\n]*[{_HAN}][^"\n]*"')
_FULL = {",": "，", "?": "？", "!": "！", ";": "；", ":": "：", ".": "。", "(": "（", ")": "）"}
_LEFT_ALONE = regex(r"[A-Za-z][A-Za-z0-9+.-]*://\S+|\{\w+\}|「[^」]*」|“[^”]*”")
_GARBLES = (
    r"\ufffd|锟斤拷|烫烫烫|屯屯屯|[\ue000-\uf8ff]|&#\d+;|\\u[0-9a-fA-F]{4}",
    r"[\u00c0-\u00ff][\u0080-\u00bf\u0152-\u2122]",
    r"\?{3,}(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])\?{3,}|^\?{3,}",
    r"[鈥銆锛鐨闂][\u4e00-\u9fff]?[€锛銆鈥]",
)
_GARBLED = regex("|".join(_GARBLES))
_DOUBLED = regex(
    r"([，。、；：！？,;])[，。、；：,;]|(?<![。…])。{2}(?!。)|([\u4e00-\u9fff]{6,}[，。；！])\2"
)
_STUTTER = regex(
    r"(?<![申邀聘提恳])请请|的的(?!确)|您您|(可以|申请|订单|商家|退款|客服|平台|我们|如果|点击)\1"
)
_PAIRS = tuple(map(tuple, "（） 「」 “” 《》 【】 『』 ()".split()))
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"


def invisible(look: Look) -> Iterator[Hit]:
    """A text has a character that cannot be seen: a zero-width space, a mark of direction, a BOM.

    Matching passes over it; customers who copy the text do not. `--fix` deletes it (a no-break
    space becomes a space). Joiners within emoji stay.

    中文：文字里有看不见的字符（零宽空格、方向符、BOM 等），多半是从网页或聊天里复制来的。
    --fix 会删除；表情里的连接符不动。
    """
    for one in look.entries:
        for leaf in one.leaves:
            clean = _seen(leaf.text)
            if clean == leaf.text:
                continue
            place = next(n for n, char in enumerate(leaf.text) if _unseen(leaf.text, n))
            char = f"U+{ord(leaf.text[place]):04X}"
            at = look.offset(one.source, leaf, place)
            yield one.hit(
                leaf, Replace(path=leaf.path, value=clean), at=at, key=leaf.key, char=char
            )


def half_width(look: Look) -> Iterator[Hit]:
    """Chinese has half-width punctuation: 您好,请问. `--fix` mends it.

    Addresses, numbers, variables and Latin text are left alone. Looked at are questions, answers
    and the texts of the settings.

    中文：中文用了半角标点，例如“您好,请问”。--fix 会改成全角；网址、数字、变量和英文不动。
    检查的是问题、答案和设置里的话术。
    """
    for one in look.entries:
        for leaf in (*one.answers, *one.questions):
            for edit, first in _widened(leaf):
                at = look.offset(one.source, leaf, first)
                signs = {"text": leaf.text[first], "meant": _full(leaf.text, first)}
                yield one.hit(leaf, edit, at=at, key=leaf.key, **signs)
    source = look.settings_source
    for leaf in look.settings_leaves:
        if source and (leaf.path[0] == "texts" or leaf.path[-1] == "text"):
            for edit, first in _widened(leaf):
                at = look.offset(source, leaf, first)
                signs = {"text": leaf.text[first], "meant": _full(leaf.text, first)}
                yield from look.settings_hit(leaf, edit, at=at, key=leaf.key, **signs)


def garbled(look: Look) -> Iterator[Hit]:
    """A text is garbled: it was read in another encoding than it was written in, or cut to ???.

    中文：文字是乱码：编码读错了，或者变成了问号。请重新填写。
    """
    for one in look.entries:
        for leaf in one.leaves:
            if found := _GARBLED.search(leaf.text):
                at = look.offset(one.source, leaf, found.start())
                yield one.hit(leaf, at=at, key=leaf.key, text=found[0])


def unbalanced(look: Look) -> Iterator[Hit]:
    """A sign or word of an answer is one too many or too few: 。。, a bracket without the other.

    中文：答案里的标点或词重复了，或者括号、引号只有一半。
    """
    for one in look.entries:
        for leaf in one.answers:
            found = _DOUBLED.search(leaf.text) or _STUTTER.search(leaf.text)
            if found:
                at = look.offset(one.source, leaf, found.start())
                yield one.hit(leaf, at=at, key=leaf.key, text=found[0])
                continue
            for left, right in _PAIRS:
                if leaf.text.count(left) != leaf.text.count(right):
                    odd = left if leaf.text.count(left) > leaf.text.count(right) else right
                    at = look.offset(one.source, leaf, leaf.text.rfind(odd))
                    yield one.hit(leaf, at=at, key=leaf.key, text=odd)
                    break


def _widened(leaf: LintedText) -> Iterator[tuple[Replace, int]]:
    """The edit that mends a text with half-width signs, and the place of the first."""
    places = list(_half(leaf.text))
    if places:
        fixed = list(leaf.text)
        for place in places:
            fixed[place] = _full(leaf.text, place)
        yield Replace(path=leaf.path, value="".join(fixed)), places[0]


def _seen(text: str) -> str:
    return "".join(_plain(char) for n, char in enumerate(text) if not _gone(text, n))


def _plain(char: str) -> str:
    return " " if char in "\u00a0\u2002\u2003\u2007\u2009\u202f" else char


def _unseen(text: str, place: int) -> bool:
    return _gone(text, place) or _plain(text[place]) != text[place]


def _gone(text: str, place: int) -> bool:
    char = text[place]
    if char in _JOINERS:
        beside = text[max(place - 1, 0) : place + 2]
        return not any(unicodedata.category(one) in ("So", "Sk", "Me") for one in beside)
    return char not in "\n\t" and CONTROLS.match(char) is not None


def _half(text: str) -> Iterator[int]:
    """The places of half-width signs in Chinese."""
    hidden = _LEFT_ALONE.sub(lambda found: "A" * len(found[0]), text)
    places = {found.start() for found in _SIGN.finditer(hidden)}
    for found in _STRAIGHT.finditer(hidden):
        places |= {found.start(), found.end() - 1}
    for found in _BRACKETS.finditer(hidden):
        places |= {found.start(), found.end() - 1}
    yield from sorted(places)


def _full(text: str, place: int) -> str:
    if text[place] == '"':
        return "“" if text.count('"', 0, place) % 2 == 0 else "”"
    return _FULL[text[place]]
