"""Writes ``xiaoer/data/dictionary.bin``: jieba's dictionary, packed to be mapped.

Needs jieba, and this package. Run ``python -m tests.generate.dictionary [--check]`` at the root of
the checkout: the file is the same on every platform. Words counted less than ``MIN_FREQUENCY``
times are left out.
"""

import argparse
import sys
from hashlib import sha256
from pathlib import Path

from xiaoer.text.words.packed import NAME, VERB, PackedWord, packed
from xiaoer.text.words.segment import MIN_FREQUENCY, installed_dictionary, load_dictionary

FILE = Path(__file__).parents[2] / "xiaoer" / "data" / "dictionary.bin"


def written() -> bytes:
    """What the file has to hold."""
    text = installed_dictionary()
    if text is None:
        raise SystemExit("this needs jieba: pip install jieba")
    found = load_dictionary(text=text)
    words = (
        PackedWord(word, count, VERB * (word in found.verbs) | NAME * (word in found.names))
        for word, count in found.words.items()
    )
    return packed(words, found.characters, sha256(text).digest(), MIN_FREQUENCY)


def main() -> None:
    """Writes the file, or says whether it is up to date."""
    parser = argparse.ArgumentParser(prog="python -m tests.generate.dictionary")
    parser.add_argument("--check", action="store_true", help="write nothing")
    data, options = written(), parser.parse_args()
    if not options.check:
        FILE.write_bytes(data)
    elif not FILE.is_file() or FILE.read_bytes() != data:
        sys.exit(f"{FILE.name} is out of date")
    print(f"{FILE.name}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
