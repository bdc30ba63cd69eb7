"""How many private values of messages survive masking, and how many messages lose words for none.

python -m tests.bench.masking FILE [FILE …] [--list] [--json]

A file is JSON Lines: {"text": …, "secrets": [{"kind": …, "value": …}]}. A secret counts as missed
when five or more characters of it that follow each other are left in the masked text and stand
nowhere else in the message (spaces and signs aside; of a shorter one: the whole). A message
without secrets counts as over-masked when masking changes it.
"""

import argparse
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.table import table
from xiaoer.evaluation.measures import wilson
from xiaoer.text.redaction import redact

LEAST = 5
_SIGNS = frozenset(" -()·•.,，。、:：_/~*（）\n\t—")


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message and what in it is private."""

    text: str
    secrets: tuple[tuple[str, str], ...]


def read(path: Path) -> list[Message]:
    """The messages of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return [
        Message(
            text=row["text"],
            secrets=tuple((one["kind"], one["value"]) for one in row.get("secrets") or ()),
        )
        for row in rows
    ]


def bare(text: str) -> str:
    """A text without spaces and signs, in ordinary characters and lower case."""
    text = unicodedata.normalize("NFKC", text).lower()
    return "".join(char for char in text if char not in _SIGNS)


def survives(value: str, text: str, masked: str) -> bool:
    """Whether a piece of a secret is left.

    >>> survives("13800138000", "电话13800138000", "电话[手机号]")
    False
    >>> survives("13800138000", "电话13800138000", "电话138001[手机号]")
    True
    """
    secret, left = bare(value), bare(masked)
    own = bare(text.replace(value, "\n"))
    size = min(LEAST, len(secret))
    pieces = {secret[at : at + size] for at in range(len(secret) - size + 1)}
    return any(piece in left and piece not in own for piece in pieces)


def measure(messages: Iterable[Message]) -> dict[str, object]:
    """Counts by kind, and what was missed and over-masked."""
    counts: dict[str, list[int]] = {}
    missed, over, plain = [], [], 0
    for message in messages:
        masked = redact(message.text)
        for kind, value in message.secrets:
            gone = not survives(value, message.text, masked)
            row = counts.setdefault(kind, [0, 0])
            row[0] += 1
            row[1] += not gone
            if not gone:
                missed.append((kind, value, message.text, masked))
        if not message.secrets:
            plain += 1
            if masked != message.text:
                over.append((message.text, masked))
    return {"kinds": counts, "missed": missed, "over": over, "plain": plain}


def show(result: dict, listed: bool) -> str:
    """The figures as text."""
    rows = []
    kinds = dict(sorted(result["kinds"].items()))
    totals = [sum(row[at] for row in kinds.values()) for at in (0, 1)]
    for kind, (n, missed) in [*kinds.items(), ("all", totals)]:
        low, high = wilson(missed, n) if n else (0.0, 0.0)
        share = missed / n if n else 0.0
        rows.append([kind, str(n), str(missed), f"{share:.3f}", f"{low:.3f}–{high:.3f}"])
    over, plain = len(result["over"]), result["plain"]
    low, high = wilson(over, plain) if plain else (0.0, 0.0)
    lines = [
        table(["kind", "n", "missed", "share", "95 %"], rows),
        f"over-masked: {over} of {plain} messages without secrets ({low:.3f}–{high:.3f})",
    ]
    if listed:
        lines += [
            f"{kind}\t{value}\t{text!r}\t{masked!r}"
            for kind, value, text, masked in result["missed"]
        ]
        lines += [f"over\t{text!r}\t{masked!r}" for text, masked in result["over"]]
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.masking", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--list", action="store_true", help="what was missed and over-masked")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    result = measure([message for path in options.files for message in read(path)])
    print(
        json.dumps(result, ensure_ascii=False, indent=1)
        if options.json
        else show(result, options.list)
    )


if __name__ == "__main__":
    main()
