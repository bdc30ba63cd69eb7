"""What a customer does with a message other than ask: greet, thank, say goodbye, want a person.

Acts are recognized on the whole message, so that 人工客服几点上班 stays a question and
谢谢，那运费谁出 is not taken for thanks.
"""

import re
import unicodedata
from typing import Literal

from xiaoer.service.person import wants_person
from xiaoer.text.normalize import normalize

Act = Literal["greeting", "thanks", "goodbye", "here", "empty", "human_requested"]

_PARTICLE = "(?:呀|啊|哇|哈|呢|哦|噢|喔|了|吧|啦|嘛|的|哒|捏)?"
_POLITE = "(?:亲|亲亲|宝|宝宝|客服|小二|老板|老师|小姐姐|小哥哥|美女|帅哥|大家|各位|朋友|机器人)?"
_GREETINGS = (
    "你好|您好|哈喽|哈啰|哈罗|嗨|嘿|喂|hello|hi|hey|早|早上好|上午好|中午好|下午好|晚上好|早安|晚安"
    "|在吗你好|你好在吗|您好在吗|打扰一下|打扰了|打扰"
)
_THANKS = (
    "(?:好的?|嗯+|ok|行)?(?:非常|十分|多|太)?(?:谢谢|感谢|多谢|谢了|谢啦|3q|thx|thanks|thank you|辛苦了?|麻烦了?|有劳)"
    "(?:你|您|你们|大家|小二|客服|亲)?(?:们)?(?:的)?(?:帮助|帮忙|回复|解答|服务|耐心)?(?:谢谢)?"
)
_GOODBYE = "(?:好的?|嗯)?(?:再见|拜拜|拜|88|886|bye|byebye|bye bye|下次再聊|先这样|就这样|没事了|没有问题了|没别的了|不用了)"
_HERE = "(?:有)?(?:在吗|在么|在嘛|在不在|在不|在线吗|有人吗|有人在吗|有人么|人呢|有没有人|在)"


def _whole(core: str) -> re.Pattern[str]:
    return re.compile(f"(?:{_POLITE} ?(?:{core}){_PARTICLE} ?{_POLITE} ?)+")


_ACTS: tuple[tuple[Act, re.Pattern[str]], ...] = (
    ("here", _whole(_HERE)),
    ("greeting", _whole(_GREETINGS)),
    ("thanks", _whole(_THANKS)),
    ("goodbye", _whole(_GOODBYE)),
)
_MIXED = _whole(f"{_GREETINGS}|{_HERE}")

def recognize(raw: str, text: str) -> Act | None:
    """The act that the whole message is, or None when it asks something.

    ``text`` is the normalized message.

    >>> messages = ("你好", "谢谢啦", "？？", "我要转人工！", "人工客服几点上班")
    >>> [recognize(m, normalize(m)) for m in messages]
    ['greeting', 'thanks', 'empty', 'human_requested', None]
    """
    if not text:
        return None if _has_picture(raw) else "empty"
    if wants_person(text):
        return "human_requested"
    for act, pattern in _ACTS:
        if pattern.fullmatch(text):
            return act
    return "greeting" if _MIXED.fullmatch(text) else None


def _has_picture(raw: str) -> bool:
    return any(unicodedata.category(char) == "So" for char in raw)
