"""What a chat program adds is no question: quotations, names, links, notices."""

import pytest

from tests.service.material import sample
from xiaoer import Conversation
from xiaoer.text.chat_marks import typed

SAID = [
    ("「小二：退款成功后一到七天」\n- - - - - - - - -\n那运费险呢", "那运费险呢"),
    ("\"小二: 您好\"\n———————————\n怎么退", "怎么退"),
    ("> 退货地址在哪里看\n> 在设置里\n怎么催商家发货", "怎么催商家发货"),
    ("[引用]您好，请问\n怎么催商家发货", "怎么催商家发货"),
    ("回复 小二：好的", "好的"),
    ("@小二怎么退款", "怎么退款"),
    ("怎么查物流 @店小二", "怎么查物流"),
    ("@小二", ""),
    ("买家发来了2张图片", "[图片]"),
    ("对方发送了一段语音", "[语音]"),
    ("[商品链接]https://item.example.com/a?id=1", "[链接]"),
]  # fmt: skip
LEFT = [
    "回复率怎么看", "回复买家评价：怎么设置", "邮箱是a@b.example", "发了一张图片给商家没回怎么办",
    "怎么退款", "1\n2", "买家：要退款\n怎么办", "@", "", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), SAID)
def test_what_is_added_is_taken_off(text: str, said: str) -> None:
    assert typed(text).text.strip() == said


@pytest.mark.parametrize("text", LEFT)
def test_what_is_typed_is_left(text: str) -> None:
    assert typed(text).text == text


def test_links_are_counted_and_the_words_beside_them_kept() -> None:
    said = typed("https://a.example/1 和 www.b.example/2 哪个能退")
    assert said.links == 2
    assert "哪个能退" in said.text


def test_a_reply_has_the_text_as_it_came() -> None:
    text = "「我：怎么申请退款」\n------\n怎么申请换货"
    reply = sample().ask(text, audience="buyer")
    assert reply.query == text
    assert reply.entry is not None
    assert reply.entry.id == "exchange-how"
    talk = Conversation(sample(), audience="buyer")
    talk.say(text)
    assert talk.to_dict()["lines"][0]["text"] == text


def test_a_long_text_costs_no_more_than_its_length() -> None:
    """Texts that a careless pattern would take for ever."""
    for text in (
        "「" * 20_000,
        "@" * 20_000,
        "【" * 20_000 + "https://",
        "> " * 20_000 + "\n",
        "-" * 50_000,
    ):
        typed(f"{text}\n----\n{text}")
