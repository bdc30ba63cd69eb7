"""ChatterBot's own logic adapter BestMatch, asked through its ChatBot."""

import warnings
from collections.abc import Sequence
from typing import Any

from tests.bench.peers.base import Peer, Ranking, plain


class BestMatch(Peer):
    """ChatterBot with BestMatch over ``text_search``; it names one answer, with its confidence.

    The default, ``indexed_text_search``, needs a spaCy model from a hub to tag the texts;
    ``text_search`` compares with every known statement (``LevenshteinDistance``, which is
    difflib's SequenceMatcher rounded to two digits), so that no tagger is needed. The id of an
    entry is the response to each of its questions.
    """

    label = "ChatterBot"
    about = "BestMatch, text_search with LevenshteinDistance, no tagger, statements in memory"
    needs = ("ChatterBot",)
    lists = False

    def build(self, questions: Sequence[str], ids: Sequence[str]) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from chatterbot import ChatBot
            from chatterbot.conversation import Statement
            from chatterbot.tagging import NoOpTagger

            self._bot: Any = ChatBot(
                "peer",
                storage_adapter="tests.bench.peers.best_match_storage.MemoryStorage",
                tagger=NoOpTagger,
                search_algorithm_name="text_search",
                read_only=True,
            )
        self._ids = frozenset(ids)
        texts = zip(ids, map(plain, questions), strict=True)
        self._bot.storage.create_many(
            [Statement(text=id, search_text=id, in_response_to=text) for id, text in texts]
        )

    def rank(self, query: str) -> Ranking:
        text = plain(query)
        if not text:
            return Ranking()
        answer = self._bot.get_response(text)
        # where nothing is alike, it answers with something random and the confidence 0
        if answer.confidence <= 0 or answer.text not in self._ids:
            return Ranking()
        return Ranking((answer.text,), (float(answer.confidence),))
