"""Accounts in words: 加Q 30211745, 微信：mei_li_xx, 绿泡泡 moon_77, lemon0615（V）.

微信 and QQ are written in many ways so that no filter sees them. Behind one of these words, what
leads to the account (号, 是, 加, ：) and nothing else may stand before it: 微信支付30000 is none.
"""

import re
from collections.abc import Iterator

from xiaoer.text.private.found import Spot, any_of
from xiaoer.text.regex import regex

_WORD = "(?<![A-Za-z0-9])"  # no part of a longer word or code
_WECHAT = (
    any_of(
        r"""微[\ ./*_|-]?信 {w}w[❤/_.+-]x {w}v[❤/_.+-]x 微我 薇信 威信 维信 徽信 巍信 溦信 崴信
    徵信(?!报告|查|中心|逾) 薇心 微心 微❤ 薇❤ {w}v❤ {w}v信 {w}vx信? {w}wx号? {w}v\ x {w}w\ x
    {w}weixin {w}wechat {w}we\ chat 微x 薇x 绿泡泡 绿泡 绿信 绿色软件 卫星号? 微号 薇号"""
    )
    .replace("\\ ", " ")
    .replace("{w}", _WORD)
)
_QQ = any_of(
    r"{w}q[\ ./*_-]?q 扣我 扣扣 球球 抠抠 叩叩 蔻蔻 秋秋 企鹅号? 鹅号 口口 🐧 {w}q号 扣号 腾讯号"
)
_QQ = _QQ.replace("\\ ", " ").replace("{w}", _WORD)
# single letters and characters mean an account only where they are added, sought or labelled
_BARE = r"""
    (?: [加家]个?一?下?(?:这个|那个)?[我他她]?的? | \+ | ➕ | 那个 | 搜
      | (?:私|联系|找|扫)我?的? | 我的?
    ) [ :]?
    (?: [vq](?:信|号|❤)? | 薇 | 微 | 威 | 球 | 扣 | 企鹅 | 卫星 ) (?:同步的?)?
  | (?<![A-Za-z0-9])[vq](?:我|俺|一下|聊|上聊|同步的?|同号)
  | (?<![A-Za-z0-9.])[vq](?=[号 ]?[:=])
  | (?<![A-Za-z0-9.\-])v(?=[ ][a-z][a-z_-]{1,15}[0-9_])
  | (?<![A-Za-z0-9.\-])q(?=[ ]?[1-9][0-9]{5,9}(?![0-9A-Za-z]))
  | (?<![\u4e00-\u9fff])[薇微扣](?=[号 ]?[:=])
  | [扣球](?=[ :]?[1-9][0-9]{7,10}(?![0-9.元块]))
"""
_PLATFORMS = any_of(
    """旺旺 淘宝 天猫 抖音 dou音 抖店 快手 小红书 小红薯 微博 钉钉 飞书 闲鱼 拼多多 京东 b站
    知乎 陌陌 探探 贴吧 支付[宝保] 视频号 公众号 [逗豆斗]音 小绿书 咸鱼 某[宝音书东手鱼多博团猫]"""
)
_OTHERS = rf"""
    (?:{_PLATFORMS})(?:账号|帐号|账户|号|id|uid|昵称|用户名|会员名|名)?
  | 会员名 | 用户名 | 登录名 | 昵称 | 账号名
  | telegram | 电报 | 纸飞机 | whats[ ]?app | skype | discord | 赖(?=[吗 :a-z])
  | (?<![A-Za-z])(?:tg|line|ins|instagram|fb|facebook|twitter|xhs|ww|uid)(?![A-Za-z])
"""
_LEADS = any_of(
    """号码 账号 帐号 账户 昵称 id 号 就?是 为 叫 换成了? 改成了? 改为 变成 搜索? 加 发 我 的
    给 你 您 一下 下 个 吧 可以 这个 在这 如下 联系 私聊 聊 哈 哦 呀 呢 啊 了 请 麻烦 直接
    也 还 都 同步 新 旧 老 原来? 现在 留个? 备注 群 主 大号 小号 拼音 全拼 英文 字母 同名
    同号 系 吗 嘛 啦 咯 喔 名 他 她"""
)
_LINK = rf"(?P<link>(?:{_LEADS}|[:=,、。 ~\-—→>\"“'「(【\[@]){{0,10}})"
_NO_UNIT = "(?![0-9A-Za-z元块万笔次个人件天年月日%折分])"
_NUMBER = rf"""
    (?P<number>
        [1-9][0-9]{{4,11}}(?![0-9.]{{0,4}}[元块万笔次个人件天年月日%折分])(?![0-9A-Za-z])
      | [1-9][0-9]{{1,4}}(?:[ \-.·][0-9]{{2,5}}){{1,4}}{_NO_UNIT}
      | [1-9](?:[ ][0-9]){{5,10}}(?![0-9A-Za-z])
    )
"""
_NAME = r"""
    (?:live:)?
    (?P<name>(?![0-9]{1,5}(?![0-9A-Za-z_]))[A-Za-z0-9_][A-Za-z0-9_.\-]{3,28}[A-Za-z0-9_])
    (?![A-Za-z0-9@])
"""
_NO_ACCOUNT_BEHIND = any_of(
    "支付 付 转 红包 提现 零钱 余额 扣 登 绑 客服 群 公众 小程序 里 上 钱 充 到账 退 收款"
)
_AFTER = regex(
    rf"""
    (?: (?P<word>{_WECHAT}|{_QQ}) | (?P<bare>{_BARE}) | (?P<other>{_OTHERS}) )
    {_LINK}
    (?: {_NUMBER} | {_NAME} )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE = regex(
    rf"""
    (?<![A-Za-z0-9_@.\-])
    (?: (?P<name>[A-Za-z_](?=[A-Za-z_\-.]{{0,20}}[0-9_\-])[A-Za-z0-9_.\-]{{4,29}})
      | (?P<number>[1-9][0-9]{{4,11}})
    )
    (?P<link> [ ,，]? (?:这个?|那个?|就)? 是?个? (?:我|俺|本人|他|她|我们)? 的?
      [ (\[（【]{{0,2}} 加?
      (?: {_WECHAT} | {_QQ} | [vq](?=[)）\]】]) ) (?:号|id)?
    )
    (?![A-Za-z0-9]|{_NO_ACCOUNT_BEHIND})
    """,
    re.IGNORECASE | re.VERBOSE,
)
# names in Chinese: 旺旺：甜甜的小葡萄2015, 微博@阿茶今天减肥了吗
_CHINESE = regex(
    r"""
    (?: 旺旺|ww|淘宝|会员名|昵称|用户名|抖音|快手|小红书|b站|闲鱼|拼多多|微博|视频号 )
    (?: 账号|帐号|id|号|名|昵称 )?
    (?: (?:就?是|叫|名叫|为)? [ :]{0,2} (?P<mixed>[\u4e00-\u9fff_]{2,12}[0-9]{2,8})
      | (?:[:@]|叫) [ ]? (?P<said>(?:(?!叫)[\u4e00-\u9fffA-Za-z0-9_]){3,16})
        (?![\u4e00-\u9fffA-Za-z0-9_]{2})
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LINK_TO = regex(r"(?:t|wa|line)\.me/[A-Za-z0-9_/~+.-]{3,40}", re.IGNORECASE)
_STRONG = regex("live:|[:=是为叫搜加号@]|id|换成|改成|改为", re.IGNORECASE)
_ASK = regex("怎|什么|哪|吗|呢|能|可以|改|注册|登录|解绑|绑定")
_SIGNS = regex("[0-9_-]")
_CLEAR = regex(r"^ |是|的|我|[(（\[【]")
# words of their own that stand behind 微信 and QQ
_NO_ACCOUNT = frozenset(
    """pay login app ios android iphone ipad pc web wap windows mac macos linux h5 bot group id
    sdk api url link vip svip ok error code null none music mail email game wechat weixin
    space browser zone show live video hello please thanks order refund scan share help
    openid unionid appid token oauth business work wallet card official account admin
    password phone mobile number xxxx xxxxx xxxxxx""".split()
)
_IN_HAN = regex("[零〇一幺二两三四五六七八九0-9]{5,12}")
_DIGITS = str.maketrans("零〇一幺二两三四五六七八九", "0011223456789")


def handles(text: str) -> Iterator[Spot]:
    """Every account of a plain text, numbers and names."""
    text = _IN_HAN.sub(lambda found: found[0].translate(_DIGITS), text)
    for found in _AFTER.finditer(text):
        if found["number"] or _is_account(found):
            yield Spot("handle", *found.span("number" if found["number"] else "name"))
    for found in _LINK_TO.finditer(text):
        yield Spot("handle", *found.span())
    for found in _CHINESE.finditer(text):
        said = "mixed" if found["mixed"] else "said"
        if not _ASK.search(found[said]) or found["mixed"] or "@" in found[0]:
            yield Spot("handle", *found.span(said))
    for found in _BEFORE.finditer(text):
        if _CLEAR.search(found["link"]):
            yield Spot("handle", *found.span("number" if found["number"] else "name"))


def _is_account(found: re.Match[str]) -> bool:
    """Whether letters behind one of the words are an account: with a digit or a sign in them, or
    announced by 号, 加 or a colon."""
    name = found["name"].lower().strip("._-")
    if name in _NO_ACCOUNT or name.endswith((".com", ".cn")):
        return False
    said = found[0].removesuffix(found["name"])
    return _SIGNS.search(name) is not None or _STRONG.search(said) is not None
