"""Names of people: after 我叫, 收件人, 姓名 …, before 收, and beside a phone number or address.

A name is a surname with one or two characters (three after a colon) that no question goes on
with: 怎 in 姓名怎么改, 外 in 我叫外卖. What must stand behind it depends on how clearly it was
announced: after 姓名： whatever ends a phrase; where nothing announces it, usual given names only.
"""

import re
from collections.abc import Iterator
from enum import IntEnum

from xiaoer.text.private.found import ADDRESS, OTHER, PHONE, Place, any_of
from xiaoer.text.private.surnames import COMMON, COMPOUND, GIVEN, NO_NAME, RARE, WORDS

_HAN = "\u4e00-\u9fff"
_SURNAMES = frozenset(COMMON + RARE)
# in sentences, not in given names
_STOP = frozenset(
    "的了吗嘛么呢吧啊呀哦是在到给往没不这那你我他它她您们请烦把被还就怎谁哪什几个要送寄改换填写错误收买货款块"
    "递说很才再跟和与或及也都已会能以想让叫做用退付单号码址话机件电手姓名字修更删加息式人费率券卡票餐饭车客服员"
    "店物流快地点候间今昨前后里外上下左右些次每某为因但而且若则虽对从其此即"
)
_ASK = re.compile(
    "怎|什么|哪|吗|呢|能|可以|错|改|写|填|必|不|没|无|有|是|的|了|一致|隐藏|保密|匿名"
)
_SOFT = any_of(
    """电话 手机 联系 号码 地址 住址 身份证 证件 护照 微信 车牌 银行卡 卡号 账号 邮箱 性别 年龄
    收(?!货|件) 的 吧 呢 啊 哦 哈 呀 住 在 想 要 请 麻烦 帮 下单 下的 买 订 之前 昨天 昨晚
    今天 前天 上周 上个?月 刚 是 和 跟 与 还 先生 女士 小姐 太太 同学 老师 这 那 你 我 他 她
    已 没 不 就 也 改 写 换 能 可 给 来 去 到 有 用 把 被 从 因 所以 qq 吗 对 错 填 但 本人
    亲自 签 代 一直 为什么 怎 什么时候 需要 说 打 发 寄 退 申请 投诉 咨询 反馈 反映 预约 购
    付 充 办 好了 好吗 好的 拿 领 取 补 行 先 赶 快 尽 其实 都 会 家"""
)
_BOUNDARY = re.compile(rf"\Z|[^{_HAN}]|(?:{_SOFT})", re.IGNORECASE)
_HARD = re.compile(rf"\Z|[^{_HAN}·]")
_FULL = re.compile(rf"(?:{COMPOUND})|[{_HAN}]")
_TITLE = re.compile(
    "先生|女士|小姐|太太|阿姨|大爷|叔叔|大叔|大姐|大哥|老师|医生|经理|总(?!共|是|额)|工(?!作|单)"
)
_LATIN = re.compile("[A-Z][A-Za-z'-]{1,20}(?:[ ·.,]{1,2}[A-Z][A-Za-z'-]{0,20}){0,3}(?![A-Za-z0-9])")
_DOTTED = re.compile(rf"[{_HAN}]{{1,8}}(?:[·•.][{_HAN}]{{1,10}}){{1,3}}")
_ANY_HAN = re.compile(f"[{_HAN}]{{2,5}}")

_WHO = any_of(
    """收件人 收货人 收件方 收货方 寄件人 发件人 寄货人 联系人 联络人 签收人 取件人 代收人
    提货人 领取人 持卡人 开户人 户主 户名 开户名 账户名 帐户名 付款人 收款人 汇款人 转账人
    下单人 购买人 订购人 申请人 投诉人 当事人 经办人 办理人 法人代表 法人 法定代表人 负责人
    乘客 乘车人 旅客 乘机人 入住人 预订人 预约人 出行人 投保人 被保险人 被保人 受益人 车主
    机主 患者 就诊人 病人 考生 学员 学生 监护人 家长 真实姓名 本人姓名 会员姓名 实名 姓名
    名字 大名 全名 本名 署名 落款 备注名? 抬头(?:写|是|为|:)?个人 抬头 客户名? 顾客 买家
    取件联系 收货信息 收件信息 名(?=[:：]) 英文名 真名 护照名 户籍名 曾用名
    联系(?![人方我客你您])"""
)
_KIN = any_of(
    """老公 老婆 爱人 对象 男朋友 女朋友 朋友 同事 同学 室友 儿子 女儿 孩子 小孩 宝宝 爸爸?
    妈妈? 父亲 母亲 哥哥? 姐姐? 弟弟? 妹妹? 闺蜜 家属 亲戚 婆婆 公公 岳父 岳母 爷爷 奶奶
    外公 外婆 舅舅 姑姑 叔叔 阿姨 邻居 老板 助理 秘书 [他她]"""
)
_VERB = any_of(
    """就?是 叫做? 为 改成 改为 改到 换成 换为 变更为 更改为 修改为 写(?:成了?|的?是?|了)?
    填(?:成了?|的?是?|了)? 登记的?是? 留的?是? 显示的?是? 打的?是? 印的?是? 系"""
)
_LINK = (
    "(?:(?:姓名|名字|名|信息|一栏|那里|处|的)?(?:拼音|英文名?|全拼)?(?:应该|本来|原来|现在|统一|之前|以前)?"
    rf"(?:{_VERB})?)[ :=,\-(\[“\"'「【)\]】」]{{0,3}}"
)
_LABEL = re.compile(
    rf"(?P<who>(?:{_WHO})(?:\([^)\n]{{0,6}}\))?)(?P<link>{_LINK})"
    r"|(?P<called>(?:我(?:的名字)?|本人|名字|名)(?:就?叫做?|名叫)|叫我|我名|在下)[ :,]?"
    rf"|(?P<kin>我?(?:{_KIN})(?:的名字)?(?:叫做?|名叫))[ :]?"
    r"|(?P<am>(?<![这那不])(?:我是|本人是?|俺是|我就是|这里是|这边是|你好,|您好,)) ?"
    rf"|(?P<weak>我?(?:{_KIN})[ :]?|(?:[寄发送转交补]给|还给|写上|就写|找|收件) ?)"
    r"|(?P<latin>(?<![A-Za-z])(?:full ?name|name|recipient|consignee|receiver)(?: is)?[ :=]{1,3})",
    re.IGNORECASE,
)
_CHANGED = re.compile(f"[从由把](?=[{_HAN}]{{2,4}}(?:改|换|变更|更改|修改)[成为到])")
_TO = re.compile("(?:改|换|变更|更改|修改)[成为到] ?")
_RIGHT = re.compile(
    "(?:{}) ?".format(
        any_of(
            """[写填](?!成) 应该?是 应为 正确的?是 其实是 实际是 而是 不是 改成 换成 改为 换为
            写成了? 填成了? 变成了? 误写为? 更正为"""
        )
    )
)
_SAID = re.compile(_WHO)
_ALSO = re.compile("[、/,]|和|跟|与|或")
_SIGNED = re.compile(
    r" ?\(?(?:亲?收|签收|亲启|启|代收|本人收)\)?(?=[\s,，。;!.]|\Z|[\ue000-\ue002])"
)
_MINE = re.compile(
    "(?:就?是|才是)(?:我|他|她|本人)的?(?:本名|真名|名字|姓名|全名|实名|大名)"
    r"|的(?=[,，。\s]|\Z|名字|名义|身份证|护照|订单|快递|包裹|账号|手机|电话|卡|驾照|车|地址|号码|份|件)"
)
_SURNAME = re.compile(r"(?:我|本人|免贵|敝)姓[ :]?")
_SENTINELS = (PHONE, ADDRESS, OTHER)
_GAP = r"[ ,，。;:、()\-—/|+\n]{0,3}"
_BESIDE = re.compile(
    rf"{_GAP}(?:(?:的)?(?:联系)?(?:电话|手机|号码|方式|地址|tel|身份证)(?:号码?)?(?:就?是)?{_GAP})?"
    f"[{PHONE}{ADDRESS}{OTHER}]",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"[{PHONE}{ADDRESS}{OTHER}]的?{_GAP}")
_START = re.compile(
    r"(?:(?<=[\s,，。;:：、(（/|\])】」>])|(?<=[给找叫请和跟让由致是写用儿妈爸公婆])|(?<=个人))"
    rf"(?=[{_HAN}])"
)
_MOST = 20  # names of one text that are sought again


class _Told(IntEnum):
    """How clearly a name is announced."""

    HARDLY = 0  # 我是
    WEAKLY = 1  # 寄给, 我妈
    CALLED = 2  # 我叫
    SAID = 3  # 姓名
    CLEARLY = 4  # 姓名：


def names(text: str) -> Iterator[Place]:
    """Every name of a plain text, also where it stands once more and nothing announces it."""
    known: set[str] = set()
    for place in _announced(text):
        yield place
        name = text[place.start : place.end]
        if len(name) > 1 and name not in known and len(known) < _MOST:
            known.add(name)
            for again in re.finditer(re.escape(name), text):
                yield Place("name", *again.span())


def _announced(text: str) -> Iterator[Place]:
    for found in _LABEL.finditer(text):
        yield from _listed(text, found.end(), _told(found))
    for found in _SURNAME.finditer(text):
        yield from _surname(text, found.end())
    said = _SAID.search(text) is not None
    for found in _RIGHT.finditer(text) if said else ():
        yield from _listed(text, found.end(), _Told.WEAKLY)
    for found in _CHANGED.finditer(text):
        yield from _changed(text, found.end(), _Told.SAID if said else _Told.WEAKLY)
    if text[-1] in _SENTINELS or _SIGNED.search(text) or _MINE.search(text):
        for found in _START.finditer(text):
            yield from _beside(text, found.end())
    for found in _BEHIND.finditer(text):
        start = found.end()
        end = _end(text, start, _Told.WEAKLY)
        clear = text[start - 1] == "的" or _HARD.match(text, end) or _SIGNED.match(text, end)
        if end and clear:
            yield Place("name", start, end)


def _told(found: re.Match[str]) -> _Told:
    if found["am"]:
        return _Told.HARDLY
    if found["weak"]:
        return _Told.WEAKLY
    if found["called"] or found["kin"]:
        return _Told.CALLED
    link = found["link"] or ""
    return _Told.CLEARLY if found["latin"] or ":" in link or "=" in link else _Told.SAID


def _listed(text: str, start: int, told: _Told) -> Iterator[Place]:
    """The name at a place, and those that are listed behind it."""
    for _ in range(6):
        end = _end(text, start, told)
        if not end:
            return
        yield Place("name", start, end)
        also = _ALSO.match(text, end)
        if not also:
            return
        start, told = also.end(), _Told.WEAKLY


def _surname(text: str, start: int) -> Iterator[Place]:
    full = _FULL.match(text, start)
    if full and (len(full[0]) > 1 or full[0] in _SURNAMES) and _BOUNDARY.match(text, full.end()):
        yield Place("name", start, full.end())


def _changed(text: str, start: int, told: _Told) -> Iterator[Place]:
    """张三 and 李四 of 从张三改成李四."""
    end = _end(text, start, told)
    to = _TO.match(text, end) if end else None
    new = _end(text, to.end(), told) if to else 0
    if to and new:
        yield Place("name", start, end)
        yield Place("name", to.end(), new)


def _beside(text: str, start: int) -> Iterator[Place]:
    """A name before a phone number or an address, before 收 or 是我本名."""
    end = _end(text, start, _Told.WEAKLY, signed=True)
    if end and (_SIGNED.match(text, end) or _MINE.match(text, end)):
        yield Place("name", start, end)
        return
    end = _end(text, start, _Told.CALLED)
    if end and _BESIDE.match(text, end):
        yield Place("name", start, end)


def _end(text: str, start: int, told: _Told, *, signed: bool = False) -> int:
    """Where the name that begins at a place ends, 0 when there is none."""
    if told > _Told.WEAKLY and (foreign := _LATIN.match(text, start) or _DOTTED.match(text, start)):
        return foreign.end()
    full = _FULL.match(text, start)
    if full is None or not (len(full[0]) > 1 or full[0] in _SURNAMES):
        return _strange(text, start) if told is _Told.CLEARLY else 0
    at = full.end()
    if told > _Told.WEAKLY and (title := _TITLE.match(text, at)):
        return title.end()
    for size in (2, 1, 3) if told is _Told.CLEARLY else (2, 1):
        given, end = text[at : at + size], at + size
        if len(given) < size or not _may_be(full[0], given, told):
            continue
        behind = _HARD if size == 3 else _BOUNDARY
        usual = _is_usual(given)
        if told in (_Told.CALLED, _Told.SAID) and not usual:
            behind = _HARD
        clear = told > _Told.CALLED and size == 2 and usual and full[0] not in WORDS
        if clear or behind.match(text, end) or (signed and _SIGNED.match(text, end)):
            title = _TITLE.match(text, end)
            return title.end() if title and told > _Told.WEAKLY else end
    return 0


def _may_be(surname: str, given: str, told: _Told) -> bool:
    """Whether a surname and what follows it can be a name."""
    if any(char in _STOP or not "\u4e00" <= char <= "\u9fff" for char in given):
        return False
    if told is _Told.CLEARLY:
        return True
    if surname + given[0] in NO_NAME or surname + given in NO_NAME:
        return False
    if told is _Told.SAID or (told is _Told.CALLED and surname not in WORDS):
        return True
    common = len(surname) > 1 or surname in COMMON or told is not _Told.HARDLY
    return common and _is_usual(given)


def _is_usual(given: str) -> bool:
    return all(char in GIVEN for char in given)


def _strange(text: str, start: int) -> int:
    """The end of a name after 姓名： that begins with no usual surname."""
    found = _ANY_HAN.match(text, start)
    if found is None or _ASK.search(found[0]) or any(char in _STOP for char in found[0]):
        return 0
    return found.end() if _HARD.match(text, found.end()) else 0
