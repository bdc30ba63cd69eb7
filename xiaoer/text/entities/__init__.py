"""What a text names: order and tracking numbers, phones, cards, amounts, dates, addresses.

The patterns look at the plain form of the text (`entity.plain`) one kind after the
other; what one has found is hidden from those that follow, so that no phone is found inside an
order number. Every pattern is bounded: the time grows with the length of the text and no faster.
They are compiled (30 ms) when a text first comes that may name something.
"""

import re

from xiaoer.text.entities.entity import Account, Entity, EntityKind
from xiaoer.text.regex import regex

__all__ = ["Account", "Entity", "EntityKind", "find_accounts", "find_entities", "find_private"]

# a text without these names nothing, or nothing private; most queries are such
_SOMETHING = regex(r"[\d@＠①-⑨⓪]|[零〇一二两三四五六七八九十百千万][^\u4e00-\u9fff]{0,3}[元块圆月]")
_PRIVATE = regex(r"[\d@＠①-⑨⓪]")
# the shortest of the long numbers has six digits, and they stand close together
_DIGIT = r"[\d①-⑨⓪]"
_LONG_NUMBER = regex(rf"{_DIGIT}(?:[^\n\d①-⑨⓪]{{0,4}}{_DIGIT}){{5}}")
_NUMERALS = r"\d①-⑨⓪零〇洞一幺壹二贰两三叁四肆五伍六陆七柒拐八捌九玖勾"
_ANY = regex(f"[@＠{_NUMERALS}]")
_SPELLED = regex(rf"[{_NUMERALS}](?:[^\n{_NUMERALS}]{{0,4}}[{_NUMERALS}]){{10}}")
_ACCOUNT = regex("[信扣鹅xXｘＸqQｑＱtTｔＴnNｎＮ]")  # of every word that says so
# an address of mail that is spelled: li(at)126.com; full-width letters may be any of these
_MAIL = regex(
    "(?:at|艾特|圈a|老鼠|[#＃ａ-ｚＡ-Ｚ]|[(\\[【{<（]a).{1,80}?"
    "(?:com|cn|net|org|edu|gov|io|me|cc|vip|top|hk|tw|email|[ａ-ｚＡ-Ｚ])",
    re.IGNORECASE,
)
_HOUSE_NUMBER = regex(r"[\dA-Za-zＡ-Ｚａ-ｚ]\s?[号號栋棟幢座单單室楼樓层弄组队户房区期门院巷]")


def find_entities(text: str) -> tuple[Entity, ...]:
    """Everything found in a text, in order, nothing overlapping.

    >>> found = find_entities("订单3320195557711223344，电话１３８-0013-8000")
    >>> [(entity.kind, entity.value) for entity in found]
    [('order', '3320195557711223344'), ('phone', '13800138000')]
    """
    if not (_SOMETHING.search(text) or _SPELLED.search(text) or _MAIL.search(text)):
        return ()
    from xiaoer.text.entities.search import search

    return search(text, long=_has_long(text), short=True)


def find_private(text: str) -> tuple[Entity, ...]:
    """The same without amounts and dates, which hide nothing: what redaction needs."""
    mail = "@" in text or "＠" in text or _MAIL.search(text) is not None
    if not mail and not (_ANY.search(text) and (_PRIVATE.search(text) or _SPELLED.search(text))):
        return ()
    long = _has_long(text)
    if not (long or mail or _HOUSE_NUMBER.search(text)):
        return ()
    from xiaoer.text.entities.search import search

    return search(text, long=long, short=False)


def find_accounts(text: str) -> tuple[Account, ...]:
    """Accounts after a word that says so, in order: they are private as well.

    >>> [one.value for one in find_accounts("加我微信 Li_1988，QQ号：293847561")]
    ['li_1988', '293847561']
    """
    if not _ANY.search(text) or not _ACCOUNT.search(text) or not _PRIVATE.search(text):
        return ()
    from xiaoer.text.entities.accounts import accounts

    return tuple(accounts(text))


def _has_long(text: str) -> bool:
    """Whether long numbers have to be looked for."""
    return _LONG_NUMBER.search(text) is not None or _SPELLED.search(text) is not None
