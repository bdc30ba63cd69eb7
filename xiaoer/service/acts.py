"""What a customer does with a message other than ask: greet, thank, say goodbye, want a person.

Acts are recognized on the whole message, so that 人工客服几点上班 stays a question and
谢谢，那运费谁出 is not taken for thanks.
"""

import unicodedata
from typing import Literal

from xiaoer.service.person import wants_person
from xiaoer.service.scan import Scanner

Act = Literal["greeting", "thanks", "goodbye", "here", "empty", "human_requested"]

_SCANNER = Scanner(
    "acts.txt",
    {"问候": "greeting", "道谢": "thanks", "告别": "goodbye", "在吗": "here", "垫词": "padding"},
)
_ORDER: tuple[Act, ...] = ("thanks", "goodbye", "here", "greeting")
_LONGEST = 40  # a longer message says more than hello


def recognize(raw: str, text: str) -> Act | None:
    """The act that the whole message is, or None when it asks something.

    ``text`` is the normalized message.

    >>> from xiaoer.text.normalize import normalize
    >>> messages = ("你好", "谢谢啦", "？？", "我要转人工！", "人工客服几点上班")
    >>> [recognize(m, normalize(m)) for m in messages]
    ['greeting', 'thanks', 'empty', 'human_requested', None]
    """
    if not text:
        return None if _has_picture(raw) else "empty"
    if wants_person(text):
        return "human_requested"
    coverings = _SCANNER.coverings(text.replace(" ", "")) if len(text) <= _LONGEST else None
    if not coverings:
        return None
    found = frozenset[str]().union(*coverings)
    # 好的 and 嗯 alone ask nothing either
    return next((act for act in _ORDER if act in found), "here")


def _has_picture(raw: str) -> bool:
    return any(unicodedata.category(char) == "So" for char in raw)
