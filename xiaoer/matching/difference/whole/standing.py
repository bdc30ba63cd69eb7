"""By oneself or for another; the one who does it, or the one to whom it is done."""

import re

from xiaoer.matching.difference.whole.compared import Compared
from xiaoer.matching.match import Difference
from xiaoer.text.regex import regex

_ONESELF = regex("本人|亲自|(?<!不是)自己")
_FOR_ANOTHER = regex(
    "代(?=[办领取缴交签收买退开查理报]人?)|委托|(?<!拜)托(?=[人他她同朋家别])|替(?!换|代)"
    "|帮(?=[我他她你]?[同朋妈爸爷奶老孩家别父母亲儿女人哥姐弟妹室])|他人|别人|家属"
)
_DOER = regex("([一-鿿]{2})(?:人|方|者)(?!员|民|数|气)")


def compare_standing(ours: str, theirs: str) -> Compared:
    """Whether both are about the customer himself, or about somebody in whose place he comes."""
    (self_1, other_1), (self_2, other_2) = (
        (_ONESELF.search(text), _FOR_ANOTHER.search(text)) for text in (ours, theirs)
    )
    if self_1 and not other_1 and other_2 and not self_2:
        return Difference("roles", self_1[0], other_2[0])
    if other_1 and not self_1 and self_2 and not other_2:
        return Difference("roles", other_1[0], self_2[0])
    return "same" if (self_1 and self_2) or (other_1 and other_2) else None


def compare_doer(ours: str, theirs: str) -> Compared:
    """Whether one is the doer where the other is the one to whom it is done: 邀请人 / 被邀请的."""
    for one, other, own in ((ours, theirs, True), (theirs, ours, False)):
        for doer in _DOER.finditer(one):
            act = doer[1]
            if one[max(doer.start() - 1, 0) : doer.start()] in tuple("被受"):
                continue
            done = re.search(f"被{act}|受{act[0]}|受{act[1]}|被{act[0]}{act[1]}", other)
            if done and not re.search(f"(?<!被){act}[人方者]", other):
                pair = (doer[0], done[0])
                return Difference("roles", *(pair if own else pair[::-1]))
            if re.search(f"(?<!被){act}[人方者]", other):
                return "same"
    return None
