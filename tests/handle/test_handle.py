"""A FAQ edited while it serves: the new one whole, or the old one and the reason."""

import gc
import os
import pickle
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.service.material import THREE_ENTRIES
from xiaoer import Bot, BotHandle, CalibrationError, CorpusError, ReloadRefusedError, Reply
from xiaoer.evaluation import Case, CasesError, no_worse
from xiaoer.handle import _Watcher

BROKEN = "- id: apply\n  question: 怎么申请退款\n  answr: 一\n- id: arrival\n  answer: 二\n"
"""Two entries, each with a fault of its own."""


def corpus(version: int) -> str:
    return THREE_ENTRIES.replace("在订单里申请。", f"第{version}版。")


def answer(bot: Bot) -> str:
    return bot.ask("怎么申请退款").text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "faq"
    place.mkdir()
    (place / "a.yaml").write_text(corpus(1), encoding="utf-8")
    return place


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One item for each load of a bot."""
    seen: list[int] = []
    load = Bot.load

    def counting(*args: Any, **kwargs: Any) -> Bot:
        seen.append(1)
        return load(*args, **kwargs)

    monkeypatch.setattr(Bot, "load", counting)
    return seen


def write(folder: Path, version: int) -> None:
    (folder / "a.yaml").write_text(corpus(version), encoding="utf-8")


# --- reload -----------------------------------------------------------------------------------


def test_a_bot_that_is_let_go_is_freed_at_once(folder: Path) -> None:
    """A cycle would keep each bot that was swapped until the collector comes, 70 MB of the sample:
    200 reloads held 1.9 GB."""
    handle = BotHandle(folder)
    gc.collect()
    gc.disable()
    try:
        for version in range(2, 5):
            write(folder, version)
            assert handle.reload()
            assert "版" in answer(handle.bot)
        assert gc.collect() < 200  # what the parser of YAML leaves; a bot has thousands
    finally:
        gc.enable()


def test_a_changed_file_is_served_after_a_reload(folder: Path) -> None:
    handle = BotHandle(folder)
    old = handle.bot
    write(folder, 2)
    assert answer(handle.bot) == "第1版。"
    assert handle.reload()
    assert answer(handle.bot) == "第2版。"
    assert answer(old) == "第1版。"


def test_files_that_say_the_same_leave_the_bot_as_it_is(folder: Path) -> None:
    handle = BotHandle(folder)
    old = handle.bot
    (folder / "a.yaml").write_text("# 注释\n" + corpus(1), encoding="utf-8")
    assert handle.reload(require=lambda old, new: False)
    assert (handle.bot is old, handle.fault, handle.back()) == (True, None, False)


def test_a_new_calibration_alone_is_a_change(folder: Path) -> None:
    handle = BotHandle(folder)
    (folder / "calibration.json").write_text("{", encoding="utf-8")
    assert not handle.reload()
    assert isinstance(handle.fault, CalibrationError)


def test_a_broken_corpus_leaves_the_old_one_and_has_every_fault(folder: Path) -> None:
    handle = BotHandle(folder)
    old = handle.bot
    (folder / "a.yaml").write_text(BROKEN, encoding="utf-8")
    assert not handle.reload()
    assert handle.bot is old
    assert isinstance(handle.fault, CorpusError)
    assert len([one for one in handle.fault.diagnostics if one.severity == "error"]) >= 2
    assert "with a fault" in repr(handle)
    write(folder, 2)
    assert handle.reload()
    assert (handle.fault, answer(handle.bot)) == (None, "第2版。")


@pytest.mark.parametrize("gone", ["folder", "file"])
def test_a_corpus_that_went_away_leaves_the_old_one(folder: Path, gone: str) -> None:
    handle = BotHandle(folder if gone == "folder" else folder / "a.yaml")
    folder.rename(folder.with_name("elsewhere"))
    assert not handle.reload()
    assert isinstance(handle.fault, CorpusError)
    assert answer(handle.bot) == "第1版。"


def test_the_first_load_has_nothing_to_fall_back_on(folder: Path) -> None:
    (folder / "a.yaml").write_text(BROKEN, encoding="utf-8")
    with pytest.raises(CorpusError):
        BotHandle(folder)


def test_a_calibration_may_be_required(folder: Path) -> None:
    with pytest.raises(CalibrationError):
        BotHandle(folder, require_calibration=True)


# --- back -------------------------------------------------------------------------------------


def test_back_is_the_one_before_and_twice_is_none(folder: Path) -> None:
    handle = BotHandle(folder)
    assert not handle.back()
    write(folder, 2)
    handle.reload()
    assert handle.back()
    assert answer(handle.bot) == "第1版。"
    assert handle.back()
    assert answer(handle.bot) == "第2版。"


def test_after_back_the_withdrawn_one_comes_when_asked_for(folder: Path) -> None:
    handle = BotHandle(folder)
    write(folder, 2)
    handle.reload()
    handle.back()
    assert handle._look() is None, "watching would bring back what was withdrawn"
    assert handle.reload()
    assert answer(handle.bot) == "第2版。"


def test_what_was_refused_is_not_what_back_leads_to(folder: Path) -> None:
    handle = BotHandle(folder)
    write(folder, 2)
    handle.reload()
    write(folder, 3)
    handle.reload(require=lambda old, new: False)
    assert handle.back()
    assert answer(handle.bot) == "第1版。"


# --- the gate ---------------------------------------------------------------------------------


def test_a_check_is_given_the_old_and_the_new_and_may_refuse(folder: Path) -> None:
    handle = BotHandle(folder)
    write(folder, 2)
    seen: list[str] = []

    def check(old: Bot, new: Bot) -> bool:
        seen.extend((answer(old), answer(new)))
        return False

    assert not handle.reload(require=check)
    assert seen == ["第1版。", "第2版。"]
    assert answer(handle.bot) == "第1版。"
    assert isinstance(handle.fault, ReloadRefusedError)
    assert str(handle.fault) == "the check refused the new corpus: False"
    assert handle.reload(require=lambda old, new: True)


def test_a_check_may_assert(folder: Path) -> None:
    handle = BotHandle(folder)
    write(folder, 2)

    def check(old: Bot, new: Bot) -> None:
        assert new.ask("怎么申请退款").text == "第3版。", "not yet"

    assert not handle.reload(require=check)
    assert isinstance(handle.fault, AssertionError)


def test_a_mistake_in_a_check_is_the_caller_s_to_see(folder: Path) -> None:
    handle = BotHandle(folder)
    write(folder, 2)
    with pytest.raises(ZeroDivisionError):
        handle.reload(require=lambda old, new: 1 / 0)
    assert answer(handle.bot) == "第1版。"


CASES = (
    Case(q="怎么申请退款呢", gold=("apply",)),
    Case(q="请问退款多久到账", gold=("arrival",)),
    Case(q="附近哪里有停车场"),
)


def test_no_worse_lets_an_equal_one_come(folder: Path) -> None:
    handle = BotHandle(folder)
    write(folder, 2)
    assert handle.reload(require=no_worse(CASES)), handle.fault


def test_no_worse_refuses_what_loses_an_answer_and_says_which(folder: Path) -> None:
    handle = BotHandle(folder)
    (folder / "a.yaml").write_text(corpus(2).partition("- id: arrival")[0], encoding="utf-8")
    assert not handle.reload(require=no_worse(CASES))
    fault = handle.fault
    assert isinstance(fault, ReloadRefusedError)
    assert fault.verdict.lost == ("请问退款多久到账",)  # type: ignore[attr-defined]
    assert "of 3 queries 2 are served right, were 3" in str(fault)
    assert "'请问退款多久到账'" in str(fault)
    assert str(pickle.loads(pickle.dumps(fault))) == str(fault)
    assert handle.reload(require=no_worse(CASES, allowed=1))


def test_no_worse_counts_wrong_answers_too(folder: Path) -> None:
    bot = Bot.load(folder)
    old, new = bot.with_threshold(1.0), bot.with_threshold(0.0)  # exact questions alone; any
    wrong = [Case(q="退款到账要多久呀", gold=("no-such-entry",))]
    found = no_worse(wrong)(old, new)
    assert (bool(found), found.right, found.wrong) == (False, (0, 0), (0, 1))
    assert not found.lost


def test_no_worse_needs_cases_and_a_count() -> None:
    with pytest.raises(CasesError):
        no_worse([])
    with pytest.raises(ValueError, match="negative"):
        no_worse(CASES, allowed=-1)


def test_cases_that_cannot_be_asked_are_a_fault(folder: Path) -> None:
    handle = BotHandle(folder)
    write(folder, 2)
    unknown = Case(q="退款", gold=("apply",), slices={"audience": "nobody"})
    assert not handle.reload(require=no_worse([unknown]))
    assert isinstance(handle.fault, CasesError)


# --- watching: each step of an editor, with a look between any two --------------------------------

Steps = Iterator[None]


def plain_write(folder: Path) -> Steps:
    write(folder, 2)
    yield


def truncated_first(folder: Path) -> Steps:
    (folder / "a.yaml").write_bytes(b"")
    yield
    write(folder, 2)
    yield


def in_two_blocks(folder: Path) -> Steps:
    data = corpus(2).encode()
    (folder / "a.yaml").write_bytes(data[:40])
    yield
    (folder / "a.yaml").write_bytes(data)
    yield


def atomic_rename(folder: Path) -> Steps:
    aside = folder / "a.yaml.tmp"
    aside.write_text(corpus(2), encoding="utf-8")
    yield
    os.replace(aside, folder / "a.yaml")
    yield


def renamed_with_the_old_time(folder: Path) -> Steps:
    """As by rsync or cp -p: the same size and time, another file."""
    before = os.stat(folder / "a.yaml")
    aside = folder / ".a.yaml.x7Qp"
    aside.write_text(corpus(2), encoding="utf-8")
    os.utime(aside, ns=(before.st_atime_ns, before.st_mtime_ns))
    yield
    os.replace(aside, folder / "a.yaml")
    yield


def vim(folder: Path) -> Steps:
    file, backup = folder / "a.yaml", folder / "a.yaml~"
    (folder / ".a.yaml.swp").write_bytes(b"b0VIM 9.1")
    yield
    (folder / "4913").write_bytes(b"")
    yield
    (folder / "4913").unlink()
    file.rename(backup)
    yield
    write(folder, 2)
    yield
    backup.unlink()
    yield
    (folder / ".a.yaml.swp").unlink()
    yield


def emacs(folder: Path) -> Steps:
    lock = folder / ".#a.yaml"
    lock.symlink_to("someone@host.1234:5678")
    yield
    (folder / "#a.yaml#").write_text(corpus(7), encoding="utf-8")
    yield
    (folder / "a.yaml").rename(folder / "a.yaml~")
    yield
    write(folder, 2)
    yield
    lock.unlink()
    (folder / "#a.yaml#").unlink()
    yield


def aside_with_our_suffix(folder: Path) -> Steps:
    aside = folder / "tmp8x2k.yaml"
    aside.write_text(corpus(2), encoding="utf-8")
    yield
    os.replace(aside, folder / "a.yaml")
    yield


EDITS = (
    plain_write, truncated_first, in_two_blocks, atomic_rename, renamed_with_the_old_time, vim,
    emacs, aside_with_our_suffix,
)  # fmt: skip


class Stepped(threading.Event):
    """Time as steps: each wait lets the next thing happen to the files; a while after, the end."""

    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self.steps = steps
        self.idle = 0

    def wait(self, timeout: float | None = None) -> bool:
        done = object()
        self.idle += next(self.steps, done) is done
        return False

    def is_set(self) -> bool:
        return self.idle > 3


def watched(handle: BotHandle, steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    """The watcher's own loop, in this thread, with a look before and after every step."""
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    watcher = _Watcher(handle, 1.0, None)
    watcher._ended = Stepped(steps)
    watcher._run()


@pytest.mark.slow
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
@pytest.mark.parametrize("aged", [False, True], ids=["young", "aged"])
def test_an_edit_is_one_reload(
    folder: Path,
    loads: list[int],
    edit: Callable[[Path], Steps],
    aged: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if aged:  # old enough for size and time to be believed
        os.utime(folder / "a.yaml", (1_000_000_000, 1_000_000_000))
    handle = BotHandle(folder)
    watched(handle, edit(folder), monkeypatch)
    assert (len(loads), answer(handle.bot), handle.fault) == (2, "第2版。", None)


@pytest.mark.parametrize("mounted", ["data link", "folder link"])
def test_the_swap_of_a_symbolic_link_is_one_reload(
    tmp_path: Path, loads: list[int], mounted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mounted configuration: a.yaml → ..data/a.yaml, ..data → ..1; or current → releases/1."""
    root = tmp_path / "faq"
    for version in (1, 2):
        place = root / f"..{version}"
        place.mkdir(parents=True)
        write(place, version)
        os.utime(place / "a.yaml", (1_000_000_000, 1_000_000_000))
    link = root / "..data"
    link.symlink_to("..1")
    (root / "a.yaml").symlink_to("..data/a.yaml")

    def swap() -> Steps:
        (root / "..data_tmp").symlink_to("..2")
        yield
        os.replace(root / "..data_tmp", link)
        yield
        (root / "..1" / "a.yaml").unlink()
        (root / "..1").rmdir()
        yield

    handle = BotHandle(root if mounted == "data link" else link)
    watched(handle, swap(), monkeypatch)
    assert (len(loads), answer(handle.bot)) == (2, "第2版。")


def test_what_changes_nothing_is_no_reload(
    folder: Path, loads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def steps() -> Steps:
        os.utime(folder / "a.yaml")
        yield
        write(folder, 1)
        yield
        (folder / "notes.txt").write_text("x", encoding="utf-8")
        (folder / ".hidden.yaml").write_text("x", encoding="utf-8")
        yield

    watched(BotHandle(folder), steps(), monkeypatch)
    assert len(loads) == 1


def test_settings_and_new_and_removed_files_are_seen(
    folder: Path, loads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def steps() -> Steps:
        more = "- {id: invoice, question: 怎么开发票, answer: 在订单里开。}\n"
        (folder / "b.yml").write_text(more, encoding="utf-8")
        yield from (None,) * 4
        (folder / "b.yml").unlink()
        yield from (None,) * 4
        (folder / "xiaoer.yaml").write_text("variables: {店名: 小店}\n", encoding="utf-8")
        yield from (None,) * 4

    handle = BotHandle(folder)
    watched(handle, steps(), monkeypatch)
    assert (len(loads), handle.fault) == (4, None)
    assert handle.bot.corpus.settings.variables == {"店名": "小店"}


def test_a_broken_edit_is_tried_once_and_its_mending_too(
    folder: Path, loads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: list[object] = []

    def steps() -> Steps:
        (folder / "a.yaml").write_text(BROKEN, encoding="utf-8")
        yield from (None,) * 5
        faults.append(handle.fault)
        write(folder, 2)
        yield

    handle = BotHandle(folder)
    watched(handle, steps(), monkeypatch)
    assert len(loads) == 3
    assert isinstance(faults[0], CorpusError)
    assert (handle.fault, answer(handle.bot)) == (None, "第2版。")


# --- watching: the thread -----------------------------------------------------------------------


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.slow
@pytest.mark.parametrize("by", ["polling", "watchfiles"])
def test_a_thread_watches_until_it_is_stopped(
    folder: Path, loads: list[int], by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if by == "polling":
        monkeypatch.setitem(sys.modules, "watchfiles", None)
    else:
        pytest.importorskip("watchfiles")
    with BotHandle(folder) as handle:
        handle.watch(interval=0.05)
        handle.watch(interval=0.05)
        assert sum(thread.name == "xiaoer-watch" for thread in threading.enumerate()) == 1
        for _ in atomic_rename(folder):
            pass
        until(lambda: answer(handle.bot) == "第2版。")
    assert not [thread for thread in threading.enumerate() if thread.name == "xiaoer-watch"]
    assert len(loads) == 2
    write(folder, 3)
    assert answer(handle.bot) == "第2版。"


@pytest.mark.slow
def test_watchfiles_tells_sooner_than_the_next_look(folder: Path) -> None:
    pytest.importorskip("watchfiles")
    with BotHandle(folder) as handle:
        handle.watch(interval=3600)
        until(lambda: handle._watcher is not None and handle._watcher._thread.is_alive())
        time.sleep(0.5)  # the system's watch has to stand
        write(folder, 2)
        until(lambda: answer(handle.bot) == "第2版。")


def test_watching_goes_on_after_a_mistake_in_a_check(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)

    def check(old: Bot, new: Bot) -> bool:
        return 1 / int(answer(new) != "第2版。") > 0

    with BotHandle(folder) as handle:
        handle.watch(interval=0.02, require=check)
        write(folder, 2)
        until(lambda: isinstance(handle.fault, ZeroDivisionError))
        write(folder, 3)
        until(lambda: answer(handle.bot) == "第3版。")
        assert handle.fault is None


def test_a_check_may_stop_the_watching(folder: Path) -> None:
    handle = BotHandle(folder)

    def check(old: Bot, new: Bot) -> bool:
        handle.stop()
        return True

    handle.watch(interval=0.02, require=check)
    write(folder, 2)
    until(lambda: answer(handle.bot) == "第2版。")
    handle.stop()


@pytest.mark.parametrize("interval", [0, -1.0, float("nan")])
def test_an_interval_is_above_zero(folder: Path, interval: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        BotHandle(folder).watch(interval=interval)


# --- under load ---------------------------------------------------------------------------------


@pytest.mark.slow
def test_threads_ask_through_reloads_and_every_reply_is_of_one_corpus(folder: Path) -> None:
    """Eight threads, twelve reloads, a third of them broken."""
    handle = BotHandle(folder)
    ended = threading.Event()
    replies: list[list[Reply]] = [[] for _ in range(8)]
    failed: list[BaseException] = []

    def ask(mine: list[Reply]) -> None:
        try:
            while not ended.is_set():
                mine.append(handle.bot.ask("怎么申请退款"))
                time.sleep(0.002)
        except BaseException as error:
            failed.append(error)
            raise

    threads = [threading.Thread(target=ask, args=(mine,)) for mine in replies]
    for thread in threads:
        thread.start()
    answers = {handle.bot.corpus.hash: "第1版。"}
    for version in range(2, 14):
        broken = version % 3 == 0
        if broken:
            (folder / "a.yaml").write_text(BROKEN, encoding="utf-8")
        else:
            write(folder, version)
        assert handle.reload() is not broken
        answers.setdefault(handle.bot.corpus.hash, f"第{version}版。")
    ended.set()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(answers) == 9
    assert all(mine for mine in replies)
    got = {(reply.corpus_hash, reply.text) for mine in replies for reply in mine}
    assert got <= set(answers.items())
    assert len(got) > 1
