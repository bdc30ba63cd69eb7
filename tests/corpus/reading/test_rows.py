"""Rows as databases, data frames and spreadsheets have them; no such package is needed here."""

from __future__ import annotations

import datetime
import sqlite3
import uuid
from collections import namedtuple
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest

from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry, Keywords, Link, SelfService, Valid
from xiaoer.errors import CorpusError
from xiaoer.source.row_tree import is_missing

NAN = float("nan")
ROW: dict[str, object] = {"id": "a", "question": "怎么退款", "answer": "好"}
ENTRY = Entry(id="a", question="怎么退款", answer="好")


class NaTType(datetime.datetime):
    """Pandas' empty moment: a datetime that is unequal to itself and prints as NaT."""

    __hash__ = datetime.datetime.__hash__

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return True

    def isoformat(self, *args: Any) -> str:
        return "NaT"


class NAType:
    """Pandas' NA: every comparison is NA again, and NA is neither true nor false."""

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        return "<NA>"

    def __eq__(self, other: object) -> Any:
        return self

    def __ne__(self, other: object) -> Any:
        return self

    def __bool__(self) -> bool:
        raise TypeError("boolean value of NA is ambiguous")


class Scalar:
    """A numpy scalar: a value with a dtype, of no shape, that `tolist` gives."""

    shape = ()

    def __init__(self, value: object, kind: str = "i") -> None:
        self.value = value
        self.dtype = type("dtype", (), {"kind": kind})

    def __repr__(self) -> str:  # the same in each worker of a run: it names a test
        return f"Scalar({self.value!r})"

    def __ne__(self, other: object) -> bool:
        theirs = other.value if isinstance(other, Scalar) else other
        return self.value != theirs

    def __eq__(self, other: object) -> bool:
        return not self != other

    __hash__ = object.__hash__

    def __str__(self) -> str:
        return str(self.value)

    def tolist(self) -> object:
        return self.value


class Array:
    """A numpy array: it compares item by item, and is neither true nor false."""

    def __init__(self, items: list[object]) -> None:
        self.items = items
        self.shape = (len(items),)

    def __ne__(self, other: object) -> Any:
        return self

    __hash__ = object.__hash__

    def __bool__(self) -> bool:
        raise ValueError("the truth value of an array is ambiguous")

    def tolist(self) -> list[object]:
        return self.items


class Series:
    """A row of a data frame: it has keys, and is no Mapping."""

    shape = (3,)

    def __init__(self, values: dict[str, object]) -> None:
        self.values = values

    def keys(self) -> Iterator[str]:
        return iter(self.values)

    def __getitem__(self, key: str) -> object:
        return self.values[key]

    def tolist(self) -> list[object]:
        raise AssertionError("a row is no list")


Kind = Enum("Kind", {"退款": "退款类"})
NAT = NaTType(1, 1, 1)
NA = NAType()
MISSING = [None, NAN, NAT, NA, Decimal("nan"), Decimal("snan"), Scalar(NAN, "f"), Scalar(NAT, "M")]
EMPTY = [*MISSING, "", "  ", "\n", "\u3000"]
OPTIONAL = [
    "variants", "answer", "category", "audience", "keywords", "negatives", "channels", "valid",
    "enabled", "links", "image", "self_service", "escalate", "related", "hot",
]  # fmt: skip


def faults(*rows: Any) -> list[str]:
    with pytest.raises(CorpusError) as caught:
        Corpus.from_entries(rows)
    return [fault.render("en") for fault in caught.value.diagnostics]


def load(**fields: object) -> Entry:
    return Corpus.from_entries([ROW | fields])["a"]


@pytest.mark.parametrize("empty", EMPTY, ids=repr)
@pytest.mark.parametrize("key", OPTIONAL)
def test_what_is_empty_is_left_out(key: str, empty: object) -> None:
    other = "self_service" if key == "answer" else "answer"
    service = {"label": "退款", "url": "https://example.com"}
    row = ROW | {"answer": "好", "self_service": service, key: empty}
    left = {name: value for name, value in row.items() if name != key}
    assert other in left
    assert Corpus.from_entries([row]).entries == Corpus.from_entries([left]).entries


@pytest.mark.parametrize("empty", EMPTY, ids=repr)
def test_what_is_empty_within_is_left_out(empty: object) -> None:
    entry = load(
        variants=["退钱", empty, "退款"],
        audience=[empty],
        keywords={"any": [empty, "退"], "none": empty},
        valid={"start": empty, "end": "2026-11-12"},
        links=[{"label": empty, "url": empty}],
        self_service={"label": empty, "url": empty, "route": empty, "fields": [empty]},
        channels={"app": empty, "web": "在网页上退"},
    )
    assert (entry.variants, entry.audience) == (("退钱", "退款"), ())
    assert entry.keywords == Keywords(any=("退",))
    assert entry.valid == Entry.from_dict(ROW | {"valid": {"end": "2026-11-12"}}).valid
    assert (entry.links, entry.self_service) == ((), None)
    assert [own.answer for own in entry.channels] == [None, "在网页上退"]


@pytest.mark.parametrize("key", ["id", "question"])
@pytest.mark.parametrize("empty", EMPTY, ids=repr)
def test_what_is_required_may_not_be_empty(key: str, empty: object) -> None:
    assert faults(ROW | {key: empty}) == [
        f'row 1, {key}: error E107 "{key}" is empty; expected some text'
    ]


@pytest.mark.parametrize("empty", EMPTY, ids=repr)
def test_an_entry_without_an_answer_is_reported_where_it_belongs(empty: object) -> None:
    assert faults(ROW, ROW | {"id": "b", "question": "怎么换货", "answer": empty}) == [
        "row 2, answer: error E202 the entry has nothing to say; expected answer, self_service, "
        "escalate or a channel's answer"
    ]


@pytest.mark.parametrize("text", ["nan", "NaN", "None", "null", "NaT", "~"])
def test_a_text_is_a_text(text: str) -> None:
    assert load(category=text).category == text


def test_is_missing() -> None:
    assert [is_missing(value) for value in MISSING] == [True] * len(MISSING)
    others = [0, False, True, "", [], [NAN], {}, Array([NAN]), Array([]), object(), ENTRY, 1.5]
    assert [is_missing(value) for value in others] == [False] * len(others)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (True, True), (False, False), (1, True), (0, False), (1.0, True), (0.0, False),
        ("1", True), ("0", False), (" 1 ", True), ("TRUE", True), ("False", False), ("no", False),
        (Decimal(1), True), (Scalar(1), True), (Scalar(True, "b"), True), (Scalar(0), False),
    ],
    ids=repr,
)  # fmt: skip
def test_flags(value: object, read: bool) -> None:
    assert load(enabled=value).enabled is read
    assert load(hot=value).hot is read


@pytest.mark.parametrize("value", [2, -1, 0.5, "2", "是", "10", 1j], ids=repr)
def test_no_flags(value: object) -> None:
    [fault] = faults(ROW | {"hot": value})
    assert fault.startswith("row 1, hot: error E")


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (299, "299"), (299.0, "299"), (2.5, "2.5"), (Decimal("1.10"), "1.10"), (Scalar(7), "7"),
        (1e300, "1e+300"), (float("inf"), "inf"), (10**20, "1" + "0" * 20),
        (datetime.date(2026, 11, 1), "2026-11-01"), (datetime.datetime(2026, 11, 1), "2026-11-01"),
        (datetime.datetime(2026, 11, 1, 9, 30), "2026-11-01T09:30:00"),
        (datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC), "2026-11-01T00:00:00+00:00"),
        (Scalar("2026-11-01T00:00:00.000000000", "M"), "2026-11-01"), (True, "true"),
        (uuid.UUID(int=5), "00000000-0000-0000-0000-000000000005"), (" 好 ", " 好 "),
        (Kind.退款, "退款类"),
    ],
    ids=repr,
)  # fmt: skip
def test_values_become_the_text_they_print(value: object, read: str) -> None:
    assert load(answer=value).answer == read


def test_a_day_from_a_frame_is_a_day() -> None:
    """Frames and spreadsheets have no days, only midnights: the last day counts."""
    day = load(valid={"end": "2026-11-12"}).valid
    midnight = datetime.datetime(2026, 11, 12)
    assert load(valid={"end": midnight}).valid == day
    assert load(valid={"end": midnight.replace(hour=9)}).valid != day
    nano = "2026-11-12T09:30:00.123456789"
    assert load(valid={"end": Scalar(nano, "M")}).valid == load(valid={"end": nano[:-3]}).valid


def test_arrays_and_tuples_are_lists() -> None:
    wanted = ("退钱", "7", "2.5")
    for value in (["退钱", 7, 2.5], ("退钱", 7, 2.5), Array(["退钱", 7, NAN, 2.5])):
        assert load(variants=value).variants == wanted


def test_records_within_a_row() -> None:
    link = Link(label="说明", url="https://example.com")
    service = SelfService(label="退款", route="app://x?o={订单号}", fields=("订单号",))
    valid = Valid(end=datetime.datetime(2026, 11, 13, tzinfo=datetime.UTC))
    entry = load(links=[link], self_service=service, valid=valid)
    assert (entry.links, entry.self_service, entry.valid) == ((link,), service, valid)


# --- what a row may be ------------------------------------------------------------------------


@dataclass
class Faq:
    id: str
    question: str
    answer: str


Named = namedtuple("Named", "id question answer")


@pytest.mark.parametrize(
    "row",
    [ROW, Series(dict(ROW)), Named("a", "怎么退款", "好"), Faq("a", "怎么退款", "好"), ENTRY],
    ids=lambda row: type(row).__name__,
)
def test_any_row_that_has_names(row: Any) -> None:
    assert Corpus.from_entries([row]).entries == (ENTRY,)


@pytest.fixture
def table() -> Iterator[sqlite3.Connection]:
    base = sqlite3.connect(":memory:")
    base.row_factory = sqlite3.Row
    base.execute(
        "create table faq (id integer, question text, variants text, answer text, hot integer, "
        "enabled integer, audience text, valid text, links text, category text)"
    )
    yield base
    base.close()


def test_rows_of_sqlite(table: sqlite3.Connection) -> None:
    table.execute(
        "insert into faq values (1, '怎么退款', '[\"退钱\", \"\", null, 7]', '好', 1, 0, '', "
        "'{\"end\": \"2026-11-12\"}', null, '退款'), "
        "(2, '怎么换货', '', '好', 0, 1, '[\"buyer\"]', null, '[]', null)"
    )
    corpus = Corpus.from_entries(table.execute("select * from faq"))
    assert corpus.entries == (
        Entry(
            id="1",
            question="怎么退款",
            variants=("退钱", "7"),
            answer="好",
            category="退款",
            valid=Entry.from_dict(ROW | {"valid": {"end": "2026-11-12"}}).valid,
            hot=True,
            enabled=False,
        ),
        Entry(id="2", question="怎么换货", answer="好", audience=("buyer",)),
    )


def test_a_column_that_is_there_twice(table: sqlite3.Connection) -> None:
    rows = table.execute("select 'a' as id, '怎么退款' as question, '好' as answer, 'b' as id")
    assert faults(*rows) == ['row 1, id: error E105 duplicate key "id", first at row 1, id']


@pytest.mark.parametrize(
    "row",
    [("a", "怎么退款"), "faq/a.yaml", 7, None, object(), Faq],
    ids=lambda row: type(row).__name__,
)
def test_a_row_without_names(row: Any) -> None:
    [fault] = faults(row)
    assert fault.startswith("row 1: error E102 expected an entry (id, question, answer …), found ")
    assert fault.endswith("; a row is a mapping such as a dict or a sqlite3.Row")


def test_heads_as_spreadsheets_write_them() -> None:
    """A mark of UTF-8 before the first head, blanks, and the empty columns at the right edge."""
    row: dict[Any, Any] = {"\ufeffid": "a", " question ": "怎么退款", "answer\u3000": "好"}
    edge = {"": "", "Unnamed: 7": NAN, None: None, NAN: ""}
    assert Corpus.from_entries([row | edge]).entries == (ENTRY,)
    assert faults(ROW | {"Unnamed: 7": "x"})[0].startswith(
        'row 1, Unnamed: 7: error E104 unknown key "Unnamed: 7"'
    )


# --- faults -----------------------------------------------------------------------------------

PLACES: list[tuple[dict[Any, Any], list[str]]] = [
    ({"question": b"x"}, ["row 2, question: E103"]),
    ({"answer": {"x": 1}}, ["row 2, answer: E103"]),
    ({"variants": "退钱|退款"}, ["row 2, variants: E103"]),
    ({"variants": {"退钱", "退款"}}, ["row 2, variants: E103"]),
    ({"variants": ["退钱", b"x"]}, ["row 2, variants 2: E103"]),
    ({"variants": "['退钱']"}, ["row 2, variants: E103"]),
    ({"variants": '["退钱"'}, ["row 2, variants: E103"]),
    ({"variants": "[" * 100_000}, ["row 2, variants: E103"]),
    ({"keywords": {"any": ["退"], "some": []}}, ["row 2, keywords.some: E104"]),
    ({"links": [{"label": "a", "url": "x"}]}, ["row 2, links 1.url: E205"]),
    ({"valid": {"start": "双11"}}, ["row 2, valid.start: E203"]),
    ({"valid": '{"start": "双11"}'}, ["row 2, valid: E203"]),
    ({"hot": "maybe", "enabled": 3}, ["row 2, enabled: E210", "row 2, hot: E210"]),
    ({"related": ["x"]}, ["row 2, related 1: E306"]),
    ({"id": "a"}, ["row 2, id: E301"]),
    ({"colour": "red"}, ["row 2, colour: E104"]),
    ({("a", "b"): 1}, ["row 2, …: E108"]),
    ({"line\nbreak\x1b": 1}, ["row 2, line break�: E104"]),
    ({"k" * 99: 1}, [f"row 2, {'k' * 39}…: E104"]),
    ({"answer": 10**5000}, ["row 2, answer: E103"]),
    ({"answer": "好\0"}, ["row 2, answer: E010"]),
    ({"channels": {"app": 1j}}, ["row 2, channels.app: E103"]),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "places"), PLACES, ids=[str(p)[2:-2] for _, p in PLACES])
def test_every_fault_names_row_and_field(fields: dict[Any, Any], places: list[str]) -> None:
    row = {"id": "b", "question": "怎么换货", "answer": "好", **fields}
    with pytest.raises(CorpusError) as caught:
        Corpus.from_entries([ROW, row])
    assert [f"{one.place}: {one.code}" for one in caught.value.diagnostics] == places  # type: ignore[attr-defined]


def test_a_row_nested_without_end_is_a_fault() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    [fault] = faults(ROW | {"answer": deep})
    assert "E015" in fault


def test_text_that_is_no_json_says_what_it_should_be() -> None:
    assert faults(ROW | {"variants": "['退钱']"}) == [
        'row 1, variants: error E103 "variants" must be a list of texts, found text that is no '
        'JSON (expected like ["a", "b"], in double quotes)'
    ]


def test_several_in_one_text_are_to_be_a_list() -> None:
    [fault] = faults(ROW | {"variants": "退钱|退款流程"})
    assert fault.endswith('found text; give several as a list, or as JSON text such as ["a", "b"]')


def test_other_places_name_the_field_too() -> None:
    rows = [ROW, {"id": "a", "question": "怎么换货", "variants": ["换货", "换货?"], "answer": "好"}]
    with pytest.raises(CorpusError) as caught:
        Corpus.from_entries(rows)
    assert [one.render("zh") for one in caught.value.diagnostics] == [
        "row 2, id: 错误 E301 id “a” 重复，第一次在 row 1, id",
        "row 2, variants 2: 警告 W401 问题 “换货?” 在本条目里重复，第一次在 row 2, variants 1",
    ]


def test_a_record_keeps_its_blanks() -> None:
    entry = Entry(id="a", question="怎么退款", answer=" ", category=" ", escalate="human")
    assert Corpus.from_entries([entry]).entries == (entry,)
