"""Law: a whole question that is answered alone is answered the same inside any conversation."""

import json
import random
from typing import Any

import pytest

from tests.service.material import FAQ, lines, sample
from xiaoer import Conversation, Reply
from xiaoer.service.readings.leaning import leaning

OPENINGS = 5
QUERIES = [json.loads(line) for line in (FAQ / "queries.jsonl").read_text("utf-8").splitlines()]
BY_THE_WAY = [row["q"] for row in lines("acts")] + [
    "1", "第二个", "都不是", "那换货呢", "运费呢", "多久到账", "卖家一直不理我",
    "订单号2026112212345678", "电话13800138000", "SF1234567890123",
]  # fmt: skip


def opening(seed: int, audience: str | None) -> dict[str, Any]:
    """The state of a talk after two to six random messages with which the bot still speaks."""
    rng = random.Random(seed)
    asked = [row["q"] for row in QUERIES if row.get("audience") == audience]
    talk = Conversation(sample(), audience=audience, id="t")
    for _ in range(rng.randint(2, 6)):
        before = talk.to_dict()
        talk.say(rng.choice(asked if rng.random() < 0.6 else BY_THE_WAY))
        if talk.handed_over:
            talk = Conversation.from_dict(sample(), before)
    return dict(talk.to_dict())


def told(reply: Reply) -> tuple[object, ...]:
    """What the customer is answered, less the request for fields."""
    parts = tuple(told(part) for part in reply.parts)
    entry = reply.entry.id if reply.entry else None
    return reply.action, reply.reason, entry, reply.confidence, reply.candidates, parts


def may_give_way(query: str) -> bool:
    """Whether a query may be answered by what was said before: it has at most five characters,
    points back, or names no thing of the corpus."""
    desk = sample().desk
    said = desk.analyze(query)
    lean = leaning(desk, said)
    known = any(desk.content.is_known(thing) for thing in desk.content.things(said))
    return len(said.key) <= 5 or (lean is not None and lean.marked) or not known


@pytest.mark.slow
@pytest.mark.parametrize("audience", ["buyer", "merchant", None])
def test_what_is_answered_alone_is_answered_the_same_in_any_talk(audience: str | None) -> None:
    states = [opening(seed, audience) for seed in range(OPENINGS)]
    exceptions: dict[str, str] = {}
    answered = compared = 0
    for row in QUERIES:
        if row.get("audience") != audience:
            continue
        alone = sample().ask(row["q"], audience=audience)
        if not alone.answered:
            continue
        answered += 1
        for state in states:
            if any(line["text"] == row["q"] for line in state["lines"]):
                continue  # the same question again counts as unsolved
            reply = Conversation.from_dict(sample(), state).say(row["q"])
            compared += 1
            if told(reply) != told(alone):
                exceptions[row["q"]] = reply.reason
                assert may_give_way(row["q"]), (row["q"], state["lines"])
                continue
            assert reply.text.startswith(alone.text)
    print(f"\nby the talk, {audience}:", *exceptions.items(), sep="\n  ")
    assert answered
    assert len(exceptions) < 0.05 * answered
    assert compared >= (OPENINGS - 1) * answered
