"""The sample corpus and its labelled queries hold what is promised of them."""

import json
import re
from collections import Counter

import pytest

from tests.service.material import FAQ, ROOT, sample
from xiaoer import Corpus, Entry
from xiaoer.evaluation import Case, check_cases, load_cases
from xiaoer.text.normalize import question_key

BUYER, MERCHANT = "buyer", "merchant"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return sample().corpus


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return load_cases(FAQ / "queries.jsonl")


# --- entries ----------------------------------------------------------------------------------


def test_it_loads_without_a_diagnostic(corpus: Corpus) -> None:
    assert [diagnostic.render("en") for diagnostic in corpus.diagnostics] == []


def test_there_are_enough_entries_for_each_audience(corpus: Corpus) -> None:
    """At least 220, of which 150 are for buyers and 60 for merchants alone."""
    counts = Counter(entry.audience for entry in corpus)
    assert len(corpus) >= 220
    assert counts[BUYER,] >= 150
    assert counts[MERCHANT,] >= 60
    assert all(entry.enabled for entry in corpus)


def test_every_entry_has_5_to_12_variants_of_its_own(corpus: Corpus) -> None:
    """No question stands twice, in whatever script and padding."""
    for entry in corpus:
        assert 5 <= len(entry.variants) <= 12, entry.id
    keys = Counter(question_key(question) for entry in corpus for question in entry.questions)
    assert [key for key, times in keys.items() if times > 1 or not key] == []


def test_variants_are_not_one_sentence_with_its_words_permuted(corpus: Corpus) -> None:
    """At most one of twelve may be made of another's characters."""
    for entry in corpus:
        made_of = {tuple(sorted(question_key(question))) for question in entry.questions}
        assert len(made_of) >= len(entry.questions) - 1, entry.id


def test_every_entry_says_something_and_has_a_category(corpus: Corpus) -> None:
    for entry in corpus:
        assert entry.category, entry.id
        assert len(entry.answer) >= 15 or entry.self_service or entry.escalate, entry.id


def shares_a_customer(one: Entry, other: Entry) -> bool:
    return not one.audience or not other.audience or bool({*one.audience} & {*other.audience})


def test_related_entries_exist_and_are_for_the_same_customers(corpus: Corpus) -> None:
    """No more than a customer reads, and most entries have some."""
    for entry in corpus:
        assert len(set(entry.related)) == len(entry.related) <= 5, entry.id
        for id in entry.related:
            assert id in corpus, (entry.id, id)
            assert id != entry.id
            assert shares_a_customer(entry, corpus[id]), (entry.id, id)
    assert sum(bool(entry.related) for entry in corpus) > len(corpus) / 2


def test_every_queue_exists_and_has_work(corpus: Corpus) -> None:
    names = set(corpus.settings.queue_names)
    assert names == {"human", "after_sales", "mediation", "merchant_support"}
    assert {entry.escalate for entry in corpus if entry.escalate} == names
    labels = {queue.label for queue in corpus.settings.queues}
    assert labels == {"人工客服", "售后专员", "平台介入", "商家支持"}


def test_people_can_serve_themselves(corpus: Corpus) -> None:
    """A button for buyers and for merchants; its placeholders are asked for."""
    for side in (BUYER, MERCHANT):
        offers = [e for e in corpus if e.self_service and side in e.audience]
        assert len(offers) >= 15, side
    for entry in corpus:
        if entry.self_service:
            target = f"{entry.self_service.url}{entry.self_service.route}"
            assert set(re.findall(r"\{(\w+)\}", target)) == set(entry.self_service.fields), entry.id


@pytest.mark.parametrize("audience", [BUYER, MERCHANT, None])
def test_the_menu_is_not_empty(audience: str | None) -> None:
    sections = sample().menu(audience=audience)
    assert len(sections) >= 5
    assert all(section.category and section.choices for section in sections)


TOPICS = {
    BUYER: """
        七天无理由 退款 原路 仅退款 极速退款 拒绝退款 换货 维修 运费险 理赔 退货运费
        物流 不更新 签收 改地址 拒收 自提 派送 没发货 延迟发货 缺货 少发 发错 破损
        质量 描述不符 假货 价保 优惠券 红包 满减 预售 定金 尾款 双11 618 发票
        支付 重复扣款 分期 登录 密码 手机号 注销 被盗 实名 收货地址 订单 取消订单
        删除订单 合并 评价 追评 差评 刷单 虚假宣传 投诉 平台介入 证据 维权 直播 会员
        积分 收藏 关注 隐私 诈骗 反馈 人工 小二 淘宝
    """,
    MERCHANT: """
        入驻 费用 保证金 资质 发布 编辑 审核 上架 下架 类目 标题 订单 发货 超时
        退款 拒绝 举证 判责 扣分 申诉 冻结 清退 恶意评价 刷单 运费模板 运费险
        七天无理由 活动 优惠券 直播 子账号 分流 数据 提现 结算 发票 商家支持
    """,
}


@pytest.mark.parametrize("audience", TOPICS)
def test_every_promised_subject_is_there(corpus: Corpus, audience: str) -> None:
    """In a question or the category of an entry that this audience gets."""
    own = [entry for entry in corpus if not entry.audience or audience in entry.audience]
    said = "\n".join(
        question_key(text) for entry in own for text in (*entry.questions, entry.category)
    )
    missing = [word for word in TOPICS[audience].split() if question_key(word) not in said]
    assert missing == []


# What asks for a secret, and what, standing before it in the sentence, forbids that.
SECRET = "(?:密码|验证码|校验码|口令|CVV|PIN)"
GIVE = (
    "(?:提供|告诉|告知|发给|发来|发送|发我|发一下|回复|报一下|报给|说出|交给|转发|念给|出示|核对)"
)
ASKING = re.compile(
    f"{GIVE}[^。；！？\\n]{{0,10}}?{SECRET}|{SECRET}[^。；！？\\n]{{0,6}}?{GIVE}"
    f"|(?:向您|跟您|需要您|请您)[^。；！？\\n]{{0,4}}?[要报]?[^。；！？\\n]{{0,2}}?{SECRET}"
)
FORBIDDING = re.compile("不|别|勿|无权|切莫|任何人")


def asks_for_a_secret(text: str) -> bool:
    for sentence in re.split("[。；！\n]", text):
        found = ASKING.search(sentence)
        if found and not FORBIDDING.search(sentence[: found.end()]):
            return True
    return False


def test_no_text_asks_for_a_password_or_a_verification_code(corpus: Corpus) -> None:
    for entry in corpus:
        for text in (entry.answer, *(own.answer or "" for own in entry.channels)):
            assert not asks_for_a_secret(text), entry.id
        if entry.self_service:
            assert not re.search(SECRET, "".join(entry.self_service.fields)), entry.id
    settings = corpus.settings
    said = [*(queue.text for queue in settings.queues), *(t.text for t in settings.restricted)]
    assert not any(map(asks_for_a_secret, [*said, json.dumps(settings.to_dict())]))


@pytest.mark.parametrize(
    "text",
    ["请提供您的密码", "把验证码发给我们", "收到后回复短信验证码即可", "请您报验证码。别着急"],
)
def test_the_search_for_secrets_finds_them(text: str) -> None:
    assert asks_for_a_secret(text)
    assert not asks_for_a_secret(f"客服不会让您{text}")


def test_it_says_that_it_is_an_example_and_that_the_platform_s_rules_prevail() -> None:
    text = (FAQ / "xiaoer.yaml").read_text(encoding="utf-8")
    assert "示例" in text
    assert "不是任何平台的官方说明" in text
    assert "规则以平台页面公示为准" in text


@pytest.mark.parametrize("path", sorted(FAQ.glob("*.yaml")), ids=lambda path: path.name)
def test_editors_find_the_schema(path: object) -> None:
    """By the first line of every file."""
    name = "settings" if str(path).endswith("xiaoer.yaml") else "entries"
    first = (FAQ / str(path)).read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=../xiaoer/data/{name}.schema.json"
    assert (ROOT / "xiaoer" / "data" / f"{name}.schema.json").is_file()


# --- labelled queries -------------------------------------------------------------------------

SLICES = {
    "plain", "short", "colloquial", "story", "typo", "traditional", "mixed", "padded",
    "no_keyword", "opposite", "oos_near", "oos_far", "human",
}  # fmt: skip


def test_there_are_enough_queries_of_every_slice(cases: tuple[Case, ...]) -> None:
    counts = Counter(case.slices["slice"] for case in cases)
    assert len(cases) >= 900
    assert set(counts) == SLICES
    assert min(counts.values()) >= 30


def test_at_least_one_in_four_is_out_of_scope(cases: tuple[Case, ...]) -> None:
    """Near and far ones, not counting those that want a person. They were three in ten before
    entries came to answer what had been out of scope."""
    outside = [case for case in cases if case.oos]
    assert len(outside) >= 0.25 * len(cases)
    assert {case.oos for case in outside} == {"near", "far"}


def test_out_of_scope_and_wishes_for_a_person_have_no_gold_and_the_others_do(
    cases: tuple[Case, ...],
) -> None:
    for case in cases:
        outside = case.slices["slice"] in ("oos_near", "oos_far", "human")
        assert case.in_scope is not outside, case.q


def test_gold_ids_exist_and_no_query_equals_a_question(
    corpus: Corpus, cases: tuple[Case, ...]
) -> None:
    """After normalization; `test_bars` has it without fillers too, as the engine compares."""
    assert check_cases(cases, corpus) == ()


def test_no_query_that_an_entry_answers_stands_twice(cases: tuple[Case, ...]) -> None:
    """After normalization; 人工 and 人工！！！ are different ways to want a person."""
    keys = Counter(
        (question_key(case.q), case.slices.get("audience")) for case in cases if case.in_scope
    )
    assert [key for key, times in keys.items() if times > 1] == []


def test_a_gold_entry_is_for_the_audience_that_asks(
    corpus: Corpus, cases: tuple[Case, ...]
) -> None:
    asked = Counter(case.slices.get("audience") for case in cases if case.in_scope)
    assert {BUYER, MERCHANT} <= set(asked)
    for case in cases:
        side = case.slices.get("audience")
        for id in case.gold:
            assert side is None or not corpus[id].audience or side in corpus[id].audience, case.q


def test_many_entries_are_asked_for(corpus: Corpus, cases: tuple[Case, ...]) -> None:
    """Not a few of them again and again."""
    gold = {id for case in cases for id in case.gold}
    assert len(gold) >= 0.8 * len(corpus)
