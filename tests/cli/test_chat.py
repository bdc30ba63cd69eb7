import pytest

from tests.cli.conftest import ENTRIES, SETTINGS
from tests.service.material import bot_of
from xiaoer.cli.talk.chat_session import HELP

NOTE = "[回答 · 与知识库问题一致 · 置信度 1.00]"
CHOSEN = "[回答 · 选了列出的问题 · 置信度 1.00]"
MENU = "退款问题   1 怎么申请退款         2 退款多久到账\n发货       3 多久发货\n"
APPLY, ARRIVAL, SHIP, SHIP_M = "在订单里申请。", "一到七天。", "当天。", "三天内。"
SILENT = "[不作声 · 已转人工]\n已转人工，机器人不再回复；/release 可以回到机器人。\n\n"
SILENT_BOT = {"until_accepted": "silent"}


@pytest.fixture
def talk(xiaoer, typed):
    """What a chat answers to each of the lines, without the welcome."""

    def call(*lines: str, argv: tuple[str, ...] = ()) -> list[str]:
        typed("".join(line + "\n" for line in lines))
        status, out, _ = xiaoer("chat", *argv)
        assert status == 0
        return out.split("查看命令。\n\n", 1)[1].split("\n\n")

    return call


@pytest.fixture
def chat(shop, talk):
    """As ``talk``, in one piece, with the small bot."""
    return lambda *lines, argv=(): "\n\n".join(talk(*lines, argv=argv))


def test_it_greets_and_shows_the_menu(shop, xiaoer, typed):
    typed("")
    _, out, err = xiaoer("chat")
    assert out == f"欢迎来到小店\n\n{MENU}输入问题或编号即可，/help 查看命令。\n\n"
    assert err == ""


def test_a_pipe_gets_replies_without_a_prompt(chat):
    assert chat("退款多久到账", "", "  ") == f"{ARRIVAL}\n{NOTE}\n\n"


@pytest.mark.parametrize("number", ["2", " ２ ", "2.", "2、", "②", "第二个", "选2", "二"])
def test_a_number_chooses_after_clarify(shop, talk, number):
    asked, chosen, _ = talk("退款", number)
    head, first, second, note = asked.splitlines()
    assert head == "您想问的是下面哪一个？"
    assert {first[3:], second[3:]} == {"怎么申请退款", "退款多久到账"}
    assert note.startswith("[反问 · 问得太短 · ")
    assert chosen.startswith({"怎么申请退款": APPLY, "退款多久到账": ARRIVAL}[second[3:]])
    assert " · 选了列出的问题 · " in chosen


def test_none_of_the_choices(shop, talk):
    assert "好的，都不是的话，请换个说法" in talk("退款", "都不是")[1]


def test_a_number_chooses_from_the_menu(chat):
    assert chat("3") == f"{SHIP}\n{CHOSEN}\n\n"


def test_the_menu_still_holds_after_an_answer(shop, talk):
    assert [reply.partition("\n")[0] for reply in talk("3", "2")] == [SHIP, ARRIVAL, ""]


def test_related_questions_are_chosen_by_number_too(shop, talk):
    shown, chosen, _ = talk("怎么申请退款", "1")
    assert "您可能还想问：\n  1  退款多久到账\n" in shown
    assert chosen == f"{ARRIVAL}\n{CHOSEN}"


def test_a_choice_is_given_for_its_own_audience(shop, talk):
    asked, chosen, _ = talk("多久发货", "2")
    assert "1. 多久发货（买家）\n2. 多久发货（商家）\n[反问 · 答案因身份而异" in asked
    assert chosen == f"{SHIP_M}\n{CHOSEN}"


def test_a_number_nobody_offered_is_answered_by_the_conversation(chat):
    assert chat("9").startswith("请回复选项前面的数字，或者直接说您的问题。\n[寒暄 · 没有这个选项")


@pytest.mark.parametrize("line", ["0", "20261111"])
def test_a_code_is_no_choice(chat, line):
    out = chat(line)
    assert "选了列出的问题" not in out
    assert "没有这个选项" not in out


def test_a_value_that_was_asked_for_is_filled_in(shop, talk):
    asked, given, _ = talk("怎么申请退款", "订单号 2026112212345678")
    assert "您也可以把订单号发给我" in asked
    assert "  申请退款 app://refund?order={订单号}\n" in asked
    assert "  申请退款 app://refund?order=2026112212345678\n" in given
    assert given.endswith("[自助服务 · 补充了办理所需的信息 · 置信度 1.00]")


def test_what_is_missing_is_named_where_the_text_does_not_ask_for_it(shop, talk):
    first, _, again, _ = talk("怎么申请退款", "退款多久到账", "怎么申请退款吗")
    assert "需要：" not in first
    assert "  需要：订单号\n" in again


def test_an_offer_is_numbered_on_and_taken_by_its_number(shop, talk):
    shown, taken, _ = talk("商家不同意，怎么申请退款", "2")
    assert (
        "您可能还想问：\n  1  退款多久到账\n您还可以：\n  2  申请平台介入\n     小店转给专员\n["
        in shown
    )
    assert "[转人工 · 选了列出的服务" in taken
    assert "转到 平台介入（mediation）]" in taken
    assert "您还可以" not in taken


def test_until_a_person_comes_what_is_certain_is_answered(shop, talk):
    answered, waiting = talk("转人工", "退款多久到账", "在吗")[1:3]
    assert answered.endswith(f"{ARRIVAL}\n{NOTE}")
    assert answered != f"{ARRIVAL}\n{NOTE}"
    assert " · 等人工接起 · " in waiting


def test_a_bot_that_is_to_be_silent_after_a_handover_is_until_released(opened, talk):
    opened(bot_of(*ENTRIES, **SETTINGS, handover=SILENT_BOT))
    handed, silent, number, released, chosen, _ = talk(
        "转人工", "退款多久到账", "1", "/release", "退款多久到账"
    )
    assert handed.splitlines()[-2:] == [
        "[转人工 · 要求人工 · 置信度 0.00 · 转到 人工客服（human）]",
        "/packet 查看交给客服的工单，/accept 由客服接起，/release 结束人工服务。",
    ]
    assert f"{silent}\n\n" == f"{number}\n\n" == SILENT
    assert released == "人工服务已结束，现在由机器人为您服务。"
    assert chosen == f"{ARRIVAL}\n{NOTE}"


def test_once_it_is_accepted_the_bot_is_silent_until_released(shop, talk):
    said = talk("转人工", "/accept", "退款多久到账", "/accept", "/release", "退款多久到账")[1:6]
    taken, silent, again, released, answered = said
    assert taken == "客服已接起，机器人不再作声；/release 结束人工服务。"
    assert f"{silent}\n\n" == SILENT
    assert again == "客服已经接起了。"
    assert released == "人工服务已结束，现在由机器人为您服务。"
    assert answered == f"{ARRIVAL}\n{NOTE}"


def test_without_a_handover_there_is_nothing_to_accept(chat):
    assert chat("/accept") == "没有转过人工，不用接起。\n\n"


def test_without_a_handover_there_is_nothing_to_release(chat):
    assert chat("/release") == "现在就是机器人在为您服务。\n\n"


def test_the_packet_of_the_last_handover(shop, talk):
    assert talk("/packet")[0] == "还没有转过人工，没有工单。"
    packet = talk("我的手机是13800138000，怎么申请退款", "转人工", "在吗", "/packet")[3]
    lines = packet.splitlines()
    assert lines[0].startswith("【转人工】人工客服 · 优先级 0 · ")
    assert lines[0].endswith("-1")
    assert "原因：要求人工" in lines
    assert "  · 怎么申请退款（apply）" in lines
    assert "13800138000" not in packet
    second = talk("转人工", "/release", "转人工", "/packet")[3]
    assert second.splitlines()[0].endswith("-2")


def test_why_explains_the_last_reply(chat, shop):
    assert chat("/why") == "还没有回复可以解释，先问一个问题吧。\n\n"
    why = shop.explain("退款多久到账").to_text("zh")
    assert chat("退款多久到账", "/WHY").endswith(f"\n\n{why}\n\n")


def test_why_of_a_choice_names_the_entry_that_was_given(shop, talk):
    why = talk("多久发货", "2", "/why")[2]
    assert "给出的条目: ship-m · 多久发货" in why
    assert "没有任何候选" not in why


def test_menu_shows_it_again(chat):
    assert chat("/menu") == MENU + "\n"


def test_help_names_every_command(chat):
    out = chat("/help")
    assert [line.split("  ")[0] for line in out.splitlines() if line] == [name for name, _ in HELP]


def test_audience_by_name_or_label(shop, talk):
    for who, said in (("merchant", SHIP_M), ("买家", SHIP), ("", "请问您是以下哪一种身份？")):
        out = talk(f"/audience {who}", "多久发货", argv=("--audience", "buyer"))
        assert out[-2].startswith(said)


def test_the_same_question_of_another_audience_is_no_repetition(shop, talk):
    assert talk("多久发货", "/audience merchant", "多久发货", argv=("--audience", "buyer"))[-2] == (
        f"{SHIP_M}\n{NOTE}"
    )


def test_an_unknown_audience_changes_nothing(shop, talk):
    told, reply, _ = talk("/audience buyr", "多久发货", argv=("--audience", "merchant"))
    assert told == "错误：没有名为 “buyr” 的身份（audience），是不是 “buyer”？"
    assert reply == f"{SHIP_M}\n{NOTE}"


def test_quit_says_goodbye_and_reads_no_further(chat):
    assert chat("/quit", "退款多久到账") == "再见，小店等您\n"


def test_an_unknown_command_gets_a_hint(chat):
    assert chat("/meun") == "没有 /meun 这个命令，是不是 /menu？\n\n"
    assert chat("/xyz") == "没有 /xyz 这个命令，输入 /help 查看全部命令。\n\n"


def test_what_a_keyboard_writes_for_an_emoji_is_no_command(chat):
    out = chat("/微笑", "/微笑 menu")
    assert "命令" not in out
    assert out.count("[") == 2


def test_an_unknown_audience_at_the_start_is_an_error(shop, xiaoer, typed):
    typed("")
    status, _, err = xiaoer("chat", "--audience", "buyr")
    assert (status, err[:3]) == (2, "错误：")


TOPICS = ("退款", "换货", "发票", "会员")
WAYS = ("怎么申请", "多久办好", "谁来办理", "在哪里查", "能不能改")


@pytest.fixture
def large(opened):
    opened(shelves())


def shelves(**settings):
    """Four categories of five preset questions: 退款怎么申请 … 会员能不能改."""
    rows = [
        {"question": topic + way, "answer": f"{topic}{way}的答案", "category": topic, "hot": True}
        for topic in TOPICS
        for way in WAYS
    ]
    return bot_of(*rows, **settings)


def test_a_large_menu_begins_with_its_categories(large, talk):
    shelf, questions, chosen, _ = talk("/menu", "2", "5")
    assert shelf == "  1  退款    2  换货    3  发票    4  会员"
    assert questions == (
        "换货   1 换货怎么申请          2 换货多久办好          3 换货谁来办理\n"
        "       4 换货在哪里查          5 换货能不能改"
    )
    assert chosen == f"换货能不能改的答案\n{CHOSEN}"


def test_a_category_is_opened_by_name(large, talk):
    assert talk("/menu 会员", "第一个")[1] == f"会员怎么申请的答案\n{CHOSEN}"


def test_a_number_beyond_the_categories(large, talk):
    assert talk("5")[0] == "请输入 1 到 4 之间的编号，或者直接说您的问题。"


def test_choices_of_a_reply_come_before_categories(large, talk):
    asked, chosen, _ = talk("退款", "2")
    second = next(line for line in asked.splitlines() if line.startswith("2. "))[3:]
    assert second.startswith("退款")
    assert chosen == f"{second}的答案\n{CHOSEN}"


def test_a_silent_bot_opens_no_category(opened, talk):
    opened(shelves(handover=SILENT_BOT))
    assert f"{talk('转人工', '2')[1]}\n\n" == SILENT


def test_a_question_that_stands_there_twice_names_its_audience(opened, talk):
    both = [
        {"question": "多久发货", "answer": answer, "audience": who, "category": "发货", "hot": True}
        for who, answer in (("buyer", SHIP), ("merchant", SHIP_M))
    ]
    one = {"question": "怎么退", "category": "发货", "hot": True}
    opened(bot_of(*both, one, audiences={"buyer": "买家", "merchant": "商家"}))
    menu, chosen, _ = talk("/menu", "2")
    assert "1 多久发货（买家）" in menu
    assert "2 多久发货（商家）" in menu
    assert menu.endswith("3 怎么退")
    assert chosen == f"{SHIP_M}\n{CHOSEN}"
