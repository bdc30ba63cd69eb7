"""Every feature on a corpus of five questions, by hand."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from xiaoer.matching.index.index import Index
from xiaoer.matching.index.nominate import KERNEL_QUESTIONS, Scored
from xiaoer.matching.polarity import Guard, Stance
from xiaoer.matching.ranking import features as module
from xiaoer.matching.ranking.features import FEATURES, Evidence, Featurizer, QueryView
from xiaoer.matching.ranking.kernel import RIDGE
from xiaoer.matching.ranking.meaning import MeaningTable
from xiaoer.matching.ranking.profile import profiles
from xiaoer.matching.ranking.sound import SoundView
from xiaoer.text.utterance import Utterance
from xiaoer.text.words.lexicon import Lexicon, Opposite
from xiaoer.text.words.polarity import Denial, Polarity

CONTRAST = Opposite(left=("退款",), right=("换货",), kind="contrast")
GUARD = Guard((CONTRAST,), Lexicon(opposites=(CONTRAST,)))


def stance(*tokens: str, denied: dict[str, Denial] | None = None) -> Stance:
    return GUARD.stance(Polarity(denied=denied or {}, tokens=tokens, text="".join(tokens)))


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Entry 0 has four questions, entry 1 has one; the cosines are chosen, not computed."""

    index: Index
    query: QueryView
    groups: dict[int, list[Scored]]
    found: dict[int, Evidence]

    def squares(self, *terms: str) -> int:
        return sum(self.index.weights.square(term) for term in terms)

    def covered(self, terms: str, of: frozenset[str]) -> float:
        return self.squares(*terms.split()) / self.squares(*of)


QUERY = "w退款 w到账 c退 c款 c到 c账 b退款 b款到 b到账"


@pytest.fixture(scope="module")
def scene(
    make_index: Callable[[Sequence[tuple[int, Utterance]]], Index], say: Callable[..., Utterance]
) -> Scene:
    index = make_index(
        [
            (0, say("怎么办", "退款")),
            (0, say("退", "款")),
            (0, say("退款", "嘛", folded=("退款", "吗"))),
            (0, say("退款", "到账", "了")),
            (1, say("换货", "到账")),
        ]
    )
    stances = [stance("怎么办", "退款", denied={"收到": "event", "发货": "event"})]
    stances += [stance(), stance(), stance(), stance("换货", "到账", denied={"收到": "event"})]
    # 退款 points one way, 到账 another; the table has no other word and no character
    table = MeaningTable(["w退款", "w到账"], bytes([255, 128, 128, 255]), 2)
    featurizer = Featurizer(index, profiles(index, 2, table), stances, table)
    said = say("退钱", "到账", folded=("退款", "到账"))
    asked = stance("退款", "到账", denied={"到账": "event"})
    query = featurizer.view(said, index.query_terms(said), asked)
    q = index.questions
    groups = {
        0: [
            Scored(question=q[0], folded=0.7, written=0.3),
            Scored(question=q[1], folded=0.2, written=0.6),
            Scored(question=q[2], folded=0.3, written=0.2),
            Scored(question=q[3], folded=0.1, written=0.1),
        ],
        1: [Scored(question=q[4], folded=0.5, written=0.4)],
    }
    found = featurizer.evidence(query, groups, frozenset({1}))
    return Scene(index=index, query=query, groups=groups, found={e.entry: e for e in found})


def solve(rows: list[list[float]], target: list[float], penalty: float) -> list[float]:
    """z of (K + penalty·I) z = target, by steps of Gauss and Seidel, as K is definite."""
    z = [0.0] * len(rows)
    for _ in range(3000):
        for i, row in enumerate(rows):
            rest = sum(row[j] * z[j] for j in range(len(rows)) if j != i)
            z[i] = (target[i] - rest) / (row[i] + penalty)
    return z


def by_entry(scene: Scene, z: Sequence[float], order: Sequence[Scored]) -> tuple[float, float]:
    totals = [0.0, 0.0]
    for item, value in zip(order, z, strict=True):
        totals[item.question.entry] += value
    return totals[0], totals[1]


def pooled(scene: Scene) -> list[Scored]:
    every = [item for items in scene.groups.values() for item in items]
    return sorted(every, key=lambda s: s.question.number)


def cosine(scene: Scene, left: frozenset[str], right: frozenset[str]) -> float:
    norms = math.sqrt(scene.squares(*left) * scene.squares(*right))
    return scene.squares(*left & right) / norms


def kernel(scene: Scene, power: int, penalty: float) -> tuple[float, float]:
    """The mean of the cosines in both views, to a power, regularized and solved."""
    order = pooled(scene)
    rows = [
        [
            (
                cosine(scene, a.question.folded, b.question.folded)
                + cosine(scene, a.question.written, b.question.written)
            )
            / 2
            for b in order
        ]
        for a in order
    ]
    powers = [[value**power for value in row] for row in rows]
    z = solve(powers, [((s.folded + s.written) / 2) ** power for s in order], penalty)
    return by_entry(scene, z, order)


def sound(scene: Scene) -> tuple[float, float]:
    order = pooled(scene)
    view, numbers = SoundView(scene.index.questions), [s.question.number for s in order]
    rows = [[value**2 for value in row] for row in view.gram(numbers)]
    target = [value**2 for value in view.cosines("退钱到账", numbers)]
    return by_entry(scene, solve(rows, target, module._SOUND_RIDGE), order)


def centroid(scene: Scene, entry: int) -> float:
    """The cosine of the query to the sum of the entry's unit vectors."""
    weights = scene.index.weights
    summed: dict[str, float] = {}
    for item in scene.groups[entry]:
        terms = item.question.folded
        length = math.sqrt(scene.squares(*terms))
        for term in terms:
            summed[term] = summed.get(term, 0.0) + weights[term] / length
    asked = QUERY.split()
    dot = sum(weights[term] * summed.get(term, 0.0) for term in asked)
    norm = math.sqrt(sum(value**2 for value in summed.values()))
    return dot / (math.sqrt(scene.squares(*asked)) * norm)


def uncovered(scene: Scene) -> tuple[float, float]:
    """退 and 款 are not in 换货到账; beside what entry 0's questions have for themselves."""
    strays = [
        scene.covered("c怎 c么 c办", frozenset(f"c{c}" for c in "怎么办退款")),
        0.0,
        scene.covered("c吗", frozenset(f"c{c}" for c in "退款吗")),
        scene.covered("c到 c账 c了", frozenset(f"c{c}" for c in "退款到账了")),
    ]
    usual = (2 * 0.4 + sum(strays)) / (2 + 4)
    share = scene.covered("c退 c款", frozenset(f"c{c}" for c in "退款到账"))
    return 0.0, share / (usual + 0.1)


def uncovered_rarest(scene: Scene) -> tuple[float, float]:
    rarest = [
        max(map(scene.squares, terms.split())) for terms in ("c怎 c么 c办", "c吗", "c到 c账 c了")
    ]
    usual = (2 * 0.45 + sum(rarest) / 1000**2) / (2 + 4)
    return 0.0, max(scene.squares("c退"), scene.squares("c款")) / 1000**2 / (usual + 0.1)


# name → the values for entry 0 and entry 1; only the first three questions of an entry are edited
BY_HAND: dict[str, Callable[[Scene], tuple[float, float]]] = {
    "cosine_folded": lambda s: (0.7, 0.5),
    "cosine_written": lambda s: (0.6, 0.4),
    "cosine_mean": lambda s: ((0.7 + 0.2 + 0.3) / 3, 0.5),
    "centroid": lambda s: (centroid(s, 0), centroid(s, 1)),
    # 到账 beside 怎么办退款, 退款嘛 and 退款到账了, of length 1 each, and beside 换货到账
    "meaning": lambda s: (0.5**0.5 / math.hypot(2 + 0.5**0.5, 0.5**0.5), 1.0),
    "ridge": lambda s: kernel(s, 1, RIDGE),
    "ridge_sharp": lambda s: kernel(s, 2, module._SHARP_RIDGE),
    "ridge_sound": sound,
    "ratio_folded": lambda s: (2 * 2 / (4 + 2), 2 * 2 / (4 + 4)),  # 退款到账 / 退款, 换货到账
    "ratio_written": lambda s: (2 * 1 / (4 + 2), 2 * 2 / (4 + 4)),  # 退钱到账 / 退款, 换货到账
    "ratio_words": lambda s: (2 * 1 / (2 + 2), 2 * 1 / (2 + 2)),
    "query_covered": lambda s: (
        s.covered("w退款 c退 c款 b退款", s.query.terms.folded),
        s.covered("w到账 c到 c账 b到账", s.query.terms.folded),
    ),
    "question_covered": lambda s: (
        s.covered("w退款 c退 c款 b退款", s.index.questions[0].folded),
        s.covered("w到账 c到 c账 b到账", s.index.questions[4].folded),
    ),
    "entry_covered": lambda s: (1.0, s.covered("w到账 c到 c账 b到账", s.query.terms.folded)),
    "characters_covered": lambda s: (3 / 4, 2 / 4),  # 钱 stands nowhere
    "uncovered": uncovered,
    "uncovered_rarest": uncovered_rarest,
    "length_gap": lambda s: (1 / 5, 0.0),  # 退钱到账 beside 怎么办退款 and 换货到账
    "denials": lambda s: (1.0, 0.0),  # one denial of the query beside two, and beside one
    "contrasts": lambda s: (0.0, 1.0),  # 退款 / 换货
    "keyword": lambda s: (0.0, 1.0),
}


def expected(scene: Scene, name: str) -> tuple[float, float]:
    if not name.startswith("gap_"):
        return BY_HAND[name](scene)
    first, second = BY_HAND[name.removeprefix("gap_")](scene)
    best = max(first, second)
    return first - best, second - best


def test_the_query_is_what_the_table_says(scene: Scene) -> None:
    assert scene.query.terms.folded == set(QUERY.split())
    assert scene.query.total == scene.squares(*QUERY.split())


@pytest.mark.parametrize("name", FEATURES)
def test_a_feature_by_hand(scene: Scene, name: str) -> None:
    values = (scene.found[0].values[name], scene.found[1].values[name])
    rounded = name.removeprefix("gap_") == "meaning"  # to whole numbers
    assert values == pytest.approx(expected(scene, name), abs=1e-4 if rounded else 1e-9)


def test_every_feature_has_its_line_and_its_place(scene: Scene) -> None:
    """The vector is in the order of the table, and the table says each to an operator."""
    for evidence in scene.found.values():
        assert evidence.values.keys() == FEATURES.keys()
        assert evidence.vector() == tuple(evidence.values[name] for name in FEATURES)
    assert all(FEATURES.values())
    assert {n for n in FEATURES if not n.startswith("gap_")} == BY_HAND.keys()


def test_the_closest_question_is_the_first(scene: Scene) -> None:
    assert [e.closest.question.number for e in scene.found.values()] == [0, 4]


def test_beyond_the_kernels_questions_there_is_no_ridge(
    make_index: Callable[[Sequence[tuple[int, Utterance]]], Index], say: Callable[..., Utterance]
) -> None:
    """The block that is solved has a fixed size; the next best entry gets nothing from it."""
    rows = [(0, say("退款", chr(0x5000 + n))) for n in range(KERNEL_QUESTIONS)]
    index = make_index([*rows, (1, say("退款"))])
    featurizer = Featurizer(index, profiles(index, 2), [stance()] * len(index.questions))
    query = featurizer.view(say("退款"), index.query_terms(say("退款")), stance())
    groups = {
        0: [Scored(question=q, folded=0.5, written=0.5) for q in index.questions[:-1]],
        1: [Scored(question=index.questions[-1], folded=0.4, written=0.4)],
    }
    first, second = featurizer.evidence(query, groups)
    assert first.values["ridge"] > 0
    assert (second.values["ridge"], second.values["ridge_sharp"]) == (0.0, 0.0)


def test_nothing_shared_is_zero_and_no_division(
    make_index: Callable[[Sequence[tuple[int, Utterance]]], Index], say: Callable[..., Utterance]
) -> None:
    """A keyword may nominate an entry that shares no term with the query."""
    index = make_index([(0, say("退款"))])
    featurizer = Featurizer(index, profiles(index, 1), [stance()])
    for words in (("天气",), ()):
        query = featurizer.view(say(*words), index.query_terms(say(*words)), stance())
        groups = {0: [Scored(question=index.questions[0], folded=0.0, written=0.0)]}
        (evidence,) = featurizer.evidence(query, groups, frozenset({0}))
        other = ("keyword", "length_gap", "uncovered", "uncovered_rarest")
        zero = {n: v for n, v in evidence.values.items() if n not in other}
        assert set(zero.values()) == {0.0}


def test_a_profile_by_hand(
    make_index: Callable[[Sequence[tuple[int, Utterance]]], Index], say: Callable[..., Utterance]
) -> None:
    index = make_index([(0, say("退款")), (1, say("换", folded=("换货",))), (0, say("退"))])
    first, second = profiles(index, 2)
    assert (first.size, second.size) == (2, 1)
    assert first.terms == {"w退款", "c退", "c款", "b退款", "w退"}
    assert (first.characters, second.characters) == ({"退", "款"}, {"换"})
    assert second.terms == {"w换货", "c换", "c货", "b换货"}
    weights, one, two = index.weights, index.questions[0], index.questions[2]
    assert first.centroid["c退"] == pytest.approx(
        weights.square("c退") * (1 / one.folded_norm + 1 / two.folded_norm)
    )
    parts = {t: first.centroid[t] / weights[t] for t in first.terms}
    assert first.centroid_norm == pytest.approx(math.sqrt(sum(v**2 for v in parts.values())))
    assert second.centroid_norm == pytest.approx(1.0)
