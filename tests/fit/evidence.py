"""The engine's evidence on labelled sets, as arrays."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from xiaoer.corpus.corpus import Corpus
from xiaoer.matching.eligibility import Eligibility
from xiaoer.matching.matcher import Matcher
from xiaoer.text.utterance import Analyzer
from xiaoer.text.words.lexicon import Lexicon

RANKING_ONLY = ("lcqmc_6k",)  # not cleaned: neither its out-of-scope queries nor its duplicates


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """The candidates of a query: a row of values each, and whether it is right."""

    values: np.ndarray
    right: np.ndarray
    in_scope: bool


def read_evidence(folder: Path, sample: Path, names: Sequence[str]) -> dict[str, list[Query]]:
    """Set name (``+typo`` for the one with typing errors) → its queries, sorted by name."""
    found: dict[str, list[Query]] = {}
    for path in sorted(folder.glob("*/corpus.jsonl")):
        if path.parent.name in RANKING_ONLY:
            continue
        corpus = Corpus.load(path)
        for queries in sorted(path.parent.glob("queries*.jsonl")):
            typo = "+typo" if queries.stem.endswith("typo") else ""
            found[path.parent.name + typo] = list(_evidence(corpus, queries, names))
    found["faq"] = list(_evidence(Corpus.load(sample), sample / "queries.jsonl", names))
    return found


def _evidence(corpus: Corpus, path: Path, names: Sequence[str]) -> Iterator[Query]:
    analyzer = Analyzer(Lexicon.builtin())
    matcher = Matcher(corpus.entries, analyzer)
    eligibility = Eligibility(matcher.entries, corpus.settings, matcher.mask)
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        if row.get("slice") == "human":
            continue  # settled before the ranker
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
