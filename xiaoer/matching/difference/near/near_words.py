"""Words that may stand for each other in two texts that mean the same; read when first asked."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from xiaoer.text.resources import read_lines


class NearWords:
    """The groups of 近义 in ``data/lexicon/difference.txt`` and those of ``alike.txt``.

    A word may be of several groups, which have nothing to do with each other. ``folding`` maps a
    word to what stands for it in the texts that are compared.
    """

    def __init__(self, folding: Mapping[str, str]) -> None:
        self._folding = folding
        self._groups: Mapping[str, tuple[int, ...]] | None = None

    def alike(self, one: str, other: str) -> bool:
        """Whether two words are of one group."""
        groups = self._groups
        if groups is None:
            groups = self._groups = self._read()
        mine, theirs = groups.get(one), groups.get(other)
        return bool(mine and theirs) and not set(mine or ()).isdisjoint(theirs or ())

    def _read(self) -> dict[str, tuple[int, ...]]:
        """Each word, and what it folds to, with the numbers of its groups."""
        found: dict[str, tuple[int, ...]] = {}
        folding = self._folding
        for number, words in enumerate(_lines()):
            for word in words:
                found[word] = (*found.get(word, ()), number)
                if (folded := folding.get(word, word)) != word:
                    found[folded] = (*found.get(folded, ()), number)
        return found


@cache
def _lines() -> Sequence[Sequence[str]]:
    return [line.split(" ") for line in _all_lines()]


def _all_lines() -> Iterator[str]:
    first = (line for title, line in read_lines("difference.txt") if title == "近义")
    return chain(first, (line for _, line in read_lines("alike.txt")))
