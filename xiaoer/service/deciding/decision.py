"""What is decided of a message, and from what: the records between reading and composing.

Message ─ match ─▶ Considered ─ policy ─▶ Facts ─ escalation ─▶ Decision
   └───────────────────────── Turn ─────────────────────────────────┘ ─ compose ─▶ Reply
"""

from xiaoer.corpus.entry import Entry
from xiaoer.corpus.ladder import Rule
from xiaoer.corpus.settings import Topic
from xiaoer.hearing.message import Message
from xiaoer.matching.match import Match
from xiaoer.matching.matcher import Considered
from xiaoer.records import dataclass, replace
from xiaoer.service.deciding.customer import Customer
from xiaoer.service.deciding.precedence import GroundName
from xiaoer.service.reply.action import Action, Reason
from xiaoer.text.entities import EntityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to do and why.

    ``choices`` are entry ids for clarify, ``shown`` is the one whose answer is shown below the
    question whether it is meant, ``topic`` a restricted one, ``queue`` a queue that the customer
    has chosen. ``fired`` are all rules that hand over, in their order; ``ground`` is the
    place in the table of precedence that decided. ``text`` is said instead of the usual one,
    ``about`` the question of the talk for which nothing was found.
    """

    action: Action
    reason: Reason
    entry: Entry | None = None
    choices: tuple[str, ...] = ()
    shown: Entry | None = None
    topic: Topic | None = None
    queue: str | None = None
    fired: tuple[Rule, ...] = ()
    ground: GroundName = "rest"
    text: str = ""
    about: str = ""

    @property
    def gives(self) -> bool:
        """Whether the customer gets an entry's answer."""
        return self.action in ("answer", "self_service")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the rules of escalation look at.

    ``plain`` is what would be done without rules, ``values`` the kinds of values that the message
    is made of, such as an order number alone. ``wish`` is for a person, ``core`` one that is the
    whole message. ``gave_way`` is what the message would have been taken for (a wish, an act, a
    value), had the corpus not had its words. ``angry`` counts the angry messages of a talk and is
    0 when this one is not; ``repeated`` counts how often this question was asked again after its
    answer, ``unsolved`` the turns in a row without a solution, this one included.
    """

    plain: Decision
    values: frozenset[EntityKind] = frozenset()
    wish: bool = False
    core: bool = False
    gave_way: Reason | None = None
    topic: Topic | None = None
    angry: int = 0
    repeated: int = 0
    unsolved: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A message with all that is known and decided of it, to be composed once.

    - ``considered``: what it, or the question it was read as, matched; as measured.
    - ``among``: the questions that this customer may get, in bits.
    - ``said``: the question in full where the message alone does not say it; ``understood``: the
      question that it was read as; ``typed``: what was typed where the message is an earlier one.
    - ``parts``: the questions that it asks, each decided by itself, where it asks several.
    """

    message: Message
    customer: Customer
    considered: Considered
    among: int
    facts: Facts
    decision: Decision
    said: str = ""
    understood: str = ""
    typed: str = ""
    parts: tuple["Turn", ...] = ()

    @property
    def confidence(self) -> float:
        """How clearly it is about its entry."""
        return sureness(self.considered.match)

    @property
    def first(self) -> str:
        """The id of the best candidate, "" without any."""
        candidates = self.considered.match.candidates
        return candidates[0].id if candidates else ""

    def decided(self, decision: Decision) -> "Turn":
        """The same message as a whole, with another decision."""
        return replace(self, decision=decision, parts=())


def sureness(match: Match) -> float:
    """How clearly a match is about its entry; an own question of two is about both."""
    return 1.0 if match.exact else match.confidence
