"""Logs written by hand."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from xiaoer.corpus.corpus import Corpus
from xiaoer.matching.match import Candidate
from xiaoer.service.decision_log.log import DecisionLog
from xiaoer.service.reply.reply import Choice, Reply

START = datetime(2026, 11, 1, 1, tzinfo=UTC)
ENTRIES = [
    {"id": id, "question": question, "answer": "答"}
    for id, question in (
        ("apply", "怎么申请退款"),
        ("arrival", "退款多久到账"),
        ("ship", "多久发货"),
        ("human", "投诉商家"),
        ("off", "停用的问题"),
    )
]
ENTRIES[3] |= {"escalate": "human"}
ENTRIES[4] |= {"enabled": False}
CORPUS = Corpus.from_entries(ENTRIES)


def reply(query: str, action: str = "answer", reason: str = "matched", **more: Any) -> Reply:
    """A reply; ``id`` is the entry answered, ``shown`` the one shown, ``choices`` ids."""
    id, shown = more.pop("id", None), more.pop("shown", None)
    choices = tuple(Choice(one, CORPUS[one].question) for one in more.pop("choices", ()))
    return Reply(
        query=query,
        action=action,  # type: ignore[arg-type]
        reason=reason,  # type: ignore[arg-type]
        text="答",
        entry=CORPUS[id] if id else None,
        shown=CORPUS[shown] if shown else None,
        choices=choices,
        corpus_hash=more.pop("corpus_hash", "a" * 64),
        **more,
    )


def candidate(id: str) -> Candidate:
    """A candidate of this entry."""
    return Candidate(id=id, question=CORPUS[id].question, score=0.9)


def write(
    path: Path,
    lines: Iterable[tuple[Reply, str] | tuple[Reply, str, str]],
    step: timedelta = timedelta(hours=1),
) -> Path:
    """A log of (reply, conversation) or (reply, conversation, verdict), an hour apart."""
    with DecisionLog(path) as log:
        for at, (one, talk, *verdict) in enumerate(lines):
            now = START + at * step
            id = log.record(one, conversation=talk, now=now)
            for word in verdict:
                log.feedback(id, word, now=now)  # type: ignore[arg-type]
    return path
