"""Why a reply is what it is: the steps of the text, the evidence, and the nearest rival."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from xiaoer.matching.features import FEATURES
from xiaoer.matching.match import Strike
from xiaoer.matching.matcher import Considered
from xiaoer.matching.ranker import Ranked
from xiaoer.service.reply import Reply
from xiaoer.text.normalize import STEPS, trace
from xiaoer.text.utterance import Utterance

_SHOWN = 6  # channels listed for a candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One feature of a candidate: its value, and what it adds to the sum, in nats."""

    name: str
    value: float
    contribution: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateEvidence:
    """Why a candidate stands where it stands.

    ``found`` and ``missing`` are the words of the query that any of the entry's questions has,
    or that none has.
    """

    id: str
    question: str
    score: float
    channels: tuple[Channel, ...]
    found: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The road of one query: steps, words, candidates with evidence, strikes, and the reply.

    ``thresholds`` are the confidences needed to answer and to offer choices.
    """

    query: str
    steps: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    folded: tuple[str, ...]
    candidates: tuple[CandidateEvidence, ...]
    struck: tuple[Strike, ...]
    thresholds: tuple[float, float]
    reply: Reply

    def to_dict(self) -> dict[str, Any]:
        """The explanation as plain JSON values."""
        return {
            "query": self.query,
            "steps": [{"step": step, "text": text} for step, text in self.steps],
            "words": list(self.words),
            "folded": list(self.folded),
            "candidates": [_candidate_dict(c) for c in self.candidates],
            "struck": [
                {"id": s.id, "question": s.question, "why": s.why, "words": list(s.words)}
                for s in self.struck
            ],
            "thresholds": {"answer": self.thresholds[0], "clarify": self.thresholds[1]},
            "reply": self.reply.to_dict(),
        }

    def to_text(self, lang: Literal["zh", "en"] = "zh") -> str:
        """The explanation for people, in Chinese or English, a few lines a candidate."""
        return "\n".join(_text(self, _WORDING[lang], lang))


_WORDING = {
    "zh": {
        "query": "用户问",
        "step": "归一",
        "words": "分词",
        "folded": "同义归一",
        "candidate": "候选",
        "score": "相似度",
        "closest": "最近的问法",
        "found": "命中",
        "missing": "没有命中",
        "struck": "排除",
        "polarity": "意思相反",
        "negative": "反例",
        "keyword": "禁用关键词",
        "ahead": "领先下一名的依据",
        "lacks": "下一名缺少",
        "decision": "决定",
        "confidence": "置信度",
        "needed": "回答需要",
        "none": "没有任何候选",
    },
    "en": {
        "query": "query",
        "step": "normalized",
        "words": "words",
        "folded": "folded",
        "candidate": "candidate",
        "score": "score",
        "closest": "closest question",
        "found": "found",
        "missing": "not found",
        "struck": "struck",
        "polarity": "says the opposite",
        "negative": "negative example",
        "keyword": "forbidding keyword",
        "ahead": "ahead of the next by",
        "lacks": "the next one lacks",
        "decision": "decision",
        "confidence": "confidence",
        "needed": "needed to answer",
        "none": "no candidate at all",
    },
}
_STEP_LABELS = {step.name: step.label for step in STEPS}


def explain(
    utterance: Utterance,
    considered: Considered,
    reply: Reply,
    *,
    entry_words: Sequence[frozenset[str]],
    weights: Mapping[str, float],
    thresholds: tuple[float, float],
    cap: int,
) -> Explanation:
    """The explanation of a reply.

    ``entry_words`` are the folded words of each candidate's entry, in the order of
    ``considered.ranked``; ``cap`` is how many characters of a text the corpus reads.
    """
    candidates = tuple(
        _evidence(utterance, ranked, candidate.id, candidate.score, words, weights)
        for ranked, candidate, words in zip(
            considered.ranked, considered.match.candidates, entry_words, strict=False
        )
    )
    return Explanation(
        query=utterance.raw,
        steps=trace(utterance.raw, cap),
        words=utterance.words,
        folded=utterance.folded,
        candidates=candidates,
        struck=considered.match.struck,
        thresholds=thresholds,
        reply=reply,
    )


def _evidence(
    utterance: Utterance,
    ranked: Ranked,
    id: str,
    score: float,
    words: frozenset[str],
    weights: Mapping[str, float],
) -> CandidateEvidence:
    channels = [
        Channel(name=name, value=value, contribution=weights.get(name, 0.0) * value)
        for name, value in ranked.evidence.values.items()
        if name in weights
    ]
    channels.sort(key=lambda c: (-abs(c.contribution), c.name))
    said = tuple(dict.fromkeys(utterance.folded))
    return CandidateEvidence(
        id=id,
        question=ranked.evidence.closest.question.text,
        score=score,
        channels=tuple(channels),
        found=tuple(w for w in said if w in words),
        missing=tuple(w for w in said if w not in words),
    )


def _candidate_dict(candidate: CandidateEvidence) -> dict[str, Any]:
    return {
        "id": candidate.id,
        "question": candidate.question,
        "score": candidate.score,
        "channels": {
            c.name: {"value": c.value, "contribution": c.contribution} for c in candidate.channels
        },
        "found": list(candidate.found),
        "missing": list(candidate.missing),
    }


def _text(why: Explanation, say: dict[str, str], lang: str) -> list[str]:
    lines = [f"{say['query']}: {why.query}"]
    for step, text in why.steps:
        label = _STEP_LABELS[step] if lang == "zh" else step
        lines.append(f"  {say['step']} · {label}: {text}")
    lines.append(f"{say['words']}: {' / '.join(why.words)}")
    if why.folded != why.words:
        lines.append(f"{say['folded']}: {' / '.join(why.folded)}")
    for strike in why.struck:
        words = f" ({'、'.join(strike.words)})" if strike.words else ""
        lines.append(
            f"{say['struck']}: {strike.id} 「{strike.question}」 — {say[strike.why]}{words}"
        )
    if not why.candidates:
        lines.append(say["none"])
    for place, candidate in enumerate(why.candidates[:3], 1):
        lines += _candidate_lines(place, candidate, say, lang)
    if len(why.candidates) > 1:
        lines += _rival_lines(why.candidates[0], why.candidates[1], say, lang)
    reply = why.reply
    lines.append(
        f"{say['decision']}: {reply.action} · {reply.reason} · {say['confidence']} "
        f"{reply.confidence:.2f} ({say['needed']} {why.thresholds[0]:.2f})"
    )
    return lines


def _candidate_lines(
    place: int, candidate: CandidateEvidence, say: dict[str, str], lang: str
) -> list[str]:
    lines = [
        f"{say['candidate']} {place}: {candidate.id} · {say['score']} {candidate.score:.3f}",
        f"  {say['closest']}: {candidate.question}",
        f"  {say['found']}: {'、'.join(candidate.found) or '—'}"
        f"   {say['missing']}: {'、'.join(candidate.missing) or '—'}",
    ]
    lines += [
        f"  {c.contribution:+6.2f}  {_label(c.name, lang)} = {c.value:.2f}"
        for c in candidate.channels[:_SHOWN]
    ]
    return lines


def _rival_lines(
    best: CandidateEvidence, rival: CandidateEvidence, say: dict[str, str], lang: str
) -> list[str]:
    theirs = {c.name: c.contribution for c in rival.channels}
    lead = sorted(
        ((c.contribution - theirs.get(c.name, 0.0), c.name) for c in best.channels),
        key=lambda pair: (-pair[0], pair[1]),
    )
    shown = "，".join(f"{_label(name, lang)} {value:+.2f}" for value, name in lead[:3] if value > 0)
    lines = [f"{say['ahead']}: {shown}"]
    lacks = [word for word in best.found if word not in rival.found]
    if lacks:
        lines.append(f"{say['lacks']}: {'、'.join(lacks)}")
    return lines


def _label(name: str, lang: str) -> str:
    return FEATURES[name] if lang == "zh" else name
