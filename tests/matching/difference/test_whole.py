"""What two whole texts say otherwise, however they are worded."""

import pytest

from xiaoer.matching.difference.whole.direction import compare_direction
from xiaoer.matching.difference.whole.having import compare_having
from xiaoer.matching.difference.whole.opposed import Opposed
from xiaoer.matching.difference.whole.owner import compare_owner
from xiaoer.matching.difference.whole.sequence import compare_happened, compare_sequence
from xiaoer.matching.difference.whole.siblings import Siblings
from xiaoer.matching.difference.whole.standing import compare_doer, compare_standing
from xiaoer.matching.difference.whole.undoing import compare_undoing
from xiaoer.matching.match import Difference
from xiaoer.text.words.companies import names_in

OPPOSED = Opposed(frozenset(("前后", "后前"))).compare
SIBLINGS = Siblings.shipped().compare


@pytest.mark.parametrize(
    ("compare", "query", "question", "kind"),
    [
        (compare_sequence, "我先寄回的 后面才填的单", "先填单再寄回可以吗", "order"),
        (compare_sequence, "寄回之后填单行吗", "寄回之前填单行吗", "order"),
        (compare_direction, "深圳飞重庆还有航班吗", "重庆飞深圳有航班吗", "direction"),
        (compare_direction, "零钱里的钱往银行卡转", "银行卡的钱怎么转到零钱", "direction"),
        (compare_standing, "我替我妈去取护照", "本人取护照要带什么", "roles"),
        (compare_doer, "我是被邀请的有奖励吗", "邀请人有奖励吗", "roles"),
        (SIBLINGS, "护照丢了去哪补", "身份证丢了怎么补办", "contrast"),
        (compare_undoing, "报名交了又后悔了怎么撤回", "怎么提交报名", "cancelling"),
        (compare_having, "我没买保险 碎了怎么算", "有保险碎了怎么算", "negation"),
        (OPPOSED, "后刹车片多久换一次", "前刹车片多久换", "opposite"),
        (OPPOSED, "三胎能休几天", "二胎能休多少天", "number"),
        (compare_owner, "众安的app怎么登录", "你们的app怎么登录", "name"),
        (compare_owner, "我在大众点评上订的位给谁看", "在你们小程序订的位怎么核销", "name"),
        (compare_happened, "都开场了还能换票吗", "开场前可以换票吗", "order"),
        (compare_happened, "还没发货能退吗", "发货后能退吗", "order"),
        (compare_sequence, "试戴过了才去验光行不", "要先验光再试戴吗", "order"),
        (compare_sequence, "合同我先签好 过几天再打钱", "先打钱再签合同行吗", "order"),
        (compare_direction, "手里有现金券 能不能换成里程", "里程可以兑换成现金券吗", "direction"),
        (compare_direction, "微信里的钱弄到卡上", "怎么把银行卡的钱充到微信", "direction"),
        (compare_direction, "我下了船怎么去机场", "从机场怎么去码头", "direction"),
        (compare_having, "没票没证能进吗", "有门票的怎么进", "negation"),
        (compare_having, "没拔过智齿能戴牙套不", "拔了智齿能戴牙套吗", "negation"),
        (compare_having, "不含早餐的那种多少一晚", "早餐几点开始", "negation"),
        (compare_undoing, "想把自动扣费关掉", "自动扣费怎么开通", "cancelling"),
        (OPPOSED, "想退住咋弄", "入住手续怎么办", "opposite"),
    ],
)  # fmt: skip
def test_differs(compare, query: str, question: str, kind: str) -> None:  # type: ignore[no-untyped-def]
    found = compare(query, question)
    assert isinstance(found, Difference)
    assert found.kind == kind


@pytest.mark.parametrize(
    ("compare", "query", "question"),
    [
        (compare_sequence, "优先发货吗", "先付款再发货吗"),
        (compare_sequence, "先填单后寄回行吗", "先填单再寄回可以吗"),
        (compare_direction, "怎么去机场", "机场怎么去"),
        (compare_standing, "取护照要带什么", "本人取护照要带什么"),
        (SIBLINGS, "小朋友能坐吗", "儿童可以坐吗"),
        (compare_undoing, "怎么撤销报名", "报名怎么取消"),
        (compare_undoing, "我想把那台洗衣机退掉可是卖家一直不理我怎么办", "卖家不理我怎么办"),
        (OPPOSED, "定期怎么转成活期", "活期怎么转定期"),
        (compare_owner, "我之前买的年卡多少钱", "你们的年卡多少钱"),
        (compare_owner, "在你们店里订的位给谁看", "在你们小程序订的位怎么核销"),
        (compare_happened, "发货前还没付款能退吗", "发货前能退吗"),
        (compare_sequence, "会员先充值再升级", "先充值再升级会员"),
        (compare_direction, "怎么去火车站", "火车站怎么去机场"),
        (compare_having, "没用完的券能退吗", "券没用完能退吗"),
        (compare_having, "哪里看有没有赠送的运费险", "有赠送运费险吗"),
        (compare_having, "没注意多勾了个保险", "勾了保险怎么去掉"),
        (SIBLINGS, "投影仪t30怎么连", "投影仪t20怎么连"),
        (OPPOSED, "怎么退货", "怎么订货"),
    ],
)  # fmt: skip
def test_does_not_differ(compare, query: str, question: str) -> None:  # type: ignore[no-untyped-def]
    assert not isinstance(compare(query, question), Difference)


def test_names_begin_where_words_do() -> None:
    assert names_in("北京东站", {0, 2}) == frozenset()
    assert names_in("在京东买的", {0, 1, 3, 4}) == {"京东"}
