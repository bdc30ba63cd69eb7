"""Whether the answer that was just given says what is asked now: 手续费多少, 密码怎么给我.

An answer says it where it has every word that the message names, and of what is asked its side:
a sum of money for 要交钱不, an hour for 几点.
"""

from xiaoer.corpus.entry import Entry
from xiaoer.matching.clauses import asks_something
from xiaoer.service.deciding.decision import Turn
from xiaoer.service.deciding.desk import Desk
from xiaoer.service.naming.word_lists import words_of
from xiaoer.service.readings.leaning import Leaning
from xiaoer.text.regex import regex

_TELLS = {
    "问钱": regex(r"[0-9] ?元|免费|不收费"),
    "问钟点": regex(r"[0-9]点|[0-9]:[0-9]{2}|每小时"),
}
"""Words that ask of a side, and how an answer tells it."""
_ONE = regex("[1一](?=.$)")  # 一趟 is told by 每趟
_TROUBLE = regex("不|没|坏|错|失败")
_FAR = 0.2
"""Confidence of a message alone up to which a way is told by an answer that names the thing."""


def tells(desk: Desk, alone: Turn, lean: Leaning, entry: Entry) -> bool:
    """Whether an entry's answer says what a message asks that leans on it."""
    content, rest = desk.content, lean.rest
    answer = desk.analyze(entry.answer_for(alone.customer.channel))
    text, written = answer.key, {*answer.words, *answer.folded}
    key = "".join((*rest.words, " ", *rest.folded))
    asks_for = {asks: [w for w in words_of(asks) if w in key] for asks in _TELLS}
    asked = [told for asks, told in _TELLS.items() if asks_for[asks]]
    sides = "".join(word for words in asks_for.values() for word in words)
    pairs = dict(zip(rest.folded, rest.words, strict=True))
    chunks = [chunk for chunk in content.chunks(rest) if _is_told(chunk, text)]
    named = [w for w in content.words(rest) if w not in sides and pairs[w] not in sides]
    named = [word for word in named if not any(pairs[word] in chunk for chunk in chunks)]
    named += chunks
    if not all(told.search(text) for told in asked) or not (named or asked):
        return False
    if not all(_is_told(_ONE.sub("", word), text) or word in written for word in named):
        return False
    long = [word for word in named if len(word) > 1]
    if content.asks_how(rest):
        return bool(long) and alone.confidence < _FAR
    if asked or lean.marked or content.asks(rest) or asks_something(rest.text):
        return bool(asked or long) or len(named) > 1
    trouble = _TROUBLE.search(rest.text) is not None
    return trouble and len(named) > 1 and bool(long) and alone.confidence < _FAR


def _is_told(word: str, text: str) -> bool:
    """Whether a text has a word, or of three characters two neighbours: 追回 for 追回来."""
    return word in text or (len(word) == 3 and (word[:2] in text or word[1:] in text))
