"""Answers Chinese customers' questions from a FAQ, or hands over and says why."""

TYPE_CHECKING = False
"""As in `typing`, whose import takes longer than this one; checkers and editors take it for True
and see the names below where they are defined. A test holds both lists to each other."""
if TYPE_CHECKING:
    from xiaoer.bot import Bot
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
        SnapshotError,
        SnapshotWarning,
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
    from xiaoer.service.reply.menu import MenuSection
    from xiaoer.service.reply.offers import Offer
    from xiaoer.service.reply.reply import Choice, Reply, ReplyDict
    from xiaoer.service.reply.self_service import SelfServiceLink
    from xiaoer.service.talk.state_json import StateDict

_HOMES = {
    "Bot": "xiaoer.bot",
    "Conversation": "xiaoer.conversation",
    "Corpus": "xiaoer.corpus.corpus",
    "Entry": "xiaoer.corpus.entry",
    "schema": "xiaoer.corpus.schema",
    "Settings": "xiaoer.corpus.settings",
    "ArgumentTypeError": "xiaoer.errors",
    "CalibrationError": "xiaoer.errors",
    "CalibrationWarning": "xiaoer.errors",
    "ConversationStateError": "xiaoer.errors",
    "CorpusError": "xiaoer.errors",
    "LogError": "xiaoer.errors",
    "MissingExtraError": "xiaoer.errors",
    "QueryTypeError": "xiaoer.errors",
    "SnapshotError": "xiaoer.errors",
    "SnapshotWarning": "xiaoer.errors",
    "UnknownEntryError": "xiaoer.errors",
    "UnknownNameError": "xiaoer.errors",
    "XiaoerError": "xiaoer.errors",
    "BotHandle": "xiaoer.handle",
    "ReloadRefusedError": "xiaoer.handle",
    "Calibration": "xiaoer.matching.confidence.calibration",
    "Candidate": "xiaoer.matching.match",
    "iter_log": "xiaoer.service.decision_log.iterate",
    "read_log": "xiaoer.service.decision_log.iterate",
    "DecisionLog": "xiaoer.service.decision_log.log",
    "Feedback": "xiaoer.service.decision_log.log",
    "LogContent": "xiaoer.service.decision_log.log",
    "LoggedReply": "xiaoer.service.decision_log.log",
    "Explanation": "xiaoer.service.explaining.explain",
    "Action": "xiaoer.service.reply.action",
    "Reason": "xiaoer.service.reply.action",
    "Handoff": "xiaoer.service.reply.handoff",
    "HandoffDict": "xiaoer.service.reply.handoff_json",
    "MenuSection": "xiaoer.service.reply.menu",
    "Offer": "xiaoer.service.reply.offers",
    "Choice": "xiaoer.service.reply.reply",
    "Reply": "xiaoer.service.reply.reply",
    "ReplyDict": "xiaoer.service.reply.reply",
    "SelfServiceLink": "xiaoer.service.reply.self_service",
    "StateDict": "xiaoer.service.talk.state_json",
}
"""Public name → the module that defines it, imported when the name is first used."""

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
    "SnapshotError",
    "SnapshotWarning",
    "StateDict",
    "UnknownEntryError",
    "UnknownNameError",
    "XiaoerError",
    "__version__",
    "iter_log",
    "read_log",
    "schema",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
    from importlib import import_module

    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
