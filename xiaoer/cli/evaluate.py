"""``xiaoer evaluate``: how good the replies are, on labelled queries or by the corpus itself."""

import argparse
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xiaoer.cli.options.corpus import add_corpus, beside, open_bot
from xiaoer.cli.options.numbers import count_from_0
from xiaoer.cli.options.report import check_report_file, write_page
from xiaoer.cli.options.self_test import add_self_test
from xiaoer.cli.terminal.columns import printable
from xiaoer.cli.terminal.progress import progress
from xiaoer.cli.terminal.screen import Screen, ScreenLine, complain
from xiaoer.cli.terminal.section_lines import page_lines
from xiaoer.cli.terminal.streams import argument, json_line
from xiaoer.cli.wording.language import say
from xiaoer.records import replace

if TYPE_CHECKING:
    from xiaoer.bot import Bot
    from xiaoer.evaluation.labelled.evaluation import Evaluation
    from xiaoer.evaluation.labelled.gates import Gate, GateResult

QUERIES = "queries.jsonl"
"""The file of labelled queries beside a corpus."""
_WORST = 20
_ERROR = 2

_EPILOG = """\
queries: JSON Lines, YAML, CSV, TSV or XLSX with "q" and "gold" (an id, a list of ids, or null
where nothing may be answered); other keys become slices, "audience" says who asks.

figures for --require: top1 r3 r5 mrr macro_top1 coverage precision risk wrong_answer_rate
in_scope_answered needless_escalations clarify_rate clarify_success shown_rate shown_precision
oos_answered oos_near_answered oos_far_answered brier brier_of_constant log_loss ece aurc
coverage_at_1 coverage_at_2 coverage_at_5 coverage_at_10 cost_per_1000

corpus: a question that two entries share is an error here (--strict), for it can only be asked
back; --no-strict measures all the same.

exit status:
  0  evaluated, every requirement met
  1  a requirement is not met
  2  error
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.epilog = _EPILOG
    add_corpus(parser, strict=True)
    parser.add_argument(
        "queries",
        metavar="QUERIES",
        nargs="?",
        help=f"the labelled queries (default: {QUERIES} beside the corpus)",
    )
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print one line of JSON")
    shape.add_argument("--markdown", action="store_true", help="print a page of Markdown")
    _add_demands(parser)
    parser.add_argument(
        "--worst",
        metavar="N",
        type=count_from_0,
        default=_WORST,
        help=f"how many of the worst errors to list (default: {_WORST})",
    )
    parser.add_argument("--explain", action="store_true", help="say why, below each error")
    parser.add_argument(
        "--robustness", action="store_true", help="add what typos, padding … do to right answers"
    )
    parser.add_argument("--report", metavar="FILE.html", help="write a page to send to others")
    parser.add_argument("--seed", type=int, default=0, help="of everything drawn (default: 0)")
    parser.add_argument(
        "--self", action="store_true", help="no labels: test the corpus by its own questions"
    )
    add_self_test(parser)


def _add_demands(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cost",
        metavar="wrong=20,human=3,clarify=0.5",
        type=argument,
        help="what a wrong answer, a person, a question back cost; adds the cheapest threshold",
    )
    parser.add_argument(
        "--require",
        metavar="FIGURE>=VALUE",
        action="append",
        default=[],
        type=argument,
        help='such as "precision>=0.95"; also > <= <; may be given several times',
    )


def run(args: argparse.Namespace) -> int:
    """Evaluates; gives the exit status."""
    from xiaoer.evaluation import Costs, Gate, evaluate, load_cases, predict

    gates = [Gate.parse(text) for text in args.require]
    costs = Costs.parse(args.cost) if args.cost is not None else None
    if args.report:
        check_report_file(args.report, charts=not args.self)
    if args.self:
        return _run_self(args)
    queries = _queries(args)
    if queries is None:
        return _ERROR
    bot = open_bot(args.faq, args.lang, strict=args.strict)
    evaluation = evaluate(
        predict(bot),
        load_cases(queries, bot.corpus),
        corpus=bot.corpus,
        costs=costs,
        worst=args.worst,
        explain=lambda case: _why(bot, case.q, case.slices.get("audience"), args),
        perturbed=args.robustness,
        seed=args.seed,
        progress=progress(say("evaluating", args.lang)),
    )
    results = _checked(gates, evaluation)
    _show(evaluation, results, args)
    if args.report:
        write_page(evaluation, bot, args)
    return 0 if all(result.passed for result in results) else 1


def _queries(args: argparse.Namespace) -> Path | None:
    """The file of labelled queries; None, and a pointer to the self-test, where there is none."""
    from xiaoer.source.files.regular_file import stands

    if args.queries:
        return Path(args.queries)
    path = beside(args.faq, QUERIES)
    if stands(path):  # what is there and no file is told of by who reads it
        return path
    command = ["xiaoer", "evaluate", *(["--faq", args.faq] if args.faq else []), "--self"]
    told = say("no_queries", args.lang, path=path, command=shlex.join(command))
    complain(say("error", args.lang) + told)
    return None


def _run_self(args: argparse.Namespace) -> int:
    from xiaoer.cli.options.self_test import run as run_self_test

    refused = [name for name in ("queries", "cost", "require", "robustness") if getattr(args, name)]
    if refused:
        names = ", ".join(name if name == "queries" else f"--{name}" for name in refused)
        complain(say("error", args.lang) + say("not_with_self", args.lang, names=names))
        return _ERROR
    return run_self_test(args, open_bot(args.faq, args.lang, strict=args.strict))


def _why(bot: "Bot", query: str, audience: str | None, args: argparse.Namespace) -> str:
    return bot.explain(query, audience=audience).to_text(args.lang)


def _checked(gates: "Sequence[Gate]", evaluation: "Evaluation") -> "list[GateResult]":
    values = evaluation.values()
    return [gate.check(values) for gate in gates]


def _show(
    evaluation: "Evaluation", results: "Sequence[GateResult]", args: argparse.Namespace
) -> None:
    told = _told(results, args)
    if args.json:
        shape: dict[str, Any] = evaluation.to_dict()
        shape["requirements"] = [result.to_dict() for result in results]
        print(json_line(shape), flush=True)
    elif args.markdown:
        print(printable(evaluation.to_markdown(args.lang)), end="", flush=True)
    else:
        screen = Screen()
        screen.show(page_lines(_sections(evaluation, args)))
        screen.show([ScreenLine(text=""), *map(_plain, told)] if told else [])
        return
    for text in told:
        complain(text)


def _sections(evaluation: "Evaluation", args: argparse.Namespace) -> "list[Any]":
    """The sections a person at a terminal wants: explanations only when asked for."""
    from xiaoer.evaluation.pages.table import sections_of

    found = []
    for section in sections_of(evaluation, args.lang):
        if section.key == "errors" and not args.explain:
            section = replace(section, items=tuple((line, "") for line, _ in section.items))
        if section.key != "bins":
            found.append(section)
    return found


def _told(results: "Sequence[GateResult]", args: argparse.Namespace) -> list[str]:
    """A sentence for each requirement."""
    from xiaoer.evaluation.pages.wording import say as word

    told = []
    for result in results:
        key = "gate_passed" if result.passed else "gate_failed"
        key = "gate_none" if result.value is None else key
        value = "" if result.value is None else f"{result.value:.4g}"
        told.append(word(key, args.lang, gate=result.gate, value=value))
    return told


def _plain(text: str) -> ScreenLine:
    return ScreenLine(text=text)
