"""How long a workbook of 50,000 rows and 7 columns takes to become a corpus, and how much memory.

    python -m tests.bench.sheets

Bar: under 30 s of processor time and 400 MB. Last run, 2026-12-01: 20.4 s, 350 MB, three variants a
row, on a machine that others used too.
"""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path

ROWS = 50_000
HEADS = ("编号", "类目", "标准问", "相似问", "答案", "状态", "关键词")
WORDS = (
    "退款 退货 物流 发货 订单 优惠券 地址 发票 运费 客服 账号 会员 积分 换货 签收 怎么 多久".split()
)


def rows(count: int = ROWS) -> list[tuple[str, ...]]:
    """The rows, all different, the same in each run."""
    return [_row(number) for number in range(1, count + 1)]


def _row(number: int) -> tuple[str, ...]:
    question = f"{_text(number, 5)}{number}"
    variants = "\n".join(f"{question}{sign}" for sign in "甲乙丙")
    keywords = f"{_text(number, 1)}\n{_text(number + 7, 1)}"
    answer = f"{_text(number, 20)}。"
    return (f"faq-{number}", f"类目{number % 97}", question, variants, answer, "启用", keywords)


def _text(number: int, words: int) -> str:
    return "".join(WORDS[(number * 31 + at * number) % len(WORDS)] for at in range(words))


def write(path: Path, count: int = ROWS) -> None:
    """Writes the workbook."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("FAQ")
        for number, row in enumerate([HEADS, *rows(count)]):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)


def main() -> None:
    """Prints the seconds and the megabytes."""
    import subprocess
    import sys

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "faq.xlsx"
        write(source)
        argv = [sys.executable, "-m", "tests.bench.sheets", str(source), f"{folder}/out"]
        subprocess.run(argv, check=True)


def measure(source: Path, target: Path) -> None:
    """Converts, in a process of its own, and prints what it took."""
    from xiaoer.authoring.importing.conversion import Wanted, prepare

    start = time.process_time()
    done = prepare(Wanted(source=source, target=target))
    done.write()
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(done.plan.entries):,} rows: {seconds:.1f} s, {peak} MB")


if __name__ == "__main__":
    import sys

    if len(sys.argv) == 3:
        measure(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        main()
