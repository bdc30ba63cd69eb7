"""The engine's evidence on labelled sets, as arrays."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from xiaoer.corpus.corpus import Corpus
from xiaoer.matching.eligibility import Eligibility
from xiaoer.matching.matcher import Matcher
from xiaoer.text.utterance import Analyzer
from xiaoer.text.words.lexicon import Lexicon

RANKING_ONLY = ("lcqmc_6k",)  # not cleaned: neither its out-of-scope queries nor its duplicates
CUTS = {"epidemic": (2, 0), "lcqmc_1k": (0,), "smp2017": (4, 0), "faq": (4, 2, 0)}
"""Set → how many variants an entry is cut to: as a corpus is on its first day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """The candidates of a query: a row of values each, and whether it is right."""

    values: np.ndarray
    right: np.ndarray
    in_scope: bool


def read_evidence(
    folder: Path, sample: Path, names: Sequence[str], most: int
) -> dict[str, list[Query]]:
    """Set name → its queries; ``+typo``: with typing errors, ``/2``: with so many variants.

    Of a set with more queries, ``most`` are drawn.
    """
    found: dict[str, list[Query]] = {}
    for path in sorted(folder.glob("*/corpus.jsonl")):
        if path.parent.name in RANKING_ONLY:
            continue
        corpus = Corpus.load(path)
        for queries in sorted(path.parent.glob("queries*.jsonl")):
            typo = "+typo" if queries.stem.endswith("typo") else ""
            found[path.parent.name + typo] = list(_evidence(corpus, queries, names, most))
        queries = path.with_name("queries.jsonl")
        found.update(_cut(path.parent.name, corpus, queries, names, most))
    corpus, queries = Corpus.load(sample), sample / "queries.jsonl"
    found["faq"] = list(_evidence(corpus, queries, names, most))
    found.update(_cut("faq", corpus, queries, names, most))
    return found


def _cut(
    name: str, corpus: Corpus, queries: Path, names: Sequence[str], most: int
) -> Iterator[tuple[str, list[Query]]]:
    for variants in CUTS.get(name, ()):
        entries = [replace(e, variants=e.variants[:variants]) for e in corpus.entries]
        cut = Corpus(entries=tuple(entries), settings=corpus.settings)
        yield f"{name}/{variants}", list(_evidence(cut, queries, names, most))


def _evidence(corpus: Corpus, path: Path, names: Sequence[str], most: int) -> Iterator[Query]:
    analyzer = Analyzer(Lexicon.builtin())
    matcher = Matcher(corpus.entries, analyzer)
    eligibility = Eligibility(matcher.entries, corpus.settings, matcher.mask)
    rows: list[dict[str, Any]] = [
        row
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        if row.get("slice") != "human"  # settled before the ranker
    ]
    for row in random.Random(1).sample(rows, most) if len(rows) > most else rows:
        gold = row["gold"] if isinstance(row["gold"], list) else [row["gold"]]
        among = eligibility.mask(row.get("audience"), None, None)
        ranked = matcher.consider(analyzer.analyze(row["q"]), among, exact=False).ranked
        yield Query(
            values=np.array([[r.evidence.values[name] for name in names] for r in ranked]).reshape(
                -1, len(names)
            ),
            right=np.array([matcher.entries[r.evidence.entry].id in gold for r in ranked], bool),
            in_scope=row["gold"] is not None,
        )
