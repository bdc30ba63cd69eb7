"""Messages: every code in both languages, and how findings are shown."""

from __future__ import annotations

import pickle
import string

import pytest

from xiaoer.source.faults import Faults
from xiaoer.source.findings.diagnostics import Diagnostic, Place, codes, render, severity_of
from xiaoer.source.findings.messages import MESSAGES
from xiaoer.source.findings.parser_problems import PROBLEMS, problem_code
from xiaoer.source.findings.severities import SEVERITY_OF
from xiaoer.source.findings.terms import SEVERITIES, TERMS
from xiaoer.source.tree import TextSource


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


@pytest.mark.parametrize("code", codes())
def test_both_languages_name_the_same_fields(code: str) -> None:
    zh, en = MESSAGES[code]
    fields = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (zh, en)
    ]
    assert fields[0] == fields[1]
    assert is_chinese(zh)
    assert not is_chinese(en)


def test_tables_have_both_languages() -> None:
    for zh, en in [*TERMS.values(), *PROBLEMS.values()]:
        assert is_chinese(zh)
        assert not is_chinese(en)


def test_codes_are_sorted_and_their_severity_is_in_the_table() -> None:
    assert list(codes()) == sorted(MESSAGES) == sorted(SEVERITY_OF)
    loaded = [code for code in codes() if code[:2] in ("W4", "W5") and code != "W405"]
    assert {severity_of(code) for code in loaded} == {"warning"}
    assert {code[0] for code in codes() if severity_of(code) == "error"} == {"E"}
    assert {code[0] for code in codes() if severity_of(code) == "hint"} == {"A", "R", "W"}
    assert set(SEVERITIES) == {"error", "warning", "hint"}


@pytest.mark.slow
def test_hints_that_are_not_listed_are_counted() -> None:
    faults = Faults()
    for _ in range(10_002):
        faults.add("W221", TextSource("a.yaml", "x"), 0, id="a")
    assert [(one.code, one.counts) for one in faults.finish()[-1:]] == [("W405", 2)]


def test_place() -> None:
    assert str(Place(file="a.yaml", line=12, column=5)) == "a.yaml:12:5"
    assert str(Place(file="a.jsonl", line=12)) == "a.jsonl:12"
    assert str(Place(file="row 3")) == "row 3"
    assert Place(file="a", line=2, column=9) < Place(file="a", line=10, column=1)


def test_fields_are_not_expanded_again() -> None:
    fields = {"key": "{other}", "nearest": "{key}"}
    one = Diagnostic(code="E104", severity="error", place=Place(file="a"), fields=fields)
    assert one.render("en") == 'a: error E104 unknown key "{other}"; did you mean "{key}"?'


def test_long_and_odd_values_are_cut_and_made_visible() -> None:
    faults = Faults()
    faults.add("E104", TextSource("a.yaml", "x"), 0, key="长" * 100)
    faults.add("E104", TextSource("a.yaml", "x"), 0, key="a\nb\x1b[0m\td")
    assert [one.message("zh") for one in faults.found] == [
        f"未知的键 “{'长' * 59}…”",
        "未知的键 “a⏎b�[0m d”",
    ]


def test_a_long_line_is_shown_around_the_place() -> None:
    faults = Faults()
    text = "一\n" + "x" * 200 + "!" + "y" * 200 + "\n二"
    faults.add("E104", TextSource("a.yaml", text), text.index("!"), key="!")
    line, excerpt, caret = render(faults.found, "en").split("\n")
    assert line == 'a.yaml:2:201: error E104 unknown key "!"'
    assert excerpt == "    …" + "x" * 45 + "!" + "y" * 44 + "…"
    assert caret.index("^") == excerpt.index("!")


@pytest.mark.slow
def test_suggestions_end_when_they_would_take_long() -> None:
    faults = Faults()
    known = {f"refund-{n}": None for n in range(30_000)}
    found = [faults.nearest(f"refnd-{n}", known) for n in range(5)]
    assert [bool(name) for name in found] == [True, True, True, False, False]


def test_diagnostics_pickle_and_hash() -> None:
    fields = {"key": "a", "known": ("b", "c")}
    one = Diagnostic(code="E104", severity="error", place=Place(file="a"), fields=fields)
    assert pickle.loads(pickle.dumps(one)) == one
    assert hash(pickle.loads(pickle.dumps(one))) == hash(one)
    assert one.message("zh") == "未知的键 “a”；可以用的有：b、c"


def test_unknown_words_of_a_parser_are_passed_on() -> None:
    assert problem_code("something new") == "something new"
    one = Diagnostic(
        code="E012", severity="error", place=Place(file="a"), fields={"problem": "something new"}
    )
    assert one.message("zh") == "YAML 语法错误：something new"
