"""Questions that entries share: warnings, what strict makes of them, linear time."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from xiaoer import Bot, Corpus, CorpusError

SETTINGS: dict[str, Any] = {
    "audiences": {"buyer": "买家", "merchant": "商家"},
    "channels": {"app": "App", "web": "网页"},
    "variables": {"days": "7"},
}


def row(id: str, question: str, answer: str = "好", **more: Any) -> dict[str, Any]:
    return {"id": id, "question": question, "answer": answer, **more}


def codes(*rows: dict[str, Any], **settings: Any) -> list[tuple[str, str]]:
    corpus = Corpus.from_entries(rows, {**SETTINGS, **settings})
    return [(one.code, str(one.place)) for one in corpus.diagnostics]


def test_other_answers_and_equal_ones() -> None:
    assert codes(row("a", "怎么退款"), row("b", "怎么退款？", "别的")) == [
        ("W501", "row 2, question")
    ]
    assert codes(row("a", "怎么退款", "{days} 天"), row("b", "怎麼退款", "7 天")) == [
        ("W504", "row 2"),
        ("W502", "row 2, question"),
    ]


def test_the_first_id_is_given_whatever_the_order() -> None:
    corpus = Corpus.from_entries([row("b", "怎么退款"), row("a", "怎么退款")])
    shared, unreached = sorted(corpus.diagnostics, key=lambda one: one.code)
    assert shared.fields["given"] == "a"
    assert (unreached.code, unreached.fields["id"], str(unreached.place)) == ("W504", "b", "row 1")
    reply = Bot(corpus).ask("怎么退款")
    assert reply.entry is not None
    assert reply.entry.id == "a"


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({"audience": "buyer"}, {"audience": "merchant"}, []),
        ({"channels": {"app": None}}, {"channels": {"web": None}}, []),
        ({"enabled": False}, {}, []),
        ({}, {"enabled": False}, []),
        ({"valid": {"end": "2026-10-01"}}, {"valid": {"start": "2026-11-01"}}, []),
        # whoever does not get the first one still gets the second
        ({"audience": "buyer"}, {}, ["W502"]),
        ({"channels": {"app": None}}, {}, ["W502"]),
        ({"valid": {"end": "2026-10-01"}}, {}, ["W502"]),
        ({"audience": ["buyer", "merchant"]}, {"audience": "buyer"}, ["W502", "W504"]),
        ({"channels": {"app": None, "web": None}}, {"channels": {"app": None}}, ["W502", "W504"]),
        ({}, {"valid": {"end": "2026-10-01"}}, ["W502", "W504"]),
        ({}, {"variants": ["如何退钱"]}, ["W502"]),
        # the same in one channel, not in another
        ({"channels": {"app": "点", "web": None}}, {}, ["W501"]),
    ],
)
def test_who_gets_both(one: dict[str, Any], other: dict[str, Any], found: list[str]) -> None:
    rows = (row("a", "怎么退款", **one), row("b", "怎么退款", **other))
    assert sorted(code for code, _ in codes(*rows)) == found


def test_questions_on_two_hotlines_are_no_duplicates_and_each_is_answered() -> None:
    rows = [row(id, f"400-820-88{id}是你们的吗", f"{id}的答案") for id in ("20", "21")]
    corpus = Corpus.from_entries(rows)
    assert corpus.diagnostics == ()
    bot = Bot(corpus)
    for id in ("20", "21"):
        reply = bot.ask(f"40082088{id} 是你们的吗")
        assert reply.entry is not None
        assert (reply.entry.id, reply.confidence) == (id, 1.0)
    assert bot.ask("是你们的吗").reason == "ambiguous"
    assert codes(*rows[:1], row("22", "是你们的吗", "别的")) == [("W503", "row 2, question")]


def test_the_same_but_for_padding() -> None:
    assert codes(row("a", "怎么退款呢"), row("b", "怎么退款", "别的")) == [
        ("W503", "row 2, question")
    ]
    assert codes(row("a", "怎么退款呢"), row("b", "怎么退款")) == []
    assert codes(row("a", "怎么退款呢", variants=["怎么退款"])) == []
    off: dict[str, Any] = {"lexicon": {"without": ["fillers"]}}
    assert codes(row("a", "怎么退款呢"), row("b", "怎么退款", "别的"), **off) == []
    own: dict[str, Any] = {"lexicon": {"fillers": ["掌柜的"]}}
    assert codes(row("a", "掌柜的怎么退款"), row("b", "怎么退款", "别的"), **own) == [
        ("W503", "row 2, question")
    ]


def test_as_the_engine_reads_them() -> None:
    """What is cut is cut on both sides; a hotline alone is a question like any other."""
    short: dict[str, Any] = {"limits": {"query_chars": 4}}
    assert [
        code for code, _ in codes(row("a", "怎么退款吗"), row("b", "怎么退款呀", "别的"), **short)
    ] == ["W403", "W403", "W501"]
    assert codes(row("a", "400-820-8820"), row("b", "4008208820", "别的")) == [
        ("W501", "row 2, question")
    ]


@pytest.mark.parametrize("question", ["？？", "😀", "…。"])
def test_an_entry_of_punctuation_is_never_reached(question: str) -> None:
    assert codes(row("a", question)) == [("W504", "row 1")]
    assert codes(row("a", question, variants=["怎么退款"])) == []
    assert codes(row("a", question, enabled=False)) == []


@pytest.mark.parametrize("question", ["转人工！！", "麻烦帮我转人工谢谢", "zhuan ren gong"])
def test_an_entry_that_only_wishes_for_a_person_is_never_reached(question: str) -> None:
    assert codes(row("a", question)) == [("W504", "row 1")]
    assert Bot(Corpus.from_entries([row("a", question)])).ask(question).entry is None
    assert codes(row("a", question, variants=["转人工要排队吗"])) == []


def test_the_corpus_s_own_words_for_a_person_count() -> None:
    own: dict[str, Any] = {"escalation": [{"rule": "human_requested", "words": ["找小李"]}]}
    assert codes(row("a", "找小李"), **own) == [("W504", "row 1")]
    assert codes(row("a", "找小李")) == []


def test_a_question_about_persons_is_reached() -> None:
    for question in ("转人工要排队吗", "人工客服几点上班", "怎么联系人工客服"):
        assert codes(row("a", question)) == []
        reply = Bot(Corpus.from_entries([row("a", question)])).ask(question)
        assert reply.entry is not None, question


def test_strict(tmp_path: Path) -> None:
    """An error for both kinds of sharing, and for nothing else."""
    for folder in ("一", "二"):
        rows = [row("a", "怎么退款", "一"), row("b", "怎么退款", folder)]
        Corpus.from_entries(rows).save(tmp_path / folder)
        loads: tuple[Callable[[], object], ...] = (
            partial(Corpus.from_entries, rows, strict=True),
            partial(Corpus.load, tmp_path / folder, strict=True),
            partial(Bot.load, tmp_path / folder, strict=True),
        )
        for load in loads:
            with pytest.raises(CorpusError, match=r"error W50[12] question"):
                load()
        assert len(Bot.load(tmp_path / folder).corpus) == 2
    file = tmp_path / "faq.yaml"
    file.write_text(
        "- {id: a, question: 怎么退款呢, answer: 一}\n- {id: b, question: 怎么退款, answer: 二}\n",
        encoding="utf-8",
    )
    assert [one.code for one in Corpus.load(file, strict=True).diagnostics] == ["W503"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["one question", "pairs", "padding"])
@pytest.mark.parametrize("alike", [True, False])
def test_thousands_load_in_linear_time(kind: str, alike: bool) -> None:
    def seconds(count: int) -> float:
        questions = {
            "one question": lambda n: "怎么退款",
            "pairs": lambda n: f"怎么退款{n // 2}",
            "padding": lambda n: "请问" * (n % 50) + "怎么退款" + "呢" * (n // 50 % 2),
        }[kind]
        rows = [row(f"e{n}", questions(n), "好" if alike else f"答{n}") for n in range(count)]
        start = time.process_time()
        Corpus.from_entries(rows)
        return time.process_time() - start

    seconds(100)
    small, large = seconds(500), seconds(4000)
    assert large <= 8 * small * 2.5 + 0.2
