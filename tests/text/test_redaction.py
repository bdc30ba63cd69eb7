"""Masking: no secret is left, placeholders change no score, and what was typed comes back."""

import json
import pickle
from collections import Counter
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.examples import scaled
from tests.text.entities.test_entities import TEXT, cases
from tests.text.secrets import compact, hidden_secrets, secrets
from xiaoer.errors import UnknownNameError, XiaoerError
from xiaoer.text import redaction, stretches
from xiaoer.text.entities import find_entities, find_private
from xiaoer.text.normalize import normalize
from xiaoer.text.redaction import (
    DROPPED,
    LABELS,
    PRIVATE,
    beginning,
    hotlines,
    mask_private,
    redact,
    restore,
)
from xiaoer.text.redactor import Redactor

FAQ = Path(__file__).parents[2] / "faq"
SEED = 20261111
LAW = settings(max_examples=scaled(200), deadline=None)
WINDOW = 5  # characters of a secret that must not be left together


def left_over(secret: str, sentence: str, masked: str) -> list[str]:
    """Pieces of a secret that are still in the masked sentence, but not of the sentence's own."""
    hidden, own, shown = compact(secret), compact(sentence.replace(secret, "")), compact(masked)
    pieces = [hidden[at : at + WINDOW] for at in range(len(hidden) - WINDOW + 1)]
    return [piece for piece in pieces if piece in shown and piece not in own]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [SEED, SEED + 1])
def test_no_secret_of_five_hundred_is_left(seed: int) -> None:
    """100 of each kind, in many forms and sentences; nor a piece of five characters of one."""
    made = secrets(500, seed)
    assert Counter(kind for kind, _, _ in made) == dict.fromkeys(DROPPED - {"account"}, 100)
    redactor = Redactor()
    for kind, secret, sentence in made:
        for masked in (redact(sentence), redactor.redact(sentence)):
            assert secret not in masked
            assert left_over(secret, sentence, masked) == [], (kind, sentence, masked)
            assert LABELS[kind] in masked


@pytest.mark.slow
@pytest.mark.parametrize("seed", [SEED, SEED + 1])
def test_no_hidden_secret_of_four_hundred_is_left(seed: int) -> None:
    """Spelled out, in odd groups, with a wrong check digit; and accounts elsewhere."""
    made = hidden_secrets(400, seed)
    assert set(Counter(kind for kind, _, _ in made).values()) == {100}
    for kind, secret, sentence in made:
        masked = redact(sentence)
        assert left_over(secret, sentence, masked) == [], (kind, sentence, masked)
        assert LABELS[kind] in masked, (sentence, masked)
        assert normalize(redact(sentence, DROPPED)) == normalize(sentence)


def test_a_secret_that_is_left_would_be_seen() -> None:
    assert left_over("138-0013-8000", "我是138-0013-8000", "我是 138 00138000") != []
    assert left_over("13800138000", "我是13800138000", "我是[手机号]") == []


def test_generated_secrets_are_the_same_for_one_seed() -> None:
    assert secrets(20, 1) == secrets(20, 1) != secrets(20, 2)


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("我是13800138000", "我是[手机号]"),
        ("打０５７１－８８１５７８５８", "打[手机号]"),
        ("打400-820-8820或800-820-8820", "打400-820-8820或800-820-8820"),
        ("我叫王小明，车牌沪A12345", "我叫[姓名]，车牌[车牌号]"),
        ("姓名怎么改，我叫外卖怎么取消", "姓名怎么改，我叫外卖怎么取消"),
        ("护照E12345678，港澳通行证C12345678", "护照[护照号]，港澳通行证[通行证号]"),
        ("微信：mei_li_xx，加V：lemon0615", "微信：[账号]，加V：[账号]"),
        ("放翠湖花园东门菜鸟驿站", "放[地址]"),
        ("身份证11010519491231002x不对", "身份证[身份证号]不对"),
        ("卡号6222 0210 0111 2233 447", "卡号[银行卡号]"),
        ("发到A.b@QQ.com谢谢", "发到[邮箱]谢谢"),
        ("寄到浙江省杭州市余杭区文一西路969号3幢5楼", "寄到[地址]"),
        ("app://x?phone=13800138000&y=1", "app://x?phone=[手机号]&y=1"),
        ('{"phone":"13800138000"}', '{"phone":"[手机号]"}'),
        ("订单3320195557711223344付了99元", "订单3320195557711223344付了99元"),
        ("运单SF1234567890123", "运单SF1234567890123"),
        ("7天无理由，双11，12315", "7天无理由，双11，12315"),
        ("13800138000/13900139000", "[手机号]/[手机号]"),
        ("微信wx_13800，QQ：293847561", "微信[账号]，QQ：[账号]"),
        ("卡尾号6789，电话13800138000转8012", "卡尾号6789，电话[手机号]"),
        ("手机一三八零零一三八零零零", "手机[手机号]"),
        ("", ""),
    ],
)
def test_a_value_becomes_a_placeholder(text: str, gives: str) -> None:
    assert redact(text) == gives


@LAW
@given(TEXT)
@example("13800138000-1380013800013800138000")
@example("400-820-8820")
def test_redacting_twice_is_once(text: str) -> None:
    """Nothing private is left; a company's number is not private."""
    once = redact(text)
    assert redact(once) == once
    left = [one for one in find_entities(once) if one.kind in PRIVATE]
    assert [one for one in left if not hotlines(one.text)] == []


def test_only_the_kinds_asked_for_are_masked() -> None:
    text = "13800138000，a.b@qq.com"
    assert redact(text, {"email"}) == "13800138000，[邮箱]"
    assert Redactor({"phone"}).redact(text) == "[手机号1]，a.b@qq.com"
    assert redact(text, ()) == text


def test_a_kind_that_is_not_private_is_refused() -> None:
    kinds = cast("Any", ["phone", "bankcard"])
    for refused in (lambda: redact("", kinds), lambda: Redactor(kinds)):
        with pytest.raises(UnknownNameError) as caught:
            refused()
        assert str(caught.value) == 'unknown private kind "bankcard"; did you mean "bank_card"?'
        assert isinstance(caught.value, XiaoerError)
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
    with pytest.raises(UnknownNameError, match='unknown private kind "order"; expected one of: '):
        Redactor().mask(find_entities("订单号12345678")[0])


# --- cut ----------------------------------------------------------------------------------------

MADE = [*secrets(100, SEED + 2), *hidden_secrets(80, SEED + 2)]


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(DROPPED))
def test_no_half_of_a_secret_is_left_at_a_limit(kind: str) -> None:
    """Wherever a text is cut, what is left of it can be masked."""
    for _, secret, sentence in (one for one in MADE if one[0] == kind):
        for most in range(len(sentence) + 1):
            cut = beginning(sentence, most)
            assert sentence[:most].startswith(cut)
            assert left_over(secret, sentence, redact(cut)) == [], (sentence, cut)


def test_half_a_secret_would_be_seen() -> None:
    assert left_over("13800138000", "我是13800138000", redact("我是13800138000"[:10])) != []


def test_a_text_is_cut_nowhere_else() -> None:
    assert beginning("怎么退款", 4) == beginning("怎么退款", 9) == "怎么退款"
    assert beginning("订单多久能发货" * 100, 500) == ("订单多久能发货" * 100)[:500]
    assert beginning("电话13800138000", 13) == "电话13800138000"
    assert beginning("电话13800138000，谢谢", 13) == "电话13800138000"


# --- numbered ---------------------------------------------------------------------------------


def test_one_value_has_one_number_in_all_texts_of_a_conversation() -> None:
    redactor = Redactor()
    assert redactor.redact("13800138000和13900139000") == "[手机号1]和[手机号2]"
    assert redactor.redact("+86 139-0013-9000，a@b.cn") == "[手机号2]，[邮箱1]"
    assert dict(redactor.originals) == {
        "[手机号1]": "13800138000",
        "[手机号2]": "13900139000",
        "[邮箱1]": "a@b.cn",
    }


def test_an_entity_found_in_its_sentence_has_the_same_placeholder() -> None:
    """Also one that is only known by the word before it."""
    redactor = Redactor()
    text = "座机88273641"
    assert redactor.redact(text) == "座机[手机号1]"
    (found,) = find_entities(text)
    assert redactor.mask(found) == "[手机号1]"


def test_a_typed_placeholder_is_not_taken_for_a_value() -> None:
    """Typed before a number is given: that number is skipped."""
    redactor = Redactor()
    text = "[手机号1]是什么？13800138000"
    masked = redactor.redact(text)
    assert masked == "[手机号1]是什么？[手机号2]"
    assert restore(masked, redactor.originals) == text


def test_a_placeholder_typed_later_is_not_restored_to_a_secret() -> None:
    redactor = Redactor()
    first, second = "13800138000", "[手机号1]和[手机号]和[手机号2]"
    assert redactor.redact(first) == "[手机号1]"
    masked = redactor.redact(second)
    assert masked == "[手机号3]和[手机号]和[手机号2]"
    assert restore(masked, redactor.originals) == second
    assert restore("[手机号1]", redactor.originals) == first


SPOKEN = st.lists(
    st.sampled_from(["13800138000", "13900139000", "[手机号1]", "[手机号2]", "[手机号]", "[邮箱1]",
                     "a@b.cn", "，", "打", " ", "[", "]", "[手机号99999]"]),
    max_size=6,
).map("".join)  # fmt: skip


@pytest.mark.slow
@LAW
@given(st.lists(SPOKEN, max_size=4))
def test_restoring_gives_the_texts_back(texts: list[str]) -> None:
    """Whatever was typed, and after all texts were masked."""
    redactor = Redactor()
    masked = [redactor.redact(text) for text in texts]
    assert [restore(one, redactor.originals) for one in masked] == texts
    assert not [one for text in masked for one in find_private(text) if one.kind in PRIVATE]


def test_a_later_redactor_continues_the_numbers() -> None:
    first = Redactor()
    first.redact("13800138000")
    state = json.loads(json.dumps(dict(first.originals)))
    later = Redactor(originals=state)
    assert later.redact("138 0013 8000，13900139000") == "[手机号1]，[手机号2]"
    assert dict(first.originals) == state


def test_originals_are_a_view() -> None:
    redactor = Redactor()
    with pytest.raises(TypeError):
        cast("Any", redactor.originals)["[手机号1]"] = "1"


def test_restore_reads_a_text_once() -> None:
    """What is restored is not looked at again."""
    assert restore("[手机号1]", {"[手机号1]": "[手机号2]", "[手机号2]": "x"}) == "[手机号2]"


# --- placeholders change no score -------------------------------------------------------------


def spoken() -> list[str]:
    """Sentences with and without secrets: generated, the cases, the sample's queries, its FAQ."""
    lines = (FAQ / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    queries = [json.loads(line)["q"] for line in lines]
    entries = [entry for path in sorted(FAQ.glob("*-*.yaml")) for entry in entries_of(path)]
    questions = [q for entry in entries for q in (entry["question"], *entry.get("variants", ()))]
    assert len(queries) > 900
    assert len(questions) > 500
    made = [sentence for _, _, sentence in secrets(500, SEED)]
    return [*made, *(case["text"] for case in cases()), *queries, *questions]


def entries_of(path: Path) -> list[dict[str, Any]]:
    loaded = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    rows: list[dict[str, Any]] = loaded if isinstance(loaded, list) else loaded["entries"]
    return rows


@pytest.mark.slow
def test_placeholders_change_no_score() -> None:
    """normalize(redact(t, DROPPED)) == normalize(t), plain or numbered."""
    redactor = Redactor(DROPPED)
    changed = 0
    for text in spoken():
        masked = redact(text, DROPPED)
        changed += masked != text
        assert normalize(masked) == normalize(text), text
        assert normalize(redactor.redact(text)) == normalize(text), text
    assert changed >= 500


@LAW
@given(TEXT)
def test_placeholders_change_no_score_of_any_text(text: str) -> None:
    assert normalize(redact(text, DROPPED)) == normalize(text)
    assert normalize(Redactor(DROPPED).redact(text)) == normalize(text)


@LAW
@given(TEXT)
def test_the_step_of_normalization_is_redaction_with_spaces(text: str) -> None:
    assert mask_private(redact(text, DROPPED)) == mask_private(text)


def test_nothing_in_the_samples_questions_is_taken_for_private() -> None:
    """Else a question would lose words; the queries name four numbers at most."""
    lines = (FAQ / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    masked = [q for line in lines if redact(q := json.loads(line)["q"]) != q]
    assert masked == ["我是13800138000 件到网点2天了🚚快点送来OK？"]


# --- the work grows with the length ------------------------------------------------------------

UGLY = (
    "一三八零零一三八零零零", "一", "6號", "6号路", "州6号", "小区6号", "1 3 ", "13800138000", "@",
    "微信a1b2c3", "[手机号]", "[手机号1]1", "6222 0210 0111 2233 447 ", "a@b.cn", "1-", "一、",
    "浙江省杭州市余杭区文一西路969号", "怎么退款，", "卡号 ", "QQ1", "1 3 8 0 0 1 3 8 0 0 0 ",
    "\n", "①", "\u200b1", "收件人张", "我叫王小", "微信的我", "加V：", "微信换成了", "沪A1",
    "护照E1", "路路", "市区街道", "从张三改", "张伟收", "小区驿站", "通行证1", "3栋", "a at b ",
    "花园12-3-1704", "户名是", "旺旺叫", "我妈王", "西路与东路",
)  # fmt: skip
"""Pieces that make patterns look far, or that hide each other; repeated they were slow."""


class Searched:
    """Counts what a search is given while it is in the place of the true one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
        self.characters = self.calls = 0
        true = getattr(module, name)

        def counted(text: str) -> object:
            self.characters += len(text)
            self.calls += 1
            return true(text)

        monkeypatch.setattr(module, name, counted)


@pytest.mark.parametrize("piece", UGLY)
@pytest.mark.slow
def test_masking_searches_a_text_a_few_times_however_long(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is searched of a text four times as long is four times as much."""
    counts = []
    for size in (8_000, 32_000):
        with monkeypatch.context() as patched:
            searched = Searched(patched, redaction, "find_private")
            redact((piece * size)[:size])
            counts.append(searched.characters)
    assert counts[1] <= 5 * counts[0] + 2_000
    assert counts[1] <= 40 * 32_000


@pytest.mark.slow
def test_masking_again_and_again_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """With windows as long as the text, one hit after another is searched for anew."""
    monkeypatch.setattr(redaction, "find_private", only_the_first)
    searched = Searched(monkeypatch, redaction, "find_private")
    redact("一三八零零一三八零零零" * 300)
    bounded = searched.characters
    monkeypatch.setattr(stretches, "_MOST_AT_ONCE", 10**6)
    redact("一三八零零一三八零零零" * 300)
    assert searched.characters - bounded > 1.5 * bounded


def only_the_first(text: str) -> object:
    return find_private(text)[:1]


@LAW
@given(st.lists(st.sampled_from([*UGLY, "，", "。", "订单号", "1"]), max_size=30).map("".join))
def test_redacting_twice_is_once_however_short_the_windows(text: str) -> None:
    """And nothing that one window shows is left in it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(stretches, "_MOST_AT_ONCE", 24)
        once = redact(text)
        assert redact(once) == once


@pytest.mark.slow
def test_a_value_is_found_wherever_it_stands_in_a_long_text() -> None:
    for filler in ("怎么退款，", "怎么退款怎么办理", "无法登录。", "退 款 "):
        long = filler * 600
        for at in range(1_000, 1_030):
            text = f"{long[:at]}，电话13800138000{long[at:]}"
            assert redact(text) == f"{long[:at]}，电话[手机号]{long[at:]}"


@pytest.mark.slow
def test_many_values_have_many_numbers_and_come_back() -> None:
    numbers = [f"138{number:08}" for number in range(12_000)]
    redactor = Redactor()
    masked = redactor.redact("，".join(numbers))
    assert masked.endswith("[手机号12000]")
    assert restore(masked, redactor.originals) == "，".join(numbers)
    assert redactor.redact(masked) != masked  # typed, these are other values


def test_a_text_that_a_redactor_has_masked_is_not_searched_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched = Searched(monkeypatch, redaction, "find_private")
    redactor = Redactor()
    first = redactor.redact("电话13800138000")
    calls = searched.calls
    assert redactor.redact("电话13800138000") == first == "电话[手机号1]"
    assert searched.calls == calls
