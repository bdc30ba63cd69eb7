"""What a certificate depends on changes its fingerprint; nothing else does."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.service.material import ROOT
from xiaoer import Corpus
from xiaoer.matching.confidence import fingerprint as module
from xiaoer.matching.confidence.fingerprint import fingerprint
from xiaoer.matching.confidence.fitted import Weights

ROWS: list[dict[str, Any]] = [
    {
        "id": "a",
        "question": "怎么退款",
        "variants": ["退款怎么操作", "我要退款"],
        "answer": "点退款",
        "keywords": {"any": ["退款"]},
        "negatives": ["怎么取消退款"],
        "category": "退款",
        "audience": ["buyer"],
        "channels": {"app": "在App里点"},
        "valid": {"start": "2020-01-01"},
        "hot": True,
    },
    {"id": "b", "question": "多久发货", "answer": "当天", "category": "发货", "escalate": "human"},
]
SETTINGS: dict[str, Any] = {
    "audiences": {"buyer": "买家", "merchant": "商家"},
    "channels": {"app": "App", "web": "网页"},
    "queues": {"human": {"label": "人工"}, "expert": {"label": "专家"}},
    "restricted": [{"name": "法律", "words": ["起诉"]}],
    "thresholds": {"answer": 0.8, "margin": 0.01},
    "lexicon": {"words": ["小二"]},
}


def of(
    first: Mapping[str, Any] = {},
    settings: Mapping[str, Any] = {},
    *,
    second: Mapping[str, Any] = {},
) -> str:
    rows = [{**ROWS[0], **first}, {**ROWS[1], **second}]
    return fingerprint(Corpus.from_entries(rows, {**SETTINGS, **settings}))


@pytest.mark.parametrize(
    "change",
    [
        {"answer": "另一个答案"},
        {"category": "钱款"},
        {"hot": False},
        {"links": [{"label": "规则", "url": "https://example.com/"}]},
        {"image": "a.png"},
        {"related": ["b"]},
        {"self_service": {"label": "退款", "url": "https://example.com/r"}},
        {"channels": {"app": None}},
    ],
    ids=str,
)
def test_what_is_said_does_not_matter(change: dict[str, Any]) -> None:
    assert of(change) == of()


@pytest.mark.parametrize(
    "change",
    [
        {"texts": {"greeting": "您好呀"}},
        {"variables": {"shop": "小店"}},
        {"limits": {"choices": 5, "menu": 3}},
        {"thresholds": {"answer": 0.8, "margin": 0.01, "clarify": 0.3}},
        {
            "restricted": [
                {"name": "别的名字", "words": ["起诉"], "text": "请稍候", "queue": "expert"}
            ]
        },
        {"name": "店"},
        {"routing": [{"entry": "a", "queue": "expert", "priority": 5, "text": "请稍候"}]},
        {"offers": [{"name": "x", "label": "专家", "queue": "expert", "words": ["专家"]}]},
        {"hours": {"week": {"mon-fri": "9:00-18:00"}}},
        {"escalation": ["low_confidence", "restricted"]},
        {"escalation": [{"rule": "restricted", "queue": "expert", "text": "请稍候"}]},
        {"escalation": [{"rule": "unsolved", "turns": 5}, {"rule": "repeated", "enabled": False}]},
        {"escalation": [{"rule": "anger", "turns": 1, "words": ["气死"]}]},
        {"restricted": [{"name": "法律", "words": ["起诉"], "categories": ["发货"]}]},
    ],
    ids=str,
)
def test_nor_do_texts_and_limits_of_the_settings(change: dict[str, Any]) -> None:
    assert of(settings=change) == of()


@pytest.mark.parametrize(
    "change",
    [
        {"question": "如何退款"},
        {"variants": ["退款怎么操作"]},
        {"variants": ["退款怎么操作", "我要退钱"]},
        {"keywords": {"any": ["退钱"]}},
        {"keywords": {"all": ["退款"]}},
        {"keywords": {"any": ["退款"], "none": ["丢"]}},
        {"negatives": []},
        {"audience": ["merchant"]},
        {"audience": ["buyer", "merchant"]},
        {"channels": {"web": "在App里点"}},
        {"valid": {"start": "2020-01-02"}},
        {"valid": {"start": "2020-01-01", "end": "2040-01-01"}},
        {"enabled": False},
        {"escalate": "human"},
        {"id": "c"},
    ],
    ids=str,
)
def test_what_decides_matters(change: dict[str, Any]) -> None:
    assert of(change) != of()


@pytest.mark.parametrize(
    "change",
    [
        {"restricted": [{"name": "法律", "words": ["起诉", "律师"]}]},
        {"restricted": []},
        {"restricted": [{"name": "法律", "words": ["起诉"], "categories": ["退款"]}]},
        {"escalation": [{"rule": "restricted", "enabled": False}]},
        {"escalation": [{"rule": "human_requested", "words": ["找店长"]}]},
        {"thresholds": {"answer": 0.9, "margin": 0.01}},
        {"thresholds": {"answer": 0.8, "margin": 0.02}},
        {"thresholds": {"answer": 0.8}},
        {"limits": {"query_chars": 100}},
        {"lexicon": {"words": ["小二", "店小二"]}},
        {"lexicon": {"words": ["小二"], "synonyms": [["小二", "客服"]]}},
        {"lexicon": {"words": ["小二"], "without": ["synonyms"]}},
        {"engine": {"differences": "none"}},
        {"engine": {"platforms": ["闲鱼"]}},
        {"engine": {"meaning": False}},
    ],
    ids=str,
)
def test_settings_that_decide_matter(change: dict[str, Any]) -> None:
    assert of(settings=change) != of()


def test_a_category_matters_only_while_it_is_restricted() -> None:
    restricted = {"restricted": [{"name": "钱", "categories": ["退款"]}]}
    off = {**restricted, "escalation": [{"rule": "restricted", "enabled": False}]}
    moved = {"category": "退货"}
    rest = {"category": "退款"}
    assert of(moved, restricted, second=rest) != of({}, restricted, second=rest)
    assert of(moved, off, second=rest) == of({}, off, second=rest)
    # an entry that hands over anyway is not answered in any category
    assert of({}, restricted, second=rest) == of({}, restricted)


def test_an_entry_more_or_less_matters() -> None:
    whole = Corpus.from_entries(ROWS, SETTINGS)
    assert fingerprint(Corpus.from_entries(ROWS[:1], SETTINGS)) != fingerprint(whole)
    assert of(second={"escalate": "expert"}) == of()
    assert of(second={"escalate": None}) != of()


def test_the_order_of_entries_and_audiences_does_not() -> None:
    rows = [{**row, "audience": ["merchant", "buyer"]} for row in ROWS]
    turned = [{**row, "audience": ["buyer", "merchant"]} for row in reversed(rows)]
    assert fingerprint(Corpus.from_entries(rows, SETTINGS)) == fingerprint(
        Corpus.from_entries(turned, SETTINGS)
    )


def test_the_engine_its_weights_and_its_data_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = Corpus.from_entries(ROWS, SETTINGS)
    before, shipped = fingerprint(corpus), Weights.shipped()
    assert fingerprint(corpus, shipped) == before
    assert fingerprint(corpus, replace(shipped, provenance={"date": "another"})) == before
    name = next(iter(shipped.ranker))
    changed = {**shipped.ranker, name: shipped.ranker[name] + 0.001}
    surer = replace(shipped.confidence, bias=shipped.confidence.bias + 0.001)
    assert fingerprint(corpus, replace(shipped, ranker=changed)) != before
    assert fingerprint(corpus, replace(shipped, confidence=surer)) != before
    monkeypatch.setattr(module, "ENGINE", "lexical-0")
    assert fingerprint(corpus) != before
    monkeypatch.undo()
    monkeypatch.setattr(module, "data_hash", lambda: "other")
    assert fingerprint(corpus) != before


def test_the_data_are_the_lists_and_tables() -> None:
    names = [name for name, _ in module._data()]
    assert {"words.txt", "synonyms.txt", "opposites.txt", "negation.txt"} <= set(names)
    assert {"table.txt", "phrases.txt", "core.txt", "pictures.txt"} <= set(names)
    assert names[-4:] == ["pinyin.txt", "shapes.txt", "t2s.txt", "meaning.bin"]


@pytest.mark.parametrize(
    "name",
    ["lexicon/polarity.txt", "lexicon/difference.txt", "lexicon/carriers.txt", "lexicon/places.txt",
     "lexicon/naming.txt", "lexicon/alike.txt",
     "hearing/choosing.txt", "hearing/phrases.txt", "pinyin.txt"],
)  # fmt: skip
def test_a_word_more_in_a_list_matters(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = module.data_hash()
    shutil.copytree(ROOT / "xiaoer" / "data", tmp_path / "data")
    monkeypatch.setattr(module, "data_path", lambda: tmp_path / "data")
    module.data_hash.cache_clear()
    try:
        assert module.data_hash() == before
        with (tmp_path / "data" / name).open("a", encoding="utf-8") as file:
            file.write("又一个词\n")
        module.data_hash.cache_clear()
        assert module.data_hash() != before
    finally:
        module.data_hash.cache_clear()


def test_line_ends_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    before = module.data_hash()
    data = [
        (name, text if name == "meaning.bin" else text.replace(b"\n", b"\r\n"))
        for name, text in module._data()
    ]
    monkeypatch.setattr(module, "_data", lambda: iter(data))
    module.data_hash.cache_clear()
    try:
        assert module.data_hash() == before
        monkeypatch.setattr(module, "_data", lambda: iter([*data[1:], (data[0][0], b"x")]))
        module.data_hash.cache_clear()
        assert module.data_hash() != before
        table = data[-1][1]  # no text: its line ends are values
        monkeypatch.setattr(
            module, "_data", lambda: iter([*data[:-1], ("meaning.bin", table + b"\r\n")])
        )
        module.data_hash.cache_clear()
        assert module.data_hash() != before
    finally:
        module.data_hash.cache_clear()


def test_whether_entries_that_share_a_question_answer_it_alike() -> None:
    """Then it is answered, otherwise asked back; other equal answers do not matter."""
    shared = {"question": "请问怎么退款", "escalate": None, "audience": ["buyer"]}
    first = {"channels": {}, "answer": "{days} 天"}
    days: dict[str, Any] = {"variables": {"days": "7"}}
    apart = of(first, days, second={**shared, "answer": "9 天"})
    assert of(first, days, second={**shared, "answer": "8 天"}) == apart
    assert of(first, days, second={**shared, "answer": "7 天"}) != apart
    other = {"escalate": None}
    assert of(first, days, second={**other, "answer": "7 天"}) == of(
        first, days, second={**other, "answer": "9 天"}
    )
