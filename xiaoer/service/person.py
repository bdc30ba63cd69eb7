"""Whether a customer wants a person: 转人工, 叫个活人来, zhuan rengong, 别机器人了.

A part of the message between punctuation is a wish when it is made of nothing but the words
of ``data/lexicon/person.txt`` and names a person strongly (人工, 真人), or calls for one (找你们
主管). Anything left over makes it a question (人工客服几点上班, 找客服要发票), unless it is a story
before a whole wish (你们太差了|我要人工) or a reason behind one (转人工|不然投诉), and asks
nothing. A negator before the person makes it none (别给我转人工).
"""

import functools
import re
from collections.abc import Mapping

from xiaoer.service.scan import Coverings, Scanner
from xiaoer.text.pinyin import spelled, toneless
from xiaoer.text.resources import read_lines
from xiaoer.text.shapes import lookalikes

_FILE = "person.txt"
_SECTIONS: Mapping[str, str] = {
    "真人": "strong",
    "人员": "person",
    "呼叫": "call",
    "换人": "wish",
    "拒绝机器人": "wish",
    "机器人": "robot",
    "别的意思": "other",
    "找不着": "lost",
    "客套": "padding",
}
_SCANNER = Scanner(_FILE, _SECTIONS, whole=frozenset({"robot", "other", "lost"}))
_LONGEST = 120
# Latin words belong together: a human | is no wish in "is this a human"
_GAP = re.compile(r"(?<![a-z0-9]) | (?![a-z0-9])")
_LATIN = re.compile(r"[a-z]+(?: [a-z]+)*")
_ASKING = re.compile(r"怎么|如何|咋|为什么|哪里|从哪|在哪|是不是")
_WHY = re.compile(r"为什么(?![^人]{0,4}[不没])")  # why not, that is a complaint

_NEGATOR = (
    r"(?:(?<!要)不要|(?<!想)不想要?|(?<!用)不用|(?<!需)不需要?|不必|不愿意?|无需|无须|没必要"
    r"|没说?要|没让你|没叫|不是要|勿|甭|拒绝"
    r"|(?<![特区分个级性类识告辨])别(?!人(?!工)|的|家)|(?<![再要么嘛])不(?=[转接找叫喊]|联系|呼叫))"
)
_BETWEEN = (
    r"(?:再|给|帮|我们?(?![要想就])|[跟和与同去到]|你们?|您|老是?|总是?|一直|动不动|随便|把|让|请|叫"
    r"|喊|转接?|接通?|找|换成?|联系|呼叫|切换|安排|来|派|1?[个位名]|一下|任何|什么|着急|急着"
    r"|马上|现在|直接){0,6}"
)
_PERSON = (
    r"(?:人工(?!智[能障])|真人|活人|客服(?!机器)|专[员人]|小二|领导|经理|主管|老板|人(?!工|家|话)"
    r"|human|agent)"
)
_DECLINED = re.compile(
    f"{_NEGATOR}{_BETWEEN}{_PERSON}"
    r"|(?:人工|真人|客服)(?:客服|服务)?(?:就|还是|先|也)?(?:不用|不要|不需要|不必|免)[转接找叫]?[了啦]"
)
_REFUSED = re.compile(
    f"{_NEGATOR}(?:再|给|我|老是?|总是?|一直|让|用|拿|跟|和|对着?|听|看|想|你们?|这个|什么|破|垃圾|来|发){{0,6}}"
    r"(?:机器人|机器(?=[说聊讲回客])|ai|智能客服|智能机器人|客服机器人|人工智[能障]|自动回[复覆])"
)

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
_REASON = re.compile(
    "(?<=人工|真人|活人|客服|服务|坐席|座席|小二)[吧啊呀来]?"
    r"(?=不然|否则|要不|不转|不接|再不|我要(?!等)|我想|我就|我不|我的|你们|快点|立刻|马上|听不懂|别|帮我)"
)
_CLAUSE_END = frozenset("了啊吧呀啦嘛哦")
_OPENING = re.compile(
    r"我要|我想|我只|给我|帮我|赶紧|赶快|快|马上|立刻|立马|直接|请|麻烦|还是|老子|要求"
)
_BARE = re.compile(r"(?:转接?到?|找|叫|接|换)[个位]?(?:人工|真人|活人)")
# what ends so governs the call, or tells of one: 取消|转人工, 我刚才|转人工
_GOVERNS = re.compile(
    r"(?:(?<!没用)的|消|关闭|关掉|设置|配置|开[启通]|自动|[点按选发说问写打]了?|点击|选择|输入|回复|要求|申请|同意"
    r"|[能会可以想让要才就后前再不未是和跟与或从到给被把对向在有为没帮来请直接如果]|当|没有|无法|没法"
    r"|已经?|刚[才刚]?|昨天|之前|上次|正在|一直|系统|客服|机器人|商家|卖家|店铺|审核|优先|支持|提供"
    r"|人工|转|关键词|按钮|功能|入口|提示|显示|我|你|他|她|以为)$"
)
_TOLD = re.compile(r"(?:[点按选发说试转找叫接等设关]|取消|申请|输入|联系|我)了$")
_KEY = re.compile("人工|真人|活人")


def wants_person(text: str) -> bool:
    """Whether a normalized text, or one of its parts, asks for a person and nothing else.

    >>> [wants_person(t) for t in ("转人工", "听不懂人话吗 老子要人工", "zhuan rengong")]
    [True, True, True]
    >>> [wants_person(t) for t in ("人工客服几点上班", "不用转人工")]
    [False, False]
    """
    if not text:
        return False
    parts = [part for part in _GAP.split(text) if len(part) <= _LONGEST]
    if any(_is_wish(form, alone=False) for part in parts for form in _forms(part)):
        return True
    if " " not in text or len(text) > _LONGEST:
        return False
    return any(_is_wish(form, alone=True) for form in _forms(text))


def only_wishes(text: str) -> bool:
    """Whether a normalized text has nothing in it but the words of a wish for a person.

    >>> only_wishes("你好 麻烦帮我转一下人工客服"), only_wishes("退款没到账 转人工")
    (True, False)
    """
    return all(any(map(_SCANNER.coverings, _forms(part))) for part in _GAP.split(text))


def declines_person(text: str) -> bool:
    """Whether a normalized text says that no person is wanted, and nothing else.

    >>> declines_person("先别给我转人工"), declines_person("人工客服几点上班")
    (True, False)
    """
    return only_wishes(text) and _DECLINED.search(text.replace(" ", "")) is not None


def _forms(part: str) -> tuple[str, ...]:
    """The part without spaces as it stands, and as it sounds or looks when that is another."""
    # else 请问有人吗 calls for one
    part = part.removeprefix("请问")
    written = part.replace(" ", "")
    heard = _heard(_LATIN.sub(_read_pinyin, part).replace(" ", ""))
    return (written,) if heard == written else (written, heard)


def _is_wish(part: str, *, alone: bool) -> bool:
    """``alone``: nothing but the wish may stand there, no story and no reason."""
    coverings = _SCANNER.coverings(part)
    told = not alone and _KEY.search(part) is not None
    if not coverings and not told:
        return False
    if told and _THREAT.search(part) and not _asks(part):
        return True
    if _DECLINED.search(part):
        return False
    if coverings:
        return _covers_wish(coverings, part)
    return _follows_story(part) or _has_reason(part)


def _covers_wish(coverings: Coverings, part: str) -> bool:
    if _REFUSED.search(part) or _WHY.search(part):
        return _REFUSED.search(part) is not None
    return any(_wishes(kinds, part) for kinds in coverings)


def _wishes(kinds: frozenset[str], part: str) -> bool:
    if "other" in kinds:
        return False
    if "wish" in kinds:
        return True
    asking = "lost" in kinds or _ASKING.search(part) is not None
    if "strong" in kinds:
        if "robot" in kinds and "还是" in part:
            return False
        return not asking or "call" in kinds or _asks_for_place(part)
    return {"person", "call"} <= kinds and not asking


def _asks_for_place(part: str) -> bool:
    """怎么转人工 asks for the person; 人工在哪 asks for a place, but wants the person too."""
    return "转" in part or part.endswith(("在哪", "在哪里", "在哪儿", "有没有"))


def _asks(part: str) -> bool:
    return _QUESTION.search(_RHETORICAL.sub("", part)) is not None


def _follows_story(part: str) -> bool:
    """Whether the part ends with a whole wish, behind a story that asks nothing."""
    endings = _SCANNER.endings(part)
    for start in range(2, len(part) - 1):
        if not any({"call", "strong"} <= kinds for kinds in endings[start]):
            continue
        story, wish = part[:start], part[start:]
        if _breaks(story, wish) and not _asks(story):
            return _covers_wish(endings[start], wish)
    return False


def _breaks(story: str, wish: str) -> bool:
    """Whether a new clause begins between the two: 太差了|能转人工吗, 没人管|我要人工."""
    if story[-1] in _CLAUSE_END:
        return not _TOLD.search(story)
    if wish.endswith(("吗", "么", "没")) or _GOVERNS.search(story):
        return False
    return bool(_OPENING.match(wish)) or (
        len(story) > 2 and bool(_BARE.match(wish)) and not wish.endswith(("了", "过"))
    )


def _has_reason(part: str) -> bool:
    """Whether a wish comes first and a threat or a statement follows: 转人工|我要退款."""
    found = _REASON.search(part)
    if found is None or _asks(part[found.end() :]):
        return False
    head = part[: found.start()]
    coverings = _SCANNER.coverings(head)
    if any({"call", "strong"} <= kinds for kinds in coverings):
        return _covers_wish(coverings, head)
    return not coverings and _follows_story(head)


def _heard(part: str) -> str:
    """The part with what sounds or looks like 人工, 真人, 活人 or 客服 written so."""
    core, turn, service = _hearing()
    part = core.sub(lambda found: _CORE[(found.lastindex or 1) - 1], part)
    return service.sub("服务", turn.sub("转", part))


_CORE = ("人工", "真人", "活人", "客服")


@functools.cache
def _hearing() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns of 人工 and the like, of 转 before them, of 服务 behind them; built once, in 20 ms.

    By sound both characters may differ (忍宫), by shape one (入工).
    """
    han = "".join(map(chr, range(0x4E00, 0xA000)))
    chars: dict[str, list[str]] = {syllable: [] for syllable in toneless("转服务" + "".join(_CORE))}
    for char, syllable in zip(han, toneless(han), strict=True):
        if syllable in chars:
            chars[syllable].append(char)

    def sound(char: str) -> str:
        return f"[{''.join(chars[toneless(char)[0]])}]"

    def shape(char: str) -> str:
        return f"[{char}{''.join(c for c in lookalikes(char) if not _SCANNER.coverings(c))}]"

    core = "|".join(
        f"({sound(a)}{sound(b)}|{shape(a)}{b}|{a}{shape(b)})" for a, b in map(tuple, _CORE)
    )
    turn = f"(?:{sound('转')}|{shape('转')})(?=接?(?:人工|真人|客服))"
    service = f"(?<=人工|真人|客服){sound('服')}{sound('务')}"
    return re.compile(core), re.compile(turn), re.compile(service)


def _read_pinyin(found: re.Match[str]) -> str:
    """Words in Latin letters with those that are pinyin of listed words written in Chinese."""
    return " ".join(_in_chinese(run) or run for run in found[0].split(" "))


def _in_chinese(run: str) -> str | None:
    known = _pinyin()
    rest = spelled(run)
    written = ""
    while rest:
        taken = 2 if rest[:2] in known else 1
        word = known.get(rest[:taken])
        if word is None:
            return None
        written += word
        rest = rest[taken:]
    return written or None


@functools.cache
def _pinyin() -> Mapping[tuple[str, ...], str]:
    """Syllables → the word of the list that sounds so, the first listed."""
    known: dict[tuple[str, ...], str] = {}
    for title, line in read_lines(_FILE):
        if title == "拼音":
            for word in line.split(" "):
                known.setdefault(toneless(word), word)
    return known
