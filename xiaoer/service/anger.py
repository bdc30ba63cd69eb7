"""Whether a customer is angry: 垃圾平台, 气死我了, 等了一个月都没人管, 😡.

Complaints, swindlers, fakes and bad reviews are what people ask about (怎么投诉卖家, 骗子怎么举报);
anger is abuse, contempt or fury, by the words of ``data/lexicon/anger.txt`` and a few turns of
phrase.
"""

import functools
import re
from collections.abc import Iterable, Mapping, Sequence

from xiaoer.text.resources import read_lines

_FILE = "anger.txt"
_PLACEHOLDER = re.compile(r"[\[【]([^\[\]【】]{1,4})[\]】]")

_WAIT = r"(?:半|大半|快|好几|几|[0-9]{1,3})个?多?(?:天|日|小时|钟头|周|星期|礼拜|月|年|次|遍)"
_IGNORED = (
    r"(?:(?:没有?人|没个人|没谁|无人)来?(?:管|理|搭理|吭|处理|给个?说法)"
    r"|不管不问|不闻不问|管都不管)"
)
_BEFORE = (
    r"(?:你们?|这|真是?|太|就是|都是|全是|是|是不是|简直|[一这那]?[群帮]|个|好|都|给我|快|赶紧"
    r"|机器人|客服|平台|什么|死|大|臭|老)"
)
_BEHIND = r"(?:吧|啊|呀|了|哦|吗|的|死了|呢|哈|啦|嘛|东西|玩意儿?|透顶|透了|至极|滚|你们?|全家)"
_TURNS = (
    # 等了1个月了都没人管, 3天了没人理; but not 好几天没人管, which is told calmly as often
    rf"(?:(?:等|拖|催|找|打|问)了[^ ]{{0,3}}{_WAIT}[^ ]{{0,5}}|{_WAIT}[了都][^ ]{{0,4}}){_IGNORED}",
    r"(?<!怎么)(?<!如何)(?<!哪里)(?<!在哪)(?<!咋)"
    r"(?:投诉|举报|曝光|起诉|(?<![转报])告)死?你们(?![^ ]{0,12}(?:怎么|如何|多久|哪|吗|电话|收到))",
    r"[他特她]妈的?(?=什么|怎么|还|就|不|没|都|真|给|到底|谁|垃圾|转"
    r"|烦|烂|坑|恶心|无语|服|气|退|发|滚|骗|骂|等|又|这| |$)",
    r"[真太你别就都还又这也该没不直实在](?:他妈|特么|踏马|他么|他喵)(?!妈|咪)的?",
    r"[真太你别就都还又这]tm(?![a-z])",
    r"(?<![a-z0-9])md(?![a-z0-9])(?=[退转还发烦垃智骗坑什怎人客])",
    r"被(?:你们?|平台|他们|这平台|商家)?[坑气逼耍骗整玩](?:惨|疯|死|哭|吐|炸|得团团转)",
    r"[拿把][^ ]{1,4}当(?:猴|傻|狗|猪|韭菜|冤大头|提款机)",
    r"[服态售客平系物][务度后服台统流](?<=服务|态度|售后|客服|平台|系统|物流)(?:真|太|很|超|特别|这么|那么|真是|实在)?(?:垃圾|恶心|差劲|稀烂|拉胯)",
    r"[破烂死臭蠢笨傻狗猪](?:客服|平台|机器人|系统|软件|公司|网站|小二|app)"
    r"(?= |$|[吧啊了呀](?= |$))",
    # 敷衍我是不是; but 商家敷衍我怎么办
    r"(?:糊弄|敷衍|忽悠|应付|打发|逗|哄|骗|耍|玩|蒙|唬)(?:我们?|消费者|老百姓|顾客|谁|鬼|(?<!骗)人)玩?"
    r"(?:是吧|是不是|对吧|玩呢|玩是|呢|吗|啊(?= |$)|吧(?= |$))(?! ?怎么)",
    r"(?<![妈爸他你我她姨姑舅])妈的(?=还|什么|怎么|你|真|就|不|没|垃圾|转|快|退|叫| |$)",
    r"[你尼][妈马玛]的(?=什么|怎么|还|就|不|没|退| |$)",
    r"(?:欺骗|忽悠|坑害)[^ ]{0,6}的垃圾",
    r"(?:你们?|他们|商家|店家|卖家|平台|这家|客服)[就都全真]?(?:是|真是)[^ 不]{0,4}"
    r"(?:骗子|垃圾|流氓)(?= |$|公司|平台)",
    r"话的骗子(?= |$)|[一这那][群帮]骗子|(?<![到见])骗子[^ ]{0,3}[还退]我?钱(?!给|了)|^诈骗平台$",
    r"不就?是在?骗[钱人][吗嘛么]",
    r"你们?(?:是不是|都|真是?|怕不是|是)有毛?病",
    r"你们?(?:是不是|就是|真是|都是|是)(?:个|一?[头只])?(?:猪|傻子|傻瓜|笨蛋|狗)(?= |[吗吧啊呀]|$)",
    r"(?<![a-z])(?:sb|tmd|cnm|nmsl|nmd|mlgb|wcnm|fuck|fucking|shabi)(?![a-z]|是什么)",
)

# whom to report is asked calmly
_WICKED = "(?:(?:黑心|无良|骗子|垃圾|欺诈)(?:商家|店铺|卖家)|黑店|奸商)"
_REPORTS = (
    f"(?:举报|投诉)[^ ]{{0,4}}{_WICKED}"
    f"|{_WICKED}(?:怎么办|怎么处理)"
    f"|{_WICKED}(?:怎么|如何|在哪|去哪|哪里)?[^ ]{{0,2}}(?:举报|投诉|维权)"
)


def is_angry(text: str, words: Sequence[str] = ()) -> bool:
    """Whether a normalized text shows anger or contempt anywhere in it.

    ``words``: further words, normalized and without spaces, that count wherever they stand.

    >>> [is_angry(t) for t in ("垃圾平台", "等了1个月都没人管", "垃圾桶破了", "怎么投诉卖家")]
    [True, True, False, False]
    """
    if any(found.lastgroup == "anger" for found in _pattern().finditer(text)):
        return True
    key = text.replace(" ", "")
    return any(word in key for word in words)


def angry_picture(raw: str) -> bool:
    """Whether a text as typed has a picture of anger: 😡, [发怒]."""
    pictures, names = _pictures()
    return not pictures.isdisjoint(raw) or any(
        found[1] in names for found in _PLACEHOLDER.finditer(raw)
    )


def masked_anger(text: str, mark: str) -> str:
    """The normalized text with ``mark`` for each span that shows anger."""
    return _pattern().sub(lambda found: mark if found.lastgroup == "anger" else found[0], text)


def _one_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first; by first character, which is faster."""
    tails: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        tails.setdefault(word[0], []).append(re.escape(word[1:]))
    firsts = "".join(map(re.escape, tails))
    groups = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in tails.items())
    return f"(?=[{firsts}])(?:{groups})"


@functools.cache
def _pattern() -> re.Pattern[str]:
    """One pass: what is no abuse is passed over first, then whatever shows anger."""
    lists = _lists()
    abuse = _one_of(lists["辱骂"])
    # 商家骂我神经病 tells of abuse
    calm = f"{_one_of(lists['不是骂人'])}|{_REPORTS}|骂(?:我们?|人|他)?(?:是个?|说)?(?:{abuse})"
    around = f"{_BEFORE}{{0,4}}(?:%s){_BEHIND}{{0,4}}"
    anger = (
        "^" + around % _one_of((*lists["全文"], *lists["整句"])) + "$",
        "(?:(?<= )|^)" + around % _one_of(lists["整句"]) + "(?= |$)",
        *_TURNS,
        f"(?:{_one_of(lists['骂词'])})(?:{_one_of(lists['对象'])})",
        abuse,
        _one_of(lists["怒气"]),
    )
    return re.compile(f"(?P<calm>{calm})|(?P<anger>{'|'.join(anger)})")


@functools.cache
def _lists() -> Mapping[str, tuple[str, ...]]:
    lists: dict[str, list[str]] = {}
    for title, line in read_lines(_FILE):
        lists.setdefault(title, []).extend(line.split(" "))
    return {title: tuple(words) for title, words in lists.items()}


@functools.cache
def _pictures() -> tuple[frozenset[str], frozenset[str]]:
    """Pictures that are one character, and the names of placeholders."""
    listed = _lists()["图片"]
    return (
        frozenset(item for item in listed if len(item) == 1 and not "一" <= item <= "鿿"),
        frozenset(item for item in listed if "一" <= item[0] <= "鿿"),
    )
