"""The table of meaning: what it knows, how texts are read by it, and where it has a say."""

import hashlib
from dataclasses import replace
from importlib.resources import files
from itertools import permutations
from math import hypot

import pytest

from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import EngineSettings
from xiaoer.matching.matcher import Matcher
from xiaoer.matching.ranking.meaning import FILE, SCALE, MeaningTable, cosine, direction
from xiaoer.text.utterance import Analyzer
from xiaoer.text.words.lexicon import Lexicon

ANALYZER = Analyzer(Lexicon.builtin())
HASH = "996949364f9356e1a4d43ae5842bfbd477cfa0bd7e775ad3488db1e24e523cac"

NEARER = (
    "读书 入学 停电", "房本 房产证 身份证", "歌厅 唱歌 吃饭", "路费 车费 头发", "快递 包裹 密码",
    "退钱 退款 发票", "手机 电话 衣服", "修改 更改 配送", "密码 登录 物流", "医院 看病 购物",
    "坏了 损坏 注册", "工资 薪水 天气", "公交 地铁 贷款", "孩子 小孩 汽车",
    "怎么办 如何处理 多少钱",
    "银行卡 信用卡 裙子", "下雨 天气 付款", "感冒 发烧 电脑", "收货 签收 提现", "没电 停电 退货",
)  # fmt: skip
"""A word, one that means nearly the same or goes with it, one that does not."""


def likeness(left: str, right: str) -> float:
    table = MeaningTable.shipped()
    return cosine(*(table.vector(ANALYZER.analyze(text)) for text in (left, right)))


def small() -> MeaningTable:
    """买 and 购 point one way, 退 another, 手机 a third."""
    rows = {"c买": (100, 0), "c购": (90, 10), "c退": (-100, 5), "w手机": (0, 127)}
    data = bytes(value + 128 for row in rows.values() for value in row)
    return MeaningTable(list(rows), data, 2)


def test_the_shipped_table_is_the_recorded_one() -> None:
    data = (files("xiaoer") / "data" / FILE).read_bytes()
    assert hashlib.sha256(data).hexdigest() == HASH
    table = MeaningTable.of(data)
    assert table.dims == 64
    assert len(data) < 1_500_000


@pytest.mark.parametrize("line", NEARER)
def test_what_means_nearly_the_same_is_nearer(line: str) -> None:
    word, near, far = line.split()
    assert likeness(word, near) > likeness(word, far) + 0.1


def test_rows_are_summed_and_made_of_one_length() -> None:
    table = small()
    vector = table.vector(ANALYZER.analyze("买手机"))
    assert vector == (round(SCALE * 100 / hypot(100, 127)), round(SCALE * 127 / hypot(100, 127)))
    assert abs(sum(v * v for v in vector) - SCALE**2) < 2 * SCALE
    assert table.vector(ANALYZER.analyze("iphone")) == (0, 0)
    assert cosine(table.vector(ANALYZER.analyze("买")), table.vector(ANALYZER.analyze("退"))) < -0.9


def test_a_long_text_stays_within_its_lanes() -> None:
    vector = small().vector(ANALYZER.analyze("买" * 499))
    assert vector == small().vector(ANALYZER.analyze("买"))


def test_the_order_of_questions_changes_no_direction() -> None:
    vectors = [small().vector(ANALYZER.analyze(text)) for text in ("买", "退手机", "手机", "购")]
    assert len({direction(order) for order in permutations(vectors)}) == 1
    assert direction([(0, 0), (0, 0)]) == (0, 0)


@pytest.mark.parametrize(
    "data", [b'{"dims": 2, "names": 4}\nw\xe4\xb9\xb0', b'{"dims": 1, "names": 2}\nca\n\n']
)
def test_a_damaged_file_is_told(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\d names, but \d+ bytes"):
        MeaningTable.of(data)


ENTRIES = (
    Entry(id="a", question="孩子什么时候能读书", variants=("小学几月开学",), answer="九月"),
    Entry(id="b", question="孩子什么时候能打疫苗", answer="周一"),
)


def evidence(query: str, meaning: bool = True, among: int | None = None) -> dict[str, float]:
    """Entry → its feature."""
    matcher = Matcher(ENTRIES, ANALYZER, engine=EngineSettings(meaning=meaning))
    ranked = matcher.consider(ANALYZER.analyze(query), among, exact=among is None).ranked
    return {ENTRIES[r.evidence.entry].id: r.evidence.values["meaning"] for r in ranked}


def test_it_is_evidence_of_an_entry_with_other_words() -> None:
    found = evidence("孩子什么时候入学")
    assert found["a"] > found["b"] > 0


def test_switched_off_it_is_none() -> None:
    assert set(evidence("孩子什么时候入学", meaning=False).values()) == {0.0}


def test_an_entry_is_known_by_those_questions_that_are_in_the_set() -> None:
    whole, first = evidence("孩子几月开学"), evidence("孩子几月开学", among=0b101)
    alone = replace(ENTRIES[0], variants=())
    matcher = Matcher((alone, ENTRIES[1]), ANALYZER)
    ranked = matcher.consider(ANALYZER.analyze("孩子几月开学"), exact=False).ranked
    assert first["a"] < whole["a"]
    for item in ranked:
        assert item.evidence.values["meaning"] == first[matcher.entries[item.evidence.entry].id]
