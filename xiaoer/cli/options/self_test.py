"""``xiaoer evaluate --self``: what to expect of a corpus that nobody has labelled queries for."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xiaoer.cli.options.report import write_page
from xiaoer.cli.terminal.progress import progress
from xiaoer.cli.terminal.screen import Screen, complain
from xiaoer.cli.terminal.section_lines import page_lines
from xiaoer.cli.terminal.streams import json_line
from xiaoer.errors import Words

if TYPE_CHECKING:
    from xiaoer.bot import Bot
    from xiaoer.evaluation.selftest.result import SelfTest

_NOT_WRITTEN, _ERROR = 1, 2

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "progress": ("自测", "self-test"),
    "no_faq": (
        "错误：--write-calibration 要和 --faq 一起用：示例知识库不写校准文件",
        "error: --write-calibration needs --faq: nothing is written for the sample corpus",
    ),
    "certified": (
        "错误：{path} 里已有一份对现在的知识库有效的保证，自测不能替换它；确实要换，请先删除该文件",
        "error: {path} has a certificate that holds for this corpus, and a self-test does not "
        "replace it; delete the file first if you mean to",
    ),
    "none": (
        "没有写校准文件：没有哪个阈值的预计风险不超过 {risk:.0%}（且回答足够多）。"
        "请先照上面的清单添加相似问。",
        "no calibration written: no threshold is expected to keep the risk at {risk:.0%} with "
        "enough answers; add variants as listed above",
    ),
    "written": (
        "已写好 {path}：阈值 {threshold:.3f}，预计应答率 {coverage:.0%}、风险 {risk:.1%}。"
        "这不是保证，有标注问题后请运行 xiaoer calibrate。",
        "written to {path}: threshold {threshold:.3f}, expected coverage {coverage:.0%}, risk "
        "{risk:.1%}. This certifies nothing: run xiaoer calibrate once you have labelled queries.",
    ),
}
_say: Final = Words(texts=_WORDS)


def add_self_test(parser: argparse.ArgumentParser) -> None:
    """Adds the options that only a self-test has."""
    parser.add_argument(
        "--oos-share",
        metavar="SHARE",
        type=share,
        default=0.3,
        help="with --self: the share of queries that no entry answers (default: 0.3)",
    )
    parser.add_argument(
        "--write-calibration",
        action="store_true",
        help="with --self: write a first calibration.json, marked as not certified",
    )


def share(text: str) -> float:
    """A share from the command line.

    >>> share("0.25")
    0.25
    """
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError(f'expected a number from 0 to 1, found "{text}"')
    return value


def run(args: argparse.Namespace, bot: "Bot") -> int:
    """Tests the bot by its own questions; gives the exit status.

    Of ``args`` it reads faq, lang, json, markdown, report, oos_share and write_calibration.
    """
    from xiaoer.bot import Bot
    from xiaoer.evaluation.pages.table import sections_of
    from xiaoer.evaluation.selftest.self_test import self_test

    if args.write_calibration:
        if not _may_write(args, bot):
            return _ERROR
        bot = Bot(bot.corpus)  # what an earlier calibration raised is no starting point
    found = self_test(bot, oos_share=args.oos_share, progress=progress(_say("progress", args.lang)))
    if args.json:
        print(json_line(found.to_dict()), flush=True)
    elif args.markdown:
        print(found.to_markdown(args.lang), end="")
    else:
        Screen().show(page_lines(sections_of(found, args.lang)))
    if args.report:
        write_page(found, bot, args)
    return _write(found, bot, args) if args.write_calibration else 0


def _may_write(args: argparse.Namespace, bot: "Bot") -> bool:
    """Whether there is a place for a calibration, and no certificate that holds in it."""
    from xiaoer.matching.confidence.calibration_file import calibration_path, read_calibration
    from xiaoer.matching.confidence.fingerprint import fingerprint
    from xiaoer.source.files.regular_file import stands

    if args.faq is None:
        complain(_say("no_faq", args.lang))
        return False
    path = calibration_path(args.faq)
    if not stands(path):
        return True
    known = read_calibration(path)
    if known.certified and known.fingerprint == fingerprint(bot.corpus):
        complain(_say("certified", args.lang, path=path))
        return False
    return True


def _write(found: "SelfTest", bot: "Bot", args: argparse.Namespace) -> int:
    """Writes the first calibration, or says why there is none; gives the exit status."""
    from xiaoer.evaluation.selftest.result import MAX_RISK
    from xiaoer.matching.confidence.calibration_file import calibration_path, write_calibration
    from xiaoer.matching.confidence.fingerprint import fingerprint

    today = datetime.now(bot.corpus.settings.offset).date()
    calibration = found.calibration(fingerprint(bot.corpus), today)
    if calibration is None:
        complain(_say("none", args.lang, risk=MAX_RISK))
        return _NOT_WRITTEN
    path: Path = calibration_path(args.faq)
    write_calibration(calibration, path)
    told = {"threshold": calibration.threshold, "coverage": calibration.coverage}
    complain(_say("written", args.lang, path=path, risk=calibration.risk, **told))
    return 0
