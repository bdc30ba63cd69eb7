"""What is handed over instead of a corpus, a bot or rows: the message says what to call."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

from xiaoer import ArgumentTypeError, Bot, Conversation, Corpus, CorpusError, Entry
from xiaoer.corpus.entry import Keywords, Link
from xiaoer.errors import FAULTS_SHOWN

ROW = {"id": "a", "question": "怎么退款", "answer": "好"}
CORPUS = Corpus.from_entries([ROW])
BOT = Bot(CORPUS)


class Frame:
    """A data frame: iterating over it gives the names of its columns."""

    columns = ("id", "question", "answer")

    def __iter__(self) -> Any:
        return iter(self.columns)

    def to_dict(self, orient: str) -> list[dict[str, object]]:
        return [ROW]


CASES: list[tuple[Any, Any, str]] = [
    (Bot, "faq/", "Bot takes a Corpus, not str; call Bot.load('faq/')"),
    (Bot, Path("faq"), "Bot takes a Corpus, not PosixPath; call Bot.load('faq')"),
    (Bot, [ROW], "Bot takes a Corpus, not list; call Bot(Corpus.from_entries(rows))"),
    (Bot, [], "Bot takes a Corpus, not list; call Bot(Corpus.from_entries(rows))"),
    (Bot, ROW, "Bot takes a Corpus, not dict; call Bot(Corpus.from_entries([row]))"),
    (Bot, None, 'Bot takes a Corpus, not None; call Bot.load("faq/")'),
    (Bot, 7, 'Bot takes a Corpus, not int; call Bot.load("faq/")'),
    (Bot, BOT, "Bot takes a Corpus, not Bot; call Bot(bot.corpus)"),
    (Bot, "长" * 999, f"Bot takes a Corpus, not str; call Bot.load('{'长' * 39}…')"),
    (
        Bot,
        Frame(),
        "Bot takes a Corpus, not Frame; call Bot(Corpus.from_entries("
        'frame.to_dict("records")))',
    ),
    (Conversation, None, 'Conversation takes a Bot, not None; call Conversation(Bot.load("faq/"))'),
    (
        Conversation,
        "faq/",
        "Conversation takes a Bot, not str; call Conversation(Bot.load('faq/'))",
    ),
    (Conversation, CORPUS, "Conversation takes a Bot, not Corpus; call Conversation(Bot(corpus))"),
    (
        Conversation,
        [ROW],
        "Conversation takes a Bot, not list; call Conversation(Bot(Corpus.from_entries(rows)))",
    ),
    (Corpus.load, [ROW], "Corpus.load takes a path, not list; call Corpus.from_entries(rows)"),
    (Corpus.load, None, 'Corpus.load takes a path, not None; call Corpus.load("faq/")'),
    (Bot.load, [ROW], "Corpus.load takes a path, not list; call Corpus.from_entries(rows)"),
    (
        Corpus.from_entries,
        "faq/",
        "Corpus.from_entries takes rows, not str; call Corpus.load('faq/')",
    ),
    (
        Corpus.from_entries,
        ROW,
        "Corpus.from_entries takes rows, not dict; call Corpus.from_entries([row])",
    ),
    (
        Corpus.from_entries,
        Frame(),
        "Corpus.from_entries takes rows, not Frame; call Corpus.from_entries("
        'frame.to_dict("records"))',
    ),
    (
        Corpus.from_entries,
        None,
        "Corpus.from_entries takes rows, not None; call Corpus.from_entries([row, …])",
    ),
    (
        Corpus.from_entries,
        CORPUS["a"],
        "Corpus.from_entries takes rows, not Entry; call Corpus.from_entries([row, …])",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("call", "value", "text"), CASES, ids=[case[2] for case in CASES])
def test_the_message_says_what_to_call(call: Any, value: Any, text: str) -> None:
    with pytest.raises(ArgumentTypeError) as caught:
        call(value)
    assert str(caught.value) == text
    assert isinstance(caught.value, TypeError)
    assert str(pickle.loads(pickle.dumps(caught.value))) == text


def test_a_conversation_says_so_whatever_its_state() -> None:
    state = Conversation(BOT).to_dict()
    for damaged in ("raise", "restart"):
        with pytest.raises(ArgumentTypeError):
            Conversation.from_dict(None, state, damaged=damaged)  # type: ignore[arg-type]


# --- one line ---------------------------------------------------------------------------------


def test_the_repr_of_a_corpus_is_one_line() -> None:
    rows = [ROW | {"id": f"e{n}", "question": f"q{n}", "answer": "好\n" * 99} for n in range(99)]
    rows[0] |= {"hot": True, "enabled": False}
    corpus = Corpus.from_entries(rows)
    assert repr(corpus) == f"Corpus(99 entries, 1 warnings, {corpus.hash[:12]})"
    assert repr(CORPUS) == f"Corpus(1 entries, {CORPUS.hash[:12]})"
    assert len(repr(Bot(corpus))) < 80


def test_the_repr_of_an_entry_is_one_line() -> None:
    assert repr(CORPUS["a"]) == "Entry(id='a', question='怎么退款', answer='好')"
    entry = Entry(
        id="a",
        question="怎么退款",
        variants=tuple(f"退钱{n}" for n in range(99)),
        answer="好\n" * 99,
        keywords=Keywords(any=("退",)),
        links=(Link(label="说明", url="https://example.com"),),
        hot=True,
    )
    shown = "好\\n" * 20
    assert repr(entry) == (
        "Entry(id='a', question='怎么退款', variants=('退钱0', '退钱1', '退钱2', … 96 more), "
        f"answer='{shown}…', keywords=Keywords(any=('退',), all=(), none=()), "
        "links=(Link(label='说明', url='https://example.com'),), hot=True)"
    )


# --- many faults ------------------------------------------------------------------------------


def many(errors: int, warnings: int) -> CorpusError:
    rows: list[dict[str, object]] = [
        {"id": f"w{n}", "question": f"w{n}", "answer": "好", "hot": True, "enabled": False}
        for n in range(warnings)
    ]
    rows += [{"id": f"e{n}", "question": f"q{n}", "answer": "好", "x": 1} for n in range(errors)]
    with pytest.raises(CorpusError) as caught:
        Corpus.from_entries(rows)
    return caught.value


@pytest.mark.parametrize(
    ("errors", "warnings", "head", "shown", "more"),
    [
        (1, 0, "1 fault in the corpus:", "E" * 1, 0),
        (20, 0, "20 faults in the corpus:", "E" * 20, 0),
        (21, 0, "21 faults in the corpus:", "E" * 20, 1),
        (3, 17, "3 faults in the corpus and 17 warnings:", "W" * 17 + "EEE", 0),
        (3, 30, "3 faults in the corpus and 30 warnings:", "EEE" + "W" * 17, 13),
        (30, 1, "30 faults in the corpus and 1 warning:", "E" * 20, 11),
        pytest.param(
            10_003,
            10_002,
            "10003 faults in the corpus and 10002 warnings:",
            "E" * 20,
            19_985,
            marks=pytest.mark.slow,
        ),
    ],
)
def test_at_most_twenty_are_printed(
    errors: int, warnings: int, head: str, shown: str, more: int
) -> None:
    error = many(errors, warnings)
    first, *lines = str(error).split("\n  ")
    assert first == head
    assert "".join("W" if " W402 " in line else "E" for line in lines[: len(shown)]) == shown
    assert lines[len(shown) :] == ([f"{more} more are not shown"] if more else [])
    assert len(error.diagnostics) == sum(min(n, 10_000) + (n > 10_000) for n in (errors, warnings))
    assert repr(error).startswith(f"CorpusError({head.removesuffix(':')}, the first: 'row 1")
    assert "\n" not in repr(error)


def test_the_operator_reads_as_many_and_can_have_them_all() -> None:
    error = many(21, 0)
    lines = error.render("zh").split("\n")
    assert len(lines) == FAULTS_SHOWN + 1
    assert lines[-1] == "另有 1 处没有显示"
    assert len(error.render("zh", most=None).split("\n")) == 21
    assert len(error.render("en", most=2).split("\n")) == 3
