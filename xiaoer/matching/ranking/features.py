"""The evidence for each candidate entry, as named numbers.

Every feature means the same on any corpus: shares and cosines in 0..1, counts, and distances
to the best candidate of the query (``gap_…``, at most 0).
"""

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from xiaoer.matching.index.index import Index, QueryTerms, Question
from xiaoer.matching.index.nominate import KERNEL_QUESTIONS, Scored
from xiaoer.matching.index.terms import units
from xiaoer.matching.polarity import Guard, Stance
from xiaoer.matching.ranking.alphabet import Alphabet
from xiaoer.matching.ranking.kernel import gram, powered, ridge
from xiaoer.matching.ranking.meaning import MeaningTable, Vector, cosine
from xiaoer.matching.ranking.profile import Profile, missing, usual_strays
from xiaoer.matching.ranking.sound import SoundView
from xiaoer.records import dataclass, field
from xiaoer.text.utterance import Utterance

FEATURES: Mapping[str, str] = {
    "cosine_folded": "词和字的余弦，同义词归一",
    "cosine_written": "词和字的余弦，按原文",
    "cosine_mean": "前三个问法的平均余弦",
    "centroid": "与该知识点全部问法中心的余弦",
    "meaning": "词义向量，与该知识点全部问法中心的余弦",
    "ridge": "核岭回归：与对手共有的词相互抵消",
    "ridge_sharp": "核岭回归，平方核",
    "ridge_sound": "核岭回归，读音",
    "ratio_folded": "编辑相似度，同义词归一",
    "ratio_written": "编辑相似度，按原文",
    "ratio_words": "按词的编辑相似度",
    "query_covered": "用户问里有多少被最近的问法覆盖",
    "question_covered": "最近的问法有多少被用户问覆盖",
    "entry_covered": "用户问里有多少被全部问法覆盖",
    "characters_covered": "用户问的字有多少出现在全部问法里",
    "uncovered": "用户问里知识点没有的字，与同类问法的常态之比",
    "uncovered_rarest": "知识点没有的最生僻的字，与同类问法的常态之比",
    "length_gap": "长度差",
    "denials": "否定个数之差",
    "contrasts": "对照词之差（退货/换货）",
    "keyword": "知识点关键词命中",
    "gap_cosine_folded": "与最佳候选的差：余弦",
    "gap_cosine_mean": "与最佳候选的差：平均余弦",
    "gap_centroid": "与最佳候选的差：中心",
    "gap_meaning": "与最佳候选的差：词义向量",
    "gap_ridge": "与最佳候选的差：核岭回归",
    "gap_ridge_sharp": "与最佳候选的差：核岭回归，平方核",
    "gap_ridge_sound": "与最佳候选的差：核岭回归，读音",
    "gap_ratio_folded": "与最佳候选的差：编辑相似度",
    "gap_entry_covered": "与最佳候选的差：覆盖",
}
"""Name → what it says to an operator, in the order of the values."""

_GAPS = tuple(name for name in FEATURES if name.startswith("gap_"))
_EDITED = 3  # questions of an entry compared by edit distance
_SHARP_RIDGE = 0.1  # the squared kernel is nearer to the identity and needs a smaller λ
_SOUND_RIDGE = 0.2
_LEAST_USUAL = 0.1  # keeps the ratio finite where questions of one entry are all alike
_WHOLE: Mapping[int, Profile] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A candidate entry: its number, its closest question, its features by name."""

    entry: int
    closest: Scored
    values: Mapping[str, float] = field(hash=False)

    def vector(self) -> tuple[float, ...]:
        """The values in the order of ``FEATURES``."""
        return tuple(self.values[name] for name in FEATURES)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryView:
    """What the features need to know of a query; ``written`` and ``joined`` are its units, as
    written and folded, in the alphabet of the corpus; ``meaning`` is its vector of
    meaning, () without a table."""

    utterance: Utterance
    terms: QueryTerms
    stance: Stance
    units: tuple[str, ...]
    written: str
    joined: str
    total: int
    characters: tuple[str, ...]
    meaning: Vector = ()


class Featurizer:
    """Computes the evidence of candidates; built once for an index."""

    def __init__(
        self,
        index: Index,
        profiles: Sequence[Profile],
        stances: Sequence[Stance],
        table: MeaningTable | None = None,
    ) -> None:
        self._index = index
        self._profiles = profiles
        self._stances = stances
        self._table = table
        self._sound = SoundView(index.questions)
        written = [units(q.utterance.core) for q in index.questions]
        folded = [units(" ".join(q.utterance.folded)) for q in index.questions]
        self._alphabet = Alphabet((*written, *folded))
        self._written: Sequence[str] = tuple(map(self._alphabet.encode, written))
        self._joined: Sequence[str] = tuple(map(self._alphabet.encode, folded))
        self._fuzz: Any = None

    def view(self, utterance: Utterance, terms: QueryTerms, stance: Stance) -> QueryView:
        """What the features need to know of a query, computed once."""
        written = units(utterance.core)
        return QueryView(
            utterance=utterance,
            terms=terms,
            stance=stance,
            units=written,
            written=self._alphabet.encode(written),
            joined=self._alphabet.encode(units(" ".join(utterance.folded))),
            total=sum([terms.squares[term] for term in terms.folded]),
            characters=tuple(term for term in terms.folded if term[0] == "c"),
            meaning=self._table.vector(utterance) if self._table else (),
        )

    def evidence(
        self,
        query: QueryView,
        groups: Mapping[int, Sequence[Scored]],
        keyworded: frozenset[int] = frozenset(),
        partial: Mapping[int, Profile] = _WHOLE,
    ) -> list[Evidence]:
        """The evidence of every candidate entry, in the order of the groups.

        ``partial`` are the profiles of entries of which some questions are left out.
        """
        kernels = self._kernels(query, groups)
        known = {entry: partial.get(entry) or self._profiles[entry] for entry in groups}
        usual = usual_strays(known.values())
        rows: list[dict[str, float]] = []
        for entry, scored in groups.items():
            row = self._own(query, known[entry], scored)
            row.update(kernels[entry])
            row.update(self._uncovered(query, known[entry], usual))
            row["keyword"] = float(entry in keyworded)
            rows.append(row)
        for gap in _GAPS:
            name = gap.removeprefix("gap_")
            best = max([row[name] for row in rows], default=0.0)
            for row in rows:
                row[gap] = row[name] - best
        return [
            Evidence(entry=entry, closest=scored[0], values=row)
            for (entry, scored), row in zip(groups.items(), rows, strict=True)
        ]

    def _own(
        self, query: QueryView, profile: Profile, scored: Sequence[Scored]
    ) -> dict[str, float]:
        """The features of one entry that do not depend on the others, group by group."""
        closest = scored[0].question
        size, other = len(query.units), len(self._written[closest.number])
        return {
            **self._cosines(scored),
            **self._centroid(query.terms, profile),
            **self._meaning(query, profile),
            **self._edits(query, scored[:_EDITED]),
            **self._coverage(query, profile, closest),
            **self._opposed(query, closest),
            "length_gap": abs(size - other) / max(size, other, 1),
        }

    def _cosines(self, scored: Sequence[Scored]) -> dict[str, float]:
        top = scored[:_EDITED]
        return {
            "cosine_folded": max(s.folded for s in scored),
            "cosine_written": max(s.written for s in scored),
            "cosine_mean": math.fsum(s.folded for s in top) / len(top),
        }

    def _coverage(self, query: QueryView, profile: Profile, closest: Question) -> dict[str, float]:
        terms, total = query.terms.folded, query.total
        shared = self._index.overlap(terms, closest.folded)
        known = sum(map(profile.characters.__contains__, query.units))
        return {
            "query_covered": shared / total if total else 0.0,
            "question_covered": shared / closest.folded_norm**2 if shared else 0.0,
            "entry_covered": self._index.overlap(terms, profile.terms) / total if total else 0.0,
            "characters_covered": known / max(len(query.units), 1),
        }

    def _opposed(self, query: QueryView, closest: Question) -> dict[str, float]:
        stance = self._stances[closest.number]
        denied = len(query.stance.polarity.denied) - len(stance.polarity.denied)
        return {
            "denials": float(abs(denied)),
            "contrasts": float(Guard.contrasts(query.stance, stance)),
        }

    def _uncovered(
        self, query: QueryView, profile: Profile, usual: tuple[float, float]
    ) -> dict[str, float]:
        """What the entry does not have of the query, beside what is usual among the candidates.

        Where questions of one entry differ much from each other, a strange character says
        little; where they are alike, it says much.
        """
        found = missing(query.characters, profile.terms, query.terms.squares.__getitem__)
        share, rarest = (
            value / (base + _LEAST_USUAL) for value, base in zip(found, usual, strict=True)
        )
        return {"uncovered": share, "uncovered_rarest": rarest}

    def _edits(self, query: QueryView, scored: Sequence[Scored]) -> dict[str, float]:
        ratio = self._ratio()
        words = query.utterance.folded
        numbers = [s.question.number for s in scored]
        utterances = [s.question.utterance for s in scored]
        return {
            "ratio_folded": max(ratio(query.joined, self._joined[n]) for n in numbers) / 100,
            "ratio_written": max(ratio(query.written, self._written[n]) for n in numbers) / 100,
            "ratio_words": max(ratio(words, u.folded) for u in utterances) / 100,
        }

    def _ratio(self) -> Any:
        if self._fuzz is None:
            from rapidfuzz import fuzz  # 20–50 ms

            self._fuzz = fuzz
        return self._fuzz.ratio

    def _centroid(self, terms: QueryTerms, profile: Profile) -> dict[str, float]:
        known = sorted(terms.folded & profile.terms)
        dot = math.fsum(map(profile.centroid.__getitem__, known))
        return {"centroid": dot / (terms.folded_norm * profile.centroid_norm) if dot else 0.0}

    def _meaning(self, query: QueryView, profile: Profile) -> dict[str, float]:
        return {"meaning": cosine(query.meaning, profile.meaning)}

    def _kernels(
        self, query: QueryView, groups: Mapping[int, Sequence[Scored]]
    ) -> dict[int, dict[str, float]]:
        """The kernel ridge scores of every entry, over the best questions of all together."""
        pooled = sorted(
            (s for scored in groups.values() for s in scored),
            key=lambda s: (-s.mean, s.question.number),
        )[:KERNEL_QUESTIONS]
        solved = {**self._ridges(pooled), **self._sound_ridge(query, pooled)}
        scores = {entry: dict.fromkeys(solved, 0.0) for entry in groups}
        for name, values in solved.items():
            for one, value in zip(pooled, values, strict=True):
                scores[one.question.entry][name] += value
        return scores

    def _ridges(self, pooled: Sequence[Scored]) -> dict[str, list[float]]:
        rows = self._gram([s.question for s in pooled])
        means = [s.mean for s in pooled]
        return {
            "ridge": ridge(rows, means),
            "ridge_sharp": ridge(powered(rows, 2), _squared(means), _SHARP_RIDGE),
        }

    def _sound_ridge(self, query: QueryView, pooled: Sequence[Scored]) -> dict[str, list[float]]:
        numbers = [s.question.number for s in pooled]
        sounds = _squared(self._sound.cosines(query.utterance.core, numbers))
        return {"ridge_sound": ridge(powered(self._sound.gram(numbers), 2), sounds, _SOUND_RIDGE)}

    def _gram(self, questions: Sequence[Question]) -> list[list[float]]:
        """The mean of the cosines in both views, of all pairs of questions."""
        squares = self._index.weights.known_squares
        folded = gram([q.folded for q in questions], squares, [q.folded_norm for q in questions])
        if all(q.written is q.folded for q in questions):
            return folded
        written = gram([q.written for q in questions], squares, [q.written_norm for q in questions])
        return [
            [(a + b) / 2 for a, b in zip(left, right, strict=True)]
            for left, right in zip(folded, written, strict=True)
        ]


def _squared(values: Sequence[float]) -> list[float]:
    return [value * value for value in values]
