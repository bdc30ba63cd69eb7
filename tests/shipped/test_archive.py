"""The package imported from a zip archive, as an installed wheel lies in it."""

import json
import os
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.service.material import ROOT, sample
from xiaoer import Corpus, CorpusError

QUERIES = ("退款多久到账", "没收到货", "怎么取消订单", "转人工", "今天天气怎么样", "運費險")

CODE = """
import json, sys
import xiaoer
from xiaoer import Bot, Corpus
from importlib.resources import files
from xiaoer.corpus.schema import schema
bot = Bot.sample()
print(json.dumps({
    "file": xiaoer.__file__,
    "hash": bot.corpus.hash,
    "fingerprint": bot.fingerprint,
    "replies": [bot.ask(query).to_dict() for query in json.loads(sys.argv[1])],
    "schemas": [schema(name)["$id"] for name in ("entries", "reply")],
    "again": Corpus.load(files("xiaoer") / "faq") == bot.corpus,
}))
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree of the wheel: the package, with the sample corpus in it."""
    path = tmp_path_factory.mktemp("archive") / "xiaoer.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder, inside in (("xiaoer", "xiaoer"), ("faq", "xiaoer/faq")):
            for file in sorted((ROOT / folder).rglob("*")):
                if file.is_file() and "__pycache__" not in file.parts:
                    name = file.relative_to(ROOT / folder).as_posix()
                    archive.write(file, f"{inside}/{name}")
    return path


def run(archive: Path, folder: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    """A fresh Python elsewhere, that finds the dependencies and, of us, only the archive."""
    places = {Path(str(find_spec(name).origin)).parents[1] for name in ("yaml", "jieba")}  # type: ignore[union-attr]
    path = os.pathsep.join(map(str, (archive, *sorted(places))))
    return subprocess.run(
        [sys.executable, *argv],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.slow
def test_the_sample_bot_is_the_same_from_an_archive(archive: Path, tmp_path: Path) -> None:
    done = run(archive, tmp_path, "-W", "error", "-c", CODE, json.dumps(QUERIES))
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["file"].startswith(str(archive))
    bot = sample()
    assert (told["hash"], told["fingerprint"]) == (bot.corpus.hash, bot.fingerprint)
    assert told["replies"] == [bot.ask(query).to_dict() for query in QUERIES]
    assert told["schemas"] == ["urn:xiaoer:schema:entries", "urn:xiaoer:schema:reply"]
    assert told["again"] is True
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_program_answers_and_writes_a_starter_from_an_archive(
    archive: Path, tmp_path: Path
) -> None:
    done = run(archive, tmp_path, "-m", "xiaoer", "--lang", "en", "ask", "退款多久到账")
    assert (done.returncode, "confidence" in done.stdout) == (0, True)
    assert "sample corpus" in done.stderr
    done = run(archive, tmp_path, "-m", "xiaoer", "init", "mine")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(Corpus.load(tmp_path / "mine")) > 3


@pytest.mark.slow
def test_what_is_not_read_from_an_archive_is_named(archive: Path, tmp_path: Path) -> None:
    done = run(archive, tmp_path, "-m", "xiaoer", "--lang", "en", "chat", "--demo")
    assert done.returncode == 2
    assert f"{(archive / 'xiaoer/faq/dialogues.jsonl').as_posix()}: cannot be read" in done.stderr


def packed(tmp_path: Path, **files: str) -> zipfile.Path:
    path = tmp_path / "own.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"faq/{name.replace('_', '.')}", text)
    return zipfile.Path(path, "faq/")


ENTRY = "- id: a\n  question: 怎么退款\n  answer: 点退款\n"


def test_a_folder_in_an_archive_is_read_like_any(tmp_path: Path) -> None:
    folder = packed(tmp_path, b_yaml=ENTRY, xiaoer_yaml="name: 小店\n", notes_txt="x")
    corpus = Corpus.load(folder)
    (tmp_path / "faq").mkdir()
    (tmp_path / "faq" / "b.yaml").write_text(ENTRY, encoding="utf-8")
    (tmp_path / "faq" / "xiaoer.yaml").write_text("name: 小店\n", encoding="utf-8")
    assert corpus == Corpus.load(tmp_path / "faq")
    assert corpus.settings.name == "小店"


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"a_yaml": f"{ENTRY}  anwser: x\n"}, "E104"),
        ({"a_yaml": ENTRY, "xiaoer_yaml": "nam: x\n"}, "E104"),
        ({"a_yaml": "- [\n"}, "E012"),
        ({"xiaoer_yaml": "name: x\n"}, "E002"),
        ({"a_yaml": ENTRY + "#" * 2_000}, "E006"),
    ],
)
def test_its_faults_are_named_with_their_place(
    tmp_path: Path, files: dict[str, str], code: str
) -> None:
    folder = packed(tmp_path, **files)
    with pytest.raises(CorpusError) as caught:
        Corpus.load(folder, max_bytes=1_000)
    (fault,) = caught.value.diagnostics
    assert fault.code == code
    assert fault.place.file.startswith(f"{tmp_path.as_posix()}/own.zip/faq")
