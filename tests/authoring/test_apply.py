"""What was decided in a sheet, done to the corpus: only its lines, or nothing and every fault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.authoring.the_round import play
from tests.service.material import ROOT
from xiaoer.authoring.apply.applied import Applied, prepare_apply
from xiaoer.authoring.lint.lint import lint
from xiaoer.authoring.mine.ignored import ignored_path, read_ignored
from xiaoer.corpus.corpus import Corpus
from xiaoer.errors import XiaoerError
from xiaoer.evaluation import load_cases
from xiaoer.source.tables.faults import TableError

HEAD = "次数,客户原话,建议 1,建议 2,建议 3,把握,原因,决定,知识点,身份\n"
SETTINGS = "audiences: {buyer: 买家, seller: 卖家}\n"
ENTRIES = """\
# 退款
- id: refund
  question: 怎么退款  # 标准问
  variants: [如何退款, "退钱"]
  answer: 在订单里申请。
  negatives:
    - 不退款

- id: track
  question: 怎么查物流
  answer: |-
    看订单。
- {id: sell, question: 怎么开店, audience: seller, answer: 点开店。}
"""


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    folder = tmp_path / "faq"
    folder.mkdir()
    (folder / "xiaoer.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "a.yaml").write_text(ENTRIES, encoding="utf-8", newline="")
    return folder


def row(texts: str, decision: str, entry: str = "", audience: str = "") -> str:
    near = "怎么退款（refund）,怎么查物流（track）,"
    return f'1,"{texts}",{near},0.4,,{decision},{entry},{audience}\n'


def prepared(faq: Path, *rows: str) -> Applied:
    sheet = faq.parent / "decided.csv"
    sheet.write_text(HEAD + "".join(rows), encoding="utf-8")
    return prepare_apply(sheet, faq, faq / "queries.jsonl")


def added(done: Applied) -> dict[str, list[str]]:
    """The lines that come, by file; none goes."""
    found: dict[str, list[str]] = {}
    for file in done.files:
        lines = [
            line for line in file.diff() if line[:1] in "+-" and line[:3] not in ("+++", "---")
        ]
        found[file.path.name] = lines
    return found


def test_a_variant_touches_its_line_alone(faq: Path) -> None:
    done = prepared(faq, row("钱怎么退\n我要退钱", "相似问", "1"), row("包裹在哪", "相似问", "2"))
    assert added(done) == {
        "a.yaml": [
            '-  variants: [如何退款, "退钱"]',
            '+  variants: [如何退款, "退钱", 钱怎么退, 我要退钱]',
            "+  variants:",
            "+    - 包裹在哪",
        ]
    }
    done.write()
    corpus = Corpus.load(faq)
    assert corpus["refund"].variants == ("如何退款", "退钱", "钱怎么退", "我要退钱")
    assert corpus["track"].variants == ("包裹在哪",)


def test_a_stub_is_switched_off_and_lint_finds_it(faq: Path) -> None:
    done = prepared(faq, row("附近有停车场吗\n哪里停车", "新知识", audience="买家"))
    done.write()
    (id,) = done.new
    entry = Corpus.load(faq)[id]
    assert (entry.question, entry.variants, entry.answer) == (
        "附近有停车场吗",
        ("哪里停车",),
        "待写",
    )
    assert (entry.enabled, entry.audience) == (False, ("buyer",))
    told = [one.diagnostic for one in lint(faq, off=("R",)).findings]
    assert "A101" in [one.code for one in told if one.place.file.endswith("imported.yaml")]


@pytest.mark.parametrize("said", ["无", "不该回答", "都不是", "NULL", "-"])
def test_labels_that_no_entry_answers(said: str, faq: Path) -> None:
    """As `sample` and `evaluate` have them."""
    prepared(faq, row("红烧肉怎么炖", "标注", said)).write()
    assert [(one.q, one.gold) for one in load_cases(faq / "queries.jsonl")] == [
        ("红烧肉怎么炖", ())
    ]


def test_an_entry_that_nothing_is_near_is_told_with_what_is_expected(faq: Path) -> None:
    with pytest.raises(TableError) as refused:
        prepared(faq, row("红烧肉怎么炖", "相似问", "都不是"))
    assert "应为 1、2、3（同一行的建议）" in refused.value.render("zh")
    assert "expected 1, 2, 3" in refused.value.render("en")


def test_a_negative_and_labels(faq: Path) -> None:
    (faq / "queries.jsonl").write_text('{"q": "旧的", "gold": null}', encoding="utf-8")
    done = prepared(
        faq,
        row("退款怎么这么慢", "反例", "refund"),
        row("钱呢", "标注", "1", "买家"),
        row("货呢", "标注", "1、track"),
        row("红烧肉怎么炖", "标注", "无"),
    )
    done.write()
    assert Corpus.load(faq)["refund"].negatives == ("不退款", "退款怎么这么慢")
    labels = [(one.q, one.gold, one.slices) for one in load_cases(faq / "queries.jsonl")]
    assert labels == [
        ("旧的", (), {}),
        ("钱呢", ("refund",), {"audience": "buyer"}),
        ("货呢", ("refund", "track"), {}),
        ("红烧肉怎么炖", (), {}),
    ]
    assert read_ignored(faq) == ("红烧肉怎么炖",)  # nothing is left to decide about it


def test_what_is_ignored_is_remembered_and_comments_stay(faq: Path) -> None:
    ignored_path(faq).write_text("# 我的备注\n甲\n", encoding="utf-8")
    prepared(faq, row("红烧肉怎么炖？\n甲！", "忽略")).write()
    assert ignored_path(faq).read_text(encoding="utf-8") == "# 我的备注\n甲\n红烧肉怎么炖\n"
    assert Corpus.load(faq).entries  # it is no file of entries


def test_twice_is_once(faq: Path) -> None:
    rows = [
        row("钱怎么退", "相似问", "1"),
        row("附近有停车场吗", "新知识"),
        row("退款怎么这么慢", "反例", "1"),
        row("钱呢", "标注", "1"),
        row("红烧肉怎么炖", "忽略"),
    ]
    prepared(faq, *rows).write()
    again = prepared(faq, *rows)
    assert (again.files, again.already) == ((), 4)


def test_rows_without_a_decision_are_left_open(faq: Path) -> None:
    done = prepared(faq, row("钱怎么退", ""), row("货呢", "相似问", "2"))
    assert (done.open, done.texts) == (1, {"variant": 1})


def test_no_placeholder_enters_a_variant(faq: Path) -> None:
    prepared(faq, row("我叫[姓名]，怎么把钱退到[银行卡号]", "相似问", "1")).write()
    assert Corpus.load(faq)["refund"].variants[-1] == "怎么把钱退到"


def test_windows_lines_and_a_byte_order_mark_stay(faq: Path) -> None:
    path = faq / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + ENTRIES.replace("\n", "\r\n").encode("utf-8"))
    prepared(faq, row("包裹在哪", "相似问", "2"), row("哪里停车", "新知识")).write()
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf# ")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert Corpus.load(faq)["track"].variants == ("包裹在哪",)


def test_json_lines_both_ways(tmp_path: Path) -> None:
    faq, sheet = tmp_path / "faq.jsonl", tmp_path / "decided.jsonl"
    faq.write_text('{"id": "a",  "question": "怎么退款", "answer": "申请。"}\n', encoding="utf-8")
    near = [{"id": "a", "question": "怎么退款", "score": 0.5}]
    rows: list[dict[str, Any]] = [
        {"texts": ["钱怎么退"], "decision": "variant", "entry": 1, "suggestions": near},
        {"texts": ["甲"], "decision": "忽略", "entry": None},
        {"texts": ["乙"], "decision": None, "entry": None},
    ]
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows)
    sheet.write_text(text, encoding="utf-8")
    done = prepare_apply(sheet, faq, tmp_path / "queries.jsonl")
    done.write()
    assert Corpus.load(faq)["a"].variants == ("钱怎么退",)
    assert (tmp_path / "faq.ignored.txt").read_text(encoding="utf-8").endswith("\n甲\n")
    assert done.open == 1


FAULTS = [
    (row("钱呢", "相似问"), "decided.csv:I2: “相似问” 要写明知识点"),
    (row("钱呢", "相似问", "3"), "decided.csv:I2: 这一行没有 “建议 3”"),
    (row("钱呢", "相似问", "refnd"), "decided.csv:I2: 没有知识点 “refnd”，是不是 “refund”？"),
    (row("钱呢", "相似问", "1、2"), "decided.csv:I2: “相似问” 只能写一个知识点"),
    (row("钱呢", "相似问题", "1"), "decided.csv:H2: 不认识的决定 “相似问题”"),
    (row("[手机号]", "相似问", "1"), "decided.csv:B2: 没有客户原话"),
    (row("怎么查物流？", "相似问", "1"), "decided.csv:B2: “怎么查物流？” 已经是 track 的问法"),
    (row("如何退款", "新知识"), "decided.csv:B2: “如何退款” 已经是 refund 的问法"),
    (row("怎么退款", "反例", "1"), "decided.csv:B2: “怎么退款” 是 refund 自己的问法"),
    (row("不退款", "相似问", "1"), "decided.csv:B2: “不退款” 是 refund 的反例"),
    (row("钱呢", "标注", "1", "游客"), "decided.csv:J2: 不认识的身份 “游客”"),
    (row("旧的", "标注", "1"), "decided.csv:B2: “旧的” 在"),
    (row("钱呢", "相似问", "1") + row("钱呢？", "相似问", "2"), "decided.csv:B3: “钱呢？” 在"),
    (row("钱呢", "相似问", "1") + row("钱呢", "反例", "1"), "decided.csv:B3: “钱呢” 在"),
    (row("钱呢", "反例", "1") + row("钱呢", "相似问", "1"), "decided.csv:B3: “钱呢” 在"),
]


@pytest.mark.parametrize(("rows", "told"), FAULTS)
def test_on_an_error_nothing_is_written(rows: str, told: str, faq: Path) -> None:
    (faq / "queries.jsonl").write_text('{"q": "旧的", "gold": null}\n', encoding="utf-8")
    before = {path: path.read_bytes() for path in sorted(faq.iterdir())}
    with pytest.raises(TableError) as refused:
        prepared(faq, row("好的一句", "相似问", "1"), *rows.splitlines(keepends=True))
    shifted = told.replace("2:", "3:", 1) if rows.count("\n") == 1 else told.replace("3:", "4:", 1)
    assert shifted in refused.value.render("zh")
    assert refused.value.render("en").isprintable() or "\n" in refused.value.render("en")
    assert {path: path.read_bytes() for path in sorted(faq.iterdir())} == before


def test_a_question_of_another_audience_is_no_clash(faq: Path) -> None:
    """Nor is it an update of that entry: what is to be made never changes one that is there."""
    (faq / "b.yaml").write_text(
        "- {id: buy, question: 怎么买, audience: buyer, answer: 点购买。}\n", encoding="utf-8"
    )
    prepared(faq, row("怎么开店", "相似问", "buy")).write()
    assert Corpus.load(faq)["buy"].variants == ("怎么开店",)
    with pytest.raises(TableError, match="question of sell already"):
        prepared(faq, row("怎么开店\n开店", "新知识", audience="买家"))


BAD_FILES: list[tuple[str, bytes, str]] = [
    ("a.csv", b"", "a.csv"),
    ("a.csv", "甲,乙\n1,2\n".encode(), "找不到 “客户原话” 和 “决定”"),
    ("a.csv", "客户原话,决定,决定\n".encode(), "a.csv:C1"),
    ("a.xlsx", b"PK\x03\x04 cut", "a.xlsx"),
    ("a.jsonl", b'{"texts": ', "a.jsonl:1"),
    ("a.jsonl", b'{"v": 1, "kind": "reply"}\n', "a.jsonl:1"),
    ("a.txt", b"", "a.txt"),
]


@pytest.mark.parametrize(("name", "data", "told"), BAD_FILES)
def test_files_that_hold_no_decisions(name: str, data: bytes, told: str, faq: Path) -> None:
    pytest.importorskip("python_calamine")
    path = faq.parent / name
    path.write_bytes(data)
    with pytest.raises(XiaoerError) as refused:
        prepare_apply(path, faq, faq / "queries.jsonl")
    assert isinstance(refused.value, TableError)
    assert told in refused.value.render("zh")


def test_a_file_that_changed_meanwhile_is_left(faq: Path) -> None:
    done = prepared(faq, row("钱怎么退", "相似问", "1"), row("甲", "忽略"))
    (faq / "a.yaml").write_text(ENTRIES + "# 新的\n", encoding="utf-8")
    with pytest.raises(TableError, match="changed meanwhile"):
        done.write()
    assert not ignored_path(faq).exists()


@pytest.mark.slow
def test_the_round_brings_back_what_was_lost(tmp_path: Path) -> None:
    """Small: the bench takes forty entries. What the round reaches is close to what it could
    reach if every logged question were given to its entry."""
    done = play(ROOT / "faq", tmp_path, entries=12, background=False)
    lost = done.queries.lost + done.variants.lost
    back, ceiling = (
        done.queries.back + done.variants.back,
        done.queries.ceiling + done.variants.ceiling,
    )
    assert lost >= 20
    assert back >= 0.6 * ceiling > 0
    assert done.broken <= 3
