"""What two whole texts say otherwise, one kind after the other."""

from collections.abc import Callable, Mapping, Sequence

from xiaoer.matching.difference.roles.giving import compare_giving
from xiaoer.matching.difference.side import Side
from xiaoer.matching.difference.whole.compared import Compared
from xiaoer.matching.difference.whole.direction import compare_direction
from xiaoer.matching.difference.whole.having import compare_having
from xiaoer.matching.difference.whole.measured import compare_measured
from xiaoer.matching.difference.whole.opposed import Opposed
from xiaoer.matching.difference.whole.owner import compare_owner
from xiaoer.matching.difference.whole.sequence import compare_happened, compare_sequence
from xiaoer.matching.difference.whole.siblings import Siblings
from xiaoer.matching.difference.whole.standing import compare_doer, compare_standing
from xiaoer.matching.difference.whole.undoing import compare_undoing
from xiaoer.matching.match import Difference, DifferenceKind
from xiaoer.text.words.companies import names_in

_STORY = 32  # characters: beyond, a text names many things that it does not ask about
_Compare = Callable[[str, str], Compared]


class Whole:
    """Compares whole texts; built once.

    ``own`` are the companies that the corpus names, ``opposed`` pairs of characters.
    """

    def __init__(self, own: frozenset[str], opposed: frozenset[str]) -> None:
        self._own = own
        siblings = Siblings.shipped().compare
        self._comparisons: tuple[_Compare, ...] = (
            compare_sequence,
            compare_happened,
            compare_direction,
            compare_giving,
            compare_doer,
            compare_standing,
            siblings,
            compare_undoing,
            compare_having,
            Opposed(opposed).compare,
            compare_owner,
        )
        self._of: Mapping[DifferenceKind, tuple[_Compare, ...]] = {
            "order": (compare_sequence, compare_direction),
            "direction": (compare_direction, compare_giving),
            "roles": (compare_doer, compare_standing, siblings),
            "contrast": (siblings,),
            "cancelling": (compare_undoing,),
        }

    def agrees(self, query: Side, question: Side, kind: DifferenceKind) -> bool:
        """Whether both say the same in what a kind of difference is about."""
        return any(
            compare(query.core, question.core) == "same" for compare in self._of.get(kind, ())
        )

    def between(self, query: Side, question: Side, others: Sequence[Side]) -> Difference | None:
        """The first kind in which the query says otherwise than the question, and than all
        questions of its entry that say anything of that kind."""
        if strangers := names_in(query.said, query.starts) - self._own:
            return Difference("name", "、".join(sorted(strangers)), "")
        for compare in self._comparisons if len(query.core) <= _STORY else ():
            found = compare(query.core, question.core)
            if isinstance(found, Difference) and not any(
                compare(query.core, other.core) == "same" for other in others
            ):
                return found
        measured = compare_measured(query.identities, question.identities)
        if isinstance(measured, Difference) and not any(
            compare_measured(query.identities, other.identities) == "same" for other in others
        ):
            return measured
        return None
