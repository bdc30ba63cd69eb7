import json

import pytest

from xiaoer.cli.terminal.streams import argument
from xiaoer.service.reply.reply import Reply


@pytest.mark.parametrize(
    ("query", "status"),
    [("怎么申请退款", 0), ("退款入口", 0), ("粗鲁", 0), ("退款", 1), ("转人工", 1)],
)
def test_the_exit_status_says_whether_it_was_answered(bot, xiaoer, query, status):
    assert xiaoer("ask", query)[0] == status


def test_the_text_comes_first_and_the_note_last(bot, xiaoer):
    _, out, err = xiaoer("ask", "退款入口")
    assert out == (
        "第一行。\n"
        "第二行。\n"
        "您可以在这里自助办理：\n"
        "  申请退款 app://refund\n"
        "  需要：订单号、手机号\n"
        "  说明 https://example.com/a\n"
        "  图片 images/a.png\n"
        "您可能还想问：\n"
        "  1  怎么申请退款\n"
        "  2  退款多久到账\n"
        "[自助服务 · 问题匹配 · 置信度 0.93 · 问题过长，截去 7 个字]\n"
    )
    assert err == ""


def test_choices_are_numbered(bot, xiaoer):
    _, out, _ = xiaoer("ask", "退款")
    assert out.splitlines()[:3] == ["您想问哪一个？", "  1  怎么申请退款", "  2  退款多久到账"]


def test_what_the_text_says_is_not_said_again(bot, xiaoer):
    _, out, _ = xiaoer("ask", "都说了")
    assert out.splitlines()[:-1] == [
        "您可以在这里自助办理：",
        "1. 怎么申请退款",
        "2. 退款多久到账",
        "  申请退款 app://refund",
    ]


def test_a_handoff_names_its_queue(bot, xiaoer):
    _, out, _ = xiaoer("ask", "转人工", lang="en")
    assert out == (
        "为您转接。\n[escalate · human_requested · confidence 0.00 · to 人工客服 (human)]\n"
    )


def test_json_is_the_reply_on_one_line(bot, xiaoer):
    _, out, _ = xiaoer("ask", "--json", "退款")
    assert out.count("\n") == 1
    assert Reply.from_dict(json.loads(out)) == bot.ask("退款")


def test_explain_says_why(bot, xiaoer):
    argv = ("ask", "--explain", "--audience", "buyer", "--channel", "app", "退款")
    _, out, _ = xiaoer(*argv)
    assert out.endswith("\n\nexplained 退款 to buyer on app in zh\n")
    _, out, _ = xiaoer(*argv, "--json")
    assert json.loads(out)["explanation"] == {"of": "退款", "audience": "buyer", "channel": "app"}


def test_audience_and_channel_reach_the_bot(bot, xiaoer):
    xiaoer("ask", "--audience", "buyer", "--channel", "app", "运费")
    assert bot.asked == [("运费", "buyer", "app")]


def test_words_need_no_quotes(bot, xiaoer):
    xiaoer("ask", "退款", "多久", "到账")
    assert bot.asked[0][0] == "退款 多久 到账"


def test_every_line_of_standard_input_gets_a_reply(bot, xiaoer, typed):
    typed("\ufeff怎么申请退款\r\n\n退款")
    status, out, _ = xiaoer("ask", "--json", "-")
    assert [json.loads(line)["query"] for line in out.splitlines()] == ["怎么申请退款", "", "退款"]
    assert status == 1


def test_lines_are_shown_above_their_replies(bot, xiaoer, typed):
    typed("运费\n邮费\n")
    status, out, _ = xiaoer("ask", "-")
    note = "[回答 · 与知识库问题一致 · 置信度 1.00]"
    assert out == f"> 运费\n答：运费\n{note}\n\n> 邮费\n答：邮费\n{note}\n"
    assert status == 0


def test_an_unknown_audience_is_one_message(bot, xiaoer):
    assert xiaoer("ask", "--audience", "buyr", "运费") == (
        2,
        "",
        "错误：没有名为 “buyr” 的身份（audience），是不是 “buyer”？\n",
    )
    assert xiaoer("ask", "--audience", "x", "运费", lang="en") == (
        2,
        "",
        'error: unknown audience "x"; expected one of: buyer, merchant\n',
    )


def test_text_gives_a_terminal_no_orders(bot, xiaoer):
    _, out, _ = xiaoer("ask", "粗鲁")
    assert "\x1b" not in out
    assert out.startswith("红[31m色")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_argument_is_read_in_any_locale(monkeypatch, encoding):
    monkeypatch.setattr("sys.getfilesystemencoding", lambda: encoding)
    monkeypatch.setattr("os.fsencode", lambda text: text.encode(encoding, "surrogateescape"))
    typed_bytes = "退款多久到账".encode()
    assert argument(typed_bytes.decode(encoding, "surrogateescape")) == "退款多久到账"


def test_an_argument_of_a_right_locale_stays():
    assert argument("退款 😀") == "退款 😀"
    assert argument("\udcff") == "\ufffd"
