"""Fits the table of hearing: python tests/fit/hearing.py --questions FILE [--cross-validate].

One logistic model a label, one against all others, on the pieces of `xiaoer.hearing.pieces` (the
engine calls the same function). It learns from `data/hearing/utterances.yaml`, from the sample
corpus's questions, and from a file of unlabelled questions, a line each, which are taken for asks
and of which nothing is shipped; asks with greetings around them and asks strung together are added,
so that a long polite story does not add up to a wish. Writes `weights.json` and `phrases.txt`.

A tenth of the phrases, drawn by what is left of each without its padding, is never fitted on: the
table printed at the end is theirs. Deterministic. Needs scikit-learn.
"""

import argparse
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.fit.phrases import FOLDER, Phrase, keys, phrases  # noqa: E402
from xiaoer.corpus.corpus import Corpus  # noqa: E402
from xiaoer.hearing.labels import LABELS  # noqa: E402
from xiaoer.hearing.pieces import pieces  # noqa: E402
from xiaoer.hearing.table import MAYBE, SCALE, SURE, Table  # noqa: E402
from xiaoer.text.characters.pinyin import toneless  # noqa: E402
from xiaoer.text.normalize import normalize  # noqa: E402

STRENGTH = 30.0  # inverse of the quadratic penalty
LEAST = 0.65  # nats; a weight below says next to nothing
PLAIN, STRUNG, MISHEARD = 3000, 2000, 2000  # copies: asks with padding, strung; homophones
MANY = 12  # rows of a piece that no phrase has
FOLDS = 6
_OPENINGS = (
    "您好", "请问一下", "你好呀", "老师您好 请教个问题哈", "在吗在吗 不好意思哈", "亲 想问下",
    "麻烦问一下", "您好 辛苦帮忙看下", "打扰了", "hi 有个问题",
)  # fmt: skip
_ENDINGS = ("谢谢", "麻烦啦", "辛苦了", "谢谢您嘞", "感谢感谢", "麻烦您了", "谢了哈", "", "", "")


def asks(path: Path | None, most: int, seed: int = 3) -> list[str]:
    """Questions of the sample corpus and unlabelled ones, some padded, some strung together."""
    draw = random.Random(seed)
    own = [question for entry in Corpus.load(ROOT / "faq") for question in entry.questions]
    lines = path.read_text(encoding="utf-8").split("\n") if path else []
    other = draw.sample([line for line in lines if line], min(most, len(lines))) if lines else []
    base = own + other
    padded = [
        f"{draw.choice(_OPENINGS)}，{q}，{draw.choice(_ENDINGS)}"
        for q in draw.sample(base, min(PLAIN, len(base)))
    ]
    strung = ["，".join(draw.sample(base, draw.choice((2, 2, 3)))) for _ in range(STRUNG)]
    return base + padded + strung


def misheard(rows: Sequence[Phrase], count: int, seed: int = 5) -> list[Phrase]:
    """Copies of short phrases with one character in the place of one that sounds the same."""
    draw = random.Random(seed)
    common = sorted({c for row in rows for c in normalize(row.text) if "一" <= c <= "鿿"})
    alike: dict[str, list[str]] = {}
    for char, sound in zip(common, toneless("".join(common)), strict=True):
        alike.setdefault(sound, []).append(char)
    found = []
    for row in draw.sample(list(rows), min(count, len(rows))):
        text = normalize(row.text)
        places = [i for i, c in enumerate(text) if len(alike.get(toneless(c)[0], "")) > 1]
        if places and 3 <= len(text) <= 16:
            at = draw.choice(places)
            other = draw.choice([c for c in alike[toneless(text[at])[0]] if c != text[at]])
            found.append(
                Phrase(text=text[:at] + other + text[at + 1 :], labels=row.labels, round=row.round)
            )
    return found


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

    def table(self) -> dict[str, Any]:
        """The weights as whole hundredths of a nat: label → bias, and weight → its pieces."""
        labels: dict[str, Any] = {}
        for label, model in self.models.items():
            by: dict[int, list[str]] = {}
            for piece, i in self.vocabulary.items():
                weight = _rounded(float(model.coef_[0][i]))
                if abs(weight) >= LEAST * SCALE:
                    by.setdefault(weight, []).append(piece)
            labels[label] = {
                "bias": round(float(model.intercept_[0]) * SCALE),
                "weights": {str(w): "\t".join(sorted(by[w])) for w in sorted(by)},
            }
        return labels


def _rounded(weight: float) -> int:
    """Hundredths, in steps that grow with the weight: a step is at most a tenth of it."""
    whole = round(weight * SCALE)
    step = max(5, 5 * round(abs(whole) / 100))
    return round(whole / step) * step


def _is(label: str, labels: frozenset[str]) -> bool:
    return label in labels or (label == "ask" and "refusal" in labels)


def fit(fitted: Sequence[Phrase], questions: Sequence[str]) -> Fit:
    """The models of phrases, misheard copies of them, and questions."""
    heard = [*fitted, *misheard(fitted, MISHEARD)]
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
    parser.add_argument("--questions", type=Path, help="unlabelled questions, a line each")
    parser.add_argument("--most", type=int, default=8000, help="of them, drawn")
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--out", type=Path, default=FOLDER)
    args = parser.parse_args()
    whole = phrases()
    questions = asks(args.questions, args.most)
    fitted = [row for row in whole if not row.unseen]
    if args.cross_validate:
        print("by round of collection, each heard without it")
        print(page(cross_validated(fitted, questions)))
    labels = fit(fitted, questions).table()
    provenance = {
        "script": "tests/fit/hearing.py",
        "phrases": len(fitted),
        "unseen": len(whole) - len(fitted),
        "asks": len(questions),
        "strength": STRENGTH,
    }
    text = json.dumps({"provenance": provenance, "labels": labels}, ensure_ascii=False, indent=0)
    (args.out / "weights.json").write_text(text + "\n", encoding="utf-8")
    (args.out / "phrases.txt").write_text(keys(whole), encoding="utf-8")
    print("the tenth that was never fitted on")
    print(page(told(Table.of(labels), [row for row in whole if row.unseen])))


if __name__ == "__main__":
    main()
