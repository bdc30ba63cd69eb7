"""Addresses in looser forms than those of `entities.address`: house numbers in Chinese, names of
Hong Kong and Taiwan, an estate's parcel locker, a village without a number, and what stands
before and behind an address that was found."""

import re
from collections.abc import Iterator

from xiaoer.text.entities.address import Part, Parts, addresses, trimmed
from xiaoer.text.private.found import ADDRESS, Spot, any_of
from xiaoer.text.regex import regex

_STOP = (
    "的了吗嘛么呢吧啊呀是在到给往没不这那你我他她它您们请烦把被还就怎谁哪个要送寄改换填写收"
    "买货款块递说很才再跟几"
)
_NAME = f"(?:(?![{_STOP}])[\u4e00-\u9fff]|那(?=[曲坡])|个(?=旧))"
_SICK = regex("住(?=院[部楼]|宅)")  # 住 ends an address elsewhere
# 滨江一号7栋2201, 3栋2单元501: no name that is known, but a house, and a room in it
_ROOMS = regex(
    rf"{_NAME}{{0,10}}(?:[0-9]{{1,4}}|[A-Za-z][0-9]?)(?:栋|幢|座|号楼)[ ,]?"
    "(?:(?:[0-9]{1,3}|[A-Za-z])(?:单元|门|楼|层|梯)[ ,]?){0,2}"
    "[0-9]{2,5}(?:室|户|房|号)?(?![0-9元块件个])"
    rf"|{_NAME}{{2,10}}[0-9]{{1,4}}(?:栋|幢|座|号楼)(?:{_NAME}{{0,4}}(?:驿站|丰巢|快递)柜?)"
)
# 翡翠城三期 12-2-1704
_HYPHENS = regex(
    rf"{_NAME}{{2,10}}(?<![码号单架格寸例型])(?:[0-9A-Z]{{1,2}}[期区院里苑园])? ?"
    "(?<![0-9-])[0-9]{1,3}-[0-9]{1,2}-[0-9]{3,4}(?![0-9-])"
)
# 国际商贸城二区F4-3217, 服装市场5楼B区5188档, 中心6层L6-018
_TRADES = "商贸批发鞋茶纺织服装建材家居电子数码电脑灯饰皮具汽配花鸟五金食品"
_HALLS = any_of(
    """商场 市场 大厦 大楼 商厦 广场 中心 写字楼 公馆 产业园 工业园 科技园 创业园 创意园 物流园 园区
    世贸 国际"""
)
_STALL = regex(
    rf"""
    {_NAME}{{1,12}} (?: [{_TRADES}]{{1,3}}城 | {_HALLS} )
    (?: [ ,]? (?: [0-9A-Za-z]{{1,3}} | [一二三四五六七八九十东西南北中负新老]{{1,2}} )
        (?: 号楼|区|期|座|栋|幢|楼|层|街|排|门|馆|厅|塔|巷
          | 号(?=[0-9A-Za-z一二三四五六七八九十])
        )
    ){{0,5}}
    [ ,]?
    (?P<stall>
        (?: [A-Za-z]{{1,2}}-?[0-9]{{1,5}}
          | [0-9]{{1,5}}(?=[A-Za-z-])
          | (?<=[区期座栋幢楼层街排门馆厅塔巷号])[0-9]{{3,5}}
          | [0-9]{{3,5}}(?=号?[档铺柜摊室房])
        )
        [A-Za-z]? (?:-[0-9A-Za-z]{{1,5}}){{0,2}}
        (?: 号?(?:档口?|铺位?|柜台?|摊位?|店|室|房) | 号 )?
      | [一-龥]{{1,4}}[0-9]{{1,4}}号(?:铺|档|柜|摊)
    )
    (?![0-9A-Za-z元块件个折年月日人单份台款型版%.])
    """,
    re.VERBOSE,
)
_HOUSES = regex(
    "(?:[城园厦场]|大楼|中心|写字楼|公馆|世贸|国际)[^\n]{0,16}[A-Za-z0-9]{2}|号[铺档柜摊]"
)
_UNIT = "号楼|号院|号|栋|幢|座|单元|室|楼|层|弄|组|队|户|期|房|巷|门牌|门(?![口店前卫])"
_NUMERAL = "[零〇一二三四五六七八九十百两]"
_IN_HAN = regex(
    rf"{_NUMERAL}{{1,6}}(?={_UNIT})|(?<=[楼层栋幢座元院号室门]){_NUMERAL}{{3,5}}(?!{_NUMERAL})"
)
# one character for one, so that places stay: what matters is that it is a digit
_DIGITS = str.maketrans("零〇一二三四五六七八九十百两", "00123456789012")
# Hong Kong's and Taiwan's words, as those that are known
_ALIKE = str.maketrans("邨阁轩坊径厝", "村苑苑苑路村")
_ISLANDS = regex(
    "香港|九龙|新界|港岛|澳门|氹仔|路环|台北|新北|台中|台南|高雄|桃园|台湾|新竹|基隆|嘉义|屏东|花莲|宜兰"
)
_JOINED = regex(
    "(?<=[0-9][楼号])之(?=[0-9])|(?<=[0-9])/(?=F)|(?<=[0-9])#(?=[0-9楼栋])|(?<=[0-9])[—~](?=[0-9])"
)
_DEEP = frozenset(("街道", "镇", "鎮", "乡", "鄉", "村", "屯"))  # of districts' names, the small
_KEEPERS = any_of(  # of parcels
    """菜鸟驿站 妈妈驿站 兔喜 驿站 丰巢 蜂巢 快递柜 智能柜 自提点 自提柜 代收点 代收处 快递点 快递站
    服务站 门卫 门岗 保安亭 保安室 物业 前台 传达室 收发室 便利店 超市 小卖部 邮政所"""
)
_OFFICES = any_of(  # of a village
    """邮局 邮政(?:支?局|网点) 供销社 卫生[院室] 派出所 政府 村委会? 村部 信用社 加油站 粮站"""
)
_NTH = "[一二三四五六七八九十0-9]{1,3}"
_LOCKER = regex(
    rf"""
    的? (?:{_KEEPERS}) (?: [0-9A-Za-z]{{1,4}}号?[柜店]? )?
  | (?<=[镇乡村街路屯]) (?:的)? (?:{_OFFICES}) (?: 斜?对面|旁边?|隔壁|门口 )?
    # 村西头水塔旁边第三户
  | (?<=[村屯庄组队社]) 村? (?: [东西南北][头边面] | [口头尾] )
    (?: {_NAME}{{0,8}} (?:斜?对面|旁边?|隔壁|后面|前面) )? (?: 第?{_NTH}[户家排间] )?
    # 市场东门进去第二排
  | [东西南北正后侧] [0-9]? 门 (?: 进去?|进门|出来|往里 )? [左右]? [手转拐边侧]{{0,2}} (?:直走)?
    第?{_NTH}[排家户间栋个]
    """,
    re.VERBOSE,
)
_CROSSING = regex(
    rf"{_NAME}{{1,8}}(?:路|街|道)[与和跟及/、]{_NAME}{{1,8}}(?:路|街|道)(?:交叉口|交汇处?|路口|交口)"
    "(?:往?[东南西北]侧?(?:[0-9]{1,4}米)?(?:路[东南西北])?)?"
)
_LABEL = regex(
    "(?:地址|住址|住处|家住|我住|住在|我家在|寄到|送到|发到|改成|改到|改为|换成|改寄)"
    "[ :,是在到为]{0,3}$"
)
_HOUSE = regex(
    "[0-9A-Za-z]{1,5}号?(?:宿舍楼?|教学楼|公寓楼?|实验楼|办公楼|食堂|厂房|仓库|车间|商铺"
    "|铺位?|档口?|摊位|门店|柜台?|楼|栋|室|舍)"
    "(?:[0-9A-Za-z-]{1,6}(?:号|室|寝室?|铺)?)?"
)
_WHOSE = any_of(
    "我们? 咱们? 附近 楼下 门口 本 同 整个 各个? 自己 公司 官方 偏远 农村 老家 外地 当地"
)
_ANY_PLACE = any_of(
    """小区 社区 学校 大学 学院 中学 小学 医院 宿舍 公寓 城市 超市 商场 商城 市场 酒店 宾馆 广场
    园区 校区 市区 郊区 地区 山区 中心 服务中心 客服中心 售后中心 会员中心 个人中心 分拣中心
    转运中心 集散中心 快递中心 物流中心 配送中心 乡镇 城镇 乡村 村里 村 镇 乡 一路 上路 半路 线路
    网络 渠道 通道 国际 同城 加盟 联盟 全国 全省 全市 本市 本省 外省 省 市 区 县"""
)
_GENERIC = regex(f"(?:{_WHOSE})?(?:{_ANY_PLACE})")
_NO_TOWN = regex("(?:超市|门市|集市|上市|夜市|城市|都市|加盟|联盟|锦旗|国旗)$")
_MOST_CLEAR = 4  # parts of an address that needs no road and no village
_LEAD = regex("(?:就|都|先|帮忙?|直接|默认|统一)?(?:放|存|丢|搁|派|从|为|住|回|至|去|来)(?:进|入)?")
_TAIL_END = any_of(
    """门口 前台 门卫 门岗 收发室 传达室 保安室 保安亭 物业 物业处 服务中心 管理处 旁边? 对面 隔壁
    楼下 楼上 后面 前面 附近 店 超市 便利店 驿站 丰巢 快递柜 柜子? 代收点 仓库 公司 集团 厂 学校
    大学 学院 中学 小学 幼儿园 医院 银行 酒店 宾馆 宿舍 东户 西户 南户 北户 中户 [左右]边
    [左右]手边? [左右]侧 那家 [一二三四1-9]家 [一二三四1-9]户 [东南西北]侧 [东南西北侧后正]门
    入口 出口 电梯口? 楼梯口? 楼道 车库 花园 广场 大厦 小区 部 室 房 号 楼 层 栋 座 铺 网点 中心
    鞋柜 信箱 工作室 办公室 事务所 餐厅 饭店 单元 公寓"""
)
_TAIL = regex(
    rf"(?:[ ,，、(（·\-]{{0,3}}(?:{_NAME}|[0-9A-Za-z·#\-]){{1,24}}?(?:{_TAIL_END})"
    # a number ends only what stands right behind
    rf"|[ ·\-]{{0,2}}(?:{_NAME}|[0-9A-Za-z·#\-]){{1,24}}?[0-9A-Za-z]{{1,6}})"
    "(?=[\\s,，。;；、)）.!]|$|收|签|[\ue000-\ue002])"
)
_ROOM = regex(
    r"(?:[ \-]{0,2}[0-9A-Za-z]{1,6}|[,，、] ?[0-9]{3,4})(?:-[0-9]{1,5}){0,2}"
    r"(?=[\s,，。;；)）]|$|[\ue000-\ue002])"
)
_KNOWN = regex(
    "(?:中国|北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北"
    "|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|九龙|新界)"
    f"(?:{_NAME}| ){{0,24}}$"
)


def places(text: str) -> Iterator[Spot]:
    """Every such address of a plain text in simplified characters."""
    said = _SICK.sub("病", _JOINED.sub("-", _IN_HAN.sub(_as_digits, text)))
    if text[0] == ADDRESS and (tail := _TAIL.match(said, 1) or _ROOM.match(said, 1)):
        yield Spot("place", *tail.span())
    for pattern in (_ROOMS, _HYPHENS, _CROSSING, *((_STALL,) if _HOUSES.search(said) else ())):
        for found in pattern.finditer(said):
            yield Spot("place", *found.span())
    if _ISLANDS.search(said):
        said = said.translate(_ALIKE)
    if said != text:
        for span in addresses(said):
            yield Spot("place", span.start, span.end)
    before = len(text) - 1 if text[-1] == ADDRESS else -1
    if before >= 0 and (known := _KNOWN.search(text, max(0, before - 40), before)):
        yield Spot("place", *known.span())
    yield from _named(said, before)


def _as_digits(found: re.Match[str]) -> str:
    return found[0].translate(_DIGITS)


def _named(text: str, before: int) -> Iterator[Spot]:
    """Parts that name a place and go on to a house, a locker, or the address at ``before``; and
    those that go far enough down by themselves."""
    parts = Parts(text)
    ends = {end: end for end in parts.ends()}
    for pattern in (_HOUSE, _LOCKER):
        ends |= {found.start(): found.end() for found in pattern.finditer(text)}
    if before >= 0:
        ends[before] = before
    generic: dict[int, bool] = {}
    for start, end in sorted(ends.items()):
        chain = parts.before(start, 0)
        for part in chain:
            if part.start not in generic:
                generic[part.start] = _is_generic(text, part)
        while chain and generic[chain[0].start]:
            chain = chain[1:]
        if not chain or generic[chain[-1].start]:
            continue
        if end > start or start == before or _is_deep(text, chain):
            yield Spot("place", _start(text, chain[0]), max(end, chain[-1].end))


def _is_deep(text: str, chain: list[Part]) -> bool:
    """Whether parts without a number go down to a village, a road or an estate; from a district
    on, or from what 地址 announces."""
    if chain[-1].kind == "estate" and len(chain) < _MOST_CLEAR and not _labelled(text, chain):
        return False
    small = [part.kind != "admin" or part.suffix in _DEEP for part in chain]
    least = 2 if _labelled(text, chain) else 3
    return small[-1] and not small[0] and len(chain) >= least


def _labelled(text: str, chain: list[Part]) -> bool:
    start = chain[0].start
    return _LABEL.search(text, max(0, start - 12), start) is not None


def _is_generic(text: str, part: Part) -> bool:
    name = text[_start(text, part) : part.end]
    if _NO_TOWN.search(name):
        return True
    street = part.suffix == "街道" and len(name) > len("街道") + 1
    return not (part.names_place or street) or _GENERIC.fullmatch(name) is not None


def _start(text: str, part: Part) -> int:
    start = trimmed(text, part)
    lead = _LEAD.match(text, start, part.end - 2)
    return lead.end() if lead else start
