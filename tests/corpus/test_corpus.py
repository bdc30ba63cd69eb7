"""Corpora: what is read exactly as written, rows, order, hash, pickle, saving."""

from __future__ import annotations

import datetime
import gc
import pickle
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest

from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Settings
from xiaoer.errors import CorpusError, UnknownEntryError
from xiaoer.source import yaml_tree

ROW = {"id": "a", "question": "怎么退款", "answer": "好"}
OTHER = {"id": "b", "question": "怎么换货", "answer": "好"}


def load(tmp_path: Path, data: str | bytes, name: str = "a.yaml") -> Corpus:
    raw = data if isinstance(data, bytes) else data.encode("utf-8")
    (tmp_path / name).write_bytes(raw)
    return Corpus.load(tmp_path / name)


def answer(tmp_path: Path, written: str) -> str:
    return load(tmp_path, f"- id: a\n  question: q\n  answer: {written}\n")["a"].answer


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no", "no"),
        ("off", "off"),
        ("12315", "12315"),
        ("0o17", "0o17"),
        ("1.10", "1.10"),
        ("1e3", "1e3"),
        ("12:30:45", "12:30:45"),
        ("2026-11-01", "2026-11-01"),
        (".inf", ".inf"),
        ("1_000", "1_000"),
        ("=", "="),
        ('"null"', "null"),
        ("'~'", "~"),
        ("前\t后", "前\t后"),
        ('"前\\t后"', "前\t后"),
        ('"😀"', "😀"),
        ("|-\n    一\n    \t二\n", "一\n\t二"),
        ("|\n    一\n", "一\n"),
        (">-\n    一\n    二\n", "一 二"),
        ("'it''s'", "it's"),
        ("C# 与 a#b", "C# 与 a#b"),
    ],
)
def test_texts_read_as_written(tmp_path: Path, written: str, read: str) -> None:
    assert answer(tmp_path, written) == read


@pytest.mark.parametrize("written", ["", "~", "null", "NULL"])
def test_nothing_is_nothing(tmp_path: Path, written: str) -> None:
    text = f"- id: a\n  question: q\n  answer: 好\n  variants: {written}\n  image: {written}\n"
    entry = load(tmp_path, text)["a"]
    assert (entry.variants, entry.image) == ((), None)


def test_names_that_look_like_something_else(tmp_path: Path) -> None:
    text = "- id: 12315\n  question: no\n  variants: [yes, 1.0, 2026-11-01]\n  answer: on\n"
    assert load(tmp_path, text).entries == (
        Entry(id="12315", question="no", variants=("yes", "1.0", "2026-11-01"), answer="on"),
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [("true", True), ("Yes", True), ("on", True), ("false", False), ("NO", False), ("off", False)],
)
def test_flags(tmp_path: Path, written: str, read: bool) -> None:
    text = f"- id: a\n  question: q\n  answer: 好\n  enabled: {written}\n"
    assert load(tmp_path, text)["a"].enabled is read


def test_bom_and_crlf(tmp_path: Path) -> None:
    text = "\ufeff- id: a\r\n  question: 怎么退款\r\n  variants: []\r\n  answer: |\r\n    一\r\n"
    assert load(tmp_path, text).entries == (Entry(id="a", question="怎么退款", answer="一\n"),)


def test_places_after_bom_crlf_and_emoji(tmp_path: Path) -> None:
    text = '\ufeff- id: a\r\n  question: 😀\r\n  answer: "\u2028"\r\n  x: 1\r\n'
    with pytest.raises(CorpusError) as caught:
        load(tmp_path, text)
    places = [(fault.place.line, fault.place.column) for fault in caught.value.diagnostics]
    assert places == [(1, 3), (1, 3), (4, 3)]  # no query reaches a question of a picture


def test_alias_used_sensibly(tmp_path: Path) -> None:
    text = (
        "- id: a\n  question: q\n  audience: &who [buyer]\n  answer: &text 好\n"
        "- id: b\n  question: r\n  audience: *who\n  answer: *text\n"
    )
    corpus = load(tmp_path, text)
    assert (corpus["b"].audience, corpus["b"].answer) == (("buyer",), "好")


def test_empty_list_is_an_empty_corpus(tmp_path: Path) -> None:
    assert len(load(tmp_path, "[]\n")) == 0


def test_empty_settings_are_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "xiaoer.yaml").write_text("# nothing yet\n", encoding="utf-8")
    assert load(tmp_path, "- {id: a, question: q, answer: 好}\n").settings == Settings()


def test_the_pure_python_parser_reads_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import yaml

    text = "- id: a\n  question: no\n  variants: [1.10, '~', ~x]\n  answer: |-\n    一\n\n    二\n"
    fast = yaml_tree.parse_yaml(text)
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert yaml_tree.parse_yaml(text) == fast


def test_folder_order_and_what_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "b.yml").write_text("- {id: b, question: b, answer: 好}\n", encoding="utf-8")
    (tmp_path / "a.yaml").write_text(
        "- {id: z, question: z, answer: 好}\n- {id: a, question: a, answer: 好}\n", encoding="utf-8"
    )
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text("x", encoding="utf-8")
    (tmp_path / ".hidden.yaml").write_text("x", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.yaml").write_text("x", encoding="utf-8")
    assert [entry.id for entry in Corpus.load(str(tmp_path))] == ["z", "a", "b"]


def test_json_lines(tmp_path: Path) -> None:
    lines = (
        '{"id": "a", "question": "q", "answer": 1.10, "enabled": false, "valid": null}\n'
        "\n"
        '{"id": 7, "question": "r\\u2028s", "variants": ["t"], "answer": "好", '
        '"channels": {"app": null}}\r\n'
    )
    corpus = load(tmp_path, lines, "a.jsonl")
    assert corpus["a"] == Entry(id="a", question="q", answer="1.10", enabled=False)
    assert corpus["7"].questions == ("r\u2028s", "t")
    assert corpus["7"].channels[0].answer is None


def test_a_file_uses_the_settings_beside_it(tmp_path: Path) -> None:
    (tmp_path / "xiaoer.yaml").write_text("variables: {app: 淘宝}\n", encoding="utf-8")
    text = "- id: a\n  question: q\n  answer: '{app}'\n"
    assert load(tmp_path, text).settings.variables == {"app": "淘宝"}


def test_the_time_zone_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "xiaoer.yaml").write_text("timezone: '+09:00'\n", encoding="utf-8")
    text = "- {id: a, question: q, answer: 好, valid: {start: 2026-11-01}}\n"
    valid = load(tmp_path, text)["a"].valid
    assert valid is not None
    assert valid.start == datetime.datetime(2026, 10, 31, 15, tzinfo=datetime.UTC)


class Row(Mapping[str, object]):
    """A row as database drivers give it: a mapping, not a dict."""

    def __init__(self, **values: object) -> None:
        self._values = values

    def __getitem__(self, key: str) -> object:
        return self._values[key]

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def test_rows_of_every_kind() -> None:
    corpus = Corpus.from_entries(
        [
            Row(id=1, question="q", answer=Decimal("1.10"), hot=True, image=None),
            {
                "id": "b",
                "question": "r",
                "answer": "好",
                "variants": ("s", 2.5),
                "valid": {"end": datetime.date(2026, 11, 12)},
            },
            Entry(id="c", question="t", answer="好"),
        ],
        settings={"name": "示例"},
    )
    assert [entry.id for entry in corpus] == ["1", "b", "c"]
    assert corpus["1"].answer == "1.10"
    assert corpus["1"].hot
    assert corpus["b"].variants == ("s", "2.5")
    assert corpus["b"].valid == Entry.from_dict({**ROW, "valid": {"end": "2026-11-12"}}).valid
    assert corpus.settings.name == "示例"


def test_faults_of_rows_name_the_row() -> None:
    bad = {"id": "c", "question": b"bytes", "answer": "好"}
    with pytest.raises(CorpusError) as caught:
        Corpus.from_entries([ROW, bad, Entry(id="a", question="怎么退款？", answer="{x}")])
    assert [fault.render("en") for fault in caught.value.diagnostics] == [
        'row 2, question: error E103 "question" must be text, found bytes',
        'row 3, answer: error E305 variable "{x}" in "answer" is not defined in the variables of '
        "the settings",
        'row 3, id: error E301 duplicate id "a", first at row 1, id',
    ]


def test_rows_are_ordered_by_number_in_the_findings() -> None:
    with pytest.raises(CorpusError) as caught:
        Corpus.from_entries([{"id": f"e{n}"} for n in range(11)])
    places = [str(fault.place) for fault in caught.value.diagnostics if fault.code == "E106"]
    assert places == [f"row {n}" for n in range(1, 12)]


def test_settings_by_hand_walk_the_same_road() -> None:
    with pytest.raises(CorpusError, match="settings: error E215"):
        Corpus.from_entries([ROW], settings=Settings(timezone="Asia/Shanghai"))


def test_look_up() -> None:
    corpus = Corpus.from_entries([ROW, OTHER])
    assert corpus["a"].question == "怎么退款"
    assert "a" in corpus
    assert "c" not in corpus
    assert len(corpus) == 2
    with pytest.raises(UnknownEntryError) as caught:
        Corpus.from_entries([{**ROW, "id": "refund-apply"}])["refund-aply"]
    assert (caught.value.id, caught.value.nearest) == ("refund-aply", "refund-apply")
    with pytest.raises(KeyError):
        corpus["c"]


def test_equal_hash_whatever_the_layout(tmp_path: Path) -> None:
    one = Corpus.from_entries([ROW, OTHER])
    two = load(
        tmp_path,
        '- {answer: "好", question: 怎么退款, id: a}\n- {id: b, '
        "question: 怎么换货, answer: 好, variants: [], enabled: yes}\n",
    )
    assert one == two
    assert hash(one) == hash(two)
    assert one.hash == two.hash
    # Pinned: a calibration record names it, on whatever machine it was made.
    assert one.hash == "48842ee5137e569ada5d37f98537024907d4a07ed1cdf6aad9df451390345fcc"
    other = [
        Corpus.from_entries([OTHER, ROW]),
        Corpus.from_entries([ROW]),
        Corpus.from_entries([ROW, {**OTHER, "hot": True}]),
        Corpus.from_entries([ROW, OTHER], {"name": "x"}),
    ]
    assert len({corpus.hash for corpus in [one, *other]}) == 5
    assert one not in other


def test_hash_from_many_threads_is_one() -> None:
    corpus = Corpus.from_entries([{**ROW, "id": f"e{n}", "question": f"q{n}"} for n in range(500)])
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: corpus.hash, range(64)))) == 1


def test_pickle() -> None:
    corpus = Corpus.from_entries([ROW, {**OTHER, "hot": True, "enabled": False}])
    back = pickle.loads(pickle.dumps(corpus))
    assert back == corpus
    assert back.hash == corpus.hash
    assert back["a"] == corpus["a"]
    assert [one.code for one in back.diagnostics] == ["W402"]


def test_immutable() -> None:
    corpus = Corpus.from_entries([ROW])
    with pytest.raises(AttributeError):
        corpus.entries = ()  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        corpus.other = 1  # type: ignore[attr-defined]


def test_garbage_collection_is_as_before(tmp_path: Path) -> None:
    assert gc.isenabled()
    with pytest.raises(CorpusError):
        Corpus.load(tmp_path / "nothing")
    assert gc.isenabled()
    gc.disable()
    try:
        Corpus.from_entries([ROW])
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_questions_that_never_meet_may_be_equal() -> None:
    same = {"question": "怎么发货", "answer": "好"}
    rows = [
        {**same, "id": "a", "audience": "buyer", "channels": {"app": None}},
        {**same, "id": "b", "audience": "merchant"},
        {**same, "id": "c", "audience": "buyer", "channels": {"web": None}},
        {**same, "id": "d", "enabled": False},
        {
            **same,
            "id": "e",
            "audience": "vip",
            "valid": {"end": "2026-10-31"},
        },
        {**same, "id": "f", "audience": "vip", "valid": {"start": "2026-11-01"}},
    ]
    assert Corpus.from_entries(rows).diagnostics == ()


def test_questions_of_punctuation_are_not_equal() -> None:
    assert Corpus.from_entries([{**ROW, "variants": ["？", "！"]}]).diagnostics == ()


def test_undeclared_audiences_and_channels_are_free() -> None:
    row = {**ROW, "audience": "anyone", "channels": {"anywhere": None}}
    assert Corpus.from_entries([row]).diagnostics == ()


def test_save_refuses_a_folder_with_other_entries(tmp_path: Path) -> None:
    corpus = Corpus.from_entries([ROW], {"name": "示例"})
    corpus.save(tmp_path / "new")
    corpus.save(tmp_path / "new")
    assert Corpus.load(tmp_path / "new") == corpus
    (tmp_path / "new" / "old.yaml").write_text("[]", encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        corpus.save(tmp_path / "new")
    [fault] = caught.value.diagnostics
    assert fault.code == "E021"
    assert fault.message("zh") == "文件夹里已有别的条目文件 “old.yaml”，应保存到空文件夹"
