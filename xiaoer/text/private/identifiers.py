"""Accounts by their shape: lijianhong1971, laowang_diaoyu, tb_yueyue2020, and passwords.

What an identifier looks like and what stands around it are weighed: syllables of pinyin with
digits are somebody's account wherever they stand; letters with digits are one beside 账号, 登录,
加我 or a platform's 号; a model, a code or a part of an address of the web never is.
"""

import re
from collections.abc import Iterator

from xiaoer.text.characters.pinyin import spelled
from xiaoer.text.private.found import Spot, any_of
from xiaoer.text.regex import regex

_TOKEN = regex(r"(?<![A-Za-z0-9_.@/%#&?+-])@?[A-Za-z0-9_][A-Za-z0-9_.-]{2,30}(?<![.-])")
_LABEL_END = (
    r"(?P<link>(?:名|号码|id|ID)?(?:就?是|叫|为|改成|换成|填的?|写的?|[:=,，、 “\"'「【(\[]){0,3}"
    r"|[❤\- ]{1,2})$"
)
# behind these an identifier is an account; 号 of what is no account is left out below
_LABEL = regex(
    "(?:账号|帐号|账户|帐户|用户名?|登[录陆]名|登[录陆]号|会员名?|昵称|网名|我号|子账号|主账号"
    "|(?<![a-z])(?:id|uid|account|user ?name|login)|推特|脸书|领英|github|gitee|登[录陆]|"
    f"[\u4e00-\u9fff]号){_LABEL_END}",
    re.IGNORECASE,
)
_NOT_WHOSE = any_of(  # 号 of these is no account
    """订单 单 型 货 款 编 批 批次 批 品 商品 产品 条码 序列 车牌 车 航班 车次 券 活动 房 门牌 票
    税 版本 机 尺 色 快递 运单 物流 工 学 取件 卡 证 证件 信 账单 合同 发票 文件 型号规格
    标准 专利"""
)
_OF_WARES = any_of(
    """[优惠券活动兑换激活邀请折扣促销口令推荐验证识别防伪条形]码 口令 型号 规格 尺码 尺寸 颜色 色号
    款式 版本 文件名? 报错 错误 提示 显示 代码 标题 链接 网址 网站 页面 软件 插件 系统 品牌 牌子
    标签 关键词 产品 商品 宝贝 SKU sku 配置 参数 接口 命令 歌 游戏 电影"""
)
_NO_LABEL = regex(f"(?:{_NOT_WHOSE})号{_LABEL_END}|(?:{_OF_WARES})[:：是为叫有 “\"'「【]{{0,3}}$")
_ADD = regex("(?:[加家]个?下?我?|➕|搜一?下?|找我|扣我?|私我?|联系我?|关注我?|@)[ :：]{0,2}$")
_LOGIN = regex(
    "登[录陆不]|账号|帐号|账户|会员|注册|绑定|解绑|注销|找回|封号|被封|冻结|被盗|用户|密码|实名"
)
_MINE = regex(
    "[ ,，]?(?:[这那]个?|就?是|我的?|的){0,4}"
    "(?:小号|大号|主?账号|主?帐号|账户|号(?!码|店)|用户|会员|id(?![a-z]))"
    "|[ ,，]?(?:怎么)?(?:登[录陆]?不[上了进]|被封|被盗|被冻结|被禁言|找我|加我)"
    "|[ ,，]?(?:就能|可以|能)?(?:找到|搜到|联系)我",
    re.IGNORECASE,
)
_SAID_OF_WARES = any_of(
    """有[货现吗没] 多少[钱米] 保修 配件 手机 笔记本 电脑 显卡 壳 膜 怎么[卖连] 能?以旧换新
    什么时候[发有到] 优惠 降价 补货 缺货 这?[款件台双条] 型号 充电 耳机 鼠标 键盘 屏幕 系统 版本
    软件 接口 格式 文件 转接 线 用不了 无效 能用 过期 报错 错误"""
)
_WARES = regex(f"[ ,，]?(?:{_SAID_OF_WARES})", re.IGNORECASE)
_BRANDS = any_of(
    """xiaomi huawei meizu taobao tianmao jingdong pinduoduo weixin zhifubao haier midea anta lining
    shunfeng yuantong zhongtong shentong yunda baidu tengxun wangyi douyin kuaishou maotai wuliangye
    lenovo honor iphone ipad macbook redmi oppo vivo nova mate matebook pura galaxy windows android
    usb type wifi app ios http www img image photo file doc test error code vip svip plus pro max
    mini ultra note reno find magic sale save double hot new size usb_c win mac intel core ryzen rtx
    gtx airpods watch switch ps xbox mp mpeg jpg png pdf xls docx ver version step sku spu skuid
    order coupon model item goods product part color black white level day top no num gen air band
    buds thinkpad surface kindle dell sony canon nikon nike adidas puma casio lego nintendo"""
)
_KNOWN = regex(rf"(?:{_BRANDS})(?![a-z])")
_WORDS = regex("[a-z]{1,31}")
_SURE = regex("[0-9]|.[_.-].")
_ORDER = regex(r"[A-Za-z]{0,4}[0-9]{8,31}")
_SPOKEN = regex(
    r"""
    (?: 密码|口令|passw(?:or)?d|pwd|验证码|校验码|动态码|短信码 )
    (?: 就?是|为|改成了?|设的?是?|设成了?|设置的?是?|写的?是?
      | 填的?是?|输的?是?|输入的?是?|收到的?是?|[:=,， “"']
    ){0,3}
    (?P<it> (?=[!-~]{0,20}[0-9]) [A-Za-z0-9@!#$%^&*_.+~-]{4,20} )
    (?! [A-Za-z0-9] | [位个条次分秒天元遍种字] | 年 | 月 | 号 )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LEAST = 10
_LEAST_PINYIN = 5  # letters


def identifiers(text: str) -> Iterator[Spot]:
    """Every account of a plain text that shows itself by its shape, and passwords."""
    for found in _TOKEN.finditer(text):
        token = found[0].removeprefix("@")
        shape = _shape(token)
        sure = shape > 1 and _SURE.search(token) is not None
        if shape and shape + _around(text, *found.span(), sure=sure) >= _LEAST:
            yield Spot("handle", *found.span())
    for found in _SPOKEN.finditer(text):
        yield Spot("password", *found.span("it"))


def _shape(token: str) -> int:
    """What a token's letters, digits and signs say for an account; 0: it can be none."""
    letters = sum(char.isalpha() for char in token)
    if letters < 2 or token[0].isdigit() or _ORDER.fullmatch(token):
        return 0
    digits = sum(char.isdigit() for char in token)
    signs = sum(char in "_.-" for char in token[1:-1])
    lower = token.lower()
    words = _WORDS.findall(lower)
    known = any(_KNOWN.match(word) for word in words)
    if (known and "_" not in token[1:-1]) or (signs and lower.endswith((".com", ".cn"))):
        return 1  # only where a word says so
    said = [word for word in words if len(word) > 1 and spelled(word)]
    syllables = sum(len(spelled(word) or ()) for word in said)
    size = sum(map(len, said))
    shape = 4 if digits and token == lower else 2
    if digits >= 2 or "_" in token.strip("_"):
        shape += 1
    if syllables >= 2 and size >= _LEAST_PINYIN and size >= letters - 3 and token == lower:
        shape += 5 if digits >= 2 or signs else 1
    elif "_" in token.strip("_") and token == lower:
        shape += 2
    return shape if digits or signs or syllables else 1


def _around(text: str, start: int, end: int, *, sure: bool) -> int:
    """What stands before and behind a token says for an account; ``sure``: it has a digit or a
    sign, or else a word must announce it."""
    before, after = text[max(0, start - 14) : start], text[end : end + 10]
    label = _LABEL.search(before)
    if _NO_LABEL.search(before) or (_WARES.match(after) and not label):
        return -_LEAST
    if not sure:
        return 9 if label and label["link"] else -_LEAST
    found = 0
    if label or text[start] == "@":
        found = 9
    elif _MINE.match(after):
        found = 8
    elif _ADD.search(before):
        found = 6
    if _LOGIN.search(text, max(0, start - 14), end + 14):
        found += 3
    return found
