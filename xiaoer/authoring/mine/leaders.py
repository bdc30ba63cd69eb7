"""Texts that ask the same, put together by the engine: no table of all pairs, and no chains."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from xiaoer.corpus.entry import Entry
from xiaoer.matching.matcher import Matcher
from xiaoer.text.utterance import Analyzer

LEAST: Final = 0.55
"""Score from which a text joins a leader before it."""
LEAST_ALONE: Final = 0.45
"""Score from which a text that leads nobody joins another leader, before or behind it.

Purity · pair recall, chosen on 3,293 texts of open questions (lcqmc, weights had seen the set) and
4,127 medical ones: one pass .955 · .80 and .945 · .59 (at .5 .929 · .88 and .910 · .67); with those
that lead nobody asked again .945 · .92 and .922 · .72 (at .5 .951 · .87 and .935 · .67)."""
_NOBODY: Final = ("", 0.0)


def grouped(
    texts: Sequence[tuple[str | None, str]],
    analyzer: Analyzer,
    progress: Callable[[int, int], None] | None = None,
) -> list[list[int]]:
    """The places of texts that ask the same, in order.

    A text joins the leader before it that the engine scores best, where that is near enough; else
    it leads. Who leads nobody in the end is asked once more, among all that lead. Only texts of
    the same audience (the first of each pair) are put together.
    """
    leaders = _LeadingTexts([text for _, text in texts], analyzer)
    steps = 2 * len(texts)
    for place, (audience, _) in enumerate(texts):
        leaders.place(place, audience)
        if progress is not None:
            progress(place + 1, steps)
    for place, (audience, _) in enumerate(texts):
        leaders.place_again(place, audience)
        if progress is not None:
            progress(len(texts) + place + 1, steps)
    return sorted(map(sorted, leaders.groups.values()))


class _LeadingTexts:
    """Texts as entries of one question each, and those of them that lead so far, in bits."""

    __slots__ = ("_analyzer", "_leading", "_matcher", "_texts", "groups")

    def __init__(self, texts: Sequence[str], analyzer: Analyzer) -> None:
        entries = [
            Entry(id=f"{place:09}", question=text, answer="-") for place, text in enumerate(texts)
        ]
        self._texts, self._analyzer = texts, analyzer
        self._matcher = Matcher(entries, analyzer)
        self._leading: dict[str | None, int] = {}
        self.groups: dict[int, list[int]] = {}

    def place(self, place: int, audience: str | None) -> None:
        """Puts a text to the best of those that lead already, or lets it lead."""
        among = self._leading.get(audience, 0)
        id, score = self._best(place, among)
        if score >= LEAST:
            self.groups[int(id)].append(place)
        else:
            self._leading[audience] = among | 1 << place
            self.groups[place] = [place]

    def place_again(self, place: int, audience: str | None) -> None:
        """Puts a text that leads nobody to the best of all others that lead."""
        if len(self.groups.get(place, ())) != 1:
            return
        others = self._leading[audience] & ~(1 << place)
        id, score = self._best(place, others)
        if score >= LEAST_ALONE:
            self.groups[int(id)] += self.groups.pop(place)
            self._leading[audience] = others

    def _best(self, place: int, among: int) -> tuple[str, float]:
        """The leader that is nearest to a text, and its score."""
        if not among:
            return _NOBODY
        utterance = self._analyzer.analyze(self._texts[place])
        candidates = self._matcher.consider(utterance, among, exact=False).match.candidates
        return (candidates[0].id, candidates[0].score) if candidates else _NOBODY
