"""What a guarantee on a corpus depends on, as a hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from xiaoer.corpus.answers import Given, given
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Settings, Topic
from xiaoer.matching.confidence.fitted import Weights
from xiaoer.matching.engine import ENGINE
from xiaoer.text.resources import data_path
from xiaoer.text.sameness import Reader
from xiaoer.text.words.companies import names_of
from xiaoer.text.words.lexicon import corpus_lexicon
from xiaoer.text.words.segment import dictionary

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_FOLDERS = ("lexicon", "hearing")
_TABLES = ("pinyin.txt", "shapes.txt", "t2s.txt")
_BINARY = "meaning.bin"


def fingerprint(corpus: Corpus, weights: Weights | None = None) -> str:
    """SHA-256 (hex) of all that decides which query is answered, and with which entry.

    Questions, variants, keywords and negatives; whom, where, when and whether an entry is for
    anybody, and whether it or a restricted category hands over; the settings of the thresholds,
    the longest query, the engine (differences, platforms), restricted words, words for a person,
    the lexicon and the phrases for hearing; the built-in lexicon, phrases and tables, a dictionary
    that is not the shipped one, the engine and its weights; which entries that share a question
    answer it alike. Not otherwise the answers' texts, links, other categories, menus, queues,
    routing, offers and hours; nor the rules of escalation that leave an answer alone or count the
    turns of a talk; nor the order of the entries. ``weights`` None are the shipped ones.
    """
    used = Weights.shipped() if weights is None else weights
    topics = _restricted(corpus.settings)
    categories = {category for topic in topics for category in topic.categories}
    whole = {
        "engine": ENGINE,
        "data": data_hash(),
        "weights": {k: v for k, v in used.to_dict().items() if k != "provenance"},
        "settings": _settings(corpus.settings, topics),
        "entries": [
            _entry(entry, entry.category in categories)
            for entry in sorted(corpus.entries, key=lambda e: e.id)
        ],
        **_alike(corpus),
        **({"dictionary": other} if (other := dictionary().other) else {}),
    }
    text = json.dumps(whole, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _alike(corpus: Corpus) -> dict[str, object]:
    """Which of the entries that share a question, or all but padding, give the same answer."""
    own, variables = corpus.settings.lexicon, corpus.settings.variables
    fillers = corpus_lexicon(fillers=own.fillers, without=own.without).fillers
    reader = Reader(fillers, corpus.settings.limits.query_chars)
    owners: dict[str, set[str]] = {}
    for entry in corpus.entries:
        for read in map(reader.read, entry.questions):
            owners.setdefault(read.key or read.literal, set()).add(entry.id)
    shared = {id for ids in owners.values() if len(ids) > 1 for id in ids}
    channels = sorted({own.channel for id in shared for own in corpus[id].channels})
    found: dict[tuple[Given, ...], list[str]] = {}
    for id in sorted(shared):
        answers = tuple(given(corpus[id], c, variables) for c in (None, *channels))
        found.setdefault(answers, []).append(id)
    alike = [ids for ids in found.values() if len(ids) > 1]
    return {"alike": alike} if alike else {}


def _restricted(settings: Settings) -> tuple[Topic, ...]:
    """The restricted topics, unless their rule is disabled."""
    on = any(rule.name == "restricted" and rule.enabled for rule in settings.escalation)
    return settings.restricted if on else ()


def _entry(entry: Entry, restricted: bool) -> dict[str, object]:
    whole = entry.to_dict()
    kept = ("id", "question", "variants", "keywords", "negatives", "valid", "enabled")
    return {
        **{key: whole[key] for key in kept if key in whole},
        "audience": sorted(entry.audience),
        "channels": sorted(own.channel for own in entry.channels),
        "names": sorted(names_of(entry.texts)),
        "escalates": restricted or entry.escalate is not None,
    }


def _settings(settings: Settings, topics: tuple[Topic, ...]) -> dict[str, object]:
    thresholds = settings.thresholds
    wish = (rule for rule in settings.escalation if rule.name == "human_requested")
    return {
        # the certified threshold replaces this one, but an operator who sets it wants it used
        "answer": thresholds.answer,
        "margin": thresholds.margin,
        "query_chars": settings.limits.query_chars,
        "restricted": sorted({word for topic in topics for word in topic.words}),
        "human_requested": sorted({word for rule in wish for word in rule.words}),
        "lexicon": settings.to_dict().get("lexicon", {}),
        "hearing": settings.to_dict().get("hearing", {}),
        "engine": settings.to_dict().get("engine", {}),
    }


@cache
def data_hash() -> str:
    """Of the word lists and tables that ship with the package, the line ends of texts aside."""
    digest = hashlib.sha256()
    for name, data in _data():
        lines = data if name == _BINARY else data.replace(b"\r\n", b"\n")
        digest.update(f"{name} {len(lines)}\n".encode())
        digest.update(lines)
    return digest.hexdigest()


def _data() -> Iterator[tuple[str, bytes]]:
    root = _folder()
    folders = (sorted((root / name).iterdir(), key=lambda file: file.name) for name in _FOLDERS)
    for file in (*chain.from_iterable(folders), *(root / name for name in (*_TABLES, _BINARY))):
        if file.name.endswith((".txt", ".json", ".bin")):
            yield file.name, file.read_bytes()


def _folder() -> Path | Traversable:
    """Where the data are; in an archive as `importlib.resources` finds them, which is slow to
    import."""
    folder = Path(data_path())
    if folder.is_dir():
        return folder
    from importlib.resources import files

    return files("xiaoer") / "data"
