"""A reply as lines: what stands where, in both languages; the numbers are those of a talk."""

import pytest

from tests.service.material import sample
from xiaoer.cli.talk.reply_lines import reply_lines
from xiaoer.conversation import Conversation
from xiaoer.corpus.entry import Link
from xiaoer.corpus.settings import Settings
from xiaoer.corpus.texts import Texts
from xiaoer.errors import Lang
from xiaoer.service.reply.handoff import Handoff
from xiaoer.service.reply.offers import Offer
from xiaoer.service.reply.reply import Choice, Reply
from xiaoer.service.reply.self_service import SelfServiceLink
from xiaoer.service.talk.talk_state import picks_of

SETTINGS = Settings(variables={"shop": "小店"}, texts=Texts(offer="{shop}还可以："))
CHOICES = (Choice("a", "怎么退"), Choice("b", "怎么换"))
RELATED = (Choice("c", "运费谁出"),)
OFFER = Offer("mediation", "申请平台介入", "mediation", "请备好凭证")


def shown(reply: Reply, lang: Lang = "zh") -> list[str]:
    return [line.lead + line.text for line in reply_lines(reply, SETTINGS, lang)]


def reply_of(**fields: object) -> Reply:
    usual: dict[str, object] = {
        "query": "退",
        "action": "answer",
        "reason": "matched",
        "text": "好。",
        "confidence": 0.9,
    }
    return Reply(**{**usual, **fields})  # type: ignore[arg-type]


def test_offers_have_their_own_lead_and_count_on() -> None:
    reply = reply_of(choices=CHOICES, related=RELATED, offers=(OFFER, OFFER._replace(text="")))
    assert shown(reply) == [
        "好。",
        "  1  怎么退",
        "  2  怎么换",
        "您可能还想问：",
        "  3  运费谁出",
        "小店还可以：",
        "  4  申请平台介入",
        "     请备好凭证",
        "  5  申请平台介入",
        "[回答 · 问题匹配 · 置信度 0.90]",
    ]


@pytest.mark.parametrize("offers", [(), (OFFER,), (OFFER, OFFER)])
@pytest.mark.parametrize("related", [(), RELATED])
@pytest.mark.parametrize("choices", [(), CHOICES])
def test_the_numbers_are_what_a_conversation_takes_them_for(
    choices: tuple[Choice, ...], related: tuple[Choice, ...], offers: tuple[Offer, ...]
) -> None:
    reply = reply_of(choices=choices, related=related, offers=offers)
    lines = [line.split("  ") for line in shown(reply) if line.startswith("  ")]
    assert [(parts[1].strip(), parts[2]) for parts in lines if len(parts) == 3 and parts[1]] == [
        (str(number), pick.label) for number, pick in enumerate(picks_of(reply), 1)
    ]


def test_what_a_follow_up_was_taken_for_is_said() -> None:
    reply = reply_of(reason="follow_up", understood="换货运费谁出")
    assert shown(reply)[-1] == ("[回答 · 接着上一个问题问 · 按“换货运费谁出”理解 · 置信度 0.90]")
    assert shown(reply, "en")[-1] == (
        '[answer · follow_up · taken as "换货运费谁出" · confidence 0.90]'
    )


def test_the_route_is_filled_and_only_what_is_missing_named() -> None:
    service = SelfServiceLink(
        label="退款",
        route="app://r?o=1&t={运单号}",
        fields=("订单号", "运单号", "手机号"),
        filled={"订单号": "1"},
    )
    assert shown(reply_of(self_service=service))[1:4] == [
        "您可以在这里自助办理：",
        "  退款 app://r?o=1&t={运单号}",
        "  需要：运单号、手机号",
    ]
    asked = reply_of(self_service=service, asks=("运单号",))
    assert "  needs: 手机号" in shown(asked, "en")
    asked = reply_of(self_service=service, asks=("运单号", "手机号"))
    assert not [line for line in shown(asked) if "需要" in line]


def test_a_silent_reply_is_its_note() -> None:
    silent = reply_of(action="suppressed", reason="handed_over", text="", confidence=0.0)
    assert shown(silent) == ["[不作声 · 已转人工]"]
    assert shown(silent, "en") == ["[suppressed · handed_over]"]


def test_offers_of_a_handover_have_no_number_and_lead_elsewhere() -> None:
    handoff = Handoff(queue="human", label="人工", priority=0, reason="unsolved", query="退")
    reply = reply_of(
        action="escalate", reason="unsolved", handoff=handoff,
        offers=(OFFER, OFFER._replace(queue="human", label="就是人工")),
    )  # fmt: skip
    assert shown(reply) == [
        "好。",
        "小店还可以：",
        "     申请平台介入",
        "     请备好凭证",
        "[转人工 · 多次没有解决 · 置信度 0.90 · 转到 人工（human）]",
    ]


def test_each_part_has_what_belongs_to_it_and_its_own_note() -> None:
    first = reply_of(
        query="能退吗？",
        action="self_service",
        text="能退。",
        self_service=SelfServiceLink(label="退款", route="app://r"),
        links=(Link(label="说明", url="https://example.com/a"),),
    )
    second = reply_of(
        query="那运费", reason="follow_up", text="商家出。", understood="退货运费", image="b.png"
    )
    whole = reply_of(
        query="能退吗？那运费",
        text="能退。\n商家出。",
        parts=(first, second),
        links=first.links,
        self_service=first.self_service,
        related=RELATED,
    )
    assert shown(whole) == [
        "能退。",
        "您可以在这里自助办理：",
        "  退款 app://r",
        "  说明 https://example.com/a",
        "[1/2 “能退吗？” · 自助服务 · 问题匹配 · 置信度 0.90]",
        "商家出。",
        "  图片 b.png",
        "[2/2 “那运费” · 回答 · 接着上一个问题问 · 按“退货运费”理解 · 置信度 0.90]",
        "您可能还想问：",
        "  1  运费谁出",
        "[2 个问题 · 回答 · 问题匹配 · 置信度 0.90]",
    ]
    assert shown(whole, "en")[-1] == "[2 questions · answer · matched · confidence 0.90]"


def test_all_that_the_parts_say_is_shown_in_their_order() -> None:
    reply = sample().ask("还没发货能退吗？运费谁出", audience="buyer")
    assert len(reply.parts) == 2
    settings = sample().corpus.settings
    lines = [line.lead + line.text for line in reply_lines(reply, settings, "zh")]
    texts = [line for line in lines if line in {part.text for part in reply.parts}]
    assert texts == [part.text for part in reply.parts]
    assert "\n".join(texts) == reply.text
    links = [part.self_service.label for part in reply.parts if part.self_service]
    assert links
    assert all(any(line.startswith(f"  {label} ") for line in lines) for label in links)


def test_a_number_of_a_part_chooses_what_it_stands_for() -> None:
    talk = Conversation(sample(), audience="buyer")
    reply = talk.say("还没发货能退吗？退货运费谁出")
    assert [part.action for part in reply.parts] == ["self_service", "clarify"]
    lines = "\n".join(line.lead + line.text for line in reply_lines(reply, SETTINGS, "zh"))
    assert f"\n2. {reply.choices[1].question}\n" in lines
    chosen = talk.say("2")
    assert chosen.entry is not None
    assert chosen.entry.id == reply.choices[1].id
