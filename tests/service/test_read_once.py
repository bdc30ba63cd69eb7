"""A text is read once and a reply is composed once, counted at the functions that do the work."""

import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.service.material import bot_of, sample
from xiaoer import Bot, Conversation, Corpus
from xiaoer.hearing.hear import Hearing
from xiaoer.matching.matcher import Matcher
from xiaoer.service.composing.compose import compose
from xiaoer.service.composing.packet import packet
from xiaoer.text.entities import find_entities, find_private
from xiaoer.text.normalize import normalize

FUNCTIONS = (normalize, find_entities, find_private, compose, packet)
METHODS = ((Hearing, "hear"), (Matcher, "consider"))


class Counts:
    """The texts with which each of the functions was called, since the last `clear`."""

    def __init__(self) -> None:
        self.texts: dict[str, list[str]] = {}

    def counted(self, name: str, function: Callable[..., Any], place: int) -> Callable[..., Any]:
        """The function, noting its argument at a place."""

        def call(*args: Any, **options: Any) -> Any:
            said = args[place]
            text = said if isinstance(said, str) else getattr(said, "raw", "")
            self.texts.setdefault(name, []).append(text)
            return function(*args, **options)

        return call

    def __getitem__(self, name: str) -> int:
        return len(self.texts.get(name, ()))

    def of(self, name: str) -> Counter[str]:
        """How often each text was given."""
        return Counter(self.texts.get(name, ()))

    def clear(self) -> None:
        self.texts.clear()

    def are(self, **expected: int) -> None:
        """Raises AssertionError unless these are the counts."""
        assert {name: self[name] for name in expected} == expected


@pytest.fixture(scope="module")
def bot() -> Bot:
    bot = sample()
    bot.warm_up()
    Conversation(bot).say("转人工")  # loads what is loaded on first use
    return bot


@pytest.fixture
def counts(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> Counts:
    """Counts under every name by which a module knows a function."""
    found = Counts()
    modules = [module for name, module in sys.modules.items() if name.startswith("xiaoer")]
    for function in FUNCTIONS:
        counted = found.counted(function.__name__, function, 0)
        for module in modules:
            for name in [name for name, value in vars(module).items() if value is function]:
                monkeypatch.setattr(module, name, counted)
    for owner, name in METHODS:
        monkeypatch.setattr(owner, name, found.counted(name, getattr(owner, name), 1))
    return found


ONCE = {"normalize": 1, "find_entities": 1, "hear": 1, "consider": 1, "compose": 1}
SAMPLES = (
    "退款多久到账", "运费险怎么赔呢", "怎么改地址", "谢谢", "今天天气真好", "转人工", "怎么转人工",
    "商家拒绝退款", "你们太差了我要投诉", "不好用", "退货运费谁出", "", "？？", "什么破机器人",
)  # fmt: skip


def test_every_function_is_counted(bot: Bot, counts: Counts) -> None:
    """Else none of the counts below could be too high."""
    bot.ask("转人工")
    names = {*(function.__name__ for function in FUNCTIONS), *(name for _, name in METHODS)}
    assert {name for name in names if counts[name]} == names


@pytest.mark.parametrize("query", SAMPLES)
def test_a_query_is_read_once_and_its_reply_is_composed_once(
    bot: Bot, counts: Counts, query: str
) -> None:
    bot.ask(query, audience="buyer")
    counts.are(**ONCE)


def test_without_an_audience_the_best_two_are_compared_by_what_was_read_before(
    counts: Counts,
) -> None:
    """The questions of a corpus are not normalized again for a query."""
    rows = [
        {"question": "怎么改价格", "audience": "buyer"},
        {"question": "怎么改价格", "audience": "merchant"},
    ]
    bot = bot_of(*rows, audiences={"buyer": "买家", "merchant": "商家"})
    counts.clear()
    assert bot.ask("价格咋改").action == "clarify"
    counts.are(**ONCE)


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("订单2026112212345678到哪了", "到哪了"),
        ("不对，我电话13800138000", "不对"),
        ("退了100元", "退了"),
        ("[微笑]谢谢", "谢谢"),
    ],
)
def test_what_is_left_without_values_or_pictures_is_another_text(
    bot: Bot, counts: Counts, query: str, left: str
) -> None:
    """It is read once as well; the values are those of the one search."""
    bot.ask(query)
    counts.are(find_entities=1, consider=1, compose=1)
    first, second = counts.texts["normalize"]
    assert first == query
    assert left in second
    assert all(count == 1 for name in ("normalize", "hear") for count in counts.of(name).values())


@pytest.mark.parametrize("query", SAMPLES)
def test_private_values_are_looked_for_in_normalizing_and_where_a_text_leaves(
    bot: Bot, counts: Counts, query: str
) -> None:
    """In a round of normalization once; in a packet once more, however often it stands there."""
    normalize(query)
    rounds = counts.of("find_private").total()
    counts.clear()
    bot.ask(query)
    searched = counts.of("find_private")
    del searched[""]  # a problem that was not said
    assert searched.total() <= rounds + counts["packet"]


def test_each_of_several_questions_is_read_once(bot: Bot, counts: Counts) -> None:
    """The whole and its two parts are three texts; there is one reply, and one packet at most."""
    assert bot.ask("退款多久到账？运费险怎么买", audience="buyer").parts
    counts.are(normalize=3, find_entities=3, hear=3, consider=3, compose=1, packet=0)
    counts.clear()
    reply = bot.ask("怎么开发票？周杰伦的演唱会门票在哪里买？退款多久到账")
    assert reply.parts
    assert reply.action == "escalate"
    counts.are(compose=1, packet=1)


TALK = (
    "退货运费谁出", "那运费险呢", "怎么退款", "不对", "2", "第一个", "还是不行", "谢谢",
    "怎么申请退款", "那换货呢", "多久到账", "怎么改地址", "都不是", "怎么开发票", "电子的呢",
    "七天无理由怎么退", "运费呢", "我是买家", "嗯", "没用", "怎么取消订单", "还要多久", "转人工",
)  # fmt: skip


@pytest.mark.parametrize("audience", [None, "buyer"])
def test_a_turn_matches_once_for_itself_and_once_for_each_reading(
    bot: Bot, counts: Counts, audience: str | None
) -> None:
    """Every text that is heard is heard, searched and matched once; a turn is composed once."""
    talk = Conversation(bot, audience=audience)
    readings = 0
    for text in TALK:
        talk.release()
        counts.clear()
        reply = talk.say(text)
        counts.are(compose=1, packet=1 if reply.handoff else 0)
        read = counts.of("hear")
        # a reading is tried within the topic's entries, and where that fails among all; the message
        # itself among the kin of the topic; of what it may stand for, only the surest is heard
        considered = counts.of("consider")
        assert set(considered) >= set(read)
        assert counts["consider"] <= len(considered) + 2
        assert read[text] == 1
        if reply.handoff is None:
            assert counts.of("find_entities") == read
        assert max(read.values()) == 1
        readings += len(read) - 1
    assert readings > 2  # some turns were read in more than one way


READINGS = (
    # the whole, its clauses that ask, its parts, and up to six fuller forms of a short part
    ("退款多久到账", 1, 1, 0),
    ("退款多久到账？运费险怎么买", 3, 3, 0),
    ("怎么开发票？周杰伦的演唱会门票在哪里买？退款多久到账", 6, 4, 0),
    ("退东西的时候能叫快递员来家里拿吗，怎么约？", 9, 4, 0),
    (
        "在吗在吗，请问一下下，我们做刻字杯子的，商品那里能不能不勾七天无理由，在哪里弄，谢谢老师",
        10,
        5,
        0,
    ),
    ("今年的店铺续签要准备什么，在哪里办", 9, 4, 0),
    # a clause that the whole is as sure as, and then a part of it
    (
        "你好呀，打扰一分钟，存的好几个收货地址有些已经不住了，想整理一下删掉几个，请问在哪里，感谢",
        12,
        4,
        1,
    ),
)


@pytest.mark.parametrize(("query", "matched", "heard", "twice"), READINGS)
def test_what_a_message_of_several_questions_costs(
    bot: Bot, counts: Counts, query: str, matched: int, heard: int, twice: int
) -> None:
    """In readings, not in time: so many are matched, so many heard, so many read ``twice``."""
    bot.ask(query)
    assert (counts["consider"], counts["hear"]) == (matched, heard)
    assert counts["normalize"] - len(counts.of("normalize")) == twice


def test_a_short_turn_normalizes_nothing_twice(bot: Bot, counts: Counts) -> None:
    """The message, what is left of it, and each reading; questions of the corpus were read."""
    talk = Conversation(bot, audience="buyer")
    talk.say("怎么申请退款")
    counts.clear()
    assert talk.say("多久到账").understood
    counts.are(compose=1, packet=0)
    assert max(counts.of("normalize").values()) == 1
    assert counts["consider"] == counts["hear"] == counts["find_entities"] > 1
    # beside what is matched: the rest of the turn, and the question that the customer typed before
    assert counts["normalize"] <= counts["consider"] + 2


def test_a_wish_for_a_person_is_read_once(bot: Bot, counts: Counts) -> None:
    """What was found in the lines of the talk is handed on to the packet."""
    talk = Conversation(bot, audience="buyer")
    talk.say("转人工")
    counts.are(**ONCE, packet=1)
    talk.release()
    talk.say("退款多久到账")
    counts.clear()
    talk.say("转人工")
    counts.are(**ONCE, packet=1)


def test_lines_that_another_process_has_read_are_searched_once(bot: Bot, counts: Counts) -> None:
    said = ("怎么取消订单2026112212345678", "电话13800138000", "退款多久到账")
    talk = Conversation(bot, audience="buyer")
    for text in said:
        talk.say(text)
    there = Conversation.from_dict(bot, talk.to_dict())
    here = talk.say("转人工")
    counts.clear()
    reply = there.say("转人工")
    counts.are(**{**ONCE, "find_entities": 1 + len(said)}, packet=1)
    assert here.handoff is not None
    assert reply.handoff is not None
    assert reply.handoff.found == here.handoff.found
    assert len(here.handoff.found) == 2


def test_while_a_person_has_the_talk_a_message_is_only_written_down(
    bot: Bot, counts: Counts
) -> None:
    talk = Conversation(bot)
    talk.say("转人工")
    talk.accepted()
    counts.clear()
    assert talk.say("人呢").action == "suppressed"
    counts.are(normalize=1, find_entities=0, hear=0, consider=0, compose=0)


def test_a_question_is_normalized_once_from_its_row_to_the_bot(counts: Counts) -> None:
    asked = ["请问退款多久到账呢", "怎么改地址", "没收到货怎么办"]
    rows = [{"id": f"e{n}", "question": text, "answer": "答"} for n, text in enumerate(asked)]
    corpus = Corpus.from_entries(rows)
    bot = Bot(corpus)
    counted = counts.of("normalize")
    assert [counted[text] for text in asked] == [1, 1, 1]
    again = Bot(corpus)  # what was read is not held for a second one, which reads by itself
    assert counts.of("normalize")[asked[0]] == 2
    assert [b.ask("退款多久到账").entry for b in (bot, again)] == [corpus["e0"]] * 2
