"""The template, filled: the one door to jinja2."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from xiaoer.errors import Lang, MissingExtraError
from xiaoer.evaluation.pages.report.texts import text
from xiaoer.records import names
from xiaoer.text.characters.controls import without_controls

if TYPE_CHECKING:
    from xiaoer.evaluation.pages.report.view import View


def fill_template(view: View, lang: Lang) -> str:
    """The page of a view; whatever is not a chart is escaped, and nothing in it turns text around.

    Raises:
        MissingExtraError: jinja2 is not installed.
    """
    try:
        from jinja2 import Environment, StrictUndefined
        from markupsafe import Markup
    except ImportError as error:
        raise MissingExtraError("report", "jinja2") from error
    source = files("xiaoer").joinpath("data", "report.html.j2").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    given = {name: getattr(view, name) for name in names(view)}
    given["charts"] = [(key, Markup(svg)) for key, svg in view.charts]
    template = environment.from_string(source)
    page = template.render(
        **given,
        language="zh-CN" if lang == "zh" else "en",
        say=lambda key, **values: text(key, lang, **values),
    )
    return without_controls(page)
