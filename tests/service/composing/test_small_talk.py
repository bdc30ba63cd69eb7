"""What everybody types first: each gets a text of its own, and nothing about another trade."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

import pytest

from tests.service.material import bot_of, lines, sample
from xiaoer import Bot, Conversation
from xiaoer.corpus.template import names
from xiaoer.corpus.texts import Texts
from xiaoer.hearing.pictures import sent
from xiaoer.text.normalize import normalize

ROWS = lines("small_talk")
SENT = ("picture", "voice", "attachment", "sticker", "recalled")
SMALL = (*SENT, "identity", "abilities", "trial", "stuck", "laugh", "chitchat")
TRADE = (
    "退款 退货 换货 订单 下单 单号 物流 快递 包裹 运费 发货 收货 商家 卖家 买家 商品 宝贝 店铺 "
    "购物 优惠券 支付 付款 购买 天猫 淘宝 千牛 旺旺 平台"
).split()  # fmt: skip
GYM = [
    {"question": "团课怎么约", "variants": ["约团课在哪约", "怎么报团课"], "category": "课程"},
    {"question": "年卡可以停卡吗", "variants": ["怎么停卡", "停卡要钱吗"], "category": "会员卡"},
    {"question": "更衣柜怎么用", "variants": ["更衣柜打不开"], "category": "场馆"},
    {"question": "教练请假怎么办", "variants": ["私教请假了课怎么上"], "category": "课程"},
]


def gym(**settings: Any) -> Bot:
    return bot_of(*GYM, **{"name": "力行健身", **settings})


BOTS = {"faq": sample, "gym": gym}


@pytest.mark.slow
@pytest.mark.parametrize("corpus", BOTS)
def test_small_talk_gets_a_text_of_its_own_and_nobody_is_called(corpus: str) -> None:
    bot = BOTS[corpus]()
    wrong = []
    for row in ROWS:
        if row["corpus"] == corpus:
            reply = bot.ask(row["q"])
            right = (
                reply.reason not in SMALL
                if row["reason"] is None
                else reply.reason == row["reason"] and row["action"] in (None, reply.action)
            )
            if not right or not reply.text:
                wrong.append((row["q"], reply.action, reply.reason, row["reason"]))
    assert not wrong


def test_the_cases_are_many_and_have_every_reason_and_what_only_looks_like_it() -> None:
    assert {row["reason"] for row in ROWS} >= {*SMALL, "empty", "noted", None}
    assert sum(row["reason"] in SMALL for row in ROWS) >= 100
    assert sum(row["reason"] is None for row in ROWS) >= 40


@pytest.mark.parametrize("audience", [None, "buyer", "merchant"])
@pytest.mark.parametrize("channel", [None, "app", "web"])
def test_who_asks_and_where_does_not_matter(audience: str | None, channel: str | None) -> None:
    for text, reason in (("你是谁", "identity"), ("[图片]", "picture"), ("怎么办", "stuck")):
        assert sample().ask(text, audience=audience, channel=channel).reason == reason


def said(bot: Bot) -> Iterable[tuple[str, str]]:
    for row in ROWS:
        if row["reason"] in (*SMALL, "empty", "noted"):
            yield row["q"], bot.ask(row["q"]).text


def test_no_default_text_has_a_word_of_a_trade() -> None:
    for field in fields(Texts):
        text = str(field.default)
        assert not [word for word in TRADE if word in text], (field.name, text)
    for query, text in said(gym()):
        assert not [word for word in TRADE if word in text], (query, text)


def test_examples_and_topics_are_those_of_the_corpus() -> None:
    bot = gym()
    assert bot.ask("？？").text == "请用一句话告诉我您遇到的问题，例如“团课怎么约”。"
    assert bot.ask("你是谁").text.startswith("我是力行健身的智能客服，")
    assert "课程、会员卡、场馆。" in bot.ask("你会什么").text
    assert all("{" not in text for _, text in said(bot))


def test_a_corpus_without_a_name_categories_or_short_questions_still_says_something() -> None:
    bot = bot_of({"question": "请问贵馆的年卡在春节期间是否可以申请办理延期呢"})
    assert bot.ask("你是谁").text.startswith("我是智能客服小二，")
    assert "解答这些方面的问题：常见问题。" in bot.ask("你会什么").text
    assert bot.ask("").text == "请用一句话告诉我您遇到的问题。"
    plain = bot_of({"question": "团课怎么约"}, {"question": "怎么停卡"})
    assert "：“团课怎么约”、“怎么停卡”。" in plain.ask("菜单").text


def test_topics_come_from_the_menu_and_many_are_cut() -> None:
    rows = [{"question": f"第{n}种课怎么约", "category": f"课程{n}"} for n in range(12)]
    assert "课程0、课程1" in bot_of(*rows).ask("菜单").text
    assert "课程7等。" in bot_of(*rows).ask("菜单").text
    hot = [{**row, "hot": n in (3, 5)} for n, row in enumerate(rows)]
    assert "：课程3、课程5。" in bot_of(*hot).ask("菜单").text


def test_the_example_is_a_question_that_this_customer_may_ask_and_that_is_answered() -> None:
    rows: list[Mapping[str, Any]] = [
        {"question": "教练怎么排班", "audience": "coach"},
        {"question": "受伤了", "escalate": "human"},
        {"question": "团课怎么约", "audience": "member"},
        {"question": "怎么停卡", "audience": "member", "hot": True},
    ]
    audiences = {"coach": "教练", "member": "会员"}
    bot = bot_of(*rows, audiences=audiences)
    assert "“怎么停卡”" in bot.ask("", audience="member").text
    assert "“教练怎么排班”" in bot.ask("", audience="coach").text


def test_an_own_text_may_name_the_bot_and_a_variable_of_that_name_is_kept() -> None:
    bot = gym(
        texts={"identity": "{bot}，{example}，{topics}", "trial": "{shop}在"},
        variables={"shop": "馆"},
    )
    assert bot.ask("你是谁").text == "力行健身的智能客服，，例如“团课怎么约”，课程、会员卡、场馆"
    assert bot.ask("测试").text == "馆在"
    own = gym(texts={"identity": "我叫{bot}"}, variables={"bot": "阿力"})
    assert own.ask("你是谁").text == "我叫阿力"
    assert set(names(Texts().identity)) == {"bot", "example"}


def test_the_corpus_comes_first() -> None:
    """A question of its own wins, nearly its words too, and the thing that a word names."""
    bot = bot_of({"question": "你是谁"}, {"question": "菜单在哪里看"}, {"question": "[流泪]"}, *GYM)
    assert bot.ask("你是谁").reason == "exact"
    assert bot.ask("菜单").entry is not None
    assert bot.ask("[流泪]").reason == "exact"
    assert gym().ask("怎么办").reason == "stuck"
    assert gym().ask("[团课怎么约]").reason == "exact"


def test_words_of_the_settings_are_heard_in_brackets_too() -> None:
    bot = gym(escalation=[{"rule": "human_requested", "words": ["叫馆长"]}])
    assert bot.ask("[叫馆长]").reason == "human_requested"


def talk(*texts: str, bot: Bot | None = None) -> list[tuple[str, str, tuple[str, ...]]]:
    one = Conversation(bot or sample(), audience=None if bot else "buyer")
    replies = [one.say(text) for text in texts]
    return [(r.action, r.reason, tuple(offer.name for offer in r.offers)) for r in replies]


@pytest.mark.parametrize("text", ["[图片]", "你是谁", "哈哈", "？？？", "怎么办", "[流泪]"])
def test_small_talk_counts_as_no_failure_and_the_third_time_offers_a_person(text: str) -> None:
    found = talk(*[text] * 6, bot=gym())
    assert found[0][0] == "chat"
    # of a picture it is said only once that words are needed
    further = ("chat", "received") if found[0][1] == "picture" else found[0][:2]
    assert {(action, reason) for action, reason, _ in found[1:]} == {further}
    assert [bool(offers) for *_, offers in found] == [False, False, True, True, True, True]


def test_a_number_typed_again_and_again_takes_nobody() -> None:
    assert talk(*["1"] * 5, bot=gym()) == [("chat", "empty", ())] * 5


@pytest.mark.slow
def test_the_person_that_was_offered_can_be_taken() -> None:
    assert talk("[图片]", "[图片]", "[图片]", "1", bot=gym())[-1][:2] == (
        "escalate",
        "human_requested",
    )
    assert not talk("[图片]", "团课怎么约", "[图片]", "[图片]", bot=gym())[-1][2]


def test_an_open_choice_and_a_number_that_it_has_not_come_first() -> None:
    one = Conversation(sample(), audience="buyer")
    asked = one.say("商家不发货")
    assert asked.action == "clarify"
    assert one.say("11").reason == "pick"
    assert one.say("哈哈").reason == "laugh"
    assert one.say("1").reason == "chosen"


def test_small_talk_between_two_doubts_is_not_the_second() -> None:
    before = talk("你是谁", "[图片]", "哈哈", "商家不发货")
    assert before[-1][0] == "clarify"
    sent = talk("没用", "[图片]", "[图片]", "没用")[1:3]
    assert sent == [("chat", "picture", ()), ("chat", "received", ())]


def test_what_to_do_is_about_what_was_said_before_where_there_is_such() -> None:
    assert talk("收到商品是破的怎么办", "怎么办")[-1][1] == "follow_up"
    # half a question is asked to its end, and together they are one
    half, whole = talk("东西坏了", "怎么办")
    assert half[1] == "fragment"
    assert whole == talk("东西坏了，怎么办")[0]
    assert whole[0] == "clarify"
    assert talk("怎么办")[-1][:2] == ("chat", "stuck")
    assert talk("怎么办", "咋整", "救命")[-1][:2] == ("chat", "stuck")


def test_after_a_handover_nothing_changes() -> None:
    one = Conversation(sample(), audience="buyer")
    one.say("转人工")
    assert one.say("[图片]").reason == "waiting"
    one.accepted()
    assert one.say("[图片]").action == "suppressed"


@pytest.mark.parametrize(
    "text",
    [
        "[图片]这个怎么退", "[撇嘴]在吗", "怎么撤回一条消息", "[怎么退]", "【1】", "[2]", "[]",
        "[ ]", "/", "//", "他撤回了一条消息怎么看", "谁撤回了一条消息", "我拍了拍照片", "拍了拍",
        "[图片", "图片]", "/退款怎么办理", "[这是一句很长的话不是表情]",
    ],
)  # fmt: skip
def test_words_that_somebody_typed_were_not_sent(text: str) -> None:
    assert sent(text, normalize(text)) is None


@pytest.mark.parametrize(
    "part", ["[", "[a", "[a]", "[a] ", "/a", "/:", "/:a", "[a]1", "a 拍了拍 ", "a "]
)
def test_brackets_without_end_take_no_time(part: str) -> None:
    import time

    text = part * (512 // len(part)) + "!"
    start = time.process_time()
    sent(text, normalize(text))
    assert time.process_time() - start < 0.2
