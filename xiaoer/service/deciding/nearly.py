"""Whether a question has nearly the words of a message and hardly any other."""

from xiaoer.text.regex import regex

_SAID, _ASKED = 0.8, 0.75  # shares of the message's and of the question's characters
_ASKING = regex(
    r"怎么回事|怎么处理|怎么[办样]?|如何|咋[办整样]?|为什么|为啥|是不是|[了吗呢呀啊的我]"
)


def nearly_asked(said: str, asked: str) -> bool:
    """Whether a question asks what a message says; both without spaces.

    What only makes a question of it (怎么办, 吗) counts on neither side.

    >>> nearly_asked("你有什么用", "你有什么用处"), nearly_asked("不好用", "不好用怎么办")
    (True, True)
    >>> nearly_asked("没用", "优惠券没用"), nearly_asked("机器人在吗", "你是机器人吗")
    (False, False)
    """
    said, asked = _ASKING.sub("", said), _ASKING.sub("", asked)
    shared = _shared(said, asked)
    return shared > 0 and shared >= _SAID * len(said) and shared >= _ASKED * len(asked)


def _shared(one: str, other: str) -> int:
    """Characters that both have in the same order: the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for char in one:
        before = 0
        for place, theirs in enumerate(other, 1):
            kept = row[place]
            row[place] = before + 1 if char == theirs else max(kept, row[place - 1])
            before = kept
    return row[-1]
