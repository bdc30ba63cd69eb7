"""Results as JSON, sections, Markdown and HTML: one table, by the kind of the result."""

from __future__ import annotations

from typing import Any

from xiaoer.errors import Lang
from xiaoer.evaluation.result import Result, as_dict, as_markdown


@as_dict.register(Result)
def _as_dict(result: Result) -> dict[str, Any]:
    from xiaoer.evaluation.pages.table import formats_of

    return formats_of(result).as_dict(result)


@as_markdown.register(Result)
def _as_markdown(result: Result, lang: Lang) -> str:
    from xiaoer.evaluation.pages.table import formats_of

    return formats_of(result).markdown(result, lang)
