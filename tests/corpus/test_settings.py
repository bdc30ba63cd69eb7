"""Settings: defaults, dict ↔ record."""

from __future__ import annotations

import dataclasses
import pickle
from datetime import timedelta

import pytest

from xiaoer.corpus.settings import (
    Audience,
    Channel,
    LexiconSettings,
    Limits,
    Queue,
    Settings,
    Texts,
    Thresholds,
    Topic,
)
from xiaoer.corpus.template import names
from xiaoer.errors import CorpusError, UnknownNameError

FULL = {
    "name": "示例",
    "audiences": {"buyer": "买家", "merchant": "商家"},
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
    ],
    "lexicon": {
        "words": ["运费险"],
        "synonyms": [["快递", "物流"]],
        "fillers": ["小二你好"],
        "opposites": [[["开通"], ["关闭", "停用"]]],
        "without": ["fillers"],
    },
    "timezone": "+09:00",
}


def test_dict_and_record_are_inverse() -> None:
    full = Settings.from_dict(FULL)
    assert full == Settings(
        name="示例",
        audiences=(Audience(name="buyer", label="买家"), Audience(name="merchant", label="商家")),
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
        ),
        lexicon=LexiconSettings(
            words=("运费险",),
            synonyms=(("快递", "物流"),),
            fillers=("小二你好",),
            opposites=((("开通",), ("关闭", "停用")),),
            without=("fillers",),
        ),
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


def test_default_texts_need_no_variable() -> None:
    for text in dataclasses.astuple(Texts()):
        assert text
        assert names(text) == ()


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
