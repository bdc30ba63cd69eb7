"""What two texts have in one place, whatever the words around it."""

from collections.abc import Callable, Mapping, Sequence

from xiaoer.matching.difference.placed.asked import compare_asked
from xiaoer.matching.difference.placed.codes import compare_codes, compare_grades
from xiaoer.matching.difference.placed.objects import Objects
from xiaoer.matching.difference.placed.parties import Parties
from xiaoer.matching.difference.placed.standing_in import StandingIn
from xiaoer.matching.difference.placed.strangers import Strangers
from xiaoer.matching.difference.roles.exchanged import Exchanged
from xiaoer.matching.difference.roles.who_acts import WhoActs
from xiaoer.matching.difference.side import Side
from xiaoer.matching.difference.substitution import Known, Substitution
from xiaoer.matching.difference.whole.compared import Compared
from xiaoer.matching.match import Difference, DifferenceKind

_STORY = 24  # words: beyond, a text names many things that it does not ask about
_CompareSides = Callable[[Side, Side], Compared]


class Placed:
    """Compares codes, parties and things by their places; built once."""

    def __init__(self, known: Known, substitution: Substitution) -> None:
        self._standing_in = StandingIn(known, substitution)
        self._objects = Objects(known, substitution)
        self._kinds = known.kinds
        parties, roles = Parties(known.lists).compare, WhoActs(known).compare
        self._comparisons: tuple[_CompareSides, ...] = (
            compare_codes,
            compare_grades,
            parties,
            roles,
            Exchanged(known).compare,
            Strangers(known).compare,
        )
        self._of: Mapping[DifferenceKind, tuple[_CompareSides, ...]] = {
            "model": (compare_codes, compare_grades),
            "roles": (parties, roles),
        }

    def agrees(self, query: Side, question: Side, kind: DifferenceKind) -> bool:
        """Whether both say the same in what a kind of difference is about."""
        return any(compare(query, question) == "same" for compare in self._of.get(kind, ()))

    def between(
        self, query: Side, question: Side, others: Sequence[Side], *, listed: bool
    ) -> Difference | None:
        """The first kind in which the query says otherwise than the question, and than all
        questions of its entry that say anything of that kind."""
        if len(query.words) > _STORY:
            return None
        for compare in self._comparisons:
            found = compare(query, question)
            if isinstance(found, Difference) and not any(
                compare(query, other) == "same" for other in others
            ):
                return found
        if found := compare_asked(query, question, others, self._kinds):
            return found
        if listed:
            return None
        found = self._standing_in.between(query, question, others)
        return found or self._objects.between(query, question, others)
