"""A text analyzed, query or question alike."""

from collections.abc import Mapping

from xiaoer.records import dataclass
from xiaoer.text.normalize import DEFAULT_CAP
from xiaoer.text.sameness import Reader, Reading
from xiaoer.text.words.letters import unframed
from xiaoer.text.words.lexicon import Lexicon
from xiaoer.text.words.segment import Segmenter
from xiaoer.text.words.wrapping import WHOLE_WORDS, Wrapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What the engine sees of a text.

    - ``raw``: as typed, lone surrogates replaced, cut at the limit or before a number or address
      that goes on behind it; ``truncated`` characters were cut.
    - ``text``: normalized. ``core``: without fillers and
      words that only wrap the matter. ``literal``, ``key``: both without spaces;
      two texts with one literal are written the same, with one key the same but for padding.
    - ``words``: of ``core``, as written. ``folded``: the same, synonyms replaced by the first
      member of their group.
    """

    raw: str
    text: str
    core: str
    literal: str
    key: str
    words: tuple[str, ...]
    folded: tuple[str, ...]
    truncated: int = 0


class Analyzer:
    """Makes utterances; one for a corpus, used for its questions and for all queries."""

    def __init__(
        self,
        lexicon: Lexicon,
        cap: int = DEFAULT_CAP,
        counts: Mapping[str, int] | None = None,
    ) -> None:
        self.lexicon = lexicon
        self.segmenter = Segmenter(lexicon.all_words(), lexicon.splits, counts)
        self._reader = Reader(lexicon.fillers, cap)
        self._wrapping = Wrapping(lexicon.fillers.get(WHOLE_WORDS, ()))
        self._folding: Mapping[str, str] = lexicon.folding()

    def analyze(self, text: str, read: Reading | None = None) -> Utterance:
        """The utterance of a text; ``read`` is its reading, where it has been read before."""
        read = read or self._reader.read(text)
        matter = unframed(read.core)
        core, words = self._wrapping.taken_off(matter, self.segmenter.cut(matter))
        return Utterance(
            raw=read.raw,
            text=read.text,
            core=core,
            literal=read.literal,
            key=read.key,
            words=words,
            folded=tuple(self._folding.get(word, word) for word in words),
            truncated=len(text) - len(read.raw),
        )
