import pytest

from xiaoer.bot import MenuSection
from xiaoer.cli.counter import HELP
from xiaoer.service.reply import Choice

NOTE = "[回答 · 与知识库问题一致 · 置信度 1.00]"
MENU = "退款问题   1 怎么申请退款         2 退款多久到账\n发货       3 多久发货\n"


@pytest.fixture
def chat(bot, xiaoer, typed):
    """What a chat answers to the lines, without the welcome."""

    def call(*lines: str, argv: tuple[str, ...] = ()) -> str:
        typed("".join(line + "\n" for line in lines))
        status, out, _ = xiaoer("chat", *argv)
        assert status == 0
        return out.split("查看命令。\n\n", 1)[1]

    return call


def test_it_greets_and_shows_the_menu(bot, xiaoer, typed):
    typed("")
    _, out, err = xiaoer("chat")
    assert out == f"欢迎来到小店\n\n{MENU}输入问题或编号即可，/help 查看命令。\n\n"
    assert err == ""


def test_a_pipe_gets_replies_without_a_prompt(chat):
    assert chat("运费", "", "  ") == f"答：运费\n{NOTE}\n\n"


@pytest.mark.parametrize("number", ["2", " ２ ", "2.", "2、"])
def test_a_number_chooses_after_clarify(bot, chat, number):
    chat("退款", number)
    assert [query for query, _, _ in bot.asked] == ["退款", "退款多久到账"]


def test_a_number_chooses_from_the_menu(bot, chat):
    chat("3")
    assert bot.asked == [("多久发货", "buyer", None)]


def test_the_menu_still_holds_after_an_answer(bot, chat):
    chat("1", "2")
    assert [query for query, _, _ in bot.asked] == ["怎么申请退款", "退款多久到账"]


def test_related_questions_are_chosen_by_number_too(bot, chat):
    chat("退款入口", "1")
    assert bot.asked[-1][0] == "怎么申请退款"


def test_a_choice_is_asked_for_its_own_audience(bot, chat):
    chat("发货", "2")
    assert bot.asked[-1] == ("多久发货", "merchant", None)


def test_a_number_nobody_offered(bot, chat):
    assert chat("9") == "请输入 1 到 3 之间的编号，或者直接说您的问题。\n\n"
    assert chat("0").startswith("请输入 1 到 3")
    assert bot.asked == []


def test_a_long_number_is_a_question(bot, chat):
    chat("20261111")
    assert bot.asked[0][0] == "20261111"


def test_why_explains_the_last_reply(chat):
    assert chat("/why") == "还没有回复可以解释，先问一个问题吧。\n\n"
    assert chat("运费", "/WHY").endswith("\n\nexplained 运费 to None on None in zh\n\n")
    assert "explained 多久发货 to merchant " in chat("发货", "2", "/why")


def test_menu_shows_it_again(chat):
    assert chat("/menu") == MENU + "\n"


def test_help_names_every_command(chat):
    out = chat("/help")
    assert [line.split("  ")[0] for line in out.splitlines() if line] == [name for name, _ in HELP]


def test_audience_by_name_or_label(bot, chat):
    chat("/audience merchant", "运费", "/audience 买家", "运费", "/audience", "运费")
    assert [audience for _, audience, _ in bot.asked] == ["merchant", "buyer", None]


def test_an_unknown_audience_changes_nothing(bot, chat):
    out = chat("/audience buyr", "运费", argv=("--audience", "merchant"))
    assert out.startswith("错误：没有名为 “buyr” 的身份（audience），是不是 “buyer”？\n\n")
    assert bot.asked == [("运费", "merchant", None)]


def test_quit_says_goodbye_and_reads_no_further(bot, chat):
    assert chat("/quit", "运费") == "再见，小店等您\n"
    assert bot.asked == []


def test_an_unknown_command_gets_a_hint(bot, chat):
    assert chat("/meun") == "没有 /meun 这个命令，是不是 /menu？\n\n"
    assert chat("/xyz") == "没有 /xyz 这个命令，输入 /help 查看全部命令。\n\n"
    assert bot.asked == []


def test_what_a_keyboard_writes_for_an_emoji_is_no_command(bot, chat):
    chat("/微笑", "/微笑 menu")
    assert [query for query, _, _ in bot.asked] == ["/微笑", "/微笑 menu"]


def test_an_unknown_audience_at_the_start_is_an_error(bot, xiaoer, typed):
    typed("")
    status, _, err = xiaoer("chat", "--audience", "buyr")
    assert (status, err[:3]) == (2, "错误：")


@pytest.fixture
def large_menu(bot, monkeypatch):
    """Four categories of five questions, c0-q0 to c3-q4."""
    sections = tuple(
        MenuSection(
            category=f"分类{c}", choices=tuple(Choice("apply", f"c{c}-q{q}") for q in range(5))
        )
        for c in range(4)
    )
    monkeypatch.setattr(bot, "menu", lambda audience=None: sections)


def test_a_large_menu_begins_with_its_categories(bot, large_menu, chat):
    out = chat("/menu", "2", "5")
    assert out.split("\n\n")[:2] == [
        "  1  分类0     2  分类1     3  分类2     4  分类3",
        "分类1   1 c1-q0                 2 c1-q1                 3 c1-q2\n"
        "        4 c1-q3                 5 c1-q4",
    ]
    assert bot.asked[0][0] == "c1-q4"


def test_a_category_is_opened_by_name(bot, large_menu, chat):
    chat("/menu 分类3", "1")
    assert bot.asked[0][0] == "c3-q0"


def test_a_number_beyond_the_categories(bot, large_menu, chat):
    assert chat("5") == "请输入 1 到 4 之间的编号，或者直接说您的问题。\n\n"


def test_choices_of_a_reply_come_before_categories(bot, large_menu, chat):
    chat("退款", "2")
    assert bot.asked[-1][0] == "退款多久到账"


def test_a_question_that_stands_there_twice_names_its_audience(bot, monkeypatch, chat):
    both = (Choice("ship", "多久发货"), Choice("ship-m", "多久发货"), Choice("apply", "怎么退"))
    section = MenuSection(category="发货", choices=both)
    monkeypatch.setattr(bot, "menu", lambda audience=None: (section,))
    out = chat("/menu", "2")
    assert "1 多久发货（买家）" in out
    assert "2 多久发货（商家）" in out
    assert "3 怎么退\n" in out
    assert bot.asked == [("多久发货", "merchant", None)]
