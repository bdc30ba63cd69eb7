"""The bot a command works with: the corpus of ``--faq``, or the sample."""

import argparse
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable
from warnings import catch_warnings, simplefilter

from xiaoer.cli.terminal.screen import complain
from xiaoer.cli.terminal.streams import argument
from xiaoer.cli.wording.language import say
from xiaoer.errors import (
    CalibrationWarning,
    CorpusError,
    Lang,
    SnapshotWarning,
    UnknownNameError,
    XiaoerError,
)

if TYPE_CHECKING:
    from xiaoer.bot import Bot
    from xiaoer.source.findings.diagnostics import Diagnostic

_WARNINGS_SHOWN = 5


@runtime_checkable
class RenderedError(Protocol):
    """An error that says itself in either language, such as that of labelled queries."""

    def render(self, lang: Lang = "en") -> str:
        """What is wrong, in Chinese ("zh") or English ("en")."""
        ...


_KINDS = ("audience", "channel", "queue", "figure", "cost")


def add_corpus(parser: argparse.ArgumentParser, *, strict: bool = False) -> None:
    """Adds ``--faq`` and ``--strict``; ``strict`` is what holds without it."""
    parser.add_argument(
        "--faq",
        metavar="PATH",
        help="a folder of YAML files, or one .yaml or .jsonl file (default: the sample corpus)",
    )
    add_strict(parser, strict=strict)


def add_strict(parser: argparse.ArgumentParser, *, strict: bool = False) -> None:
    """Adds ``--strict`` and ``--no-strict``."""
    parser.add_argument(
        "--strict",
        action="store_true",
        default=strict,
        help="a question that two entries share is an error",
    )
    parser.add_argument(
        "--no-strict",
        dest="strict",
        action="store_false",
        default=strict,
        help="a question that two entries share is a warning",
    )


def add_faq(parser: argparse.ArgumentParser) -> None:
    """Adds ``--faq``, ``--strict`` and ``--audience``."""
    add_corpus(parser)
    parser.add_argument(
        "--audience", metavar="NAME", type=argument, help="who asks, such as buyer or merchant"
    )


def open_bot(faq: str | None, lang: Lang, *, strict: bool = False) -> "Bot":
    """The bot of this path; what is worth knowing about its corpus goes to standard error.

    Raises:
        XiaoerError: the corpus, or its calibration, cannot be used.
    """
    from xiaoer.bot import Bot

    if faq is None:
        bot = Bot.sample()
        complain(say("sample", lang, count=len(bot.corpus)))
        return bot
    with _told(lang):
        bot = Bot.open(faq) if is_compiled(faq) else Bot.load(faq, strict=strict)
    _warn(bot.corpus.diagnostics, lang)
    return bot


def is_compiled(faq: str) -> bool:
    """Whether a path is named as a compiled corpus is."""
    return faq.endswith(".xo")


def build_bot(faq: str, lang: Lang, *, strict: bool = False) -> "Bot":
    """As ``open_bot``, read from the sources whatever compiled corpus lies beside them."""
    from xiaoer.matching.confidence.calibration_file import stored_calibration

    bot = open_uncalibrated(faq, lang, strict=strict)
    questions = (question for entry in bot.corpus for question in entry.questions)
    with _told(lang):
        found = stored_calibration(faq, lambda: bot.fingerprint, questions=questions)
    return bot.with_calibration(found) if found else bot


@contextmanager
def _told(lang: Lang) -> Iterator[None]:
    """Warnings of what lies beside a corpus and is not used are told in the language."""
    with catch_warnings(record=True) as caught:
        simplefilter("always", CalibrationWarning)
        simplefilter("always", SnapshotWarning)
        yield
    for one in caught:
        if isinstance(one.message, CalibrationWarning | SnapshotWarning):
            complain(_stale(one.message, lang))


def _stale(warning: CalibrationWarning | SnapshotWarning, lang: Lang) -> str:
    if isinstance(warning, SnapshotWarning):
        return say("not_opened", lang, path=warning.path, why=warning.why)
    mend = warning.renewal.render(lang) if warning.renewal else ""
    return say("stale", lang, path=warning.path, date=warning.date, renewal=mend)


def open_uncalibrated(faq: str | None, lang: Lang, *, strict: bool = False) -> "Bot":
    """As ``open_bot``, whatever calibration there is, even a damaged one.

    Raises:
        XiaoerError: the corpus cannot be used.
    """
    from xiaoer.bot import Bot
    from xiaoer.corpus.corpus import Corpus

    if faq is None or is_compiled(faq):
        return open_bot(faq, lang)
    bot = Bot(Corpus.load(faq, strict=strict))
    _warn(bot.corpus.diagnostics, lang)
    return bot


def beside(faq: str | None, name: str) -> Path:
    """The path of a file beside the corpus: in its folder, or that of its one file."""
    from xiaoer.sample import sample_folder

    if faq is None:
        return Path(str(sample_folder())) / name
    path = Path(faq)
    return (path if path.is_dir() else path.parent) / name


def _warn(warnings: "Iterable[Diagnostic]", lang: Lang) -> None:
    lines = [warning.render(lang) for warning in warnings]
    for line in lines[:_WARNINGS_SHOWN]:
        complain(line)
    if len(lines) > _WARNINGS_SHOWN:
        complain(say("more_warnings", lang, count=len(lines) - _WARNINGS_SHOWN))


def message_of(error: XiaoerError, lang: Lang) -> str:
    """What to tell the person at the terminal about an error."""
    if isinstance(error, CorpusError):
        return error.render(lang)
    if isinstance(error, RenderedError):
        return say("error", lang) + error.render(lang)
    if not isinstance(error, UnknownNameError):
        return say("error", lang) + str(error)
    kind = say(error.kind, lang) if error.kind in _KINDS else error.kind
    text = say("error", lang) + say("unknown_name", lang, kind=kind, name=error.name)
    if error.nearest:
        return text + say("nearest", lang, nearest=error.nearest)
    if error.known:
        return text + say("known", lang, known=", ".join(error.known))
    return text
