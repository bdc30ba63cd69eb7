"""xiaoer and its peers on the same queries in the same run: one command, one table a set.

python -m tests.bench.compare [--set FOLDER | --set NAME=CORPUS,QUERIES]... [--typo]
    [--variants 0,2,4] [--peers a,b] [--require-peers] [--weights [NAME=]FILE]... [--limit N]
    [--cache FOLDER] [--json FILE] [--markdown FILE]
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from textwrap import fill
from typing import Any

from tests.bench import comparison_report as report
from tests.bench.compared_sets import SAMPLE, Spec, load, spec
from tests.bench.comparison import Comparison, Plan, compare
from tests.bench.own import read_weights
from tests.bench.peers import Maker, makers
from tests.bench.table import as_json
from tests.bench.timing import machine
from xiaoer.matching.confidence.fitted import Weights


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.compare", description=__doc__)
    add = parser.add_argument
    add("--set", type=spec, action="append", dest="sets", metavar="FOLDER or NAME=CORPUS,QUERIES")
    add("--typo", action="store_true", help="also queries_typo.jsonl beside the queries")
    add("--ranking-only", action="append", default=[], metavar="NAME", help="in-scope queries only")
    add("--variants", type=_numbers, default=[None], help="tables with the first n of each entry")
    add("--peers", type=_names, help="only these; one of: " + ", ".join(makers()))
    add("--require-peers", action="store_true", help="a peer that cannot run is an error")
    add("--weights", type=_weights, action="append", default=[], metavar="[NAME=]FILE")
    add("--holdout", help=argparse.SUPPRESS)
    add("--limit", type=int, help="a seeded sample of so many queries of each file")
    add("--resamples", type=int, default=1000, help="of the bootstrap")
    add("--cache", type=Path, help="keeps the peers' answers and embeddings, by content")
    add("--json", type=Path, metavar="FILE")
    add("--markdown", type=Path, metavar="FILE")
    return parser


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _names(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _weights(text: str) -> tuple[str, Path, Weights]:
    name, equals, file = text.partition("=")
    path = Path(file if equals else text)
    try:
        return (name if equals else "", path, read_weights(path))
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _chosen(
    parser: argparse.ArgumentParser, options: argparse.Namespace
) -> tuple[dict[str, Maker], dict[str, str]]:
    """The peers to run, and those that cannot, with the reason."""
    known = makers(options.cache)
    wanted = list(known) if options.peers is None else options.peers
    unknown = [name for name in wanted if name not in known]
    if unknown:
        parser.error(f"no peer is called {', '.join(unknown)}; there are {', '.join(known)}")
    reasons = {name: known[name]().missing() for name in wanted}
    skipped = {name: reason for name, reason in reasons.items() if reason}
    if skipped and options.require_peers:
        parser.error(f"peers are required, and cannot run: {_skipped(skipped)}")
    return {name: known[name] for name in wanted if name not in skipped}, skipped


def _skipped(skipped: Mapping[str, str]) -> str:
    return "; ".join(f"{name} ({reason})" for name, reason in skipped.items())


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _setup(options: argparse.Namespace, peers: Mapping[str, Maker]) -> dict[str, Any]:
    """What the figures were made with."""
    return {
        "machine": machine(),
        "versions": {
            "rapidfuzz": version("rapidfuzz"),
            "jieba": version("jieba"),
            **{k: v for make in peers.values() for k, v in make().versions().items()},
        },
        "resamples": options.resamples,
        "limit": options.limit,
        "weights": {name or "all sets": file.name for name, file, _ in options.weights},
    }


def _heading(setup: Mapping[str, Any], skipped: Mapping[str, str]) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in setup["versions"].items())
    lines = [f"{setup['machine']}; {versions}"]
    if setup["limit"] is not None:
        lines.append(f"a seeded sample of at most {setup['limit']} queries of each file")
    if setup["weights"]:
        files = ", ".join(f"{name}: {file}" for name, file in setup["weights"].items())
        lines.append(f"weights of the engine from files ({files})")
    if skipped:
        lines.append(f"skipped: {_skipped(skipped)}")
    return "\n".join(fill(line, report.WIDTH, subsequent_indent="  ") for line in lines) + "\n"


def _run(spec: Spec, options: argparse.Namespace, plan: Plan) -> list[Comparison]:
    ranking_only = spec.name in options.ranking_only
    whole = load(spec, options.typo, options.limit, ranking_only)
    return [
        found
        for variants in options.variants
        for found in compare(whole.cut(variants), plan, ranking_only)
    ]


def main(argv: Sequence[str] | None = None) -> None:
    """Prints a table for each set, list of queries and number of variants."""
    parser = _parser()
    options = parser.parse_args(argv)
    if options.holdout is not None:
        parser.error("--holdout is not there yet; give weights with --weights")
    peers, skipped = _chosen(parser, options)
    plan = Plan(
        peers=peers,
        weights={name: weights for name, _, weights in options.weights},
        cache=options.cache,
        resamples=options.resamples,
        say=_say,
    )
    setup = _setup(options, peers)
    heading = _heading(setup, skipped)
    print(heading, flush=True)
    done: list[Comparison] = []
    for one in options.sets or [SAMPLE]:
        for found in _run(one, options, plan):
            print(report.text(found), flush=True)
            done.append(found)
        _write(options, setup, skipped, heading, done)
    print(report.NOTES)


def _write(
    options: argparse.Namespace,
    setup: Mapping[str, Any],
    skipped: Mapping[str, str],
    heading: str,
    done: Sequence[Comparison],
) -> None:
    """The files asked for; after each set, so that a long run can be looked at."""
    if options.json:
        tables = [as_json(found.to_dict()) for found in done]
        whole = {**setup, "skipped": dict(skipped), "tables": tables}
        body = json.dumps(whole, ensure_ascii=False, indent=1)
        options.json.write_text(body + "\n", encoding="utf-8")
    if options.markdown:
        parts = [heading, *map(report.markdown_text, done), report.NOTES]
        options.markdown.write_text("\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
