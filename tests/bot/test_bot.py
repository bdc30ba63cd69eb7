"""The contract of `Bot`: loading, asking, searching, the menu; threads, processes, time."""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, get_args

import pytest

from tests.service.material import FAQ, ROOT, bot_of, sample, without_hash
from xiaoer import (
    Action,
    Bot,
    Corpus,
    CorpusError,
    Entry,
    QueryTypeError,
    UnknownEntryError,
    UnknownNameError,
    XiaoerError,
)
from xiaoer.matching.confidence.fitted import Weights

BEIJING = timezone(timedelta(hours=8))
REFUND = {"id": "refund", "question": "怎么退款", "answer": "点退款"}

# --- loading ----------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_folder_of_yaml_is_loaded_with_its_settings(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- {id: a, question: 怎么退款, answer: '点{app}'}\n", "utf-8")
    (tmp_path / "b.yml").write_text("- {id: b, question: 怎么换货, answer: 点换货}\n", "utf-8")
    (tmp_path / "xiaoer.yaml").write_text("variables: {app: 小店}\n", "utf-8")
    bot = Bot.load(tmp_path)
    assert [entry.id for entry in bot.corpus] == ["a", "b"]
    assert bot.ask("怎么退款").text == "点小店"
    assert Bot.load(str(tmp_path)).ask("怎么换货").text == "点换货"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("faq.yaml", "- {id: a, question: 怎么退款, variants: [退钱], answer: 点退款}\n"),
        ("faq.yml", "- {id: a, question: 怎么退款, variants: [退钱], answer: 点退款}\n"),
        ("faq.jsonl", '{"id":"a","question":"怎么退款","variants":["退钱"],"answer":"点退款"}\n'),
    ],
)
def test_one_file_is_loaded(tmp_path: Path, name: str, text: str) -> None:
    """YAML or JSON Lines, and the reply is the same."""
    (tmp_path / name).write_text(text, "utf-8")
    bot = Bot.load(tmp_path / name)
    rows = [{"id": "a", "question": "怎么退款", "variants": ["退钱"], "answer": "点退款"}]
    assert bot.ask("退钱") == Bot(Corpus.from_entries(rows)).ask("退钱")
    assert bot.ask("退钱").text == "点退款"


def test_a_corpus_that_cannot_be_used_is_one_error_with_every_fault(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- {id: a, answer: x}\n- {id: a, question: q}\n", "utf-8")
    with pytest.raises(CorpusError) as caught:
        Bot.load(tmp_path)
    assert len(caught.value.diagnostics) >= 2
    with pytest.raises(CorpusError):
        Bot.load(tmp_path / "missing")


def test_records_and_mappings_make_the_same_bot() -> None:
    entry = Entry(id="refund", question="怎么退款", answer="点退款")
    one, other = (Bot(Corpus.from_entries([row])) for row in (entry, REFUND))
    assert one.ask("怎么退款") == other.ask("怎么退款")


def test_an_empty_corpus_answers_nothing_and_raises_nothing() -> None:
    bot = Bot(Corpus.from_entries([]))
    for query in ("怎么退款", "你好", "", "转人工"):
        assert bot.ask(query).candidates == ()
        assert not bot.ask(query).answered
    assert (bot.search("退款"), bot.menu()) == ((), ())


@pytest.mark.slow
def test_the_sample_is_the_corpus_of_the_checkout() -> None:
    assert sample().corpus == Corpus.load(FAQ)
    assert sample().ask("怎么申请退款", audience="buyer").answered


# --- asking -----------------------------------------------------------------------------------

ASKED = {
    "answer": "未发货能退款吗",
    "self_service": "怎么申请退款",
    "clarify": "怎么提现",
    "chat": "你好",
    "escalate": "转人工",
}


@pytest.fixture(scope="module")
def shop() -> Bot:
    return bot_of(
        {"id": "unsent", "question": "未发货能退款吗", "related": ["apply"], "hot": True},
        {
            "id": "apply",
            "question": "怎么申请退款",
            "category": "退款",
            "hot": True,
            "self_service": {"label": "去退款", "route": "app://refund"},
        },
        {"id": "buyer", "question": "怎么提现", "audience": "buyer", "category": "钱", "hot": True},
        {"id": "merchant", "question": "怎么提现", "audience": "merchant", "category": "钱"},
        audiences={"buyer": "买家", "merchant": "商家"},
        channels={"app": "App", "web": "网页"},
    )


@pytest.mark.parametrize("action", ASKED)
def test_every_action_of_ask(shop: Bot, action: str) -> None:
    """What goes with it is there, and what does not is not; the evidence always is."""
    reply = shop.ask(ASKED[action])
    assert reply.action == action
    assert (reply.entry is not None) == (action in ("answer", "self_service"))
    assert (reply.handoff is not None) == (action == "escalate")
    assert bool(reply.choices) == (action == "clarify")
    assert (reply.self_service is not None) == (action == "self_service")
    assert reply.text
    assert reply.query == ASKED[action]
    assert reply.corpus_hash == shop.corpus.hash
    assert (reply.parts, reply.offers) == ((), ())
    assert set(ASKED) == {*get_args(Action)} - {"suppressed"}


def test_candidates_are_at_most_five_best_first() -> None:
    for query in ("退款", "运费", "怎么改", "多久", "商家"):
        reply = sample().ask(query)
        scores = [candidate.score for candidate in reply.candidates]
        assert len(scores) == 5
        assert scores == sorted(scores, reverse=True)
        assert reply.margin == pytest.approx(scores[0] - scores[1])
        for candidate in reply.candidates:
            assert candidate.question in sample().corpus[candidate.id].questions


def test_the_audience_and_the_channel_are_keywords_only(shop: Bot) -> None:
    """So that none is taken for the other."""
    with pytest.raises(TypeError):
        shop.ask("怎么退款", "buyer")  # type: ignore[misc]


UNKNOWN = [
    ({"audience": "byer"}, "audience", "byer", "buyer"),
    ({"channel": "ap"}, "channel", "ap", "app"),
    ({"audience": ""}, "audience", "", ""),
    ({"audience": "buyer", "channel": "telephone"}, "channel", "telephone", ""),
    ({"audience": "shopper", "channel": "fax"}, "audience", "shopper", ""),
]
METHODS: dict[str, Callable[..., Any]] = {
    "ask": lambda bot, **asking: bot.ask("怎么退款", **asking),
    "explain": lambda bot, **asking: bot.explain("怎么退款", **asking),
    "search": lambda bot, **asking: bot.search("怎么退款", **asking),
    "menu": lambda bot, **asking: bot.menu(**asking),
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("asking", "kind", "name", "nearest"), UNKNOWN, ids=str)
def test_an_unknown_audience_or_channel_is_an_error_with_the_nearest_name(
    shop: Bot, method: str, asking: dict[str, str], kind: str, name: str, nearest: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        METHODS[method](shop, **asking)
    error = caught.value
    assert (error.kind, error.name, error.nearest) == (kind, name, nearest)
    assert error.known == {"audience": ("buyer", "merchant"), "channel": ("app", "web")}[kind]
    hint = f'did you mean "{nearest}"?' if nearest else "expected one of: "
    assert hint in str(error)
    assert isinstance(error, ValueError)


def test_names_need_no_declaration_where_the_settings_declare_none() -> None:
    """Those of the entries are known then."""
    bot = bot_of({**REFUND, "audience": "buyer", "channels": {"app": None}})
    assert bot.ask("怎么退款", audience="buyer", channel="app").answered
    with pytest.raises(UnknownNameError, match='did you mean "buyer"'):
        bot.ask("怎么退款", audience="buyers")
    with pytest.raises(UnknownNameError, match='unknown channel "web"'):
        bot.ask("怎么退款", channel="web")


@pytest.mark.parametrize("query", [None, 1, b"x", ["怎么退款"], 1.5, True, Path("x")], ids=repr)
@pytest.mark.parametrize("method", ["ask", "explain", "search"])
def test_a_query_that_is_no_text_is_a_type_error(shop: Bot, method: str, query: Any) -> None:
    with pytest.raises(QueryTypeError) as caught:
        getattr(shop, method)(query)
    assert isinstance(caught.value, TypeError)
    assert isinstance(caught.value, XiaoerError)
    assert str(caught.value) == f"a query must be a str, not {type(query).__name__}"


def test_a_subclass_of_str_is_a_text(shop: Bot) -> None:
    class Text(str):
        __slots__ = ()

    assert shop.ask(Text("未发货能退款吗")) == shop.ask("未发货能退款吗")


# --- now --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def festival() -> Bot:
    """Valid for one day, by the settings' clock."""
    valid = {"start": "2026-11-11", "end": "2026-11-11"}
    return bot_of({**REFUND, "valid": valid}, {"question": "运费谁出"}, timezone="+08:00")


@pytest.mark.parametrize(
    ("now", "answered"),
    [
        (datetime(2026, 11, 10, 23, 59, 59, tzinfo=BEIJING), False),
        (datetime(2026, 11, 11, tzinfo=BEIJING), True),
        (datetime(2026, 11, 11, 23, 59, 59, tzinfo=BEIJING), True),
        (datetime(2026, 11, 12, tzinfo=BEIJING), False),
        (datetime(2026, 11, 10, 16, tzinfo=UTC), True),
        (datetime(2026, 11, 10, 15, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 11), True),
        (datetime(2026, 11, 10, 16), False),
        (datetime(2026, 11, 12), False),
    ],
    ids=str,
)
def test_now_decides_what_is_valid(festival: Bot, now: datetime, answered: bool) -> None:
    """One without an offset is in the corpus's time zone; ask, search and menu agree."""
    assert festival.ask("怎么退款", now=now).answered is answered
    assert bool(festival.search("怎么退款", now=now)) is answered


def test_the_current_time_is_the_default(festival: Bot) -> None:
    now = datetime.now(BEIJING)
    assert festival.ask("怎么退款") == festival.ask("怎么退款", now=now)
    day = timedelta(days=1)
    valid = {"start": (now - day).isoformat(), "end": (now + day).isoformat()}
    assert bot_of({**REFUND, "valid": valid}).ask("怎么退款").answered
    past = {"end": (now - day).isoformat()}
    assert not bot_of({**REFUND, "valid": past}).ask("怎么退款").answered


# --- search, menu, explain --------------------------------------------------------------------


def test_search_ranks_entries_without_a_threshold() -> None:
    found = sample().search("运费", limit=7)
    assert len(found) == 7
    assert len({candidate.id for candidate in found}) == 7
    scores = [candidate.score for candidate in found]
    assert scores == sorted(scores, reverse=True)
    assert all("运" in c.question or "费" in c.question or "邮" in c.question for c in found)
    assert sample().search("运费", limit=3) == found[:3]


def test_search_shows_ten_unless_told(shop: Bot) -> None:
    assert len(sample().search("退款")) == 10
    assert len(shop.search("退款")) == 2


def test_search_finds_the_very_question_first_and_nothing_for_nothing(shop: Bot) -> None:
    assert shop.search("怎么申请退款")[0].id == "apply"
    assert shop.search("怎么申请退款")[0].score == pytest.approx(1.0)
    assert [shop.search(text) for text in ("", "？？", "xyz")] == [(), (), ()]


def test_search_and_menu_show_what_the_customer_may_get(shop: Bot) -> None:
    def ids(side: str | None) -> set[str]:
        return {candidate.id for candidate in shop.search("怎么提现", audience=side)}

    assert ids("buyer") & {"buyer", "merchant"} == {"buyer"}
    assert ids("merchant") & {"buyer", "merchant"} == {"merchant"}
    assert ids(None) >= {"buyer", "merchant"}


def test_the_menu_has_the_hot_questions_by_category_in_the_corpus_s_order(shop: Bot) -> None:
    def menu(side: str | None) -> list[tuple[str, list[str]]]:
        return [(s.category, [c.id for c in s.choices]) for s in shop.menu(audience=side)]

    assert menu("buyer") == [("", ["unsent"]), ("退款", ["apply"]), ("钱", ["buyer"])]
    assert menu("merchant") == [("", ["unsent"]), ("退款", ["apply"])]
    assert [c.question for c in shop.menu()[1].choices] == ["怎么申请退款"]


def test_the_menu_is_limited_by_category_and_leaves_out_what_is_not_valid() -> None:
    rows = [{"question": f"问题{n}号", "category": "甲", "hot": True} for n in range(5)]
    rows[0]["enabled"] = False
    rows[1]["valid"] = {"end": "2001-01-01"}
    bot = bot_of(*rows, limits={"menu": 2})
    (section,) = bot.menu()
    assert [choice.id for choice in section.choices] == ["e3", "e4"]
    (section,) = bot.menu(now=datetime(2000, 1, 1))
    assert [choice.id for choice in section.choices] == ["e2", "e3"]


def test_a_menu_of_no_questions_has_no_sections() -> None:
    assert bot_of({**REFUND, "category": "退款", "hot": True}, limits={"menu": 0}).menu() == ()


def test_explain_has_the_reply_and_its_evidence(shop: Bot) -> None:
    why = shop.explain("申请退款", audience="buyer")
    assert why.reply == shop.ask("申请退款", audience="buyer")
    assert why.candidates[0].id == "apply"
    assert "apply" in why.to_text()


def test_the_corpus_is_a_mapping_by_id(shop: Bot) -> None:
    assert shop.corpus["apply"].question == "怎么申请退款"
    with pytest.raises(UnknownEntryError, match='did you mean "apply"'):
        shop.corpus["aply"]


def test_the_repr_says_how_many_entries_and_which_corpus(shop: Bot) -> None:
    assert repr(shop) == f"Bot(4 entries, corpus {shop.corpus.hash[:12]})"


def test_asking_changes_nothing(shop: Bot) -> None:
    """Whatever was asked before, and whether the bot was warmed up."""
    before = shop.ask("申请退款")
    for query in ("怎么提现", "转人工", "", "退" * 5000, "未发货"):
        shop.ask(query)
        shop.search(query)
        shop.explain(query)
    shop.menu()
    shop.warm_up()
    assert shop.ask("申请退款") == before
    assert Bot(shop.corpus).ask("申请退款") == before


# --- pickle, threads, processes ---------------------------------------------------------------


def mixed_queries() -> list[str]:
    lines = (FAQ / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["q"] for line in lines[::37]]


@pytest.mark.parametrize("protocol", [2, pickle.HIGHEST_PROTOCOL])
def test_a_bot_pickles_and_replies_alike(shop: Bot, protocol: int) -> None:
    again = pickle.loads(pickle.dumps(shop, protocol))
    assert again.corpus == shop.corpus
    for query in (*ASKED.values(), "退款"):
        assert again.ask(query) == shop.ask(query)
        assert again.explain(query) == shop.explain(query)


def test_a_bot_with_other_weights_pickles_with_them(shop: Bot) -> None:
    shipped = Weights.shipped()
    bot = Bot(shop.corpus, weights=replace(shipped, ranker={**shipped.ranker, "ridge": 0.0}))
    query = "申请退款"
    assert bot.ask(query).candidates != shop.ask(query).candidates
    assert pickle.loads(pickle.dumps(bot)).ask(query) == bot.ask(query)


@pytest.mark.slow
def test_eight_threads_get_the_same_replies() -> None:
    """Of one bot, its first query included."""
    bot, queries = Bot(sample().corpus), mixed_queries()
    expected = [sample().ask(query) for query in queries]

    def ask_all(start: int) -> list[Any]:
        turned = [*range(start, len(queries)), *range(start)]
        found = {at: bot.ask(queries[at]) for at in turned}
        return [found[at] for at in range(len(queries))]

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(ask_all, range(0, len(queries), max(len(queries) // 8, 1))))
    assert len(results) >= 8
    assert all(replies == expected for replies in results)


@pytest.mark.slow
def test_eight_threads_may_build_the_first_bot_of_a_process() -> None:
    """The dictionary is loaded once, under a lock, without a word on either stream."""
    code = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from xiaoer import Bot, Corpus\n"
        "corpus = Corpus.from_entries([{'id': 'a', 'question': '运费险怎么赔', 'answer': 'x'}])\n"
        "with ThreadPoolExecutor(8) as pool:\n"
        "    ask = lambda n: Bot(corpus).ask('运费险赔吗').to_dict()\n"
        "    replies = list(pool.map(ask, range(8)))\n"
        "assert all(reply == replies[0] for reply in replies)\n"
        "print(replies[0]['confidence'])\n"
    )
    done = run(code, PYTHONWARNINGS="error")
    alone = bot_of({"id": "a", "question": "运费险怎么赔", "answer": "x"}).ask("运费险赔吗")
    assert (done.stdout.strip(), done.stderr) == (str(alone.confidence), "")


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A fresh process in the checkout's folder."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


REPLIES = """
import hashlib, json
from xiaoer import Bot
bot = Bot.sample()
queries = [json.loads(line)["q"] for line in open("faq/queries.jsonl", encoding="utf-8")][::37]
shapes = [bot.explain(query).to_dict() for query in queries]
shapes += [[list(candidate) for candidate in bot.search(query)] for query in queries[:10]]
text = json.dumps(shapes, ensure_ascii=True)
print(hashlib.sha256(text.encode("ascii")).hexdigest())
"""


@pytest.mark.slow
def test_every_hash_seed_gives_the_same_replies_to_the_last_bit() -> None:
    """Explanations with all their numbers, in processes of their own."""
    digests = set()
    for seed in ("0", "4242"):
        done = run(REPLIES, PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        digests.add(done.stdout)
    assert len(digests) == 1


@pytest.mark.slow
def test_the_order_of_the_rows_changes_nothing() -> None:
    rows = [entry.to_dict() for entry in sample().corpus][::3]
    for row in rows:
        row.pop("related", None)
    settings = sample().corpus.settings
    one, other = (Bot(Corpus.from_entries(some, settings)) for some in (rows, rows[::-1]))
    assert one.corpus.hash != other.corpus.hash
    for query in mixed_queries():
        assert without_hash(one.ask(query)) == without_hash(other.ask(query))
