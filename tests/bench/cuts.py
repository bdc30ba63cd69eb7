"""Cuts by the packed dictionary beside those of jieba: how many differ, and how long each takes.

    python -m tests.bench.cuts FILE [--limit N] [--lexicon] [--json]

FILE has one text a line (UTF-8), which is normalized before. ``--lexicon`` cuts with the words of
the lexicon, as the engine does. Exit status 1 where a cut differs.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from time import process_time
from typing import Any

from tests.bench.timing import machine
from tests.text.words.oracle import jieba_tokenizer
from xiaoer.text.normalize import normalize
from xiaoer.text.words.cutting import Cutter
from xiaoer.text.words.lexicon import Lexicon
from xiaoer.text.words.segment import MIN_FREQUENCY, dictionary

_BLOCK = 5_000


def measure(path: Path, limit: int | None, lexicon: bool, plain: bool) -> dict[str, Any]:
    """Texts, those cut otherwise, and seconds of processor time of each, in blocks by turns."""
    own, splits = ((), ())
    if lexicon:
        known = Lexicon.builtin()
        own, splits = known.all_words(), tuple(sorted(set(known.splits) - set(known.all_words())))
    cutter = Cutter(dictionary().by_pairs(), own, splits, MIN_FREQUENCY)
    tokenizer = jieba_tokenizer(own, splits)
    differing: list[str] = []
    texts, ours, theirs = 0, 0.0, 0.0
    with path.open(encoding="utf-8") as file:
        lines = islice(file, limit)
        while block := [line.strip() for line in islice(lines, _BLOCK)]:
            block = block if plain else list(map(normalize, block))
            start = process_time()
            cut = list(map(cutter.cut, block))
            middle = process_time()
            expected = [list(tokenizer.cut(text, HMM=False)) for text in block]
            ours, theirs = ours + middle - start, theirs + process_time() - middle
            texts += len(block)
            pairs = zip(block, cut, expected, strict=True)
            differing += [text for text, one, other in pairs if one != other]
    return {"texts": texts, "differ": differing, "seconds": ours, "jieba": theirs}


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.cuts",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--lexicon", action="store_true")
    parser.add_argument("--plain", action="store_true", help="do not normalize before")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    found = measure(options.file, options.limit, options.lexicon, options.plain)
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        texts, differ = found["texts"], found["differ"]
        ours, theirs = (1e6 * found[name] / texts for name in ("seconds", "jieba"))
        print(f"{machine()}\n\n{texts:,} texts, {len(differ)} cut otherwise than by jieba")
        print(f"{ours:.1f} µs a text, jieba {theirs:.1f}")
        for text in differ[:20]:
            print(f"  {text}")
    sys.exit(bool(found["differ"]))


if __name__ == "__main__":
    main()
