"""Whether what a query says otherwise than the question that came closest stops an answer."""

from collections.abc import Iterable, Sequence

from xiaoer.corpus.settings import EngineSettings
from xiaoer.matching.difference.difference import Differ
from xiaoer.matching.difference.opposing import opposing
from xiaoer.matching.difference.platforms import Platforms
from xiaoer.matching.difference.side import Side, side_of
from xiaoer.matching.difference.slots import Slots
from xiaoer.matching.difference.substitution import Known
from xiaoer.matching.difference.whole.whole import Whole
from xiaoer.matching.difference.word_lists import WordLists, question_kinds
from xiaoer.matching.match import Difference
from xiaoer.text.utterance import Utterance
from xiaoer.text.words.lexicon import Lexicon
from xiaoer.text.words.polarity import Polarity
from xiaoer.text.words.segment import dictionary

_MOST_OTHERS = 24
"""Questions of an entry that are looked at beside the closest one."""


class Differing:
    """Compares queries with the questions of a corpus; built once, never changed.

    ``rows`` are the questions in the order of their numbers: entry, utterance, polarity. ``own``
    are the companies that the corpus names anywhere.
    """

    def __init__(
        self,
        settings: EngineSettings,
        rows: Sequence[tuple[int, Utterance, Polarity]],
        lexicon: Lexicon,
        own: frozenset[str] = frozenset(),
    ) -> None:
        folding = lexicon.folding()
        self._platforms = Platforms(settings.platforms, [(n, u) for n, u, _ in rows], folding)
        self._listed = settings.differences == "listed"
        self._sides: Sequence[Side] = ()
        if settings.differences != "none":
            self._sides = tuple(side_of(u, polarity.denied) for _, u, polarity in rows)
        slots = Slots(
            (entry, side.words) for (entry, *_), side in zip(rows, self._sides, strict=False)
        )
        known = known_words(lexicon)
        self._differ = Differ(known, slots, Whole(own, known.lists.opposed))

    def side(self, query: Utterance, polarity: Polarity) -> Side | None:
        """What is compared of a query; None where nothing is compared."""
        return side_of(query, polarity.denied) if self._sides else None

    def between(
        self, query: Utterance, side: Side | None, entry: int, closest: int, own: Iterable[int]
    ) -> Difference | None:
        """What speaks against answering a query with an entry; ``side`` is the query's.

        ``closest`` is the number of the question that came closest, ``own`` are those of the
        entry, all that may be known of it.
        """
        if names := self._platforms.missing(query, entry):
            return Difference("platform", "、".join(sorted(names)), "")
        if side is None:
            return None
        others = [self._sides[number] for number in own if number != closest][:_MOST_OTHERS]
        return self._differ.between(side, self._sides[closest], others, listed=self._listed)

    def says(self, query: Side | None, closest: int, found: Difference) -> bool:
        """Whether a question says what the query says, where another one differs."""
        return query is not None and self._differ.says(query, self._sides[closest], found)

    def naming(self, query: Utterance, entries: Iterable[int]) -> tuple[int, ...]:
        """Those of the entries that name the platforms that the query names."""
        names = self._platforms.named(query)
        return self._platforms.naming(names, entries) if names else ()


def known_words(lexicon: Lexicon) -> Known:
    """What a lexicon and the dictionary know of words."""
    folding = lexicon.folding()
    shared = dictionary()
    listed = frozenset(folding).union(lexicon.all_words())
    return Known(
        lists=WordLists.of(folding),
        kinds=question_kinds(lexicon, folding),
        opposite=opposing(lexicon.opposites, folding),
        is_word=lambda w: len(w) == 1 or w in listed or shared.words.get(w, 0) > 0,
        is_verb=shared.verbs.__contains__,
        is_name=shared.names.__contains__,
    )
