"""The tree of errors: text, fields, builtin bases, pickles."""

from __future__ import annotations

import pickle

import pytest

from xiaoer.errors import (
    CorpusError,
    MissingExtraError,
    QueryTypeError,
    UnknownEntryError,
    UnknownNameError,
    XiaoerError,
    nearest_name,
)
from xiaoer.source.findings.diagnostics import Diagnostic, Place

FAULT = Diagnostic(
    code="E104",
    severity="error",
    place=Place(file="a.yaml", line=3, column=5),
    fields={"key": "anwser", "nearest": "answer"},
    excerpt="  退款: anwser",
    caret=6,
)
CASES = [
    (
        CorpusError([FAULT]),
        ValueError,
        '1 fault in the corpus:\n  a.yaml:3:5: error E104 unknown key "anwser"; '
        'did you mean "answer"?',
    ),
    (
        CorpusError([FAULT, FAULT]),
        ValueError,
        '2 faults in the corpus:\n  a.yaml:3:5: error E104 unknown key "anwser"; '
        'did you mean "answer"?\n  a.yaml:3:5: error E104 unknown key "anwser"; '
        'did you mean "answer"?',
    ),
    (
        UnknownEntryError("refnd", "refund"),
        KeyError,
        'no entry has the id "refnd"; did you mean "refund"?',
    ),
    (UnknownEntryError("x"), KeyError, 'no entry has the id "x"'),
    (
        UnknownNameError("audience", "buyers", ("buyer", "merchant")),
        ValueError,
        'unknown audience "buyers"; did you mean "buyer"?',
    ),
    (
        UnknownNameError("channel", "电话", ("app", "web")),
        ValueError,
        'unknown channel "电话"; expected one of: app, web',
    ),
    (
        MissingExtraError("cli", "rich"),
        ImportError,
        'rich is not installed; run: pip install "xiaoer[cli]"',
    ),
    (QueryTypeError("int"), TypeError, "a query must be a str, not int"),
]


@pytest.mark.parametrize(("error", "builtin", "text"), CASES)
def test_text_base_and_pickle(error: XiaoerError, builtin: type, text: str) -> None:
    assert isinstance(error, XiaoerError)
    assert isinstance(error, builtin)
    assert str(error) == text
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert vars(back) == vars(error)
    assert str(back) == text


def test_fields() -> None:
    error = UnknownNameError("audience", "buyers", ("buyer", "merchant"))
    assert (error.kind, error.name, error.known, error.nearest) == (
        "audience",
        "buyers",
        ("buyer", "merchant"),
        "buyer",
    )
    assert MissingExtraError("cli", "rich").extra == "cli"
    assert CorpusError([FAULT]).diagnostics == (FAULT,)


def test_render_shows_the_line_and_a_caret_below_wide_characters() -> None:
    assert CorpusError([FAULT]).render("zh") == (
        "a.yaml:3:5: 错误 E104 未知的键 “anwser”，是不是 “answer”？\n"
        "      退款: anwser\n"
        "            ^"
    )


def test_nearest_name() -> None:
    assert nearest_name("anwser", ["question", "answer"]) == "answer"
    assert nearest_name("zzz", ["question", "answer"]) == ""
    assert nearest_name("a" * 100_000, ["a" * 100_000 + "b"]) == ""
    assert nearest_name("", ["a"]) == ""
