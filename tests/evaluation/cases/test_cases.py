import json
import pickle
import re
from pathlib import Path

import pytest

from xiaoer.corpus.entry import Entry
from xiaoer.errors import XiaoerError
from xiaoer.evaluation.cases.load import Case, CasesError, Leak, check_cases, load_cases
from xiaoer.source.findings.diagnostics import Place


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def faults_of(path: Path) -> list[str]:
    with pytest.raises(CasesError) as caught:
        load_cases(path)
    return [str(fault).replace(str(path), path.name) for fault in caught.value.faults]


JSONL = """\
{"q": "退款几天到", "gold": "refund-arrival", "slice": "short", "audience": "buyer"}

{"q": "运费谁出", "gold": ["freight-who", "freight-rule"], "hard": true, "n": 1.10, "note": null}
{"q": "讲个笑话", "gold": null, "slice": "oos_far"}
"""
YAML = """\
- q: 退款几天到
  gold: refund-arrival
  slice: short
  audience: buyer
- {q: 运费谁出, gold: [freight-who, freight-rule], hard: true, n: 1.10, note: null}
- q: 讲个笑话
  gold: ~
  slice: oos_far
"""
CSV = """\
q,gold,slice,audience,hard,n
退款几天到,refund-arrival,short,buyer,,
运费谁出,freight-who|freight-rule,,,true,1.10
讲个笑话,,oos_far,,,
"""


@pytest.mark.parametrize(
    ("name", "text", "places"),
    [
        ("a.jsonl", JSONL, ["a.jsonl:1", "a.jsonl:3", "a.jsonl:4"]),
        ("a.yaml", YAML, ["a.yaml:1:3", "a.yaml:5:3", "a.yaml:6:3"]),
        ("a.YML", YAML, ["a.YML:1:3", "a.YML:5:3", "a.YML:6:3"]),
        ("a.csv", CSV, ["a.csv:2", "a.csv:3", "a.csv:4"]),
    ],
)
def test_three_kinds_of_file_say_the_same(
    tmp_path: Path, name: str, text: str, places: list[str]
) -> None:
    path = write(tmp_path, name, text)
    cases = load_cases(str(path))
    assert [case.q for case in cases] == ["退款几天到", "运费谁出", "讲个笑话"]
    assert [case.gold for case in cases] == [
        ("refund-arrival",),
        ("freight-who", "freight-rule"),
        (),
    ]
    assert [dict(case.slices) for case in cases] == [
        {"slice": "short", "audience": "buyer"},
        {"hard": "true", "n": "1.10"},
        {"slice": "oos_far"},
    ]
    assert [str(case.place).replace(str(path), name) for case in cases] == places


def test_bom_crlf_and_quoted_cells_are_read(tmp_path: Path) -> None:
    text = "\ufeff" + 'q,gold\r\n"退款, 要\n几天",a\r\n\r\n"他说""急""",\r\n没有，a|b不算,a| b\r\n'
    cases = load_cases(write(tmp_path, "a.csv", text))
    assert [(case.q, case.gold) for case in cases] == [
        ("退款, 要\n几天", ("a",)),
        ('他说"急"', ()),
        ("没有，a|b不算", ("a", "b")),
    ]
    assert [case.place.line for case in cases if case.place] == [2, 5, 6]
    assert load_cases(write(tmp_path, "b.jsonl", "\ufeff" + '{"q": "no", "gold": []}\r\n')) == (
        Case(q="no", place=Place(file=str(tmp_path / "b.jsonl"), line=1)),
    )


def test_texts_that_look_like_something_else_stay_texts(tmp_path: Path) -> None:
    path = write(tmp_path, "a.yaml", "- {q: 12315, gold: no}\n- {q: 2026-11-11, gold: null}\n")
    assert [(case.q, case.gold) for case in load_cases(path)] == [
        ("12315", ("no",)),
        ("2026-11-11", ()),
    ]
    hostile = write(tmp_path, "b.jsonl", '{"q": "\\u0000\\ud800", "gold": null}\n')
    assert load_cases(hostile)[0].q == "\x00\ud800"
    separators = write(tmp_path, "c.csv", "q,gold\na\u2028b\x0bc\x85d,\n")
    assert load_cases(separators)[0].q == "a\u2028b\x0bc\x85d"


def test_every_fault_of_a_file_is_reported_at_once(tmp_path: Path) -> None:
    lines = [
        '{"q": "好的", "gold": "a"}',
        "{",
        '{"gold": "a"}',
        '{"q": "没有标签", "glod": "a"}',
        '{"q": ["甲"], "gold": "a"}',
        '{"q": null, "gold": "a"}',
        '{"q": "乙", "gold": {"id": "a"}}',
        '{"q": "丙", "gold": ["a", null, ""]}',
        '{"q": "丁", "gold": ["a", "b", "a"]}',
        '{"q": "戊", "gold": "a", "slice": ["x"]}',
        '{"q": "己", "gold": null, "oos": "middle"}',
        '{"q": "庚", "gold": "a", "oos": "near"}',
        '{"q": "辛", "gold": "a", "slice": "oos_far"}',
        '{"q": "壬", "q": "癸", "gold": "a"}',
        '["q", "gold"]',
        '{"q": "好的", "gold": ["a"]}',
        '{"q": " 好的 ", "gold": ["a", "b"]}',
        '{"q": "好的", "gold": null}',
    ]
    faults = faults_of(write(tmp_path, "a.jsonl", "\n".join(lines)))
    assert faults[0].startswith("a.jsonl:2: not valid JSON")
    assert faults[1:] == [
        'a.jsonl:3: missing "q"; found "gold"',
        'a.jsonl:4: missing "gold"; write null where nothing may be answered; found "q", "glod"',
        'a.jsonl:5: "q" must be a text, found a list',
        'a.jsonl:6: "q" must be a text, found nothing',
        'a.jsonl:7: "gold" must be an id, a list of ids or null, found a mapping',
        'a.jsonl:8: "gold" must be an id, a list of ids or null, found nothing',
        'a.jsonl:8: "gold" must be an id, a list of ids or null, found ""',
        'a.jsonl:9: "gold" names the id "a" twice',
        'a.jsonl:10: "slice" must be a text, found a list',
        'a.jsonl:11: "oos" must be "near" or "far", found "middle"',
        'a.jsonl:12: a gold id is given, yet the query is marked oos "near"',
        'a.jsonl:13: a gold id is given, yet the query is marked oos "far"',
        'a.jsonl:14: the key "q" is given twice',
        "a.jsonl:15: expected a case (q, gold, …), found a list",
        'a.jsonl:16: duplicate query "好的", first at a.jsonl:1, with the same label',
        'a.jsonl:17: duplicate query " 好的 ", first at a.jsonl:1, '
        "with another label: a there, a, b here",
        'a.jsonl:18: duplicate query "好的", first at a.jsonl:1, '
        "with another label: a there, null here",
    ]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.jsonl", "", "a.jsonl: no queries in this file; expected at least one"),
        ("a.yaml", "# 空\n", "a.yaml: no queries in this file; expected at least one"),
        ("a.csv", "q,gold\n", "a.csv: no queries in this file; expected at least one"),
        (
            "a.json",
            "[]",
            'a.json: unknown kind of file ".json"; expected .jsonl, .yaml, .yml, .csv, .tsv, '
            ".xlsx, .xlsm, .xls, .ods",
        ),
        (
            "a.jsonl",
            '{"q": "退款"}'.encode("gb18030"),
            'a.jsonl:1: missing "gold"; write null where nothing may be answered; found "q"',
        ),
        (
            "a.csv",
            "q,gold".encode("utf-16"),
            "a.csv: the file is encoded in UTF-16, expected UTF-8; save it as UTF-8",
        ),
        (
            "a.yaml",
            "q: 退款\n",
            'a.yaml:1:1: expected a list of queries (each begins with "- q:"), found a mapping',
        ),
        (
            "a.yaml",
            "- q: 退款\n  gold: a\n- 退款\n",
            'a.yaml:3:3: expected a case (q, gold, …), found "退款"',
        ),
        (
            "a.csv",
            "q,label\n退款,a\n乙,b\n",
            'a.csv:1: no column "gold" in the first row; found "q", "label"',
        ),
        ("a.csv", "q,gold,q\n退款,a,b\n", 'a.csv:1: column "q" is given twice'),
        ("a.csv", "q,gold\n退款,a,b\n", "a.csv:2: expected 2 cells as in the first row, found 3"),
        ("a.csv", "q,gold\n退款,a\n,b\n", 'a.csv:3: "q" must be a text, found nothing'),
    ],
)
def test_one_clear_message(tmp_path: Path, name: str, content: str | bytes, expected: str) -> None:
    assert faults_of(write(tmp_path, name, content)) == [expected]


def test_syntax_errors_have_a_line(tmp_path: Path) -> None:
    unclosed = "- q: 甲\n  gold: [a\n- q: b\n"
    assert re.match(
        r"a\.yaml:[23]:\d: not valid YAML", faults_of(write(tmp_path, "a.yaml", unclosed))[0]
    )
    assert faults_of(write(tmp_path, "a.csv", 'q,gold\n甲,a\n"乙,b\n'))[0].startswith(
        "a.csv:3: not valid CSV"
    )
    deep = '{"q": ' + "[" * 100_000 + "\n"
    assert "nested more than" in faults_of(write(tmp_path, "b.jsonl", deep))[0]
    assert "nested more than" in faults_of(write(tmp_path, "b.yaml", "- q: " + "[" * 100_000))[0]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "none.jsonl")[0].startswith("none.jsonl: cannot be read")


def test_one_query_for_two_audiences_is_no_duplicate(tmp_path: Path) -> None:
    lines = [
        {"q": "怎么开发票", "gold": "invoice-get", "audience": "buyer"},
        {"q": "怎么开发票", "gold": "invoice-issue", "audience": "merchant"},
    ]
    text = "\n".join(json.dumps(line) for line in lines)
    assert len(load_cases(write(tmp_path, "a.jsonl", text))) == 2


def test_the_error_pickles_and_lists_everything(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", '{"gold": "a"}\n{"q": "甲"}\n')
    with pytest.raises(ValueError, match="2 faults in the labelled queries:\n  ") as caught:
        load_cases(path)
    assert isinstance(caught.value, XiaoerError)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (copy.faults, str(copy)) == (caught.value.faults, str(caught.value))
    assert [fault.kind for fault in copy.faults] == ["shape", "shape"]


def test_cases_hash_and_pickle() -> None:
    case = Case(q="甲", gold=("a",), slices={"slice": "oos_near", "b": "c"})
    copy = pickle.loads(pickle.dumps(case))
    assert copy == case
    assert hash(copy) == hash(case)
    assert len({case, copy}) == 1
    assert case != Case(q="甲", gold=("a",))
    with pytest.raises(TypeError, match="tuple of ids"):
        Case(q="甲", gold="refund")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("slices", "expected"),
    [
        ({}, None),
        ({"oos": "near"}, "near"),
        ({"slice": "oos_far"}, "far"),
        ({"slice": "human"}, None),
    ],
)
def test_kind_of_out_of_scope(slices: dict[str, str], expected: str | None) -> None:
    case = Case(q="甲", slices=slices)
    assert case.oos == expected
    assert not case.in_scope


CORPUS = [
    Entry(id="refund-arrival", question="退款多久到账", variants=("退款几天到",)),
    Entry(id="refund-apply", question="怎么申请退款", variants=("退款几天到？",)),
]


def test_unknown_gold_ids_cannot_be_missed() -> None:
    place = Place(file="a.jsonl", line=7)
    cases = [
        Case(q="甲", gold=("refund-arrival",)),
        Case(q="乙", gold=("refund-arival", "nothing-like-it-42"), place=place),
        Case(q="退款多久到账"),
    ]
    with pytest.raises(CasesError) as caught:
        check_cases(cases, CORPUS)
    assert [str(fault) for fault in caught.value.faults] == [
        'a.jsonl:7: no entry has the id "refund-arival", the gold of "乙"; '
        'did you mean "refund-arrival"?',
        'a.jsonl:7: no entry has the id "nothing-like-it-42", the gold of "乙"',
    ]
    assert caught.value.faults[0].nearest == "refund-arrival"


def test_leaks_are_reported_and_kept_apart() -> None:
    cases = [
        Case(q="退款 多久到帳?!", gold=("refund-arrival",)),
        Case(q="退款几天到", gold=("refund-apply",)),
        Case(q="退款什么时候到", gold=("refund-arrival",)),
        Case(q="怎么申请退款"),
    ]
    assert check_cases(cases[2:3], CORPUS) == ()
    leaks = check_cases(cases, CORPUS)
    assert leaks[-2:] == (
        Leak(cases[1], "refund-apply", "退款几天到？"),
        Leak(cases[3], "refund-apply", "怎么申请退款"),
    )
