"""Which of the numbered choices a message names: by number, by place, by its words, or none.

Only a message that does nothing else names one: 第二个 does, 第二件半价 and 第一个怎么退 do not.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from xiaoer.text.characters.numerals import numeral_value
from xiaoer.text.characters.simplify import simplify
from xiaoer.text.normalize import compatibility, lower, replace_surrogates, visible
from xiaoer.text.regex import regex
from xiaoer.text.resources import read_items

_LONGEST = 24
_MOST = 999  # a longer number is no choice but a code

# ❶ ➀ ➊ and so on, which Unicode does not hold to be compatible with digits
_CIRCLED = {first + step: str(step + 1) for first in (0x2776, 0x2780, 0x278A) for step in range(10)}
_DECIMAL = regex(r"\d[.:/-]\d")
_LEAD = (
    r"(?:我?(?:要|想|就|想要|选择?|点击?|按|回复?|是|问的?|说的?|看看?|想看|要看|看下|想问)的?(?:是|就是)?"
    r"|我|那就?|就|应该|好像|可能|大概|好的?|嗯|哦|请|亲|你好|您好|麻烦|帮我|序号|编号|数字)"
)
_TAIL = (
    r"(?:吧|的|啊|呀|呢|哦|哈|啦|嘛|咯|那个|这个|那条|那项|就行了?|就好了?|就可以了?|可以|好了|谢谢[你您啦]?"
    r"|多谢|麻烦了|亲|问题|选项|请)"
)
_COUNTED = r"(?:个|条|项|号|种|题|点|句|款|类)"
_NUMBER = r"(?P<{0}>[0-9]{{1,9}}|(?!百)[一二三四五六七八九十百]{{1,5}})"
_NAMED = regex(
    f"(?:{_LEAD} ?){{0,4}}"
    f"(?:第 ?{_NUMBER.format('placed')}(?: ?{_COUNTED})?"
    f"|(?:选项|问题|答案|no|number)? ?{_NUMBER.format('bare')}号?)"
    f"(?: ?{_TAIL}){{0,4}}"
)
_THAT = "(?:[1一那]?个|的|的?那?[1一]?[个条项]|面|面的?那?[个条项]?|面的)"
_PLACES: tuple[tuple[str, int, bool], ...] = (
    # pattern, place (from the end where negative), only where there are two
    ("头[1一]个|首个|最[上前]面?(?:的?那?[个条项]|的)|di ?yi ?ge", 1, False),
    ("最后[1一那]?[个条项种]|最后的?那[个条项]|末尾那?个", -1, False),
    ("最[下后]面(?:的?那?[个条项]|的)", -1, False),
    ("倒数第[1一][个条项]?", -1, False),
    ("倒数第[2二两][个条项]?", -2, False),
    ("di ?er ?ge", 2, False),
    ("di ?san ?ge", 3, False),
    (f"前{_THAT}|前者|上{_THAT}", 1, True),
    (f"后{_THAT}|后者|下{_THAT}", 2, True),
)
_PLACED = tuple(
    (regex(f"(?:{_LEAD} ?){{0,3}}(?:{place})(?: ?{_TAIL}){{0,3}}"), number, two)
    for place, number, two in _PLACES
)
_MIDDLE = regex(f"(?:{_LEAD} ?){{0,3}}(?:正?中间|当中)的?那?[个条项]?(?: ?{_TAIL}){{0,3}}")
_NONE = regex(
    r"""
    (?: 好像|那|嗯|哦|可是|但是?|啊|抱歉|不好意思|我要的|我想要的|我问的|我想问的 ){0,2}
    (?: 以上|上面|上述|这些|那些|这几个|这[里儿]面?|里面?|你说的|你给的|选项
      | 这[3三2两4四5五]个
    ){0,2}
    (?: 好像|似乎|根本 )?
    (?: 全都?|都|[1一]个都?|也 )?
    (?: 不是|不(?:太|大|怎么)?对|没有?|不符合|不相关|不行|不沾边|不匹配|不合适|无
      | 不在里面|不在这里面?|不在上面
    )
    (?: 这些|那些|这几个|这个|那个|上面的?|[1一]个是?对? )?
    (?: 我? (?:想要|要|想问|要问|想找|要找|问|需要|找|想说|说) 的 (?:问题|答案|那个|选项|内容)?
      | 我的问题|合适的?|对的|符合的|相关的|[1一]个是的?|是的
    )?
    (?: 的|啊|呀|吧|哦|呢|哎|诶|谢谢[你您啦]?|多谢 )*
    """,
    re.VERBOSE,
)
_NONE_TYPED = regex(r"dou ?bu ?(?:shi|dui)|none(?: of (?:them|these|the above))?")

_YES = regex(
    r"(?:嗯+|哦|好|恩)?(?:(?:就?是|对|没错|正是|yes|shi|dui)(?:的|这个|呀|啊|了|滴)*|嗯+|恩+)(?:谢谢[你您]?)?"
)
"""Yes, where a single choice was asked about."""


@cache
def _needless() -> frozenset[str]:
    """Words of a message that say that it chooses, not what."""
    return frozenset(read_items("choosing.txt", "hearing"))


def chosen(text: str, count: int) -> int | Literal["none"] | None:
    """The place, from 1, of the choice that a message as typed names among ``count``.

    "none" when it says that none of them is meant, None when it names none. A number that no
    choice has is given as it is, up to 999. A yes names a single choice.

    >>> [chosen(text, 3) for text in ("②", "选第二个吧", "最后一个", "都不是", "2件", "9")]
    [2, 2, 3, 'none', None, 9]
    """
    if len(text) > _LONGEST or _DECIMAL.search(text):
        return None
    plain = _plain(text)
    found = _NAMED.fullmatch(plain)
    if found:
        return _value(found["placed"] or found["bare"])
    if _NONE.fullmatch(plain.replace(" ", "")) or _NONE_TYPED.fullmatch(plain):
        return "none"
    if count == 1 and _YES.fullmatch(plain.replace(" ", "")):
        return 1
    return _placed(plain, count)


def chosen_by_words(utterance_words: Sequence[str], choices: Sequence[Sequence[str]]) -> int | None:
    """The place, from 1, of the one choice that has every word of a message that matters.

    Both sides are folded words. None where two choices fit equally, or a word is left that no
    choice has: then the message is a question of its own.

    >>> questions = (["退货", "运费", "谁", "出"], ["换货", "运费", "谁", "出"])
    >>> [chosen_by_words(w, questions) for w in (["换货", "那个"], ["运费"], ["退货", "地址"])]
    [2, None, None]
    """
    needless = _needless()
    content = [word for word in utterance_words if word not in needless and not word.isspace()]
    if not content:
        return None
    fits = [
        place
        for place, words in enumerate(choices, 1)
        if all(_has(words, word) for word in content)
    ]
    if len(fits) > 1:
        same = set(content)
        fits = [place for place in fits if set(choices[place - 1]) - needless == same]
    return fits[0] if len(fits) == 1 else None


def _has(words: Sequence[str], word: str) -> bool:
    """Whether the words have one, or hold it across a boundary: 退货运费 in 退货|运费."""
    return word in words or (len(word) > 1 and word in "".join(words))


def _plain(text: str) -> str:
    """Letters, digits and characters, simplified, with one space for all else."""
    text = replace_surrogates(text).translate(_CIRCLED)
    text = simplify(visible(lower(compatibility(text))))
    return " ".join("".join(char if char.isalnum() else " " for char in text).split())


def _value(numeral: str) -> int | None:
    value = int(numeral) if numeral.isdecimal() else numeral_value(numeral)
    return value if value is not None and 1 <= value <= _MOST else None


def _placed(plain: str, count: int) -> int | None:
    for pattern, place, among_two in _PLACED:
        if (count == 2 or not among_two) and pattern.fullmatch(plain):
            number = place if place > 0 else count + 1 + place
            return number if number >= 1 else None
    return 2 if count == 3 and _MIDDLE.fullmatch(plain) else None
