"""What was probably meant by an argument of the wrong type."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from xiaoer.errors import ArgumentTypeError

_SHOWN = 40


def corpus_call(value: object, where: str = "Corpus") -> str:
    """The call that makes a corpus of `value`, or such a call of `where`.

    >>> corpus_call("faq/"), corpus_call([{"id": "a"}]), corpus_call("faq/", "Bot")
    ("Corpus.load('faq/')", 'Corpus.from_entries(rows)', "Bot.load('faq/')")
    """
    if isinstance(value, str | os.PathLike):
        return f"{where}.load({_path(value)})"
    made = "Corpus.from_entries(rows)"
    if isinstance(value, Mapping):
        made = "Corpus.from_entries([row])"
    elif is_frame(value):
        made = 'Corpus.from_entries(frame.to_dict("records"))'
    elif not isinstance(value, Iterable):
        return f'{where}.load("faq/")'
    return made if where == "Corpus" else f"{where}({made})"


def no_corpus(value: object, where: str, mend: str = "") -> ArgumentTypeError:
    """The error of a value that is no corpus, given to ``where``."""
    return ArgumentTypeError(where, type_name(value), "a Corpus", mend or corpus_call(value, where))


def is_frame(value: object) -> bool:
    """True for a data frame: iterating over it gives the names of its columns."""
    return hasattr(value, "columns") and callable(getattr(value, "to_dict", None))


def type_name(value: object) -> str:
    """What a message calls the type of a value.

    >>> type_name(None), type_name([])
    ('None', 'list')
    """
    return "None" if value is None else type(value).__name__


def _path(value: str | os.PathLike[str]) -> str:
    text = str(value)
    return repr(text) if len(text) <= _SHOWN else repr(text[: _SHOWN - 1] + "…")
