"""Warns of questions that two entries share, and of entries that none of their own reaches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from xiaoer.corpus.answers import Given, given, same_answer
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.reading.entry import Draft
from xiaoer.corpus.reading.tree_reader import Text
from xiaoer.corpus.settings import Settings
from xiaoer.hearing.hear import Hearing
from xiaoer.text.sameness import KeptReadings, Reader, Reading
from xiaoer.text.words.lexicon import corpus_lexicon

# One question in thousands of entries would be compared in pairs.
_COMPARED = 100


class AskedText(NamedTuple):
    """A question of an entry: where it stands, how it is written, what answers it."""

    draft: Draft
    question: Text
    read: Reading
    answer: Given

    @property
    def literal(self) -> str:
        """How it is written, for comparison."""
        return self.read.literal


class Shared:
    """Takes the entries one by one, in their order, and compares each with those before it.

    Equal is what the engine calls equal, so that what it would do is what is said here.
    """

    def __init__(self, settings: Settings) -> None:
        own = settings.lexicon
        off = tuple(part for part in own.without if part == "fillers")
        lexicon = corpus_lexicon(fillers=own.fillers, without=off)
        self.readings = KeptReadings(Reader(lexicon.fillers, settings.limits.query_chars))
        self._variables = settings.variables
        wish = (rule for rule in settings.escalation if rule.name == "human_requested")
        self._hearing = Hearing(words=[word for rule in wish for word in rule.words])
        self._literal: dict[str, list[AskedText]] = {}
        self._padded: dict[str, list[AskedText]] = {}
        self._drafts: list[tuple[Draft, list[AskedText]]] = []

    def literal(self, text: str) -> str:
        """How the text is written, for comparison; "" for punctuation alone."""
        return self.readings.read(text).literal

    def check(self, draft: Draft) -> Mapping[str, Text]:
        """The entry's questions by how they are written; reports those given before."""
        own: dict[str, Text] = {}
        found: list[AskedText] = []
        answer = given(draft.entry, None, self._variables)
        for question in draft.located.questions:
            read = self.readings.read(question.text)
            first = own.setdefault(read.literal, question) if read.literal else question
            if first is not question:
                place = draft.reader.source.place(first.at)
                draft.reader.report("W401", question.at, text=question.text, other=place)
            elif read.literal:
                found.append(AskedText(draft, question, read, answer))
                self._compare(found[-1], read.key)
        self._drafts.append((draft, found))
        return own

    def finish(self) -> None:
        """Reports the entries that none of their own questions reaches."""
        groups: dict[tuple[str, Given], list[AskedText]] = {}
        for written in self._literal.values():
            for asked in sorted(written, key=lambda asked: asked.draft.entry.id):
                groups.setdefault((asked.literal, asked.answer), []).append(asked)
        for draft, found in self._drafts:
            typed = any(question.text.strip() for question in draft.located.questions)
            repeated = self._is_repeated(groups)
            if draft.entry.enabled and typed and all(repeated(q) or self._wishes(q) for q in found):
                draft.reader.report("W504", draft.at, id=draft.entry.id)

    def _wishes(self, asked: AskedText) -> bool:
        """Whether whoever asks the question gets a person, before any entry is looked at."""
        return any(map(self._hearing.is_core, {asked.read.text, asked.read.core}))

    def _compare(self, asked: AskedText, key: str) -> None:
        written = self._literal.setdefault(asked.literal, [])
        padded = self._padded.setdefault(key, []) if key else []
        both = next((other for other in written[:_COMPARED] if _both(asked, other)), None)
        if both is not None:
            self._report("W502" if self._same(asked, both) else "W501", asked, both)
        else:
            self._compare_padded(asked, padded)
        written.append(asked)
        padded.append(asked)

    def _compare_padded(self, asked: AskedText, padded: list[AskedText]) -> None:
        for other in padded[:_COMPARED]:
            if asked.literal == other.literal or not _both(asked, other):
                continue
            numbers = {asked.read.hotlines, other.read.hotlines} - {""}
            if len(numbers) > 1:
                continue  # about two numbers
            if not self._same(asked, other):
                self._report("W503", asked, other)
                return

    def _report(self, code: str, asked: AskedText, other: AskedText) -> None:
        ids = (asked.draft.entry.id, other.draft.entry.id)
        asked.draft.reader.report(
            code,
            asked.question.at,
            text=asked.question.text,
            id=ids[1],
            other_text=other.question.text,
            other=other.draft.reader.source.place(other.question.at),
            given=min(ids),
        )

    def _same(self, one: AskedText, other: AskedText) -> bool:
        """Whether both entries give the same; most pairs differ at first sight."""
        if one.answer != other.answer:
            return False
        return same_answer(one.draft.entry, other.draft.entry, self._variables)

    def _is_repeated(
        self, groups: Mapping[tuple[str, Given], list[AskedText]]
    ) -> Callable[[AskedText], bool]:
        """Whether whoever asks the question gets another entry with the same answer."""

        def repeated(asked: AskedText) -> bool:
            mine = asked.draft.entry
            before = groups[asked.literal, asked.answer][:_COMPARED]
            return any(
                other.draft.entry.id < mine.id
                and covers(other.draft.entry, mine)
                and self._same(asked, other)
                for other in before
            )

        return repeated


def _both(one: AskedText, other: AskedText) -> bool:
    """Whether somebody gets both; entries with one id are a fault of their own."""
    mine, theirs = one.draft.entry, other.draft.entry
    return mine.id != theirs.id and overlap(mine, theirs)


def overlap(one: Entry, other: Entry) -> bool:
    """True when some customer, channel and moment gets both entries."""
    if not (one.enabled and other.enabled):
        return False
    if one.audience and other.audience and not set(one.audience) & set(other.audience):
        return False
    ours = {own.channel for own in one.channels}
    theirs = {own.channel for own in other.channels}
    if ours and theirs and not ours & theirs:
        return False
    return one.valid is None or one.valid.overlaps(other.valid)


def covers(one: Entry, other: Entry) -> bool:
    """True when every customer, channel and moment that gets the other entry gets this one."""
    if not one.enabled:
        return False
    if one.audience and not (other.audience and set(other.audience) <= set(one.audience)):
        return False
    ours = {own.channel for own in one.channels}
    theirs = {own.channel for own in other.channels}
    if ours and not (theirs and theirs <= ours):
        return False
    return one.valid is None or one.valid == other.valid
