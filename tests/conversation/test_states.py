"""Laws of the state machine, over long random talks: at least 20,000 steps."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any, ClassVar, get_args

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.service.material import bot_of
from xiaoer import Action, Bot, Conversation
from xiaoer.service.reply.reply import Reply
from xiaoer.service.talk.talk_state import MOST_LINES

EXAMPLES, STEPS = 500, 50
MOST_BYTES = 150_000
"""Forty lines of five hundred characters at three bytes each, twice over."""

BEIJING = timezone(timedelta(hours=8))
SAYINGS = (
    "怎么退款", "退款多久到账", "多久到账", "那换货呢", "换货呢", "运费谁出", "怎么换货 运费谁出",
    "没用", "不对", "都不是", "👎", "没听懂", "谢谢", "好的", "再见", "在吗", "你好", "嗯",
    ".", "", "😡",
    "1", "２", "③", "第一个", "选2", "9", "999999", "一", "退款那个", "以上都不是",
    "转人工", "轉人工", "zhuanrengong", "你们太差了我要人工", "人工客服几点上班",
    "起诉你们", "垃圾", "什么破东西", "卖家一直不理我", "商家拒绝退款怎么办", "申请平台介入",
    "怎么取消订单", "订单号2026112212345678", "我的电话13800138000", "SF1234567890123",
    "今天天气怎么样", "怎么开通会员", "不开通会员", "举报", "怎么退款怎么退款",
    "退款" * 400, "\ud800", "a" * 600, "怎么退款？？？" + "急" * 500, "\x00\n", "{订单号}",
    "[手机号1]", "我是买家", "买家",
)  # fmt: skip


def machine_bot() -> Bot:
    """A corpus with every kind of entry and rule."""
    return bot_of(
        {"id": "refund", "question": "怎么退款", "category": "退款", "related": ["arrival"]},
        {"id": "arrival", "question": "退款多久到账", "category": "退款"},
        {"id": "freight", "question": "运费险多久到账", "category": "运费"},
        {"id": "who", "question": "退货运费谁出", "variants": ["运费谁出"], "category": "运费"},
        {"id": "change", "question": "怎么换货", "category": "退款"},
        {"id": "open", "question": "怎么开通会员"},
        {"id": "vip-buyer", "question": "会员价格", "audience": ["buyer"]},
        {
            "id": "cancel",
            "question": "怎么取消订单",
            "self_service": {
                "label": "取消",
                "route": "app://cancel?order={订单号}&phone={手机号}",
                "fields": ["订单号", "手机号"],
            },
        },
        {"id": "hurt", "question": "被烫伤了怎么办", "escalate": "after", "category": "退款"},
        {"id": "silent", "question": "卖家一直不理我", "category": "退款"},
        {"id": "report-1", "question": "举报假货"},
        {"id": "report-2", "question": "举报刷单"},
        audiences={"buyer": "买家"},
        queues={"human": {"label": "人"}, "after": {"label": "售后", "priority": 3}},
        restricted=[{"name": "法律", "words": ["起诉"]}],
        offers=[{"name": "mediation", "label": "平台介入", "queue": "after", "category": ["退款"]}],
        hours={"week": {"mon-fri": "09:00-18:00"}},
    )


BOT = machine_bot()


class Talks(RuleBasedStateMachine):
    """One customer who says anything, while hosts come and go."""

    steps = 0
    actions: ClassVar[set[str]] = set()

    @initialize(
        idle=st.sampled_from([None, timedelta(minutes=30)]), who=st.sampled_from([None, "buyer"])
    )
    def begin(self, idle: timedelta | None, who: str | None) -> None:
        self.idle = idle
        self.talk = Conversation(BOT, audience=who, id="t", idle=idle)
        self.now = datetime(2026, 11, 23, 10, tzinfo=BEIJING)
        self.packets: list[str] = []

    @rule(text=st.sampled_from(SAYINGS), minutes=st.integers(0, 20))
    def say(self, text: str, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self._say(text)

    @rule(text=st.text(max_size=30))
    def say_anything(self, text: str) -> None:
        self._say(text)

    @rule(hours=st.integers(1, 200))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def release(self) -> None:
        self.talk.release()
        assert not self.talk.handed_over

    @rule()
    def show_menu(self) -> None:
        self.talk.offer([choice for section in BOT.menu() for choice in section.choices])

    @rule()
    def another_host(self) -> None:
        """The state goes through JSON, as from a database."""
        state = json.loads(json.dumps(self.talk.to_dict()))
        self.talk = Conversation.from_dict(BOT, state, idle=self.idle)

    @rule()
    def accept(self) -> None:
        handed = self.talk.handed_over
        self.talk.accepted()
        assert (self.talk.handed_over, self.talk.waiting) == (handed, False)

    @rule()
    def an_older_host(self) -> None:
        """A worker that is not upgraded yet reads and writes the state."""
        state = json.loads(json.dumps(self.talk.to_dict(version=1)))
        assert state["version"] == 1
        self.talk = Conversation.from_dict(BOT, state, idle=self.idle)
        assert not self.talk.waiting

    def _say(self, text: str) -> None:
        before = self.talk.to_dict()
        handed = before["handoff"] is not None and not self._slept(before)
        reply = self.talk.say(text, self.now)
        Talks.actions.add(reply.action)
        assert reply.turn == before["turns"] + 1 if not handed else reply.turn > 0
        if handed:
            assert self.talk.to_dict()["handoff"] == before["handoff"]
            assert reply.handoff is None
            if before["accepted"]:
                assert (reply.action, reply.text) == ("suppressed", "")
            else:
                assert reply.answered or reply.shown or reply.reason == "waiting"
                assert reply.text
            return
        assert reply.action != "suppressed"
        assert reply.text
        self._check_packet(reply)

    def _slept(self, state: Any) -> bool:
        last = datetime.fromisoformat(state["last"])
        return self.idle is not None and self.now - last >= self.idle

    def _check_packet(self, reply: Reply) -> None:
        assert (reply.handoff is not None) == (reply.action == "escalate") == self.talk.handed_over
        if reply.handoff is None:
            return
        handoff = self.talk.to_dict()["handoff"]
        assert handoff == {"id": reply.handoff.id, "queue": reply.handoff.queue}
        assert reply.handoff.id not in self.packets
        self.packets.append(reply.handoff.id)
        assert "13800138000" not in json.dumps(reply.handoff.to_dict())
        assert reply.handoff.transcript[-1].text == reply.handoff.query

    @invariant()
    def the_state_is_plain_bounded_and_whole(self) -> None:
        if not hasattr(self, "talk"):
            return
        Talks.steps += 1
        state = self.talk.to_dict()
        written = json.dumps(state, ensure_ascii=False)
        assert len(written.encode()) <= MOST_BYTES
        assert len(state["lines"]) <= MOST_LINES
        again = Conversation.from_dict(BOT, json.loads(written), idle=self.idle)
        assert again.to_dict() == state


@pytest.mark.slow
def test_the_laws_hold_over_at_least_twenty_thousand_steps() -> None:
    Talks.steps = 0
    Talks.actions = set()
    run_state_machine_as_test(
        Talks,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )
    assert Talks.steps >= 20_000
    assert Talks.actions == set(get_args(Action))
