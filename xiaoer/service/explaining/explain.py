"""Why a reply is what it is: the steps of the text, the evidence, and the nearest rival."""

from collections.abc import Mapping
from typing import Any, Literal

from xiaoer.corpus.ladder import RuleName
from xiaoer.hearing.acts import spoken
from xiaoer.matching.match import Strike
from xiaoer.matching.ranking.features import FEATURES
from xiaoer.matching.ranking.ranker import Ranked
from xiaoer.records import dataclass
from xiaoer.service.deciding.decision import Turn
from xiaoer.service.deciding.desk import Desk
from xiaoer.service.deciding.precedence import BY_NAME, GroundName
from xiaoer.service.explaining.explain_heard import HeardEvidence, heard_evidence, heard_lines
from xiaoer.service.explaining.explain_words import WORDING
from xiaoer.service.reply.action import Reason
from xiaoer.service.reply.labels import REASONS, difference_line
from xiaoer.service.reply.reply import Reply
from xiaoer.text.characters.controls import without_controls
from xiaoer.text.normalize import STEPS, trace
from xiaoer.text.utterance import Utterance

_SHOWN = 6  # channels listed for a candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureEvidence:
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
    channels: tuple[FeatureEvidence, ...]
    found: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The road of one query: steps, words, candidates with evidence, strikes, and the reply.

    ``thresholds`` are the confidences needed to answer and to offer choices; ``rules`` are the
    rules of escalation that fired, the deciding one first. ``exact`` are the entries whose own
    question the query is, ``gave_way`` what it was taken for until the corpus had its words;
    ``ground`` is the place in the table of precedence that decided.
    """

    query: str
    steps: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    folded: tuple[str, ...]
    heard: tuple[HeardEvidence, ...]
    exact: tuple[str, ...]
    gave_way: Reason | None
    candidates: tuple[CandidateEvidence, ...]
    struck: tuple[Strike, ...]
    thresholds: tuple[float, float]
    rules: tuple[RuleName, ...]
    ground: GroundName
    reply: Reply

    def to_dict(self) -> dict[str, Any]:
        """The explanation as plain JSON values."""
        return {
            "query": self.query,
            "steps": [{"step": step, "text": text} for step, text in self.steps],
            "words": list(self.words),
            "folded": list(self.folded),
            "heard": [one.to_dict() for one in self.heard],
            "exact": list(self.exact),
            "gave_way": self.gave_way,
            "candidates": [_candidate_dict(c) for c in self.candidates],
            "struck": [
                {"id": s.id, "question": s.question, "why": s.why, "words": list(s.words)}
                for s in self.struck
            ],
            "thresholds": {"answer": self.thresholds[0], "clarify": self.thresholds[1]},
            "rules": list(self.rules),
            "ground": self.ground,
            "reply": self.reply.to_dict(),
        }

    def to_text(self, lang: Literal["zh", "en"] = "zh") -> str:
        """The explanation for people, in Chinese or English, a few lines a candidate."""
        return without_controls("\n".join(_text(self, WORDING[lang], lang)))


_STEP_LABELS = {step.name: step.label for step in STEPS}


def explanation(desk: Desk, turn: Turn, reply: Reply) -> Explanation:
    """The explanation of a turn's reply."""
    ranked, match = turn.considered.ranked, turn.considered.match
    utterance, matcher = turn.message.utterance, desk.matcher
    answer, clarify = map(desk.told, desk.policy.thresholds)
    candidates = tuple(
        _evidence(
            utterance,
            one,
            candidate.id,
            candidate.score,
            matcher.words_of(one.evidence.entry),
            matcher.weights.ranker,
        )
        for one, candidate in zip(ranked, match.candidates, strict=False)
    )
    return Explanation(
        query=utterance.raw,
        steps=trace(utterance.raw, desk.corpus.settings.limits.query_chars),
        words=utterance.words,
        folded=utterance.folded,
        exact=match.exact,
        heard=heard_evidence(desk.hearing, spoken(turn.message)),
        gave_way=turn.facts.gave_way,
        candidates=candidates,
        struck=match.struck,
        thresholds=(answer, clarify),
        rules=tuple(rule.name for rule in turn.decision.fired),
        ground=turn.decision.ground,
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
        FeatureEvidence(name=name, value=value, contribution=weights.get(name, 0.0) * value)
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
    if why.reply.understood and not why.reply.parts:
        lines.append(f"{say['understood']}: {why.reply.understood}")
    for step, text in why.steps:
        label = _STEP_LABELS[step] if lang == "zh" else step
        lines.append(f"  {say['step']} · {label}: {text}")
    lines.append(f"{say['words']}: {' / '.join(why.words)}")
    if why.folded != why.words:
        lines.append(f"{say['folded']}: {' / '.join(why.folded)}")
    if why.exact:
        lines.append(f"{say['exact']}: {', '.join(why.exact[:_SHOWN])}")
    lines += heard_lines(why.heard, lang)
    if why.gave_way:
        name = REASONS[why.gave_way] if lang == "zh" else why.gave_way
        lines.append(f"{say['gave_way']}: {name}")
    for strike in why.struck:
        words = f" ({'、'.join(strike.words)})" if strike.words else ""
        lines.append(
            f"{say['struck']}: {strike.id} 「{strike.question}」 — {say[strike.why]}{words}"
        )
    if not why.candidates:
        given = [f"{say['given']}: {c.id} · {c.question}" for c in why.reply.candidates]
        lines += given or [say["none"]]
    for place, candidate in enumerate(why.candidates[:3], 1):
        lines += _candidate_lines(place, candidate, say, lang)
    if len(why.candidates) > 1:
        lines += _rival_lines(why.candidates[0], why.candidates[1], say, lang)
    for place, part in enumerate(why.reply.parts, 1):
        lines.append(f"{say['part']} {place}: {part.query} — {_decided(part, say)}")
    return [*lines, *_decided_lines(why, say, lang)]


def _decided_lines(why: Explanation, say: dict[str, str], lang: str) -> list[str]:
    lines: list[str] = []
    if why.reply.difference:
        lines.append(f"{say['differs']}: {difference_line(why.reply.difference, lang)}")
    if why.rules:
        names = [REASONS[rule] if lang == "zh" else rule for rule in why.rules]
        more = ("、" if lang == "zh" else ", ").join(names[1:])
        also = f" ({say['also']}: {more})" if more else ""
        lines.append(f"{say['rules']}: {names[0]}{also}")
    ground = BY_NAME[why.ground]
    told = ground.zh if lang == "zh" else ground.en
    lines.append(f"{say['ground']}: {ground.name} · {told}")
    needed = f"({say['needed']} {why.thresholds[0]:.2f})"
    lines.append(f"{say['decision']}: {_decided(why.reply, say)} {needed}")
    return lines


def _decided(reply: Reply, say: dict[str, str]) -> str:
    return f"{reply.action} · {reply.reason} · {say['confidence']} {reply.confidence:.2f}"


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
