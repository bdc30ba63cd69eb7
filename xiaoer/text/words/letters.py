"""The frame of a letter around its matter: 关于咨询社保卡办理的问题 is about 社保卡办理.

Taken off what is compared, query and question alike, and only where both its ends are there; what
is written stays. 投诉 and 举报 are matters too (关于投诉卖家的问题): they go only before a matter
that stands without them.
"""

from xiaoer.text.regex import regex

_OPENS = "关于|有关|针对"
_ACTS = "咨询|反映|反应|请求|恳请|请教|求助|希望|询问|建议"
_CHARGES = "投诉|举报"
_CLOSES = (
    "的?(?:相关|有关|若干)?(?:问题|事宜|事项)|一事|的(?:情况|诉求|建议|投诉|咨询|请求|反映|疑问|求助)"
    "|(?:的)?(?:情况说明|咨询)"
)
_LEAST, _CHARGED = 2, 6
_FRAME = regex(
    rf"(?=(?:{_OPENS}|{_ACTS}|{_CHARGES}))(?:{_OPENS})?(?:{_ACTS})?(?P<charge>{_CHARGES})?"
    rf"(?P<matter>[^ ]{{{_LEAST},}}?)(?:{_CLOSES})"
)


def unframed(text: str) -> str:
    """The text without the frames around its parts.

    >>> unframed("关于咨询社保卡办理的问题"), unframed("投诉楼上长期装修太吵一事")
    ('社保卡办理', '楼上长期装修太吵')
    >>> unframed("关于投诉卖家的问题"), unframed("有关退款"), unframed("关于我们")
    ('投诉卖家', '有关退款', '关于我们')
    """
    return " ".join(map(_of_part, text.split(" "))) if _FRAME.search(text) else text


def _of_part(part: str) -> str:
    found = _FRAME.fullmatch(part)
    if found is None:
        return part
    matter, charge = found["matter"], found["charge"] or ""
    return matter if len(matter) >= _CHARGED else charge + matter
