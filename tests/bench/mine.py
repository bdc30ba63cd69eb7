"""Mining: groups beside rapidfuzz's, entries that were taken away, the round, a large log.

    python -m tests.bench.mine [--set FOLDER …] [--round 40] [--lines 1000000] [--json]

Groups: every question of a labelled set (`corpus.jsonl`, and the queries of `queries.jsonl` with
one right entry) is asked of a corpus that knows nothing of it, logged and mined. Purity is the
share of texts that are of the commonest entry of their group, pair recall the share of pairs of one
entry that stand in one group. Beside them leaders by `ratio`, in the same order, in the same run.

Removed: a tenth of the entries of the set, chosen by hash, is taken away; their questions and all
queries are asked of the rest, logged and mined. An entry is back where a group holds at least two
of its texts, more than of all other entries together. Where the labels take another entry that
stays for the same one, what is asked is rightly answered by it: those are told apart.

The round: see `tests/authoring/the_round.py`. The log: lines repeated, mined in a fresh process.
"""

import argparse
import itertools
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from rapidfuzz import fuzz, process

from tests.authoring.the_round import Asked, by_hash, logged_as, play, write_log
from tests.bench.fresh import Figures, figures_of, fresh
from tests.bench.memory import peak_mb
from tests.bench.sets import FAQ, FAQ_QUERIES
from tests.bench.table import table
from tests.bench.timing import machine
from xiaoer import Bot, Corpus
from xiaoer.authoring.mine.mining import mine
from xiaoer.evaluation import load_cases
from xiaoer.text.normalize import question_key

RATIOS = (70, 75)
MOST_MB = 2_000
_NOTHING = {"id": "a", "question": "这里什么都没有", "answer": "没有。"}


def measure(sets: Sequence[Path], entries: int, lines: int) -> Figures:
    """All figures that are asked for."""
    found: Figures = {"machine": machine()}
    found["groups"] = [row for one in sets for row in groups(one)]
    found["removed"] = [removed(one) for one in sets]
    if entries:
        with TemporaryDirectory() as folder:
            done = play(FAQ, Path(folder), entries=entries)
        found["round"] = [
            {"asked": name, **own._asdict(), "broken": done.broken, "rows": done.rows}
            for name, own in (
                ("queries", done.queries),
                ("variants", done.variants),
                ("of these by others", done.by_others),
            )
        ]
    if lines:
        found["log"] = large_log(lines)
    return found


def groups(folder: Path) -> list[dict[str, object]]:
    """Purity and pair recall of the engine's groups, and of leaders by `ratio`."""
    label = _labels(folder)
    with TemporaryDirectory() as name:
        path = Path(name) / "log.jsonl"
        bot = Bot(Corpus.from_entries([_NOTHING]))
        write_log(path, bot, (Asked(text, (), None) for text in label))
        start = perf_counter()
        mined = mine([path], bot).groups
        took = perf_counter() - start
    by_key = {logged_as(text): id for text, id in label.items()}
    own = [[by_key[question_key(text)] for text in group.texts] for group in mined]
    texts = sorted(text for group in mined for text in group.texts)
    rows = [_row(folder.name, "engine", own, took)]
    for cutoff in RATIOS:
        start = perf_counter()
        by_ratio = _leaders(texts, cutoff)
        took = perf_counter() - start
        labels = [[by_key[question_key(text)] for text in group] for group in by_ratio]
        rows.append(_row(folder.name, f"ratio ≥ {cutoff}", labels, took))
    return rows


def _labels(folder: Path) -> dict[str, str]:
    """The texts of a set and the entry of each."""
    label: dict[str, str] = {}
    for entry in Corpus.load(folder / "corpus.jsonl"):
        for text in entry.questions:
            label.setdefault(text, entry.id)
    for case in load_cases(folder / "queries.jsonl"):
        if len(case.gold) == 1:
            label.setdefault(case.q, case.gold[0])
    return label


def _leaders(texts: Sequence[str], cutoff: int) -> list[list[str]]:
    found: list[list[str]] = []
    leaders: list[str] = []
    for text in texts:
        best = process.extractOne(text, leaders, scorer=fuzz.ratio, score_cutoff=cutoff)
        if best is None:
            leaders.append(text)
            found.append([text])
        else:
            found[best[2]].append(text)
    return found


def _row(name: str, how: str, labels: Sequence[Sequence[str]], took: float) -> dict[str, object]:
    total = sum(map(len, labels))
    pure = sum(Counter(group).most_common(1)[0][1] for group in labels)
    pairs = sum(_pairs(count) for count in Counter(itertools.chain(*labels)).values())
    held = sum(_pairs(count) for group in labels for count in Counter(group).values())
    return {
        "set": name,
        "how": how,
        "texts": total,
        "groups": len(labels),
        "largest": max(map(len, labels)),
        "purity": pure / total,
        "recall": held / pairs,
        "s": took,
    }


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def removed(folder: Path) -> dict[str, object]:
    """How many of the entries that were taken away come back as a group."""
    corpus = Corpus.load(folder / "corpus.jsonl")
    gone = {entry.id for entry in corpus if by_hash(entry.id, 10) == 0}
    rest = Bot(Corpus.from_entries([entry for entry in corpus if entry.id not in gone]))
    label = {text: id for text, id in _labels(folder).items() if id in gone}
    cases = load_cases(folder / "queries.jsonl")
    twins = {id for case in cases if not gone.issuperset(case.gold) for id in case.gold}
    texts = {**label, **dict.fromkeys(case.q for case in cases)}
    with TemporaryDirectory() as name:
        path = Path(name) / "log.jsonl"
        write_log(path, rest, (Asked(text, (), None) for text in texts))
        mined = mine([path], rest).groups
    by_key = {logged_as(text): id for text, id in label.items()}
    held = [Counter(by_key.get(question_key(t), "") for t in group.texts) for group in mined]
    missed = sum(held, Counter())
    back = {
        id
        for group in held
        for id, count in group.items()
        if id and count >= 2 and 2 * count > sum(group.values())
    }
    return {
        "set": folder.name,
        "removed": len(gone),
        "back": len(back),
        "with no twin": len(gone - twins),
        "of these back": len(back - twins),
        "share": len(back - twins) / len(gone - twins),
        "missed twice": sum(missed[id] >= 2 for id in gone),
        "texts": len(label),
        "texts not answered": sum(missed[id] for id in gone),
        "groups": len(mined),
    }


def large_log(lines: int) -> dict[str, object]:
    """Seconds and memory of a log of so many lines."""
    bot = Bot.load(FAQ)
    with TemporaryDirectory() as name:
        path, big = Path(name) / "log.jsonl", Path(name) / "big.jsonl"
        cases = load_cases(FAQ_QUERIES)
        write_log(path, bot, (Asked(c.q, c.gold, c.slices.get("audience")) for c in cases))
        block = path.read_bytes().splitlines(keepends=True)
        with big.open("wb") as file:
            file.writelines(itertools.islice(itertools.cycle(block), lines))
        found = fresh("tests.bench.mine", str(big))
        return {"mb": big.stat().st_size / 1e6, **found}


def _read(path: str) -> Figures:
    bot = Bot.load(FAQ)
    start, clock = process_time(), perf_counter()
    found = mine([path], bot)
    took, waited = process_time() - start, perf_counter() - clock
    counts = {"lines": found.lines, "questions": found.questions, "groups": len(found.groups)}
    return {**counts, "s": took, "by the clock": waited, "peak_mb": peak_mb()}


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.mine", description=__doc__)
    parser.add_argument("--set", dest="sets", type=Path, action="append", default=[])
    parser.add_argument("--round", dest="entries", type=int, default=40)
    parser.add_argument("--lines", type=int, default=1_000_000)
    found = figures_of(
        parser,
        argv,
        read=_read,
        measure=lambda options: measure(options.sets, options.entries, options.lines),
    )
    if found is None:
        return
    for name, value in found.items():
        rows = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
        if rows:
            cells = [[_told(cell) for cell in row.values()] for row in rows]
            print(f"\n{name}\n\n{table(list(rows[0]), cells)}")
        elif isinstance(value, str):
            print(value)


def _told(value: object) -> str:
    return f"{value:,.3f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main()
