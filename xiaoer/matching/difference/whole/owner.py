"""Somebody else's, where the question says yours."""

import re

from xiaoer.matching.difference.whole.compared import Compared
from xiaoer.matching.match import Difference
from xiaoer.text.regex import regex

_OURS = regex("(?:你们|咱们|你家|你店|贵公司|贵店|本店|我们)(?:家|店|公司)?的?([一-鿿a-z]{2})")
_SOMEBODY = "(?:^| |在|用|从|我|问)([一-鿿a-z0-9]{{2,6}}?)(?:的|上的|家的){}"
_GOT = "[办买开充订领租借存修配](?:理|的|了|过)"
_AT = regex(f"[在从]((?:(?!在)[一-鿿a-z0-9]){{2,5}}?){_GOT}")
_AT_YOURS = regex(f"[在从](?:你们|咱们|你家|贵店|贵公司|本店|我们)[一-鿿]{{0,4}}?{_GOT}")
_YOURS = regex("你们|你家|咱|贵|本店|店里|这[里儿边]|我们")
_NO_NAME = regex("[我你他她它这那买办开订用有没怎请想要去新老前后几多是在到给的了]")


def compare_owner(ours: str, theirs: str) -> Compared:
    """Whether a text says somebody else's where the question says yours: 乐刻的年卡 / 你们的年卡.

    >>> compare_owner("乐刻的年卡办一张多少钱", "你们的年卡多少钱")
    Difference(kind='name', ours='乐刻', theirs='')
    """
    if elsewhere := _got_elsewhere(ours, theirs):
        return elsewhere
    if not (found := _OURS.search(theirs)):
        return None
    if _OURS.search(ours):
        return "same"
    owner = re.search(_SOMEBODY.format(re.escape(found[1])), ours)
    if owner is None or _NO_NAME.search(owner[1]):
        return None
    return Difference("name", owner[1], "")


def _got_elsewhere(ours: str, theirs: str) -> Difference | None:
    """Where something was got that the question has from you: 在舒适堡办的卡 / 在你们店办的卡."""
    yours = _AT_YOURS.search(theirs)
    there = _AT.search(ours) if yours and not _AT_YOURS.search(ours) else None
    if there is None or there[1] in theirs or _YOURS.search(there[1]):
        return None
    return Difference("name", there[1], "")
