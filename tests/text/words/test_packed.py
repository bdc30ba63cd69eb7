"""The packed dictionary: jieba's words, counts and cuts; another dictionary is used and told."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import scaled
from tests.service.material import CASES, FAQ, ROOT
from tests.text.words.oracle import jieba_tokenizer
from xiaoer import Bot, Corpus
from xiaoer.text.words import cutting, segment
from xiaoer.text.words.cutting import Cutter, GroupedWords
from xiaoer.text.words.lexicon import Lexicon
from xiaoer.text.words.packed import NAME, VERB, PackedDictionary, PackedWord, packed
from xiaoer.text.words.segment import (
    MIN_FREQUENCY,
    dictionary,
    installed_dictionary,
    load_dictionary,
    unpacked,
)

FILE = ROOT / "xiaoer" / "data" / "dictionary.bin"
WORDS = [
    PackedWord("退", 30),
    PackedWord("退款", 20, VERB),
    PackedWord("退款险", 12, NAME),
    PackedWord("款", 11, NAME),
    PackedWord("到账", 10, VERB | NAME),
    PackedWord("t恤", 15),
]
SMALL = packed(WORDS, {"退": 62, "款": 43}, b"s" * 32, 10)


def texts() -> list[str]:
    """Every text of the cases and of the sample's queries, as it is written."""
    found: dict[str, None] = {}
    for path in (*sorted(CASES.glob("*.jsonl")), FAQ / "queries.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            found.update((text, None) for text in strings(json.loads(line)))
    return list(found)


def strings(value: object) -> list[str]:
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return [text for part in parts for text in strings(part)]
    return [value] if isinstance(value, str) else []


@pytest.mark.slow
def test_the_shipped_file_holds_jiebas_words() -> None:
    shipped, source = unpacked(FILE.read_bytes())
    text = installed_dictionary()
    assert text is not None
    assert sha256(text).digest() == source
    made = load_dictionary()
    assert dict(shipped.words) == dict(made.words)
    assert len(shipped.words) == len(made.words)
    assert shipped.characters == made.characters
    assert (shipped.total, shipped.character_total) == (made.total, made.character_total)
    for word in made.words:
        assert (word in shipped.verbs, word in shipped.names) == (
            word in made.verbs, word in made.names,
        )  # fmt: skip


def test_the_shipped_one_is_used_and_mapped_and_jieba_is_not_imported() -> None:
    code = """
import sys
from xiaoer.text.words.segment import Segmenter, dictionary
assert Segmenter(["运费险"]).cut("运费险") == ("运费险",)
assert dictionary().other == ""
assert "jieba" not in sys.modules
import mmap
assert isinstance(dictionary().counted._data.obj, mmap.mmap)
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, cwd=ROOT)


@pytest.mark.slow
@pytest.mark.parametrize("lexicon", [False, True])
def test_cuts_are_jiebas(lexicon: bool) -> None:
    """On every text of the cases, as it is written; `tests.bench.cuts` does so with a file."""
    known = Lexicon.builtin()
    words = known.all_words() if lexicon else ()
    splits = tuple(sorted(set(known.splits) - set(words))) if lexicon else ()
    cutter = Cutter(dictionary().by_pairs(), words, splits, MIN_FREQUENCY)
    tokenizer = jieba_tokenizer(words, splits)
    given = texts()
    assert len(given) > 3_000
    for text in given:
        assert cutter.cut(text) == list(tokenizer.cut(text, HMM=False)), text


@pytest.mark.slow
def test_some_cuts_are_jiebas() -> None:
    """The fast part of the tests below."""
    cutter, tokenizer = Cutter(dictionary().by_pairs()), jieba_tokenizer()
    for text in texts()[::40]:
        assert cutter.cut(text) == list(tokenizer.cut(text, HMM=False)), text


PARTS = [
    *"退款 到账 的 没收 到 货 险 运费 T恤 a B2 7 c++ 8.5 龘 𠮷 é 한 ， % _ 鿕 鿖".split(),
    " ",
    "\r\n",
    "\u3000",
]
OWN = st.lists(
    st.sampled_from(["运费险", "收到", "没收", "的到", "T恤", "龘龘", "货险", "a7"]), max_size=4
)


@pytest.mark.slow
@settings(max_examples=scaled(60), deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=9).map("".join), OWN, OWN)
def test_cuts_of_odd_texts_are_jiebas(text: str, words: list[str], splits: list[str]) -> None:
    own = tuple(sorted(set(words)))
    off = tuple(sorted({*splits, "的"} - set(own)))
    cutter = Cutter(dictionary().by_pairs(), own, off, MIN_FREQUENCY)
    tokenizer = jieba_tokenizer(own, off)
    assert cutter.cut(text) == list(tokenizer.cut(text, HMM=False))


def test_what_is_packed_is_found() -> None:
    found, source = unpacked(SMALL)
    assert source == b"s" * 32
    assert dict(found.words) == {word.text: word.times for word in WORDS}
    assert (found.total, found.character_total) == (98, 105)
    for word in WORDS:
        assert (word.text in found.verbs, word.text in found.names) == (
            bool(word.tags & VERB), bool(word.tags & NAME),
        )  # fmt: skip
    for other in ("", "账", "退货", "退款险种", "款退", "到账了", "\n"):
        assert other not in found.words
        assert other not in found.verbs
        assert found.words.get(other, 0) == 0
    assert 7 not in found.verbs


def test_in_memory_and_packed_words_cut_alike() -> None:
    found, _ = unpacked(SMALL)
    grouped = GroupedWords(dict(found.words), found.total)
    for text in ("退款险到账", "退退款", "账到", "T恤t恤", ""):
        assert Cutter(found.by_pairs()).cut(text) == Cutter(grouped).cut(text)


@pytest.mark.parametrize(
    "data", [b"", b"XIAOER-D", b"x" * 200, SMALL[:-8], SMALL[: len(SMALL) // 2]]
)
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="packed dictionary"):
        PackedDictionary(data)


def test_a_character_beyond_the_basic_plane_is_refused() -> None:
    with pytest.raises(ValueError, match="beyond the basic plane"):
        packed([PackedWord("𠮷", 10)], {}, b"s" * 32, 10)


def test_odd_texts_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "_MOST_REMEMBERED", 50)
    cutter = Cutter(dictionary().by_pairs(), ["运费险"], ["没收"], MIN_FREQUENCY)
    for number in range(200):
        cutter.cut("".join(chr(0x4E00 + 3 * number + place) for place in range(9)))
    assert len(cutter._known) <= 50
    assert cutter.cut("运费险没收") == ["运费险", "没", "收"]


@pytest.mark.slow
def test_another_dictionary_is_used_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"id": "a", "question": "怎么退款", "answer": "点退款"}]
    usual = Bot(Corpus.from_entries(rows))
    text = (installed_dictionary() or b"") + "运费险 5000 n\n".encode()
    monkeypatch.setattr(segment, "installed_dictionary", lambda: text)
    monkeypatch.setattr(segment, "_dictionary", None)
    digest = sha256(text).hexdigest()
    assert dictionary().other == digest
    assert segment.Segmenter().cut("运费险") == ("运费险",)
    bot = Bot(Corpus.from_entries(rows))
    assert bot.ask("怎么退款").engine == f"{usual.ask('怎么退款').engine}+dictionary-{digest[:8]}"
    other = bot.fingerprint
    monkeypatch.undo()
    assert usual.fingerprint != other


def test_without_jieba_the_shipped_one_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment, "installed_dictionary", lambda: None)
    monkeypatch.setattr(segment, "_dictionary", None)
    assert dictionary().other == ""
    with pytest.raises(ModuleNotFoundError, match="jieba is not installed"):
        load_dictionary()


def test_from_an_archive_it_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(segment, "data_path", lambda name: str(tmp_path / name))
    assert segment._shipped() == FILE.read_bytes()
