"""Entries: eligibility, channel answers, dict ↔ record."""

from __future__ import annotations

import dataclasses
import pickle
from datetime import UTC, datetime, timedelta, timezone

import pytest

from xiaoer.corpus.entry import ChannelAnswer, Entry, Keywords, Link, SelfService, Valid
from xiaoer.errors import CorpusError

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 5, 12, tzinfo=CHINA)
FULL = {
    "id": "refund-apply",
    "question": "怎么申请退款",
    "variants": ["如何退款"],
    "answer": "请看{app}。",
    "category": "退款",
    "audience": ["buyer", "merchant"],
    "keywords": {"any": ["退款"], "all": ["钱", "退"], "none": ["换货"]},
    "negatives": ["怎么换货"],
    "channels": {"app": "点这里。", "web": None},
    "valid": {"start": "2026-11-01T00:00:00+08:00", "end": "2026-11-13T00:00:00+08:00"},
    "enabled": False,
    "links": [{"label": "说明", "url": "https://example.com/a"}],
    "image": "images/refund.png",
    "self_service": {
        "label": "申请退款",
        "url": "https://example.com/?o={订单号}",
        "route": "app://refund?o={订单号}",
        "fields": ["订单号"],
    },
    "escalate": "after_sales",
    "related": ["refund-arrival"],
    "hot": True,
}


def entry(**changes: object) -> Entry:
    return dataclasses.replace(Entry(id="a", question="怎么退款", answer="好"), **changes)


def test_dict_and_record_are_inverse() -> None:
    full = Entry.from_dict(FULL)
    assert full == Entry(
        id="refund-apply",
        question="怎么申请退款",
        variants=("如何退款",),
        answer="请看{app}。",
        category="退款",
        audience=("buyer", "merchant"),
        keywords=Keywords(any=("退款",), all=("钱", "退"), none=("换货",)),
        negatives=("怎么换货",),
        channels=(
            ChannelAnswer(channel="app", answer="点这里。"),
            ChannelAnswer(channel="web", answer=None),
        ),
        valid=Valid(
            start=datetime(2026, 11, 1, tzinfo=CHINA), end=datetime(2026, 11, 13, tzinfo=CHINA)
        ),
        enabled=False,
        links=(Link(label="说明", url="https://example.com/a"),),
        image="images/refund.png",
        self_service=SelfService(
            label="申请退款",
            url="https://example.com/?o={订单号}",
            route="app://refund?o={订单号}",
            fields=("订单号",),
        ),
        escalate="after_sales",
        related=("refund-arrival",),
        hot=True,
    )
    assert full.to_dict() == FULL
    assert list(full.to_dict()) == [field.name for field in dataclasses.fields(Entry)]


def test_to_dict_omits_defaults() -> None:
    assert entry().to_dict() == {"id": "a", "question": "怎么退款", "answer": "好"}


def test_audience_may_be_one_name() -> None:
    one = Entry.from_dict({"id": "a", "question": "q", "answer": "好", "audience": "buyer"})
    assert one.audience == ("buyer",)
    assert one.to_dict()["audience"] == ["buyer"]


def test_a_day_as_end_counts_whole() -> None:
    row = {"id": "a", "question": "q", "answer": "好", "valid": {"end": "2026-11-12"}}
    valid = Entry.from_dict(row).valid
    assert valid is not None
    assert valid.contains(datetime(2026, 11, 12, 23, 59, 59, tzinfo=CHINA))
    assert not valid.contains(datetime(2026, 11, 12, 16, tzinfo=UTC))


def test_from_dict_raises_every_fault() -> None:
    with pytest.raises(CorpusError) as caught:
        Entry.from_dict({"id": "a b", "questoin": "q", "answer": {1, 2}})
    assert str(caught.value) == (
        "4 faults in the corpus:\n"
        '  entry: error E103 "answer" must be text, found set\n'
        '  entry: error E104 unknown key "questoin"; did you mean "question"?\n'
        '  entry: error E106 missing "question", which is required\n'
        '  entry: error E201 id "a b" is not allowed; expected ASCII letters, digits, - _ . '
        "beginning with a letter or digit, at most 100 characters"
    )


def test_from_dict_refuses_a_tree_without_end() -> None:
    row: dict[str, object] = {"id": "a", "question": "q", "answer": "好"}
    row["variants"] = [row]
    with pytest.raises(CorpusError, match="nested more than 32 levels deep"):
        Entry.from_dict(row)


@pytest.mark.parametrize(
    ("changes", "audience", "channel", "eligible"),
    [
        ({}, None, None, True),
        ({}, "buyer", "app", True),
        ({"enabled": False}, None, None, False),
        ({"audience": ("buyer",)}, None, None, True),
        ({"audience": ("buyer",)}, "buyer", None, True),
        ({"audience": ("buyer",)}, "merchant", None, False),
        ({"channels": (ChannelAnswer(channel="app"),)}, None, None, True),
        ({"channels": (ChannelAnswer(channel="app"),)}, None, "app", True),
        ({"channels": (ChannelAnswer(channel="app"),)}, None, "web", False),
        ({"valid": Valid(start=NOW)}, None, None, True),
        ({"valid": Valid(end=NOW)}, None, None, False),
        ({"valid": Valid(start=NOW + timedelta(seconds=1))}, None, None, False),
    ],
)
def test_eligible(
    changes: dict[str, object], audience: str | None, channel: str | None, eligible: bool
) -> None:
    assert entry(**changes).is_eligible(audience, channel, NOW) is eligible


def test_answer_for() -> None:
    one = entry(channels=(ChannelAnswer(channel="app", answer="点"), ChannelAnswer(channel="web")))
    assert [one.answer_for(channel) for channel in ("app", "web", None)] == ["点", "好", "好"]


def test_questions() -> None:
    assert entry(variants=("b", "c")).questions == ("怎么退款", "b", "c")


def test_overlaps() -> None:
    first = Valid(start=NOW, end=NOW + timedelta(days=1))
    after = Valid(start=NOW + timedelta(days=1))
    assert not first.overlaps(after)
    assert not after.overlaps(first)
    assert first.overlaps(None)
    assert first.overlaps(Valid())
    assert first.overlaps(Valid(end=NOW + timedelta(seconds=1)))
    assert not first.overlaps(Valid(end=NOW))


def test_records_are_frozen_keyword_only_and_pickle() -> None:
    full = Entry.from_dict(FULL)
    assert pickle.loads(pickle.dumps(full)) == full
    assert hash(full) == hash(Entry.from_dict(FULL))
    with pytest.raises(dataclasses.FrozenInstanceError):
        full.id = "b"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Link("a", "b")  # type: ignore[misc]
    assert not hasattr(full, "__dict__")
