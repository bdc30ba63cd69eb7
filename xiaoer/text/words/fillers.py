"""Greetings and padding around a question, taken off its ends.

你好请问怎么退款谢谢 → 怎么退款. Phrases go at the beginning and the end of the parts between
spaces; some only at the beginning (订单还在吗 stays), some only at the end (哈密瓜 stays), some
only where they are the whole part (亲密付 stays). Those of
`WHOLE_WORDS` are none of these. A text made of nothing else stays as it is.
"""

import re
from collections.abc import Iterable, Mapping

from xiaoer.text.words.wrapping import WHOLE_WORDS

ONLY_AT_START = "只在句首"
ONLY_AT_END = "只在句末"
ONLY_ALONE = "须独立"


class FillerStripper:
    """Removes filler phrases, given by section; built once, never changed."""

    def __init__(self, fillers: Mapping[str, Iterable[str]]) -> None:
        placed = (ONLY_AT_START, ONLY_AT_END, ONLY_ALONE, WHOLE_WORDS)
        at_start, at_end = (tuple(fillers.get(title, ())) for title in placed[:2])
        anywhere = tuple(
            phrase
            for title, phrases in fillers.items()
            if title not in placed
            for phrase in phrases
        )
        self._alone = frozenset(
            phrase
            for title, phrases in fillers.items()
            if title != WHOLE_WORDS
            for phrase in phrases
        )
        self._start = _pattern((*anywhere, *at_start), "^(?:{})")
        self._end = _pattern((*anywhere, *at_end), "(?:{})$")

    def strip(self, text: str) -> str:
        """The text without fillers at the ends of its parts; never empty unless the text is.

        >>> stripper = FillerStripper({"": ["你好", "请问", "谢谢"], "须独立": ["亲"]})
        >>> stripper.strip("亲 你好请问亲密付怎么开通谢谢")
        '亲密付怎么开通'
        """
        parts = [kept for part in text.split(" ") if (kept := self._strip_part(part))]
        return " ".join(parts) or text

    def _strip_part(self, part: str) -> str:
        while part not in self._alone:
            shorter = self._end.sub("", self._start.sub("", part))
            if shorter in (part, ""):
                return shorter
            part = shorter
        return ""


def _pattern(phrases: Iterable[str], frame: str) -> re.Pattern[str]:
    longest_first = sorted({p for p in phrases if p}, key=lambda p: (-len(p), p))
    return re.compile(frame.format("|".join(map(re.escape, longest_first)) or "(?!)"))
