"""Who reads and who writes a record registers for it; the record knows neither."""

import subprocess
import sys

import pytest

from xiaoer import Entry, Settings
from xiaoer.corpus.forms import from_dict, to_dict

ENTRY = Entry(id="a", question="怎么退款", answer="在订单里申请。")


def test_a_record_is_what_its_reader_makes_of_what_its_writer_wrote() -> None:
    assert from_dict(Entry, to_dict(ENTRY)) == ENTRY == Entry.from_dict(ENTRY.to_dict())
    assert from_dict(Settings, to_dict(Settings())) == Settings()


def test_what_nobody_writes_is_an_error() -> None:
    with pytest.raises(TypeError, match="a str has no form in a file"):
        to_dict("x")


def test_registering_loads_neither_the_readers_nor_the_writers() -> None:
    code = (
        "import sys; from xiaoer.corpus.entry import Entry;"
        "late = ['xiaoer.corpus.reading.entry', 'xiaoer.corpus.writing.records'];"
        "print([name in sys.modules for name in late]);"
        "entry = Entry.from_dict({'id': 'a', 'question': 'q', 'answer': 'x'}); entry.to_dict();"
        "print([name in sys.modules for name in late])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[False, False]\n[True, True]\n"
