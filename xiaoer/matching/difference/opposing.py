"""Which kind of opposites two words are, by the lexicon."""

from collections.abc import Callable, Iterable, Mapping

from xiaoer.text.words.lexicon import Opposite


def opposing(
    opposites: Iterable[Opposite], folding: Mapping[str, str]
) -> Callable[[str, str], str]:
    """A function of two folded words: "veto", "goal", "contrast", or "" where they are none."""
    sides: dict[str, list[tuple[int, bool]]] = {}
    kinds: list[str] = []
    for number, opposite in enumerate(opposites):
        kinds.append(opposite.kind)
        for words, is_left in ((opposite.left, True), (opposite.right, False)):
            for word in words:
                sides.setdefault(folding.get(word, word), []).append((number, is_left))

    def kind_of(one: str, other: str) -> str:
        found = {
            kinds[number]
            for number, left in sides.get(one, ())
            for another, right in sides.get(other, ())
            if number == another and left != right
        }
        return next((kind for kind in ("veto", "goal", "contrast") if kind in found), "")

    return kind_of
