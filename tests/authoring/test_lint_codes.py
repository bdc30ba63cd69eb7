"""Each code of the linter: a corpus that it tells of, and one that only looks so."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from xiaoer.authoring.lint.catalog import CHECKS, explain
from xiaoer.authoring.lint.lint import lint
from xiaoer.corpus.writing.yaml_text import to_yaml
from xiaoer.source.findings.messages import MESSAGES
from xiaoer.source.findings.severities import SEVERITY_OF

AS_OF = datetime(2026, 11, 30)
Row = dict[str, Any]

REFUND: Row = {
    "id": "refund",
    "question": "怎么申请退款",
    "variants": ["退款入口在哪", "想把钱退回来", "订单里哪里点退钱", "不要了能退吗", "退款步骤"],
    "answer": "在订单详情里点退款，选好原因后提交，商家会在页面的倒计时内处理您的退款申请。",
    "category": "退款",
}
INVOICE: Row = {
    "id": "invoice",
    "question": "发票怎么开",
    "variants": ["要开票", "电子发票在哪申请", "公司抬头怎么填", "补开一张发票", "买完想报销"],
    "answer": "在订单详情里点申请发票，填好抬头后提交，开好的电子发票会发到您填的邮箱。",
    "category": "发票",
}


FRUIT = "苹果 香蕉 西瓜 葡萄 桃子 橙子 柠檬 草莓 樱桃 芒果 荔枝 龙眼".split()


def refund(**own: Any) -> Row:
    return REFUND | own


def invoice(**own: Any) -> Row:
    return INVOICE | own


def answer(text: str) -> list[Row]:
    return [refund(answer=text), INVOICE]


def plus(*variants: str) -> list[Row]:
    return [refund(variants=[*REFUND["variants"], *variants]), INVOICE]


def many(count: int, keyword: str) -> list[Row]:
    """Entries of which each has the keyword in a question."""
    rows = [
        {"id": f"n{n}", "question": f"{keyword}{name}", "answer": f"{name}的说明在这里，请查看。"}
        for n, name in enumerate(
            "苹果 香蕉 西瓜 葡萄 桃子 橙子 柠檬 草莓 樱桃 芒果 荔枝 龙眼".split()[:count]
        )
    ]
    return [refund(keywords={"any": [keyword]}), *rows]


def dated(count: int, end: str) -> list[Row]:
    """Answers that end as given, among others that end with a full stop."""
    rows = [
        {"id": f"n{n}", "question": f"{name}怎么挑", "answer": f"挑{name}要看颜色和软硬，闻一闻。"}
        for n, name in enumerate(
            "苹果 香蕉 西瓜 葡萄 桃子 橙子 柠檬 草莓 樱桃 芒果".split()[:count]
        )
    ]
    return [refund(answer=REFUND["answer"].rstrip("。") + end), *rows]


PUFF = ["膨胀金怎么设置", "想发膨胀金", "膨胀金在哪开", "膨胀金什么条件", "膨胀金过期了会退吗"]
SWAPPED = [
    refund(answer=INVOICE["answer"]),
    invoice(answer="在订单里点退款，退钱的步骤和入口都在那里，想退回来就申请。"),
    *dated(10, "。")[1:],
    *[
        {
            "id": f"t{n}",
            "question": f"退款{name}怎么办",
            "variants": [f"申请退款时{name}"],
            "answer": f"申请退款时{name}的，退款入口和步骤都一样，把钱退回来就好。",
        }
        for n, name in enumerate("超时 出错 卡住 慢 没货 丢件 少发 坏了 发错 破损 漏发".split())
    ],
]
SEVEN = [
    refund(answer="签收后 7 天内申请无理由退货都可以。"),
    invoice(answer="无理由退货按签收后 15 天内申请计算。"),
]

# code → (rows that give it, rows that do not)
CASES: dict[str, tuple[list[Row], list[Row]]] = {
    "W201": ([refund(variants=["退款入口在哪"])], [REFUND]),
    "W202": ([refund(variants=REFUND["variants"][:3])], [REFUND]),
    "W203": (plus("请问怎样申请退款呢"), plus("想退钱走什么流程")),
    "W204": ([REFUND, invoice(variants=["怎样申请退款"])], [REFUND, INVOICE]),
    "W205": (
        [
            {
                "id": "a",
                "question": "怎么开通免密支付",
                "variants": ["怎么关闭免密支付"],
                "answer": "在设置里开通。",
            }
        ],
        [
            {
                "id": "a",
                "question": "怎么开通免密支付",
                "variants": ["开通免密后还能关吗"],
                "answer": "能。",
            }
        ],
    ),
    "W206": (plus("怎么办"), plus("退款怎么办")),
    "W207": (
        plus("我上个月在店里买了一件衣服结果穿了几次" * 2 + "还能退款吗"),
        plus("买来的衣服掉色了还能申请退款吗"),
    ),
    "W208": (plus("待补充", "相似问1"), plus("待发货能退款吗")),
    "W209": (plus("退\u200b款"), plus("退款👨\u200d👩\u200d👧")),
    "W210": ([refund(keywords={"none": ["退款"]})], [refund(keywords={"none": ["保险"]})]),
    "W211": (
        [refund(keywords={"any": ["退宽"]})],
        [refund(keywords={"any": ["退钱"], "none": ["保险"]})],
    ),
    "W212": (many(12, "怎么"), many(3, "怎么")),
    "W213": ([refund(negatives=["退货", "退货"])], [refund(negatives=["退货", "换货"])]),
    "W214": (
        [refund(related=["invoice"]), invoice(enabled=False)],
        [refund(related=["invoice"], audience="buyer"), INVOICE],
    ),
    "W215": (
        [REFUND, refund(id="b"), invoice(category="退宽")],
        [REFUND, refund(id="b"), invoice(category="发票")],
    ),
    "W217": ([refund(valid={"end": "2026-11-01"})], [refund(valid={"end": "2027-11-01"})]),
    "W218": ([refund(valid={"end": "2026-12-10"})], [refund(valid={"end": "2027-11-01"})]),
    "W219": ([refund(valid={"start": "2026-12-10"})], [refund(valid={"start": "2026-11-01"})]),
    "W220": (
        [{"id": "puff", "question": PUFF[0], "variants": PUFF[1:], "answer": "在营销工具里设置。"}],
        [
            {
                "id": "puff",
                "question": "运费险怎么买",
                "variants": ["买运费险"],
                "answer": "下单时买。",
            }
        ],
    ),
    "W221": ([refund(enabled=False), INVOICE], [REFUND]),
    "W224": (
        [*plus("品牌方来退款", "退款找品牌方"), invoice(id="b", question="品牌方怎么开票")],
        plus("品牌方来退款"),
    ),
    "A101": (answer("提交后 xx 天到账，电话 XXXX。"), answer("状态是「待补充」时请尽快补材料。")),
    "A102": (
        answer("请在订单里申请。" * 60),
        answer("请在订单里申请，填好原因后提交，等商家处理。"),
    ),
    "A103": (answer("请在订单里申请退款，填好原因。" * 18), answer("请在订单里申请。")),
    "A104": (
        answer("您好,请在订单里申请(退款)。"),
        answer("用 https://a.cn/?a=1,2 或 9:30 前，版本 1.2。"),
    ),
    "A105": (answer("步骤：\n- 点退款\n- 提交"), answer("步骤：1. 点退款；2. 提交。到账 5-7 天。")),
    "A106": (SEVEN, [SEVEN[0], invoice(answer="无理由退货按签收后 7 天内申请计算。")]),
    "A107": (
        [
            {
                "id": "a",
                "question": "七天无理由怎么退",
                "answer": "签收后 15 天内申请无理由退货都可以。",
            }
        ],
        [
            {
                "id": "a",
                "question": "七天无理由怎么退",
                "answer": "签收后一周内申请无理由退货都可以。",
            }
        ],
    ),
    "A108": (
        [REFUND, invoice(answer=REFUND["answer"])],
        [refund(audience=["buyer"]), invoice(answer=REFUND["answer"], audience=["merchant"])],
    ),
    "A109": (answer("好的。"), [refund(answer="请联系客服。", escalate="human")]),
    "A110": (answer("锟斤拷，请申请退款。"), answer("请申请退款，价格 100？以页面为准。")),
    "A111": (answer("请申请（退款。"), answer("首次申请请先填资料（必填），恢复不了了。")),
    "A112": (
        answer("活动到 2024 年 12 月 31 日为止。"),
        answer("活动到 2027 年 1 月为止，自 2014 年起。"),
    ),
    "A113": (dated(10, ""), dated(10, "！")),
    "A114": (SWAPPED, [REFUND, INVOICE, *SWAPPED[2:]]),
    "S101": (
        answer("我们保证三天到账，一定能退。"),
        answer("保证金不一定退，请保证余额充足；「坏单包赔」以页面为准，不能保证当天到账。"),
    ),
    "S102": (answer("请打 13812345678 找小王。"), answer("请打 400-820-8820 或 95188。")),
    "S103": (
        [refund(links=[{"label": "规则", "url": "http://192.168.1.5/a"}])],
        [refund(links=[{"label": "规则", "url": "https://www.tmall.com/a"}])],
    ),
    "S104": (
        answer("请把验证码告诉客服。"),
        answer("不要把验证码告诉任何人，客服不会让您私下转账。"),
    ),
    "R101": (
        [REFUND, invoice(variants=[*INVOICE["variants"], "订单里哪里点退前"])],
        [REFUND, INVOICE],
    ),
    "R103": (
        [
            {
                "id": "a",
                "question": "退款多久到账",
                "variants": ["退款几天到", "退货的钱多久到"],
                "answer": "三天。",
            },
            {
                "id": "b",
                "question": "退货多久退款",
                "variants": ["退货几天到", "退款的货多久到"],
                "answer": "五天。",
            },
        ],
        [REFUND, INVOICE],
    ),
    "R104": (
        [{"id": "a", "question": "转人工", "variants": ["人工客服"], "answer": "点右上角。"}],
        [REFUND],
    ),
    "R105": (plus("转人工"), plus("退款要不要人工审核")),
    "R106": (
        [refund(negatives=["退款的步骤"], variants=[*REFUND["variants"], "退款的步骤是什么"])],
        [refund(negatives=["退货步骤"])],
    ),
    "R107": (
        [
            {"id": "a", "question": "苹果多少钱", "variants": ["香蕉打折吗"], "answer": "看页面。"},
            {"id": "b", "question": "苹果打折吗", "variants": ["香蕉多少钱"], "answer": "看活动。"},
        ],
        [REFUND, INVOICE],
    ),
    "R108": (
        [{"id": "a", "question": "怎么激活遥控器", "answer": "长按三秒。"}],
        [
            {
                "id": "a",
                "question": "怎么激活遥控器",
                "variants": ["遥控器没反应"],
                "answer": "长按。",
            }
        ],
    ),
}

ELSEWHERE = {"R102", "W223", "W230"}
"""Told of by tests of their own."""


def found(folder: Path, rows: list[Row], settings: str = "", off: tuple[str, ...] = ()) -> Any:
    folder.mkdir(exist_ok=True)
    (folder / "a.yaml").write_text(to_yaml(rows), encoding="utf-8")
    if settings:
        (folder / "xiaoer.yaml").write_text(settings, encoding="utf-8")
    return lint(folder, as_of=AS_OF, off=off)


def codes_of(folder: Path, code: str, rows: list[Row]) -> set[str]:
    report = found(folder, rows, off=() if code[0] == "R" else ("R",))
    return {one.code for one in report.findings}


@pytest.mark.parametrize("code", CASES)
def test_fires(code: str, tmp_path: Path) -> None:
    assert code in codes_of(tmp_path, code, CASES[code][0])


@pytest.mark.parametrize("code", CASES)
def test_is_silent(code: str, tmp_path: Path) -> None:
    assert code not in codes_of(tmp_path, code, CASES[code][1])


def test_every_code_has_cases_and_a_documentation() -> None:
    assert set(CASES) | ELSEWHERE == set(CHECKS)
    for code in CHECKS:
        for lang in ("zh", "en"):
            told = explain(code, lang)
            assert told.startswith(f"{code} (")
            assert len(told) > 15
        assert "中文：" not in explain(code, "zh")
        assert "中文：" not in explain(code, "en")


def test_every_message_of_the_linter_has_a_check() -> None:
    own = {code for code in MESSAGES if code[0] in "ARS" or code.startswith("W2")}
    assert own == set(CHECKS)
    assert {SEVERITY_OF[code] for code in CHECKS} == {"warning", "hint"}


def test_a_question_in_the_wrong_entry(tmp_path: Path) -> None:
    rows = [REFUND, invoice(variants=[*INVOICE["variants"], "钱没退回来"])]
    report = found(tmp_path, rows)
    assert "R102" in {one.code for one in report.findings if one.entry == "invoice"}
    assert "R102" not in {one.code for one in report.findings if one.entry == "refund"}


def test_a_variant_that_says_that_what_is_denied_came_about(tmp_path: Path) -> None:
    row = {"id": "a", "question": "没收到货怎么办", "answer": "请先看物流，再联系商家。"}
    report = found(tmp_path, [row | {"variants": ["收到货了怎么办"]}], off=("R",))
    assert "W205" in {one.code for one in report.findings}
    report = found(tmp_path, [row | {"variants": ["货一直没到怎么办"]}], off=("R",))
    assert "W205" not in {one.code for one in report.findings}


def test_a_question_that_undoes_what_its_entry_is_about(tmp_path: Path) -> None:
    row = {"id": "a", "question": "怎么开通88VIP", "answer": "在会员页开通。"}
    report = found(tmp_path, [row | {"variants": ["怎么退出88VIP"]}], off=("R",))
    assert "W205" in {one.code for one in report.findings}


def test_words_that_a_synonym_varies_need_no_second_wording(tmp_path: Path) -> None:
    row = {"id": "a", "question": "怎么激活遥控器", "answer": "长按三秒。"}
    report = found(tmp_path, [row])
    (hint,) = [one for one in report.findings if one.code == "R108"]
    assert hint.diagnostic.fields["words"] == "遥控器"  # 激活 has synonyms
    assert hint.severity == "hint"
    settings = "lexicon: {synonyms: [[遥控器, 遥控板]]}\n"
    assert "R108" not in {one.code for one in found(tmp_path, [row], settings).findings}
    listed = found(tmp_path, [row], "engine: {differences: listed}\n")
    assert "R108" not in {one.code for one in listed.findings}


def test_what_a_common_word_of_the_settings_takes_is_told_once(tmp_path: Path) -> None:
    rows = [
        {"id": f"e{n}", "question": f"退款{word}", "variants": [f"{word}怎么弄"], "answer": "好。"}
        for n, word in enumerate("到账 进度 原因 规则 取消 期限 方式 金额 渠道 凭证".split())
    ]
    settings = "restricted: [{name: 法律, words: [退款, 起诉], queue: human}]\n"
    codes = [one.code for one in found(tmp_path, rows, settings).findings]
    assert (codes.count("W212"), codes.count("R105")) == (1, 0)
    few = [*rows[:3], refund(variants=[*REFUND["variants"], "不退款就起诉"])]
    codes = [one.code for one in found(tmp_path, few, settings).findings]
    assert codes.count("W212") == 0
    assert codes.count("R105") >= 4


def test_an_unused_variable(tmp_path: Path) -> None:
    report = found(
        tmp_path, answer("请到{app}里看。"), "variables: {app: 手机, web: 电脑}\n", ("R",)
    )
    assert [one.diagnostic.fields["text"] for one in report.findings if one.code == "W223"] == [
        "web"
    ]
