"""The sets that are compared: a corpus, one or two files of queries, fewer variants, a sample."""

from argparse import ArgumentTypeError
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from tests.bench.sets import FAQ, FAQ_QUERIES
from xiaoer.corpus.corpus import Corpus
from xiaoer.evaluation.cases.load import Case, check_cases, load_cases

QUERIES, TYPO = "queries", "queries_typo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """What ``--set`` names. ``rules``: the corpus is a FAQ of its own, with settings."""

    name: str
    corpus: Path
    queries: Path
    rules: bool

    @property
    def typo(self) -> Path:
        """The queries with typing errors, beside the queries."""
        return self.queries.with_name(f"{TYPO}.jsonl")


SAMPLE = Spec(name="faq", corpus=FAQ, queries=FAQ_QUERIES, rules=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedSet:
    """A corpus and lists of cases by their file; ``leaks`` of each list are left out of it.

    ``variants``: how many of each entry are kept; None: all.
    """

    name: str
    corpus: Corpus
    lists: Mapping[str, Sequence[Case]]
    leaks: Mapping[str, int]
    rules: bool
    variants: int | None = None

    def cut(self, variants: int | None) -> "ComparedSet":
        """The same with at most so many variants an entry."""
        if variants is None:
            return self
        entries = [replace(e, variants=e.variants[:variants]) for e in self.corpus]
        corpus = Corpus.from_entries(entries, self.corpus.settings)
        return replace(self, corpus=corpus, variants=variants)


def spec(text: str) -> Spec:
    """``NAME=CORPUS,QUERIES``, or a folder with corpus.jsonl and queries.jsonl."""
    name, equals, paths = text.partition("=")
    if equals:
        corpus, comma, queries = paths.partition(",")
        if not comma:
            raise ArgumentTypeError(f"expected NAME=CORPUS,QUERIES, found {text!r}")
        found = Spec(
            name=name, corpus=Path(corpus), queries=Path(queries), rules=Path(corpus).is_dir()
        )
    else:
        folder = Path(text)
        found = Spec(
            name=folder.resolve().name,
            corpus=folder / "corpus.jsonl",
            queries=folder / f"{QUERIES}.jsonl",
            rules=False,
        )
    for path in (found.corpus, found.queries):
        if not path.exists():
            raise ArgumentTypeError(f"{path} does not exist")
    return found


def load(spec: Spec, typo: bool, limit: int | None, in_scope_only: bool) -> ComparedSet:
    """The set; ``limit`` takes a seeded sample of each list.

    Raises:
        CasesError: a file of queries is faulty, or a gold id is not in the corpus.
    """
    corpus = Corpus.load(spec.corpus)
    files = {QUERIES: spec.queries}
    if typo and spec.typo.is_file():
        files[TYPO] = spec.typo
    lists, leaks = {}, {}
    for name, file in files.items():
        cases = load_cases(file)
        apart = {leak.case for leak in check_cases(cases, corpus)}
        kept = [c for c in cases if c not in apart and (c.in_scope or not in_scope_only)]
        lists[name] = _sample(kept, limit)
        leaks[name] = len(apart)
    return ComparedSet(name=spec.name, corpus=corpus, lists=lists, leaks=leaks, rules=spec.rules)


def _sample(cases: Sequence[Case], limit: int | None) -> list[Case]:
    """So many cases in their order, the same ones every time."""
    if limit is None or limit >= len(cases):
        return list(cases)
    return [cases[at] for at in sorted(Random(0).sample(range(len(cases)), limit))]
