"""Names under which people are reached elsewhere: 微信号wx_293847, QQ2938475."""

import re
from collections.abc import Iterator

from xiaoer.text.entities.entity import Account, plain
from xiaoer.text.regex import regex

_PLACE = (
    r"(?:微信|薇信|威信|(?<![A-Za-z])(?:wx|vx|qq|wechat|weixin)|v信|扣扣|企鹅)"
    r"(?:号码|[号號]|id)?[是为:： ]{0,3}"
)
_NUMBER = r"(?P<number>[1-9][0-9]{4,10})(?![0-9A-Za-z.元块万笔次个人件天年月%])"  # no sum, no count
# a digit at least, for QQ音乐 and 微信pay are no accounts
_NAME = r"(?P<name>[A-Za-z](?=[A-Za-z_-]{0,19}[0-9])[A-Za-z0-9_-]{5,19})(?![A-Za-z0-9_@-])"
_ACCOUNT = regex(rf"{_PLACE}(?:{_NUMBER}|{_NAME})", re.IGNORECASE)


def accounts(text: str) -> Iterator[Account]:
    """Accounts after a word that says so, in order."""
    ordinary = plain(text)
    for found in _ACCOUNT.finditer(ordinary.text):
        group = "number" if found["number"] else "name"
        start, end = ordinary.span(*found.span(group))
        yield Account(text=text[start:end], start=start, end=end, value=found[group].lower())
