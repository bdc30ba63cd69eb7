"""Scripted conversations: how they are read, played, and held to what is written."""

import dataclasses
import json
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.service.material import bot_of, sample
from xiaoer import Bot
from xiaoer.errors import UnknownNameError, XiaoerError
from xiaoer.evaluation.cases.case import CasesError
from xiaoer.evaluation.cases.dialogues import (
    EXPECTED,
    Dialogue,
    DialoguesError,
    DialogueTurn,
    PlayedTurn,
    load_dialogues,
    play,
)
from xiaoer.sample import sample_folder
from xiaoer.source.findings.diagnostics import Place


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(path: Path) -> list[str]:
    with pytest.raises(DialoguesError) as caught:
        load_dialogues(path)
    return [str(fault).replace(str(path), path.name) for fault in caught.value.faults]


JSONL = """\
{"name": "甲", "shows": "都写", "audience": "buyer", "channel": "app", "idle": 30, "demo": true, \
"turns": [{"say": "退款", "action": "clarify", "choices": ["a", "b"], "entry": null, \
"priority": 5, "text": "哪一个", "not_text": ["甲", "乙"]}, {"say": "", "at": "2026-11-23 20:00", \
"release": true}]}

{"name": "乙", "audience": null, "turns": [{"say": "12315"}]}
"""
YAML = """\
- name: 甲
  shows: 都写
  audience: buyer
  channel: app
  idle: 30
  demo: yes
  turns:
    - {say: 退款, action: clarify, choices: [a, b], entry: , priority: 5, text: 哪一个, \
not_text: [甲, 乙]}
    - say: ""
      at: 2026-11-23 20:00
      release: true
- {name: 乙, audience: ~, demo: no, turns: [{say: 12315}]}
"""


@pytest.mark.parametrize(
    ("name", "text", "places"),
    [
        ("a.jsonl", JSONL, ["a.jsonl:1", "a.jsonl:3"]),
        ("a.yaml", YAML, ["a.yaml:1:3", "a.yaml:12:3"]),
        ("a.YML", YAML, ["a.YML:1:3", "a.YML:12:3"]),
    ],
)
def test_json_lines_and_yaml_say_the_same(
    tmp_path: Path, name: str, text: str, places: list[str]
) -> None:
    path = write(tmp_path, name, text)
    found = load_dialogues(str(path))
    assert [str(one.place).replace(str(path), name) for one in found] == places
    expected = {
        "action": ("clarify",),
        "choices": ("a", "b"),
        "entry": (),
        "priority": ("5",),
        "text": ("哪一个",),
        "not_text": ("甲", "乙"),
    }
    turns = (
        DialogueTurn(say="退款", expected=expected),
        DialogueTurn(say="", at="2026-11-23 20:00", release=True),
    )
    assert [dataclasses.replace(one, place=None) for one in found] == [
        Dialogue(
            name="甲",
            turns=turns,
            shows="都写",
            audience="buyer",
            channel="app",
            idle=30,
            demo=True,
        ),
        Dialogue(name="乙", turns=(DialogueTurn(say="12315"),)),
    ]


SAY = '"turns": [{"say": "好"}]'
FAULTS: dict[str, tuple[str, ...]] = {
    '["name", "turns"]': ("a dialogue must be a mapping, found a list",),
    "{}": (
        'a dialogue needs "turns", a list of what is said',
        'a dialogue needs a "name"',
    ),
    f'{{"name": null, {SAY}}}': ('a dialogue needs a "name"',),
    f'{{"name": ["甲"], {SAY}}}': (
        '"name" must be a text, found a list',
        'a dialogue needs a "name"',
    ),
    '{"name": "甲"}': ('a dialogue needs "turns", a list of what is said',),
    '{"name": "甲", "turns": []}': ('a dialogue needs "turns", a list of what is said',),
    '{"name": "甲", "turns": "好"}': ('a dialogue needs "turns", a list of what is said',),
    f'{{"name": "甲", {SAY}, "shwos": "x"}}': (
        'a dialogue has no key "shwos"; did you mean "shows"?',
    ),
    f'{{"name": "甲", {SAY}, "zzz": "x"}}': ('a dialogue has no key "zzz"',),
    f'{{"name": "甲", {SAY}, "demo": true, "demo": false}}': (
        'a dialogue gives the key "demo" twice',
    ),
    f'{{"name": "甲", {SAY}, "shows": {{"a": "b"}}}}': ('"shows" must be a text, found a mapping',),
    f'{{"name": "甲", {SAY}, "idle": "soon"}}': ('"idle" must be minutes, found "soon"',),
    f'{{"name": "甲", {SAY}, "idle": -5}}': ('"idle" must be minutes, found "-5"',),
    f'{{"name": "甲", {SAY}, "idle": 1.5}}': ('"idle" must be minutes, found "1.5"',),
    f'{{"name": "甲", {SAY}, "idle": "９"}}': ('"idle" must be minutes, found "９"',),
    f'{{"name": "甲", {SAY}, "idle": 10000000}}': ('"idle" must be minutes, found "10000000"',),
    f'{{"name": "甲", {SAY}, "demo": "ture"}}': ('"demo" must be true or false, found "ture"',),
    '{"name": "甲", "turns": [{"say": "好"}, "好"]}': ("turn 2 must be a mapping, found a text",),
    '{"name": "甲", "turns": [{}]}': ('turn 1 needs "say", the customer\'s words',),
    '{"name": "甲", "turns": [{"say": null}]}': ('turn 1 needs "say", the customer\'s words',),
    '{"name": "甲", "turns": [{"say": ["好"]}]}': ('"say" must be a text, found a list',),
    '{"name": "甲", "turns": [{"say": "好", "acton": "chat"}]}': (
        'turn 1 has no key "acton"; did you mean "action"?',
    ),
    '{"name": "甲", "turns": [{"say": "好", "say": "坏"}]}': ('turn 1 gives the key "say" twice',),
    '{"name": "甲", "turns": [{"say": "好", "at": "10:00"}]}': (
        '"at" must be a moment such as 2026-11-23 10:00, found "10:00"',
    ),
    '{"name": "甲", "turns": [{"say": "好", "at": "2026-02-30 10:00"}]}': (
        '"at" must be a moment such as 2026-11-23 10:00, found "2026-02-30 10:00"',
    ),
    '{"name": "甲", "turns": [{"say": "好", "release": "now"}]}': (
        '"release" must be true or false, found "now"',
    ),
    '{"name": "甲", "turns": [{"say": "好", "entry": {"id": "a"}}]}': (
        '"entry" must be a text or a list of texts',
    ),
    '{"name": "甲", "turns": [{"say": "好", "choices": ["a", ["b"]]}]}': (
        '"choices" must be a text or a list of texts',
    ),
}


@pytest.mark.parametrize("line", FAULTS)
def test_a_fault_is_told_with_its_place(tmp_path: Path, line: str) -> None:
    good = f'{{"name": "好的", {SAY}}}\n'
    path = write(tmp_path, "a.jsonl", f"{good}\n{line}\n")
    assert faults_of(path) == [f"a.jsonl:3: {message}" for message in FAULTS[line]]


def test_a_name_is_given_once(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", f'{{"name": "甲", {SAY}}}\n' * 2)
    assert faults_of(path) == [
        f'a.jsonl:2: the name "甲" is taken, first at {Place(file=str(path), line=1)}'.replace(
            str(path), "a.jsonl"
        )
    ]


def test_every_fault_of_a_file_is_reported_at_once_in_order(tmp_path: Path) -> None:
    lines = [line.replace("甲", f"甲{number}") for number, line in enumerate(FAULTS)]
    found = faults_of(write(tmp_path, "a.jsonl", "\n".join(["{", *lines, "]"])))
    assert len(found) == 2 + sum(map(len, FAULTS.values()))
    places = [int(fault.split(":")[1]) for fault in found]
    assert places == sorted(places)
    assert set(places) == set(range(1, len(FAULTS) + 3))


def test_the_place_in_yaml_has_a_column(tmp_path: Path) -> None:
    path = write(tmp_path, "a.yaml", f"- name: 甲\n  turns: [{{say: 好}}]\n- nmae: 乙\n  {SAY}\n")
    assert faults_of(path) == [
        'a.yaml:3:3: a dialogue has no key "nmae"; did you mean "name"?',
        'a.yaml:3:3: a dialogue needs a "name"',
    ]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "name,turns\n", 'unknown kind of file ".csv"; expected .jsonl, .yaml, .yml'),
        ("a.jsonl", "\n", "no dialogues in this file; expected at least one"),
        ("a.yaml", "", "no dialogues in this file; expected at least one"),
        ("a.yaml", "name: 甲\n", '(each begins with "- name:"), found a mapping'),
        ("a.yaml", "- {\n", "a.yaml:2:1: "),
        ("a.jsonl", "{\n", "a.jsonl:1: "),
    ],
)
def test_a_file_that_has_no_dialogues_says_so(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    (fault,) = faults_of(write(tmp_path, name, text))
    assert said in fault
    assert fault.startswith(name)
    assert "queries" not in fault


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path / "no.jsonl")
    assert fault.startswith("no.jsonl: ")


def test_the_error_is_a_value_error_with_fields_and_pickles(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", '{"name": "甲"}\n')
    with pytest.raises(DialoguesError) as caught:
        load_dialogues(path)
    error = caught.value
    assert isinstance(error, CasesError | XiaoerError)
    assert isinstance(error, ValueError)
    told = 'a dialogue needs "turns", a list of what is said'
    assert str(error) == f"1 fault in the dialogues:\n  {path}:1: {told}"
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.faults, str(again)) == (DialoguesError, error.faults, str(error))
    two = DialoguesError([*error.faults, *error.faults])
    assert str(two).startswith("2 faults in the dialogues:\n")


# --- playing ----------------------------------------------------------------------------------

SETTINGS: dict[str, Any] = {
    "audiences": {"buyer": "买家", "merchant": "商家"},
    "queues": {"human": {"label": "人工客服"}, "mediation": {"label": "平台介入", "priority": 4}},
    "offers": [
        {"name": "mediation", "label": "平台介入", "queue": "mediation", "words": ["商家不同意"]}
    ],
    "hours": {"week": {"daily": "9:00-18:00"}},
}


@pytest.fixture(scope="module")
def bot() -> Bot:
    return bot_of(
        {
            "id": "apply",
            "question": "怎么申请退款",
            "answer": "在订单里申请。",
            "self_service": {
                "label": "申请",
                "route": "app://refund?o={订单号}&s={店铺}",
                "fields": ["订单号", "店铺"],
            },
        },
        {"id": "arrival", "question": "退款多久到账", "answer": "七天。"},
        {"id": "freight", "question": "退货运费谁出", "answer": "看原因。"},
        {"id": "freight-change", "question": "换货运费谁出", "answer": "商家。"},
        {"id": "place", "question": "退货地址在哪里", "answer": "见订单。"},
        {"id": "place-change", "question": "换货地址在哪里", "answer": "见订单。"},
        {"id": "ship", "question": "多久发货", "answer": "当天。", "audience": "buyer"},
        {"id": "ship-m", "question": "多久发货", "answer": "三天。", "audience": "merchant"},
        **SETTINGS,
    )


def played(bot: Bot, *turns: Mapping[str, Any], **fields: Any) -> list[PlayedTurn]:
    """The turns as written in a file, played."""
    written = tuple(
        DialogueTurn(
            say=turn["say"],
            at=turn.get("at", ""),
            release=turn.get("release", False),
            accepted=turn.get("accepted", False),
            expected={
                key: (value,) if isinstance(value, str) else tuple(value)
                for key, value in turn.items()
                if key not in ("say", "at", "release", "accepted")
            },
        )
        for turn in turns
    )
    return list(play(bot, Dialogue(name="x", turns=written, **fields)))


HANDED = (
    {"say": "怎么申请退款"},
    {"say": "我的手机是13800138000，订单号2026112212345678"},
    {"say": "转人工"},
)
RIGHT: dict[str, tuple[tuple[Mapping[str, Any], ...], Any]] = {
    "action": (({"say": "退款多久到账"},), "answer"),
    "reason": (({"say": "退款多久到账"},), "exact"),
    "entry": (({"say": "退款多久到账"},), "arrival"),
    "queue": (HANDED, "human"),
    "priority": (({"say": "商家不同意，怎么申请退款"}, {"say": "1"}), "4"),
    "problem": (HANDED, "怎么申请退款"),
    "reasons": (HANDED, ("human_requested",)),
    "missing": (({"say": "怎么申请退款"}, {"say": "转人工"}), ("订单号",)),
    "found": (HANDED, ("[手机号1]", "2026112212345678")),
    "choices": (({"say": "多久发货"},), ("ship", "ship-m")),
    "offers": (({"say": "商家不同意，怎么申请退款"},), "mediation"),
    "parts": (({"say": "退款多久到账？退货运费谁出？"},), ("arrival", "freight")),
    "understood": (({"say": "退货地址在哪里"}, {"say": "换货呢"}), "换货地址在哪里"),
    "asks": (({"say": "怎么申请退款"},), "订单号"),
    "route": (
        ({"say": "订单号2026112212345678怎么申请退款"},),
        "app://refund?o=2026112212345678&s={店铺}",
    ),
    "shown": (({"say": "钱啥时候到账"},), "arrival"),
}


def test_every_expectation_is_tried() -> None:
    assert set(RIGHT) == set(EXPECTED)


@pytest.mark.parametrize("key", EXPECTED)
def test_an_expectation_holds_or_is_told(bot: Bot, key: str) -> None:
    """What is right has no fault; anything else, and nothing, has one sentence."""
    turns, right = RIGHT[key]
    *before, last = turns
    (*_, end) = played(bot, *before, {**last, key: right})
    assert end.faults == ()
    texts = (right,) if isinstance(right, str) else right
    (*_, end) = played(bot, *before, {**last, key: "别的"})
    assert end.faults == (f"{key} is {', '.join(texts)}, expected 别的",)
    (*_, end) = played(bot, *before, {**last, key: ()})
    assert end.faults == (f"{key} is {', '.join(texts)}, expected nothing",)


@pytest.mark.parametrize("key", [key for key in EXPECTED if key not in ("action", "reason")])
def test_nothing_can_be_expected(bot: Bot, key: str) -> None:
    (end,) = played(bot, {"say": "你好", key: ()})
    assert end.faults == ()
    (end,) = played(bot, {"say": "你好", key: "a"})
    assert end.faults == (f"{key} is nothing, expected a",)


def test_lists_are_compared_in_their_order(bot: Bot) -> None:
    (end,) = played(bot, {"say": "多久发货", "choices": ("ship-m", "ship")})
    assert end.faults == ("choices is ship, ship-m, expected ship-m, ship",)


def test_the_text_has_some_words_and_lacks_others(bot: Bot) -> None:
    (end,) = played(bot, {"say": "退款多久到账", "text": ("七", "天"), "not_text": "八"})
    assert end.faults == ()
    (end,) = played(bot, {"say": "退款多久到账", "text": ("七", "八"), "not_text": ("天", "月")})
    assert end.faults == ('the text lacks "八"', 'the text has "天"')


def test_the_audience_the_moment_and_the_release_are_the_dialogues(bot: Bot) -> None:
    at = "2026-11-23 20:00"
    first, closed, silent, again = played(
        bot,
        {"say": "多久发货", "entry": "ship-m"},
        {"say": "转人工", "reasons": ("human_requested", "outside_hours"), "at": at},
        {"say": "多久发货", "action": "suppressed", "accepted": True},
        {"say": "退款多久到账", "action": "answer", "release": True},
        audience="merchant",
    )
    assert [turn.faults for turn in (first, closed, silent, again)] == [()] * 4
    assert first.reply.handoff is None
    assert closed.reply.handoff is not None
    assert closed.reply.handoff.created == f"{at.replace(' ', 'T')}:00+08:00"
    assert closed.reply.handoff.started == "2026-11-23T10:00:00+08:00"


def test_a_turn_is_a_minute_after_the_one_before(bot: Bot) -> None:
    *_, last = played(
        bot, {"say": "你好", "at": "2026-11-23 11:58"}, {"say": "好"}, {"say": "转人工"}
    )
    assert last.reply.handoff is not None
    assert [line.time[11:16] for line in last.reply.handoff.transcript] == [
        "11:58", "11:58", "11:59", "11:59", "12:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("idle", "action"), [(0, "suppressed"), (30, "answer"), (31, "suppressed")]
)
def test_an_idle_time_ends_a_handover(bot: Bot, idle: int, action: str) -> None:
    turns = (
        {"say": "转人工"},
        {"say": "在吗", "accepted": True},
        {"say": "退款多久到账", "at": "2026-11-23 10:31", "action": action},
    )
    assert played(bot, *turns, idle=idle)[2].faults == ()


def test_an_audience_that_the_corpus_lacks(bot: Bot) -> None:
    with pytest.raises(UnknownNameError):
        played(bot, {"say": "你好"}, audience="buyr")


@pytest.mark.slow
def test_the_dialogues_of_the_sample_corpus_go_as_written() -> None:
    path = sample_folder() / "dialogues.jsonl"
    dialogues = load_dialogues(path)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    assert [one.name for one in dialogues] == [row["name"] for row in rows]
    assert sum(one.demo for one in dialogues) >= 3
    faulty = [
        (dialogue.name, turn.turn.say, turn.faults)
        for dialogue in dialogues
        for turn in play(sample(), dialogue)
        if turn.faults
    ]
    assert faulty == []
