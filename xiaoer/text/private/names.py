"""Names of people: after 我叫, 收件人, 姓名 …, before 收, and beside a phone number or address.

A name is a surname with one or two characters (three after a colon) that no question goes on
with: 怎 in 姓名怎么改, 外 in 我叫外卖. What must stand behind it depends on how clearly it was
announced: after 姓名： whatever ends a phrase; where nothing announces it, usual given names only.
"""

import re
from collections.abc import Iterator

from xiaoer.text.private.found import ADDRESS, PHONE, Place
from xiaoer.text.private.surnames import COMMON, COMPOUND, GIVEN, RARE, WORDS

_SURNAMES = frozenset(COMMON + RARE)
# in sentences, not in given names
_STOP = frozenset(
    "的了吗嘛么呢吧啊呀哦是在到给往没不这那你我他它她您们请烦把被还就怎谁哪什几个要送寄改换填写错误收买货款块"
    "递说很才再跟和与或及也都已会能以想让叫做用退付单号码址话机件电手姓名字修更删加息式人费率券卡票餐饭"
    "车客服员店物流快地点候间今昨前后里外上下左右多少些次每某为因但而且若则虽对从于之其此即"
)
_ASK = re.compile("怎|什么|哪|吗|呢|能|可以|错|改|写|填|必|不|没|无|有|是|的|了|一致|隐藏|保密|匿名")
_SOFT = (
    "电话|手机|联系|号码|地址|住址|身份证|证件|护照|微信|车牌|银行卡|卡号|账号|邮箱|性别|年龄|收(?!货|件)|的|吧|呢|啊"
    "|哦|哈|呀|住|在|想|要|请|麻烦|帮|下单|下的|买|订|之前|昨天|昨晚|今天|前天|上周|上个?月|刚|是|和|跟|与|还|先生|女士"
    "|小姐|太太|同学|老师|这|那|你|我|他|她|已|没|不|就|也|改|写|换|能|可|给|来|去|到|有|用|把|被|从|因|所以|qq|吗|对|错|填"
    "|但|本人|亲自|签|代|一直|为什么|怎|什么时候|需要|说|打|发|寄|退|申请|投诉|咨询|反馈|预约|购|付|充|办"
)
_BOUNDARY = re.compile(
    rf"\Z|[^\u4e00-\u9fff]|(?:{_SOFT})", re.IGNORECASE
)
_HARD = re.compile(r"\Z|[^\u4e00-\u9fff·]")
_FULL = re.compile(rf"(?:{COMPOUND})|[\u4e00-\u9fff]")
_TITLE = re.compile("先生|女士|小姐|太太|阿姨|大爷|叔叔|大叔|大姐|大哥|老师|医生|经理|总(?!共|是|额)|工(?!作|单)")
_LATIN = re.compile("[A-Z][A-Za-z'-]{1,20}(?:[ ·.,]{1,2}[A-Z][A-Za-z'-]{0,20}){0,3}(?![A-Za-z0-9])")
_DOTTED = re.compile("[\u4e00-\u9fff]{1,8}(?:[·•.][\u4e00-\u9fff]{1,10}){1,3}")
_ANY_HAN = re.compile("[\u4e00-\u9fff]{2,5}")

_WHO = (
    "收件人|收货人|收貨人|收件方|收货方|寄件人|发件人|寄货人|联系人|联络人|签收人|取件人|代收人|提货人|领取人|持卡人|开户人"
    "|户主|户名|开户名|账户名|帐户名|账号名|付款人|收款人|汇款人|转账人|下单人|购买人|订购人|申请人|投诉人|当事人|经办人|办理人"
    "|法人|法定代表人|负责人|乘客|乘车人|旅客|乘机人|入住人|预订人|预约人|出行人|投保人|被保险人|被保人|受益人|车主|机主|患者"
    "|就诊人|病人|考生|学员|学生|监护人|家长|真实姓名|本人姓名|实名|姓名|名字|大名|全名|本名|署名|落款|抬头"
)
_KIN = (
    "老公|老婆|爱人|对象|男朋友|女朋友|朋友|同事|同学|室友|儿子|女儿|孩子|小孩|宝宝|爸爸?|妈妈?|父亲|母亲|哥哥?|姐姐?|弟弟?"
    "|妹妹?|婆婆|公公|岳父|岳母|爷爷|奶奶|外公|外婆|舅舅|姑姑|叔叔|阿姨|邻居|老板|助理|秘书|[他她]"
)
_LINK = (
    "(?:(?:姓名|名字|名|信息|一栏|那里|处|的)?(?:应该|本来|原来|现在|统一|之前|以前)?"
    "(?:就?是|叫做?|为|改成|改为|改到|换成|换为|变更为|更改为|修改为|写成?了?|填成?了?|写的?是|填的?是|登记的?是|留的?是|写|填)?)"
    "[ :=,\\-(\\[“\"'「【]{0,3}"
)
_LABEL = re.compile(
    rf"(?P<who>(?:{_WHO})(?:\([^)\n]{{0,6}}\))?)(?P<link>{_LINK})"
    r"|(?P<called>(?:我(?:的名字)?|本人|名字|名)(?:就?叫做?|名叫)|叫我|我名|在下)[ :,]?"
    rf"|(?P<kin>(?:{_KIN})(?:的名字)?(?:叫做?|名叫))[ :]?"
    r"|(?P<am>(?<![这那不])(?:我是|本人是?|俺是|我就是|你好,|您好,)) ?"
    r"|(?P<latin>(?<![A-Za-z])(?:full ?name|name|recipient|consignee|receiver)(?: is)?[ :=]{1,3})",
    re.IGNORECASE,
)
_CHANGED = re.compile("[从由把](?=[\u4e00-\u9fff]{2,4}(?:改|换|变更|更改|修改)[成为到])")
_TO = re.compile("(?:改|换|变更|更改|修改)[成为到] ?")
_RIGHT = re.compile(
    "(?:应该?是|应为|正确的?是|其实是|实际是|而是|不是|改成|换成|改为|换为|写成了?|填成了?|变成了?|误写为?|更正为) ?"
)
_SAID = re.compile(_WHO)
_ALSO = re.compile("[、/,]|和|跟|与|或")
_SIGNED = re.compile(r" ?\(?(?:亲?收|签收|亲启|启|代收|本人收)\)?(?=[\s,。;!.]|\Z|[\ue000-\ue002])")
_SURNAME = re.compile(r"(?:我|本人|免贵|敝)姓[ :]?")
# places and words that begin like a name
_NO_NAME = frozenset(
    "江苏 江西 江门 黄山 黄石 黄河 黄金 林芝 石家 张家 唐山 唐朝 马上 高中 高级 高新 金华 金融 金山 方便 白天 白金 夏天 夏季"
    " 安康 安心 安全 安宁 海南 海宁 海安 海关 云南 平安 平常 平时 成安 花朵 池州 温江 常宁 常山 常德 阳江 阳山 阳光 武汉 武清"
    " 文山 文明 文昌 文学 华山 华为 明天 明星 明显 时常 时光 牛奶 和平 乐山 乐安 乐清 龙江 龙岩 万达 万一 向来 任意 全家 全国"
    " 全新 全天 元旦 支持 解释 于是 应当 康复 康宁 简直 连云 包邮 包年 包月 谢谢 雷山 梅山 苏宁 苏州 徐州 余杭 田园 宁波 宁安 钱塘"
    " 何必 何时 何故 严重 许昌 贺卡 尹川 易购 易拉 章鱼 商家 商城 商业 司机 空调 水晶 水果 叶子 季度 孔雀 路由 车主 车贴 祝贺 祝福".split()
)
_GAP = r"[ ,，。;:、()\-—/|+\n]{0,3}"
_BESIDE = re.compile(
    rf"{_GAP}(?:(?:的)?(?:联系)?(?:电话|手机|号码|方式|地址|tel)(?:号码?)?(?:就?是)?{_GAP})?[{PHONE}{ADDRESS}]",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"[{PHONE}{ADDRESS}]{_GAP}")
_START = re.compile(r"(?:(?<=[\s,，。;:：、(（/|])|(?<=[给找叫请和跟让由致]))(?=[\u4e00-\u9fff])|\A")


def names(text: str) -> Iterator[Place]:
    """Every name of a plain text."""
    for found in _LABEL.finditer(text):
        yield from _listed(text, found.end(), _strength(found))
    for found in _SURNAME.finditer(text):
        yield from _surname(text, found.end())
    if _SAID.search(text):
        for found in _RIGHT.finditer(text):
            yield from _listed(text, found.end(), 1)
    for found in _CHANGED.finditer(text):
        yield from _changed(text, found.end(), 2 if _SAID.search(text) else 1)
    for found in _START.finditer(text):
        yield from _beside(text, found.end())
    for found in _BEHIND.finditer(text):
        end = _end(text, found.end(), 1)
        if end and (_HARD.match(text, end) or _SIGNED.match(text, end)):
            yield Place("name", found.end(), end)


def _strength(found: re.Match[str]) -> int:
    """How clearly a name is announced: 3 by 姓名：, 2 by 姓名 or 我叫, 0 by 我是."""
    if found["am"]:
        return 0
    if found["latin"]:
        return 3
    link = found["link"] or ""
    return 3 if ":" in link or "=" in link else 2


def _listed(text: str, start: int, strength: int) -> Iterator[Place]:
    """The name at a place, and those that are listed behind it."""
    for _ in range(6):
        end = _end(text, start, strength)
        if not end:
            return
        yield Place("name", start, end)
        also = _ALSO.match(text, end)
        if not also:
            return
        start, strength = also.end(), 1


def _surname(text: str, start: int) -> Iterator[Place]:
    full = _FULL.match(text, start)
    if full and (len(full[0]) > 1 or full[0] in _SURNAMES) and _BOUNDARY.match(text, full.end()):
        yield Place("name", start, full.end())


def _changed(text: str, start: int, strength: int) -> Iterator[Place]:
    """张三 and 李四 of 从张三改成李四."""
    end = _end(text, start, strength)
    to = _TO.match(text, end) if end else None
    new = _end(text, to.end(), strength) if to else 0
    if to and new:
        yield Place("name", start, end)
        yield Place("name", to.end(), new)


def _beside(text: str, start: int) -> Iterator[Place]:
    """A name before a phone number or an address, or before 收."""
    end = _end(text, start, 1, beside=True)
    if end and (_BESIDE.match(text, end) or _SIGNED.match(text, end)):
        yield Place("name", start, end)


def _end(text: str, start: int, strength: int, beside: bool = False) -> int:
    """Where the name that begins at a place ends, 0 when there is none."""
    if strength > 1 and (foreign := _LATIN.match(text, start) or _DOTTED.match(text, start)):
        return foreign.end()
    full = _FULL.match(text, start)
    if full is None or not (len(full[0]) > 1 or full[0] in _SURNAMES):
        return _strange(text, start) if strength == 3 else 0
    at = full.end()
    if strength > 1 and (title := _TITLE.match(text, at)):
        return title.end()
    for size in (2, 1, 3) if strength == 3 else (2, 1):
        given = text[at : at + size]
        if len(given) < size or not _may_be(full[0], given, strength):
            continue
        end = at + size
        if (_HARD if size == 3 else _BOUNDARY).match(text, end) or (
            beside and _SIGNED.match(text, end)
        ):
            title = _TITLE.match(text, end)
            return title.end() if title and strength > 1 else end
    return 0


def _may_be(surname: str, given: str, strength: int) -> bool:
    """Whether a surname and what follows it can be a name."""
    if any(char in _STOP or not "\u4e00" <= char <= "\u9fff" for char in given):
        return False
    if strength < 3 and (surname + given[0] in _NO_NAME or surname + given in _NO_NAME):
        return False
    usual = all(char in GIVEN for char in given)
    if strength < 1:
        return usual and (len(surname) > 1 or surname in COMMON)
    if strength == 1:
        return usual
    if surname in WORDS and strength == 2:
        return usual
    return True


def _strange(text: str, start: int) -> int:
    """The end of a name after 姓名： that begins with no usual surname."""
    found = _ANY_HAN.match(text, start)
    if found is None or _ASK.search(found[0]) or any(char in _STOP for char in found[0]):
        return 0
    return found.end() if _HARD.match(text, found.end()) else 0
