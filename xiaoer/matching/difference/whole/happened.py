"""Before it has happened and after: 入园前可以退票吗 / 都进园了还能退吗."""

from xiaoer.matching.difference.whole.compared import Compared
from xiaoer.matching.match import Difference
from xiaoer.text.regex import regex

_BEFORE = regex("([一-鿿]{1,2})(?:之前|以前|前(?![台面年天几期往提两后任]))")
_ALREADY = regex("(?:已经|已|都|早就)([一-鿿]{1,3}?)(?:了|完|过)")
_AFTER = regex("([一-鿿]{1,2})(?:之后|以后|了以后|完以后|后(?![面台悔果续期天备勤年]))")
_NOT_YET = regex("(?:还没有?|还未|尚未|未)([一-鿿]{1,3})")
_EMPTY = frozenset("我你他它的了是在有就都也还能可以要会没不去来上下进出入到")


def compare_happened(ours: str, theirs: str) -> Compared:
    """Whether what one text puts before an act comes in the other when it has happened.

    >>> compare_happened("都已经发货了还能改地址吗", "发货前可以改地址吗")
    Difference(kind='order', ours='已经发货了', theirs='发货前')
    """
    for early, late in ((_BEFORE, _ALREADY), (_NOT_YET, _AFTER)):
        for one, other, own in ((ours, theirs, True), (theirs, ours, False)):
            first, second = early.search(one), late.search(other)
            if not first or not second or early.search(other) or late.search(one):
                continue
            if set(first[1]) & set(second[1]) - _EMPTY:
                pair = (first[0], second[0])
                return Difference("order", *(pair if own else pair[::-1]))
    return None
