"""What only the answers say is worth a choice, and never an answer."""

import pytest

from tests.service.material import bot_of, sample, share_tokenizers
from xiaoer import Bot, Conversation

tokenizers = pytest.fixture(scope="module", autouse=True)(share_tokenizers)

ROWS = (
    {"id": "pool-price", "question": "游泳多少钱一次", "answer": "40元，寒暑假加10元。"},
    {"id": "pool-cap", "question": "一定要戴泳帽吗", "answer": "要戴，前台有卖，硅胶的25元。"},
    {"id": "pool-depth", "question": "水有多深", "answer": "成人池1.4米，儿童池0.8米。"},
    {"id": "lesson", "question": "有游泳课吗", "answer": "6岁起，教练一对四，在前台报名。"},
)  # fmt: skip


@pytest.fixture(scope="module")
def bot() -> Bot:
    return bot_of(*ROWS)


@pytest.mark.parametrize(
    ("said", "id"),
    [("寒暑假涨价吗", "pool-price"), ("硅胶的便宜吗", "pool-cap"), ("教练凶不凶", "lesson")],
)
def test_an_answer_that_has_the_words_is_a_choice(bot: Bot, said: str, id: str) -> None:
    assert not bot.ask(said).answered
    reply = Conversation(bot).say(said)
    assert not reply.answered
    assert id in [choice.id for choice in reply.choices]


@pytest.mark.parametrize("said", ["附近有地铁站吗", "股票今天跌了没有", "你们招救生员吗"])
def test_what_no_answer_has_is_offered_nothing(bot: Bot, said: str) -> None:
    assert bot.desk.answer_words.having(bot.desk.analyze(said)) == ()
    assert Conversation(bot).say(said).choices == ()


def test_the_topic_comes_first(bot: Bot) -> None:
    talk = Conversation(bot)
    assert talk.say("一定要戴泳帽吗").entry is not None
    first = talk.say("前台在几楼").choices
    assert [choice.id for choice in first] == ["pool-cap", "lesson"]


def test_a_large_corpus_asks_for_more_of_the_words() -> None:
    desk = sample().desk
    said = desk.analyze("物理作业怎么写")  # 写 is in many answers
    assert desk.answer_words.having(said) == ()


def test_one_character_is_no_sign_in_a_large_corpus() -> None:
    desk = sample().desk
    said = desk.analyze("那双鞋")
    assert desk.content.words(said) == ("鞋",)
    assert desk.answer_words.having(said) == ()
