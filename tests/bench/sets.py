"""Labelled sets: a corpus and the queries about it."""

from argparse import ArgumentParser, Namespace
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from xiaoer.bot import Bot
from xiaoer.corpus.entry import Entry
from xiaoer.evaluation.cases.load import Case, Leak, check_cases, load_cases

ROOT = Path(__file__).resolve().parents[2]
FAQ = ROOT / "faq"
FAQ_QUERIES = FAQ / "queries.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSet:
    """A bot, and cases about its corpus; ``leaks`` are kept out of the cases."""

    name: str
    bot: Bot
    entries: tuple[Entry, ...]
    cases: tuple[Case, ...]
    leaks: tuple[Leak, ...]

    def counts(self) -> dict[str, object]:
        """How many entries (by audience), questions, variants an entry, queries."""
        variants = [len(entry.variants) for entry in self.entries]
        return {
            "entries": len(self.entries),
            "by_audience": dict(Counter("+".join(e.audience) or "all" for e in self.entries)),
            "questions": sum(len(entry.questions) for entry in self.entries),
            "variants": {
                "min": min(variants),
                "median": median(variants),
                "max": max(variants),
            },
            "queries": len(self.cases),
            "queries_by_slice": dict(Counter(map(slice_of, self.cases))),
            "leaks_kept_apart": len(self.leaks),
        }


def slice_of(case: Case) -> str:
    """The name under which a case is shown."""
    return case.slices.get("slice") or (f"oos_{case.oos}" if case.oos else "–")


def load_set(corpus: Path, queries: Path) -> LabelledSet:
    """The set; a gold id that no entry has is an error."""
    bot = Bot.load(corpus)
    entries, cases = tuple(bot.corpus), load_cases(queries)
    leaks = check_cases(cases, entries)
    apart = {leak.case for leak in leaks}
    name = corpus.parent.name if corpus.is_file() else corpus.name
    return LabelledSet(
        name=f"{name}/{queries.stem}",
        bot=bot,
        entries=entries,
        cases=tuple(case for case in cases if case not in apart),
        leaks=leaks,
    )


def add_arguments(parser: ArgumentParser) -> None:
    """``--corpus`` and ``--queries``, in pairs."""
    parser.add_argument("--corpus", type=Path, action="append", help="folder or file (repeatable)")
    parser.add_argument("--queries", type=Path, action="append", help="one for each --corpus")


def load_sets(parser: ArgumentParser, options: Namespace) -> list[LabelledSet]:
    """The sets asked for, or the sample corpus and its queries."""
    corpora, queries = options.corpus or [FAQ], options.queries or [FAQ_QUERIES]
    if len(corpora) != len(queries):
        parser.error(f"{len(corpora)} --corpus, but {len(queries)} --queries")
    return [load_set(*pair) for pair in zip(corpora, queries, strict=True)]
