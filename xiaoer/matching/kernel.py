"""Local kernel ridge: which candidates' questions explain the query, all together.

With K the similarities among the pooled questions and k those to the query,
z = (K + λI)⁻¹ k, and an entry's score is the sum of z over its questions (kernel ridge
regression of "is this the query's entry" on the pool; Saunders, Gammerman and Vovk 1998).
Words that rivals share cancel in the inverse, so the words that separate them decide.
"""

import struct
from collections.abc import Sequence
from operator import mul

RIDGE = 0.3
"""λ: the weight of the identity. Between .1 and 1 ranking on real sets hardly changes."""

_NARROW, _WIDE = (32, "I"), (64, "Q")  # bits of a column; 32 hold 4,294 terms of weight 1000


def gram(
    terms: Sequence[frozenset[str]], squares: dict[str, int], norms: Sequence[float]
) -> list[list[float]]:
    """Cosines of all pairs of questions, as a full symmetric matrix.

    All products of one row are added at once: column *j* lives in bits 32·j … 32·j+31 of one
    integer (64 for very long questions), so a row is the sum of one integer a term.
    """
    size = len(terms)
    largest = int(max(norms, default=0.0) ** 2) + 1
    bits, code = _NARROW if largest.bit_length() < _NARROW[0] else _WIDE
    packed: dict[str, int] = {}
    for column, question in enumerate(terms):
        place = 1 << (bits * column)
        for term in question:
            packed[term] = packed.get(term, 0) + place
    # a term of one question only would add to the diagonal, which is 1 in any case
    packed = {
        term: places * squares[term] for term, places in packed.items() if places & (places - 1)
    }
    unpack = struct.Struct(f"<{size}{code}").unpack
    scales = [1.0 / norm for norm in norms]
    rows: list[list[float]] = []
    for place, question in enumerate(terms):
        total = sum(map(packed.__getitem__, question & packed.keys()))
        products = unpack(total.to_bytes(size * bits // 8, "little"))
        scale = scales[place]
        row = [p * scale * other for p, other in zip(products, scales, strict=True)]
        row[place] = 1.0
        rows.append(row)
    return rows


def powered(rows: Sequence[Sequence[float]], power: int) -> list[list[float]]:
    """Every value to an integer power; cosines stay a kernel under it."""
    return [[value**power for value in row] for row in rows]


def ridge(
    rows: Sequence[Sequence[float]], target: Sequence[float], penalty: float = RIDGE
) -> list[float]:
    """z of (K + penalty·I) z = target, by Cholesky's factorization; ``rows`` is K, full.

    Cost: n³/6 multiplications, 0.3 ms for 32 questions.
    """
    lower: list[list[float]] = []  # its diagonal holds the inverse of the factor's
    for i, row in enumerate(rows):
        factor: list[float] = []
        for j in range(i):
            below = lower[j]
            factor.append((row[j] - sum(map(mul, factor, below))) * below[j])
        factor.append((row[i] + penalty - sum(map(mul, factor, factor))) ** -0.5)
        lower.append(factor)
    solution: list[float] = []
    for factor, value in zip(lower, target, strict=True):
        solution.append((value - sum(map(mul, solution, factor))) * factor[-1])
    for i in range(len(solution) - 1, -1, -1):
        factor = lower[i]
        solution[i] *= factor[i]
        for j in range(i):
            solution[j] -= factor[j] * solution[i]
    return solution
