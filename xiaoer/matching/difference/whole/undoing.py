"""What is to be undone: 在哪撤掉 beside 在哪里提交."""

from xiaoer.matching.difference.whole.compared import Compared
from xiaoer.matching.match import Difference
from xiaoer.text.regex import regex

_UNDO = (
    "撤[销回掉消]|销掉|取消|作废|退订|注销|解绑|解除|停用|报停|停掉|关掉|退掉|解约|退出|退群|退会"
    "|终止|中止|解挂"
)
_WANTED = regex(
    rf"(?:怎么|怎样|如何|咋|在哪[里儿]?|哪[里儿]|想|要|能不能|可不可以|可以|能|帮我|申请|办理)"
    rf"[^ ]{{0,5}}?({_UNDO}|撤)|把[^ ]{{1,8}}({_UNDO})"
    rf"|({_UNDO})[^ ]{{0,10}}(?:怎么|怎样|如何|咋|在哪|哪里|哪儿)[办弄操]?"
)
_ANY_UNDOING = regex(f"{_UNDO}|[撤退销解停关删弃]|不要|不想|不办|不用|后悔|反悔|不开通")

_MOST_TOLD = 2.5  # how much longer one text may be: beyond, it tells what led to its question


def compare_undoing(ours: str, theirs: str) -> Compared:
    """Whether one text wants to undo what the other does.

    >>> compare_undoing("退款申请在哪撤啊", "退款申请在哪里提交")
    Difference(kind='cancelling', ours='撤', theirs='')
    >>> compare_undoing("订单取消后多久到账", "多久到账") is None
    True
    """
    mine, other = _WANTED.search(ours), _WANTED.search(theirs)
    told = max(len(ours), len(theirs)) > _MOST_TOLD * min(len(ours), len(theirs))
    if told and not (mine and " " in ours and _WANTED.search(ours.rsplit(" ", 1)[-1])):
        return None
    if mine and other:
        return "same"
    wanted, against = (mine, theirs) if mine else (other, ours)
    if wanted is None:
        return None
    undone = next(filter(None, wanted.groups()))
    if _undoes(against, ours if mine else theirs):
        return "same"
    return Difference("cancelling", *((undone, "") if mine else ("", undone)))


def _undoes(text: str, wanting: str) -> bool:
    """Whether a text undoes something too, in words that the other does not use otherwise."""
    return any(
        not (found[0] in "退" and "退款" in wanting and "退款" in text)
        for found in _ANY_UNDOING.finditer(text)
    )
