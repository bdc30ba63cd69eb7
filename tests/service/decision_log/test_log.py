"""The decision log: what is written is read back, masked; a crash loses at most the last line."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest

from tests.service.material import ROOT, bot_of
from xiaoer import Conversation, DecisionLog, LogError, read_log
from xiaoer.service.decision_log.log import Verdict
from xiaoer.service.decision_log.log_fields import _MOST_KNOWN

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture
def bot():
    return bot_of(
        {"id": "refund", "question": "怎么退款", "variants": ["如何退钱"]},
        {"id": "cancel", "question": "怎么取消订单", "self_service": {
            "label": "取消", "route": "app://x?phone={手机号}", "fields": ["手机号"]}},
    )  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "decisions.jsonl"


def test_replies_and_feedback_are_read_back_in_their_order(bot, path):
    with DecisionLog(path) as log:
        talk = Conversation(bot, id="c1")
        first = log.record(talk.say("怎么退款"), conversation="c1", channel="app", now=NOW)
        second = log.record(talk.say("转人工"), conversation="c1")
        log.feedback(first, "unhelpful", note="客户电话13800138000")
        log.feedback(first, "helpful")
    found = read_log(path)
    assert [one.id for one in found.replies] == [first, second]
    one = found.replies[0]
    assert (one.conversation, one.channel, one.audience) == ("c1", "app", None)
    assert one.time == NOW.isoformat()
    assert (one.reply.action, one.reply.query) == ("answer", "怎么退款")
    assert found.replies[1].reply.handoff.id == "c1-1"
    assert [f.verdict for f in found.feedback] == ["unhelpful", "helpful"]
    assert "13800138000" not in found.feedback[0].note
    assert found.verdicts() == {first: "helpful"}
    assert found.damaged == 0


def test_an_entry_is_logged_without_what_the_corpus_says_anyway(bot, path):
    with DecisionLog(path) as log:
        log.record(bot.ask("怎么退款"))
    assert "如何退钱" not in path.read_text(encoding="utf-8")
    (one,) = read_log(path).replies
    assert (one.reply.entry.id, one.reply.entry.variants) == ("refund", ())


def test_private_values_are_masked_wherever_they_stand(bot, path):
    talk = Conversation(bot, id="c1")
    with DecisionLog(path) as log:
        for text in ("我的手机号是13800138000", "怎么取消订单", "转人工 13800138000"):
            log.record(talk.say(text))
    written = path.read_text(encoding="utf-8")
    assert "13800138000" not in written
    assert "app://x?phone=[手机号]" in written
    assert len(read_log(path).replies) == 3


def test_what_only_the_corpus_says_stays_and_what_a_customer_typed_goes(path):
    rows = (
        {"id": "name", "question": "收件人张伟民是谁", "answer": "姓名：李建国，是我们的店长。"},
        {"id": "phone", "question": "13800138000是谁", "answer": "是骗子，别接。"},
    )
    bot = bot_of(*rows)
    with DecisionLog(path) as log:
        log.record(bot.ask("收件人张伟民是谁"))
        log.record(bot.ask("13800138000是谁"))
    named, numbered = read_log(path).replies
    assert named.reply.entry.question == "收件人张伟民是谁"
    assert named.reply.candidates[0].question == "收件人张伟民是谁"
    assert "李建国" in named.reply.entry.answer
    assert (named.reply.query, named.reply.text) == (
        "收件人[姓名]是谁",
        "姓名：[姓名]，是我们的店长。",
    )
    assert "13800138000" not in path.read_text(encoding="utf-8")
    assert numbered.reply.query == "[手机号]是谁"


@pytest.mark.parametrize(
    ("quoted", "secret"),
    [
        ("收件人覃砚秋，对吗？", "覃砚秋"),
        ("您的账号lijianhong1971已经登记", "lijianhong1971"),
        ("您的车牌沪A12345", "A12345"),
        ("地址改为锦绣江南三期7-2-902", "7-2-902"),
    ],
)
def test_a_text_of_the_bots_that_quotes_a_customer_is_masked_as_the_customers(
    bot, path, quoted, secret
):
    reply = bot.ask("怎么退款")
    packet = Conversation(bot, id="c1")
    packet.say("怎么退款")
    handed = packet.say("转人工")
    line = replace(handed.handoff.transcript[0], role="bot", text=quoted)
    handoff = replace(handed.handoff, transcript=(line,), problem=quoted)
    with DecisionLog(path) as log:
        for _ in range(2):  # the second is remembered
            log.record(replace(reply, text=quoted, lead=quoted))
            log.record(replace(reply, understood=quoted))
            log.record(replace(handed, handoff=handoff))
        assert all(
            secret.encode() not in (one or "").encode() for one in log._masker._known.values()
        )
    assert secret not in path.read_text(encoding="utf-8")
    assert len(read_log(path).replies) == 6


def test_a_text_of_the_corpus_and_the_same_of_a_customer_are_two_things(path):
    """What is remembered of the one says nothing of the other."""
    text = "收件人张伟民是谁"
    bot = bot_of({"id": "name", "question": text, "answer": "店长。"})
    reply = bot.ask(text)
    with DecisionLog(path) as log:
        for _ in range(2):
            log.record(replace(reply, text=text, lead=text, query=text))
    for one in read_log(path).replies:
        assert one.reply.entry.question == text
        assert {one.reply.text, one.reply.lead, one.reply.query} == {"收件人[姓名]是谁"}


@pytest.mark.slow
def test_a_log_remembers_a_bounded_number_of_texts(bot, path):
    reply = bot.ask("怎么退款")
    with DecisionLog(path) as log:
        for number in range(_MOST_KNOWN + 10):
            log._masker.bot(f"第{number}句")
        assert len(log._masker._known) <= _MOST_KNOWN
        log.record(reply)


def test_ids_are_unique_over_writers_and_threads(bot, path):
    reply = bot.ask("怎么退款")
    logs = [DecisionLog(path), DecisionLog(path)]

    def write(log: DecisionLog) -> None:
        for _ in range(50):
            log.record(reply)

    threads = [threading.Thread(target=write, args=(log,)) for log in (*logs, *logs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = read_log(path)
    assert (len(found.replies), found.damaged) == (200, 0)
    assert len({one.id for one in found.replies}) == 200


def test_a_fork_gets_ids_of_its_own(bot, path):
    log = DecisionLog(path)
    reply = bot.ask("怎么退款")
    log.record(reply)
    child = os.fork()
    if child == 0:
        log.record(reply)
        os._exit(0)
    os.waitpid(child, 0)
    log.record(reply)
    assert len({one.id for one in read_log(path).replies}) == 3


def test_only_the_owner_may_read_it(bot, path):
    DecisionLog(path).close()
    assert path.stat().st_mode & 0o077 == 0


def test_a_closed_log_says_so(bot, path):
    log = DecisionLog(path)
    log.close()
    log.close()
    with pytest.raises(LogError, match=r"decisions\.jsonl: the log is closed; open a new"):
        log.record(bot.ask("怎么退款"))


def test_an_unknown_verdict_names_the_known_ones(path):
    with DecisionLog(path) as log, pytest.raises(ValueError, match="helpful, unhelpful, solved"):
        log.feedback("x", "good")
    assert path.read_bytes() == b""
    assert set(get_args(Verdict)) == {"helpful", "unhelpful", "solved", "taken_over"}


DAMAGED = [
    b"{", b"[]", b"null", b"1", b'"text"', b"{}", b'{"v":1}', b'{"v":2,"kind":"reply"}',
    b'{"v":1,"kind":"other","id":"a","time":""}', b"\xff\xfe", b"[" * 100_000,
    b'{"v":1,"kind":"reply","id":"a","time":"","conversation":"","audience":null,"channel":null,'
    b'"reply":{}}',
    b'{"v":1,"kind":"feedback","id":"a","time":"","reply_id":"b","verdict":"good","note":""}',
]  # fmt: skip


def test_damaged_lines_are_skipped_and_counted(bot, path):
    with DecisionLog(path) as log:
        log.record(bot.ask("怎么退款"))
    good = path.read_bytes()
    path.write_bytes(b"\n".join([*DAMAGED, b"", b"  "]) + b"\n" + good + good)
    found = read_log(path)
    assert (len(found.replies), found.damaged) == (2, len(DAMAGED))


def test_a_torn_line_is_closed_by_the_next_writer(bot, path):
    with DecisionLog(path) as log:
        log.record(bot.ask("怎么退款"))
    torn = path.read_bytes()[:-40]
    path.write_bytes(torn)
    assert (len(read_log(path).replies), read_log(path).damaged) == (0, 1)
    with DecisionLog(path) as log:
        log.record(bot.ask("怎么退款"))
    assert (len(read_log(path).replies), read_log(path).damaged) == (1, 1)


WRITER = """
import sys
from xiaoer.service.decision_log.log import DecisionLog
from xiaoer.service.reply.reply import Reply

log = DecisionLog(sys.argv[1])
reply = Reply(query="退款" * 200, action="chat", reason="greeting", text="您好" * 300)
while True:
    print(log.record(reply), flush=True)
"""


@pytest.mark.slow
def test_a_writer_killed_fifty_times_loses_at_most_the_last_line(path):
    """Every id that was handed out is read; at most one line a kill is there without its id."""
    rng = random.Random(5)
    promised: list[str] = []
    for _ in range(50):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        ) as writer:
            promised.append(writer.stdout.readline().strip())  # it is writing
            time.sleep(rng.random() / 100)
            writer.send_signal(signal.SIGKILL)
            promised += [line.strip() for line in writer.stdout if line.endswith("\n")]
    found = read_log(path)
    read = [one.id for one in found.replies]
    assert set(promised) <= set(read)
    assert len(read) - len(promised) + found.damaged <= 50
    assert len(promised) > 50  # more than the first line of each writer
    assert json.loads(path.read_bytes().split(b"\n")[0])["v"] == 1
