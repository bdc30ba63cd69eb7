"""Files are written whole or not at all, whichever write fails; the disk is filled in truth."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.disk import ROOT, with_room
from xiaoer import Corpus
from xiaoer.source.files.write_whole import write_folder, write_whole

OLD, NEW = b"old\n" * 10, b"new\n" * 1000
FILES = {"a.yaml": b"a" * 3000, "b.yaml": b"b" * 5000, "c.json": b"c" * 4000}


def tree(root: Path) -> dict[str, bytes]:
    """Every file under a folder and what it holds; folders end with a slash."""
    paths = sorted(root.rglob("*"))
    files = {str(p.relative_to(root)): p.read_bytes() for p in paths if not p.is_dir()}
    return files | {f"{p.relative_to(root)}/": b"" for p in paths if p.is_dir()}


# --- one file ---------------------------------------------------------------------------------

WRITE = """
from xiaoer.source.files.write_whole import write_whole
try:
    write_whole(sys.argv[2], b"new\\n" * 1000)
except OSError as error:
    print(error.filename)
    sys.exit(3)
"""


@pytest.mark.parametrize("old", [OLD, None])
@pytest.mark.parametrize("room", [0, 1, 3999, 4000])
@pytest.mark.slow
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, room, old) -> None:
    path = tmp_path / "r.html"
    if old is not None:
        path.write_bytes(old)
    before = tree(tmp_path)
    done = with_room(room, WRITE, str(path))
    if room < len(NEW):
        assert (done.returncode, done.stdout.strip()) == (3, str(path)), done.stderr
        assert tree(tmp_path) == before
    else:
        assert (done.returncode, tree(tmp_path)) == (0, {"r.html": NEW}), done.stderr


def test_permissions_are_kept_and_new_ones_are_usual(tmp_path: Path) -> None:
    path, new = tmp_path / "a", tmp_path / "b"
    path.write_bytes(OLD)
    path.chmod(0o640)
    was = os.umask(0o027)
    try:
        write_whole(path, NEW)
        write_whole(new, NEW)
    finally:
        os.umask(was)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (NEW, 0o640)
    assert new.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_and_its_file_is_new(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "real").write_bytes(OLD)
    for name, target in {"link": "data/real", "dead": "data/none"}.items():
        (tmp_path / name).symlink_to(target)
        write_whole(tmp_path / name, NEW)
        assert (tmp_path / name).is_symlink()
    assert tree(tmp_path / "data") == {"real": NEW, "none": NEW}


@pytest.mark.parametrize("kind", ["folder", "pipe", "device"])
def test_what_is_no_file_is_not_replaced(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x"
    make = {"folder": path.mkdir, "pipe": lambda: os.mkfifo(path),
            "device": lambda: path.symlink_to("/dev/null")}  # fmt: skip
    make[kind]()
    with pytest.raises(OSError, match="x'"):
        write_whole(path, NEW)
    with pytest.raises(OSError, match="x'"):
        write_folder(tmp_path, {"a": b"1", "x": b"2"}, replace=True)
    assert os.listdir(tmp_path) == ["x"]
    assert os.path.exists("/dev/null")


# --- a folder ---------------------------------------------------------------------------------

FOLDER = """
from xiaoer.source.files.write_whole import write_folder
files = {"a.yaml": b"a" * 3000, "b.yaml": b"b" * 5000, "c.json": b"c" * 4000}
try:
    write_folder(sys.argv[2], files, replace=sys.argv[3] == "replace")
except OSError as error:
    print(error.filename)
    sys.exit(3)
"""


@pytest.mark.parametrize("place", ["new", "deep/er/new", "old"])
@pytest.mark.parametrize("replace", ["replace", "keep"])
@pytest.mark.parametrize("room", [0, 2999, 3000, 4999, 5000])
@pytest.mark.slow
def test_all_files_or_none(tmp_path: Path, place: str, replace: str, room: int) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "mine").write_bytes(OLD)
    if replace == "replace":
        (tmp_path / "old" / "b.yaml").write_bytes(OLD)
    before = tree(tmp_path)
    done = with_room(room, FOLDER, str(tmp_path / place), replace)
    if room < 5000:
        assert done.returncode == 3, done.stderr
        assert done.stdout.startswith(str(tmp_path / place))
        assert tree(tmp_path) == before
    else:
        assert done.returncode == 0, done.stderr
        found = tree(tmp_path / place)
        assert {name: data for name, data in found.items() if name != "mine"} == FILES
        assert found.get("mine", OLD) == OLD


@pytest.mark.parametrize("failing", range(1, 4))
def test_a_rename_that_fails_undoes_the_ones_before(tmp_path: Path, failing, monkeypatch) -> None:
    calls = SimpleNamespace(made=0)
    replace = os.replace

    def fail(*paths: object) -> None:
        calls.made += 1
        if calls.made == failing:
            raise PermissionError(13, "no")
        replace(*paths)

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(PermissionError):
        write_folder(tmp_path, FILES, replace=False)
    assert tree(tmp_path) == {}


def test_nothing_is_overwritten_unless_asked_to(tmp_path: Path) -> None:
    (tmp_path / "c.json").symlink_to("nowhere")
    with pytest.raises(FileExistsError, match=r"c\.json"):
        write_folder(tmp_path, FILES, replace=False)
    assert os.listdir(tmp_path) == ["c.json"]


KILLED = """
import sys
from xiaoer.source.files.write_whole import write_folder, write_whole
print("writing", flush=True)
n = 0
while True:
    n += 1
    write_whole(sys.argv[1] + "/one", bytes([97 + n % 26]) * 400_000)
    write_folder(sys.argv[1] + f"/d{n}", {"a": b"a" * 9000, "b": b"b" * 9000}, replace=False)
"""


@pytest.mark.slow
def test_a_writer_that_is_killed_leaves_whole_files(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(OLD)
    for wait in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(tmp_path)],
            stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        ) as writer:  # fmt: skip
            writer.stdout.readline()
            time.sleep(wait / 500)
            writer.send_signal(signal.SIGKILL)
        data = (tmp_path / "one").read_bytes()
        assert data == OLD or (len(data), len(set(data))) == (400_000, 1)
        for path in tmp_path.glob("d*"):
            assert tree(path) == {"a": b"a" * 9000, "b": b"b" * 9000}
            for name in ("a", "b"):
                (path / name).unlink()
            path.rmdir()


# --- what writes ------------------------------------------------------------------------------

SAVE = """
from xiaoer import Corpus
answer = "好" * int(sys.argv[3])
corpus = Corpus.from_entries([{"id": "a", "question": "怎么退款", "answer": answer}])
try:
    corpus.save(sys.argv[2])
except OSError:
    sys.exit(3)
"""


@pytest.mark.slow
def test_a_corpus_is_saved_whole(tmp_path: Path) -> None:
    assert with_room(0, SAVE, str(tmp_path / "faq"), "10").returncode == 3
    assert tree(tmp_path) == {}
    assert with_room(-1, SAVE, str(tmp_path / "faq"), "10").returncode == 0
    before = tree(tmp_path)
    assert with_room(5000, SAVE, str(tmp_path / "faq"), "3000").returncode == 3
    assert tree(tmp_path) == before
    assert Corpus.load(tmp_path / "faq")["a"].answer == "好" * 10


COMMAND = """
from xiaoer.cli.main import main
sys.exit(main(["--lang", "en", *sys.argv[2:]]))
"""


@pytest.mark.slow
def test_init_leaves_no_half_folder(tmp_path: Path) -> None:
    sizes = [0, 100, 1500, 4000]
    for room in sizes:
        done = with_room(room, COMMAND, "init", str(tmp_path / "deep" / "shop"))
        assert (done.returncode, tree(tmp_path)) == (2, {}), done.stderr
        assert done.stderr == f"error: {tmp_path}/deep/shop: File too large\n"


@pytest.mark.slow
def test_a_report_leaves_the_old_one(tmp_path: Path) -> None:
    queries = tmp_path / "q.jsonl"
    queries.write_text('{"q": "退款怎么弄呢", "gold": "refund-apply"}\n', encoding="utf-8")
    (tmp_path / "r.html").write_bytes(OLD)
    before = tree(tmp_path)
    report = str(tmp_path / "r.html")
    done = with_room(500, COMMAND, "evaluate", str(queries), "--report", report)
    assert done.returncode == 2
    assert f"error: {report}: File too large\n" in done.stderr
    assert tree(tmp_path) == before


def test_a_small_disk_is_left_with_what_was_there(tmp_path: Path) -> None:
    """No room for another byte, on a file system of 64 KiB; needs the right to mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("may not mount a file system here")
    try:
        (disk / "one").write_bytes(OLD)
        with pytest.raises(OSError, match="No space"):
            write_whole(disk / "one", b"x" * 100_000)
        with pytest.raises(OSError, match="No space"):
            write_folder(disk / "two", {"a": b"a", "b": b"b" * 100_000}, replace=False)
        assert tree(disk) == {"one": OLD}
    finally:
        subprocess.run(["umount", str(disk)], check=True)
