"""Weights of terms: integers, half from the corpus and half from the language."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import scaled
from xiaoer.matching.index import weights as module
from xiaoer.matching.index.weights import SCALE, TermWeights, document_frequencies
from xiaoer.text.words.segment import dictionary

TERM = st.sampled_from(["w退款", "w怎么", "c退", "c款", "b退款", "c险"])
DOCUMENTS = st.lists(st.lists(TERM, max_size=5), min_size=1, max_size=9)


class Language:
    """怎么 and 退 are common, 险 is rare."""

    def of_word(self, word: str) -> float:
        return {"怎么": 6.8, "退款": 13.6}.get(word, 99.0)

    def of_character(self, character: str) -> float:
        return {"退": 3.0, "款": 9.0}.get(character, 99.0)


def weights(documents: list[list[str]]) -> TermWeights:
    return TermWeights(document_frequencies(documents), len(documents), Language())


def test_documents_are_counted_once_each() -> None:
    assert document_frequencies([["a", "a", "b"], ["a"], []]) == {"a": 2, "b": 1}


@pytest.mark.parametrize(
    ("term", "df", "surprise"),
    [
        ("w退款", 1, 13.6 / module._RARE_WORD),
        ("w怎么", 3, 6.8 / module._RARE_WORD),
        ("w运费险", 1, 1.0),
        ("c退", 2, 3 / module._RARE_CHARACTER),
        ("b退款", 2, (3 + 9) / 2 / module._RARE_CHARACTER),
        ("c险", 1, 1.0),
    ],
)
def test_a_weight_by_hand(term: str, df: int, surprise: float) -> None:
    """Shares of ln((N+1)/(df+½))/ln(N+1) and of the surprise of the language, at most 1."""
    documents = [[term] if n < df else [] for n in range(4)]
    local = math.log(5 / (df + 0.5)) / math.log(5)
    share, kind = module._BACKGROUND, module._KINDS[term[0]]
    expected = 1000 * kind * ((1 - share) * local + share * surprise)
    assert weights(documents)[term] == round(expected)


def test_a_term_that_the_corpus_does_not_have_is_as_rare_as_can_be() -> None:
    found = weights([["w退款"], ["w怎么"]])
    assert found["w没见过"] == round(SCALE * module._KINDS["w"])
    assert found["w没见过"] > found["w退款"] > found["w怎么"]
    assert found["c退"] > weights([["c退"], ["c款"]])["c退"]


def test_the_constants_are_shares() -> None:
    assert 0 < module._BACKGROUND < 1
    assert set(module._KINDS) == {"w", "c", "b"}
    assert all(0 < share <= 1 for share in module._KINDS.values())


@settings(max_examples=scaled(200), deadline=None)
@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_they_are_integers_and_do_not_depend_on_order(documents: list[list[str]], random) -> None:
    shuffled = [random.sample(terms, len(terms)) for terms in documents]
    random.shuffle(shuffled)
    one, other = weights(documents), weights(shuffled)
    for term in ["w退款", "w怎么", "c退", "c款", "b退款", "c险", "w没见过"]:
        assert one[term] == other[term]
        assert type(one[term]) is int
        assert 1 <= one[term] <= SCALE
        assert one.square(term) == one[term] ** 2
    known = {term for terms in documents for term in terms}
    assert one.known_squares == {term: one[term] ** 2 for term in known}


@pytest.mark.parametrize("term", ["w退款", "c退", "b退款"])
def test_rarer_in_the_corpus_weighs_more(term: str) -> None:
    found = [weights([[term] if n < df else [] for n in range(9)])[term] for df in range(1, 10)]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == 9


def test_a_term_of_every_document_still_weighs_something() -> None:
    """Also where ln((N+1)/(N+½)) rounds to nothing."""

    class Silent:
        def of_word(self, word: str) -> float:
            return 0.0

        of_character = of_word

    found = TermWeights({"w了": 10**6}, 10**6, Silent())
    assert found["w了"] == 1


def test_the_language_is_jiebas_dictionary() -> None:
    """A corpus of one entry knows that 怎么 is common and 运费险 is not."""
    found = TermWeights({"w怎么": 1, "w险": 1, "c么": 1, "c险": 1}, 1, dictionary())
    assert found["w怎么"] < found["w险"]
    assert found["c么"] < found["c险"]
