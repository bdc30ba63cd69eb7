"""What a certificate was made from: enough to say what becomes of it when the corpus changes."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, Final

from xiaoer.matching.confidence.json_values import is_count
from xiaoer.records import dataclass
from xiaoer.text.normalize import question_key

_BYTES: Final = 6  # of a key: of 100,000 labels and as many questions two are alike in 1 of 28,000
_MOST: Final = 50_000  # keys that are kept; more would outgrow the file
_LONGEST_NAME: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelMix:
    """How many of the labelled queries an entry answers, and how many none does."""

    in_scope: int
    out_of_scope: int

    @property
    def oos_share(self) -> float:
        """Out of scope, of all."""
        return self.out_of_scope / max(self.in_scope + self.out_of_scope, 1)

    def to_dict(self) -> dict[str, Any]:
        """The counts as plain JSON values."""
        return {"in_scope": self.in_scope, "out_of_scope": self.out_of_scope}

    @staticmethod
    def from_dict(data: object) -> LabelMix:
        """The mix that ``to_dict`` gave.

        Raises:
            ValueError: it is none.
        """
        if not isinstance(data, Mapping) or set(data) != {"in_scope", "out_of_scope"}:
            raise ValueError('"mix" must be null, or have "in_scope" and "out_of_scope"')
        if not all(is_count(count) and count >= 0 for count in data.values()):
            raise ValueError('"mix" must have whole numbers from 0')
        return LabelMix(**data)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFrom:
    """The labelled queries, and the corpus's questions of that day, as short hashes.

    - ``file``: of the labels, as seen from the corpus's folder, or its name alone; "" if unknown.
    - ``labels``, ``questions``: `keys_of` the queries and of the questions; "" where there were
      too many to keep. A hash shows no text, but who guesses a text can check it.

    Raises:
        ValueError: ``file`` is no short printable text, or the keys are damaged.
    """

    file: str
    labels: str
    questions: str

    def __post_init__(self) -> None:
        if not self.file.isprintable() or len(self.file) > _LONGEST_NAME:
            raise ValueError('"made_from" must name a file')
        for keys in (self.labels, self.questions):
            keys_in(keys)

    def to_dict(self) -> dict[str, Any]:
        """The record as plain JSON values."""
        return {"file": self.file, "labels": self.labels, "questions": self.questions}

    @staticmethod
    def from_dict(data: object) -> MadeFrom:
        """The record that ``to_dict`` gave.

        Raises:
            ValueError: it is none.
        """
        if not isinstance(data, Mapping) or set(data) != {"file", "labels", "questions"}:
            raise ValueError('"made_from" must be null, or have "file", "labels" and "questions"')
        if not all(isinstance(value, str) for value in data.values()):
            raise ValueError('"made_from" must have texts')
        return MadeFrom(**data)


def keys_of(texts: Iterable[str]) -> str:
    """Short hashes of the texts as they are compared, in one text; "" where there are too many.

    >>> keys_of(["怎么退款？"]) == keys_of(["怎么退款", "怎么退款!"]), len(keys_of(["怎么退款"]))
    (True, 8)
    """
    keys = key_set(texts)
    return base64.b64encode(b"".join(sorted(keys))).decode("ascii") if len(keys) <= _MOST else ""


def key_set(texts: Iterable[str]) -> frozenset[bytes]:
    """The hashes of the texts, however many."""
    return frozenset(map(_key, texts))


def keys_in(text: str) -> frozenset[bytes]:
    """The hashes in a text that `keys_of` gave.

    Raises:
        ValueError: it is none.
    """
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError('"made_from" has damaged keys') from error
    if len(data) % _BYTES:
        raise ValueError('"made_from" has damaged keys')
    return frozenset(data[at : at + _BYTES] for at in range(0, len(data), _BYTES))


def _key(text: str) -> bytes:
    return sha256(question_key(text).encode("utf-8", "replace")).digest()[:_BYTES]
