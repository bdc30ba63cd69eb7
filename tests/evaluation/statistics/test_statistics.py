"""What is counted of a log, and in how much memory."""

import json
from datetime import UTC, timedelta, timezone
from pathlib import Path

import pytest

from tests.evaluation.statistics.material import CORPUS, candidate, reply, write
from xiaoer import iter_log
from xiaoer.evaluation import LogStatistics, log_statistics
from xiaoer.evaluation.measures import Proportion
from xiaoer.evaluation.statistics import gather
from xiaoer.evaluation.statistics.tally import AskBacks, Ratings, Talks
from xiaoer.evaluation.statistics.window import Window


def statistics(path: Path, lines: list, **more: object) -> LogStatistics:
    return log_statistics(iter_log(write(path, lines)), **more)  # type: ignore[arg-type]


def test_shares_are_of_the_messages_that_ask_something(tmp_path: Path) -> None:
    lines = [
        (reply("a", id="apply"), "1"),
        (reply("b", "self_service", id="arrival"), "1"),
        (reply("你好", "chat", "greeting"), "2"),
        (reply("c", "escalate", "human_requested"), "2"),
        (reply("d", "suppressed", "handed_over"), "2"),
        (reply("e", "escalate", "out_of_scope"), ""),
    ]
    found = statistics(tmp_path / "log", lines)
    assert found.total.messages == 6
    assert found.total.coverage == Proportion(2, 4)
    assert found.total.escalation == Proportion(2, 4)
    assert found.total.reasons == {"human_requested": 1, "out_of_scope": 1}
    assert found.talks == Talks(n=2, escalated=1)


def test_what_followed_a_question_back(tmp_path: Path) -> None:
    asked = reply("退款", "clarify", "ambiguous", choices=("apply", "arrival"))
    lines = [
        (asked, "taken"),
        (reply("2", reason="chosen", id="arrival", picked=2), "taken"),
        (asked, "own words"),
        (reply("怎么申请", id="apply"), "own words"),
        (asked, "refused"),
        (reply("都不是", "chat", "rephrase"), "refused"),
        (asked, "person"),
        (reply("转人工", "escalate", "human_requested"), "person"),
        (asked, "elsewhere"),
        (reply("多久发货", id="ship"), "elsewhere"),
        (asked, "left"),
        (asked, ""),
    ]
    found = statistics(tmp_path / "log", lines)
    assert found.clarify == AskBacks(
        n=7, alone=1, taken=2, refused=1, person=1, elsewhere=1, left=1, places=(1, 1)
    )
    assert found.clarify.taken_share == Proportion(2, 6)
    assert found.shown == AskBacks()
    entries = {one.id: one for one in found.entries}
    assert (entries["apply"].offered, entries["apply"].chosen) == (7, 1)
    assert (entries["ship"].offered, entries["ship"].hits) == (0, 1)


def test_an_answer_shown_is_taken_by_a_yes(tmp_path: Path) -> None:
    shown = reply("15天退款", "clarify", "ambiguous", shown="arrival")
    lines = [
        (shown, "yes"),
        (reply("好的", "chat", "acknowledged"), "yes"),
        (shown, "no"),
        (reply("没用", "clarify", "denied"), "no"),
        (shown, "choice"),
        (reply("1", reason="chosen", id="arrival"), "choice"),
    ]
    found = statistics(tmp_path / "log", lines)
    assert found.shown == AskBacks(n=3, taken=2, refused=1, places=(1,))
    assert found.clarify.n == 0
    (entry,) = found.entries
    assert (entry.shown, entry.hits) == (3, 1)


def test_a_yes_to_a_list_takes_nothing(tmp_path: Path) -> None:
    asked = reply("退款", "clarify", "ambiguous", choices=("apply", "arrival"))
    lines = [(asked, "x"), (reply("好的", "chat", "acknowledged"), "x")]
    assert statistics(tmp_path / "log", lines).clarify == AskBacks(n=1, elsewhere=1)


def test_the_last_verdict_on_a_reply_counts(tmp_path: Path) -> None:
    lines = [
        (reply("a", id="apply"), "", "helpful", "unhelpful"),
        (reply("b", id="apply"), "", "solved"),
        (reply("c", id="arrival"), "", "taken_over"),
        (reply("d", id="arrival"), ""),
    ]
    found = statistics(tmp_path / "log", lines)
    assert found.total.ratings == Ratings(unhelpful=1, solved=1, taken_over=1)
    assert found.total.ratings.unhelpful_share == Proportion(1, 3)
    by_id = {one.id: one.ratings for one in found.entries}
    assert by_id["apply"] == Ratings(unhelpful=1, solved=1)
    assert by_id["apply"].good_share == Proportion(1, 2)
    assert found.days[0].tally.ratings == found.total.ratings


def test_what_customers_say_after_an_answer_is_its_own(tmp_path: Path) -> None:
    lines = [
        (reply("a", id="apply"), "1"),
        (reply("b", id="arrival"), "2"),
        (reply("解决了", "chat", "solved"), "1"),
        (reply("没用", "clarify", "unsolved"), "2"),
        (reply("解决了", "chat", "solved"), "3"),
    ]
    by_id = {one.id: one.ratings for one in statistics(tmp_path / "log", lines).entries}
    assert by_id == {"apply": Ratings(said_solved=1), "arrival": Ratings(said_denied=1)}


def test_a_verdict_whose_reply_is_not_there_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "log", [(reply("a", id="apply"), "", "helpful")])
    verdict = path.read_bytes().splitlines(keepends=True)[1]
    path.write_bytes(verdict)
    found = log_statistics(iter_log(path))
    assert (found.unmatched, found.total.messages) == (1, 0)
    assert "1" in found.to_markdown("en")


def test_each_entry_of_a_message_with_several_questions_is_hit(tmp_path: Path) -> None:
    parts = (reply("a", id="apply"), reply("b", id="arrival"))
    found = statistics(tmp_path / "log", [(reply("ab", id="apply", parts=parts), "", "helpful")])
    assert {one.id: (one.hits, one.ratings.helpful) for one in found.entries} == {
        "apply": (1, 1),
        "arrival": (1, 1),
    }
    assert found.total.messages == 1


def test_entries_never_hit_are_the_enabled_ones_that_were_not_reached(tmp_path: Path) -> None:
    lines = [
        (reply("a", id="apply"), ""),
        (reply("投诉", "escalate", "entry_escalates", candidates=(candidate("human"),)), ""),
        (reply("退款", "clarify", "ambiguous", choices=("arrival", "ship")), ""),
    ]
    found = statistics(tmp_path / "log", lines, corpus=CORPUS)
    assert found.never_hit is not None
    assert [one.id for one in found.never_hit] == ["arrival", "ship"]  # offered is no hit
    assert {one.id: one.question for one in found.entries}["human"] == "投诉商家"
    assert statistics(tmp_path / "other", lines).never_hit is None


def test_days_are_those_of_the_offset(tmp_path: Path) -> None:
    path = write(tmp_path / "log", [(reply("a", id="apply"), "")] * 2, timedelta(hours=15))
    days = [one.day for one in log_statistics(iter_log(path)).days]
    assert days == ["2026-11-01", "2026-11-02"]  # 09:00 and the next day 00:00 in China
    there = log_statistics(iter_log(path), offset=UTC)
    assert [one.day for one in there.days] == ["2026-11-01"]
    far = log_statistics(iter_log(path), offset=timezone(timedelta(hours=-2)))
    assert far.days[0].day == "2026-10-31"


def test_a_line_without_a_time_counts_for_no_day(tmp_path: Path) -> None:
    path = write(tmp_path / "log", [(reply("a", id="apply"), ""), (reply("b", id="apply"), "")])
    text = path.read_text("utf-8").replace("2026-11-01T01", "no time", 1)
    path.write_text(text, "utf-8")
    found = log_statistics(iter_log(path))
    assert (found.total.messages, len(found.days)) == (2, 1)
    assert found.corpora[0].first == found.corpora[0].last == "2026-11-01"


def test_each_version_of_the_corpus_is_told_apart(tmp_path: Path) -> None:
    lines = [
        (reply("a", id="apply", corpus_hash="b"), ""),
        (reply("b", "escalate", "out_of_scope", corpus_hash="b"), ""),
        (reply("c", id="apply", corpus_hash="a"), "", "unhelpful"),
    ]
    first, second = statistics(tmp_path / "log", lines).corpora
    assert (first.corpus_hash, first.tally.coverage) == ("b", Proportion(1, 2))
    assert (second.corpus_hash, second.tally.ratings.unhelpful) == ("a", 1)


def test_memory_is_bounded_and_what_is_forgotten_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gather, "MOST_TALKS", 2)
    monkeypatch.setattr(gather, "MOST_REPLIES", 2)
    asked = reply("退款", "clarify", "ambiguous", choices=("apply",))
    lines = [(asked, str(talk)) for talk in range(5)]
    path = write(tmp_path / "log", lines)
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    verdicts = [
        {**rows[at], "kind": "feedback", "reply_id": rows[at]["id"], "verdict": "helpful",
         "note": ""}
        for at in (0, 4)
    ]  # fmt: skip
    with path.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in verdicts)
    found = log_statistics(iter_log(path))
    assert found.clarify == AskBacks(n=5, left=5)
    assert (found.unmatched, found.total.ratings.helpful) == (1, 1)


def test_a_window_lets_the_oldest_go_and_takes_no_longer_when_it_is_large() -> None:
    window = Window[int](3)
    for number in range(3):
        assert window.put(str(number), number) is None
    assert window.put("0", 9) is None
    assert window.put("new", 4) == 1
    assert window.get("1") is None
    window.change("0", 7)
    assert list(window.values()) == [2, 7, 4]


def test_damaged_lines_have_a_place_and_a_reason(tmp_path: Path) -> None:
    path = write(tmp_path / "log", [(reply("a", id="apply"), "")] * 2)
    good = path.read_bytes()
    newer = good.splitlines(keepends=True)[0].replace(b'"v":1', b'"v":7')
    wrong = b'{"v":1,"kind":"reply","id":[],"conversation":""}\n'
    path.write_bytes(good + b"\n{\n" + newer + wrong + b"[]\n" + good[:50])
    records = iter_log(path)
    found = log_statistics(records)
    assert found.total.messages == 2
    whys = [(one.line, one.why, one.found) for one in found.damages]
    expected = [(4, "no_json", ""), (5, "version", "7"), (6, "no_record", "")]
    assert whys == [*expected, (7, "no_record", ""), (8, "torn", "")]
    assert found.damaged == 5
    assert f"{path}:5: " in found.to_markdown("zh").replace("\\", "")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_shown_in_both_languages_and_as_json(tmp_path: Path, lang: str) -> None:
    asked = reply("退款", "clarify", "ambiguous", choices=("apply", "arrival"))
    lines = [
        (reply("=1+1", id="apply"), "1", "helpful"),
        (asked, "2"),
        (reply("2", reason="chosen", id="arrival"), "2"),
        (reply("c", "escalate", "human_requested"), "2"),
    ]
    found = statistics(tmp_path / "log", lines, corpus=CORPUS)
    page = found.to_markdown(lang)  # type: ignore[arg-type]
    assert "75.0%" not in page
    assert "50.0%" in page  # 2 of 4 answered
    shape = json.loads(json.dumps(found.to_dict()))
    assert shape["total"]["coverage"]["hits"] == 2
    assert shape["entries"][0]["id"] == "apply"
    assert [one["id"] for one in shape["never_hit"]] == ["ship", "human"]


def test_an_empty_log_has_no_figures() -> None:
    found = log_statistics([])
    assert "没有一条回复" in found.to_markdown("zh")
    assert found.to_dict()["days"] == []
