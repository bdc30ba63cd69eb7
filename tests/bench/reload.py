"""Threads that ask through reloads: how many replies a second, beside the same without any.

    python -m tests.bench.reload [--reloads 200] [--threads 8] [--json]

Every third reload finds a broken file. A reply whose hash and answer disagree, or an exception,
is counted; there must be none. The share is of the replies a second while nothing is reloaded;
half a second lies between two reloads, and building a bot takes its time of the same interpreter.
"""

import argparse
import json
import threading
from collections.abc import Sequence
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from tests.bench.sets import FAQ
from tests.bench.timing import machine
from xiaoer import BotHandle

LEAST_SHARE = 0.70
_QUERY = "版本是第几个"
_PAUSE = 0.5  # seconds between two edits


class Asking:
    """Threads that ask a handle's bot until they are ended."""

    def __init__(self, handle: BotHandle, threads: int) -> None:
        self._handle = handle
        self._ended = threading.Event()
        self.seen: list[set[tuple[str, str]]] = [set() for _ in range(threads)]
        self.counts = [0] * threads
        self._threads = [threading.Thread(target=self._ask, args=(n,)) for n in range(threads)]

    def _ask(self, number: int) -> None:
        while not self._ended.is_set():
            reply = self._handle.bot.ask(_QUERY)
            self.seen[number].add((reply.corpus_hash, reply.text))
            self.counts[number] += 1

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def end(self) -> bool:
        """Ends them; whether all were still asking."""
        alive = all(thread.is_alive() for thread in self._threads)
        self._ended.set()
        for thread in self._threads:
            thread.join()
        return alive


def measure(reloads: int, threads: int) -> dict[str, object]:
    """Replies a second with and without reloads, and what went wrong."""
    with TemporaryDirectory() as folder:
        faq = copytree(FAQ, Path(folder) / "faq")
        _write(faq, 0)
        handle = BotHandle(faq)
        still = _rate(Asking(handle, threads), handle, faq, 0, reloads * _PAUSE / 10)
        asking = Asking(handle, threads)
        moving = _rate(asking, handle, faq, reloads, 0.0)
    pairs = {pair for seen in asking.seen for pair in seen}
    return {
        "machine": machine(),
        "reloads": reloads,
        "still_per_s": still,
        "moving_per_s": moving,
        "share": moving / still,
        "disagreeing": len(pairs) - len({hash for hash, _ in pairs}),
        "corpora_seen": len(pairs),
    }


def _rate(asking: Asking, handle: BotHandle, faq: Path, reloads: int, wait: float) -> float:
    start = perf_counter()
    asking.start()
    sleep(wait)
    for number in range(1, reloads + 1):
        broken = number % 3 == 0
        _write(faq, -1 if broken else number)
        if handle.reload() is broken:
            raise AssertionError(f"reload {number}: {handle.fault}")
        sleep(_PAUSE)
    if not asking.end():
        raise AssertionError("a thread ended with an exception")
    return sum(asking.counts) / (perf_counter() - start)


def _write(faq: Path, version: int) -> None:
    answer = f"answer: 第{version}个。" if version >= 0 else "answr: 坏了"
    entry = f"- {{id: bench-version, question: {_QUERY}, {answer}}}\n"
    (faq / "zz_bench.yaml").write_text(entry, encoding="utf-8")


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reload", description=__doc__)
    parser.add_argument("--reloads", type=int, default=200)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    found = measure(options.reloads, options.threads)
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for name, value in found.items():
        print(f"{name}: {value:,.2f}" if isinstance(value, float) else f"{name}: {value}")
    print(f"the share must be at least {LEAST_SHARE}, nothing disagreeing")


if __name__ == "__main__":
    main()
