"""What was heard in a message: the labels that it came near, and which pieces spoke for them."""

from collections.abc import Iterator
from typing import Any

from xiaoer.hearing.hear import Hearing
from xiaoer.hearing.heard import Heard
from xiaoer.hearing.labels import LABELS, Label
from xiaoer.records import dataclass

_NEAR = -3.0  # nats from which a label is worth showing
_SHOWN = 6  # pieces of a label


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardEvidence:
    """A label with its score in nats, and the pieces that spoke for and against it.

    A piece of sounds begins with ``~``, one within a negator's scope with ``!``; ``^`` and ``$``
    are the ends of the message, ``|`` is punctuation. ``listed``: the message is a listed phrase,
    or an explicit wish, and no piece decided.
    """

    label: Label
    score: float
    pieces: tuple[tuple[str, float], ...]
    listed: bool

    def to_dict(self) -> dict[str, Any]:
        """The evidence as plain JSON values."""
        return {
            "label": self.label,
            "score": self.score,
            "pieces": [{"piece": piece, "weight": weight} for piece, weight in self.pieces],
            "listed": self.listed,
        }


def heard_evidence(hearing: Hearing, heard: Heard) -> tuple[HeardEvidence, ...]:
    """What a message may do other than ask, the likeliest first; at most three labels."""
    scores = {**heard.scores, **heard.loudest}
    near = [label for label in LABELS if label != "ask" and scores[label] >= _NEAR]
    near.sort(key=lambda label: -scores[label])
    return tuple(
        HeardEvidence(
            label=label,
            score=scores[label],
            pieces=hearing.spoke(label, heard.text)[:_SHOWN],
            listed=heard.listed or (label == "wish" and heard.core),
        )
        for label in near[:3]
    )


def heard_lines(evidence: tuple[HeardEvidence, ...], lang: str) -> Iterator[str]:
    """A line for each label, in Chinese or English."""
    for one in evidence:
        name = _NAMES[one.label] if lang == "zh" else one.label
        lead = f"{'听起来像' if lang == 'zh' else 'sounds like'}: {name} {one.score:+.1f}"
        if one.listed:
            yield f"{lead} · {'列出的说法' if lang == 'zh' else 'a listed phrase'}"
        else:
            comma = "，" if lang == "zh" else ", "
            yield f"{lead} · " + comma.join(f"{_shown(p, lang)} {w:+.1f}" for p, w in one.pieces)


def _shown(piece: str, lang: str) -> str:
    """A piece as a person reads it.

    >>> [_shown(piece, "zh") for piece in ("^转人", "~zuan ren $", "!人工", "^")]
    ['“转人”（开头）', '音 zuan ren（结尾）', '“人工”（否定后）', '（开头）']
    >>> [_shown(piece, "en") for piece in ("^转人", "~zuan ren $", "!人工", "好|")]
    ['"转人" (first)', 'sound zuan ren (last)', '"人工" (denied)', '"好，"']
    """
    zh = lang == "zh"
    marked = len(piece) > 1 and piece[0] in "~!"
    body = piece[1:] if marked else piece
    where = [
        name[0] if zh else name[1]
        for name, holds in (
            (("开头", "first"), body.startswith("^")),
            (("结尾", "last"), body.endswith("$")),
            (("否定后", "denied"), marked and piece[0] == "!"),
        )
        if holds
    ]
    text = body.strip("^$ ").replace("|", "，")
    if text and marked and piece[0] == "~":
        text = f"{'音' if zh else 'sound'} {text}"
    elif text:
        text = f"“{text}”" if zh else f'"{text}"'
    if not where:
        return text
    return f"{text}（{'、'.join(where)}）" if zh else f"{text} ({', '.join(where)})".strip()


_NAMES: dict[Label, str] = {
    "wish": "要人工",
    "decline": "不要人工",
    "thanks": "道谢",
    "greeting": "问候",
    "goodbye": "告别",
    "here": "在吗",
    "acknowledged": "应声",
    "solved": "解决了",
    "confused": "没听懂",
    "denied": "没用、不对",
    "insult": "骂人",
    "anger": "生气",
    "refusal": "对方拒绝、不理",
    "introduction": "自我介绍",
    "identity": "问你是谁",
    "abilities": "问会什么",
    "trial": "测试",
    "stuck": "只说怎么办",
    "laugh": "笑",
    "chitchat": "闲聊",
    "ask": "提问",
}
