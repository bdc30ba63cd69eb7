"""The frames of letters: not compared, but written."""

import pytest

from xiaoer.text.utterance import Analyzer
from xiaoer.text.words.lexicon import Lexicon

ANALYZER = Analyzer(Lexicon.builtin())


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("关于咨询社保卡办理的问题", "社保卡办理"),
        ("关于退款的问题", "退款"),
        ("反映小区停水一事", "小区停水"),
        ("投诉楼上装修噪音扰民一事", "楼上装修噪音扰民"),
        ("咨询公积金提取事宜", "公积金提取"),
        ("请求解决路灯不亮的问题", "解决路灯不亮"),
        ("关于物业乱收费的投诉", "物业乱收费"),
        ("您好 关于咨询落户的问题 谢谢", "落户"),
        ("关于投诉卖家的问题", "投诉卖家"),
        ("怎么投诉卖家", "怎么投诉卖家"),
        ("有什么问题", "有什么问题"),
        ("商品质量的问题", "商品质量的问题"),
        ("关于我们", "关于我们"),
        ("咨询电话是多少", "咨询电话是多少"),
        ("投诉没人处理", "投诉没人处理"),
    ],
)
def test_what_is_compared(text: str, core: str) -> None:
    assert ANALYZER.analyze(text).core == core


def test_what_is_written_stays() -> None:
    found, bare = ANALYZER.analyze("关于退款的问题"), ANALYZER.analyze("退款")
    assert found.core == bare.core
    assert found.key != bare.key
    assert found.literal != bare.literal


def test_a_long_text_is_read_in_time() -> None:
    assert ANALYZER.analyze("关于" * 4000).core
    assert ANALYZER.analyze("投诉" + "的问" * 4000).core
