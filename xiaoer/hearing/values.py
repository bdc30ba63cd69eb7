"""What a message says beside its values: an order number alone asks nothing."""

from collections.abc import Sequence

from xiaoer.text.entities import Entity
from xiaoer.text.regex import regex

_AROUND = regex(
    # no alternative begins as another goes on, or the time would double with every repetition
    r"(?:我|这是|这个|就?是|为|单号|订单|编号|运单|快递|物流|手机|电话|号码?|尾号|银行卡|卡|身份证|邮箱"
    r"|顺丰|圆通|中通|申通|韵达|极兔|京东|邮政|或者|还有|和|[在的给你您了喏呐呢哈啊吧好]"
    r"|[\s:：,，.。;；#!！]|[(（)）\[\]【】])*"
)
_LABELLED = regex(
    r"(?:(?:我的?)?(?:订单|运单|快递|物流|手机|电话)(?:单|编)?号?码?(?:就?是|为)?[\s:：]*)?\0"
)


def without_values(text: str, values: Sequence[Entity]) -> str:
    """The text without its values and what names them: 不对，我电话13800138000 → 不对，."""
    return _LABELLED.sub(" ", _replaced(text, values, "\0")) if values else text


def only_values(text: str, values: Sequence[Entity]) -> bool:
    """Whether a text is made of its values and says nothing else.

    >>> from xiaoer.text.entities import find_entities
    >>> texts = ("订单号：2026112212345678", "13800138000", "订单2026112212345678到哪了", "怎么退")
    >>> [only_values(text, find_entities(text)) for text in texts]
    [True, True, False, False]
    """
    return bool(values) and _AROUND.fullmatch(_replaced(text, values, "")) is not None


def _replaced(text: str, values: Sequence[Entity], mark: str) -> str:
    """The text with a mark in the place of each value."""
    for value in reversed(values):
        text = f"{text[: value.start]}{mark}{text[value.end :]}"
    return text
