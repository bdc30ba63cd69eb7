"""The statistics of a log as JSON."""

from __future__ import annotations

from typing import Final

from xiaoer.evaluation.statistics.statistics import LogStatistics
from xiaoer.evaluation.statistics.tally import AskBacks, Ratings, Tally
from xiaoer.records import asdict

LOG_STATISTICS: Final = "xiaoer-log-statistics/1"
"""Named in every file; the number rises when a key changes its meaning or goes."""


def log_dict(found: LogStatistics) -> dict[str, object]:
    """The counts and shares, every key present."""
    return {
        "format": LOG_STATISTICS,
        "corpus_hash": found.corpus_hash,
        "damaged": found.damaged,
        "damages": [one._asdict() for one in found.damages],
        "unmatched": found.unmatched,
        "total": _tally(found.total),
        "talks": {
            "n": found.talks.n,
            "escalated": found.talks.escalated,
            "escalation": found.talks.escalation.to_dict(),
        },
        "clarify": _ask_backs(found.clarify),
        "shown": _ask_backs(found.shown),
        "days": [{"day": one.day, **_tally(one.tally)} for one in found.days],
        "corpora": [
            {
                "corpus_hash": one.corpus_hash,
                "first": one.first,
                "last": one.last,
                **_tally(one.tally),
            }
            for one in found.corpora
        ],
        "entries": [asdict(one) | {"ratings": _ratings(one.ratings)} for one in found.entries],
        "never_hit": None
        if found.never_hit is None
        else [one._asdict() for one in found.never_hit],
    }


def _tally(one: Tally) -> dict[str, object]:
    return {
        "messages": one.messages,
        "asked": one.asked,
        "actions": dict(one.actions),
        "reasons": dict(one.reasons),
        "coverage": one.coverage.to_dict(),
        "escalation": one.escalation.to_dict(),
        "clarify_rate": one.clarify_rate.to_dict(),
        "ratings": _ratings(one.ratings),
    }


def _ratings(one: Ratings) -> dict[str, object]:
    shares = ("solved_share", "unhelpful_share", "good_share")
    return (
        asdict(one) | {"rated": one.rated} | {name: getattr(one, name).to_dict() for name in shares}
    )


def _ask_backs(one: AskBacks) -> dict[str, object]:
    return asdict(one) | {"places": list(one.places), "taken_share": one.taken_share.to_dict()}
