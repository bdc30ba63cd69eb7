"""Answers Chinese customers' questions from a FAQ, or hands over and says why."""

from xiaoer.bot import Bot, MenuSection
from xiaoer.conversation import Conversation
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.schema import schema
from xiaoer.corpus.settings import Settings
from xiaoer.errors import (
    ArgumentTypeError,
    CalibrationError,
    CalibrationWarning,
    ConversationStateError,
    CorpusError,
    LogError,
    MissingExtraError,
    QueryTypeError,
    UnknownEntryError,
    UnknownNameError,
    XiaoerError,
)
from xiaoer.handle import BotHandle, ReloadRefusedError
from xiaoer.matching.confidence.calibration import Calibration
from xiaoer.matching.match import Candidate
from xiaoer.service.decision_log.iterate import iter_log, read_log
from xiaoer.service.decision_log.log import DecisionLog, Feedback, LogContent, LoggedReply
from xiaoer.service.explaining.explain import Explanation
from xiaoer.service.reply.action import Action, Reason
from xiaoer.service.reply.handoff import Handoff
from xiaoer.service.reply.handoff_json import HandoffDict
from xiaoer.service.reply.offers import Offer
from xiaoer.service.reply.reply import Choice, Reply, ReplyDict
from xiaoer.service.reply.self_service import SelfServiceLink
from xiaoer.service.talk.state_json import StateDict

__version__ = "0.1.0"

__all__ = [
    "Action",
    "ArgumentTypeError",
    "Bot",
    "BotHandle",
    "Calibration",
    "CalibrationError",
    "CalibrationWarning",
    "Candidate",
    "Choice",
    "Conversation",
    "ConversationStateError",
    "Corpus",
    "CorpusError",
    "DecisionLog",
    "Entry",
    "Explanation",
    "Feedback",
    "Handoff",
    "HandoffDict",
    "LogContent",
    "LogError",
    "LoggedReply",
    "MenuSection",
    "MissingExtraError",
    "Offer",
    "QueryTypeError",
    "Reason",
    "ReloadRefusedError",
    "Reply",
    "ReplyDict",
    "SelfServiceLink",
    "Settings",
    "StateDict",
    "UnknownEntryError",
    "UnknownNameError",
    "XiaoerError",
    "__version__",
    "iter_log",
    "read_log",
    "schema",
]
