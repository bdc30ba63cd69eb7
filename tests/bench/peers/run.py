"""A peer's answers to lists of cases, timed in one block; kept in a folder by their content."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from inspect import getfile
from pathlib import Path

from tests.bench.peers import Maker, Peer, Ranking
from tests.bench.peers.arrays import BestQuestions
from tests.bench.peers.base import jieba_cut
from tests.bench.peers.grouped import Grouped
from tests.bench.timing import timed_block
from xiaoer.corpus.entry import Entry
from xiaoer.evaluation.cases.case import Case

Lists = Mapping[str, Sequence[Case]]
"""Cases by the name of their file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The rankings of a list of cases, µs a query, seconds to build."""

    rankings: Sequence[Ranking]
    times: Sequence[float]
    build_seconds: float
    cached: bool = False


def run_peer(
    make: Maker, entries: Sequence[Entry], lists: Lists, cache: Path | None
) -> dict[str, Run]:
    """One run for each list; the peer is built once, unless ``cache`` has all of it."""
    kept = cache / f"{_key(make, entries, lists)}.json" if cache else None
    if kept and kept.is_file():
        return _read(kept)
    jieba_cut()  # its dictionary is no part of anyone's build
    grouped = Grouped(make, entries)
    for audience in dict.fromkeys(c.slices.get("audience") for cs in lists.values() for c in cs):
        grouped.peer(audience)
    found = {}
    for name, cases in lists.items():
        rankings, times = timed_block(grouped.rank, cases)
        found[name] = Run(rankings=rankings, times=times, build_seconds=grouped.build_seconds)
    grouped.close()
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        part.write_text(json.dumps({k: asdict(v) for k, v in found.items()}), encoding="utf-8")
        part.replace(kept)
    return found


def _key(make: Maker, entries: Sequence[Entry], lists: Lists) -> str:
    """A digest of the peer, its versions, its source, the questions and the queries."""
    peer = make()
    sources = [Path(getfile(part)) for part in (type(peer), Peer, BestQuestions)]
    whole = [
        [peer.label, peer.about, peer.versions()],
        [path.read_text(encoding="utf-8") for path in sources],
        [[e.id, e.questions, e.audience, e.enabled, str(e.valid)] for e in entries],
        {name: [[c.q, c.slices.get("audience")] for c in cases] for name, cases in lists.items()},
    ]
    return sha256(json.dumps(whole).encode("ascii")).hexdigest()


def _read(file: Path) -> dict[str, Run]:
    found: dict[str, Run] = {}
    for name, row in json.loads(file.read_text(encoding="utf-8")).items():
        rankings = [Ranking(tuple(ids), tuple(scores)) for ids, scores in row["rankings"]]
        found[name] = Run(
            rankings=rankings,
            times=row["times"],
            build_seconds=row["build_seconds"],
            cached=True,
        )
    return found
