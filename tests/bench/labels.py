"""A number with its label is a value: questions with one are answered as without it.

python -m tests.bench.labels [--cases FILE.jsonl] [--list]

Rows of a file: ``{"q": the bare question, "text": with a label and a number, "audience"}``.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.sets import FAQ
from tests.bench.table import table, with_interval
from xiaoer.bot import Bot
from xiaoer.evaluation.measures import Proportion, proportion
from xiaoer.service.reply.reply import Reply

QUESTIONS = (
    "我要退货", "怎么还没发货", "能改地址吗", "退款什么时候到账", "运费谁出", "想换货",
    "怎么开发票", "物流不动了", "少发了一件", "可以取消吗", "收到的东西是坏的", "怎么申请售后",
    "能不能便宜点", "显示签收了但我没收到", "卖家不退款怎么办",
)  # fmt: skip
ORDER, PARCEL, MOBILE = "202601011234567890", "SF1234567890123", "13800138000"
FORMS = {
    "before": f"订单号：{ORDER}，{{q}}",
    "before, attached": f"订单号{ORDER}{{q}}",
    "is": f"我的订单编号是{ORDER}，{{q}}",
    "parcel": f"快递单号{PARCEL} {{q}}",
    "bare label": f"单号 {ORDER} {{q}}",
    "behind": f"{{q}}，运单号：{PARCEL}",
    "own line": f"{{q}}\n退款单号：{ORDER}",
    "lines": f"订单号\n{ORDER}\n{{q}}",
    "is mine": f"{ORDER}是我的订单号，{{q}}",
    "in brackets": f"{{q}}（订单号{ORDER}）",
    "mobile": f"手机号{MOBILE}，{{q}}",
    "card": f"[订单卡片] 订单号：{ORDER} 金额：￥199.00 商品：夏季连衣裙 白色 {{q}}",
}
"""Twelve ways of giving a number with a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A question, the same with a label and a number, and the form of the latter."""

    question: str
    text: str
    form: str
    audience: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the bot replied to both texts of a pair."""

    pair: Pair
    bare: Reply
    labelled: Reply

    @property
    def same(self) -> bool:
        """Whether action and entry are the same."""
        return _outcome(self.bare) == _outcome(self.labelled)


def own_pairs() -> list[Pair]:
    """Every question in every form."""
    return [
        Pair(question=q, text=text.format(q=q), form=form, audience="buyer")
        for form, text in FORMS.items()
        for q in QUESTIONS
    ]


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file."""
    rows = map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines()))
    return [
        Pair(
            question=row["q"],
            text=row["text"],
            form=row.get("form", ""),
            audience=row.get("audience"),
        )
        for row in rows
    ]


def ask_pairs(pairs: Iterable[Pair], bot: Bot) -> list[Answered]:
    """Both texts of every pair, asked."""
    return [
        Answered(
            pair=pair,
            bare=bot.ask(pair.question, audience=pair.audience),
            labelled=bot.ask(pair.text, audience=pair.audience),
        )
        for pair in pairs
    ]


def replied_alike(found: Sequence[Answered]) -> Proportion:
    """Pairs replied alike: the bar is 95 %."""
    return proportion(one.same for one in found)


def _outcome(reply: Reply) -> tuple[str, str | None]:
    return reply.action, reply.entry.id if reply.entry else None


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the share by form, and of all."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.labels", description=__doc__)
    parser.add_argument("--cases", type=Path, help="pairs of a file instead of the own ones")
    parser.add_argument("--list", action="store_true", help="the pairs replied differently")
    options = parser.parse_args(argv)
    pairs = read_pairs(options.cases) if options.cases else own_pairs()
    found = ask_pairs(pairs, Bot.load(FAQ))
    forms = dict.fromkeys(one.pair.form for one in found)
    rows = [
        [form or "–", with_interval(replied_alike([o for o in found if o.pair.form == form]))]
        for form in forms
    ]
    print(table(["form", "replied alike %"], [*rows, ["all", with_interval(replied_alike(found))]]))
    for one in found if options.list else ():
        if not one.same:
            print(f"{one.pair.text!r}: {_outcome(one.labelled)}, bare: {_outcome(one.bare)}")


if __name__ == "__main__":
    main()
