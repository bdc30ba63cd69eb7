"""A file that is none, or broken, is refused; the one that stands is never half written."""

import os
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.service.material import ROOT
from tests.snapshot.broken import broken, parts, resealed
from tests.snapshot.material import ASKED, NOW, ROWS, small
from xiaoer import Bot, Corpus, SnapshotError
from xiaoer.snapshot import container
from xiaoer.snapshot.container import MAGIC, sealed


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "faq.xo"
    small().save(path)
    return path.read_bytes()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "faq.xo"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "it is no compiled corpus"),
        (b"- id: a\n", "it is no compiled corpus"),
        (MAGIC, "it is damaged"),
        (MAGIC + bytes(100), "it is damaged"),
    ],
)
def test_what_is_no_such_file(data: bytes, what: str, place: Path) -> None:
    place.write_bytes(data)
    with pytest.raises(SnapshotError) as found:
        Bot.open(place)
    assert str(found.value) == f"{place}: {what}; run `xiaoer build` again"


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="No such file"):
        Bot.open(tmp_path / "none.xo")
    with pytest.raises(SnapshotError, match="Is a directory"):
        Bot.open(tmp_path)


@pytest.mark.parametrize(
    ("key", "value", "what"),
    [
        ("engine", "lexical-0", "made by engine lexical-0"),
        ("data", "0", "other word lists or tables"),
        ("dictionary", "0", "another dictionary"),
    ],
)
def test_another_engine(whole: bytes, place: Path, key: str, value: str, what: str) -> None:
    head, sections = parts(whole)
    place.write_bytes(sealed({**head, key: value}, sections))
    with pytest.raises(SnapshotError, match=what):
        Bot.open(place)


def test_a_newer_format(whole: bytes, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "VERSION", 2)
    newer = sealed(*parts(resigned(whole)))
    monkeypatch.undo()
    place.write_bytes(newer)
    with pytest.raises(SnapshotError, match="version 2, not 1"):
        Bot.open(place)


def resigned(data: bytes) -> bytes:
    """The file as one of version 2."""
    fixed = bytearray(data[8 : 8 + struct.calcsize("<IIIQI")])
    fixed[:4] = struct.pack("<I", 2)
    sum = struct.pack("<I", container.crc32(MAGIC + bytes(fixed)))
    return MAGIC + bytes(fixed) + sum + data[8 + len(fixed) + 4 :]


def test_broken_files_are_refused(whole: bytes, place: Path) -> None:
    for seed in range(300):
        changed = broken(whole, seed)
        if changed != whole:
            place.write_bytes(changed)
            with pytest.raises(SnapshotError):
                Bot.open(place)


def test_every_byte_counts(whole: bytes, place: Path) -> None:
    """One byte of each of 400 places all over the file, the head among them."""
    places = [*range(60), *range(60, len(whole), len(whole) // 340)]
    for at in places:
        changed = bytearray(whole)
        changed[at] ^= 1
        place.write_bytes(changed)
        with pytest.raises(SnapshotError):
            Bot.open(place)


def test_of_a_large_file_each_block_is_checked_when_it_is_read(
    whole: bytes, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever byte is wrong: the right reply, or the error."""
    monkeypatch.setattr(container, "CHECKED_AT_ONCE", 0)
    wanted = small().ask("退款多久到账", now=NOW)
    outcomes = set()
    for at in range(1_000, len(whole), len(whole) // 40):
        changed = bytearray(whole)
        changed[at] ^= 64
        place.write_bytes(changed)
        try:
            assert Bot.open(place).ask("退款多久到账", now=NOW) == wanted
            outcomes.add("same")
        except SnapshotError:
            outcomes.add("refused")
    assert "refused" in outcomes


def test_a_file_of_somebody_who_knows_the_format(whole: bytes, place: Path) -> None:
    """All checksums are right, and the contents are not: it is refused, or replies come."""
    outcomes = set()
    for seed in range(60):
        place.write_bytes(resealed(whole, seed))
        try:
            bot = Bot.open(place)
            outcomes.update(type(bot.ask(query, now=NOW)) for query in ASKED[:6])
        except SnapshotError:
            outcomes.add(SnapshotError)
    assert len(outcomes) == 2


WRITES = """
import sys
from tests.snapshot.material import small
bot = small()
print("ready", flush=True)
while True:
    bot.save(sys.argv[1])
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_killed_while_it_is_written(whole: bytes, place: Path) -> None:
    place.write_bytes(whole)
    for wait in (0.01, 0.05, 0.1):
        with subprocess.Popen(
            [sys.executable, "-c", WRITES, str(place)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
        assert place.read_bytes() == whole


def test_a_file_that_cannot_be_written_leaves_the_old_one(whole: bytes, tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"none|No such"):
        small().save(tmp_path / "none" / "faq.xo")
    folder = tmp_path / "faq.xo"
    folder.mkdir()
    with pytest.raises(OSError, match="Is a directory"):
        Bot(Corpus.from_entries(ROWS[1:2])).save(folder)
