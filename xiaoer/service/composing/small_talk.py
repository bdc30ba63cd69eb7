"""What the bot says of itself: who it is and what it can be asked, in the words of the corpus."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.template import names
from xiaoer.service.deciding.choosing import chosen
from xiaoer.service.reply.handoff import Line

_TIMES = 3  # the same message in a row, from which a person is offered
_EXAMPLE_CHARS = 20
_MOST_TOPICS, _MOST_QUESTIONS = 8, 3
_MOST_ENTRIES = 5_000  # that are looked through, of a large corpus

Offered = Callable[[str], bool]
"""Whether this customer may get the entry of an id."""


def of_itself(text: str, corpus: Corpus, offered: Offered) -> dict[str, str]:
    """The values of those placeholders of a text that the bot fills: bot, example, topics."""
    return {name: _MADE[name](corpus, offered) for name in names(text) if name in _MADE}


def insists(said: str, transcript: Iterable[Line]) -> bool:
    """Whether a message says for the third time in a row what the two before it said.

    Not a number: 1 would take the person that is offered then.
    """
    lines = [line.text for line in transcript if line.role == "customer"][1 - _TIMES :]
    return lines == [said] * (_TIMES - 1) and chosen(said, 1) is None


def _bot(corpus: Corpus, _: Offered) -> str:
    name = corpus.settings.name
    return f"{name}的智能客服" if name else "智能客服小二"


def _example(corpus: Corpus, offered: Offered) -> str:
    """，例如“多久发货”, in words of the corpus; "" where it has none that is short."""
    question = next(_questions(corpus, offered), "")
    return f"，例如“{question}”" if question else ""


def _topics(corpus: Corpus, offered: Offered) -> str:
    """The categories of the menu; without any, the first questions."""
    entries = [*_preset(corpus, offered)] or [*_eligible(corpus, offered)]
    found = list(dict.fromkeys(entry.category for entry in entries if entry.category))
    if len(found) > 1:
        return "、".join(found[:_MOST_TOPICS]) + ("等" if len(found) > _MOST_TOPICS else "")
    questions = islice(_questions(corpus, offered), _MOST_QUESTIONS)
    return "、".join(f"“{question}”" for question in questions) or "".join(found) or "常见问题"


def _questions(corpus: Corpus, offered: Offered) -> Iterator[str]:
    """Short questions that are answered, those of the menu first."""
    seen = {}
    ordered = sorted(corpus, key=lambda entry: entry.id)  # rows in another order change no text
    for entries in (_preset(ordered, offered), _eligible(ordered, offered)):
        for entry in entries:
            short = len(entry.question) <= _EXAMPLE_CHARS and entry.escalate is None
            if short and entry.question not in seen:
                seen[entry.question] = True
                yield entry.question


def _preset(entries: Iterable[Entry], offered: Offered) -> Iterator[Entry]:
    return (entry for entry in _eligible(entries, offered) if entry.hot)


def _eligible(entries: Iterable[Entry], offered: Offered) -> Iterator[Entry]:
    return (entry for entry in islice(entries, _MOST_ENTRIES) if offered(entry.id))


_MADE: Final[Mapping[str, Callable[[Corpus, Offered], str]]] = {
    "bot": _bot,
    "example": _example,
    "topics": _topics,
}
