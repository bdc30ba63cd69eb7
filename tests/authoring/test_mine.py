"""What counts as not answered, in talks; how it is counted, grouped, written."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.authoring.the_round import NOW
from xiaoer import Bot, Conversation, Corpus, DecisionLog
from xiaoer.authoring.mine.cells import rows_of
from xiaoer.authoring.mine.counted import CountedQuestion
from xiaoer.authoring.mine.groups import MinedGroup
from xiaoer.authoring.mine.leaders import grouped
from xiaoer.authoring.mine.mining import Mined, mine
from xiaoer.authoring.mine.talks import misses
from xiaoer.authoring.mine.wordings import bare
from xiaoer.authoring.mine.writing import mined_file
from xiaoer.corpus.settings import Settings
from xiaoer.service.decision_log.log import Verdict
from xiaoer.source.tables.load import load_tables

BOT = Bot.sample()
Logged = tuple[str, ...]
Found = list[tuple[str, str]]


class Talks:
    """A log of talks, each a conversation of the sample's bot."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.log = DecisionLog(path)
        self.count = 0

    def play(self, *lines: str, rate: tuple[int, Verdict] | None = None, id: str = "") -> None:
        """A talk; ``rate`` is the verdict on a turn, given when the talk is over."""
        self.count += 1
        name = id or f"c{self.count}"
        talk = Conversation(BOT, audience="buyer", id=name)
        ids = [
            self.log.record(talk.say(line, now=NOW), conversation=name, audience="buyer", now=NOW)
            for line in lines
        ]
        if rate:
            self.log.feedback(ids[rate[0]], rate[1], now=NOW)

    def found(self) -> Found:
        """The misses: text and reason."""
        return [(miss.text, miss.why) for miss in misses(self.path)]

    def mined(self, **options: object) -> Mined:
        """The groups."""
        return mine([self.path], BOT, **options)  # type: ignore[arg-type]


@pytest.fixture
def talks(tmp_path: Path) -> Talks:
    return Talks(tmp_path / "decisions.jsonl")


NOT_ANSWERED: list[tuple[Logged, Found]] = [
    # answered, thanked, small talk, a wish for a person: nothing
    (("退款多久到账", "谢谢"), []),
    (("你好", "转人工"), []),
    (("退款多久到账", "转人工", "在吗", "红烧肉怎么炖"), []),
    # every rung of not knowing; the last hands over
    (
        ("红烧肉怎么炖", "附近哪里有停车场", "你们公司什么时候上市"),
        [
            ("红烧肉怎么炖", "not_understood"),
            ("附近哪里有停车场", "not_understood"),
            ("你们公司什么时候上市", "handed_over"),
        ],
    ),
    # the same again in one talk counts once
    (("红烧肉怎么炖", "红烧肉怎么炖？"), [("红烧肉怎么炖", "not_understood")]),
    # asked back: taken by number, left for another question, left at the end
    (("快递", "1"), []),
    (("快递", "退款多久到账"), [("快递", "not_taken")]),
    (("快递",), [("快递", "not_taken")]),
    (("快递", "转人工"), [("快递", "not_taken")]),
    # half questions are one
    (("我前天拍的", "那双鞋", "还没到"), [("我前天拍的，那双鞋，还没到", "not_understood")]),
    (("我前天拍的",), []),
    # said to be of no use
    (("退款多久到账", "没用"), [("退款多久到账", "rated_down")]),
    (("谢谢", "没用"), []),
]


@pytest.mark.parametrize(("lines", "expected"), NOT_ANSWERED)
def test_what_is_not_answered(lines: Logged, expected: Found, talks: Talks) -> None:
    talks.play(*lines)
    assert talks.found() == expected


def test_a_verdict_counts_whenever_it_comes(talks: Talks) -> None:
    talks.play("退款多久到账", rate=(0, "unhelpful"))
    talks.play("快递", rate=(0, "solved"))
    talks.play("谢谢", rate=(0, "unhelpful"))
    (miss,) = misses(talks.path)
    assert (miss.text, miss.why, miss.given) == ("退款多久到账", "rated_down", "refund-arrival")


def test_a_shown_answer_is_taken_by_thanks_or_what_goes_on_from_it(tmp_path: Path) -> None:
    rows = [{"id": "a", "question": "流量300M套餐怎么订", "answer": "发短信。"}]
    bot = Bot(Corpus.from_entries(rows))
    for number, (second, expected) in enumerate((("谢谢", 0), ("红烧肉怎么炖", 2), ("", 1))):
        talk = Conversation(bot, id="x")
        path = tmp_path / f"{number}.jsonl"
        with DecisionLog(path) as log:
            first = talk.say("流量500M套餐怎么订", now=NOW)
            log.record(first, conversation="x")
            if second:
                log.record(talk.say(second, now=NOW), conversation="x")
        assert first.shown is not None
        assert len(list(misses(path))) == expected


def test_talks_that_are_mixed_and_an_id_that_is_used_again(talks: Talks) -> None:
    one, other = Conversation(BOT, id="a"), Conversation(BOT, id="b")
    for talk, text in ((one, "快递"), (other, "红烧肉怎么炖"), (one, "1"), (other, "谢谢")):
        talks.log.record(talk.say(text, now=NOW), conversation=talk.to_dict()["id"])
    assert talks.found() == [("红烧肉怎么炖", "not_understood")]
    talks.play("红烧肉怎么炖", id="b")
    assert len(talks.found()) == 2  # two talks, though of one id


def test_each_part_of_a_message_counts(talks: Talks) -> None:
    reply = BOT.ask("退款多久到账？运费险怎么理赔？附近哪里有停车场？", now=NOW)
    assert len(reply.parts) == 3
    talks.log.record(reply)
    assert [miss.text for miss in misses(talks.path)] == ["附近哪里有停车场？"]


def test_several_files_a_time_and_damaged_lines(talks: Talks, tmp_path: Path) -> None:
    later = NOW + timedelta(days=1)
    for text, now in (("红烧肉怎么炖", NOW), ("附近哪里有停车场", later)):
        talks.log.record(BOT.ask(text, now=NOW), now=now)
    packed = tmp_path / "old.jsonl.gz"
    packed.write_bytes(gzip.compress(talks.path.read_bytes()))
    with talks.path.open("ab") as file:
        file.write(b'{"v": 9}\n{"v": 1, "kind": "reply"')
    found = misses(packed, talks.path, until=datetime(2026, 11, 24, 9, tzinfo=UTC))
    assert [miss.text for miss in found] == ["红烧肉怎么炖"] * 2
    assert (found.lines, found.talks, found.damaged) == (2, 2, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我叫[姓名]，电话[手机号1]，怎么退款", "怎么退款"),
        ("[手机号]收不到验证码", "收不到验证码"),
        ("[地址]", ""),
        ("订单[号码]到哪了？", "订单到哪了？"),
        ("怎么\n退款\x07", "怎么 退款"),
        ("别的[图片]留下", "别的[图片]留下"),
    ],
)
def test_no_placeholder_is_left(text: str, expected: str) -> None:
    assert bare(text) == expected


def test_equal_questions_fold_and_the_commonest_spelling_is_shown(talks: Talks) -> None:
    for text in ("附近哪里有停车场", "附近哪里有停车场", "请问附近哪里有停车场？", "红烧肉怎么炖"):
        talks.play(text)
    groups = talks.mined().groups
    assert [(group.count, group.texts) for group in groups] == [
        (3, ("附近哪里有停车场",)),
        (1, ("红烧肉怎么炖",)),
    ]


def test_what_is_answered_ignored_or_to_be_written_is_not_listed(talks: Talks) -> None:
    for text in ("红烧肉怎么炖", "附近哪里有停车场", "你们公司什么时候上市", "附近有电影院吗"):
        talks.play(text)
    rows: list[dict[str, object]] = [
        {"id": "cook", "question": "红烧肉怎么炖", "answer": "小火。"},
        {"id": "stub", "question": "你们公司何时上市", "answer": "待写", "enabled": False,
         "variants": ["你们公司什么时候上市"]},
    ]  # fmt: skip
    found = mine([talks.path], Bot(Corpus.from_entries(rows)), ignored=["附近哪里有停车场"])
    assert [group.texts for group in found.groups] == [("附近有电影院吗",)]
    assert (found.questions, found.answered, found.ignored, found.waiting) == (4, 1, 1, 1)


def test_an_answer_that_did_not_help_stays_until_another_is_given(talks: Talks) -> None:
    talks.play("退款多久到账", rate=(0, "unhelpful"))
    assert talks.mined().groups[0].given == ("refund-arrival",)
    rows = [{"id": "other", "question": "退款多久到账", "answer": "看情况。"}]
    assert mine([talks.path], Bot(Corpus.from_entries(rows))).groups == ()


def test_three_nearest_for_each_and_fewer_asked_last(talks: Talks) -> None:
    talks.play("快递")
    (group,) = talks.mined().groups
    assert len(group.suggestions) == 3
    assert group.suggestions[0].id == "logistics-track"
    assert group.suggestions[0].score >= group.suggestions[1].score
    assert 0 < group.confidence < 1


def test_only_so_many_are_looked_at_and_it_is_told(talks: Talks) -> None:
    for text in ("红烧肉怎么炖", "红烧肉怎么炖", "附近哪里有停车场"):
        talks.play(text)
    found = talks.mined(most=1)
    assert ([group.texts for group in found.groups], found.rarer) == ([("红烧肉怎么炖",)], 1)


def test_leaders_join_no_chain_and_no_other_audience() -> None:
    analyzer = BOT.desk.analyzer
    texts = [
        "附近哪里有停车场",
        "附近有没有停车场",
        "停车场附近哪里有",
        "红烧肉怎么炖",
        "红烧肉怎样炖",
    ]
    assert grouped([(None, text) for text in texts], analyzer) == [[0, 1, 2], [3, 4]]
    mixed = [("buyer", texts[0]), ("merchant", texts[1]), ("buyer", texts[2])]
    assert grouped(mixed, analyzer) == [[0, 2], [1]]


def test_who_leads_nobody_is_asked_again_among_all_that_lead() -> None:
    analyzer = BOT.desk.analyzer
    texts = ["有没有地方停车", "红烧肉怎么炖", "附近有地方停车吗", "附近哪里有地方停车"]
    steps: list[tuple[int, int]] = []
    found = grouped([(None, text) for text in texts], analyzer, lambda *at: steps.append(at))
    assert found == [[0, 2, 3], [1]]
    assert steps == [(step, 8) for step in range(1, 9)]
    alone = [("buyer", texts[0]), ("merchant", texts[2])]
    assert grouped(alone, analyzer) == [[0], [1]]


@pytest.fixture
def groups(talks: Talks) -> tuple[MinedGroup, ...]:
    for text in ("附近哪里有停车场", "附近有没有停车场", "=红烧肉怎么炖", "快递"):
        talks.play(text)
    return talks.mined().groups


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_the_sheet(suffix: str, groups: tuple[MinedGroup, ...], tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    pytest.importorskip("python_calamine")
    path = tmp_path / f"mined{suffix}"
    path.write_bytes(mined_file(suffix, groups, BOT.corpus.settings))
    table = load_tables(path, len).tables[0]
    head, *rows = [row.cells for row in table.rows]
    assert head == (
        *("次数", "客户原话", "建议 1", "建议 2", "建议 3"),
        *("把握", "原因", "决定", "知识点", "身份"),
    )  # fmt: skip
    assert rows[0][:2] == ("2", "附近哪里有停车场\n附近有没有停车场")
    by_text = {row[1]: row for row in rows}
    assert by_text["快递"][2] == "怎么查物流到哪了（logistics-track）"
    assert by_text["快递"][6] == "反问没选 1"
    assert by_text["快递"][9] == "买家"
    assert "=红烧肉怎么炖" in by_text


def test_json_lines(groups: tuple[MinedGroup, ...]) -> None:
    rows = [
        json.loads(line)
        for line in mined_file(".jsonl", groups, Settings()).decode("utf-8").splitlines()
    ]
    assert rows[0]["texts"] == ["附近哪里有停车场", "附近有没有停车场"]
    assert (rows[0]["count"], rows[0]["decision"], rows[0]["entry"]) == (2, None, None)
    assert len(rows[0]["suggestions"]) == 3


def test_a_large_group_has_several_rows() -> None:
    wordings = tuple(
        CountedQuestion(f"说法{n}", f"说法{n}", None, 1, (("not_taken", 1),)) for n in range(60)
    )
    group = MinedGroup(wordings=wordings, suggestions=(), confidence=0.0)
    rows = list(rows_of(group, Settings()))
    assert [row["count"] for row in rows] == [50, 10]
    assert "\n".join(str(row["texts"]) for row in rows).split("\n") == list(group.texts)
