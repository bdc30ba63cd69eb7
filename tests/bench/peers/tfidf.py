"""TF-IDF by scikit-learn over words and character n-grams: cosine, and logistic regression."""

from collections.abc import Sequence
from typing import Any

from tests.bench.peers.arrays import BestQuestions
from tests.bench.peers.base import Peer, Ranking, plain, words

_TERMS = "jieba's words and character 1- to 3-grams, sublinear tf"


class TfIdfCosine(Peer):
    """The cosine of TF-IDF vectors with the closest question."""

    label = "TF-IDF cosine"
    about = _TERMS
    needs = ("scikit-learn", "numpy")

    def build(self, questions: Sequence[str], ids: Sequence[str]) -> None:
        self._best = BestQuestions(ids)
        self._terms, vectors = _fit(questions)
        self._columns = vectors.T.tocsr()

    def rank(self, query: str) -> Ranking:
        found = self._terms.transform([query]) @ self._columns
        return self._best.ranking(found.toarray()[0])


class TfIdfLogistic(Peer):
    """A logistic regression from TF-IDF vectors to entries; its probability is the confidence.

    Multinomial, so that the probabilities of all entries add up to 1.
    """

    label = "TF-IDF + LogReg"
    about = f"{_TERMS}; multinomial, C = 100"
    needs = ("scikit-learn", "numpy")
    most_entries = 2000  # a coefficient for every term and entry: 2 GB at 7,000 entries

    def build(self, questions: Sequence[str], ids: Sequence[str]) -> None:
        from sklearn.linear_model import LogisticRegression

        self._best = BestQuestions(ids)
        self._terms, vectors = _fit(questions)
        numbers = {id: number for number, id in enumerate(self._best.ids)}
        self._model: Any = None
        if len(numbers) > 1:
            self._model = LogisticRegression(C=100.0, max_iter=60, tol=1e-3)
            self._model.fit(vectors, [numbers[id] for id in ids])

    def rank(self, query: str) -> Ranking:
        if self._model is None:
            return Ranking(tuple(self._best.ids), (1.0,))
        found = self._model.predict_proba(self._terms.transform([query]))[0]
        if len(self._best.ids) == found.shape[0]:
            return self._best.best_entries(found)
        raise AssertionError("a probability for every entry was expected")


def _fit(questions: Sequence[str]) -> tuple[Any, Any]:
    """The vectorizer, and the questions' vectors of length 1."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline, make_union
    from sklearn.preprocessing import Normalizer

    by_word = TfidfVectorizer(analyzer=words, sublinear_tf=True)
    by_character = TfidfVectorizer(
        analyzer="char", preprocessor=plain, ngram_range=(1, 3), sublinear_tf=True
    )
    terms = make_pipeline(make_union(by_word, by_character), Normalizer(copy=False))
    return terms, terms.fit_transform(questions)
