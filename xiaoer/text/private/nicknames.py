"""Accounts that are words: 旺旺 恒锐五金旗舰店:客服03, 昵称三岁爱跳舞, 用户名是山野小厨娘.

Such a name may be any words, so it is told by what it is not: a question, a fault, or what a
function is called (昵称怎么改, 旺旺打不开, 子账号权限).
"""

import re
from collections.abc import Iterator

from xiaoer.text.private.found import Spot, any_of
from xiaoer.text.regex import regex

_LABEL = (
    "(?:旺旺(?:名|号|id|昵称|账号)?|ww|昵称|网名|用户名|会员名|登录名|账号名|[子主]账号|店铺账号|账号(?=是|叫|:)"
    "|(?:淘宝|天猫|抖音|抖店|快手|小红书|小红薯|小绿书|微博|b站|闲鱼|咸鱼|拼多多|京东|视频号|公众号|知乎|某[宝音书手鱼东博]|微信|qq)"
    "(?:会员名|用户名|昵称|账号名|名字?|账号|号|id)?)"
)
_CHAR = "[\u4e00-\u9fffA-Za-z0-9_·.-]"
_SAID = regex(
    rf"(?P<label>{_LABEL})(?P<link>(?:就?是|就?叫做?|为|名叫|改成了?|换成了?|显示|写的是?|填的是?"
    rf"|[: “\"'「【@]){{0,3}})"
    rf"(?P<it>{_CHAR}{{2,20}}(?::{_CHAR}{{1,12}})?)",
    re.IGNORECASE,
)
_SHOP = regex(
    rf"{_CHAR}{{2,16}}(?:旗舰店|专营店|专卖店|企业店|官方店|工厂店|店|铺|馆|坊|阁|家):{_CHAR}{{1,10}}"
)
_BEFORE_SHOP = regex("旺旺|[子主]账号|客服|账号|登录|ww|千牛", re.IGNORECASE)
# where the name ends and what happens to it begins
_END = regex(
    "被(?!窝|子)|登[录陆]|异常|打不开|无法|怎么|为什么|不见|不能|不让|没有?|收不到|改不|这个|那个|一直|已经|突然|找不|搜不"
    "|查一?下|帮我|麻烦|谢谢|请问|可以|能不能|能否|就是|是我|我的|拍[了下]|下[了单]|买[了的]|申请|提示|显示|里面|上周|昨天|今天|刚才|刚刚"
)
# a question, or what a function is called
_ASKED = any_of(
    """[怎吗呢哪谁] 什么 [能可]以?[不吗] 多少 几个 如何 是不 是否 有没 需要 必须 应该 一样 相同 不同
    重复 规则 格式 长度 限制 字数 次数 字符"""
)
_FUNCTIONS = any_of(
    """密码 头像 信息 功能 权限 消息 记录 聊天 客服(?![0-9一-九]) 版本 手机 电脑 邮箱 设置 管理
    开通 注册 登录 绑定 修改 更改 变更 注销 解绑 找回 删除 违规 违禁 敏感 失败 成功 错误 空白 乱码
    中文 英文 字母 数字 随机 默认 系统 实名 真名 别人 自己 唯一 会员 用户 账号 支付 付款 红包 转账
    提现 退款 订单 购物 商品 宝贝 店铺$ 店铺怎 物流 快递 发货 直播 视频 小程序 公众号 平台 官方
    网页 链接 优惠 活动 下单 购买 买 卖 价格 便宜 包邮 升级 数量 名额 在线 离线 回复 投诉 举报
    评价 关注 粉丝 认证 审核 申诉 封 冻结 余额 积分 等级 运费 服务 入口 扫码 二维码
    授权 通知 推送"""
)
_NO_NAME = regex(f"{_ASKED}|{_FUNCTIONS}")
_NO_START = regex(
    "[的了和与或及跟在上里中下也都又就还是不没可能会要想用让给被把从到因为所但而且如若则已再最很太更只号名吗么个字登打改换看搜找加发点开关设填写输换进去来有]"
)
_LEAD = regex(
    rf"(?:我们?的?)?{_LABEL}(?:就?是|叫)?|(?:我们?的?)?(?:客服|账号|登录|千牛)", re.IGNORECASE
)
_CALLED = regex("名|号|旺旺|昵称|ww|id$", re.IGNORECASE)
_NAMED = regex("名$|昵称$")
_TOLD = regex("[是叫为成: “\"'「【@]")
_CLEAR = regex("[:叫“\"'「【@]")
_SENTENCE = regex("[了想得要起做说这那过着呀啊吧啦]|重新|还能|自动|一下")
_MOST = 8
_LEAST = 3
_LEAST_TOLD = 2


def nicknames(text: str) -> Iterator[Spot]:
    """Every such account of a plain text."""
    for found in _SAID.finditer(text):
        start, end = found.span("it")
        said = found["it"]
        cut = _END.search(said)
        if cut:
            said, end = said[: cut.start()], start + cut.start()
        clear = _TOLD if _CALLED.search(found["label"]) else _CLEAR
        told = clear.search(found["link"]) is not None or _bracketed(text, found)
        ends = cut is None or cut[0][0] == "被"
        if _is_name(said, told=told) and (told or ":" in said or _stands(found, said, ends)):
            yield Spot("handle", start, end)
    if _BEFORE_SHOP.search(text):
        for found in _SHOP.finditer(text):
            start, end = found.span()
            if cut := _END.search(text, start, end):
                end = cut.start()
            lead = _LEAD.match(text, start)
            yield Spot("handle", lead.end() if lead else start, end)


def _bracketed(text: str, found: re.Match[str]) -> bool:
    """Whether a label and a name are all that stands in brackets."""
    return text[found.start() - 1] == "(" and text[found.end() : found.end() + 1] == ")"


def _stands(found: re.Match[str], said: str, ends: bool) -> bool:
    """Whether words right behind 昵称 are all that is said of it."""
    named = _NAMED.search(found["label"]) is not None
    return named and ends and len(said) <= _MOST and not _SENTENCE.search(said)


def _is_name(said: str, *, told: bool) -> bool:
    """Whether words behind 昵称 or 旺旺 are a name; ``told``: 是, 叫 or a colon stands between."""
    han = sum("\u4e00" <= char <= "\u9fff" for char in said)
    if han < 1 or len(said) < (_LEAST_TOLD if told else _LEAST):
        return False
    shop = ":" in said
    return shop or not (_NO_NAME.search(said) or _NO_START.match(said))
