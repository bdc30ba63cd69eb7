"""What one has and another has not: 有运费险 / 没买运费险, 已入住 / 一直没住人."""

import re

from xiaoer.matching.difference.whole.compared import Compared
from xiaoer.matching.match import Difference
from xiaoer.text.regex import regex

_HAS = regex("(?<![没还所只])有(?!没|时|人|什么|哪|多|几|点|些|关|用|效)([一-鿿]{2})")
_DONE = regex("已经?([一-鿿]{1,2})")
_HAS_NOT = "(?:没有?|无|未|尚未)[一-鿿]?{0}|{0}[一-鿿]{{0,4}}[都也]没有?|{0}没有"
_NOT_DONE = "(?:没有?|未|尚未)[{0}](?!有)"
_NEITHER = regex("没([一-鿿])没([一-鿿])")
_DID = regex("([一-鿿])[了过]([一-鿿]{2})|([一-鿿]{2})[了过好]了?(?=[还就能可怎要的])")
_DID_NOT, _DID_NOTHING = (
    "(?<!有)没有?(?:[跟和在给向找][^ ]{{1,4}})?{0}[过了]?[^ ]{{0,3}}{1}",
    "(?<!有)没有?{0}",
)
_WITHOUT = regex("(?:(?<!有)没有?|不含|不带|无|非)([一-鿿]{2})[^ ]{0,2}的")
_NEGATORS = regex("[没无未非不](?!限|管)")
_ASKS = regex("有没有|是否|能不能|[吗不没]$|无论")


def compare_having(ours: str, theirs: str) -> Compared:
    """Whether one text has what the other has not, as a condition of what it asks.

    >>> compare_having("我没买运费险 退货的邮费咋算", "有运费险退货运费怎么算")
    Difference(kind='negation', ours='没买运费', theirs='有运费')
    """
    for one, other, own in ((ours, theirs, True), (theirs, ours, False)):
        if _NEGATORS.search(_ASKS.sub("", one)):
            continue
        for has, pattern in ((_HAS, _HAS_NOT), (_DONE, _NOT_DONE)):
            for found in has.finditer(one):
                lacks = re.search(pattern.format(found[1]), other)
                if lacks and found[0] not in other:
                    pair = (found[0], lacks[0])
                    return Difference("negation", *(pair if own else pair[::-1]))
    return (
        _neither(ours, theirs)
        or _neither(theirs, ours, own=False)
        or _did(ours, theirs)
        or _without(ours, theirs)
    )


def _neither(lacking: str, having: str, *, own: bool = True) -> Difference | None:
    """没儿没女 beside 有子女."""
    lacks, has = _NEITHER.search(lacking), _HAS.search(having)
    if not lacks or not has or not {lacks[1], lacks[2]} & set(has[1]):
        return None
    pair = (lacks[0], has[0])
    return Difference("negation", *(pair if own else pair[::-1]))


def _did(ours: str, theirs: str) -> Difference | None:
    """签了合同的 beside 没跟你们签合同."""
    for one, other, own in ((ours, theirs, True), (theirs, ours, False)):
        did = _DID.search(one) if "没" in other else None
        if did is None or _NEGATORS.search(_ASKS.sub("", one)):
            continue
        pattern = _DID_NOTHING.format(did[3]) if did[3] else _DID_NOT.format(did[1], did[2])
        if (lacks := re.search(pattern, other)) and did[0] not in other:
            pair = (did[0], lacks[0])
            return Difference("negation", *(pair if own else pair[::-1]))
    return None


def _without(ours: str, theirs: str) -> Difference | None:
    """不含早餐的 beside 早餐."""
    for one, other, own in ((ours, theirs, True), (theirs, ours, False)):
        lacks = _WITHOUT.search(one)
        if lacks and lacks[1] in other and not _NEGATORS.search(_ASKS.sub("", other)):
            pair = (lacks[0], lacks[1])
            return Difference("negation", *(pair if own else pair[::-1]))
    return None
