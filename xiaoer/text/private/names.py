"""Names of people: after 我叫, 收件人, 姓名 …, before 收, and beside a phone number or address.

Three things are weighed together: how clearly a name is announced (姓名： … 我是), how much the
characters look like a name (`likelihood`), and whether what follows ends it. So a rare name is
found after 收件人, a usual one after 我是, and neither in 我叫外卖 or 姓名怎么改.
"""

import re
from collections.abc import Iterator
from enum import IntEnum

from xiaoer.text.private.found import ADDRESS, OTHER, PHONE, Place, any_of
from xiaoer.text.private.likelihood import given_odds, odds, surname_at, word

_HAN = "\u4e00-\u9fff"
# in sentences, in no given name, whatever the table says
_STOP = frozenset(
    "的了吗嘛么呢吧啊呀哦是在到给没不这那你我他她它您们请烦把被怎谁哪什几要姓名字号码址话错误改换填退货款费券叫个些次每"
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
_TITLE = re.compile(
    "先生|女士|小姐|太太|阿姨|大爷|叔叔|大叔|大姐|大哥|老师|医生|经理|总(?!共|是|额)|工(?!作|单)"
)
_UPPER = "A-ZÀ-ÖØ-ÞĀ-ſƠƯḀ-ỿ"
_LETTER = f"{_UPPER}a-zß-öø-ÿơư'\\-"
_LATIN = re.compile(
    f"[{_UPPER}][{_LETTER}]{{1,20}}(?:[ ·.,/]{{1,2}}[{_UPPER}][{_LETTER}]{{0,20}}){{0,4}}"
    f"(?![{_LETTER}0-9])"
)
_DOTTED = re.compile(rf"[{_HAN}]{{1,8}}(?:[·•.][{_HAN}]{{1,10}}){{1,3}}")
_ANY_HAN = re.compile(f"[{_HAN}]{{2,5}}")

_WHO = any_of(
    """收件人 收货人 收件方 收货方 寄件人 发件人 寄货人 联系人 联络人 签收人 取件人 代收人
    提货人 领取人 持卡人 开户人 户主 户名 开户名 账户名 帐户名 付款人 收款人 汇款人 转账人
    下单人 购买人 订购人 申请人 投诉人 当事人 经办人 办理人 法人代表 法人 法定代表人 负责人
    乘客 乘车人 旅客 乘机人 入住人 预订人 预约人 出行人 投保人 被保险人 被保人 受益人 车主
    机主 患者 就诊人 病人 考生 学员 学生 监护人 家长 真实姓名 本人姓名 会员姓名 实名 姓名
    名字 大名 全名 本名 署名 落款 备注名? 抬头.{0,3}个人 抬头 客户名? 顾客 买家
    (?:同住|同行|介绍|推荐|担保|受让|转让|出让|承租|共同|代办|委托|受托|见证|参保|缴费|购票|参赛|报名|领奖|中奖|获奖|赠送|受赠|邀请|使用|所有|保管|体检)人
    业主 租客 房东 参赛者 取件联系 收货信息 收件信息 名(?=[:：]) 英文名 真名 护照名 户籍名 曾用名
    联系(?![人方我客你您])"""
)
_KIN = any_of(
    """老公 老婆 爱人 对象 男朋友 女朋友 朋友 同事 同学 室友 儿子 女儿 孩子 小孩 宝宝 爸爸?
    妈妈? 父亲 母亲 哥哥? 姐姐? 弟弟? 妹妹? 闺蜜 家属 亲戚 婆婆 公公 岳父 岳母 爷爷 奶奶
    外公 外婆 舅舅 姑姑 叔叔 阿姨 邻居 老板 助理 秘书 [他她]"""
)
_VERB = any_of(
    """就?是 叫做? 为 改成 改为 改到 换成 换为 变更为 更改为 修改为 写(?:成了?|的?是?|了)?
    填(?:成了?|的?是?|了)? 登记的?是? 留的?是? 显示的?是? 打(?:成了?|的?是?|了)? 印(?:成了?|的?是?|了)? 系(?!统)"""
)
_LINK = (
    "(?:(?:姓名|名字|名|信息|一栏|那里|处|的)?(?:拼音|英文名?|全拼)?(?:应该|本来|原来|现在|统一|之前|以前)?"
    rf"(?:{_VERB})?)[ :=,\-(\[“\"'「【)\]】」]{{0,3}}"
)
# what an announcement may begin with: most places of a text are passed over at once
_FIRSTS = "".join(
    sorted({first[0] for first in re.findall(f"(?:^|[|:(])([{_HAN}])", f"{_WHO}|{_KIN}")})
)
_LABEL = re.compile(
    rf"(?=[{_FIRSTS}我本名叫在俺这您他她寄发送转交补还写就找收FNRCfnrc])"
    rf"(?:(?P<who>(?:{_WHO})(?:\([^)\n]{{0,6}}\))?)(?P<link>{_LINK})"
    r"|(?P<called>(?:我(?:的名字)?|本人|名字|名)(?:就?叫做?|名叫)|叫我|我名|在下)[ :,]?"
    rf"|(?P<kin>我?(?:{_KIN})(?:的名字)?(?:叫做?|名叫))[ :]?"
    r"|(?P<am>(?<![这那不])(?:我是|本人是?|俺是|我就是|我系(?!统)|本人系|这里是|这边是|你好,|您好,)) ?"
    rf"|(?P<weak>我?(?:{_KIN})[ :]?|(?:[寄发送转交补]给|还给|写上|就写|找|收件) ?)"
    r"|(?P<latin>(?<![A-Za-z])(?:full ?name|name|recipient|consignee|receiver)(?: is)?[ :=]{1,3}))",
    re.IGNORECASE,
)
_CHANGED = re.compile(f"[从由把](?=[{_HAN}]{{2,4}}(?:改|换|变更|更改|修改)[成为到])")
_TO = re.compile("(?:改|换|变更|更改|修改)[成为到] ?")
_RIGHT = re.compile(
    "(?:{}) ?".format(
        any_of(
            """[写填](?!成) 应该?是 应为 正确的?是 其实是 实际是 而是 不是 改成 换成 改为 换为
            写成了? 填成了? 变成了? 误写为? 更正为 我[写填登留]记?的?是?"""
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
_ONE_OF = re.compile(r"(?:我|本人|这里|这边)就?是[^\n,，。;:是的]{1,12}的")  # 我是昨天来过的王小明
_SURNAME = re.compile(r"(?:我|本人|免贵|敝)姓[ :]?")
_SENTINELS = (PHONE, ADDRESS, OTHER)
_GAP = r"[ ,，。;:、()\-—/|+\n]{0,3}"
_BESIDE = re.compile(
    rf"{_GAP}(?:(?:的)?(?:联系)?(?:电话|手机|号码|方式|地址|tel|身份证|护照|微信|旺旺|账号|q+|vx?|wx)(?:号码?|名)?(?:就?是)?{_GAP})?"
    f"[{PHONE}{ADDRESS}{OTHER}]",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"[{PHONE}{ADDRESS}{OTHER}]的?{_GAP}")
_START = re.compile(
    r"(?:(?<=[\s,，。;:：、(（/|\])】」>\ue000-\ue002])|(?<=[给找叫请和跟让由致是写用儿妈爸公婆上到转打汇归属入在])|(?<=个人))"
    rf"(?=[{_HAN}])"
)
_INSTEAD = re.compile("(?=[,，而才应不就是写打印填输登显改变误])[,，]?(?:(?:而|才|应该)?(?:不|就)?是|[写打印填输登]记?成了?|显示成?|[改变]成|误[写作]?)")
_BEHIND_NAME = re.compile(
    "这个(?:名字|姓名|人)(?!怎|什)|(?:本人|他本人|她本人)(?=下|买|签|来|去|申|办|的|[,，。\s]|\Z)"
    "|名下(?!有|的?几|怎)|代收|(?=先生|女士|小姐)"
)
_ALONE = re.compile(
    rf"(?<=(?P<before>[\n,，、;；:|/\ue000-\ue002]))[ ]?(?P<it>[{_HAN}]{{2,4}})[ ]?"
    r"(?=(?P<after>[\n,，、;；|/\ue000-\ue002]))"
)
_LINE_ENDS = frozenset((PHONE, ADDRESS, OTHER, "\n", ":"))
_MOST = 20  # names of one text that are sought again
_MOST_GIVEN = 2
_LEAST_ALIKE = 3  # characters of a name that another one may differ from
_LONGEST, _LONGEST_GAP = 8, 24


class _Told(IntEnum):
    """How clearly a name is announced; the value says what must speak for it, in half bits."""

    ALONE = 28  # a line of its own
    HARDLY = 13  # 我是
    WEAKLY = 8  # 寄给, 我妈
    CALLED = 0  # 我叫
    SAID = -6  # 姓名
    CLEARLY = -16  # 姓名：


_HARD_END, _SOFT_END, _OPEN_END = 10, 4, -10
"""What the end of a phrase behind a name says, words that go on, anything else; in half bits."""
_AT_START = 14
"""What a name at the begin of a phrase has before one within it."""
_NEVER = 100
_STRANGE = {_Told.CLEARLY: -30, _Told.SAID: 0, _Told.CALLED: 4}
"""What must speak for a name without a surname: 沐宸, 次仁卓玛."""


def names(text: str) -> Iterator[Place]:
    """Every name of a plain text, also where it stands once more and nothing announces it."""
    known: set[str] = set()
    for place in _announced(text):
        yield place
        name = text[place.start : place.end]
        if len(name) > 1 and name not in known and len(known) < _MOST:
            known.add(name)
            yield from _again(text, name)


def _again(text: str, name: str) -> Iterator[Place]:
    """Where a name stands, and where one does that differs in a character: 逄锦聚, 逢锦聚."""
    wanted = [re.escape(name)]
    if len(name) >= _LEAST_ALIKE and _whole(name) > 0:
        wanted += [f"{name[:at]}[{_HAN}]{name[at + 1 :]}" for at in range(len(name))]
    for found in re.finditer("|".join(wanted), text):
        if found[0] == name or _is_given(found[0]):
            yield Place("name", *found.span())


def _announced(text: str) -> Iterator[Place]:
    for found in _LABEL.finditer(text):
        yield from _listed(text, found.end(), _told(found))
    for found in _ONE_OF.finditer(text):
        yield from _listed(text, found.end(), _Told.HARDLY)
    for found in _SURNAME.finditer(text):
        yield from _surname(text, found.end())
    said = _SAID.search(text) is not None
    for found in _RIGHT.finditer(text) if said else ():
        yield from _listed(text, found.end(), _Told.WEAKLY)
    for found in _CHANGED.finditer(text):
        yield from _changed(text, found.end(), _Told.SAID if said else _Told.WEAKLY)
    for found in _INSTEAD.finditer(text):
        yield from _instead(text, found)
    for pattern in (_SIGNED, _MINE, _BEHIND_NAME):
        for found in pattern.finditer(text):
            yield from _before(text, found.start())
    if text[-1] in _SENTINELS:
        yield from _beside(text)
    yield from _alone(text)
    if text[0] in _SENTINELS and (found := _BEHIND.match(text)):
        start = found.end()
        end = _end(text, start, _Told.CALLED)
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
    surname = surname_at(text, start)
    if surname and _BOUNDARY.match(text, start + len(surname)):
        yield Place("name", start, start + len(surname))


def _changed(text: str, start: int, told: _Told) -> Iterator[Place]:
    """张三 and 李四 of 从张三改成李四."""
    end = _end(text, start, told)
    to = _TO.match(text, end) if end else None
    new = _end(text, to.end(), told) if to else 0
    if to and new:
        yield Place("name", start, end)
        yield Place("name", to.end(), new)


def _instead(text: str, between: re.Match[str]) -> Iterator[Place]:
    """A and B of A不是B, where both are names of one surname or differ in one character."""
    middle, after = between.span()
    for size in (3, 2, 4):
        start, end = middle - size, after + size
        one, other = text[max(0, start) : middle], text[after:end]
        if len(one) != size or len(other) != size or one == other:
            continue
        same = sum(a == b for a, b in zip(one, other, strict=True))
        least, most = sorted((_whole(one), _whole(other)))
        alike = same == size - 1 and most >= _Told.WEAKLY
        if alike or (one[0] == other[0] and least >= _Told.WEAKLY):
            yield Place("name", start, middle)
            yield Place("name", after, end)
            return


def _whole(name: str) -> int:
    """What speaks for a text as a name with a surname."""
    surname = surname_at(name, 0)
    given = name[len(surname) :]
    if not surname or not _is_given(given):
        return -_NEVER
    return odds(surname, given)


def _before(text: str, end: int) -> Iterator[Place]:
    """The name that ends at a place, before 收 or 这个人."""
    best, start = _Told.WEAKLY - 1, 0
    for size in (3, 2, 4):
        at = end - size
        if at < 1:
            continue
        own = _whole(text[at:end]) + _HARD_END + _beginning(text, at)
        if own > best:
            best, start = own, at
    if start:
        yield Place("name", start, end)


def _beginning(text: str, start: int) -> int:
    """What stands before a name says for it."""
    if _START.match(text, start):
        return 0
    return -_AT_START - word(text[start - 1 : start + 1])


def _beside(text: str) -> Iterator[Place]:
    """A name before the phone number or the address at the end of a text."""
    found = _BESIDE.search(text, max(0, len(text) - _LONGEST_GAP))
    if found is None:
        return
    for start in range(max(1, found.start() - _LONGEST), found.start()):
        if _START.match(text, start):
            end = _end(text, start, _Told.CALLED)
        elif not word(text[start - 1 : start + 1]):
            end = _end(text, start, _Told.WEAKLY)
        else:
            continue
        if end == found.start():
            yield Place("name", start, end)
            return


def _alone(text: str) -> Iterator[Place]:
    """Names that are a line, or all between two signs, of a text with a phone or an address; and
    usual names that are a line of any text."""
    near = text[0] in _SENTINELS or text[-1] in _SENTINELS
    for found in _ALONE.finditer(text):
        line = found["before"] in _LINE_ENDS and found["after"] in _LINE_ENDS
        if not (near or line):
            continue
        told = (_Told.WEAKLY if line else _Told.HARDLY) if near else _Told.ALONE
        if _whole(found["it"]) + _HARD_END >= told:
            yield Place("name", *found.span("it"))


def _end(text: str, start: int, told: _Told) -> int:
    """Where the name that begins at a place ends, 0 when there is none."""
    if told <= _Told.CALLED and (foreign := _foreign(text, start, told)):
        return foreign
    surname = surname_at(text, start)
    if not surname:
        return _strange(text, start, told)
    at = start + len(surname)
    if told <= _Told.CALLED and (title := _TITLE.match(text, at)):
        return title.end()
    best, found = told - 1, 0
    for size in (2, 1, 3) if told is _Told.CLEARLY else (2, 1):
        given, end = text[at : at + size], at + size
        if len(given) < size or not _is_given(given):
            continue
        own = odds(surname, given) + _ending(text, end, size)
        if own > best:
            best, found = own, end
    if not found:
        return _strange(text, start, told)
    title = _TITLE.match(text, found)
    return title.end() if title and told <= _Told.CALLED else found


def _foreign(text: str, start: int, told: _Told) -> int:
    """The end of a name in letters, or of one with dots; APP and SKU are none."""
    if found := _DOTTED.match(text, start):
        return found.end()
    found = _LATIN.match(text, start)
    if found is None or (told > _Told.CLEARLY and found[0].isalpha() and found[0].isupper()):
        return 0
    return found.end()


def _is_given(given: str) -> bool:
    return bool(given) and all(c not in _STOP and "\u4e00" <= c <= "\u9fff" for c in given)


def _ending(text: str, end: int, size: int) -> int:
    """What stands behind a name says for it."""
    if _HARD.match(text, end) or _SIGNED.match(text, end):
        return _HARD_END
    if size > _MOST_GIVEN:
        return -_NEVER
    soft = _SOFT_END if _BOUNDARY.match(text, end) else _OPEN_END
    return soft - word(text[end - 1 : end + 1])


def _strange(text: str, start: int, told: _Told) -> int:
    """The end of a name that begins with no usual surname, up to the end of the phrase."""
    if told not in _STRANGE:
        return 0
    found = _ANY_HAN.match(text, start)
    if found is None or not _is_given(found[0]) or not _HARD.match(text, found.end()):
        return 0
    if _ASK.search(found[0]) or given_odds(found[0]) < _STRANGE[told]:
        return 0
    return found.end()
