"""Settings: defaults, dict ↔ record."""

from __future__ import annotations

import dataclasses
import pickle
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.hours import Hours
from xiaoer.corpus.ladder import RULES, Handover, OfferRule, Route, Rule, TalkStep, usual_rules
from xiaoer.corpus.reading.settings import BUILT_IN
from xiaoer.corpus.settings import (
    Audience,
    Channel,
    EngineSettings,
    HearingSettings,
    LexiconSettings,
    Limits,
    LintSettings,
    Queue,
    Settings,
    Thresholds,
    Topic,
)
from xiaoer.corpus.template import names
from xiaoer.corpus.texts import Texts
from xiaoer.corpus.writing.yaml_text import to_yaml
from xiaoer.errors import CorpusError, UnknownNameError

FULL: dict[str, Any] = {
    "name": "示例",
    "audiences": {"buyer": "买家", "merchant": "商家"},
    "audience_words": {"merchant": ["我是卖家", "我的店铺"]},
    "channels": {"app": "手机App"},
    "queues": {
        "after_sales": {"label": "售后专员", "text": "转给{app}售后。", "priority": 3},
        "human": {"label": "真人"},
    },
    "default_queue": "human",
    "variables": {"app": "淘宝", "空": ""},
    "texts": {"greeting": "您好，这里是{app}。", "empty": ""},
    "thresholds": {"answer": 0.8, "clarify": 0.0, "margin": 0.05},
    "limits": {"query_chars": 100, "choices": 2, "menu": 0},
    "restricted": [
        {"name": "安全", "words": ["报警"], "queue": "after_sales", "text": "请稍候。"},
        {"name": "法律", "words": ["起诉", "律师"]},
        {"name": "未成年人", "categories": ["未成年人"]},
    ],
    "escalation": [
        {"rule": "human_requested", "words": ["找店长"]},
        {"rule": "unsolved", "turns": 3, "queue": "after_sales"},
        {"rule": "repeated", "enabled": False},
        {"rule": "anger", "turns": 1, "words": ["气死"], "priority": 0, "text": "请{app}稍候。"},
        "restricted",
        "entry_escalates",
        "polarity",
        "out_of_scope",
        "low_confidence",
    ],
    "not_understood": [
        {"step": "other_words", "turns": 2, "text": "请用{app}里的说法再说一次。"},
        {"step": "offer_person", "enabled": False},
    ],
    "handover": {"until_accepted": "silent", "idle": 30},
    "routing": [
        {"audience": ["merchant"], "queue": "human", "priority": 0},
        {
            "entry": ["refund"],
            "category": ["退款", "退货"],
            "topic": ["安全"],
            "reason": ["anger", "unsolved"],
            "queue": "after_sales",
            "text": "转给{app}售后。",
        },
    ],
    "offers": [
        {
            "name": "mediation",
            "label": "申请平台介入",
            "queue": "human",
            "words": ["商家不管"],
            "category": ["退款"],
            "audience": ["buyer"],
            "text": "在{app}里申请。",
        },
        {"name": "call", "label": "电话", "queue": "after_sales"},
    ],
    "hours": {
        "week": {"mon-fri": "09:00-12:00, 13:30-18:00", "sun": "10:00-24:00"},
        "special": {"2026-10-01": "closed", "2026-10-10": "09:00-18:00"},
    },
    "lexicon": {
        "words": ["运费险"],
        "synonyms": [["快递", "物流"]],
        "fillers": ["小二你好"],
        "opposites": [[["开通"], ["关闭", "停用"]]],
        "without": ["fillers"],
    },
    "hearing": {"wish": ["请掌柜的出来"]},
    "engine": {"differences": "listed", "platforms": ["闲鱼", "京东"], "meaning": False},
    "lint": {"off": ["R103", "W4"]},
    "timezone": "+09:00",
}


def test_dict_and_record_are_inverse() -> None:
    full = Settings.from_dict(FULL)
    assert full == Settings(
        name="示例",
        audiences=(Audience(name="buyer", label="买家"), Audience(name="merchant", label="商家")),
        audience_words={"merchant": ("我是卖家", "我的店铺")},
        channels=(Channel(name="app", label="手机App"),),
        queues=(
            Queue(name="after_sales", label="售后专员", text="转给{app}售后。", priority=3),
            Queue(name="human", label="真人"),
        ),
        default_queue="human",
        variables={"app": "淘宝", "空": ""},
        texts=Texts(greeting="您好，这里是{app}。", empty=""),
        thresholds=Thresholds(answer=0.8, clarify=0.0, margin=0.05),
        limits=Limits(query_chars=100, choices=2, menu=0),
        restricted=(
            Topic(name="安全", words=("报警",), queue="after_sales", text="请稍候。"),
            Topic(name="法律", words=("起诉", "律师")),
            Topic(name="未成年人", categories=("未成年人",)),
        ),
        escalation=(
            Rule(name="human_requested", words=("找店长",)),
            Rule(name="unsolved", turns=3, queue="after_sales"),
            Rule(name="repeated", enabled=False, turns=2),
            Rule(name="anger", turns=1, words=("气死",), priority=0, text="请{app}稍候。"),
            Rule(name="restricted"),
            Rule(name="entry_escalates"),
            Rule(name="polarity"),
            Rule(name="out_of_scope"),
            Rule(name="low_confidence"),
        ),
        not_understood=(
            TalkStep(name="other_words", turns=2, text="请用{app}里的说法再说一次。"),
            TalkStep(name="offer_person", enabled=False),
            TalkStep(name="hand_over"),
        ),
        handover=Handover(until_accepted="silent", idle=30),
        routing=(
            Route(queue="human", audience=("merchant",), priority=0),
            Route(
                queue="after_sales",
                entry=("refund",),
                category=("退款", "退货"),
                topic=("安全",),
                reason=("anger", "unsolved"),
                text="转给{app}售后。",
            ),
        ),
        offers=(
            OfferRule(
                name="mediation",
                label="申请平台介入",
                queue="human",
                words=("商家不管",),
                category=("退款",),
                audience=("buyer",),
                text="在{app}里申请。",
            ),
            OfferRule(name="call", label="电话", queue="after_sales"),
        ),
        hours=Hours(
            week=(*[((540, 720), (810, 1080))] * 5, (), ((600, 1440),)),
            special={date(2026, 10, 1): (), date(2026, 10, 10): ((540, 1080),)},
        ),
        lexicon=LexiconSettings(
            words=("运费险",),
            synonyms=(("快递", "物流"),),
            fillers=("小二你好",),
            opposites=((("开通",), ("关闭", "停用")),),
            without=("fillers",),
        ),
        hearing=HearingSettings(wish=("请掌柜的出来",)),
        engine=EngineSettings(differences="listed", platforms=("闲鱼", "京东"), meaning=False),
        lint=LintSettings(off=("R103", "W4")),
        timezone="+09:00",
    )
    assert full.to_dict() == FULL
    assert list(FULL) == [field.name for field in dataclasses.fields(Settings)]
    assert pickle.loads(pickle.dumps(full)) == full
    assert hash(full) == hash(Settings.from_dict(FULL))


def test_nothing_declared_works() -> None:
    settings = Settings.from_dict({})
    assert settings == Settings()
    assert settings.to_dict() == {}
    assert settings.queue() == Queue(name="human", label="人工客服")
    assert settings.offset.utcoffset(None) == timedelta(hours=8)


def test_default_texts_need_only_what_the_bot_fills_itself() -> None:
    texts = Texts()
    for field in dataclasses.fields(Texts):
        text = getattr(texts, field.name)
        assert text
        assert set(names(text)) <= set(BUILT_IN.get(field.name, ()))


def test_human_always_exists_and_the_first_queue_is_the_default() -> None:
    settings = Settings.from_dict({"queues": {"after_sales": {"label": "售后"}}})
    assert settings.queue_names == ("after_sales", "human")
    assert settings.default_queue == "after_sales"
    assert settings.queue("human").label == "人工客服"


def test_unknown_queue() -> None:
    with pytest.raises(UnknownNameError, match='unknown queue "humen"; did you mean "human"'):
        Settings().queue("humen")


def test_a_name_without_label_is_its_own() -> None:
    settings = Settings.from_dict({"audiences": {"buyer": None}, "queues": {"vip": {}}})
    assert settings.audiences == (Audience(name="buyer", label="buyer"),)
    assert settings.queue("vip").label == "vip"


def test_from_dict_raises_every_fault() -> None:
    with pytest.raises(CorpusError) as caught:
        Settings.from_dict({"audience": {}, "limits": {"choices": "三"}})
    assert [fault.render("zh") for fault in caught.value.diagnostics] == [
        "settings: 错误 E104 未知的键 “audience”，是不是 “audiences”？",
        "settings: 错误 E211 “limits.choices” 应为整数，而这里是 “三”",
    ]


# --- the ladder -------------------------------------------------------------------------------


def names_of(rules: tuple[Rule, ...]) -> list[str]:
    return [rule.name for rule in rules]


def test_rules_not_listed_follow_in_the_usual_order() -> None:
    rules = Settings.from_dict({"escalation": ["anger", "low_confidence"]}).escalation
    others = [n for n in RULES[1:] if n not in ("anger", "low_confidence")]
    assert names_of(rules) == ["human_requested", "anger", "low_confidence", *others]
    assert sorted(rules, key=lambda rule: rule.name) == sorted(
        usual_rules(), key=lambda rule: rule.name
    )


def test_a_wish_for_a_person_is_first_wherever_it_is_listed() -> None:
    listed = ["restricted", {"rule": "human_requested", "priority": 9}]
    rules = Settings.from_dict({"escalation": listed}).escalation
    assert rules[0] == Rule(name="human_requested", priority=9)
    assert names_of(rules)[1:3] == ["restricted", "repeated"]


def test_the_usual_order_written_out_is_the_default() -> None:
    settings = Settings.from_dict({"escalation": list(RULES)})
    assert settings == Settings()
    assert settings.to_dict() == {}


def test_one_text_stands_for_a_list_of_one() -> None:
    route = {"audience": "buyer", "reason": "anger", "category": "退款", "queue": "human"}
    offer = {"name": "a", "label": "甲", "queue": "human", "audience": "buyer", "category": "退款"}
    one = Settings.from_dict({"routing": [route], "offers": [offer]})
    assert one.routing == (
        Route(queue="human", audience=("buyer",), reason=("anger",), category=("退款",)),
    )
    assert (one.offers[0].audience, one.offers[0].category) == (("buyer",), ("退款",))


def test_without_declared_audiences_any_will_do() -> None:
    route = {"audience": "anybody", "queue": "human"}
    assert Settings.from_dict({"routing": [route]}).routing[0].audience == ("anybody",)


ROWS = [
    {"id": "refund", "question": "怎么退款", "answer": "好", "category": "退款"},
    {"id": "minor", "question": "孩子买的", "answer": "好", "category": "未成年人"},
    {"id": "return", "question": "怎么退货", "answer": "好", "category": "退货"},
]


def test_a_corpus_has_the_entries_and_categories_that_its_settings_name() -> None:
    assert Corpus.from_entries(ROWS, FULL).settings == Settings.from_dict(FULL)
    with pytest.raises(CorpusError) as caught:
        Corpus.from_entries(ROWS[2:], FULL)
    assert [fault.render("en") for fault in caught.value.diagnostics] == [
        'settings: error E316 no entry has the id "refund"; did you mean "return"?',
        'settings: error E317 no entry has the category "未成年人"; expected one of: 退货',
        'settings: error E317 no entry has the category "退款"; expected one of: 退货',
        'settings: error E317 no entry has the category "退款"; expected one of: 退货',
    ]


def test_a_record_of_settings_may_be_that_of_a_larger_corpus() -> None:
    whole = Corpus.from_entries(ROWS, FULL)
    part = Corpus.from_entries(whole.entries[2:], whole.settings)
    assert part.settings == whole.settings


def test_one_file_of_a_folder_needs_not_have_them_all(tmp_path: Path) -> None:
    for row in ROWS:
        (tmp_path / f"{row['id']}.yaml").write_text(to_yaml([row]), encoding="utf-8")
    (tmp_path / "xiaoer.yaml").write_text(to_yaml(FULL), encoding="utf-8")
    assert Corpus.load(tmp_path / "return.yaml").settings == Settings.from_dict(FULL)
    assert Corpus.load(tmp_path).settings == Settings.from_dict(FULL)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("restricted", [{"name": "法律", "words": ["起诉"], "categories": ["退款"]}]),
        ("escalation", ["anger"]),
        ("routing", [{"entry": "refund", "queue": "human"}]),
        ("offers", [{"name": "call", "label": "电话", "queue": "human"}]),
        ("hours", {"week": {"mon": "9:00-18:00"}}),
        ("texts", {"closed": "{opens}见。"}),
    ],
)
def test_the_hash_of_a_corpus_has_every_setting(key: str, value: object) -> None:
    base = {"restricted": [{"name": "法律", "words": ["起诉"]}]}
    assert Corpus.from_entries(ROWS, {**base, key: value}).hash != (
        Corpus.from_entries(ROWS, base).hash
    )


def test_the_bot_s_own_placeholders_stand_only_in_their_texts() -> None:
    texts = {"closed": "{opens}见。", "ask_fields": "请告诉我{fields}。"}
    assert Settings.from_dict({"texts": texts}).texts.closed == "{opens}见。"
    with pytest.raises(CorpusError) as caught:
        Settings.from_dict({"texts": {"closed": "{fields}", "ask_fields": "{opens}"}})
    assert [fault.render("en") for fault in caught.value.diagnostics] == [
        'settings: error E305 variable "{fields}" in "texts.closed" is not defined in the '
        "variables of the settings; expected one of: opens",
        'settings: error E305 variable "{opens}" in "texts.ask_fields" is not defined in the '
        "variables of the settings; expected one of: fields",
    ]


def test_a_removed_text_is_a_warning_and_does_nothing() -> None:
    """Those who have it in their settings keep a bot that answers."""
    row = {"id": "a", "question": "怎么退款", "answer": "点退款"}
    old = {"texts": {"no_answer": "抱歉。", "greeting": "您好。"}}
    corpus = Corpus.from_entries([row], old)
    assert [found.code for found in corpus.diagnostics] == ["W420"]
    assert corpus == Corpus.from_entries([row], {"texts": {"greeting": "您好。"}})
    assert Settings.from_dict(old).texts.greeting == "您好。"
    with pytest.raises(CorpusError, match="no_anwser"):
        Settings.from_dict({"texts": {"no_anwser": "抱歉。"}})
