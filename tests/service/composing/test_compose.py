"""What the customer reads, and what the host gets with it."""

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.service.material import bot_of
from xiaoer import Bot, Conversation
from xiaoer.corpus.texts import Texts

REFUND = {"id": "refund", "question": "怎么退款"}
OTHER = {"id": "address", "question": "怎么修改收货地址"}


# --- the answer -------------------------------------------------------------------------------


def test_variables_are_filled_in_answers_and_texts() -> None:
    """Everywhere the operator may write them."""
    bot = bot_of(
        {**REFUND, "answer": "在{app}里退"},
        {"question": "收到假货怎么办", "answer": "{shop}很抱歉", "escalate": "expert"},
        variables={"app": "小店App", "shop": "小店"},
        queues={
            "human": {"label": "人", "text": "{shop}接人"},
            "expert": {"label": "专家", "text": "{shop}专家来"},
        },
        restricted=[{"name": "法律", "words": ["起诉"], "text": "{shop}法务"}],
        texts={"greeting": "{shop}您好", "fallback": "{shop}不懂"},
    )
    assert bot.ask("怎么退款").text == "在小店App里退"
    assert bot.ask("收到假货怎么办").text == "小店很抱歉\n小店专家来"
    assert bot.ask("转人工").text == "小店接人"
    assert bot.ask("起诉").text == "小店法务"
    assert bot.ask("你好").text == "小店您好"
    assert bot.ask("今晚月色真美").text == "小店不懂"


FILLED = [
    field.name
    for field in fields(Texts)
    # for doors that show them: lists of questions, of offers
    if field.name not in ("related", "offer")
]


def test_every_text_of_the_settings_is_said_with_its_variables() -> None:
    """Each is told from the others by its name."""
    texts = {name: f"【{name}：{{shop}}】" for name in FILLED}
    settings: dict[str, Any] = {"texts": texts, "variables": {"shop": "小店"}}
    said = "\n".join(_everything_said(settings))
    assert [name for name in FILLED if f"【{name}：小店】" not in said] == []
    assert "{shop}" not in said


def _everything_said(settings: dict[str, Any]) -> list[str]:
    side = {"buyer": "买家", "merchant": "商家"}
    rows: list[dict[str, Any]] = [
        REFUND,
        {"id": "b", "question": "怎么提现", "audience": "buyer"},
        {"id": "m", "question": "怎么提现", "audience": "merchant"},
        {"id": "service", "question": "怎么开票", "answer": "", "self_service": SERVICE},
    ]
    limits = {"query_chars": 20}
    bot = bot_of(*rows, **settings, audiences=side, limits=limits, restricted=[TOPIC])
    close = bot_of(
        *({"question": f"{thing}多久到账"} for thing in ("退款", "提现")),
        **settings,
        thresholds={"answer": 1.0, "clarify": 0.0},
    )
    queries = [
        "你好",
        "谢谢",
        "再见",
        "在吗",
        "",
        "今晚月色真美",
        "转人工",
        "怎么提现",
        "起诉",
        "怎么开票",
    ]
    said = [bot.ask(query).text for query in [*queries, "怎么退款" + "！" * 30]]
    said += [bot.ask(query).text for query in ("好的", "解决了", "没听懂", "没用", "傻逼", ORDER)]
    said += [
        bot.ask(query).text for query in ("你是谁", "菜单", "测试", "怎么办", "哈哈", "讲个笑话")
    ]
    sent = ("[图片]", "[语音]", "[文件]", "[流泪]", "你撤回了一条消息")
    said += [bot.ask(query).text for query in sent]
    shut = bot_of(REFUND, **settings, hours={"week": {"mon": "9:00-10:00"}})
    sunday = datetime(2026, 11, 22, 9, tzinfo=UTC)
    return [
        *said,
        close.ask("多久能到账").text,
        bot_of({"question": "7天内可以退货吗"}, **settings).ask("15天内可以退货吗").text,
        bot_of(LOST, **settings, thresholds=SURE).ask("包裹丢了呢").text,
        shut.ask("转人工", now=sunday).text,
        *_talked(bot, "怎么开票"),
        *_talked(close, "多久能到账", "9"),
        *_talked(close, "多久能到账", "都不是"),
        *_talked(close, "多久能到账", "没用"),
        *_talked(bot_of(*ALIKE, **settings), "申请退款", "没用"),
        *_talked(bot, "[图片]", "[图片]"),
        *_talked(bot, "昨天", "红烧肉怎么炖", "红烧肉怎么炖"),
        *_talked(bot_of(REFUND, OTHER, **settings, thresholds=NEVER), "退款的事怎么弄"),
        *_talked(bot_of(*SCHOOL, **settings), "科目二补考多少钱", "能退吗"),
        *_talked(bot, "转人工", "怎么退款", "红烧肉怎么炖"),
    ]


def _talked(bot: Bot, *said: str) -> list[str]:
    talk = Conversation(bot)
    return [talk.say(text).text for text in said]


SURE = {"answer": 1.0, "clarify": 0.0}
LOST = {"question": "包裹丢了怎么办", "escalate": "human"}
NEVER = {"answer": 1.0, "clarify": 1.0}
SCHOOL = (
    {"question": "科目二补考多少钱"},
    {"question": "退学怎么退费", "variants": ["学费能退吗", "能退学费吗"]},
    {"question": "几点练车"},
)
ORDER = "订单号2026112212345678"
ALIKE = ({"question": "申请退款", "related": ["e2"]}, {"question": "申请换货"})


SERVICE = {"label": "去开票", "url": "https://example.com/{订单号}", "fields": ["订单号"]}
TOPIC = {"name": "法律", "words": ["起诉"]}


def test_values_are_not_expanded_again_and_literal_braces_stay() -> None:
    bot = bot_of({**REFUND, "answer": "{a} {{b}}"}, variables={"a": "{b}", "b": "secret"})
    assert bot.ask("怎么退款").text == "{b} {b}"


def test_a_channel_s_own_answer_is_given_there_and_the_common_one_elsewhere() -> None:
    channels = {"app": "点右上角{app}", "web": None}
    names = {"app": "App", "web": "网页", "mini": "小程序"}
    bot = bot_of(
        {**REFUND, "answer": "通用答案", "channels": channels}, OTHER,
        channels=names, variables={"app": "更多"},
    )  # fmt: skip
    said = {name: bot.ask("怎么退款", channel=name).text for name in ("app", "web", None)}
    assert said == {"app": "点右上角更多", "web": "通用答案", None: "通用答案"}
    assert not bot.ask("怎么退款", channel="mini").answered


def test_an_escalating_entry_s_text_is_its_channel_s() -> None:
    row = {
        **REFUND,
        "answer": "通用",
        "channels": {"app": "App里", "web": None},
        "escalate": "human",
    }
    bot = bot_of(row, queues={"human": {"label": "人", "text": "接人"}})
    texts = [bot.ask("怎么退款", channel=name).text for name in ("app", "web", None)]
    assert texts == ["App里\n接人", "通用\n接人", "通用\n接人"]


def test_self_service_without_an_answer_names_what_can_be_done() -> None:
    row = {**REFUND, "self_service": SERVICE}
    texts = {"self_service": "自己办："}
    assert bot_of({**row, "answer": ""}, texts=texts).ask("怎么退款").text == "自己办：去开票"
    reply = bot_of({**row, "answer": "这样开票"}, texts=texts).ask("怎么退款")
    assert (reply.action, reply.text) == ("self_service", "这样开票")
    assert reply.self_service is not None
    assert reply.self_service.url == "https://example.com/{订单号}"
    assert reply.self_service.fields == ("订单号",)


def test_an_answer_comes_with_its_links_image_and_entry() -> None:
    link = {"label": "规则", "url": "https://example.com/rules"}
    bot = bot_of({**REFUND, "links": [link], "image": "a.png"}, OTHER)
    reply = bot.ask("怎么退款")
    assert [(one.label, one.url) for one in reply.links] == [("规则", "https://example.com/rules")]
    assert reply.image == "a.png"
    assert reply.entry is bot.corpus["refund"]
    other = bot.ask("怎么修改收货地址")
    assert (other.links, other.image, other.self_service) == ((), None, None)


def test_related_entries_are_offered_in_their_order_by_standard_question() -> None:
    """One that is switched off is not."""
    rows = [{"id": name, "question": f"{name}是什么"} for name in ("a", "b", "c")]
    rows[1]["enabled"] = False
    reply = bot_of({**REFUND, "related": ["c", "b", "a"]}, *rows).ask("怎么退款")
    assert [tuple(choice) for choice in reply.related] == [("c", "c是什么"), ("a", "a是什么")]


@pytest.mark.slow
@pytest.mark.parametrize(
    "why",
    [{"audience": "merchant"}, {"valid": {"end": "2001-01-01"}}, {"channels": {"web": None}}],
    ids=["audience", "time", "channel"],
)
def test_a_related_question_is_one_the_customer_can_ask(why: dict[str, Any]) -> None:
    bot = bot_of(
        {**REFUND, "related": ["other"]},
        {"id": "other", "question": "运费谁出", **why},
        audiences={"buyer": "买家", "merchant": "商家"},
        channels={"app": "App", "web": "网页"},
    )
    asking = {"audience": "buyer", "channel": "app"}
    reply = bot.ask("怎么退款", **asking)
    assert all(bot.ask(one.question, **asking).answered for one in reply.related)


# --- the notice that a text was cut -----------------------------------------------------------

LONG: dict[str, Any] = {
    "limits": {"query_chars": 8},
    "texts": {"cut": "只看了前面。"},
    "restricted": [TOPIC],
    "audiences": {"buyer": "买家", "merchant": "商家"},
}


@pytest.mark.parametrize(
    ("query", "action"),
    [
        ("怎么退款", "answer"),
        ("怎么开票", "self_service"),
        ("怎么提现", "clarify"),
        ("你好", "chat"),
        ("转人工", "escalate"),
        ("起诉", "escalate"),
        ("今晚月色真美", "escalate"),
    ],
)
def test_a_cut_query_is_answered_by_its_beginning_and_says_so(query: str, action: str) -> None:
    """Whatever the action; an uncut one says nothing."""
    bot = bot_of(
        REFUND,
        {"question": "怎么开票", "self_service": SERVICE},
        {"question": "怎么提现", "audience": "buyer"},
        {"question": "怎么提现", "audience": "merchant"},
        **LONG,
    )
    whole = bot.ask(query)
    text = query.ljust(8, "！") + "？" * 12
    cut = bot.ask(text)
    assert (whole.action, cut.action) == (action, action)
    assert cut.text == f"只看了前面。\n{whole.text}"
    assert (whole.truncated, cut.truncated) == (0, 12)
    assert (whole.query, cut.query) == (query, text[:8])


def test_exactly_as_long_as_allowed_is_not_cut() -> None:
    bot = bot_of(REFUND, **LONG)
    assert bot.ask("怎么退款！！！！").truncated == 0
    assert bot.ask("怎么退款！！！！！").truncated == 1


# --- clarify ----------------------------------------------------------------------------------


def test_choices_are_numbered_under_the_lead() -> None:
    bot = bot_of(
        {"question": "退款多久到账"},
        {"question": "提现多久到账"},
        thresholds={"answer": 1.0, "clarify": 0.0},
        texts={"clarify": "是哪个？"},
    )
    reply = bot.ask("多久能到账")
    first, second = reply.choices
    assert reply.text == f"是哪个？\n1. {first.question}\n2. {second.question}"


def test_the_same_question_twice_is_told_apart_by_audience() -> None:
    sides = {"buyer": "买家", "merchant": "商家", "agent": "代理"}
    bot = bot_of(
        {"question": "怎么提现", "audience": "buyer"},
        {"question": "怎么提现", "audience": ["merchant", "agent"]},
        audiences=sides,
        texts={"clarify_audience": "您是？"},
    )
    assert bot.ask("怎么提现").text == "您是？\n1. 怎么提现（买家）\n2. 怎么提现（商家、代理）"


def test_audiences_are_named_also_where_the_standard_questions_differ() -> None:
    bot = bot_of(
        {"question": "怎么提现", "audience": "buyer"},
        {"question": "货款怎么取出来", "variants": ["怎么提现"], "audience": "merchant"},
        audiences={"buyer": "买家", "merchant": "商家"},
        texts={"clarify_audience": "您是？"},
    )
    reply = bot.ask("怎么提现")
    assert reply.text == "您是？\n1. 怎么提现（买家）\n2. 货款怎么取出来（商家）"


# --- handing over -----------------------------------------------------------------------------

QUEUES = {
    "first": {"label": "一线", "text": "一线马上来", "priority": 1},
    "expert": {"label": "专家", "text": "专家马上来", "priority": 5},
    "quiet": {"label": "安静"},
}


def handing_over(**settings: Any) -> Bot:
    return bot_of(
        REFUND,
        {"question": "收到假货怎么办", "answer": "别急。", "escalate": "expert"},
        {"question": "商品有问题怎么鉴定", "answer": "", "escalate": "quiet"},
        queues=QUEUES,
        texts={"handover": "通用转接", "fallback": "没把握", "restricted": "专人处理"},
        **settings,
    )


@pytest.mark.parametrize(
    ("query", "queue", "text"),
    [
        ("转人工", "first", "一线马上来"),
        ("今晚月色真美", "first", "没把握"),
        ("收到假货怎么办", "expert", "别急。\n专家马上来"),
        ("商品有问题怎么鉴定", "quiet", "通用转接"),
        ("我要起诉", "expert", "法务来"),
        ("我要曝光", "first", "专人处理"),
    ],
)
def test_the_queue_and_what_is_said_fit_the_reason(query: str, queue: str, text: str) -> None:
    topics = [
        {"name": "法律", "words": ["起诉"], "queue": "expert", "text": "法务来"},
        {"name": "媒体", "words": ["曝光"]},
    ]
    reply = handing_over(restricted=topics).ask(query)
    assert (reply.action, reply.text) == ("escalate", text)
    assert reply.handoff is not None
    assert reply.handoff.queue == queue


def test_the_default_queue_is_the_settings_own() -> None:
    bot = handing_over(default_queue="quiet")
    for query, text in (("转人工", "通用转接"), ("今晚月色真美", "没把握")):
        reply = bot.ask(query)
        assert reply.handoff is not None
        assert (reply.handoff.queue, reply.text) == ("quiet", text)


def test_the_opposite_and_the_unsure_fall_back() -> None:
    bot = bot_of({"question": "怎么开通免密支付"}, texts={"fallback": "没把握"})
    reply = bot.ask("怎么关闭免密支付")
    assert (reply.reason, reply.text) == ("polarity", "没把握")


def test_the_packet_has_the_queue_the_query_and_the_evidence() -> None:
    reply = handing_over().ask("收到假货怎么办😡")
    packet = reply.handoff
    assert packet is not None
    assert (packet.queue, packet.label, packet.priority) == ("expert", "专家", 5)
    assert (packet.reason, packet.query) == ("entry_escalates", "收到假货怎么办😡")
    assert packet.candidates == reply.candidates != ()


def test_only_handing_over_makes_a_packet() -> None:
    bot = handing_over()
    for query in ("怎么退款", "你好", "转人工", "今晚月色真美"):
        reply = bot.ask(query)
        assert (reply.handoff is not None) == (reply.action == "escalate"), query


def test_evidence_and_identity_are_filled_on_every_action() -> None:
    """The corpus's hash and the engine say what gave the reply."""
    bot = handing_over()
    for query in ("怎么退款", "你好，怎么退款的", "转人工", "谢谢", "今晚月色真美"):
        reply = bot.ask(query)
        assert reply.corpus_hash == bot.corpus.hash
        assert reply.engine
        assert reply.text
        assert 0.0 <= reply.confidence <= 1.0


def test_lone_surrogates_are_replaced_at_the_door() -> None:
    reply = bot_of(REFUND).ask("怎么退款\ud83d")
    assert reply.query == "怎么退款\ufffd"
    assert reply.entry is not None
    bot_of(REFUND).ask("转人工\udc00").query.encode("utf-8")
