"""What stands where a file should and is none: a fault at every door, never skipped, never hung."""

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.service.material import ROOT
from xiaoer import Bot, CalibrationError, Corpus, CorpusError, read_log
from xiaoer.cli.main import main
from xiaoer.evaluation import CasesError, load_cases
from xiaoer.evaluation.cases.dialogues import load_dialogues
from xiaoer.evaluation.cases.load import load_queries
from xiaoer.source.files.regular_file import NotAFileError, open_regular, stands

ENTRY = "- id: a\n  question: 吃了拉肚子怎么办\n  answer: 多喝水\n"
RESTRICTED = "restricted: [{name: 食品安全, words: [拉肚子], queue: human}]\n"
SECRET = "root:x:0:0:geheim:/root:/bin/bash\nlp:x:7:7\n"


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    here = os.getcwd()
    os.chdir(path.parent)  # a socket's name is short
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _link_to_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


KINDS: dict[str, tuple[Callable[[Path], None], str]] = {
    "dead link": (lambda path: path.symlink_to("nowhere"), "a link to a file that does not exist"),
    "dead link out": (lambda path: path.symlink_to("/no/such"), "a link to a file that does not"),
    "link loop": (_loop, "symbolic links"),
    "folder": (lambda path: path.mkdir(), "it is a folder, expected a file"),
    "link to a folder": (lambda path: path.symlink_to("."), "it is a folder, expected a file"),
    "pipe": (_pipe, "it is a pipe, expected a file"),
    "link to a pipe": (_link_to_pipe, "it is a pipe, expected a file"),
    "socket": (_socket, "it is a socket, expected a file"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "it is a device, expected a file"),
    "null": (lambda path: path.symlink_to("/dev/null"), "it is a device, expected a file"),
}
every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    folder = tmp_path / "faq"
    folder.mkdir()
    (folder / "a.yaml").write_text(ENTRY, encoding="utf-8")
    return folder


def findings(path: Path) -> list[str]:
    with pytest.raises(CorpusError) as caught:
        Corpus.load(path)
    return [one.render("en") for one in caught.value.diagnostics]


@every_kind
def test_settings_are_never_skipped(faq: Path, kind: str) -> None:
    make, why = KINDS[kind]
    make(faq / "xiaoer.yaml")
    for path in (faq, faq / "a.yaml"):
        [found] = findings(path)
        assert f"{faq.as_posix()}/xiaoer.yaml:1:1: error E005" in found
        assert why in found


def test_what_the_settings_forbid_is_not_answered_without_them(faq: Path) -> None:
    """The harm that was done: the same question, restricted by settings behind a dead link."""
    (faq / "real.yml").write_text(RESTRICTED, encoding="utf-8")
    (faq / "real.yml").rename(faq.parent / "settings")
    (faq / "xiaoer.yaml").symlink_to("../settings")
    assert Bot.load(faq).ask("吃了拉肚子怎么办").action == "escalate"
    (faq.parent / "settings").unlink()
    with pytest.raises(CorpusError):
        Bot.load(faq)


@every_kind
@pytest.mark.parametrize("name", ["b.yaml", "b.YML"])
def test_entries_are_never_skipped(faq: Path, kind: str, name: str) -> None:
    make, why = KINDS[kind]
    make(faq / name)
    for path in (faq, faq / name):
        [found] = findings(path)
        assert f"/{name}" in found
        if path.name == name and path.is_dir() and not path.is_symlink():
            assert "E002" in found  # asked for by its name, it is a corpus without entries
        else:
            assert "error E005" in found
            assert why in found or "a link to a file that does not exist" in found


@every_kind
def test_a_calibration_is_never_skipped(faq: Path, kind: str) -> None:
    KINDS[kind][0](faq / "calibration.json")
    with pytest.raises(CalibrationError, match=r"calibration\.json: "):
        Bot.load(faq)


@every_kind
@pytest.mark.parametrize("read", [load_cases, load_dialogues])
def test_queries_and_dialogues_are_faults(tmp_path: Path, kind: str, read) -> None:
    path = tmp_path / "x.jsonl"
    KINDS[kind][0](path)
    with pytest.raises(CasesError, match="cannot be read: "):
        read(path)
    with pytest.raises(CasesError, match="cannot be read: "):
        load_queries(path)


@every_kind
def test_a_log_is_an_error_of_the_system(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "log"
    KINDS[kind][0](path)
    with pytest.raises(OSError, match="log'"):
        read_log(path)
    assert stands(path)
    with pytest.raises(OSError, match="log'"):
        open_regular(path)


@pytest.mark.slow
@every_kind
def test_commands_say_so_and_end(faq: Path, kind: str, capsys) -> None:
    make = KINDS[kind][0]
    make(faq / "dialogues.jsonl")
    (faq / "pipe").unlink(missing_ok=True)
    make(faq / "queries.jsonl")
    for argv in (["chat", "--demo"], ["evaluate"], ["calibrate", str(faq / "queries.jsonl")]):
        assert main(["--lang", "en", argv[0], "--faq", str(faq), *argv[1:]]) == 2
        assert "cannot be read: " in capsys.readouterr().err


@pytest.fixture
def swapped(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Makes a path a pipe after it was looked at."""
    look, done = os.stat, False

    def swap(path: Path) -> None:
        def stat(name, *args, **options):
            nonlocal done
            found = look(name, *args, **options)
            if not done and str(name) == str(path):
                done = True
                path.unlink()
                os.mkfifo(path)
            return found

        monkeypatch.setattr(os, "stat", stat)

    yield swap
    monkeypatch.undo()


def test_what_is_swapped_while_it_is_opened_is_refused(tmp_path: Path, swapped) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(ENTRY, encoding="utf-8")
    swapped(path)
    with pytest.raises(NotAFileError, match="Is a pipe"):
        open_regular(path)


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    """Mounted configuration is links within links, and they lead within the folder."""
    faq = tmp_path / "faq"
    (faq / "..2026").mkdir(parents=True)
    (faq / "..2026" / "a.yaml").write_text(ENTRY + "  x: 1\n", encoding="utf-8")
    (faq / "..data").symlink_to("..2026")
    (faq / "a.yaml").symlink_to("..data/a.yaml")
    [found] = findings(faq)
    assert "E104" in found
    (faq / "..2026" / "a.yaml").write_text(ENTRY, encoding="utf-8")
    (faq / "..2026" / "xiaoer.yaml").write_text(RESTRICTED, encoding="utf-8")
    (faq / "xiaoer.yaml").symlink_to("..data/xiaoer.yaml")
    (tmp_path / "linked").symlink_to("faq")
    for path in (faq, tmp_path / "linked"):
        assert Bot.load(path).ask("吃了拉肚子怎么办").action == "escalate"


HELD = {
    "passwords": SECRET,
    "settings of another": "geheim_token: 4711\nother: [1, 2]\n",
    "a list": "- geheim: 1\n- geheim_x: [a\n",
    "a key": "-----BEGIN geheim KEY-----\nMIIE@geheim\n",
    "no text": "geheim\0\x01",
    "latin": "geheim\xff",
    "tag": "!geheim {a: b}\n",
    "alias": "*geheim\n",
    "json": '{"geheim": 1}\n',
    "brace": "{geheim",
}


@pytest.mark.parametrize("name", ["b.yaml", "b.jsonl", "xiaoer.yaml"])
@pytest.mark.parametrize("held", HELD.values(), ids=HELD)
def test_a_link_to_what_is_no_corpus_shows_none_of_it(faq: Path, name: str, held: str) -> None:
    (faq.parent / "shadow").write_bytes(held.encode("latin-1"))
    (faq / name).symlink_to("../shadow")
    with pytest.raises(CorpusError) as caught:
        Corpus.load(faq / name if name.endswith("jsonl") else faq)
    [found] = caught.value.diagnostics
    assert found.code == "E023"
    for text in (str(caught.value), caught.value.render("zh"), repr(found)):
        assert "geheim" not in text


def test_a_shared_file_of_entries_is_told_of_as_any_other(faq: Path) -> None:
    shared = faq.parent / "shared.yaml"
    shared.write_text(ENTRY, encoding="utf-8")
    (faq / "b.yaml").symlink_to("../shared.yaml")
    with pytest.raises(CorpusError) as caught:
        Corpus.load(faq)
    assert {one.code for one in caught.value.diagnostics} >= {"E301"}
    shared.write_text(ENTRY.replace("id: a", "id: b").replace("拉肚子", "头疼"), encoding="utf-8")
    assert len(Corpus.load(faq)) == 2


def test_every_file_of_a_user_is_opened_here() -> None:
    """Resources of the package aside, nothing is opened but by `open_regular`."""
    allowed = {
        "source/files/regular_file.py",
        "source/files/write_whole.py",
        "service/decision_log/line_file.py",
        "cli/terminal/streams.py",
        "text/words/segment.py",  # the dictionary of the package, mapped
    }
    for path in sorted((ROOT / "xiaoer").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if path.relative_to(ROOT / "xiaoer").as_posix() not in allowed:
            for call in (".open(", " open(", "(open(", ".write_text(", ".write_bytes(", "os.open("):
                found = (
                    text.replace("os.open(os.devnull", "")
                    .replace("def open(", "")
                    .replace("Bot.open(", "")
                )
                assert call not in found, f"{path}: {call}"
