"""Other platforms: a question about one is answered by an entry that names it, or not at all."""

from collections.abc import Iterable, Mapping, Sequence

from xiaoer.text.utterance import Utterance


class Platforms:
    """Which of the listed platforms each entry names; built once.

    ``folding`` maps a word to what stands for it, so that a nickname is its platform.
    """

    def __init__(
        self,
        names: Sequence[str],
        questions: Iterable[tuple[int, Utterance]],
        folding: Mapping[str, str],
    ) -> None:
        self._names = tuple(dict.fromkeys(folding.get(name, name) for name in names))
        self._of: dict[int, frozenset[str]] = {}
        for entry, utterance in questions if names else ():
            self._of[entry] = self._of.get(entry, frozenset()) | self.named(utterance)

    def named(self, utterance: Utterance) -> frozenset[str]:
        """The platforms that a text names: 京东, also in 京东白条."""
        said = " ".join(utterance.folded)  # most texts name none: one search a name tells so
        return frozenset(
            name
            for name in self._names
            if name in said
            for word in utterance.folded
            if word == name or (not name.isascii() and word.startswith(name))
        )

    def missing(self, query: Utterance, entry: int) -> frozenset[str]:
        """The platforms that the query names and no question of the entry does."""
        return self.named(query) - self._of.get(entry, frozenset()) if self._names else frozenset()

    def naming(self, names: frozenset[str], entries: Iterable[int]) -> tuple[int, ...]:
        """Those of the entries that name all of these platforms."""
        return tuple(entry for entry in entries if names <= self._of.get(entry, frozenset()))
