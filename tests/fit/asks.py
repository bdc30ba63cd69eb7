"""What the fit of hearing takes for asks: the project's own questions, and copies of them.

The sample corpus's questions and those of the cases of matching, which come from many trades; then
copies that show what changes nothing about an ask: greetings around it, two of them strung
together, other nouns, a person who is told about, and 人工 or 客服 as a part of a name. Nothing is
drawn from elsewhere, so that the table can be fitted again from a checkout. Deterministic.
"""

import json
import random
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import jieba
import jieba.posseg

from xiaoer.corpus.corpus import Corpus
from xiaoer.text.normalize import question_key

ROOT = Path(__file__).resolve().parents[2]
PADDED, STRUNG, RENAMED, TOLD, NAMED, FOLLOWED = 3000, 2000, 5000, 1200, 1200, 300
"""How many copies of each kind."""

_FILES = (
    "guard_pairs", "identity", "near_misses_both", "near_misses_developed", "near_misses_same",
    "near_misses_trades", "near_misses_unseen", "polarity_opposite", "polarity_same",
)  # fmt: skip
_KEYS = ("query", "question", "one", "other", "right", "wrong_question", "right_question")
_SHORTEST = 4  # characters; a shorter case is a word, and asks nothing
_OPENINGS = (
    "您好", "请问一下", "你好呀", "老师您好 请教个问题哈", "在吗在吗 不好意思哈", "亲 想问下",
    "麻烦问一下", "您好 辛苦帮忙看下", "打扰了", "hi 有个问题",
)  # fmt: skip
_ENDINGS = ("谢谢", "麻烦啦", "辛苦了", "谢谢您嘞", "感谢感谢", "麻烦您了", "谢了哈", "", "", "")
_WHO = (
    "客服", "人工", "人工客服", "客服小姐姐", "在线客服", "店员", "师傅", "顾问", "老师", "有个人",
    "我朋友", "客人", "卖家", "快递员",
)  # fmt: skip
_WHEN = ("昨天", "上次", "刚才", "之前", "前几天", "上周", "那天", "今天早上", "上回", "", "", "")
_DID = (
    "说", "跟我说", "告诉我", "给我打电话说", "打电话来说", "让我问", "帮我弄过", "找过我",
    "加我微信", "处理过了", "回我了", "答应我的", "跟我讲", "骗我转账", "问我", "叫我", "说要",
)  # fmt: skip
_NAMES = ("人工", "人工", "真人", "客服", "机器人")
_FOLLOWING = (
    "{}呢", "{}呢", "那{}呢", "那{}呢？", "{}的呢", "要是{}呢", "如果是{}呢", "换成{}呢",
    "{}也是吗", "{}行吗", "那{}可以吗", "{}的话呢", "3个月的{}呢", "两岁大的{}呢", "我家{}呢",
)  # fmt: skip
_PERSONS = tuple("人员工理板管长师服头家爸妈爷奶客鬼生手方嘴蛋狗猪货屁")
"""What nouns of persons end in, and of abuse: 经理呢 is a wish."""
_COMMON = 300  # occurrences of a noun in jieba's dictionary


def own_questions() -> list[str]:
    """The questions of the sample corpus, then those of the cases, each once."""
    found = {question_key(q): q for entry in Corpus.load(ROOT / "faq") for q in entry.questions}
    for name in _FILES:
        path = ROOT / "tests" / "cases" / f"{name}.jsonl"
        for line in path.read_text(encoding="utf-8").split("\n"):
            row = json.loads(line) if line else {}
            texts = [row[key] for key in _KEYS if isinstance(row.get(key), str)]
            for text in (*texts, *row.get("corpus", ()), *row.get("questions", ())):
                if len(question_key(text)) >= _SHORTEST:
                    found.setdefault(question_key(text), text)
    return list(found.values())


def asks(phrases: Sequence[str], heard: Sequence[str]) -> list[str]:
    """The own questions and their copies; ``phrases`` that only ask are copied with other nouns.

    No noun of ``heard``, which ask nothing or not only, is taken for a thing asked about alone.
    """
    own = own_questions()
    return [
        *own, *padded(own), *strung(own), *renamed([*own, *phrases]), *told(own), *named(own),
        *followed(heard),
    ]  # fmt: skip


def padded(own: Sequence[str]) -> list[str]:
    """Asks with a greeting before and thanks behind them."""
    draw = random.Random(3)
    return [
        f"{draw.choice(_OPENINGS)}，{text}，{draw.choice(_ENDINGS)}"
        for text in draw.sample(own, min(PADDED, len(own)))
    ]


def strung(own: Sequence[str]) -> list[str]:
    """Two or three asks in one message."""
    draw = random.Random(4)
    return ["，".join(draw.sample(own, draw.choice((2, 2, 3)))) for _ in range(STRUNG)]


def renamed(texts: Sequence[str]) -> list[str]:
    """Asks with any common nouns in the place of theirs: what is asked about is no sign."""
    draw, bank = random.Random(17), _common_nouns()
    found = []
    for words in map(_tagged, draw.sample(texts, min(RENAMED, len(texts)))):
        if any(noun for _, noun in words):
            found.append("".join(draw.choice(bank) if noun else word for word, noun in words))
    return found


def told(own: Sequence[str]) -> list[str]:
    """Asks beside which a person is told about: 昨天客服跟我说，…"""
    draw, found = random.Random(7), []
    for text in draw.sample(own, min(TOLD, len(own))):
        person = f"{draw.choice(_WHEN)}{draw.choice(_WHO)}{draw.choice(_DID)}"
        before = f"{person}{draw.choice(('，', '，', ''))}{text}"
        found.append(draw.choice((before, before, before, f"{text}，{person}")))
    return found


def named(own: Sequence[str]) -> list[str]:
    """Asks about things with a person in their names: 人工草坪, 客服电话."""
    draw, found = random.Random(9), []
    for words in map(_tagged, draw.sample(own, min(NAMED, len(own)))):
        places = [i for i, (_, noun) in enumerate(words) if noun]
        if places:
            at = draw.choice(places)
            before, after = words[:at], words[at:]
            found.append(_joined(before) + draw.choice(_NAMES) + _joined(after))
    return found


def followed(heard: Sequence[str]) -> list[str]:
    """Asks of which only the other thing or time is said, after a question: 国庆呢, 那大的呢."""
    draw, written = random.Random(23), "\n".join(heard)
    nouns = [noun for noun in _common_nouns(("n", "nz", "t")) if not noun.endswith(_PERSONS)]
    bank = [noun for noun in nouns if noun not in written]
    return [draw.choice(_FOLLOWING).format(draw.choice(bank)) for _ in range(FOLLOWED)]


def _joined(words: Iterable[tuple[str, bool]]) -> str:
    return "".join(word for word, _ in words)


@cache
def _tagged(text: str) -> tuple[tuple[str, bool], ...]:
    """The words of a text, each with whether it is a noun of two characters and more."""
    words = jieba.posseg.cut(text)
    return tuple((w.word, w.flag in ("n", "nz") and len(w.word) > 1) for w in words)


@cache
def _common_nouns(tags: tuple[str, ...] = ("n", "nz")) -> tuple[str, ...]:
    """Nouns of two or three characters that jieba's dictionary counts often."""
    with jieba.get_dict_file() as file:
        rows = [line.decode("utf-8").split() for line in file]
    nouns = (word for word, count, tag in rows if tag in tags and int(count) >= _COMMON)
    return tuple(sorted(word for word in nouns if 2 <= len(word) <= 3))
