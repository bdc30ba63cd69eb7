"""Pages with texts of customers and corpora hold nothing that a terminal or a browser obeys."""

import json
import unicodedata

import pytest

from tests.service.material import bot_of
from xiaoer import Bot, Conversation
from xiaoer.cli import compare, evaluate
from xiaoer.text.characters.controls import CONTROLS

ORDERS = "\x1b[31m\x1b]0;t\x07\x9b2J\x00\u202e\u2066\u200f\u061c\u2028\U000e0041\x7f"
QUERY = f"怎么{ORDERS}退款"


def clean(text: str) -> bool:
    kinds = {unicodedata.category(char) for char in text if char not in "\n\t"}
    return not CONTROLS.search(text) and not kinds & {"Cc", "Cs", "Zl", "Zp"}


@pytest.fixture(scope="module")
def bot() -> Bot:
    """A corpus from Python may hold what files may not, such as turns of direction."""
    return bot_of(
        {"id": "a", "question": "怎么退\u202e款", "answer": "点\u2066退款"},
        {"id": "b", "question": "退\u200f款到账", "answer": "一天"},
    )


@pytest.fixture
def opened(monkeypatch, bot, opened):
    opened(bot)
    for command in (evaluate, compare):
        monkeypatch.setattr(command, "open_bot", lambda faq, lang, *, strict=False: bot)


@pytest.fixture
def queries(tmp_path):
    path = tmp_path / f"q{chr(0x202E)}.jsonl"
    rows = [{"q": QUERY, "gold": "b"}, {"q": f"退款{ORDERS}呢", "gold": None, "slice": ORDERS}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return str(path)


PAGES = [
    ("ask",), ("ask", "--explain"), ("ask", "--json"), ("ask", "--json", "--explain"),
    ("evaluate",), ("evaluate", "--explain"), ("evaluate", "--json"), ("evaluate", "--markdown"),
    ("evaluate", "--self"), ("evaluate", "--self", "--json"),
    ("compare",), ("compare", "--json"), ("compare", "--markdown"),
]  # fmt: skip


@pytest.mark.parametrize("argv", PAGES, ids=" ".join)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_gives_orders(opened, xiaoer, queries, argv, lang):
    own = {"ask": [QUERY], "compare": ["x", "y", "--queries", queries]}
    rest = own.get(argv[0], [] if "--self" in argv else [queries])
    status, out, err = xiaoer(*argv, *rest, lang=lang)
    assert status in (0, 1)
    assert out
    assert clean(out)
    assert clean(err)


def test_json_holds_them_all_the_same(opened, xiaoer):
    _, out, _ = xiaoer("ask", "--json", QUERY)
    assert json.loads(out)["query"] == QUERY
    assert "\\u202e" in out
    assert "\\udb40\\udc41" in out


def test_errors_and_a_chat_give_none(opened, xiaoer, typed):
    for argv in (("ask", "--audience", ORDERS, "x"), ("evaluate", f"/no/{ORDERS[:4]}"),
                 ("evaluate", "--require", f"{ORDERS}>1")):  # fmt: skip
        _, out, err = xiaoer(*argv)
        assert clean(out + err)
    typed(f"{QUERY}\n/why\n转人工\n/packet\n/audience {ORDERS}\n/xx{ORDERS}\n")
    _, out, _ = xiaoer("chat")
    assert clean(out)


def test_explanations_and_packets_are_clean_themselves(bot):
    assert clean(bot.explain(QUERY).to_text("zh"))
    assert clean(bot.explain(QUERY).to_text("en"))
    talk = Conversation(bot)
    talk.say(QUERY)
    reply = talk.say(f"转人工{ORDERS}")
    assert clean(reply.handoff.to_text())
    assert clean(reply.handoff.to_text(raw=True))


@pytest.mark.slow
def test_a_report_is_clean(bot, queries):
    from xiaoer.evaluation import evaluate as evaluated
    from xiaoer.evaluation import load_cases, predict
    from xiaoer.evaluation.pages.report import render

    found = evaluated(
        predict(bot), load_cases(queries), corpus=bot.corpus,
        explain=lambda case: bot.explain(case.q).to_text(),
    )  # fmt: skip
    for lang in ("zh", "en"):
        page = render(found, lang=lang, title=ORDERS)
        assert clean(page)
        assert "退款" in page
