"""The log on a full disk, torn, renamed or shared: no line is lost whose id was given."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.disk import ROOT, with_room
from xiaoer import DecisionLog, LogError, read_log
from xiaoer.service.reply.reply import Reply

REPLY = Reply(query="退款" * 20, action="chat", reason="greeting", text="您好")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "decisions.jsonl"


def ids(path: Path) -> list[str]:
    return [one.id for one in read_log(path).replies]


FILLED = """
from xiaoer import DecisionLog
from xiaoer.service.reply.reply import Reply
log = DecisionLog(sys.argv[2])
for n in range(12):
    try:
        print(log.record(Reply(query="退款" * 20, action="chat", reason="greeting", text="您好")))
    except OSError:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
"""


@pytest.mark.slow
def test_the_line_after_a_torn_one_is_whole(path: Path) -> None:
    """A write that fails after every number of bytes a line may have, then room again."""
    DecisionLog(path).record(REPLY)
    size = path.stat().st_size
    path.unlink()
    for room in sorted({0, 1, size - 1, size, size + 1, *range(7, 2 * size, 97)}):
        done = with_room(room, FILLED, str(path))
        assert done.returncode == 0, done.stderr
        promised = done.stdout.split()
        assert len(promised) == 11
        found = read_log(path)
        assert set(promised) <= {one.id for one in found.replies}
        assert len(found.replies) + found.damaged <= 12
        path.unlink()


def test_every_short_write_is_begun_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, calls = os.write, []

    def short(handle: int, data: bytes) -> int:
        calls.append(len(data))
        return write(handle, data[: len(data) // 2] if len(calls) == 1 else data)

    with DecisionLog(path) as log:
        monkeypatch.setattr(os, "write", short)
        first = log.record(REPLY)
        second = log.record(REPLY)
    assert ids(path) == [first, second]
    assert read_log(path).damaged == 1


def test_only_the_end_of_a_line_was_missing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, calls = os.write, []

    def short(handle: int, data: bytes) -> int:
        calls.append(len(data))
        return write(handle, data[:-1] if len(calls) == 1 else data)

    with DecisionLog(path) as log:
        monkeypatch.setattr(os, "write", short)
        first = log.record(REPLY)
    assert ids(path) == [first]
    assert read_log(path).damaged == 0


def test_a_write_that_never_is_whole_gives_no_id(path: Path, monkeypatch) -> None:
    write = os.write
    with DecisionLog(path) as log:
        first = log.record(REPLY)
        monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:5]))
        with pytest.raises(OSError, match=r"only a part.*decisions\.jsonl"):
            log.record(REPLY)
        monkeypatch.undo()
        last = log.record(REPLY)
    assert ids(path) == [first, last]


def test_a_line_torn_by_another_process_is_closed(path: Path) -> None:
    with DecisionLog(path) as log:
        first = log.record(REPLY)
        with path.open("ab") as other:
            other.write(b'{"v":1,"kind":"reply","id":"tor')
        second = log.record(REPLY)
    assert ids(path) == [first, second]
    assert read_log(path).damaged == 1


# --- rotation ---------------------------------------------------------------------------------


@pytest.mark.parametrize("say_so", [False, True])
def test_a_renamed_file_is_left_for_a_new_one(path: Path, say_so: bool) -> None:
    with DecisionLog(path) as log:
        first = log.record(REPLY)
        path.rename(path.with_name("old"))
        if say_so:
            log.reopen()
        second = log.record(REPLY)
    assert (ids(path.with_name("old")), ids(path)) == ([first], [second])
    assert first != second


def test_a_removed_or_emptied_file_is_begun_anew(path: Path) -> None:
    with DecisionLog(path) as log:
        log.record(REPLY)
        path.unlink()
        second = log.record(REPLY)
        assert ids(path) == [second]
        assert path.stat().st_mode & 0o077 == 0
        os.truncate(path, 0)
        third = log.record(REPLY)
    assert ids(path) == [third]


def test_another_folder_of_the_process_changes_nothing(path: Path, monkeypatch) -> None:
    monkeypatch.chdir(path.parent)
    (path.parent / "sub").mkdir()
    with DecisionLog(path.name) as log:
        first = log.record(REPLY)
        monkeypatch.chdir("sub")
        second = log.record(REPLY)
        path.rename(path.with_name("old"))
        third = log.record(REPLY)
        assert log.path == path.name
    assert (ids(path.with_name("old")), ids(path)) == ([first, second], [third])
    assert os.listdir(path.parent / "sub") == []


def test_without_its_folder_it_is_an_error_until_the_folder_is_back(path: Path) -> None:
    folder = path.parent / "logs"
    folder.mkdir()
    with DecisionLog(folder / "x") as log:
        log.record(REPLY)
        folder.rename(path.parent / "away")
        with pytest.raises(FileNotFoundError):
            log.record(REPLY)
        folder.mkdir()
        last = log.record(REPLY)
    assert ids(folder / "x") == [last]


def test_reopen_may_be_called_by_a_signal_while_a_line_is_written(path: Path, monkeypatch) -> None:
    """The handler runs in the thread that holds the lock: it must wait for nothing."""
    log = DecisionLog(path)
    before = signal.signal(signal.SIGHUP, lambda *_: log.reopen())
    write = os.write

    def interrupted(handle: int, data: bytes) -> int:
        signal.raise_signal(signal.SIGHUP)
        return write(handle, data)

    try:
        monkeypatch.setattr(os, "write", interrupted)
        assert ids(path) == []
        written = [log.record(REPLY) for _ in range(3)]
    finally:
        monkeypatch.undo()
        signal.signal(signal.SIGHUP, before)
        log.close()
    assert ids(path) == written


def test_a_closed_log_stays_closed(path: Path) -> None:
    log = DecisionLog(path)
    log.close()
    log.reopen()
    with pytest.raises(LogError):
        log.record(REPLY)


def test_a_child_forked_while_a_thread_writes_can_write(path: Path) -> None:
    """The lock that a thread held at the fork is nobody's in the child."""
    log = DecisionLog(path)
    log._lock.acquire()
    child = os.fork()
    if child == 0:
        done = threading.Thread(target=log.record, args=(REPLY,), daemon=True)
        done.start()
        done.join(20)
        os._exit(1 if done.is_alive() else 0)
    log._lock.release()
    assert os.waitpid(child, 0)[1] == 0
    log.record(REPLY)
    assert len(set(ids(path))) == 2


ROTATED = """
import sys
from xiaoer import DecisionLog
from xiaoer.service.reply.reply import Reply
log = DecisionLog(sys.argv[1])
reply = Reply(query="退款" * 200, action="chat", reason="greeting", text="您好" * 300)
while True:
    print(log.record(reply), flush=True)
"""


@pytest.mark.slow
def test_writers_that_share_a_rotated_file_are_killed(path: Path) -> None:
    """Three at once, one killed and begun anew all the time, the file renamed under them."""
    rng = random.Random(3)
    outs = [path.with_name(f"out{n}") for n in range(9)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = []
    for number, out in enumerate(outs):
        with out.open("wb") as stdout:
            argv = [sys.executable, "-c", ROTATED, str(path)]
            running.append(subprocess.Popen(argv, stdout=stdout, cwd=ROOT, env=env))
        if len(running) > 2:
            while outs[number - 2].stat().st_size < 400:
                time.sleep(0.01)
            time.sleep(rng.random() / 20)
            path.rename(path.with_name(f"rotated{number}"))
            with running.pop(0) as oldest:
                oldest.send_signal(signal.SIGKILL)
    for writer in running:
        writer.kill()
        writer.wait()
    logs = [read_log(file) for file in (path, *path.parent.glob("rotated*")) if file.exists()]
    read = {one.id for log in logs for one in log.replies}
    promised = [line for out in outs for line in out.read_text().split("\n")[:-1]]
    assert set(promised) <= read
    assert len(promised) > 100
    assert sum(log.damaged for log in logs) <= 9


# --- what a line may hold ---------------------------------------------------------------------


def row(path: Path) -> dict:
    return json.loads(path.read_bytes().splitlines()[-1])


def written(path: Path, conversation: str, key: bytes = b"") -> str:
    with DecisionLog(path, key=key) as log:
        log.record(REPLY, conversation=conversation)
    return row(path)["conversation"]


@pytest.mark.parametrize(
    "conversation",
    ["", "c1", "6f1c2a4e-93b7-4c1d-8a4e-5b6c7d8e9f01", "order-202601011234567890", "微信-42",
     "x" * 200],
)  # fmt: skip
def test_an_id_that_says_nothing_is_written_as_it_is(path: Path, conversation: str) -> None:
    assert written(path, conversation) == conversation


PRIVATE = ["13800138000", "+86 138-0013-8000", "wx_13800138000", "user13900139000app",
           "zhang.san@example.com", "11010519491231002X", "tel:13800138000", "x" * 201,
           "13800138000\ud800"]  # fmt: skip


@pytest.mark.parametrize("conversation", PRIVATE)
def test_one_that_says_who_it_is_is_hashed(path: Path, conversation: str) -> None:
    found = written(path, conversation)
    assert found.startswith("masked-")
    assert found[7:].isalpha()
    assert len(found) == 39
    assert found == written(path, conversation)
    assert found != written(path, conversation, key=b"secret") != written(path, conversation, b"x")
    assert "138001" not in path.read_text(encoding="utf-8")


def test_two_talks_stay_two(path: Path) -> None:
    assert len({written(path, one) for one in PRIVATE}) == len(PRIVATE)


def test_a_packet_has_the_id_of_its_talk(path: Path) -> None:
    from tests.service.material import bot_of
    from xiaoer import Conversation

    talk = Conversation(bot_of({"id": "a", "question": "怎么退款"}), id="13800138000")
    with DecisionLog(path) as log:
        log.record(talk.say("转人工"), conversation=talk.id)
        talk.release()
        log.record(talk.say("转人工"), conversation=talk.id)
    first, second = read_log(path).replies
    assert first.conversation == second.conversation
    assert first.reply.handoff.id == f"{first.conversation}-1"
    assert second.reply.handoff.id == f"{first.conversation}-2"
    assert "13800138000" not in path.read_text(encoding="utf-8")


def test_texts_beside_the_reply_are_cut_and_masked(path: Path) -> None:
    with DecisionLog(path) as log:
        log.record(REPLY, audience="买" * 9000, channel="打13800138000")
        assert row(path)["audience"] == "买" * 199 + "…"
        assert row(path)["channel"] == "打[手机号]"
        log.feedback("x", "solved", note="记" * 995 + "13800138000" + "记" * 9000)
        assert row(path)["note"] == "记" * 995 + "…"
        log.feedback("x", "solved", note="记" * 1000)
        assert row(path)["note"] == "记" * 1000


def test_a_long_note_costs_little(path: Path) -> None:
    """Masking is not linear; a note of a million characters is cut before it."""
    with DecisionLog(path) as log:
        start = time.process_time()
        log.feedback("x", "solved", note="一三八" * 300_000)
        assert time.process_time() - start < 2


@pytest.mark.parametrize("name", ["audience", "channel", "conversation"])
@pytest.mark.parametrize("value", [["buyer"], 5, b"buyer"])
def test_a_name_is_a_text(path: Path, name: str, value: object) -> None:
    with DecisionLog(path) as log, pytest.raises(TypeError, match=f"{name} must be a str"):
        log.record(REPLY, **{name: value})
    assert path.read_bytes() == b""
