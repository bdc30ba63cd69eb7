"""Where a wish for a person stands among other words: behind a story, before a reason.

Patterns of what comes between the two; which words are a wish is told in ``person``.
"""

import re

from xiaoer.service.scan import Coverings

_STRONG_END = r"(?:人工|真人|活人)(?:客服|服务|坐席|座席|小二)?"
_QUESTION = re.compile(
    r"怎|如何|咋|什么|啥|哪|几[点时个天岁]|多[久少长]|何时|为何|谁|[吗么呢]|是否|有没有|[能会]不[能会]"
    r"|可不可以|[可能]否|要不要|是不是|要钱|收费"
)
_RHETORICAL = re.compile(
    r"什么(?:破|垃圾|玩意儿?|东西|态度|狗屁|鬼|服务|用)|怎么(?:这么|那么|老是?|总是?|又|还|回事)"
    r"|管不管|听不听|[听看]得懂吗|多少[次遍回]|几[次遍回百]"
)
_THREAT = re.compile(
    r"(?:(再)|(?<![要么]))不(?:给|帮|让|肯|能)?我?们?(?:转接?|接通?|叫个?|找个?|换个?|来个?|安排)"
    + _STRONG_END
    + r"(?:.{0,12}(?:投诉|举报|差评|曝光|报警|起诉|12315|卸载|退店|不客气|试试|不买|法院|媒体|消协)"
    r"|(?(1)[了啊吧]?$|(?!)))"
)
_BEHIND = "(?<=人工|真人|活人|客服|服务|坐席|座席|小二|人员|专员)[吧啊呀来]?"
_REASON = re.compile(
    _BEHIND + "(?=不然|否则|要不|不转|接不|再不|我要(?!等)|我想|我就|我不|我的|你们|快点|立刻|马上"
    "|听不懂|别|帮我)"
)
# what a wish of one's own may go on with; those of the first group also with a question
_PURPOSE = re.compile(
    _BEHIND + "(?=[来去]?(?:(问|咨询|请教|说|讲|聊|谈|查|看|确认|了解)"
    "(?![了过])|评理|理论|处理|反映|反馈|投诉|沟通|解决|核实"
    "|协[助商调]|帮|教|退|换|改|申诉|[跟和给]我)|我|你|他|她|因为|但|这|机器人?|东西|商家|卖家|快递|有|急|等)"
    # nothing else is turned to or called: 转人工|没法聊了, but 转人工|审核
    r"|(?<=[转接入通系呼叫喊]人工)(?:客服|服务)?(?![客服审智率后之电热排工失成了过时费提的不没设按吗么处复核退]|$)"
)
_CLAUSE_END = frozenset("了啊吧呀啦嘛哦")
_OPENING = re.compile(
    r"我要|我想|我只|给我|帮我|赶紧|赶快|快|马上|立刻|立马|直接|请|麻烦|还是|老子|要求"
)
_BARE = re.compile(r"(?:转接?到?|找|叫|接|换)[个位]?(?:人工|真人|活人)")
# the customer's own wish, whatever is said before: 系统点不了所以|我想找人工
_OWN = re.compile(
    r"(?:所以|那就?|就|只好|只能|干脆|还是|要不|算了|直接|你|您|现在|真的|亲|请){0,3}"
    r"(?:我就?(?:[要想只得]|需要|急需|申请|要求)|我找你们|[给帮]我|[给帮]转|帮忙|麻烦|拜托|求你?|急需|赶紧|赶快|快|马上"
    r"|立[刻马]|能不能|可不可以|[能可]否|能[帮给]|可以[帮给]|老子|老娘|想[要找转跟和麻]|要找"
    r"|(?:[让叫喊](?=个?(?:人工|真人|活人)|你们)|要(?=(?:人工|真人|活人)(?:客服)?[帮给跟和]我)|需要(?=人工|真人|活人)|就转|还是[转找问叫让])(?!.*[吗么]$))"
)
_STAFF = re.compile("[给帮]我[找叫派喊]个人|客服|小二|专[员人]|领导|经理|主管|负责人|老板|工作人员")
_TELLS = re.compile(
    r"(?:[说写问喊打发选按点]了?|输入|回复|显示|提示|以为|如果|要是|的|别|不是?|没有?|他们?|她|尽|以后|之后|才|才能|会|要"
    r"|[让叫被把对和跟替为帮]我?|自动|商家|卖家|店家|店铺|系统|快递|物流|厂家|师傅|客户|顾客|买家|客人|对方|要求|同意|申请"
    r"|已经?|刚[才刚]?|昨天|之前|上次|正在|一直|老是?|总是?|正)$"
)
_ASKED_END = frozenset("啊呀呢吗嘛吧")
# what ends so governs the call, or tells of one: 取消|转人工, 我刚才|转人工
_GOVERNS = re.compile(
    r"(?:(?<!没用)的|消|关闭|关掉|设置|配置|开[启通]|自动|[点按选发说问写打]了?|点击|选择|输入|回复|要求|申请|同意"
    r"|[能会可以想让要才就后前再不未是和跟与或从到给被把对向在有为没帮来请直接如果]|当|没有|无法|没法"
    r"|已经?|刚[才刚]?|昨天|之前|上次|正在|一直|系统|客服|机器人|商家|卖家|店铺|审核|优先|支持|提供"
    r"|人工|转|关键词|按钮|功能|入口|提示|显示|我|你|他|她|以为)$"
)
# 让客服|给我打电话, 希望有个人|来处理; 麻烦客服|看下 only calls the bot so
_DOES = (
    "(?:给|来|帮|跟|和|打|回|联系|接|教|处理|解决|协助|看|查|说|讲"
    "|联络|过来|服务|操作|核实|反馈|致电)"
)
# 派个人来|拿走 is for the courier
_TALKS = "(?:出?来)?(?:跟|和|给我[打回讲说解]|回|联系我|教|处理|解决|协助|说|讲|接待|答|聊)"
_MANY = "(?:你们的?|[个有]|[一1]?[个位名])*"
_TASK = re.compile(
    f"(?:(?:[让叫喊派]|安排|希望){_MANY}(?:人工|真人|活人)?(?:客服|小二)(?:人员|专员)?(?={_DOES})"
    f"|(?:[让叫请喊派]|安排|麻烦|希望|要求){_MANY}(?:(?:人工|真人|活人|专[员人]|工作人员|主管|经理|领导|负责人)"
    f"(?={_DOES})|(?<=[个位名])人(?={_TALKS})))(?!.{{0,8}}[了过](?!吧|算))"
)
_POLITE = re.compile("^(?:[你您]们?)?(?:能不能|可不可以|能否|可否|能|可以)|[吗么]$")
_CAN = re.compile("[能可]")
_TOLD = re.compile(r"(?:[点按选发说试转找叫接等设关]|取消|申请|输入|联系|我)了$")
_KEY = re.compile(
    "人工|真人|活人|客服|小二|专[员人]|领导|经理|主管|负责人|老板|工作人员|个人[来给帮跟和处说讲]"
)
_PAST = re.compile("(?<![得算行好急])了$|过$")


def names_person(part: str) -> bool:
    """Whether a part names a person at all: a quick look before a long one."""
    return _KEY.search(part) is not None


def threatens(part: str) -> bool:
    """Whether a part says what happens without a person: 再不转人工|我就投诉."""
    return _THREAT.search(part) is not None and not asks(part)


def tasks_person(part: str) -> bool:
    """Whether a part asks for somebody to do something: 让客服给我打电话, but 商家让客服联系我."""
    part = _POLITE.sub("", part)
    found = _TASK.search(part)
    if found is None or asks(part):
        return False
    story = part[: found.start()]
    told = story.endswith("我") and not found[0].startswith("希望")  # 我让客服查 tells of it
    return not (told or _TELLS.search(story) or _TOLD.search(story))


def is_own(head: str) -> bool:
    """Whether the wish is the customer's: 我想找人工, where 转人工 may be anybody's."""
    return _OWN.search(head) is not None


def reason_at(part: str) -> int | None:
    """Where a reason or a threat begins behind a person: 转人工|我要退款."""
    found = _REASON.search(part)
    return found.start() if found and not asks(part[found.end() :]) else None


def purpose_at(part: str) -> int | None:
    """Where what the person is for begins: 我想找人工|问下退款怎么没到."""
    found = _PURPOSE.search(part)
    if found is None:
        return None
    head, rest = part[: found.start()], part[found.end() :]
    if not found[1] and asks(_POLITE.sub("", rest) if _CAN.search(head) else rest):
        return None
    return found.start()


def breaks_off(story: str, wish: str, coverings: Coverings) -> bool:
    """Whether a new clause begins between the two: 太差了|能转人工吗, 没人管|我要人工.

    ``coverings`` are those of the wish.
    """
    if _OWN.match(wish) and any(
        "strong" in kinds or ({"call", "person"} <= kinds and _STAFF.search(wish))
        for kinds in coverings
    ):
        return _wants_now(story, wish)
    if not any({"call", "strong"} <= kinds for kinds in coverings) or asks(story):
        return False
    if story[-1] in _CLAUSE_END:
        return not _TOLD.search(story)
    if wish.endswith(("吗", "么", "没")) or _GOVERNS.search(story):
        return False
    return bool(_OPENING.match(wish)) or (
        len(story) > 1 and bool(_BARE.match(wish)) and not wish.endswith(("了", "过"))
    )


def _wants_now(story: str, wish: str) -> bool:
    """Whether it is the customer who wants it now: 死机器人|给我转人工, but 他说|我要人工."""
    told = not wish.startswith(("就", "那就")) and _TELLS.search(story)
    if told or _PAST.search(wish):
        return False
    return story[-1] in _ASKED_END or not asks(story)


def asks(part: str) -> bool:
    """Whether a part has the words of a question, but for those of a complaint."""
    return _QUESTION.search(_RHETORICAL.sub("", part)) is not None
