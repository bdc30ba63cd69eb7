"""What one lets others have, and what one takes from others: 出租车位 / 租别人的车位."""

from xiaoer.matching.difference.whole.compared import Compared
from xiaoer.matching.match import Difference
from xiaoer.text.regex import regex

_ACTS = "租借买要收换领输匀转"
_OTHERS = "别的|别人|其他|人家|他人|邻居|对方"
_TAKING = regex(
    rf"(?:跟|从|向|问|找|用)(?:{_OTHERS})[^ ]{{0,6}}?[{_ACTS}](?!给)"
    rf"|求租|求购|租用|(?<!出)租(?:一个|个|到)"
    rf"|[租借买](?:{_OTHERS})"
)
_GIVING = regex(
    rf"出租(?!车)|出借|转租|转让|往外[租借卖转送]|对外[租卖]|[租借卖转送献让]给|[租借卖转]出去|给(?:{_OTHERS})"
)


def compare_giving(ours: str, theirs: str) -> Compared:
    """Whether one text gives what the other takes.

    >>> compare_giving("想跟别人租个车位", "自家车位怎么出租")
    Difference(kind='direction', ours='跟别人租', theirs='出租')
    """
    (takes_1, gives_1), (takes_2, gives_2) = (
        (_TAKING.search(text), _GIVING.search(text)) for text in (ours, theirs)
    )
    if takes_1 and not gives_1 and gives_2 and not takes_2:
        return Difference("direction", takes_1[0], gives_2[0])
    if gives_1 and not takes_1 and takes_2 and not gives_2:
        return Difference("direction", gives_1[0], takes_2[0])
    both = (takes_1 and takes_2) or (gives_1 and gives_2)
    return "same" if both else None
