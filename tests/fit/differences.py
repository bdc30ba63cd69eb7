"""P(the same is meant) of pairs of sentences that differ in one word, by points and by kind.

python tests/fit/differences.py PAIRS.tsv …

A line is ``label TAB a TAB b``, 1 where both mean the same. Each file is told on its own: the
points are judged on domains that had no part in choosing them.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from xiaoer.corpus.settings import EngineSettings
from xiaoer.matching.difference import substitution
from xiaoer.matching.difference.differing import Differing
from xiaoer.text.utterance import Analyzer
from xiaoer.text.words.lexicon import Lexicon
from xiaoer.text.words.polarity import Polarity, PolarityReader

_LEAST = 20  # pairs of a line


def pairs(path: Path) -> Iterator[tuple[bool, str, str]]:
    """Whether the same is meant, and both sentences."""
    for line in path.read_text(encoding="utf-8").splitlines():
        label, *texts = line.split("\t")
        if len(texts) == 2:
            yield label == "1", *texts


def found(path: Path) -> dict[str, list[bool]]:
    """Kind of difference, for swapped words with their points → whether the same is meant."""
    lexicon = Lexicon.builtin()
    analyzer, folding = Analyzer(lexicon), lexicon.folding()
    reader = PolarityReader(
        lexicon.negation, analyzer.segmenter.cut, lambda word: folding.get(word, word)
    )

    def polarity(text: str) -> Polarity:
        said = analyzer.analyze(text)
        return reader.read(said.core, said.folded)

    seen: list[int] = []
    watched = substitution.Substitution.points

    def points(self: substitution.Substitution, *args: object) -> int:
        seen.append(watched(self, *args))  # type: ignore[arg-type]
        return -1  # whatever they are, the difference is told

    substitution.Substitution.points = points  # type: ignore[method-assign,assignment]
    kinds: dict[str, list[bool]] = defaultdict(list)
    for same, one, other in pairs(path):
        seen.clear()
        rows = [(0, analyzer.analyze(other), polarity(other))]
        differing, query = Differing(EngineSettings(), rows, lexicon), analyzer.analyze(one)
        told = differing.between(query, differing.side(query, polarity(one)), 0, 0, ())
        name = told.kind if told else "none"
        kinds[f"{name} {seen[-1]}" if seen and name in ("thing", "act") else name].append(same)
    substitution.Substitution.points = watched  # type: ignore[method-assign]
    return kinds


def main() -> None:
    """Prints a table for each file."""
    for name in sys.argv[1:]:
        print(name)
        for kind, same in sorted(found(Path(name)).items()):
            if len(same) >= _LEAST:
                print(f"  {kind:14} {sum(same) / len(same):.2f} {sum(same)}/{len(same)}")


if __name__ == "__main__":
    main()
