"""What a text names: order and tracking numbers, phones, cards, amounts, dates, addresses.

The patterns look at the plain form of the text (`entity.plain`) one kind after the
other; what one has found is hidden from those that follow, so that no phone is found inside an
order number. Every pattern is bounded: the time grows with the length of the text and no faster.
They are compiled (30 ms) when a text first comes that may name something.
"""

import re

from xiaoer.text.entities.entity import Entity, EntityKind

__all__ = ["Entity", "EntityKind", "find_entities", "find_private"]

# a text without these names nothing, or nothing private; most queries are such
_SOMETHING = re.compile(
    r"[\d@＠①-⑨⓪]|[零〇一二两三四五六七八九十百千万][^\u4e00-\u9fff]{0,3}[元块圆月]"
)
_PRIVATE = re.compile(r"[\d@＠①-⑨⓪]")
# the shortest of the long numbers has seven digits, and they stand close together
_DIGIT = r"[\d①-⑨⓪]"
_LONG_NUMBER = re.compile(rf"{_DIGIT}(?:[^\n\d①-⑨⓪]{{0,4}}{_DIGIT}){{6}}")
_HOUSE_NUMBER = re.compile(r"[\dA-Za-zＡ-Ｚａ-ｚ]\s?[号號栋棟幢座单單室楼樓层弄组队户房区期门院巷]")


def find_entities(text: str) -> tuple[Entity, ...]:
    """Everything found in a text, in order, nothing overlapping.

    >>> found = find_entities("订单3320195557711223344，电话１３８-0013-8000")
    >>> [(entity.kind, entity.value) for entity in found]
    [('order', '3320195557711223344'), ('phone', '13800138000')]
    """
    if not _SOMETHING.search(text):
        return ()
    from xiaoer.text.entities.search import search

    return search(text, long=_LONG_NUMBER.search(text) is not None, short=True)


def find_private(text: str) -> tuple[Entity, ...]:
    """The same without amounts and dates, which hide nothing: what redaction needs."""
    if not _PRIVATE.search(text):
        return ()
    long = _LONG_NUMBER.search(text) is not None
    if not (long or "@" in text or "＠" in text or _HOUSE_NUMBER.search(text)):
        return ()
    from xiaoer.text.entities.search import search

    return search(text, long=long, short=False)
