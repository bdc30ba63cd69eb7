"""Fits the table of hearing: python tests/fit/hearing.py [--cross-validate].

One logistic model a label, one against all others, on the pieces of `xiaoer.hearing.pieces` (the
engine calls the same function). It learns from `data/hearing/utterances.yaml`, copies of its
phrases (`copies.py`), and the project's own questions with copies of them (`asks.py`); nothing else
is needed. Writes `table.txt` and `phrases.txt`.

A tenth of the phrases, drawn by what is left of each without its padding, is never fitted on: the
table printed at the end is theirs. Deterministic. Needs scikit-learn.
"""

import argparse
import math
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path
from string import ascii_lowercase
from types import SimpleNamespace
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.fit.asks import asks  # noqa: E402
from tests.fit.copies import denied, misheard  # noqa: E402
from tests.fit.phrases import FOLDER, Phrase, keys, phrases  # noqa: E402
from xiaoer.hearing.labels import LABELS  # noqa: E402
from xiaoer.hearing.pieces import pieces  # noqa: E402
from xiaoer.hearing.table import MAYBE, SCALE, SURE, Table, written  # noqa: E402
from xiaoer.text.normalize import normalize  # noqa: E402

STRENGTH = 30.0  # inverse of the quadratic penalty
LEAST = 0.65  # nats; a weight below says next to nothing
MANY = 12  # rows of a piece that no phrase has
FOLDS = 6


class Fit:
    """The models of all labels on some rows, the first ``phrases`` of which are phrases.

    ``vocabulary``: pieces of two rows and more, of which one is a phrase, and those of many rows.
    """

    def __init__(self, rows: Sequence[tuple[str, frozenset[str]]], phrases: int) -> None:
        cut = [pieces(normalize(text)) for text, _ in rows]
        counts = Counter(piece for found in cut for piece in found)
        ours = {piece for found in cut[:phrases] for piece in found}
        kept = sorted(p for p, n in counts.items() if n >= (2 if p in ours else MANY))
        self.vocabulary = {piece: i for i, piece in enumerate(kept)}
        matrix = self._matrix(cut)
        truths = ([_is(label, labels) for _, labels in rows] for label in LABELS)
        with ProcessPoolExecutor(2) as pool:
            found = pool.map(self._model, repeat(matrix), truths)
            self.models = dict(zip(LABELS, found, strict=True))

    def _matrix(self, cut: Sequence[Sequence[str]]) -> csr_matrix:
        """Rows of length 1 over the pieces that are known."""
        indices: list[int] = []
        values: list[float] = []
        ends = [0]
        for found in cut:
            known = [self.vocabulary[piece] for piece in found if piece in self.vocabulary]
            indices += known
            values += [1 / math.sqrt(max(1, len(known)))] * len(known)
            ends.append(len(indices))
        return csr_matrix((values, indices, ends), shape=(len(cut), len(self.vocabulary)))

    @staticmethod
    def _model(matrix: csr_matrix, truth: Sequence[bool]) -> Any:
        if not any(truth):  # a fold without the label's only round
            return SimpleNamespace(coef_=np.zeros((1, matrix.shape[1])), intercept_=[-10.0])
        model = LogisticRegression(
            C=STRENGTH, solver="liblinear", dual=True, max_iter=3000, tol=1e-3, random_state=1
        )
        return model.fit(matrix, np.array(truth, dtype=int))

    def table(self, head: str = "") -> str:
        """The file of the table: weights in twentieths of a nat, the small ones left out."""
        weights: dict[str, dict[int, int]] = {}
        for place, model in enumerate(self.models.values()):
            for piece, i in self.vocabulary.items():
                weight = float(model.coef_[0][i])
                if abs(weight) >= LEAST:
                    weights.setdefault(piece, {})[place] = round(weight * SCALE)
        biases = [round(float(model.intercept_[0]) * SCALE) for model in self.models.values()]
        return written(biases, weights, head)


def _is(label: str, labels: frozenset[str]) -> bool:
    return label in labels or (label == "ask" and "refusal" in labels)


def fit(fitted: Sequence[Phrase], questions: Sequence[str]) -> Fit:
    """The models of phrases, copies of them, and questions."""
    heard = [*fitted, *misheard(fitted), *denied(fitted)]
    rows = [(phrase.text, phrase.labels) for phrase in heard]
    return Fit([*rows, *((question, frozenset({"ask"})) for question in questions)], len(rows))


def told(table: Table, rows: Sequence[Phrase]) -> dict[str, list[int]]:
    """Label → [its phrases, surely heard, at least maybe, others surely heard as it, others]."""
    found = {label: [0] * 5 for label in LABELS}
    for row in rows:
        scores = table.scores(normalize(row.text))
        for label in LABELS:
            score, counts = scores[label], found[label]
            if _is(label, row.labels):
                counts[0] += 1
                counts[1] += score >= SURE
                counts[2] += score >= MAYBE
            else:
                counts[3] += score >= SURE
                counts[4] += 1
    return found


def page(found: Mapping[str, Sequence[int]]) -> str:
    """The counts as a table, with n."""
    lines = ["label           n   surely  maybe or more   falsely of"]
    lines += [
        f"{label:14}{n:4} {sure:4} {sure / max(n, 1):6.1%} {maybe:4} {maybe / max(n, 1):6.1%}"
        f" {false:5} {others:5}"
        for label, (n, sure, maybe, false, others) in found.items()
    ]
    return "\n".join(lines)


def cross_validated(rows: Sequence[Phrase], questions: Sequence[str]) -> dict[str, list[int]]:
    """Each round is heard by a table that has seen none of it; rounds share folds in turn."""
    names = sorted({row.round for row in rows}, key=lambda name: (len(name), name))
    total = {label: [0] * 5 for label in LABELS}
    for fold in range(FOLDS):
        out = set(names[fold::FOLDS])
        seen = fit([row for row in rows if row.round not in out], questions)
        counts = told(Table.of(seen.table()), [row for row in rows if row.round in out])
        for label, numbers in counts.items():
            total[label] = [a + b for a, b in zip(total[label], numbers, strict=True)]
        print(f"fold {fold + 1} of {FOLDS}: {', '.join(sorted(out))}", file=sys.stderr)
    return total


def main() -> None:
    """Fits, writes, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--out", type=Path, default=FOLDER)
    args = parser.parse_args()
    whole = phrases()
    fitted = [row for row in whole if not row.unseen]
    asking = [row.text for row in fitted if row.labels == {"ask"}]
    questions = asks(asking, [row.text for row in fitted if row.labels != {"ask"}])
    if args.cross_validate:
        print("by round of collection, each heard without it")
        print(page(cross_validated(fitted, questions)))
    legend = " ".join(map("=".join, zip(ascii_lowercase, LABELS, strict=False)))
    head = (
        "听的权重，由 tests/fit/hearing.py 拟合：一行一个片段，再是它给各类加的分（1/20 nat）\n"
        f"phrases={len(fitted)} unseen={len(whole) - len(fitted)} asks={len(questions)} "
        f"strength={STRENGTH} least={LEAST}\n{legend}"
    )
    text = fit(fitted, questions).table(head)
    (args.out / "table.txt").write_text(text, encoding="utf-8")
    (args.out / "phrases.txt").write_text(keys(whole), encoding="utf-8")
    print("the tenth that was never fitted on")
    print(page(told(Table.of(text), [row for row in whole if row.unseen])))


if __name__ == "__main__":
    main()
