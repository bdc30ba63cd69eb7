"""Measures of one file in a process of its own, and the frame of the benches that take them."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any

Figures = dict[str, Any]


def fresh(module: str, *read: str) -> Figures:
    """What the bench prints in a new process for ``--read``."""
    command = [sys.executable, "-m", module, "--read", *read]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    found: Figures = json.loads(done.stdout)
    return found


def figures_of(
    parser: argparse.ArgumentParser,
    argv: Sequence[str] | None,
    *,
    read: Callable[..., Figures],
    measure: Callable[[argparse.Namespace], Figures],
    parts: int = 1,
) -> Figures | None:
    """The figures to show; None where they are printed already, as JSON or for `fresh`.

    ``parts`` is how many values ``--read`` takes, which are handed to ``read``.
    """
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--read", nargs=parts, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    found = read(*options.read) if options.read else measure(options)
    if options.read or options.json:
        print(json.dumps(found, ensure_ascii=False))
        return None
    return found
