"""Answers Chinese customers' questions from a FAQ, or hands over and says why."""

from xiaoer.bot import Bot, MenuSection
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Settings
from xiaoer.errors import (
    CalibrationError,
    CalibrationWarning,
    CorpusError,
    MissingExtraError,
    QueryTypeError,
    UnknownEntryError,
    UnknownNameError,
    XiaoerError,
)
from xiaoer.matching.calibration import Calibration
from xiaoer.matching.match import Candidate
from xiaoer.service.explain import Explanation
from xiaoer.service.reply import Action, Choice, Handoff, Reason, Reply, ReplyDict

__version__ = "0.1.0"

__all__ = [
    "Action",
    "Bot",
    "Calibration",
    "CalibrationError",
    "CalibrationWarning",
    "Candidate",
    "Choice",
    "Corpus",
    "CorpusError",
    "Entry",
    "Explanation",
    "Handoff",
    "MenuSection",
    "MissingExtraError",
    "QueryTypeError",
    "Reason",
    "Reply",
    "ReplyDict",
    "Settings",
    "UnknownEntryError",
    "UnknownNameError",
    "XiaoerError",
    "__version__",
]
