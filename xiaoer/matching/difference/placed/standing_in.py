"""What stands where the other text has something else: 寄存宠物 / 寄存行李."""

from collections.abc import Collection, Iterator, Sequence

from xiaoer.matching.difference.side import Side
from xiaoer.matching.difference.substitution import Known, Substitution
from xiaoer.matching.match import Difference

_MOST_WORDS = 3  # of what stands in one place
_MOST_SKIPPED = 1  # words of both, between what is compared and the neighbour that it is found by
_LEAST = 2  # characters: one alone is often no word of its own
_IDLE = 0.5  # share of an entry's questions that a word must be in to matter
_WordsThere = tuple[str, ...]


class StandingIn:
    """Finds what a query says in the place of the one thing of a question that it lacks."""

    def __init__(self, known: Known, substitution: Substitution) -> None:
        self._known = known
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
        heavy = (
            sum(len(w) for w in set(ours.words) & set(theirs.words) if self._known.is_heavy(w)) // 2
        )
        for said in self._instead(theirs.words, lacking, lacked, ours.words, strange):
            if min(len("".join(said)), len("".join(lacked))) < _LEAST:
                continue
            if {self._is_act(said), self._is_act(lacked)} == {True, False}:
                continue
            kind = self._substitution.kind(said, lacked, heavy)
            own = any(set(said) <= set(other.words) for other in others)
            if kind and not own:
                return Difference(kind, "".join(said), "".join(lacked))
        return None

    def _instead(
        self,
        asked: _WordsThere,
        lacking: Sequence[int],
        lacked: _WordsThere,
        words: _WordsThere,
        strange: Sequence[bool],
    ) -> Iterator[_WordsThere]:
        """What stands where the question has what is lacking; of an act on either side."""
        before, after = asked[: lacking[0]][::-1], asked[lacking[-1] + 1 :]
        both = (1, -1) if self._is_act(lacked) else ()
        for around, steps in ((before, both or (1,)), (after, both or (-1,))):
            if neighbour := self._neighbour(around, words):
                for step in steps:
                    yield from self._beside(neighbour, words, strange, step)

    def _neighbour(self, around: _WordsThere, words: _WordsThere) -> str | None:
        """The nearest word of weight that the query has too, alone or as a part of a word."""
        for word in filter(self._known.is_heavy, around):
            if word in words or any(_rest(w, word, 1) or _rest(w, word, -1) for w in words):
                return word
        return None

    def _beside(
        self, neighbour: str, words: _WordsThere, strange: Sequence[bool], step: int
    ) -> Iterator[_WordsThere]:
        """What stands behind a word (step 1) or before it, in one word with it or apart."""
        for at, word in enumerate(words):
            if word == neighbour:
                if found := self._run(words, strange, at + step, step):
                    yield found
            elif rest := _rest(word, neighbour, step):
                yield (rest,)

    def _run(self, words: _WordsThere, strange: Sequence[bool], at: int, step: int) -> _WordsThere:
        """The strange words in a row that are met first, going from a place."""
        skipped = 0
        while 0 <= at < len(words) and not strange[at]:
            skipped += self._known.is_heavy(words[at])
            if skipped > _MOST_SKIPPED:
                return ()
            at += step
        start = at
        while 0 <= at < len(words) and strange[at]:
            at += step
        low, high = (start, at) if step > 0 else (at + 1, start + 1)
        if high - low == 1 == len(words[low]) and high < len(words):
            high += len(words[high]) == 1 and self._known.is_heavy(words[high])  # 恒 牙 is one word
        return words[low:high] if high - low <= _MOST_WORDS else ()

    def _is_act(self, words: _WordsThere) -> bool | None:
        """Whether words say what is done; None: a character alone may be of either kind."""
        return self._known.is_verb(words[-1]) if len(words[-1]) > 1 else None

    def _is_lacking(self, word: str, side: Side) -> bool:
        """Whether a word carries weight, and the other text says nothing like it."""
        if not self._known.is_heavy(word) or word in side.words or set(word) <= set(side.core):
            return False
        return not any(
            self._substitution.same(word, w) for w in side.words if self._known.is_heavy(w)
        )


def _rest(word: str, part: str, step: int) -> str:
    """What a word has behind a part that it begins with (step 1), or before one that it ends with.

    >>> _rest("电子发票", "电子", 1), _rest("电子书", "书", -1), _rest("电子书", "书", 1)
    ('发票', '电子', '')
    """
    return (
        word.removeprefix(part)
        if step > 0 and word.startswith(part)
        else (word.removesuffix(part) if step < 0 and word.endswith(part) else "")
    )


def _matters(lacked: Collection[str], others: Sequence[Side]) -> bool:
    """Whether most of the entry's questions say it."""
    count = sum(set(lacked) <= set(other.words) for other in others)
    return count >= _IDLE * len(others)
