"""Compiled files broken in many ways, by a seed: what a disk, a cable or somebody's script does."""

import random
from typing import Any

from xiaoer.snapshot.container import Container, sealed


def parts(data: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The head and the sections of a file."""
    file = Container(data, "whole.xo")
    head = {key: value for key, value in file.head.items() if key != "sections"}
    named = {name: file.section(name) for name in file.head["sections"]}
    return head, {name: one.read(0, one.size) for name, one in named.items()}


def broken(data: bytes, seed: int) -> bytes:
    """The file with some bytes changed, left out, put in, doubled, or its end cut off."""
    pick = random.Random(seed)
    found = bytearray(data)
    for _ in range(pick.choice((1, 1, 1, 2, 8))):
        place = pick.choice((pick.randrange(len(data)), pick.randrange(min(400, len(data)))))
        size = pick.choice((1, 1, 2, 4, 8, 100, 5_000))
        how = pick.randrange(6)
        if how == 0:
            found[place : place + 1] = bytes([pick.randrange(256)])
        elif how == 1:
            found[place : place + size] = pick.randbytes(size)
        elif how == 2:
            del found[place : place + size]
        elif how == 3:
            found[place:place] = pick.randbytes(size)
        elif how == 4:
            found[place : place + size] = found[place + size : place + 2 * size]
        else:
            del found[place:]
    return bytes(found)


def resealed(data: bytes, seed: int) -> bytes:
    """The file with a section or a count in its head changed, and all its checksums right: what
    somebody makes who knows the format."""
    pick = random.Random(seed)
    head, sections = parts(data)
    if pick.random() < 0.1:
        key = pick.choice(sorted(head))
        head[key] = pick.choice((None, -1, 0, 1 << 70, "x", [], {}, True, 7))
    else:
        name = pick.choice(sorted(sections))
        sections[name] = broken(sections[name] or b"\0", seed + 1)
    return sealed(head, sections)
