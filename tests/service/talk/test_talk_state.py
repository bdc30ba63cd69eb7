"""What a talk remembers: how long, how much, and what makes it forget."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from xiaoer import Candidate, Choice, Offer, Reply
from xiaoer.corpus.entry import Entry
from xiaoer.service.reply.handoff import Line, Tried
from xiaoer.service.talk.talk_state import (
    LONGEST_TEXT,
    MOST_KEYS,
    MOST_LINES,
    MOST_NAMES,
    MOST_PICKS,
    MOST_TRIED,
    PICK_TURNS,
    TOPIC_TURNS,
    HandedOver,
    Pick,
    TalkState,
    entry_picks,
    picks_of,
    shortened,
)

NEW = TalkState(id="t", audience="buyer", channel="app")
NOW = datetime(2026, 11, 23, 10, 0, 0, 999, tzinfo=UTC)
ENTRY = Entry(id="refund", question="怎么退款")
NEAR = (Candidate("refund", "怎么退款", 0.9), Candidate("other", "别的", 0.5))


def answer(entry: Entry = ENTRY) -> Reply:
    return Reply(
        query="q", action="answer", reason="matched", text="点退款", entry=entry, confidence=0.9,
        candidates=NEAR,
    )  # fmt: skip


def question(*near: Candidate, action: Any = "clarify") -> Reply:
    return Reply(query="q", action=action, reason="ambiguous", text="哪个", candidates=near)


def heard(state: TalkState, times: int = 1, **by_the_way: Any) -> TalkState:
    for _ in range(times):
        state = state.heard(
            by_the_way.get("known", {}), by_the_way.get("offers", ()), by_the_way.get("angry", 0)
        )
    return state


ANSWERED = NEW.with_answer(answer(), "怎么退款", "怎么退款")


# --- lines ------------------------------------------------------------------------------------


def test_a_turn_adds_two_lines_and_the_times() -> None:
    state = NEW.said("你好", "您好", NOW)
    time = "2026-11-23T10:00:00+00:00"
    assert state.lines == (
        Line(role="customer", text="你好", time=time),
        Line(role="bot", text="您好", time=time),
    )
    assert (state.started, state.last) == (time, time)
    later = state.said("谢谢", "", NOW.replace(hour=11))
    assert (later.started, later.last) == (time, "2026-11-23T11:00:00+00:00")
    assert [line.role for line in later.lines] == ["customer", "bot", "customer"]


def test_the_last_lines_are_kept() -> None:
    state = NEW
    for number in range(50):
        state = state.said(f"q{number}", f"a{number}", NOW)
    assert len(state.lines) == MOST_LINES
    assert state.lines[-1].text == "a49"
    assert state.lines[0].text == "q30"


def test_a_long_text_is_cut_and_never_within_a_number() -> None:
    assert shortened("长" * LONGEST_TEXT) == "长" * LONGEST_TEXT
    cut = shortened("长" * (LONGEST_TEXT + 1))
    assert (len(cut), cut[-1]) == (LONGEST_TEXT, "…")
    for end in ("13800138000", "a.b@qq.com", "+86 138 0013 8000", "１３８００１３８０００"):
        for place in range(len(end) + 2):
            cut = shortened("长" * (LONGEST_TEXT - place) + end + "长" * 50)
            assert set(cut) == {"长", "…"} or end in cut, (end, place)


@given(st.text(max_size=2 * LONGEST_TEXT))
def test_a_cut_text_is_within_the_bound_and_cut_once(text: str) -> None:
    once = shortened(text)
    assert len(once) <= LONGEST_TEXT
    assert shortened(once) == once


# --- topic, picks -----------------------------------------------------------------------------


def test_the_topic_is_forgotten_after_its_turns() -> None:
    for turns in range(TOPIC_TURNS + 3):
        state = heard(ANSWERED, turns)
        assert (state.about is not None) == (turns <= TOPIC_TURNS), turns
        assert bool(state.query) == (turns <= TOPIC_TURNS)


def test_a_new_answer_renews_it() -> None:
    state = heard(ANSWERED, TOPIC_TURNS).with_answer(answer(), "怎么退款呢", "")
    assert (state.age, state.about, state.query) == (0, "refund", "怎么退款呢")


def test_numbers_stand_for_what_was_offered_for_some_turns() -> None:
    picks = entry_picks((Choice("a", "问甲"), Choice("b", "问乙")))
    assert picks == (Pick("entry", "a", "问甲"), Pick("entry", "b", "问乙"))
    for turns in range(PICK_TURNS + 3):
        assert bool(heard(NEW.with_picks(picks), turns).picks) == (turns <= PICK_TURNS), turns


def test_without_new_picks_the_old_ones_hold_and_new_ones_replace_them() -> None:
    state = NEW.with_picks((Pick("entry", "a", "问甲"),))
    assert state.with_picks(()) == state
    other = (Pick("offer", "help", "介入"),)
    assert heard(state).with_picks(other).picks == other
    assert heard(state).with_picks(other).picks_age == 0
    many = entry_picks(tuple(Choice(f"e{n}", "问" * 600) for n in range(MOST_PICKS + 5)))
    assert len(NEW.with_picks(many).picks) == MOST_PICKS
    assert len(many[0].label) == LONGEST_TEXT


def test_picks_are_choices_then_related_questions_then_offers() -> None:
    reply = replace(
        answer(),
        choices=(Choice("a", "甲"),),
        related=(Choice("b", "乙"),),
        offers=(Offer("help", "介入", "human"),),
    )
    assert [(pick.kind, pick.id, pick.label) for pick in picks_of(reply)] == [
        ("entry", "a", "甲"),
        ("entry", "b", "乙"),
        ("offer", "help", "介入"),
    ]


# --- answers ----------------------------------------------------------------------------------


def test_an_answer_is_the_topic_and_was_tried() -> None:
    assert (ANSWERED.about, ANSWERED.query, ANSWERED.problem) == ("refund", "怎么退款", "怎么退款")
    assert (ANSWERED.candidates, ANSWERED.confidence) == (NEAR, 0.9)
    assert ANSWERED.tried == (Tried(entry="refund", question="怎么退款", query="怎么退款"),)
    assert ANSWERED.keys == ("怎么退款",)
    assert (ANSWERED.answered, ANSWERED.asked_back, ANSWERED.awaiting) == (True, False, None)


def test_a_reply_without_an_entry_is_no_answer() -> None:
    assert NEW.with_answer(question(), "x", "x") == NEW


def test_an_answer_without_a_key_is_no_question_to_repeat() -> None:
    assert NEW.with_answer(answer(), "1", "").keys == ()


def test_answers_and_keys_are_bounded_the_latest_kept() -> None:
    state = NEW
    for number in range(40):
        state = state.with_answer(answer(replace(ENTRY, id=f"e{number}")), "问", f"k{number}")
    assert (len(state.tried), state.tried[-1].entry) == (MOST_TRIED, "e39")
    assert (len(state.keys), state.keys[-1]) == (MOST_KEYS, "k39")


def test_a_second_answer_after_an_answer_means_that_the_first_has_helped() -> None:
    unsolved = replace(NEW, unsolved=1)
    once = unsolved.with_answer(answer(), "问", "k")
    assert once.unsolved == 1
    assert once.with_answer(answer(), "再问", "k2").unsolved == 0
    assert once.with_outcome("denied").with_answer(answer(), "再问", "k2").unsolved == 1


def test_what_was_said_of_an_answer_is_kept_with_it_once() -> None:
    state = ANSWERED.with_outcome("denied")
    assert (state.tried[-1].outcome, state.answered) == ("denied", False)
    assert state.with_outcome("confused").tried[-1].outcome == "denied"
    assert NEW.with_outcome("denied") == NEW


def test_a_question_asked_back_has_the_nearest_entry_for_a_topic() -> None:
    state = NEW.with_question(question(*NEAR), "退款")
    assert (state.about, state.query, state.problem) == ("refund", "退款", "退款")
    assert (state.asked_back, state.answered) == (True, False)
    other = ANSWERED.with_question(question(action="escalate"), "天气")
    assert (other.about, other.query, other.problem) == ("refund", "怎么退款", "天气")
    assert not other.asked_back


# --- by the way -------------------------------------------------------------------------------


def test_what_is_said_by_the_way_is_added() -> None:
    state = heard(NEW, known={"order": "1", "phone": "2"}, offers=("a",), angry=1)
    state = heard(state, known={"order": "3"}, offers=("b", "a"))
    assert state.known == {"order": "3", "phone": "2"}
    assert (state.offers, state.angry) == (("b", "a"), 1)
    assert heard(NEW, 2, angry=1).angry == 2


def test_names_and_values_are_bounded() -> None:
    many = tuple(f"o{number}" for number in range(MOST_NAMES + 9))
    assert heard(NEW, offers=many).offers == many[-MOST_NAMES:]
    assert len(heard(NEW, known={"email": "x" * 900}).known["email"]) <= LONGEST_TEXT


def test_a_content_customer_is_counted_no_more() -> None:
    state = replace(ANSWERED, repeated=1, unsolved=1, angry=1, asked_back=True).content()
    assert (state.repeated, state.unsolved, state.angry, state.keys) == (0, 0, 0, ())
    assert (state.answered, state.asked_back) == (False, False)
    assert (state.about, state.tried) == (ANSWERED.about, ANSWERED.tried)


def test_a_talk_that_begins_anew_keeps_who_and_how_often() -> None:
    state = replace(ANSWERED, handovers=3, handoff=HandedOver("t-3", "human"), angry=2)
    kept = {"tried": ANSWERED.tried, "problem": ANSWERED.problem, "lines": ANSWERED.lines}
    earlier = (ANSWERED.problem,)
    assert state.fresh() == replace(NEW, handovers=3, earlier=earlier, **kept)
