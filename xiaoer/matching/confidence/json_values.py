"""What a value read from JSON is."""

from __future__ import annotations

import math
from typing import TypeGuard

_MOST = 2**53  # larger whole numbers are no counts, and not exact in JSON


def is_count(value: object) -> TypeGuard[int]:
    """Whether it is a whole number of ordinary size; true and false are none."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _MOST


def is_number(value: object) -> bool:
    """Whether it is a finite number."""
    if isinstance(value, float):
        return math.isfinite(value)
    return is_count(value)


def json_kind(value: object) -> str:
    """What it is, for a message."""
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
    if value is None:
        return "null"
    return names.get(type(value), "a number")
