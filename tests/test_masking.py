"""Bar: none of 500 made-up secrets is found in the log or in the safe packet, and masking a text
changes nothing of what it is matched with."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.service.material import bot_of, sample
from tests.text.secrets import compact, secrets
from xiaoer import Conversation, DecisionLog, Handoff, Reply, read_log
from xiaoer.text.redaction import DROPPED, redact

pytestmark = pytest.mark.slow

COUNT, SEED = 500, 20261123
SECRETS = secrets(COUNT, SEED)
OPENINGS = ("退款多久到账", "怎么取消订单", "你好", "商家拒绝退款怎么办", "运费", "")
ENDS = ("转人工", "转人工，{secret}", "转人工，{secret}", "我的账号被盗了，{secret}")
LEAST_BARE = 7
"""Digits of a secret that give it away though its letters and signs are gone."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """A secret, and all replies of the talk in which it was said; the last hands over."""

    kind: str
    secret: str
    sentence: str
    replies: tuple[Reply, ...]

    @property
    def packet(self) -> Handoff:
        (packet,) = [reply.handoff for reply in self.replies if reply.handoff]
        return packet


def talked(number: int, kind: str, secret: str, sentence: str) -> Said:
    """A talk in which the secret is said once or twice, early or with the last words."""
    random = Random(number)
    talk = Conversation(sample(), audience="buyer", id=f"talk-{number}")
    turns = [random.choice(OPENINGS), sentence, ENDS[number % 4].format(secret=secret)]
    replies: list[Reply] = []
    for text in turns:
        if not talk.handed_over:
            replies.append(talk.say(text))
    return Said(kind=kind, secret=secret, sentence=sentence, replies=tuple(replies))


@pytest.fixture(scope="module")
def talks() -> list[Said]:
    return [talked(number, *secret) for number, secret in enumerate(SECRETS)]


def digits(text: str) -> str:
    """The digits of a text as ASCII, other characters as one space."""
    return "".join(char if char in "0123456789" else " " for char in compact(text))


def leaked(secret: str, text: str) -> bool:
    """Whether a secret is in a text: as written, without its signs, or as its bare digits."""
    if secret in text or compact(secret) in compact(text):
        return True
    bare = max(digits(secret).split(), key=len, default="")
    return len(bare) >= LEAST_BARE and bare in digits(text)


def test_a_leak_would_be_seen() -> None:
    phone = "+86 138-0013-8000"
    for text in (
        f"x{phone}y",
        "x8613800138000y",
        "+8613800138000",
        "（＋８６）１３８ ００１３ ８０００",
    ):
        assert leaked(phone, text), text
    assert not leaked(phone, "我的电话[手机号1]")
    assert not leaked("望江区松涛路3号", "3")


def test_the_secrets_are_many_of_every_kind_and_end_in_a_handover(talks: list[Said]) -> None:
    kinds = {kind: sum(one.kind == kind for one in talks) for kind in {one.kind for one in talks}}
    assert len(talks) == COUNT
    assert min(kinds.values()) == max(kinds.values()) == COUNT // 5
    assert all(one.packet.transcript for one in talks)
    assert len({one.replies[-1].reason for one in talks}) >= 3


def outsides(one: Said) -> Iterator[tuple[str, str]]:
    """Every safe form of what is handed over."""
    packet = one.packet
    yield "packet", json.dumps(packet.to_dict(), ensure_ascii=False)
    yield "page", packet.to_text()
    yield "repr", repr(packet)
    handoff = one.replies[-1].to_dict()["handoff"]
    yield "reply", json.dumps(handoff, ensure_ascii=False)
    again = Handoff.from_dict(packet.to_dict())
    yield "again", repr(again) + json.dumps(again.to_dict(raw=True), ensure_ascii=False)


def test_no_secret_is_in_any_safe_form_of_the_packet(talks: list[Said]) -> None:
    found = [
        (form, one.secret, one.sentence)
        for one in talks
        for form, text in outsides(one)
        if leaked(one.secret, text)
    ]
    assert found == []


def test_no_secret_is_in_the_log(talks: list[Said], tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    with DecisionLog(path) as log:
        for one in talks:
            for reply in one.replies:
                log.record(reply, audience="buyer")
            log.feedback("1", "unhelpful", note=one.sentence)
    written = path.read_text(encoding="utf-8").splitlines()
    assert len(written) == sum(len(one.replies) + 1 for one in talks)
    shown = iter(written)
    found = [
        (one.secret, line)
        for one in talks
        for line in [next(shown) for _ in range(len(one.replies) + 1)]
        if leaked(one.secret, line)
    ]
    assert found == []
    assert read_log(path).damaged == 0


def test_the_raw_packet_has_each_secret_where_it_was_said(talks: list[Said]) -> None:
    """As it was first written; a later one is the same value in other signs at most."""
    for one in talks:
        raw: Any = one.packet.to_dict(raw=True)
        lines = [line["text"] for line in raw["transcript"] if line["role"] == "customer"]
        assert compact(one.sentence) in map(compact, lines), (one.kind, one.sentence, lines)
        assert one.secret in "\n".join((raw["query"], *lines)), (one.secret, lines)
        assert raw == json.loads(json.dumps(raw))


def test_masking_changes_no_candidate_and_no_confidence() -> None:
    for _, secret, sentence in SECRETS:
        for text in (sentence, f"{sentence}，怎么申请退款", f"换绑手机号{secret}怎么弄"):
            bare, masked = (
                sample().ask(q, audience="buyer") for q in (text, redact(text, DROPPED))
            )
            assert masked.candidates == bare.candidates, text
            assert (masked.confidence, masked.margin) == (bare.confidence, bare.margin), text


FIELDS = {"手机号": "13800138000", "邮箱": "zhang.san@qq.com", "银行卡号": "6222021234567890128"}


@pytest.mark.parametrize("name", FIELDS)
def test_a_private_value_filled_into_a_route_is_masked_in_the_log(
    name: str, tmp_path: Path
) -> None:
    """Also where it stands percent-encoded."""
    bot = bot_of(
        {
            "question": "怎么取消订单",
            "self_service": {"label": "去", "route": f"app://c?v={{{name}}}", "fields": [name]},
        }
    )
    reply = bot.ask(f"怎么取消订单，我的{name}是{FIELDS[name]}")
    assert reply.self_service is not None
    assert dict(reply.self_service.filled) == {name: FIELDS[name]}
    with DecisionLog(tmp_path / "log.jsonl") as log:
        log.record(reply)
    written = (tmp_path / "log.jsonl").read_text(encoding="utf-8")
    assert not leaked(FIELDS[name], written)
    assert FIELDS[name].split("@")[0] not in written
