"""Law: corpus → sheet → corpus is an identity for every field, whatever the texts hold."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.authoring.material import converted
from tests.corpus.writing.test_round_trip import CATEGORY, ENTRY, FULL, NASTY
from xiaoer.authoring.cells.fields import HEADS, LabelNames, cells_of, fields_of
from xiaoer.authoring.cells.texts import read_list, read_text, write_list, write_text
from xiaoer.authoring.importing.conversion import Wanted, prepare
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.reading.entry import read_entry
from xiaoer.corpus.reading.tree_reader import Text, TreeReader
from xiaoer.corpus.settings import Settings
from xiaoer.source.faults import Faults
from xiaoer.source.tables.columns import known_heads, resolved
from xiaoer.source.tables.delimited import guarded, unguarded
from xiaoer.source.tree import Pairs, RowSource, Scalar

ROOT = Path(__file__).parents[2]
ODD = [
    *NASTY,
    "无",
    "-",
    "/",
    "全部",
    "是",
    "否",
    "[",
    '["a"]',
    '{"a": 1}',
    "1、",
    "2、",
    "①",
    "、",
    "，",
    ";",
    "；",
    "=1+1",
    "+",
    "@a",
    "'",
    "'=",
    "问：",
    "答：",
    "示例",
    "注：",
    "必填",
    "名称：",
    "https://a.cn",
    "&nbsp;",
    "_x000D_",
    "\ufeff",
]
TEXT = st.lists(st.sampled_from(ODD), max_size=5).map("".join)
ODD_FULL = TEXT.filter(lambda text: text.strip() != "" and "\ufeff" not in text)
SLOW = settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(TEXT)
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    assert read_text(write_text(text)) == text
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@"))


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(st.lists(TEXT, max_size=4).map(tuple))
def test_a_list_is_read_as_it_was_written(items: tuple[str, ...]) -> None:
    assert read_list(write_list(items)) == items


def back(entry: Entry) -> Entry:
    """The entry of the cells that are written for it."""
    offset = Settings().offset
    names = LabelNames.of(Settings())
    cells = {
        key: (Text(cell, at),)
        for at, (key, cell) in enumerate(cells_of(entry, offset).items())
        if cell
    }
    pairs = [(Scalar(key, False, node.at), node) for key, node in fields_of(cells, names)]
    faults = Faults()
    draft = read_entry(TreeReader(RowSource("row"), faults), Pairs(tuple(pairs), 0), offset)
    assert faults.found == []
    assert draft is not None
    return draft.entry


@pytest.mark.slow
@SLOW
@given(ENTRY, st.lists(ODD_FULL, max_size=3).map(tuple), ODD_FULL, TEXT)
def test_entry_to_cells_to_entry(
    entry: Entry, more: tuple[str, ...], question: str, answer: str
) -> None:
    answer = answer.replace("{", "").replace("\ufeff", "")
    entry = replace(entry, variants=(*entry.variants, *more), question=question, answer=answer)
    assert back(entry) == entry
    assert back(entry).to_dict() == entry.to_dict()


CORPORA = st.lists(
    st.builds(
        lambda entry, question, category, n: replace(
            entry, question=f"{n}{question}", category=category, audience=(), channels=()
        ),
        ENTRY,
        FULL,
        CATEGORY,
        st.integers(1, 10**9),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda entry: entry.id,
)


@pytest.mark.slow
@pytest.mark.parametrize(("suffix", "examples"), [(".xlsx", 50), (".csv", 50), (".jsonl", 30)])
def test_corpus_to_sheet_to_corpus(suffix: str, examples: int) -> None:
    """The bench `round_trip` takes 500 workbooks."""
    assert_round_trips(suffix, examples)


def assert_round_trips(suffix: str, examples: int) -> None:
    """Raises AssertionError where a generated corpus is another after a sheet."""

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(CORPORA)
    def law(entries: list[Entry]) -> None:
        corpus = Corpus.from_entries(entries)
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            corpus.save(root / "before")
            prepare(Wanted(source=root / "before", target=root / f"faq{suffix}")).write()
            prepare(Wanted(source=root / f"faq{suffix}", target=root / "after")).write()
            after = Corpus.load(root / "after")
            assert after.entries == corpus.entries
            assert after.hash == corpus.hash

    law()


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".jsonl", ".yaml"])
def test_the_sample_goes_through_a_sheet(suffix: str, tmp_path: Path) -> None:
    faq = ROOT / "faq"
    prepare(Wanted(source=faq, target=tmp_path / f"faq{suffix}")).write()
    there = Wanted(source=tmp_path / f"faq{suffix}", target=tmp_path / "again", settings=faq)
    if suffix == ".jsonl" or suffix == ".yaml":
        (tmp_path / "xiaoer.yaml").write_bytes((faq / "xiaoer.yaml").read_bytes())
    prepare(there).write()
    assert Corpus.load(tmp_path / "again") == Corpus.load(faq)
    assert Corpus.load(tmp_path / "again").hash == Corpus.load(faq).hash


def test_every_column_of_ours_is_known_by_its_head() -> None:
    heading = resolved(list(enumerate(HEADS.values(), 1)))
    assert [column.field for column in heading.columns] == list(HEADS)
    assert known_heads(list(HEADS.values())) == len(HEADS)


@pytest.mark.slow
def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    faq = ROOT / "faq"
    prepare(Wanted(source=faq, target=tmp_path / "faq.xlsx")).write()
    done = converted(tmp_path / "faq.xlsx", faq)
    assert (done.plan.count("new"), done.plan.count("updated")) == (0, 0)
    assert done.files == ()
