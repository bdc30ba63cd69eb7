"""Whether a customer wants a person: 转人工, 叫个活人来, zhuan rengong, 别机器人了.

A part of the message between punctuation is a wish when it is made of nothing but the words
of ``data/lexicon/person.txt`` and names a person strongly (人工, 真人), or calls for one (找你们
主管). Anything left over makes it a question (人工客服几点上班, 找客服要发票), unless it is a story
before a whole wish (你们太差了|我要人工) or a reason behind one (转人工|不然投诉), and asks
nothing. A negator before the person makes it none (别给我转人工).
"""

import re
from collections.abc import Mapping

from xiaoer.service.anger import masked_anger
from xiaoer.service.cantonese import in_mandarin
from xiaoer.service.person_heard import as_heard
from xiaoer.service.person_story import (
    asks,
    breaks_off,
    is_own,
    names_person,
    purpose_at,
    reason_at,
    tasks_person,
    threatens,
)
from xiaoer.service.scan import Coverings, Scanner

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
_ASKING = re.compile(
    r"怎么|如何|咋|为什么|哪里|从哪|在哪|是不是|有什么(?!用)|(?<![我们])需要人工.*吗$"
)
_CORE = re.compile("人工|真人|活人|客服")
_NO_CORE = re.compile(r"介入|热线|专线|电话|(.)不\1|有没有")
_WHY = re.compile(r"为什么(?![^人]{0,4}[不没])")  # why not, that is a complaint

_NEGATOR = (
    r"(?:(?<!要)不要|(?<!想)不想要?|(?<!用)不用|(?<!需)不需要?|不必|不愿意?|无需|无须|没必要"
    r"|没有?说?要|没让你|没叫|不是要|勿|甭|拒绝"
    r"|(?<![特区分个级性类识告辨])别(?!人(?!工)|的|家)|(?<![再要么嘛])不(?=[转接找叫喊]|联系|呼叫))"
)
_BETWEEN = (
    r"(?:再|给|帮|我们?(?![要想就])|[跟和与同去到]|你们?|您|老是?|总是?|一直|动不动|随便|把|让|请|叫"
    r"|喊|转接?|接通?|找|换成?|联系|呼叫|切换|安排|来|派|1?[个位名]|一下|任何|什么|着急|急着|就"
    r"|马上|现在|直接){0,6}"
)
_PERSON = (
    r"(?:人工(?!智[能障])|真人|活人|客服(?!机器)|专[员人]|小二|领导|经理|主管|老板|人(?!工|家|话)"
    r"|human|agent)"
)
_DECLINED = re.compile(
    f"{_NEGATOR}{_BETWEEN}{_PERSON}"
    r"|(?:人工|真人|客服)(?:客服|服务)?(?:就|还是|先|也)?(?:不用|不要|不需要|不必|免)[转接找叫]?(?:[了啦]|$)"
)
_REFUSED = re.compile(
    f"{_NEGATOR}(?:再|给|我|老是?|总是?|一直|让|用|拿|跟|和|对着?|听|看|想|你们?|这个|什么|破|垃圾|来|发){{0,6}}"
    r"(?:机器人|机器(?=[说聊讲回客对沟交扯])|ai|智能客服|智能机器人|客服机器人|人工智[能障]|自动回[复覆])"
)


def wants_person(text: str) -> bool:
    """Whether a normalized text, or one of its parts, asks for a person and nothing else.

    >>> [wants_person(t) for t in ("转人工", "听不懂人话吗 老子要人工", "zhuan rengong")]
    [True, True, True]
    >>> [wants_person(t) for t in ("人工客服几点上班", "不用转人工")]
    [False, False]
    """
    if _wants(text):
        return True
    # 尼玛的|转人工
    if len(text) > _LONGEST or not names_person(text):
        return False
    said = text.replace("人工智障", "机器人")
    calm = masked_anger(said, " ")
    return calm != said and _wants(calm.strip())


def _wants(text: str) -> bool:
    if not text:
        return False
    parts = [part for part in _GAP.split(text) if len(part) <= _LONGEST]
    if any(_is_wish(form, alone=False) for part in parts for form in _forms(part)):
        return True
    if " " not in text or len(text) > _LONGEST:
        return False
    return any(_is_wish(form, alone=True) for form in _forms(text))


def is_core_wish(text: str) -> bool:
    """Whether a wish for a person is nothing but the core of one: it asks nothing, and names a
    person or customer service, not a procedure or a number.

    >>> [is_core_wish(t) for t in ("转人工", "请帮我找客服", "人工客服 谢谢")]
    [True, True, True]
    >>> [is_core_wish(t) for t in ("怎么转人工", "小二介入", "找你们主管", "你太差了我要人工")]
    [False, False, False, False]
    """
    if not wants_person(text):
        return False
    whole = text.replace(" ", "")
    return any(
        _CORE.search(form) and not (_NO_CORE.search(form) or asks(form)) and _calls(form)
        for form in _forms(whole)
    )


def _calls(part: str) -> bool:
    return any(
        kinds & {"strong", "wish"} or {"call", "person"} <= kinds
        for kinds in _SCANNER.coverings(part)
    )


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
    part = in_mandarin(part.removeprefix("请问"))
    written = part.replace(" ", "")
    heard = as_heard(part)
    return (written,) if heard == written else (written, heard)


def _is_wish(part: str, *, alone: bool) -> bool:
    """``alone``: nothing but the wish may stand there, no story and no reason."""
    coverings = _SCANNER.coverings(part)
    told = not alone and names_person(part)
    if not coverings and not told:
        return False
    if told and threatens(part):
        return True
    if _DECLINED.search(part):
        return False
    if coverings:
        return _covers_wish(coverings, part)
    return _follows_story(part) or _has_reason(part) or tasks_person(part)


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
        if "robot" in kinds and ("还是" in part or part.startswith(("怎么", "如何", "咋"))):
            return False
        return not asking or "call" in kinds or ("lost" not in kinds and _asks_for_place(part))
    return {"person", "call"} <= kinds and not asking


def _asks_for_place(part: str) -> bool:
    """怎么转人工 asks for the person; 人工在哪 asks for a place, but wants the person too."""
    return "转" in part or part.endswith(("在哪", "在哪里", "在哪儿", "有没有"))


def _follows_story(part: str) -> bool:
    """Whether the part ends with a whole wish, behind a story that asks nothing."""
    endings = _SCANNER.endings(part)
    for start in range(2, len(part) - 1):
        if endings[start] and breaks_off(part[:start], part[start:], endings[start]):
            return _covers_wish(endings[start], part[start:])
    return False


def _has_reason(part: str) -> bool:
    """Whether a wish comes first and more follows: 转人工|我要退款, 我想找人工|问下退款怎么没到."""
    for place, own in ((reason_at(part), False), (purpose_at(part), True)):
        if place is not None and _is_wish_before(part[:place], own):
            return True
    return False


def _is_wish_before(head: str, own: bool) -> bool:
    coverings = _SCANNER.coverings(head)
    if not coverings:
        return _follows_story(head)
    if is_own(head) if own else any({"call", "strong"} <= kinds for kinds in coverings):
        return _covers_wish(coverings, head)
    return False
