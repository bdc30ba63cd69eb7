"""What one text denies and the other says with the opposite word: 不同意 / 拒绝, 没成功 / 失败."""

from collections.abc import Callable, Iterator

from xiaoer.matching.difference.side import Side
from xiaoer.text.resources import read_sections


def denied_alike(ours: Side, theirs: Side, opposite: Callable[[str, str], str]) -> frozenset[str]:
    """The words by which two texts deny the same; empty where they do not.

    One denies a word and the other has its opposite, or one that says that nothing came of it:
    登录不上 / 登录失败. ``opposite`` tells of two words what kind of opposites they are.
    """
    return frozenset((*_alike(ours, theirs, opposite), *_alike(theirs, ours, opposite)))


def _alike(denying: Side, naming: Side, opposite: Callable[[str, str], str]) -> Iterator[str]:
    if naming.denied or not denying.denied:
        return
    failing = read_sections("difference.txt")["没成"]
    for word in naming.words:
        if word in denying.words:
            continue
        for act in denying.denied:
            if opposite(act, word) or (word in failing and act in naming.words):
                yield from (word, act)
