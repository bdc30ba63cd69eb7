"""Values that no caller means: each is refused by the error that is promised, or is no fault."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from tests.service.material import bot_of
from xiaoer import Bot, Conversation, ConversationStateError, Corpus, CorpusError, UnknownNameError
from xiaoer.errors import shown
from xiaoer.evaluation import Case, calibrate_bot
from xiaoer.evaluation.cases.dialogues import Dialogue, DialogueTurn, play
from xiaoer.evaluation.certificate.fixed_sequence import MOST, fewest
from xiaoer.evaluation.measures import binomial_tail

HUGE = 10**5000


class Rude:
    """Cannot even be shown."""

    def __repr__(self) -> str:
        raise RuntimeError("rude")


def nested(make: Callable[[object], object], levels: int = 100_000) -> object:
    value = make(())
    for _ in range(levels):
        value = make(value)
    return value


ODD: dict[str, object] = {
    "huge": HUGE,
    "huge below": -HUGE,
    "lists": nested(lambda one: [one]),
    "tuples": nested(lambda one: (one,)),
    "mappings": nested(lambda one: {"a": one}),
    "nan": float("nan"),
    "inf": float("inf"),
    "rude": Rude(),
    "bytes": b"buyer",
    "set": {"buyer"},
    "object": object(),
    "lone surrogate": "\ud800",
    "long": "1" * 100_000,
}
every_odd = pytest.mark.parametrize("odd", ODD)


@pytest.fixture(scope="module")
def bot() -> Bot:
    hours = {"week": {"mon": "09:00-18:00"}}
    return bot_of(
        {"id": "a", "question": "怎么退款", "audience": "buyer", "valid": {"start": "2026-01-01"}},
        {"id": "b", "question": "怎么换货"},
        audiences={"buyer": "买家"}, channels={"app": "应用"}, hours=hours,
    )  # fmt: skip


@pytest.fixture(scope="module")
def state(bot: Bot) -> dict[str, object]:
    talk = Conversation(bot, id="c1", audience="buyer")
    talk.say("怎么退款")
    talk.say("转人工")
    return dict(talk.to_dict())


def read(bot: Bot, data: object) -> None:
    """Refused or read, nothing else; begun anew without an error."""
    with suppress(ConversationStateError):
        Conversation.from_dict(bot, data)  # type: ignore[arg-type]
    Conversation.from_dict(bot, data, damaged="restart")  # type: ignore[arg-type]


@every_odd
def test_a_state_with_an_odd_value_is_refused(bot: Bot, state, odd: str) -> None:
    read(bot, ODD[odd])
    for key, old in state.items():
        read(bot, {**state, key: ODD[odd]})
        read(bot, {**state, key: [ODD[odd]]})
        if isinstance(old, dict):
            for inner in old:
                read(bot, {**state, key: {**old, inner: ODD[odd]}})


@pytest.mark.parametrize(
    "key", [HUGE, nested(lambda one: (one,)), Rude(), None, "x" * 10**6], ids=range(5)
)
def test_a_state_with_an_odd_key_is_refused(bot: Bot, state, key: object) -> None:
    with pytest.raises(ConversationStateError, match="with a key "):
        Conversation.from_dict(bot, {**state, key: 1})
    assert Conversation.from_dict(bot, {**state, key: 1}, damaged="restart").id == "c1"


@pytest.mark.parametrize("name", ["handovers", "age", "picks_age", "repeated", "unsolved", "angry"])
@pytest.mark.parametrize("count", [999_999, 1_000_000])
def test_what_is_counted_from_the_last_accepted_number_is_accepted(
    bot: Bot, state, name: str, count: int
) -> None:
    talk = Conversation.from_dict(bot, {**state, name: count, "handoff": None})
    for text in ("没用", "怎么退款", "怎么退款", "你们这群骗子", "啊啊", "吧吧", "转人工"):
        talk.say(text)
        talk.release()
        Conversation.from_dict(bot, talk.to_dict())
    with pytest.raises(ConversationStateError):
        Conversation.from_dict(bot, {**state, name: 1_000_001})


# --- moments ----------------------------------------------------------------------------------

HOURS = (-23.9, -12, -8, 0, 7.9, 8, 8.1, 14, 23.9)
ENDS = [
    datetime.min,
    datetime.max,
    *(
        end.replace(tzinfo=timezone(timedelta(hours=hours)))
        for end in (datetime.min, datetime.max)
        for hours in HOURS
    ),
]


@pytest.mark.parametrize("now", ENDS, ids=str)
@pytest.mark.parametrize("offset", ["+08:00", "-12:00", "+00:00"])
@pytest.mark.slow
def test_the_calendar_has_ends_and_no_moment_raises(now: datetime, offset: str) -> None:
    own = {"timezone": offset, "hours": {"week": {"mon": "09:00-18:00"}}}
    bot = bot_of({"id": "a", "question": "怎么退款", "valid": {"start": "2026-01-01"}}, **own)
    late = now.year > 2000
    for text in ("怎么退款", "转人工", "天气"):
        reply = bot.ask(text, now=now)
        bot.search(text, now=now)
        bot.menu(now=now)
        bot.explain(text, now=now)
        if text == "怎么退款":
            assert reply.answered is late
    for idle in (timedelta(0), timedelta.max):
        talk = Conversation(bot, idle=idle)
        for moment in (now, datetime.max, datetime.min, now):
            talk.say("转人工", moment)
            talk = Conversation.from_dict(bot, talk.to_dict(), idle=idle)


def test_a_dialogue_may_end_with_the_calendar(bot: Bot) -> None:
    turns = (DialogueTurn(say="怎么换货", at="9999-12-31 23:59"), DialogueTurn(say="怎么换货"))
    played = list(play(bot, Dialogue(name="end", turns=turns)))
    assert played[0].reply.action == "answer"


@pytest.mark.parametrize("idle", [5, "5", 1.5, True, [], datetime.max])
def test_idle_is_checked_before_it_is_needed(bot: Bot, state, idle: object) -> None:
    with pytest.raises(TypeError, match=r"idle must be a timedelta, such as timedelta\(minutes"):
        Conversation(bot, idle=idle)  # type: ignore[arg-type]
    for damaged in ("raise", "restart"):
        with pytest.raises(TypeError, match="idle must be"):
            Conversation.from_dict(bot, state, idle=idle, damaged=damaged)  # type: ignore[arg-type]


def test_idle_is_no_negative_time(bot: Bot) -> None:
    with pytest.raises(ValueError, match="idle must not be negative, found -1 day, 23:59:59"):
        Conversation(bot, idle=timedelta(seconds=-1))


# --- names ------------------------------------------------------------------------------------


@every_odd
@pytest.mark.parametrize("name", ["audience", "channel"])
def test_what_is_no_name_is_an_unknown_name(bot: Bot, odd: str, name: str) -> None:
    for ask in (bot.ask, bot.search, bot.explain):
        with pytest.raises(UnknownNameError) as caught:
            ask("怎么退款", **{name: ODD[odd]})
        assert caught.value.kind == name
    for ask in (bot.menu, lambda **options: Conversation(bot, **options)):
        with pytest.raises(UnknownNameError):
            ask(**{name: ODD[odd]})


@pytest.mark.parametrize("value", [["buyer"], ("buyer",), {"buyer"}, 5, True, "", "Buyer"])
def test_a_list_of_names_is_none(bot: Bot, value: object) -> None:
    talk = Conversation(bot)
    with pytest.raises(UnknownNameError, match=r"expected one of: buyer|did you mean"):
        talk.audience = value  # type: ignore[assignment]
    assert talk.audience is None
    assert bot.ask("怎么退款", audience="buyer").answered


# --- numbers ----------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [HUGE, -HUGE, 2**20_000], ids=range(3))
def test_a_number_that_cannot_be_printed_is_a_fault_of_its_row(value: int) -> None:
    for key in ("id", "question", "answer", "category", "variants", "hot", "valid"):
        row = {"id": "a", "question": "怎么退款", "answer": "好", key: value}
        with pytest.raises(CorpusError, match=r"row 1, .*: error .*a number of too many digits"):
            Corpus.from_entries([row])
    with pytest.raises(CorpusError, match="row 1: error"):
        Corpus.from_entries([value])  # type: ignore[list-item]
    for settings in ({"limits": {"menu": value}}, {"name": value}, {"thresholds": value}):
        with pytest.raises(CorpusError, match="settings: error"):
            Corpus.from_entries([], settings)


@pytest.mark.parametrize("value", [10**4000, Decimal(HUGE), Decimal("1E+99999")], ids=range(3))
def test_one_that_can_be_printed_is_its_text(value: object) -> None:
    row = {"id": "a", "question": "怎么退款", "answer": value}
    assert Corpus.from_entries([row])["a"].answer == str(value)


def test_a_threshold_beyond_all_numbers(bot: Bot) -> None:
    with pytest.raises(ValueError, match=r"within 0\.\.1, found a huge number"):
        bot.with_threshold(HUGE)


LIMITS = [1e-320, 5e-324, 1e-300, 1e-17, 1e-12, 0.9999999999999999]


@pytest.mark.parametrize("max_risk", LIMITS)
@pytest.mark.parametrize("confidence", LIMITS)
@pytest.mark.parametrize("gold", [("b",), ()])
@pytest.mark.slow
def test_limits_that_no_queries_reach_are_no_error(
    bot: Bot, max_risk: float, confidence: float, gold: tuple[str, ...]
) -> None:
    cases = [Case(q=f"怎么换货呀{'呢' * n}", gold=gold) for n in range(70)]
    found = calibrate_bot(
        bot, cases, max_risk=max_risk, confidence=confidence, in_scope_only=bool(gold)
    )
    assert 1 <= found.least <= MOST
    if max_risk < 1e-11 < confidence:
        assert found.found is None or confidence < 1e-11
    found.to_dict()


def test_the_tail_of_a_share_too_small_to_be_taken_from_one() -> None:
    assert binomial_tail(1, 70, 1e-320) == 1.0
    assert binomial_tail(0, 70, 1e-320) == 1.0
    assert fewest(1e-320, 0.05) == MOST


def test_the_command_says_that_it_cannot_be_certified(tmp_path, capsys) -> None:
    from xiaoer.cli.main import main

    faq, queries = tmp_path / "a.yaml", tmp_path / "q.jsonl"
    faq.write_text("- {id: a, question: 怎么退款, answer: 好}\n", encoding="utf-8")
    queries.write_text('{"q": "怎么才能退款呀", "gold": "a"}\n' * 1, encoding="utf-8")
    argv = ["calibrate", "--faq", str(faq), str(queries), "--in-scope-only"]
    argv += ["--max-risk", "1e-320"]
    assert main(argv) == 1
    assert main([*argv, "--json"]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_a_value_as_messages_show_it() -> None:
    for value in ODD.values():
        assert len(shown(value)) < 50
    assert [shown(v) for v in (2**100, True, 0.5, "退款", Rude())] == [
        str(2**100), "True", "0.5", "'退款'", "a Rude",
    ]  # fmt: skip
