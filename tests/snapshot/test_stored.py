"""A compiled corpus answers what the bot answers that it was made of, to the last bit."""

import json
import os
import pickle
import subprocess
import sys
import threading
from itertools import product
from pathlib import Path

import pytest

from tests.service.material import ROOT, sample
from tests.snapshot.material import ASKED, NOW, ROWS, small
from xiaoer import Bot, Conversation, Corpus, SnapshotError, UnknownEntryError
from xiaoer.errors import UnknownNameError
from xiaoer.snapshot.tables import KeptRows

QUERIES = ROOT / "faq" / "queries.jsonl"


@pytest.fixture(scope="module")
def built() -> Bot:
    return small()


@pytest.fixture(scope="module")
def path(built: Bot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("compiled") / "faq.xo"
    built.save(place)
    return place


@pytest.fixture
def opened(path: Path) -> Bot:
    return Bot.open(path)


def test_replies_are_equal(built: Bot, opened: Bot) -> None:
    for query, audience, channel in product(ASKED, (None, "buyer", "merchant"), (None, "app")):
        given = {"audience": audience, "channel": channel, "now": NOW}
        assert opened.ask(query, **given) == built.ask(query, **given), (query, given)  # type: ignore[arg-type]


def test_what_is_seen_of_it_is_equal(built: Bot, opened: Bot) -> None:
    for query in ASKED:
        assert opened.explain(query, now=NOW) == built.explain(query, now=NOW)
        assert opened.search(query, now=NOW) == built.search(query, now=NOW)
    assert opened.menu(now=NOW) == built.menu(now=NOW)
    assert (opened.fingerprint, opened.threshold) == (built.fingerprint, built.threshold)
    low = opened.with_threshold(0.1), built.with_threshold(0.1)
    assert low[0].ask("退款呢", now=NOW) == low[1].ask("退款呢", now=NOW)
    own = ["怎么退货", "退款多久到账"]
    assert opened.without(own).ask(own[0], now=NOW) == built.without(own).ask(own[0], now=NOW)


def spoken(bot: Bot) -> list[str]:
    talk = Conversation(bot, audience="buyer")
    said = [
        talk.say(text, now=NOW) for text in ("怎么退货", "那运费呢", "退款", "1", "没用", "转人工")
    ]
    return [f"{one.action} {one.reason} {one.text}" for one in said]


def test_conversations_are_equal(built: Bot, opened: Bot) -> None:
    assert spoken(opened) == spoken(built)


def test_the_corpus_is_equal(built: Bot, opened: Bot) -> None:
    corpus = opened.corpus
    assert corpus == built.corpus
    assert corpus.entries == built.corpus.entries  # in their order, not that of their ids
    assert [entry.id for entry in corpus] == [row["id"] for row in ROWS]
    assert (corpus.hash, corpus.settings) == (built.corpus.hash, built.corpus.settings)
    assert corpus.diagnostics == built.corpus.diagnostics
    assert built.corpus.diagnostics  # else the line above says nothing
    assert corpus["odd"] == built.corpus["odd"]
    assert "odd" in corpus
    assert "oddd" not in corpus
    assert len(corpus) == len(ROWS)
    with pytest.raises(UnknownEntryError, match='"odd"'):
        corpus["oddd"]
    with pytest.raises(UnknownNameError, match="buyer"):
        opened.ask("退款", audience="buyers")


def test_a_corpus_of_a_file_pickles_as_itself_and_builds_again(built: Bot, opened: Bot) -> None:
    corpus = pickle.loads(pickle.dumps(opened.corpus))
    assert type(corpus) is Corpus
    assert corpus == built.corpus
    assert Bot(opened.corpus).ask("怎么退货", now=NOW) == built.ask("怎么退货", now=NOW)


def test_a_bot_pickles_as_its_path(opened: Bot, path: Path) -> None:
    data = pickle.dumps(opened.with_threshold(0.25))
    assert len(data) < 500
    again = pickle.loads(data)
    assert again.threshold == 0.25
    assert again.ask("怎么退货", now=NOW) == opened.with_threshold(0.25).ask("怎么退货", now=NOW)


def test_a_pickled_bot_does_not_take_another_file_for_its_own(built: Bot, tmp_path: Path) -> None:
    place = tmp_path / "faq.xo"
    built.save(place)
    data = pickle.dumps(Bot.open(place))
    Bot(Corpus.from_entries(ROWS[:2])).save(place)
    with pytest.raises(SnapshotError, match="compiled anew"):
        pickle.loads(data)


def test_one_corpus_makes_one_file(built: Bot, opened: Bot, path: Path, tmp_path: Path) -> None:
    """Also where it is written again from the file."""
    for bot in (small(), Bot(opened.corpus)):
        bot.save(tmp_path / "again.xo")
        assert (tmp_path / "again.xo").read_bytes() == path.read_bytes()


ELSEWHERE = """
import json, sys
from tests.snapshot.material import ASKED, NOW, small
from xiaoer import Bot
bot = Bot.open(sys.argv[1])
print(json.dumps([bot.ask(query, now=NOW).to_dict() for query in ASKED]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("options", [[], ["-OO"]])
def test_another_process_and_hash_seed(built: Bot, path: Path, options: list[str]) -> None:
    """With its own tokenizer, which takes the counts of words from the file."""
    for seed in ("0", "7"):
        done = subprocess.run(
            [sys.executable, *options, "-c", ELSEWHERE, str(path)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        said = [built.ask(query, now=NOW).to_dict() for query in ASKED]
        assert json.loads(done.stdout) == json.loads(json.dumps(said))


@pytest.mark.slow
def test_the_sample_corpus(tmp_path: Path) -> None:
    built = sample()
    built.save(tmp_path / "sample.xo")
    assert (tmp_path / "sample.xo").stat().st_size < 1024 * len(built.desk.matcher.index.questions)
    opened = Bot.open(tmp_path / "sample.xo")
    lines = QUERIES.read_text(encoding="utf-8").splitlines()[::5]
    for query in (json.loads(line)["q"] for line in lines):
        assert opened.ask(query, now=NOW) == built.ask(query, now=NOW)


def test_threads_share_a_bot(built: Bot, opened: Bot) -> None:
    wanted = [built.ask(query, now=NOW) for query in ASKED]
    found: list[list[object]] = []

    def ask() -> None:
        found.append([opened.ask(query, now=NOW) for query in ASKED])

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [wanted] * 4


def test_processes_share_a_bot(built: Bot, opened: Bot) -> None:
    said = list(opened.ask_many(ASKED, now=NOW, processes=2))
    assert said == list(built.ask_many(ASKED, now=NOW))


def test_an_empty_corpus(tmp_path: Path) -> None:
    empty = Bot(Corpus.from_entries([]))
    empty.save(tmp_path / "empty.xo")
    opened = Bot.open(tmp_path / "empty.xo")
    assert opened.ask("怎么退货", now=NOW) == empty.ask("怎么退货", now=NOW)
    assert list(opened.corpus) == []


def test_what_is_kept_is_bounded() -> None:
    made: list[int] = []

    def make(number: int) -> str:
        made.append(number)
        return str(number)

    rows = KeptRows(1_000, make, most=10)
    assert [rows[n] for n in range(1_000)] == list(map(str, range(1_000)))
    assert rows[999] == "999"
    assert len(made) == 1_000  # kept
    assert len(rows._known) <= 10
    assert rows[-1] == "999"
    assert rows[1:3] == ["1", "2"]
    with pytest.raises(IndexError):
        rows[1_000]
