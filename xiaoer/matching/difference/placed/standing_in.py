"""What stands where the other text has something else: 寄存宠物 / 寄存行李, 丢了 登机牌 / 行程单."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from xiaoer.matching.difference.side import Side
from xiaoer.matching.difference.substitution import Known, Substitution
from xiaoer.matching.match import Difference

_MOST_WORDS = 3  # of what stands in one place
_MOST_SKIPPED = 1  # words of both, between what is compared and the neighbour that it is found by
_IDLE = 0.5  # share of an entry's questions that a word must be in to matter
_Words = tuple[str, ...]


class StandingIn:
    """Finds what a query says in the place of the one thing of a question that it lacks."""

    def __init__(self, known: Known, substitution: Substitution) -> None:
        self._known, self._lists = known, known.lists
        self._substitution = substitution

    def between(self, ours: Side, theirs: Side, others: Sequence[Side]) -> Difference | None:
        """What stands in for the only words of a question that a query does not say."""
        lacking = [at for at, word in enumerate(theirs.words) if self._is_lacking(word, ours)]
        if not lacking or len(lacking) > _MOST_WORDS or lacking[-1] - lacking[0] >= len(lacking):
            return None
        lacked = theirs.words[lacking[0] : lacking[-1] + 1]
        if not _matters(lacked, others):
            return None
        strange = [self._is_lacking(word, theirs) for word in ours.words]
        heavy = sum(len(w) for w in set(ours.words) & set(theirs.words) if self._is_heavy(w)) // 2
        before, after = theirs.words[lacking[0] - 1 :: -1], theirs.words[lacking[-1] + 1 :]
        for said in (
            *self._beside(before if lacking[0] else (), ours.words, strange, step=1),
            *self._beside(after, ours.words, strange, step=-1),
        ):
            kind = self._substitution.kind(said, lacked, heavy)
            own = any(set(said) <= set(other.words) for other in others)
            if kind and not own:
                return Difference(kind, "".join(said), "".join(lacked))
        return None

    def _beside(
        self, around: Iterable[str], words: _Words, strange: Sequence[bool], *, step: int
    ) -> Iterator[_Words]:
        """What stands beside the word that stands beside what is lacking: behind it or before."""
        neighbour = next((w for w in around if self._is_heavy(w) and w in words), None)
        if neighbour is None:
            return
        for at, word in enumerate(words):
            if word == neighbour and (found := self._run(words, strange, at + step, step)):
                yield found

    def _run(self, words: _Words, strange: Sequence[bool], at: int, step: int) -> _Words:
        """The strange words in a row that are met first, going from a place."""
        skipped = 0
        while 0 <= at < len(words) and not strange[at]:
            skipped += self._is_heavy(words[at])
            if skipped > _MOST_SKIPPED:
                return ()
            at += step
        found = []
        while 0 <= at < len(words) and strange[at]:
            found.append(words[at])
            at += step
        return tuple(found[::step]) if len(found) <= _MOST_WORDS else ()

    def _is_heavy(self, word: str) -> bool:
        return (
            word not in self._lists.light
            and word not in self._known.kinds
            and word not in self._lists.negators
        )

    def _is_lacking(self, word: str, side: Side) -> bool:
        """Whether a word carries weight, and the other text says nothing like it."""
        if not self._is_heavy(word) or word in side.words or set(word) <= set(side.core):
            return False
        return not any(self._substitution.same(word, w) for w in side.words if self._is_heavy(w))


def _matters(lacked: Collection[str], others: Sequence[Side]) -> bool:
    """Whether most of the entry's questions say it."""
    count = sum(set(lacked) <= set(other.words) for other in others)
    return count >= _IDLE * len(others)
