"""Accounts in words: 加Q 30211745, 微信：mei_li_xx, 绿泡泡 moon_77, lemon0615（V）.

微信 and QQ are written in many ways so that no filter sees them. Behind one of these words, what
leads to the account (号, 是, 加, ：) and nothing else may stand before it: 微信支付30000 is none.
"""

import re
from collections.abc import Iterator

from xiaoer.text.private.found import Place

_WECHAT = (
    "微信|薇信|威信|维信|徽信|巍信|溦信|崴信|微言|徵信(?!报告|查|中心|逾)|微星(?!主板|显卡|笔记本)|薇心|微心|微❤|薇❤|v❤|v信|vx信?|wx号?|v x|w x|weixin|wechat|we ?chat|微x|薇x"
    "|绿泡泡|绿泡|绿信|绿色软件|卫星号|小绿书?号|微号|薇号"
)
_QQ = "qq|q ?q|扣扣|球球|抠抠|叩叩|蔻蔻|秋秋|企鹅号?|🐧|q号|扣号|腾讯号"
_BARE = "(?:加个?一?下?(?:这个|那个)?我?的?|\\+|➕|私我?的?|搜|我的?|联系我?的?|找我的?|扫我的?)[ :]?(?:[vVqQ](?:信|号|❤)?|薇|微|球|扣)"
_LABELLED = "(?<![A-Za-z0-9.])[vVqQ](?=[号 ]?[:：=])|(?<![\u4e00-\u9fff])[薇微扣](?=[号 ]?[:：=])"
_OTHERS = (
    "(?:支付宝|旺旺|阿里旺旺|淘宝|抖音|快手|小红书|微博|钉钉|飞书|闲鱼|拼多多|b站|知乎|陌陌|探探|贴吧)"
    "(?:账号|帐号|账户|号|id|昵称|用户名|会员名|名)"
    "|telegram|whats ?app|(?<![A-Za-z])(?:tg|line|skype|instagram|facebook|twitter)(?: ?id)?(?=[号:： ]{1,3}[A-Za-z@_])"
)
_LINK = (
    "(?P<link>(?:号码|账号|帐号|账户|昵称|id|号|就?是|为|叫|换成了?|改成了?|改为|变成|搜索?|加|发|我|的|给|你|您|一下|下|个|吧|可以|这个|在这"
    "|如下|联系|私聊|聊|哈|哦|呀|呢|啊|了|请|麻烦|直接|也|还|都|同步|新|旧|老|原来?|现在|留个?|备注|群|主|大号|小号|[:=,、。 ~\\-—→>\"“'「(【\\[@]){0,10})"
)
_NUMBER = (
    "(?P<number>[1-9][0-9]{4,11}(?![0-9A-Za-z.]*[元块万笔次个人件天年月日%折分])(?![0-9A-Za-z])"
    "|[1-9][0-9]{1,4}(?:[ \\-.·][0-9]{2,5}){1,4}(?![0-9A-Za-z元块万笔次个人件天年月日%折分])"
    "|[1-9](?: [0-9]){5,10}(?![0-9A-Za-z]))"
)
_NAME = "(?P<name>(?![0-9]{1,5}(?![0-9A-Za-z_]))[A-Za-z0-9_](?:[A-Za-z0-9_.\\-]{3,28})[A-Za-z0-9_])(?![A-Za-z0-9@])"
_AFTER = re.compile(
    rf"(?:(?P<word>{_WECHAT}|{_QQ})|(?P<bare>{_BARE}|{_LABELLED})|(?P<other>{_OTHERS})){_LINK}(?:{_NUMBER}|{_NAME})",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?<![A-Za-z0-9_@.\-])(?:(?P<name>[A-Za-z_](?=[A-Za-z_\-.]{0,20}[0-9_\-])[A-Za-z0-9_.\-]{4,29})|(?P<number>[1-9][0-9]{4,11}))"
    rf"(?P<link>[ ,，]?(?:这个?|那个?|就)?是?个?(?:我|俺|本人|他|她|我们)?的?[ (\[（【]{{0,2}}加?(?:{_WECHAT}|{_QQ}|[vVqQ](?=[)）\]】]))(?:号|id)?)"
    "(?![A-Za-z0-9]|支付|付|转|红包|提现|零钱|余额|扣|登|绑|客服|群|公众|小程序|里|上|钱|充|到账|退|收款)",
    re.IGNORECASE,
)
_STRONG = re.compile("[:=是为叫搜加号@]|id|换成|改成|改为", re.IGNORECASE)
_SIGNS = re.compile("[0-9_-]")
_CLEAR = re.compile("是|的|我|[(（\\[【]")
# words of their own that stand behind 微信 and QQ
_NO_ACCOUNT = frozenset(
    "pay login app ios android iphone ipad pc web wap windows mac macos linux h5 bot group id sdk api"
    " url link vip svip ok error code null none music mail email game wechat weixin space browser"
    " zone show live video hello please thanks order refund scan share help openid unionid appid"
    " token oauth business work wallet card official account admin password phone mobile number"
    " xxxx xxxxx xxxxxx".split()
)


_IN_HAN = re.compile("[零〇一幺二两三四五六七八九0-9]{5,12}")
_DIGITS = str.maketrans("零〇一幺二两三四五六七八九", "0011223456789")


def handles(text: str) -> Iterator[Place]:
    """Every account of a plain text, numbers and names."""
    text = _IN_HAN.sub(lambda found: found[0].translate(_DIGITS), text)
    for found in _AFTER.finditer(text):
        start, end = found.span("number" if found["number"] else "name")
        if found["number"] or _is_account(found):
            yield Place("handle", start, end)
    for found in _BEFORE.finditer(text):
        if found["number"] and not _CLEAR.search(found["link"]):
            continue
        yield Place("handle", *found.span("number" if found["number"] else "name"))


def _is_account(found: re.Match[str]) -> bool:
    """Whether letters behind one of the words are an account: with a digit or a sign in them, or
    announced by 号, 加 or a colon."""
    name = found["name"].lower().strip("._-")
    if name in _NO_ACCOUNT or name.endswith((".com", ".cn")):
        return False
    said = (found["word"] or found["bare"] or found["other"] or "") + found["link"]
    if found["bare"] or not _SIGNS.search(name):
        return _STRONG.search(said) is not None
    return True
