"""A story that ends in a question: what it asks counts for more than what it tells.

上周买的鞋，昨天刚到家，试了一下小了，能换大一码吗 is as sure of its entry as its last two clauses
are. The whole finds the entry and keeps what differs, denies or forbids; a clause that asks, with
the one before it, can only be surer of that same entry, once.
"""

from collections.abc import Callable, Iterator

from xiaoer.matching.match import Match
from xiaoer.records import replace
from xiaoer.text.redaction import mask_private
from xiaoer.text.regex import regex

_BREAK = regex(r"[?？!！。;；,，、\s]+")
_ASKS = regex(
    r"怎|如何|咋|吗|[呢么嘛]$|多[久少长大远高重宽厚深]|(?<!好)几[天点个时号次]|谁|哪|什么|啥|为何|是否|能否|可否"
    r"|([\u4e00-\u9fff])不\1|有没有|能不能|可不可以|(?<![就偏也说从都绝])不$"
)
SURE = 0.78
"""Confidence from which the whole is taken as it is: that of the default threshold, whatever the
threshold in use, which must not change a confidence."""
_LEAST = 3  # clauses: of two, one with the one before it is the whole
_MOST = 2
"""Clauses that are looked at, the last ones: one more reading each. Of 282 long queries for the
sample corpus, by weights that never saw them, 55.0 % are answered without, 57.8 % with (98.7 and
98.8 % of the answers right), and no more with nine."""


def asks_something(clause: str) -> bool:
    """Whether a clause has the words of a question."""
    return _ASKS.search(clause) is not None


def _clauses(text: str) -> list[str]:
    return [clause for clause in _BREAK.split(text) if clause]


def asking(text: str) -> Iterator[str]:
    """What the last clauses ask, each with the clause before it; nothing of a text of two.

    >>> list(asking("鞋子昨天到的，今天试了一下，小了，能换大一码吗？"))
    ['小了，能换大一码吗']
    >>> list(asking("退款怎么还没到，急")), list(asking("买了件衣服，有点小，想换"))
    ([], [])
    """
    clauses = _clauses(text)
    if len(clauses) >= _LEAST:
        # a private value or its placeholder parts none: a masked text is as sure as the text
        clauses = _clauses(mask_private(text))
        places = [at for at in range(1, len(clauses)) if asks_something(clauses[at])]
        for at in places[-_MOST:]:
            yield f"{clauses[at - 1]}，{clauses[at]}"


def surer(match: Match, text: str, consider: Callable[[str], Match]) -> Match:
    """The match of a text, as sure as the surest of what its clauses ask of the same entry.

    ``consider`` gives the match of a clause. Nothing is gained where the text denies or forbids an
    entry, or differs from the first.
    """
    if match.confidence >= SURE or not _is_plain(match) or match.struck:
        return match
    first = match.candidates[0].id
    found = [one for one in map(consider, asking(text)) if _is_plain(one)]
    best = max(
        (one for one in found if one.candidates[0].id == first),
        key=lambda one: one.confidence,
        default=match,
    )
    if best.confidence <= match.confidence:
        return match
    return replace(match, confidence=best.confidence, margin=max(match.margin, best.margin))


def _is_plain(match: Match) -> bool:
    return bool(match.candidates) and not (match.exact or match.doubt or match.difference)
