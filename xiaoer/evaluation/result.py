"""What came of measuring, whatever it is, and how it is shown."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from xiaoer.errors import Lang


class Result:
    """What came of measuring.

    A result does not know how it is shown: `xiaoer.evaluation.pages` says so for every kind, and
    registers it when `xiaoer.evaluation` is imported.
    """

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """The figures and findings as plain JSON values.

        What did not change and what was merely asked is left out.
        """
        return as_dict(self)

    def to_markdown(self, lang: Lang = "zh") -> str:
        """The same as a page of Markdown, in Chinese ("zh") or English ("en")."""
        return as_markdown(self, lang)


@singledispatch
def as_dict(result: object) -> dict[str, Any]:
    """The result as plain JSON values."""
    raise TypeError(f"a {type(result).__name__} is no result")


@singledispatch
def as_markdown(result: object, _: Lang) -> str:
    """The result as a page of Markdown."""
    raise TypeError(f"a {type(result).__name__} is no result")
