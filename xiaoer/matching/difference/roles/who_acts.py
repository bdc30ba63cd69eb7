"""Who does it: the staff where the question has the customer, one person where it has another."""

from collections.abc import Iterable

from xiaoer.matching.difference.roles.acting import Acting, acting
from xiaoer.matching.difference.roles.persons import CUSTOMER, Person, Persons
from xiaoer.matching.difference.side import Side
from xiaoer.matching.difference.substitution import Known
from xiaoer.matching.difference.whole.compared import Compared
from xiaoer.matching.difference.whole.siblings import Siblings
from xiaoer.matching.match import Difference
from xiaoer.text.regex import regex

_ASKING_FOR = regex("要求|申请|投诉|催|反馈|反映|举报|索赔|提出")
_HAPPENED = regex("了|没|不了|错|坏|丢|碎|误|漏|忘|迟")
_ANY_STAFF = frozenset("员工 同事 人员 工作人员 客服 平台".split())
_ANY_CUSTOMER = frozenset("用户 顾客 客户 消费者 客人 别人 他人 对方".split())
_FORMING = frozenset("员师工人者方商家长生嫂")


class WhoActs:
    """Compares who acts and on whom; built once."""

    def __init__(self, known: Known) -> None:
        self._known, self._lists = known, known.lists
        self._siblings = Siblings.shipped()
        listed = known.lists.persons | self._siblings.of("roles")
        self._persons = Persons(listed, known.is_verb)

    def compare(self, ours: Side, theirs: Side) -> Compared:
        """Whether one acts in both texts, or who acts in one is another in the other."""
        other = self._read(theirs)
        if not other.named:
            return None
        mine = self._read(ours)
        if mine.agent is None or other.agent is None:
            return None
        if self._crossed(mine, other) and not _ASKING_FOR.search(ours.core + theirs.core):
            return _told(mine, other)
        if self._is_one(mine.agent, other.agent):
            return "same"
        if self._is_customers(mine, other, ours) or self._is_customers(other, mine, theirs):
            return _told(mine, other)
        if self._are_two(mine, other) and self._are_two(other, mine):
            return _told(mine, other)
        return None

    def _read(self, side: Side) -> Acting:
        named = self._persons.named(side.words)
        return acting(side.words, named, self._is_act, self._is_asking)

    def _is_asking(self, word: str) -> bool:
        return self._known.kinds.get(word, "是否") != "是否"

    def _is_act(self, word: str) -> bool:
        if self._known.is_verb(word):
            return True
        return len(word) > 1 and self._known.is_verb(word[0]) and not self._known.is_name(word)

    def _crossed(self, mine: Acting, other: Acting) -> bool:
        """Whether each one's agent is the other's to whom it is done."""
        return self._is_among(mine.agent, other.others) and self._is_among(other.agent, mine.others)

    def _is_among(self, one: Person | None, others: Iterable[Person]) -> bool:
        return one is not None and any(self._is_one(one, other) for other in others)

    def _is_one(self, one: Person, other: Person) -> bool:
        if one.name == CUSTOMER == other.name:
            return True
        if CUSTOMER in (one.name, other.name):
            return False
        if one.name == other.name or self._siblings.together(one.name, other.name):
            return True
        if self._siblings.apart(one.name, other.name):
            return False
        if self._is_anybody(one, other) or self._is_anybody(other, one):
            return True
        shared = set(one.name) & set(other.name) - _FORMING
        return self._lists.alike(one.name, other.name) or bool(shared)

    def _is_anybody(self, one: Person, other: Person) -> bool:
        """Whether a word may stand for whoever works there, or for any customer."""
        if one.name in _ANY_STAFF:
            return self._persons.is_staff(other.name)
        return one.name in _ANY_CUSTOMER and not self._persons.is_staff(other.name)

    def _is_customers(self, mine: Acting, other: Acting, side: Side) -> bool:
        """Whether the customer himself does what staff does in the other text.

        Where neither is stressed, the other text must tell what was done to him.
        """
        one, two = mine.agent, other.agent
        if one is None or two is None or one.name != CUSTOMER or two.name == CUSTOMER:
            return False
        if not self._persons.is_staff(two.name) or self._is_among(two, mine.named):
            return False
        suffered = any(person.name == CUSTOMER for person in other.others)
        return one.stressed or (suffered and bool(_HAPPENED.search(side.core)))

    def _are_two(self, mine: Acting, other: Acting) -> bool:
        """Whether who acts is named, and nowhere in the other text."""
        one = mine.agent
        if one is None or one.name == CUSTOMER:
            return False
        return not self._is_among(one, other.named)


def _told(mine: Acting, other: Acting) -> Difference:
    return Difference("roles", _shown(mine), _shown(other))


def _shown(told: Acting) -> str:
    names = [one.name for one in (told.agent, *told.others[:1]) if one]
    return "…".join(names)
