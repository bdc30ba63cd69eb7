"""The form of a record in a file, by its type.

A record knows neither who reads it nor who writes it: these register here what they do, when
`xiaoer.corpus` is imported, and load it when it is first needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import singledispatch
from typing import TypeVar

Record = TypeVar("Record")
Reads = Callable[[Mapping[str, object]], Record]

_readers: dict[type, Reads[object]] = {}


def reads(kind: type[Record]) -> Callable[[Reads[Record]], Reads[Record]]:
    """Registers what makes a record of this type from a mapping."""

    def register(read: Reads[Record]) -> Reads[Record]:
        _readers[kind] = read
        return read

    return register


def from_dict(kind: type[Record], mapping: Mapping[str, object]) -> Record:
    """The record written as in a file. Raises: CorpusError with every fault."""
    record = _readers[kind](mapping)
    assert isinstance(record, kind)
    return record


@singledispatch
def to_dict(record: object) -> dict[str, object]:
    """The record as it stands in a file, defaults left out."""
    raise TypeError(f"a {type(record).__name__} has no form in a file")
