"""Whether what a query says otherwise than the question that came closest stops an answer."""

from collections.abc import Iterable, Mapping, Sequence

from xiaoer.corpus.settings import EngineSettings
from xiaoer.matching.match import Difference
from xiaoer.matching.platforms import Platforms
from xiaoer.text.utterance import Utterance


class Differing:
    """Compares queries with the questions of a corpus; built once, never changed."""

    def __init__(
        self,
        settings: EngineSettings,
        questions: Sequence[tuple[int, Utterance]],
        folding: Mapping[str, str],
    ) -> None:
        self._platforms = Platforms(settings.platforms, questions, folding)

    def between(self, query: Utterance, entry: int) -> Difference | None:
        """What speaks against answering a query with an entry."""
        if names := self._platforms.missing(query, entry):
            return Difference("platform", "、".join(sorted(names)), "")
        return None

    def naming(self, query: Utterance, entries: Iterable[int]) -> tuple[int, ...]:
        """Those of the entries that name the platforms that the query names."""
        return self._platforms.naming(self._platforms.named(query), entries)
