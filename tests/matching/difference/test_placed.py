"""What stands in one place of two texts that are worded differently."""

import pytest

from tests.matching.difference.test_difference import differs
from tests.service.material import bot_of
from xiaoer.matching.difference.placed.denials import denied_alike
from xiaoer.matching.difference.side import side_of
from xiaoer.text.utterance import Analyzer
from xiaoer.text.words.lexicon import Lexicon

ANALYZER = Analyzer(Lexicon.builtin())


@pytest.mark.parametrize(
    ("kind", "query", "question", "ours", "theirs"),
    [
        ("model", "新到一台投影仪，是T30，跟电脑要怎么连", "投影仪T20怎么连接电脑", "t30", "t20"),
        ("model", "听说有旗舰版，我家想装一套要花多少钱", "安装标准版要多少钱", "旗舰版", "标准版"),
        ("model", "iphone15 pro多重", "iphone15多重", "pro", ""),
        ("roles", "我是老板，想给员工写个评价", "员工怎么评价老板", "老板…员工", "员工…老板"),
        ("roles", "病人不想见护士，能拒绝护士吗", "护士可以拒绝病人吗", "病人…护士", "护士…病人"),
        ("roles", "学生批评老师怎么办", "学生被老师批评怎么办", "学生…老师", "学生…老师"),
        ("thing", "白天出门，前台能帮忙寄存滑板吗", "前台可以寄存行李吗", "滑板", "行李"),
        ("thing", "电子发票在哪儿查呀", "怎么查询电子保单", "发票", "保单"),
        ("act", "想把相册分享给同事，在哪转发", "怎么收藏相册", "分享", "收藏"),
        ("name", "途虎养车怎么查询维修记录", "怎么查询维修记录", "途虎养车", ""),
        ("opposite", "音量想往低了调，怎么弄", "音量怎么调高", "低", "高"),
        ("negation", "一点驾驶经验都没有，怎么报名", "有驾驶经验的人怎么报名", "没有", "有驾驶"),
        ("direction", "怎么把成员从群里踢出去", "怎么把成员拉进群里", "踢出", "拉进"),
        ("asked", "会员为什么降级", "会员怎么降级", "为什么", "怎么"),
        ("asked", "空调保养都弄些什么，怎么个弄法", "空调保养多久一次", "什么", "多久"),
        ("model", "我升到vip5了，进店送点啥", "vip2会员到店有什么礼物", "vip5", "vip2"),
        ("number", "孩子一米四了还免票吗", "身高1米2以下免票吗", "1米四", "1米2"),
        ("thing", "想找人搬钢琴", "搬鱼缸怎么收费", "钢琴", "鱼缸"),
    ],
)
def test_a_place(kind: str, query: str, question: str, ours: str, theirs: str) -> None:
    found = differs(query, question)
    assert found is not None
    assert found.kind == kind
    assert ours in found.ours
    assert theirs in found.theirs


@pytest.mark.parametrize(
    ("query", "question"),
    [
        ("我这台T20的投影仪跟电脑怎么连", "投影仪T20怎么连接电脑"),
        ("旗舰版一年要多少钱", "旗舰版多少钱一年"),
        ("员工被老板评价了怎么看", "老板评价员工怎么看"),
        ("房东和租客怎么签合同", "租客和房东怎么签合同"),
        ("对方不同意退款怎么办", "对方拒绝退款怎么办"),
        ("登录不上怎么办", "登录失败怎么办"),
        ("会员怎么会降级", "会员为什么降级"),
        ("治疗需要几个疗程", "治疗需要多久"),
        ("保养周期是什么频率", "多久保养一次"),
        ("身高1.2米以下免票吗", "身高1米2以下免票吗"),
        ("师傅来晚了怎么办", "师傅迟到了怎么办"),
    ],
)
def test_no_difference(query: str, question: str) -> None:
    assert differs(query, question) is None


def test_a_variant_says_it_too() -> None:
    assert differs("会员为什么降级", "会员怎么降级", "为什么会员会降级") is None
    assert differs("前台能帮忙寄存滑板吗", "前台可以寄存行李吗", "前台寄存滑板收钱吗") is None


def test_listed_knows_no_things() -> None:
    query, question = "白天出门，前台能帮忙寄存滑板吗", "前台可以寄存行李吗"
    assert differs(query, question, engine={"differences": "listed"}) is None


def test_what_is_denied_alike() -> None:
    one, other = (side_of(ANALYZER.analyze(text), ()) for text in ("同意退款", "拒绝退款"))
    opposite = lambda a, b: "veto" if {a, b} == {"同意", "拒绝"} else ""  # noqa: E731
    assert denied_alike(one, other, opposite) == frozenset()
    denying = side_of(ANALYZER.analyze("不同意退款"), ("同意",))
    assert denied_alike(denying, other, opposite) == {"同意", "拒绝"}
    assert denied_alike(other, denying, opposite) == {"同意", "拒绝"}


def test_a_text_without_words_asks_nothing() -> None:
    """A number alone has none."""
    bot = bot_of({"question": "怎么退款"}, {"question": "多久到账"})
    assert [bot.ask(text).answered for text in ("1", "3320195557711223344", "？")] == [False] * 3


def test_a_name_and_nothing_else_is_no_question_of_somebody_s() -> None:
    bot = bot_of({"question": "怎么", "keywords": {"any": ["怎么", "险"]}}, {"question": "退款"})
    assert not bot.ask("险小二介入").answered
