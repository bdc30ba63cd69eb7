"""The compiled corpus beside its sources: opened where it fits, built anew with a warning else."""

import os
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.snapshot.material import NOW
from xiaoer import Bot, BotHandle, SnapshotWarning
from xiaoer.cli.main import main
from xiaoer.snapshot.sources import beside

YAML = "- id: refund\n  question: 怎么退款\n  answer: 点退款。\n"
OTHER = "- id: refund\n  question: 怎么退款\n  answer: 点退钱。\n"


@pytest.fixture
def xiaoer(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs the command line: status, what it printed, what it complained of."""

    def run(*argv: str, lang: str = "zh") -> tuple[int, str, str]:
        status = main(["--lang", lang, *argv])
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def folder(tmp_path: Path, xiaoer) -> Path:
    """A corpus that was compiled some time after it was written."""
    place = tmp_path / "faq"
    place.mkdir()
    write(place / "a.yaml", YAML)
    assert xiaoer("build", str(place))[0] == 0
    return place


def write(path: Path, text: str, age: float = 10) -> None:
    path.write_text(text, encoding="utf-8")
    then = path.stat().st_mtime - age
    os.utime(path, (then, then))


def is_opened(path: Path) -> bool:
    """Whether a load opens what lies beside, without a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return Bot.load(path).desk.stored is not None


def why_not(path: Path) -> str:
    """Why a load builds anew; the bot answers what the sources say."""
    with pytest.warns(SnapshotWarning) as caught:
        bot = Bot.load(path)
    assert bot.desk.stored is None
    assert [Path(one.filename).name for one in caught] == [Path(__file__).name]
    return str(caught[0].message)


def test_it_is_opened(folder: Path) -> None:
    assert is_opened(folder)
    assert Bot.load(folder).ask("怎么退款", now=NOW).text == "点退款。"


def test_nothing_beside(folder: Path) -> None:
    beside(folder).unlink()
    assert not is_opened(folder)


def test_strict_reads_the_sources(folder: Path) -> None:
    assert Bot.load(folder, strict=True).desk.stored is None


def test_changed(folder: Path) -> None:
    write(folder / "a.yaml", OTHER + "  hot: true\n")
    assert why_not(folder) == (
        f"{beside(folder).as_posix()}: the corpus has changed since it was compiled; "
        "the corpus was built anew; run `xiaoer build` again"
    )
    with pytest.warns(SnapshotWarning):
        assert Bot.load(folder).ask("怎么退款", now=NOW).text == "点退钱。"


def test_changed_in_the_same_size(folder: Path) -> None:
    write(folder / "a.yaml", OTHER)
    assert "has changed" in why_not(folder)


def test_changed_in_size_alone(folder: Path) -> None:
    """A copy that keeps the time of what it replaces."""
    file = folder / "a.yaml"
    known = file.stat().st_mtime_ns
    write(file, f"{YAML}\n# more\n")
    os.utime(file, ns=(known, known))
    assert "has changed" in why_not(folder)


def test_changed_in_the_instant_in_which_it_was_compiled(folder: Path) -> None:
    """Size and time are what they were; the file is so young that this proves nothing."""
    known = beside(folder).stat().st_mtime_ns
    write(folder / "a.yaml", YAML)
    os.utime(folder / "a.yaml", ns=(known, known))
    beside(folder).unlink()
    main(["build", str(folder)])
    write(folder / "a.yaml", OTHER)
    os.utime(folder / "a.yaml", ns=(known, known))
    assert "has changed" in why_not(folder)


def test_touched_only(folder: Path) -> None:
    write(folder / "a.yaml", YAML, age=100)
    assert is_opened(folder)


@pytest.mark.parametrize("name", ["b.yaml", "xiaoer.yaml"])
def test_a_file_more(folder: Path, name: str) -> None:
    write(folder / name, "{}" if name == "xiaoer.yaml" else YAML.replace("refund", "b"))
    assert "has changed" in why_not(folder)


def test_a_file_that_is_no_part_of_it(folder: Path) -> None:
    write(folder / "notes.txt", "x")
    write(folder / ".hidden.yaml", "x")
    assert is_opened(folder)


@pytest.mark.parametrize("data", [b"", b"x", b"XIAOER-C"])
def test_damaged(folder: Path, data: bytes) -> None:
    beside(folder).write_bytes(data)
    assert "built anew" in why_not(folder)


def test_no_file(folder: Path) -> None:
    beside(folder).unlink()
    beside(folder).mkdir()
    assert "Is a directory" in why_not(folder)


def test_the_calibration_is_that_beside_the_corpus(folder: Path) -> None:
    (folder / "calibration.json").write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match="not a file of JSON"):
        Bot.load(folder)


def test_of_one_file(tmp_path: Path, xiaoer) -> None:
    write(tmp_path / "faq.yaml", YAML)
    assert xiaoer("build", str(tmp_path / "faq.yaml"))[0] == 0
    assert (tmp_path / ".faq.xiaoer.xo").is_file()
    assert is_opened(tmp_path / "faq.yaml")
    write(tmp_path / "faq.yaml", OTHER)
    assert "has changed" in why_not(tmp_path / "faq.yaml")


def test_a_handle_takes_it_and_reloads(folder: Path, xiaoer) -> None:
    handle = BotHandle(folder)
    assert handle.bot.desk.stored
    write(folder / "a.yaml", OTHER)
    with pytest.warns(SnapshotWarning):
        assert handle.reload()
    assert handle.bot.ask("怎么退款", now=NOW).text == "点退钱。"
    xiaoer("build", str(folder))
    assert is_opened(folder)


def test_commands(folder: Path, tmp_path: Path, xiaoer) -> None:
    target = tmp_path / "there.xo"
    status, out, err = xiaoer("build", str(folder), "-o", str(target), lang="en")
    assert (status, err) == (0, "")
    assert out.startswith(f"written: {target} (1 entries, 1 questions, ")
    assert xiaoer("ask", "--faq", str(target), "怎么退款")[1].startswith("点退款。\n")
    write(folder / "a.yaml", OTHER)
    status, out, err = xiaoer("ask", "--faq", str(folder), "怎么退款")
    assert (status, out[:5]) == (0, "点退钱。\n")
    assert "没有用编译好的知识库" in err
    assert xiaoer("build", str(tmp_path / "none"))[0] == 2
    target.write_bytes(b"x")
    status, _, err = xiaoer("ask", "--faq", str(target), "怎么退款", lang="en")
    assert (status, err) == (
        2,
        f"error: {target}: it is no compiled corpus; run `xiaoer build` again\n",
    )
