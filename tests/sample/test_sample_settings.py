"""The sample corpus's ladder: what its restricted words catch, where handovers go, its hours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.ladder import RULES
from xiaoer.text.normalize import question_key

FAQ = Path(__file__).parents[2] / "faq"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.load(FAQ)


def topic_of(corpus: Corpus, text: str) -> str | None:
    """The first topic that has a word in the text."""
    key = question_key(text)
    return next(
        (
            topic.name
            for topic in corpus.settings.restricted
            if any(question_key(word) in key for word in topic.words)
        ),
        None,
    )


HAPPENED = {
    "资金安全": "我的银行卡刚被盗刷了两千 支付宝余额被转走了 卡里的钱被人转走了怎么办 "
    "我账户里的钱被盗了 信用卡被盗刷 钱被转走了三万 有人用我的卡盗刷了 卡里钱没了一分都没剩",
    "账户被盗": "我的淘宝账号被盗了 帐号被盗了登不上去 账户被盗了有人下了好多单 账号被黑了怎么办 "
    "有人盗了我的账号 我的身份证被冒用开店了 賬號被盜了",
    "诈骗": "被冒充客服的骗走八千 骗子骗走了我的钱 刚把钱转给骗子了 我妈被电信诈骗了 "
    "被假客服骗了怎么办 积蓄全被骗光了 我被骗了好几万",
    "人身安全": "吃了你们的东西食物中毒了 不想活了 充电宝爆炸起火烧伤了手 我妈喝了以后进医院了",
    "未成年人": "孩子偷偷用我手机买了手办 小孩拿手机充值了三千 儿子偷偷给主播打赏 "
    "未成年人打赏能退吗 孩子打赏主播花了五千 未成年消费要求退款 孩子背着我充值",
    "法律与媒体": "我要找律师给你们发律师函 再不处理我就找媒体曝光 我去12315投诉你们 法院起诉见",
}
GENERAL = """
怎么防诈骗 怎么防止账号被盗 账号会不会被盗 账号安全怎么设置 怎么判断是不是诈骗电话
客服让我转账是真的吗 未成年人可以注册账号吗 未成年人能开店吗 给孩子买的衣服大了能换吗
孩子的奶粉能退吗 被骗了怎么办 怎么举报诈骗商家 验证码能告诉别人吗 支付密码怎么改
银行卡怎么解绑 重复扣款怎么退 为什么扣了两次钱 怎么起诉商家 商家要起诉我怎么办
消费者协会电话是多少 12315怎么投诉商家 异地登录提醒是怎么回事 身份证怎么认证
打赏的钱能退吗 怎么给主播打赏 充值话费没到账 烧水壶能退吗 盗版书怎么举报
图片被盗用怎么投诉 消毒液可以七天无理由吗
"""


@pytest.mark.parametrize("topic", HAPPENED)
def test_what_has_happened_is_of_its_topic(corpus: Corpus, topic: str) -> None:
    texts = HAPPENED[topic].split()
    assert [topic_of(corpus, text) for text in texts] == [topic] * len(texts)


@pytest.mark.parametrize("text", GENERAL.split())
def test_a_general_question_is_of_none(corpus: Corpus, text: str) -> None:
    assert topic_of(corpus, text) is None


@pytest.mark.slow
def test_no_question_of_an_entry_is_of_one(corpus: Corpus) -> None:
    """It would never be answered."""
    questions = [question for entry in corpus for question in entry.questions]
    assert [text for text in questions if topic_of(corpus, text)] == []


def test_it_has_the_six_topics_each_with_its_text(corpus: Corpus) -> None:
    topics = corpus.settings.restricted
    assert {topic.name for topic in topics} == set(HAPPENED)
    assert all(topic.words and topic.text for topic in topics)


def test_its_rules_are_all_written_in_the_usual_order(corpus: Corpus) -> None:
    assert tuple(rule.name for rule in corpus.settings.escalation) == RULES
    written = (FAQ / "xiaoer.yaml").read_text(encoding="utf-8")
    listed = written.partition("\nescalation:\n")[2].partition("\n\n")[0]
    assert [name for name in RULES if name not in listed] == []


def queue_of(corpus: Corpus, category: str, audience: str | None) -> str | None:
    """The queue of the first route for a category and an audience."""
    return next(
        (
            route.queue
            for route in corpus.settings.routing
            if (not route.category or category in route.category)
            and (not route.audience or audience in route.audience)
        ),
        None,
    )


@pytest.mark.parametrize(
    ("category", "audience", "queue"),
    [
        ("退款", "buyer", "after_sales"),
        ("维修保修", None, "after_sales"),
        ("平台介入", "buyer", "mediation"),
        ("退款", "merchant", "merchant_support"),
        ("保证金", None, "merchant_support"),
        ("优惠", "buyer", None),
        ("优惠", None, None),
    ],
)
def test_handovers_go_to_the_team_of_the_matter(
    corpus: Corpus, category: str, audience: str | None, queue: str | None
) -> None:
    assert queue_of(corpus, category, audience) == queue


def test_what_only_merchants_ask_goes_to_their_team_also_without_an_audience(
    corpus: Corpus,
) -> None:
    for category in {entry.category for entry in corpus}:
        if all(e.audience == ("merchant",) for e in corpus if e.category == category):
            assert queue_of(corpus, category, None) == "merchant_support", category


def test_mediation_is_offered_to_buyers_about_their_orders(corpus: Corpus) -> None:
    (offer,) = corpus.settings.offers
    assert (offer.name, offer.queue, offer.audience) == ("mediation", "mediation", ("buyer",))
    assert {"退款", "退货", "换货", "退货运费", "商品问题", "发货", "物流"} <= set(offer.category)
    for category in offer.category:
        audiences = {entry.audience for entry in corpus if entry.category == category}
        assert audiences == {("buyer",)}, category


def test_its_hours_are_those_that_it_tells(corpus: Corpus) -> None:
    assert corpus.settings.variables["service_hours"] == "每天 9:00–24:00"
    assert corpus.settings.hours.week == (((540, 1440),),) * 7
    assert corpus.settings.hours.spans(date(2027, 2, 6)) == ()
