"""A bot that says what it is told to, so that ``ask`` is tested alone, and a small true one."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.service.material import bot_of
from xiaoer.bot import Bot
from xiaoer.cli import ask, chat
from xiaoer.cli.main import main
from xiaoer.cli.talk import demo
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Link
from xiaoer.errors import UnknownNameError
from xiaoer.service.reply.handoff import Handoff
from xiaoer.service.reply.reply import Choice, Reply
from xiaoer.service.reply.self_service import SelfServiceLink

ENTRIES = [
    {
        "id": "apply",
        "question": "怎么申请退款",
        "answer": "在订单里申请。",
        "category": "退款问题",
        "hot": True,
        "related": ["arrival"],
        "self_service": {
            "label": "申请退款",
            "route": "app://refund?order={订单号}",
            "fields": ["订单号"],
        },
    },
    {
        "id": "arrival",
        "question": "退款多久到账",
        "answer": "一到七天。",
        "category": "退款问题",
        "hot": True,
    },
    {
        "id": "ship",
        "question": "多久发货",
        "answer": "当天。",
        "category": "发货",
        "audience": "buyer",
        "hot": True,
    },
    {"id": "ship-m", "question": "多久发货", "answer": "三天内。", "audience": "merchant"},
]
SETTINGS = {
    "audiences": {"buyer": "买家", "merchant": "商家"},
    "queues": {"human": {"label": "人工客服"}, "mediation": {"label": "平台介入"}},
    "variables": {"shop": "小店"},
    "texts": {"greeting": "欢迎来到{shop}", "goodbye": "再见，{shop}等您"},
    "offers": [
        {
            "name": "mediation",
            "label": "申请平台介入",
            "queue": "mediation",
            "words": ["商家不同意"],
            "text": "{shop}转给专员",
        }
    ],
}
CHOICES = (Choice("apply", "怎么申请退款"), Choice("arrival", "退款多久到账"))


class FakeBot:
    """Answers by the query; remembers what it was asked."""

    def __init__(self) -> None:
        self.corpus = Corpus.from_entries(ENTRIES, settings=SETTINGS)
        self.asked: list[tuple[str, str | None, str | None]] = []

    def ask(self, query: str, *, audience=None, channel=None) -> Reply:
        if audience not in (None, "buyer", "merchant"):
            raise UnknownNameError("audience", audience, ("buyer", "merchant"))
        self.asked.append((query, audience, channel))
        return REPLIES.get(query, _answer)(query)

    def explain(self, query: str, *, audience=None, channel=None) -> SimpleNamespace:
        return SimpleNamespace(
            to_text=lambda lang: f"explained {query} to {audience} on {channel} in {lang}",
            to_dict=lambda: {"of": query, "audience": audience, "channel": channel},
        )


def _answer(query: str) -> Reply:
    return Reply(query=query, action="answer", reason="exact", text=f"答：{query}", confidence=1.0)


def _clarify(query: str) -> Reply:
    return Reply(
        query=query,
        action="clarify",
        reason="ambiguous",
        text="您想问哪一个？",
        choices=CHOICES,
        confidence=0.4,
    )


def _escalate(query: str) -> Reply:
    handoff = Handoff(
        queue="human", label="人工客服", priority=0, reason="human_requested", query=query
    )
    return Reply(
        query=query, action="escalate", reason="human_requested", text="为您转接。", handoff=handoff
    )


def _full(query: str) -> Reply:
    return Reply(
        query=query,
        action="self_service",
        reason="matched",
        text="第一行。\n第二行。",
        confidence=0.934,
        self_service=SelfServiceLink(
            label="申请退款", route="app://refund", fields=("订单号", "手机号")
        ),
        links=(Link(label="说明", url="https://example.com/a"),),
        image="images/a.png",
        related=CHOICES,
        truncated=7,
    )


def _rude(query: str) -> Reply:
    return Reply(query=query, action="chat", reason="greeting", text="红\x1b[31m色\u202e")


def _said(query: str) -> Reply:
    return Reply(
        query=query,
        action="clarify",
        reason="ambiguous",
        text="您可以在这里自助办理：\n1. 怎么申请退款\n2. 退款多久到账",
        choices=CHOICES,
        self_service=SelfServiceLink(label="申请退款", route="app://refund"),
    )


REPLIES = {
    "都说了": _said,
    "退款": _clarify,
    "转人工": _escalate,
    "退款入口": _full,
    "粗鲁": _rude,
}


@pytest.fixture
def bot(monkeypatch: pytest.MonkeyPatch) -> FakeBot:
    fake = FakeBot()
    monkeypatch.setattr(ask, "open_bot", lambda faq, lang, strict: fake)
    return fake


@pytest.fixture(scope="session")
def small_bot() -> Bot:
    return bot_of(*ENTRIES, **SETTINGS)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch):
    """Makes every command that talks or answers open this bot."""

    def call(bot: Bot) -> None:
        for command in (ask, chat, demo):
            monkeypatch.setattr(command, "open_bot", lambda faq, lang, strict: bot)

    return call


@pytest.fixture
def shop(small_bot: Bot, opened) -> Bot:
    opened(small_bot)
    return small_bot


@pytest.fixture
def xiaoer(capsys: pytest.CaptureFixture[str]):
    """Runs the program here: (status, stdout, stderr), in Chinese unless told otherwise."""

    def call(*argv: str, lang: str = "zh") -> tuple[int, str, str]:
        status = main(["--lang", lang, *argv])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch):
    """Sets what standard input holds."""
    import io

    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


@pytest.fixture
def program():
    """Runs the program as its own process; bytes in, bytes out."""

    def call(*argv: str | bytes, env: dict[str, str] | None = None, **options):
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
        return subprocess.run(
            [sys.executable, "-m", "xiaoer", *argv],
            env={**clean, "PYTHONPATH": str(_CHECKOUT), **(env or {})},
            capture_output=options.pop("capture_output", "stdout" not in options),
            timeout=60,
            check=False,
            **options,
        )

    return call


_CHECKOUT = Path(__file__).parents[2]
