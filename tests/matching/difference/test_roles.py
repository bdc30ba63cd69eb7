"""Who acts and on whom, in two texts that are worded differently."""

import pytest

from tests.matching.difference.test_difference import differs
from xiaoer.matching.difference.roles.giving import compare_giving
from xiaoer.matching.match import Difference


@pytest.mark.parametrize(
    ("query", "question"),
    [
        # the customer himself, where the question has the staff
        ("我自己把屏幕摔碎了，能赔吗", "快递员把屏幕摔碎了能赔吗"),
        ("我自己迟到了，课还能上吗", "教练迟到了课怎么补"),
        ("我弄坏了理发师的推子要赔吗", "理发师剪坏了我的头发怎么赔"),
        ("我把司机的车弄脏了要赔吗", "司机把我的行李弄脏了怎么赔"),
        ("师傅上门前没联系我怎么办", "我没联系上师傅怎么办"),
        # one person, where the question has another
        ("老师能帮我请假吗", "家长可以帮孩子请假吗"),
        ("导游可以给游客买保险吗", "游客可以给导游小费吗"),
        ("老婆能帮老公取片子吗", "丈夫可以代妻子取眼镜吗"),
        ("员工能替老板签字吗", "老板可以替员工签字吗"),
        # things
        ("我把你们的灯撞碎了赔多少", "灯掉下来把我砸伤了怎么赔"),
        ("货车压了轿车的线怎么罚", "轿车压了货车的线怎么罚"),
    ],
)
def test_another_acts(query: str, question: str) -> None:
    found = differs(query, question)
    assert found is not None
    assert found.kind in ("roles", "order")


@pytest.mark.parametrize(
    ("query", "question"),
    [
        ("爸妈能替娃约课吗", "家长可以代孩子预约课程吗"),
        ("我想让师傅上门修", "师傅可以上门维修吗"),
        ("我可以带老人出去吗", "子女可以带老人外出吗"),
        ("快递小哥给我打电话我没接到", "快递员打电话没接到怎么办"),
        ("我怎么换教练", "教练怎么更换"),
        ("商家不给我退款怎么办", "我向商家申请退款他不同意怎么办"),
        ("医生给我开的药吃完了", "我吃完医生开的药怎么办"),
        ("护理员对老人态度差怎么投诉", "护工态度差怎么投诉"),
        ("用户怎么注销账号", "我怎么注销账号"),
        ("乘客可以带宠物吗", "我能带宠物上车吗"),
        ("我把密码忘了", "密码忘记了怎么办"),
        ("系统把我的订单取消了", "订单被系统取消了怎么办"),
        ("我家狗被别的狗咬了", "别的狗咬了我家狗"),
        ("发票开错了", "开错发票了怎么办"),
    ],
)
def test_the_same_acts(query: str, question: str) -> None:
    assert differs(query, question) is None


def test_a_variant_names_who_acts_too() -> None:
    query, question = "我自己把屏幕摔碎了，能赔吗", "快递员把屏幕摔碎了能赔吗"
    assert differs(query, question, "我自己摔碎了屏幕能赔吗") is None


def test_what_is_given_and_taken() -> None:
    found = compare_giving("能从别人那儿转票吗", "能把我的票转给别人吗")
    assert found == Difference("direction", "从别人那儿转", "转给")
    assert compare_giving("怎么出租房子", "房子想出租咋弄") == "same"
    assert compare_giving("车位可以租吗", "怎么租车位") is None
