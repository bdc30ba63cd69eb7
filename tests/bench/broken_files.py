"""Broken compiled files: each is refused by its one error, or answers what the whole one answers.

    python -m tests.bench.broken_files [--count 100000] [--seed 0] [--json]

Three kinds, a third of the count each: broken and opened; broken and larger than what is checked
when opened, so that each block is checked when it is read; broken with every checksum made right
again, of which the replies cannot be known, but which must not crash either.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.bench.table import table
from tests.bench.timing import machine
from tests.snapshot.broken import broken, resealed
from tests.snapshot.material import ASKED, NOW, small
from xiaoer import Bot, SnapshotError
from xiaoer.service.reply.reply import Reply
from xiaoer.snapshot import container

KINDS = ("opened", "read in blocks", "checksums right")
_AT_ONCE = container.CHECKED_AT_ONCE


def replies(bot: Bot) -> list[Reply]:
    """What is asked of each file that opens."""
    return [bot.ask(query, now=NOW) for query in ASKED[:12]]


def outcome(data: bytes, path: Path, whole: Sequence[Reply], *, known: bool) -> str:
    """What a file comes to: refused, the same replies, other ones, or a crash by its name."""
    path.write_bytes(data)
    try:
        same = replies(Bot.open(path)) == whole
    except SnapshotError:
        return "refused"
    except Exception as error:  # noqa: BLE001 that is what is looked for
        return f"crash: {type(error).__name__}"
    return "same replies" if same else "WRONG REPLIES" if known else "other replies"


def measure(count: int, seed: int) -> dict[str, dict[str, int]]:
    """Kind → outcome → how many files."""
    found: dict[str, dict[str, int]] = {}
    bot = small()
    whole = replies(bot)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "broken.xo"
        bot.save(path)
        data = path.read_bytes()
        for number, kind in enumerate(KINDS):
            container.CHECKED_AT_ONCE = 0 if number == 1 else _AT_ONCE
            change = resealed if number == 2 else broken
            seen: Counter[str] = Counter()
            for at in range(seed + number * count, seed + number * count + count // len(KINDS)):
                seen[outcome(change(data, at), path, whole, known=number < 2)] += 1
            found[kind] = dict(sorted(seen.items()))
    container.CHECKED_AT_ONCE = _AT_ONCE
    return found


def show(result: dict[str, dict[str, int]]) -> str:
    """The figures as a table."""
    told = sorted({name for seen in result.values() for name in seen})
    rows = [[kind, *(str(seen.get(name, 0)) for name in told)] for kind, seen in result.items()]
    return f"{machine()}\n\n{table(['files', *told], rows)}"


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.broken_files",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    result = measure(options.count, options.seed)
    print(json.dumps(result, indent=1) if options.json else show(result))


if __name__ == "__main__":
    main()
