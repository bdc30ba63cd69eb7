"""``xiaoer lint``: what is wrong with a corpus, or soon will be."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xiaoer.cli.terminal.columns import printable
from xiaoer.cli.terminal.progress import progress
from xiaoer.cli.terminal.screen import complain
from xiaoer.cli.terminal.streams import json_line
from xiaoer.errors import Words, nearest_name

if TYPE_CHECKING:
    from xiaoer.authoring.lint.report import LintReport

_FOUND, _ERROR = 1, 2

_EPILOG = """\
Errors are faults that keep the corpus from loading; warnings are what customers will notice; hints
are only counted, unless --hints lists them. Codes: E, W4 and W5 of the loader; W2 questions;
A answers; R retrieval, which asks the engine and takes most of the time; S safety.

Off by settings (lint: {off: [R103, S]}), or by a comment "# lint: off W201": behind a text for its
line, above an entry for the entry.

exit status:
  0  no errors (--strict: and no warnings)
  1  some
  2  the call cannot be made
"""

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "asking": ("检查", "checking"),
    "summary": (
        "{entries} 个条目：{errors} 个错误，{warnings} 个警告，{hints} 个提示",
        "{entries} entries: {errors} errors, {warnings} warnings, {hints} hints",
    ),
    "off": ("，另有 {count} 个已关闭", "; {count} more are switched off"),
    "fixable": (
        "；其中 {count} 个可以用 --fix 改好",
        "; --fix mends {count} of them",
    ),
    "hints": ("（{codes}；加 --hints 列出）", " ({codes}; --hints lists them)"),
    "fixed": ("已改好 {count} 处：{files}", "mended {count} places: {files}"),
    "nothing_fixed": ("没有可以自动改好的", "nothing that can be mended safely"),
    "no_code": ("没有检查代码 “{code}”", 'there is no check "{code}"'),
    "nearest": ("，是不是 “{code}”？", '; did you mean "{code}"?'),
    "error": ("错误：", "error: "),
    "packed": (
        "错误：示例知识库在压缩包里，请写明一个文件夹或文件",
        "error: the sample corpus is in an archive; name a folder or a file",
    ),
    "no_sample": (
        "错误：--fix 不改示例知识库，请写明一个文件夹或文件",
        "error: --fix leaves the sample corpus alone; name a folder or a file",
    ),
}
_say: Final = Words(texts=_WORDS)


def add(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.epilog = _EPILOG
    parser.add_argument(
        "path",
        nargs="?",
        metavar="PATH",
        help="a folder of YAML files, or one .yaml or .jsonl file (default: the sample corpus)",
    )
    parser.add_argument("--faq", metavar="PATH", help="the same as PATH")
    parser.add_argument("--strict", action="store_true", help="warnings fail too")
    parser.add_argument("--hints", action="store_true", help="list the hints as well")
    parser.add_argument("--fix", action="store_true", help="mend what is safe to mend")
    parser.add_argument(
        "--off", metavar="CODES", default="", help="checks to leave out, such as W201,R"
    )
    parser.add_argument(
        "--as-of", metavar="DATE", type=_moment, help="the day that decides what has expired"
    )
    parser.add_argument("--explain", metavar="CODE", help="what a code means and how to mend it")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print one line of JSON")
    shape.add_argument("--github", action="store_true", help="print annotations for GitHub")


def _moment(text: str) -> datetime:
    """A day, or a moment, from the command line.

    >>> _moment("2026-11-11")
    datetime.datetime(2026, 11, 11, 0, 0)
    """
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        told = f'expected a date such as 2026-11-11, found "{text}"'
        raise argparse.ArgumentTypeError(told) from None


def run(args: argparse.Namespace) -> int:
    """Checks, mends if asked, tells; gives the exit status."""
    from xiaoer.authoring.lint.lint import lint

    if args.explain:
        return _explain(args)
    unknown = _unknown(args)
    if unknown:
        return _no_code(unknown, args)
    path = args.path or args.faq
    if path is None and args.fix:
        complain(_say("no_sample", args.lang))
        return _ERROR
    path = path or _sample()
    if path is None:
        complain(_say("packed", args.lang))
        return _ERROR
    if args.fix:
        _fix(path, args)
    told = progress(_say("asking", args.lang))
    report = lint(path, as_of=args.as_of, off=_off(args), progress=told)
    _show(report, args)
    failed = report.count("error") or (args.strict and report.count("warning"))
    return _FOUND if failed else 0


def _off(args: argparse.Namespace) -> list[str]:
    return [code.strip().upper() for code in args.off.split(",") if code.strip()]


def _unknown(args: argparse.Namespace) -> str:
    """The first code of ``--off`` that no check has, or ""."""
    from xiaoer.source.findings.diagnostics import codes

    return next((c for c in _off(args) if not any(k.startswith(c) for k in codes())), "")


def _no_code(code: str, args: argparse.Namespace) -> int:
    from xiaoer.source.findings.diagnostics import codes

    near = nearest_name(code, codes())
    told = _say("error", args.lang) + _say("no_code", args.lang, code=code)
    complain(told + (_say("nearest", args.lang, code=near) if near else ""))
    return _ERROR


def _explain(args: argparse.Namespace) -> int:
    from xiaoer.authoring.lint.catalog import explain
    from xiaoer.source.findings.diagnostics import codes

    code = args.explain.upper()
    if code not in codes():
        return _no_code(code, args)
    print(printable(explain(code, args.lang)), flush=True)
    return 0


def _sample() -> Path | None:
    from xiaoer.sample import sample_folder

    folder = sample_folder()
    return folder if isinstance(folder, Path) else None


def _fix(path: str | Path, args: argparse.Namespace) -> None:
    """Mends without asking the engine: nothing of family R can be mended so."""
    from xiaoer.authoring.lint.fixing import fix
    from xiaoer.authoring.lint.lint import lint

    fixed = fix(lambda: lint(path, as_of=args.as_of, off=(*_off(args), "R")))
    for error in fixed.failed:
        complain(_say("error", args.lang) + error.render(args.lang))
    if fixed.count:
        files = ", ".join(map(str, fixed.files))
        complain(_say("fixed", args.lang, count=fixed.count, files=files))
    elif not fixed.failed:
        complain(_say("nothing_fixed", args.lang))


def _show(report: "LintReport", args: argparse.Namespace) -> None:
    shown = [one for one in report.findings if args.hints or one.severity != "hint"]
    if args.json:
        print(json_line(report.to_dict()), flush=True)
        return
    if args.github:
        from xiaoer.authoring.lint.github import annotation

        for one in shown:
            print(printable(annotation(one, args.lang)))
    else:
        for one in shown:
            print(printable(one.diagnostic.show(args.lang)))
    complain(_summary(report, args))


def _summary(report: "LintReport", args: argparse.Namespace) -> str:
    counts = {f"{name}s": report.count(name) for name in ("error", "warning", "hint")}
    text = _say("summary", args.lang, entries=report.entries, **counts)
    hints = ", ".join(f"{code} {count}" for code, count in report.counts("hint").items())
    if hints and not args.hints:
        text += _say("hints", args.lang, codes=hints)
    if report.off:
        text += _say("off", args.lang, count=report.off)
    fixable = sum(bool(one.edits) for one in report.findings)
    return text + (_say("fixable", args.lang, count=fixable) if fixable else "")
