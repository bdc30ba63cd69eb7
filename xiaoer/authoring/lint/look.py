"""What the checks look at: the entries with the places of their texts, the settings, the bot."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import NamedTuple, TypeVar, cast

from xiaoer.authoring.edit.edits import EditPath, FileEdit
from xiaoer.bot import Bot
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Settings
from xiaoer.evaluation.cases.prediction import Outcome, Progress
from xiaoer.evaluation.selftest.self_test import left_out
from xiaoer.matching.difference.word_lists import WordLists, question_kinds
from xiaoer.matching.match import Candidate
from xiaoer.records import dataclass, field, replace
from xiaoer.service.reply.reply import Reply
from xiaoer.source.tree import Source, TextSource
from xiaoer.source.yaml_marks import Mark, marks, raw_offsets, scalars
from xiaoer.text.utterance import Analyzer, Utterance
from xiaoer.text.words.lexicon import corpus_lexicon

ANSWERS = ("answer", "channels")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class LintedText:
    """A text of a file: its path from the file's root, as it is read, and where it stands."""

    path: EditPath
    text: str
    at: int

    @property
    def key(self) -> str:
        """The keys of the path within its entry: "links.label"."""
        return ".".join(part for part in self.path if isinstance(part, str))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that a check found: at the offset `at` of a text, or at the whole leaf.

    `fields` fill the message; `entry` is the id of the entry, "" for the settings.
    """

    source: Source
    at: int
    leaf_at: int
    entry: str
    fields: Mapping[str, object]
    edits: tuple[FileEdit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LintedEntry:
    """An entry with the places of its texts."""

    entry: Entry
    source: Source
    at: int
    path: EditPath
    leaves: tuple[LintedText, ...]

    @property
    def id(self) -> str:
        """The entry's id."""
        return self.entry.id

    def under(self, *keys: str) -> Iterator[LintedText]:
        """The texts below these keys."""
        return (leaf for leaf in self.leaves if leaf.path[len(self.path)] in keys)

    @property
    def questions(self) -> tuple[LintedText, ...]:
        """The standard question and the variants, those that say something."""
        own = [*self.under("question"), *self.under("variants")]
        return tuple(leaf for leaf in own if leaf.text.strip())

    @property
    def answers(self) -> tuple[LintedText, ...]:
        """The answer and those of the channels."""
        return tuple(leaf for leaf in self.under(*ANSWERS) if leaf.text.strip())

    def hit(
        self, leaf: LintedText | None, /, *edits: FileEdit, at: int = -1, **fields: object
    ) -> Hit:
        """What was found in a text (None: of the entry), `at` an offset in the file."""
        start = self.at if leaf is None else leaf.at
        place = start if at < 0 else at
        return Hit(
            source=self.source,
            at=place,
            leaf_at=start,
            entry=self.id,
            fields=fields,
            edits=edits,
        )

    def where(self, leaf: LintedText) -> object:
        """The place of a text, as a message names it."""
        return self.source.place(leaf.at)


class AskedAgain(NamedTuple):
    """A question of an entry, left out and asked, and what the engine said."""

    one: LintedEntry
    leaf: LintedText
    outcome: Outcome
    reply: Reply

    @property
    def first(self) -> Candidate | None:
        """What came first, when it is another entry."""
        first = next(iter(self.reply.candidates), None)
        return first if first is not None and first.id != self.one.id else None


@dataclass(frozen=True, kw_only=True)
class Look:
    """A corpus to be looked at; what is made of it is made when a check first asks.

    `as_of` is the moment that decides what has expired.
    """

    entries: tuple[LintedEntry, ...]
    settings: Settings
    settings_source: Source | None
    settings_leaves: tuple[LintedText, ...]
    as_of: datetime
    progress: Progress | None = None
    _read: dict[str, Utterance] = field(default_factory=dict, init=False, repr=False)
    _marks: dict[str, Mapping[int, Mark]] = field(default_factory=dict, init=False, repr=False)
    _made: dict[object, object] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def analyzer(self) -> Analyzer:
        """What reads the questions, with the words of the settings."""
        own = self.settings.lexicon
        lexicon = corpus_lexicon(
            words=(*own.words, *self.settings.engine.platforms),
            synonyms=own.synonyms,
            fillers=own.fillers,
            opposites=own.opposites,
            without=own.without,
        )
        return Analyzer(lexicon, self.settings.limits.query_chars)

    def utterance(self, text: str) -> Utterance:
        """A text as the engine reads it."""
        found = self._read.get(text)
        if found is None:
            found = self._read[text] = self.analyzer.analyze(text)
        return found

    @cached_property
    def folding(self) -> Mapping[str, str]:
        """Word → the first of its synonyms."""
        return self.analyzer.lexicon.folding()

    @cached_property
    def lists(self) -> WordLists:
        """Light words, negators, persons, as the settings fold them."""
        return WordLists.of(self.folding)

    @cached_property
    def question_words(self) -> Mapping[str, str]:
        """Question word → what it asks for."""
        return question_kinds(self.analyzer.lexicon, self.folding)

    def is_heavy(self, word: str) -> bool:
        """Whether a folded word tells what a text is about."""
        light = word in self.lists.light or word in self.lists.negators
        return not light and word not in self.question_words

    def heavy(self, text: str) -> tuple[str, ...]:
        """The folded words that tell what a text is about."""
        return tuple(filter(self.is_heavy, self.utterance(text).folded))

    def offset(self, source: Source, leaf: LintedText, index: int) -> int:
        """Where a character of a text stands in its file; where the text begins, if unclear."""
        if not isinstance(source, TextSource):
            return leaf.at
        mark = self._marks_of(source).get(leaf.at)
        places = raw_offsets(source.text, mark, leaf.text) if mark else None
        return places[index] if places and index < len(places) else leaf.at

    def settings_hit(
        self, leaf: LintedText, /, *edits: FileEdit, at: int = -1, **fields: object
    ) -> Iterator[Hit]:
        """What was found in a text of the settings, `at` an offset in their file."""
        if self.settings_source is not None:
            place = leaf.at if at < 0 else at
            yield Hit(
                source=self.settings_source,
                at=place,
                leaf_at=leaf.at,
                entry="",
                fields=fields,
                edits=edits,
            )

    def _marks_of(self, source: TextSource) -> Mapping[int, Mark]:
        found = self._marks.get(source.file)
        if found is None:
            root = marks(source.text)
            found = {mark.start: mark for mark in scalars(root)} if root else {}
            self._marks[source.file] = found
        return found

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What `make` gives, made once for all checks that ask for it by the same key."""
        if key not in self._made:
            self._made[key] = make()
        return cast(T, self._made[key])

    @cached_property
    def live(self) -> tuple[LintedEntry, ...]:
        """The entries that somebody gets, each id once, those without a question left out."""
        found: dict[str, LintedEntry] = {}
        for one in self.entries:
            if one.id and one.entry.enabled and one.questions:
                found.setdefault(one.id, one)
        return tuple(found.values())

    @cached_property
    def by_id(self) -> Mapping[str, LintedEntry]:
        """The live entries by their ids."""
        return {one.id: one for one in self.live}

    @cached_property
    def bot(self) -> Bot:
        """A bot of the live entries; names that nobody declares are left out of them."""
        entries = tuple(_declared(one.entry, self.settings, self.by_id) for one in self.live)
        return Bot(Corpus(entries=entries, settings=self.settings))

    @cached_property
    def left_out(self) -> tuple[AskedAgain, ...]:
        """Each question of the entries that have several, asked as if it were not there."""
        found = []
        if any(one.entry.is_eligible(None, None, self.as_of) for one in self.live):
            for outcome, reply in left_out(self.bot, now=self.as_of, progress=self.progress):
                one = self.by_id[outcome.case.gold[0]]
                leaf = next(leaf for leaf in one.questions if leaf.text == outcome.case.q)
                found.append(AskedAgain(one, leaf, outcome, reply))
        return tuple(found)

    @cached_property
    def missed(self) -> Mapping[str, Sequence[tuple[LintedText, str]]]:
        """Entry → its questions that do not reach it, asked as they stand, and what they get."""
        found: dict[str, list[tuple[LintedText, str]]] = {}
        for one in self.live:
            if one.entry.is_eligible(None, None, self.as_of):
                audience = next(iter(self.bot.corpus[one.id].audience), None)
                for leaf in one.questions:
                    reply = self.bot.ask(leaf.text, audience=audience, now=self.as_of)
                    if not _reaches(reply, one.id):
                        got = reply.entry.id if reply.entry else reply.reason
                        found.setdefault(one.id, []).append((leaf, got))
        return found


def _reaches(reply: Reply, id: str) -> bool:
    """Whether a reply comes to the entry: gives it, hands over as it says, or lets choose it."""
    if reply.entry is not None or reply.reason == "entry_escalates":
        first = reply.entry.id if reply.entry else reply.candidates[0].id
        return first == id
    if reply.action == "clarify":
        return any(candidate.id == id for candidate in reply.candidates)
    return any(part.entry is not None and part.entry.id == id for part in reply.parts)


def _declared(entry: Entry, settings: Settings, ids: Collection[str]) -> Entry:
    """The entry as far as what it names is known; that it is not is told elsewhere."""
    audience = tuple(one for one in entry.audience if one in settings.audience_names)
    channels = tuple(one for one in entry.channels if one.channel in settings.channel_names)
    known = entry.escalate is None or entry.escalate in settings.queue_names
    questions = tuple(text for text in entry.questions if text.strip())
    return replace(
        entry,
        question=questions[0],
        variants=questions[1:],
        audience=audience if settings.audiences else entry.audience,
        channels=channels if settings.channels else entry.channels,
        escalate=entry.escalate if known else None,
        related=tuple(id for id in entry.related if id in ids),
    )
