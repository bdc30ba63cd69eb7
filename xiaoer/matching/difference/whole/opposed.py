"""Opposites by a character beside an equal word, and how many: 前刹车片 / 后刹车片, 三胎 / 二胎."""

from collections.abc import Iterator, Mapping

from xiaoer.matching.difference.whole.compared import Compared
from xiaoer.matching.match import Difference
from xiaoer.text.regex import regex

_BESIDE = 2  # characters of the word beside
_REACH = 2
_OFTEN = frozenset(
    "上下来去出入进退回内外里前后大小多少有无中末年月日周季先开停起止已未得到东西正好收存取还借付发买卖"
)
"""Characters that are often not about what they are the opposite of."""
_EMPTY = frozenset(
    " 的了着过吗呢吧啊往把被给在是我你他它要想能会可以不没太很更最怎么样办和跟就都还也"
)
_LEAVING = regex("退([一-鿿])")
_ENTERING = "入加进订"
_BACK = frozenset("款货票换钱费还回给掉了卡保费税休")  # 退 before these has other opposites
_COUNTED = regex("([一二两三四五六七八九十双单])([胎人室楼级线代孩层星档联本居手孔门])")
_ALIKE = str.maketrans("两双单", "二二一")


class Opposed:
    """Characters that are opposites; ``pairs`` are two characters each."""

    def __init__(self, pairs: frozenset[str]) -> None:
        found: dict[str, str] = {}
        for pair in sorted(pairs):
            found[pair[0]] = found.get(pair[0], "") + pair[1]
        self._of: Mapping[str, str] = found

    def compare(self, ours: str, theirs: str) -> Compared:
        """Whether one text has a character where the other has its opposite."""
        for mine, other in self._turned(ours):
            if other in theirs and mine not in theirs and not set(mine) <= set(theirs):
                return Difference("opposite", mine, other)
        return self._apart(ours, theirs) or _left(ours, theirs) or _counted(ours, theirs)

    def _apart(self, ours: str, theirs: str) -> Compared:
        """An opposite near a character that it makes a word with: 往低了调 / 调高."""
        for mine in dict.fromkeys(ours):
            for other in "" if mine in _OFTEN or mine in theirs else self._of.get(mine, ""):
                if other in ours or other not in theirs or other in _OFTEN:
                    continue
                if _near(mine, ours) & _near(other, theirs):
                    return Difference("opposite", mine, other)
        return None

    def _turned(self, text: str) -> Iterator[tuple[str, str]]:
        """Each word with a character of the list, and the word that would be its opposite."""
        for place, char in enumerate(text):
            behind = text[place + 1 : place + 1 + _BESIDE]
            before = text[max(place - _BESIDE, 0) : place]
            for opposite in self._of.get(char, ""):
                if opposite in text:
                    continue  # it names both: 定期怎么转成活期
                for left, right in (("", behind), (before, "")):
                    if len(left + right) == _BESIDE and " " not in left + right:
                        yield f"{left}{char}{right}", f"{left}{opposite}{right}"


def _near(char: str, text: str) -> set[str]:
    """The characters of weight within two of a character."""
    at = text.index(char)
    return set(text[max(at - _REACH, 0) : at] + text[at + 1 : at + 1 + _REACH]) - _EMPTY


def _left(ours: str, theirs: str) -> Difference | None:
    """退住 beside 入住."""
    for one, other, own in ((ours, theirs, True), (theirs, ours, False)):
        for left in _LEAVING.finditer(one):
            if left[1] in _BACK or left[0] in other:
                continue
            for entering in (f"{act}{left[1]}" for act in _ENTERING):
                if entering in other and entering not in one:
                    pair = (left[0], entering)
                    return Difference("opposite", *(pair if own else pair[::-1]))
    return None


def _counted(ours: str, theirs: str) -> Compared:
    """How many of one thing: 三胎 / 二胎."""
    mine, other = (
        {noun: count.translate(_ALIKE) for count, noun in _COUNTED.findall(text)}
        for text in (ours, theirs)
    )
    for noun in sorted(mine.keys() & other.keys()):
        if mine[noun] != other[noun]:
            return Difference("number", mine[noun] + noun, other[noun] + noun)
    return "same" if mine.keys() & other.keys() else None
