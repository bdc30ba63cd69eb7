"""Texts that ask the same, put together by the engine: no table of all pairs, and no chains."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from xiaoer.corpus.entry import Entry
from xiaoer.matching.matcher import Matcher
from xiaoer.text.utterance import Analyzer

LEAST: Final = 0.55
"""Score from which a text joins a leader. Of 3,293 texts of open questions (lcqmc, weights had
seen the set) purity · pair recall are .975 · .69 at .6, .956 · .79 here, .932 · .87 at .5; of
4,127 medical ones .971 · .47, .948 · .58, .916 · .67."""


def grouped(
    texts: Sequence[tuple[str | None, str]],
    analyzer: Analyzer,
    progress: Callable[[int, int], None] | None = None,
) -> list[list[int]]:
    """The places of texts that ask the same, each group led by its first.

    A text joins the leader before it that the engine scores best, where that is near enough; else
    it leads. Only texts of the same audience (the first of each pair) are put together. Groups
    stand in the order of their leaders.
    """
    entries = [
        Entry(id=f"{place:09}", question=text, answer="-") for place, (_, text) in enumerate(texts)
    ]
    matcher = Matcher(entries, analyzer)
    leaders: dict[str | None, int] = {}  # questions in bits: each entry has one
    groups: dict[int, list[int]] = {}
    for place, (audience, text) in enumerate(texts):
        among = leaders.get(audience, 0)
        leader = _leader(matcher, analyzer, text, among) if among else None
        if leader is None:
            leaders[audience] = among | 1 << place
            groups[place] = [place]
        else:
            groups[leader].append(place)
        if progress is not None:
            progress(place + 1, len(texts))
    return list(groups.values())


def _leader(matcher: Matcher, analyzer: Analyzer, text: str, among: int) -> int | None:
    candidates = matcher.consider(analyzer.analyze(text), among, exact=False).match.candidates
    return int(candidates[0].id) if candidates and candidates[0].score >= LEAST else None
