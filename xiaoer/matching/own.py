"""Which entries have a query as a question of their own."""

from collections.abc import Iterable, Sequence

from xiaoer.text.utterance import Utterance


class OwnQuestions:
    """Looks up questions by how they are written; built once, never changed.

    ``questions`` are (number of the entry, utterance), numbered in their order.
    """

    def __init__(self, questions: Iterable[tuple[int, Utterance]]) -> None:
        self._entries: list[int] = []
        self._literal: dict[str, list[int]] = {}
        self._padded: dict[str, list[int]] = {}
        for place, (entry, utterance) in enumerate(questions):
            self._entries.append(entry)
            self._literal.setdefault(utterance.literal, []).append(place)
            self._padded.setdefault(utterance.key, []).append(place)

    def found(self, query: Utterance, among: int) -> dict[int, int]:
        """Entry → its question that the query is, of a set of questions (in bits).

        Only where none is written like the query do those count that are the same but for
        padding. Entries ascend where the questions were given so.
        """
        for text, known in ((query.literal, self._written), (query.key, self._alike)):
            found: dict[int, int] = {}
            for place in known(text) if text else ():
                if among >> place & 1:
                    found.setdefault(self._entry(place), place)
            if found:
                return found
        return {}

    def equal(self, texts: Iterable[Utterance]) -> int:
        """The set of the questions that equal one of the texts, in bits."""
        mask = 0
        for text in texts:
            for place in (*self._written(text.literal), *self._alike(text.key)):
                mask |= 1 << place
        return mask

    def _entry(self, place: int) -> int:
        return self._entries[place]

    def _written(self, literal: str) -> Sequence[int]:
        return self._literal.get(literal, ())

    def _alike(self, key: str) -> Sequence[int]:
        return self._padded.get(key, ())
