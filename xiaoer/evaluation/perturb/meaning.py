"""What turns a query's meaning round: a negation more or less, the opposite of a word.

Not every negation does. Left alone is what only asks whether (能退吗, 能不能退, 可以退？:
不能退吗 has the same answer), what is said in passing (long texts, wishes such as
不想要了怎么退), and a text with a second denial. The rules are lists of their own, not the
engine's reading of polarity, which they are to judge; they match the simplified text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from random import Random
from typing import NamedTuple

from xiaoer.evaluation.perturb.edit import NEGATORS, Edit
from xiaoer.evaluation.perturb.words import cut
from xiaoer.text.characters.simplify import simplify
from xiaoer.text.regex import regex
from xiaoer.text.words.lexicon import Lexicon

LONGEST = 20
"""Characters of a text whose meaning one word decides. Chosen by reading, not by a count, what
the rules do to the sample corpus's queries: in longer ones the word often stood in passing."""

MOST_CLAUSES = 2


def _words(text: str) -> str:
    return "|".join(text.split())


_EVENTS = _words(
    "收到 发货 到账 到货 付款 支付 签收 送到 送达 拿到 退款 退钱 退回 揽收 更新 审核 通过 显示 "
    "生效 成功 下单 开票 寄出 发出 确认 处理 回复 拆封 激活 绑定 实名 认证 充值 填写 评价 下架 上架"
)
_SHORT_EVENTS = _words("到 发 收 付 退")
_NOT_DONE = _words("发货 到账 退款 显示 生效 通过 更新 处理 回复 审核 签收")
_NOT_SO = _words("支持 允许 显示 到账 发货 生效 通过 退款 退货 包邮")
_THINGS = _words(
    "货 钱 发票 身份证 运费险 物流 记录 入口 按钮 库存 权限 信息 提示 短信 验证码 资格 优惠 吊牌 "
    "包装 收据 凭证 保修 赠品 配件 质量问题 效果 积分 额度"
)
_GOALS = _words(
    "退款 退货 换货 发货 收费 扣 付 支付 显示 公开 自动 开通 关闭 取消 确认 签收 评价 下架 申请退 "
    "申请换 申请开通 申请取消 开启 注销 解绑 使用 用"
)
_VERBS = "付退登打收找看用提点拿连买取进输完换改加绑关选发搜传领抢下支听联订充开寄拍删查填签评"
_PLACES = frozenset(("上面", "下面", "里面", "外面"))  # 上面写着 is seldom about a place
_NO_MODAL = "可功智只才性节不没动全技万就"  # 可能, 功能, 只能: 能 is part of a word
_ASKS_WHETHER = regex(
    r"[吗嘛吧？?]|(?<![怎什这那多要])么|(.)[不没]\1|(?:没有?|不)(?=[，。！？,!? ]|$)"
    r"|是否|能否|可否|难道|有没有|不是"
)
_ASKS_HOW = regex(r"怎|如何|咋|哪(?!些|种|个|类)|何处|多久|什么时候|几|多少|谁|最多")
_CLAUSE = regex(r"[^，。！；,!; ]+")


class _Swap(NamedTuple):
    """What is replaced by what; not in a clause that holds ``unless``.

    ``alone``: only where the text is one clause, so that it is what is asked about.
    """

    pattern: re.Pattern[str]
    replacement: str
    alone: bool = True
    unless: re.Pattern[str] = regex(r"(?!)")


_REMOVED = (
    _Swap(
        regex(
            r"(?:还|一直|迟迟|仍然?|都|也|从来)*(?:没有?|未)"
            rf"(?={_EVENTS}|(?:{_SHORT_EVENTS})(?![现票据]))"
        ),
        "已经",
        alone=False,
    ),
    _Swap(regex(rf"(?:一直|迟迟)不(?={_NOT_DONE})"), "已经", alone=False),
    _Swap(regex(rf"没有?(?={_THINGS})"), "有"),
    _Swap(regex(r"(?<!能)(?:不能够?|不可以|无法|没办法|没法子?)(?!不)"), "能"),
    _Swap(regex(rf"(?<![不直迟])不(?={_NOT_SO})"), ""),
    _Swap(regex(rf"(?<=[{_VERBS}])不(?=了|上|到|出|开|进|动)"), "得"),
)
_INSERTED = (
    _Swap(regex(rf"(?:已经|已)({_EVENTS})([货款钱])?了?"), r"还没\1\2", alone=False),
    _Swap(
        regex(
            rf"(?<![没未不完会要已经都就想我])({_EVENTS})([货款钱]|包裹|快递|商品)?了(?![没不解])"
        ),
        r"没\1\2",
        alone=False,
        unless=regex("[把让]"),
    ),
    _Swap(regex(r"(?<![没未不已经都就想])([付收退发])了([款货钱])"), r"没\1\2", alone=False),
    _Swap(
        regex(rf"(?<![{_NO_MODAL}])能(?![力量否不耗源])|(?<!不)(?:可以|支持|允许)(?!不)"),
        r"不\g<0>",
        unless=_ASKS_HOW,
    ),
    _Swap(regex(rf"(怎么|如何|怎样|咋)(?:才?能|可以)?(?=(?:{_GOALS})(?!不))"), r"\1才能不"),
    _Swap(regex(rf"(?<![没得不的])有(?={_THINGS})"), "没有"),
)


def negation_removed(text: str, _random: Random) -> Edit | None:
    """One denial is taken back: 没收到货 → 已经收到货, 不能退 → 能退, 打不开 → 打得开; one edit.

    Only where it is the one denial of the text.
    """
    places = _rewritten(_REMOVED, text) if _is_short(text) else ()
    return Edit(places[0], 1) if len(places) == 1 else None


def negation_inserted(text: str, random: Random) -> Edit | None:
    """One denial more: 收到货了 → 没收到货, 哪些能退 → 哪些不能退, 怎么退款 → 怎么才能不退款."""
    places = _rewritten(_INSERTED, text) if _is_short(text) else ()
    return Edit(random.choice(places), 1) if places else None


def opposite(text: str, random: Random) -> Edit | None:
    """A word becomes its opposite, wherever it stands: 怎么开通 → 怎么关闭; one edit a place.

    Opposites are those by which the built-in lexicon vetoes. A text that names both sides stays
    out of it, and so does a word that is denied or asked about (没注册过, 合规吗).
    """
    if not _is_short(text):
        return None
    words = cut(text)
    choices = {
        word: others
        for at, word in enumerate(words)
        if (others := _others(word, words)) and not _is_asked_or_denied(words, at)
    }
    if not choices:
        return None
    word = random.choice(sorted(choices))
    other = random.choice(choices[word])
    return Edit("".join(other if w == word else w for w in words), words.count(word))


def _is_short(text: str) -> bool:
    return len(text) <= LONGEST and len(_CLAUSE.findall(text)) <= MOST_CLAUSES


def _rewritten(rules: tuple[_Swap, ...], text: str) -> tuple[str, ...]:
    """The text by each rule at each place of a clause that does not ask whether."""
    found: dict[str, None] = {}
    simple = simplify(text)
    clauses = list(_CLAUSE.finditer(simple))
    for clause in clauses:
        if _ASKS_WHETHER.search(simple, clause.start(), clause.end() + 1):
            continue
        for rule in rules:
            if (rule.alone and len(clauses) > 1) or rule.unless.search(clause[0]):
                continue
            for match in rule.pattern.finditer(simple, clause.start(), clause.end()):
                changed = match.expand(rule.replacement)
                found[text[: match.start()] + changed + text[match.end() :]] = None
    return tuple(found)


def _is_asked_or_denied(words: list[str], at: int) -> bool:
    before, after = "".join(words[max(at - 1, 0) : at]), "".join(words[at + 1 : at + 2])
    return bool(NEGATORS & set(before)) or after in ("吗", "么", "吧", "嘛", "不", "没", "没有")


def _others(word: str, words: list[str]) -> list[str]:
    """The opposites of a word of two characters or more, unless the text has one of them too."""
    found = _opposites().get(word, ()) if len(word) > 1 and word not in _PLACES else ()
    return [] if set(found) & set(words) else list(found)


@lru_cache(maxsize=1)
def _opposites() -> dict[str, tuple[str, ...]]:
    """Word → of each of its veto opposites the first word, in the lexicon's order."""
    found: dict[str, list[str]] = {}
    for pair in Lexicon.builtin().opposites:
        if pair.kind == "veto":
            for here, there in ((pair.left, pair.right), (pair.right, pair.left)):
                for word in here:
                    found.setdefault(word, []).append(there[0])
    return {word: tuple(dict.fromkeys(others)) for word, others in found.items()}
