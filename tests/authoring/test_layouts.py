"""Sheets laid out in many ways are read right without a word from the caller, or refused."""

from pathlib import Path

import pytest

from tests.authoring import layouts, layouts_second
from tests.authoring.material import converted, told, xlsx
from xiaoer.source.tables.faults import TableError

pytest.importorskip("openpyxl")

LAYOUTS = layouts.LAYOUTS | layouts_second.LAYOUTS


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_read_right_or_refused(name: str, tmp_path: Path) -> None:
    layout = LAYOUTS[name]
    source = xlsx(layout, tmp_path / "faq.xlsx")
    if layout.entries is None:
        with pytest.raises(TableError) as refused:
            converted(source, tmp_path / "out")
        assert "faq.xlsx" in refused.value.render("zh")
        return
    done = converted(source, tmp_path / "out")
    assert told(done.plan.entries) == layout.entries
    assert done.opened.hidden == layout.hidden
