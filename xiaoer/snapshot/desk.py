"""The desk of a compiled corpus, and all that its file needs."""

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any

from xiaoer.errors import SnapshotError
from xiaoer.matching.confidence.calibration import Calibration
from xiaoer.matching.confidence.fingerprint import data_hash
from xiaoer.matching.confidence.fitted import Weights
from xiaoer.matching.eligibility import Eligibility
from xiaoer.matching.engine import ENGINE
from xiaoer.matching.matcher import Matcher
from xiaoer.service.deciding.desk import Desk
from xiaoer.service.naming.content import Content
from xiaoer.snapshot.container import Container
from xiaoer.snapshot.corpus import StoredCorpus, corpus_sections
from xiaoer.snapshot.matcher import StoredMatcher
from xiaoer.snapshot.tables import KeptRows, StoredRows, written_rows
from xiaoer.text.utterance import Analyzer, Utterance
from xiaoer.text.words.lexicon import Lexicon, Opposite
from xiaoer.text.words.segment import dictionary

_ANSWERS = "its answers would be those of another engine"


def head_of(desk: Desk) -> dict[str, object]:
    """What a file says of itself."""
    return {
        "engine": ENGINE,
        "data": data_hash(),
        "dictionary": dictionary().other,
        "hash": desk.corpus.hash,
        "fingerprint": desk.fingerprint,
        "entries": len(desk.matcher.entries),
        "questions": len(desk.matcher.index.questions),
    }


def sections_of(desk: Desk, calibration: Calibration | None) -> dict[str, bytes]:
    """The sections of a file; what is read first stands first, entries with answers last."""
    lexicon = desk.analyzer.lexicon
    told = {name: getattr(lexicon, name) for name in _PLAIN}
    opposites = [[one.left, one.right, one.kind] for one in lexicon.opposites]
    counts = desk.analyzer.segmenter.counts()
    corpus = corpus_sections(desk.corpus, list(desk.matcher.entries))
    entries = corpus.pop("entries")
    return {
        "lexicon": _json({**told, "opposites": opposites, "counts": counts}),
        "weights": _json(desk.matcher.weights.to_dict()),
        "calibration": _json(calibration and calibration.to_dict()),
        **StoredEligibility.sections(desk.eligibility, desk.matcher),
        **StoredMatcher.sections(desk.matcher),
        **corpus,
        "entries": entries,
    }


_PLAIN = ("words", "splits", "synonyms", "fillers", "negation", "questions")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


class StoredEligibility(Eligibility):
    """Sets of eligible questions, read from a compiled corpus."""

    def __init__(self, file: Container, corpus: StoredCorpus, matcher: Matcher) -> None:
        section = file.section("eligible")
        told = section.json()
        rows = StoredRows(file.section("masks"))
        everyone = matcher.index.everyone

        def mask(data: bytes) -> int:
            return int.from_bytes(data, "little") & everyone

        def read(told: Any) -> tuple[tuple[str, ...], tuple[str, ...], Sequence[int]]:
            return tuple(told["audiences"]), tuple(told["channels"]), told["timed"]

        self._audiences, self._channels, timed = section.made(lambda _: read(told))
        entries = corpus.by_number
        self._timed = section.made(
            lambda _: tuple((entries[number], matcher.mask((number,))) for number in timed)
        )
        self._local = corpus.settings.local
        keys = [(a, c) for a in (None, *self._audiences) for c in (None, *self._channels)]
        self._masks = {key: rows.made(place, mask) for place, key in enumerate(keys)}

    @staticmethod
    def sections(eligibility: Eligibility, matcher: Matcher) -> dict[str, bytes]:
        """The sections of the sets."""
        told = {
            "audiences": eligibility._audiences,
            "channels": eligibility._channels,
            "timed": [n for n, entry in enumerate(matcher.entries) if entry.valid],
        }
        masks = eligibility._masks.values()
        rows = (mask.to_bytes(-(-mask.bit_length() // 8), "little") for mask in masks)
        return {"eligible": _json(told), "masks": written_rows(rows)}


class StoredContent(Content):
    """What a message names, beside the questions of a compiled corpus."""

    def _read_written(self, matcher: Matcher) -> Sequence[str]:
        questions, own = matcher.index.questions, matcher.questions_of

        def written(entry: int) -> str:
            return "\n".join(questions[n].utterance.key for n in own(entry))

        return KeptRows(len(matcher.entries), written)


class StoredDesk(Desk):
    """Serves messages from a compiled corpus.

    Raises: SnapshotError: the file is damaged, or of another engine.
    """

    def __init__(self, file: Container) -> None:
        _check(file)
        self._file = file
        corpus = StoredCorpus(file)
        section = file.section("lexicon")
        told = section.json()
        lexicon, counts = section.made(lambda _: _lexicon(told))
        most = corpus.settings.limits.query_chars
        self._hear(corpus, Analyzer(lexicon, most, counts))
        section = file.section("weights")
        written = section.json()
        weights = section.made(lambda _: Weights.from_dict(written))
        engine = corpus.settings.engine
        self.matcher = StoredMatcher(file, corpus.by_number, self.analyzer, weights, engine)
        self.eligibility = StoredEligibility(file, corpus, self.matcher)
        self.content = StoredContent(self.matcher, lexicon, self.question_words)
        self._decide()

    @property
    def fingerprint(self) -> str:
        """As it was when the corpus was compiled."""
        return self._file.text("fingerprint")

    @property
    def stored(self) -> tuple[str, str] | None:
        """The file, and its seal."""
        return os.path.abspath(self._file.path), self._file.seal

    @property
    def own_calibration(self) -> Calibration | None:
        """The calibration that was beside the corpus when it was compiled."""
        section = self._file.section("calibration")
        told = section.json()
        return section.made(lambda _: told and Calibration.from_dict(told, self._file.path))

    def question(self, id: str, text: str) -> Utterance:
        """As `Desk.question`."""
        if id in self.corpus:
            first = self.matcher.questions_of(self.matcher.number(id)).start
            known = self.matcher.index.questions[first].utterance
            if known.raw == text:
                return known
        return self.analyze(text)


def _check(file: Container) -> None:
    """Raises SnapshotError: another engine made it, or other data, or another dictionary."""
    made = file.text("engine")
    if made != ENGINE:
        raise SnapshotError(
            file.path, f"it was made by engine {made}, this is {ENGINE}; {_ANSWERS}"
        )
    if file.text("dictionary") != dictionary().other:
        raise SnapshotError(file.path, f"it was made with another dictionary; {_ANSWERS}")
    if file.text("data") != data_hash():
        raise SnapshotError(file.path, f"it was made with other word lists or tables; {_ANSWERS}")


def _lexicon(told: Mapping[str, Any]) -> tuple[Lexicon, Mapping[str, int]]:
    def words(listed: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(str, listed))

    opposites = (
        Opposite(left=words(left), right=words(right), kind=kind)
        for left, right, kind in told["opposites"]
    )
    sections = {
        name: {title: words(listed) for title, listed in told[name].items()}
        for name in ("fillers", "negation", "questions")
    }
    lexicon = Lexicon(
        words=words(told["words"]),
        splits=words(told["splits"]),
        synonyms=tuple(map(words, told["synonyms"])),
        opposites=tuple(opposites),
        **sections,
    )
    return lexicon, {word: int(count) for word, count in told["counts"].items()}
