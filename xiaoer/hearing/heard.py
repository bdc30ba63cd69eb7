"""What was heard in a message: a score for each label, and no verdict."""

from collections.abc import Mapping

from xiaoer.hearing.labels import LABELS, Label
from xiaoer.records import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a message may do.

    - ``text``: normalized, without pictures; "" when nothing is left.
    - ``scores``: nats by label of the message as a whole, 0 is even odds. ``loudest``: for what may
      stand anywhere in it (a wish, anger, a refusal), the score of the clause that says it most.
    - ``core``: the message is nothing but an explicit wish for a person.
    - ``listed``: it is a phrase that is heard as what it is listed as.
    - ``asked``: the score of the clause that asks most when taken alone, 0 where none asks.
    - ``bare``: it says nothing but that a person is wanted, and what goes with it (你好, 谢谢).
    - ``pictured``: labels that its pictures have, and what was sent that is no text (picture,
      voice, attachment, sticker, recalled); ``angry_picture``: one of them shows anger.
    """

    text: str
    scores: Mapping[Label, float] = field(hash=False)
    loudest: Mapping[Label, float] = field(hash=False)
    core: bool = False
    listed: bool = False
    asked: float = 0.0
    bare: bool = False
    pictured: frozenset[str] = frozenset()
    angry_picture: bool = False

    @property
    def likeliest(self) -> Label:
        """The label with the highest score, the first listed of equals."""
        return max(LABELS, key=lambda label: self.scores[label])
