"""What one head may mean: its spellings, looked up in the table of synonyms and by their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from xiaoer.source.column_heads import ENTRIES, plain_head
from xiaoer.source.tables.composed_heads import composed
from xiaoer.text.characters.simplify import simplify
from xiaoer.text.regex import regex

_LONGEST: Final = 60  # characters of a head with all its remarks
_ANY_QUESTION: Final = 5  # the level of questions with any word before them
_WEAK: Final = 4  # the level of answers with any word before them
_IN_BRACKETS = regex(r"[(（\[【<《].*?[)）\]】>》]")
_BETWEEN = regex(r"[\n/|]+|\s{2,}|(?<=[\u4e00-\u9fff])\s+(?=[A-Za-z])")
_REMARK = regex(
    r"[，,。;；、](?:一行|每行|多个|必填|选填|非必填|用|请|换行|没有|可|不).*", re.DOTALL
)
_LAST_WORD = regex(r"^.*[-—_.>\s]")
_CHANNEL = regex(
    r"""(?P<before>.{1,12}?)(?:端|版|渠道|专用)?的?(?:答案|答复|回复|回答|话术)
      | (?:答案|答复|回复|回答|话术)[-—_:：（(]?(?P<after>.{1,12}?)(?:端|版|渠道)?[)）]?""",
    re.VERBOSE | re.IGNORECASE,
)
_CHANNELS = regex(
    "app|ios|安卓|微信|wechat|公众号|企业?微信|小程序|mini|网页|网站|官网|web|pc|电脑|h5|电话|"
    "短信|sms|手机|抖音"
    "|淘宝|天猫|京东|语音|ivr|邮件|email|微博|支付宝|快手|小红书|钉钉",
    re.IGNORECASE,
)


def channel(head: str) -> str:
    """The channel that a head such as 微信答案 names, or ""."""
    found = _CHANNEL.fullmatch(" ".join(head.split()))
    name = ((found["before"] or found["after"]) if found else "").strip(" -—_:：（）()")
    return name if _CHANNELS.fullmatch(name) else ""


@lru_cache(maxsize=4096)
def meanings(head: str) -> Mapping[str, float]:
    """The fields that a head may mean, with how unsurely: 0 is surest.

    >>> meanings("答案（必填）"), meanings("標準問題/Question"), meanings("创建人")
    ({'answer': 0.25}, {'question': 0.25}, {})
    """
    found: dict[str, float] = {}
    if len(head) > _LONGEST:
        return found
    for cost, text in _spellings(head):
        for field, rank in _ranks(text):
            found.setdefault(field, rank + cost)
        if found:
            break
    if found.get("answer", 0) >= _WEAK and channel(head):
        del found["answer"]  # 微信答案 is that of one channel
    return found


def _spellings(head: str) -> Iterator[tuple[float, str]]:
    """The head, then without its remarks, then its parts: each as `plain_head` gives it."""
    text = simplify(head.strip())
    yield 0.0, plain_head(text)
    bare = _REMARK.sub("", _IN_BRACKETS.sub("", text)).strip(" *＊:：")
    yield 0.25, plain_head(bare)
    for part in (bare.split("\n")[0], *_BETWEEN.split(bare)):
        yield 0.25, plain_head(part)
    for part in _IN_BRACKETS.findall(text):
        yield 0.5, plain_head(part[1:-1])
    yield 0.5, plain_head(_LAST_WORD.sub("", bare))


@lru_cache(maxsize=4096)
def _ranks(plain: str) -> tuple[tuple[str, int], ...]:
    if not plain or len(plain) > 20:
        return ()
    found = []
    for field, levels in _PATTERNS.items():
        rank = next((at for at, level in enumerate(levels) if level.fullmatch(plain)), None)
        if rank is not None:
            found.append((field, rank))
    parts = composed(plain)
    if "variants" in parts and "question" not in parts:  # 患者还可能问 is no question of its own
        found = [one for one in found if one != ("question", _ANY_QUESTION)]
    known = {field for field, _ in found}
    found += [(field, rank) for field, rank in parts.items() if field not in known]
    return tuple(found)


def has_more_wordings(head: str) -> bool:
    """Whether a head means variants and nothing else by its parts, whatever a synonym says.

    >>> has_more_wordings("常见问法"), has_more_wordings("客户问法"), has_more_wordings("问题")
    (True, False, False)
    """
    parts = [composed(text) for _, text in _spellings(head)]
    return any("variants" in one for one in parts) and not any("question" in one for one in parts)


_PATTERNS: Final[Mapping[str, tuple[re.Pattern[str], ...]]] = {
    field: tuple(regex(level) for level in levels) for field, levels in ENTRIES.items()
}
