"""Texts that no customer types: `ask` must raise for none and be slow for none.

python -m tests.bench.hostile [--n 100000] [--seed 0] [--json]
python -m tests.bench.hostile --climb 20000: searches for slow texts of 512 characters
"""

import argparse
import json
import sys
from bisect import insort
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from time import perf_counter_ns
from typing import NamedTuple

from tests.bench.climb import Climb, climb
from tests.bench.table import table
from tests.bench.timing import machine
from tests.service.material import ROOT
from xiaoer.bot import Bot
from xiaoer.evaluation import load_cases
from xiaoer.evaluation.measures import quantile
from xiaoer.service.reply.reply import Reply

WORDS = (
    "怎么", "退款", "退货", "没收到货", "不能", "能不能", "运费险", "多久到账", "转人工", "优惠券",
    "7天无理由", "订单号", "人工客服", "你好", "谢谢", "在吗", "是不是", "买家", "refund", "App",
)  # fmt: skip
KEPT = 10
REPEATS = 3
LIMIT_MS = 50
LIMIT_RATIO = 20
"""Times the median of plain queries that the slowest text of 512 characters may cost."""
_RARE = range(0x20000, 0x2A6E0)  # CJK extension B
_RTL = "\u202e\u202d\u200f\u061c" + "".join(map(chr, range(0x05D0, 0x05EB)))
_CONTROLS = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)]))
_MARKS = "".join(map(chr, [*range(0x300, 0x370), *range(0x20D0, 0x20F1), 0xFE0F, 0x200D]))
_BRACKETS = "()[]{}<>（）【】《》「」"
_EXPANDING = "\ufdfa\u3300\u33ff\u2167㍿①⑽"  # NFKC makes up to 18 characters of one


class Hostile(NamedTuple):
    """A text, and which kind of nastiness it is."""

    kind: str
    text: str


def _any(random: Random, most: int = 600) -> str:
    return "".join(chr(random.randrange(0x110000)) for _ in range(random.randrange(most)))


def _surrogates(random: Random) -> str:
    pool = [*range(0xD800, 0xE000), *map(ord, "退款怎么a ")]
    return "".join(map(chr, random.choices(pool, k=random.randrange(1, 300))))


def _pick(pool: str, most: int) -> Callable[[Random], str]:
    return lambda random: "".join(random.choices(pool, k=random.randrange(1, most)))


def _one_character(random: Random) -> str:
    return random.choice("a退0 -.1\x00\u0301(不没吗?？\n😀\ud800") * 1_000_000


def _rare_han(random: Random) -> str:
    return "".join(map(chr, random.choices(_RARE, k=10_000)))


def _digits(random: Random) -> str:
    return "".join(random.choices("0123456789-０１２ 一二三", k=random.randrange(1, 5000)))


def _ones(random: Random) -> str:
    return random.choice(("1-", "1.", "一", "a1-", "1 ", "1,", "9-9")) * random.randrange(1, 3000)


def _marks(random: Random) -> str:
    return random.choice("退a \n") + "".join(random.choices(_MARKS, k=random.randrange(1, 3000)))


def _nested(random: Random) -> str:
    n = random.randrange(1, 5000)
    left, right = random.choice(("()", "[]", "{}", "（）", "《》", "“”"))
    return left * n + random.choice(WORDS) + right * n


def _mixture(random: Random) -> str:
    pieces: list[str] = []
    for _ in range(random.randrange(1, 40)):
        other = random.choice(_CHARACTERS)
        pieces.append(random.choice(WORDS) if random.random() < 0.6 else other(random)[:20])
    return "".join(pieces)


def _words(random: Random) -> str:
    return random.choice(("", " ", "，", "\n")).join(
        random.choices(WORDS, k=random.randrange(1, 200))
    )


def _repeated(random: Random) -> str:
    unit = "".join(random.choices(WORDS, k=random.randrange(1, 4)))
    return unit * random.randrange(1, 2000)


def _addresses(random: Random) -> str:
    return random.choice(("http://", "a@", "www.", "a.", "@a.b")) * random.randrange(1, 2000)


_ANCHORS = (
    "6號", "6号", "1栋", "2单元", "3室", "路6号", "街道6号", "村", "小区", "省", "市", "区",
    "县", "路", "弄", "座", "广场", "大厦", "楼", "12-3", "#5", "一零一室", "姓名", "卡号",
    "QQ", "微信", "加V", "@qq.com", "电话", "138", "一三八", "订单号", "SF", "元", "块", "11月",
)  # fmt: skip


def _anchors(random: Random) -> str:
    """Words that a private value begins or ends with: each may start a search around it."""
    unit = "".join(random.choices(_ANCHORS, k=random.choice((1, 1, 2, 3))))
    return random.choice(("", "我", "浙江省杭州市", "1")) + unit * (512 // len(unit) + 1)


_ENDS = ("？", "?", "呢？", "吗？", "怎么办？", "\n", "呢\n", "，", " ")


def _fan_out(random: Random) -> str:
    """Several questions in a message, some of them short enough to follow the one before."""
    parts = [
        "".join(random.choices(WORDS, k=random.choice((1, 1, 2, 3, 40)))) + random.choice(_ENDS)
        for _ in range(random.randrange(2, 8))
    ]
    return "".join(parts)


def _small(random: Random) -> str:
    return "".join(random.choices("退款没不吗 1a。\u0301", k=random.randrange(5)))


_CHARACTERS: tuple[Callable[[Random], str], ...] = (
    lambda random: _any(random, 30),
    _surrogates,
    _pick(_CONTROLS, 30),
    _pick(_RTL, 30),
    _pick(_EXPANDING, 30),
    _pick(_BRACKETS, 30),
    _marks,
)

KINDS: dict[str, tuple[int, Callable[[Random], str]]] = {
    "any character": (10, _any),
    "lone surrogates": (8, _surrogates),
    "controls and NUL": (8, _pick(_CONTROLS + "退款", 600)),
    "right to left": (8, _pick(_RTL + "退款", 600)),
    "expanding under NFKC": (6, _pick(_EXPANDING, 600)),
    "megabyte of one character": (1, _one_character),
    "rare Han": (2, _rare_han),
    "long digits": (6, _digits),
    "1-1-1": (6, _ones),
    "combining marks": (6, _marks),
    "nested brackets": (6, _nested),
    "addresses": (4, _addresses),
    "anchors": (6, _anchors),
    "fan-out": (6, _fan_out),
    "words": (10, _words),
    "words repeated": (4, _repeated),
    "mixture with words": (20, _mixture),
    "almost nothing": (5, _small),
}
"""Weight and maker of each kind."""


def texts(n: int, seed: int = 0) -> Iterator[Hostile]:
    """``n`` texts, the same ones for the same seed; every kind occurs when n ≥ the kinds."""
    random, names = Random(seed), list(KINDS)
    weights = [weight for weight, _ in KINDS.values()]
    for at in range(n):
        kind = names[at] if at < len(names) else random.choices(names, weights)[0]
        yield Hostile(kind, KINDS[kind][1](random))


def check(reply: Reply) -> None:
    """Raises AssertionError when the reply is not fit to be shown, logged and sent."""
    assert isinstance(reply.text, str)
    assert reply.text
    assert 0.0 <= reply.confidence <= 1.0
    json.dumps(reply.to_dict(), ensure_ascii=False, allow_nan=False).encode("utf-8")


@dataclass(slots=True)
class Report:
    """Times by kind in ms, the slowest texts, and the exceptions."""

    times: dict[str, list[float]] = field(default_factory=dict)
    slowest: list[tuple[float, str, str]] = field(default_factory=list)
    errors: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, kind: str, text: str, ms: float) -> None:
        """Keeps a time, and the text when it is among the slowest."""
        self.times.setdefault(kind, []).append(ms)
        if len(self.slowest) < KEPT or ms > self.slowest[0][0]:
            insort(self.slowest, (ms, kind, text))
            del self.slowest[:-KEPT]


def run(bot: Bot, hostile: Iterator[Hostile]) -> Report:
    """Asks every text; no exception ends the run."""
    report = Report()
    bot.warm_up()
    for kind, text in hostile:
        start = perf_counter_ns()
        try:
            reply = bot.ask(text)
            report.add(kind, text, (perf_counter_ns() - start) / 1e6)
            check(reply)
        except Exception as error:  # noqa: BLE001 - what it is all about
            report.errors.append((kind, repr(error), ascii(text[:80])))
    return report


def again(bot: Bot, text: str) -> float:
    """The least time of a few more calls in ms: the text's own cost, without the machine's."""
    times = []
    for _ in range(REPEATS):
        start = perf_counter_ns()
        bot.ask(text)
        times.append((perf_counter_ns() - start) / 1e6)
    return min(times)


def as_dict(report: Report, bot: Bot) -> dict[str, object]:
    """The report as JSON."""
    return {
        "n": sum(map(len, report.times.values())) + len(report.errors),
        "errors": report.errors,
        "kinds": {
            kind: {
                "n": len(times),
                "median_ms": quantile(sorted(times), 0.5),
                "p99_ms": quantile(sorted(times), 0.99),
                "slowest_ms": max(times),
            }
            for kind, times in sorted(report.times.items())
        },
        "slowest": [
            {"ms": ms, "again_ms": again(bot, text), "kind": kind, "length": len(text),
             "text": ascii(text[:8])}
            for ms, kind, text in reversed(report.slowest)
        ],
    }  # fmt: skip


def show(result: dict) -> str:
    """The report as text."""
    kinds = [
        [kind, str(row["n"]), *(f"{row[key]:.2f}" for key in ("median_ms", "p99_ms", "slowest_ms"))]
        for kind, row in result["kinds"].items()
    ]
    slowest = [
        [row["kind"], str(row["length"]), f"{row['ms']:.2f}", f"{row['again_ms']:.2f}", row["text"]]
        for row in result["slowest"]
    ]
    worst = max((min(row["ms"], row["again_ms"]) for row in result["slowest"]), default=0.0)
    verdict = "reached" if worst < LIMIT_MS and not result["errors"] else "MISSED "
    return "\n".join(
        [
            f"{result['n']} texts, {len(result['errors'])} exceptions",
            *map(str, result["errors"][:20]),
            f"{verdict}  no exception, the slowest under {LIMIT_MS} ms "
            f"(the better of two measurements): {worst:.1f} ms",
            "",
            table(["kind", "n", "median ms", "p99 ms", "slowest ms"], kinds),
            "",
            table(["slowest", "length", "ms", f"best of {REPEATS} more", "begins with"], slowest),
        ]
    )


def climbed(bot: Bot, n: int, seed: int) -> Climb:
    """A search for slow texts, from every kind above and from plain queries."""
    queries = [case.q for case in load_cases(ROOT / "faq" / "queries.jsonl")]
    makers = [maker for name, (_, maker) in KINDS.items() if name != "megabyte of one character"]
    pieces = (*WORDS, *_ANCHORS, *_ENDS, *"1a不没吗-. ，的")
    return climb(bot, queries, [*makers, lambda random: random.choice(queries)], pieces, n, seed)


def show_climb(found: Climb) -> str:
    """The search as text."""
    verdict = "reached" if found.ratio <= LIMIT_RATIO else "MISSED "
    rows = [
        [f"{ms:.1f}", f"{ms / found.median_ms:.1f}", str(len(text)), ascii(text[:40])]
        for ms, text in found.slowest[:KEPT]
    ]
    return "\n".join(
        [
            f"{found.tried} texts tried; the median of plain queries: {found.median_ms:.2f} ms",
            f"{verdict}  the slowest text within {LIMIT_RATIO} × the median: {found.ratio:.1f} ×",
            "",
            table(["ms", "× the median", "length", "begins with"], rows),
        ]
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the report; exit status 1 when anything was raised, or too slow a text found."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.hostile", description=__doc__)
    parser.add_argument("--n", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--climb", type=int, default=0, metavar="N", help="search, with N texts")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    bot = Bot.sample()
    if options.climb:
        found = climbed(bot, options.climb, options.seed)
        shape = {"median_ms": found.median_ms, "ratio": found.ratio, "slowest": found.slowest}
        print(json.dumps(shape, indent=1) if options.json else f"{machine()}\n{show_climb(found)}")
        sys.exit(found.ratio > LIMIT_RATIO)
    result = as_dict(run(bot, texts(options.n, options.seed)), bot)
    print(json.dumps(result, indent=1) if options.json else f"{machine()}\n{show(result)}")
    sys.exit(1 if result["errors"] else 0)


if __name__ == "__main__":
    main()
