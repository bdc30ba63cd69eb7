"""What makes a large sheet fast, counted: nothing slow is done for every cell."""

from pathlib import Path

import pytest

from tests.authoring.material import converted
from tests.bench.sheets import write
from xiaoer.authoring.importing.report import report_lines
from xiaoer.source.tables.head_meanings import meanings
from xiaoer.text import sameness

pytest.importorskip("xlsxwriter")


@pytest.mark.slow
def test_a_large_sheet_asks_little_of_each_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With more than 20,000 questions only those written alike are compared as the engine does,
    0.1 ms each; and what a head means is asked of heads and of the first rows, not of cells."""
    read: list[str] = []
    whole = sameness.normalize

    def counted(text: str, cap: int) -> str:
        read.append(text)
        return whole(text, cap)

    monkeypatch.setattr(sameness, "normalize", counted)
    meanings.cache_clear()
    write(tmp_path / "faq.xlsx", 5_100)
    done = converted(tmp_path / "faq.xlsx", tmp_path / "out")
    assert len(done.plan.entries) == 5_100
    assert read == []
    assert meanings.cache_info().misses < 500  # as many with 2,000 rows
    assert not done.plan.whole
    assert any("只比对了写法相同的" in line for line in report_lines(done, "zh"))


def test_a_small_sheet_is_compared_as_the_loader_does(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("问题,答案\n请问怎么退款,甲\n怎麼退款,乙\n", encoding="utf-8")
    done = converted(path, tmp_path / "out")
    assert done.plan.whole
    assert [one.code for one in done.plan.warnings] == ["W503"]
