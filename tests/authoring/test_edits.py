"""An edit touches its own lines and no others, loses no comment, and says what was meant."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from tests.authoring.random_edits import changed_lines, file_text, random_edit
from tests.service.material import ROOT
from xiaoer.authoring.edit.edited import edited, in_order
from xiaoer.authoring.edit.edits import EditError, FileEdit, Insert, Remove, Replace
from xiaoer.authoring.edit.files import edit_files
from xiaoer.authoring.edit.marked_text import MarkedText
from xiaoer.authoring.edit.meant import carried_out, plain_of
from xiaoer.source.yaml_tree import parse_yaml

FAQ = sorted(path for path in (ROOT / "faq").glob("*.yaml") if path.name != "xiaoer.yaml")

TEXT = """\
# 顶上
- id: a   # 编号
  question: 怎么退 # 标准问
  variants:
  # 在中间
  - 甲
  -   '乙 # 不是注释'  # 尾
  - |-  # 块
    第一行
      # 文字

    末行

  # 块的后面
  answer: >
    折叠
    两行

    下一段
  empty:
  none: []
  flow: {a: b, c: [1, 2]}
  quoted: "换\\n行"
# 末尾
"""

# (edit, lines that go, lines that come, a line of the result)
ONE_BY_ONE: list[tuple[FileEdit, int, int, str]] = [
    (Insert(path=(0, "variants", 0), value="新"), 0, 1, "  - 新"),
    (Insert(path=(0, "variants", 1), value="- 新"), 0, 1, "  - '- 新'"),
    (Insert(path=(0, "variants", 3), value="一\n二"), 0, 3, "    二"),
    (Insert(path=(0, "none", 0), value="a, b"), 1, 1, "  none: ['a, b']"),
    (Insert(path=(0, "flow", "c", 1), value="x"), 1, 1, "  flow: {a: b, c: [1, x, 2]}"),
    (Insert(path=(0, "flow", "d"), value="x"), 1, 1, "  flow: {a: b, c: [1, 2], d: x}"),
    (Insert(path=(0, "hot"), value=True, after="question"), 0, 1, "  hot: true"),
    (Insert(path=(0, "negatives"), value=["不退"]), 0, 2, "  - 不退"),
    (Insert(path=(1,), value={"id": "b", "enabled": False}), 0, 2, "- id: b"),
    (Remove(path=(0, "variants", 0)), 1, 0, "  # 在中间"),
    (Remove(path=(0, "variants", 1)), 1, 1, "  # 尾"),
    (Remove(path=(0, "variants", 2)), 5, 1, "  # 块"),
    (Remove(path=(0, "id")), 2, 2, "- question: 怎么退 # 标准问"),
    (Remove(path=(0, "question")), 1, 1, "  # 标准问"),
    (Remove(path=(0, "flow", "c")), 1, 1, "  flow: {a: b}"),
    (Remove(path=(0, "flow", "c", 1)), 1, 1, "  flow: {a: b, c: [1]}"),
    (Replace(path=(0, "question"), value="怎么 #退"), 1, 1, "  question: '怎么 #退' # 标准问"),
    (Replace(path=(0, "question"), value="不退"), 1, 1, "  question: 不退 # 标准问"),
    (Replace(path=(0, "variants", 1), value="乙"), 1, 1, "  -   '乙'  # 尾"),
    (Replace(path=(0, "variants", 2), value="第一行\n  # 字\n\n末行"), 1, 1, "      # 字"),
    (Replace(path=(0, "answer"), value="折叠 两句\n下一段\n"), 1, 1, "    两句"),
    (Replace(path=(0, "empty"), value="有"), 1, 1, "  empty: 有"),
    (Replace(path=(0, "empty"), value=["有"]), 0, 1, "  - 有"),
    (Replace(path=(0, "none"), value="有"), 1, 1, "  none: 有"),
    (Replace(path=(0, "quoted"), value="行"), 1, 1, '  quoted: "行"'),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("edit", "gone", "come", "row"), ONE_BY_ONE)
def test_one_edit(edit: FileEdit, gone: int, come: int, row: str, newline: str) -> None:
    text = TEXT.replace("\n", newline)
    new = edited(text, [edit])
    assert changed_lines(text, new) == (gone, come)
    assert row in new.split(newline)
    assert new.count("\n") == new.count(newline)


@pytest.mark.parametrize("last", ["  - 甲", "  - 甲  # 尾", "  - |-\n    一\n    二", "  - “甲”"])
def test_a_file_without_a_last_break(last: str) -> None:
    text = f"- id: a\n  variants:\n{last}"
    grown = edited(text, [Insert(path=(0, "variants", 1), value="乙")])
    assert grown == f"{text}\n  - 乙"
    assert edited(grown, [Remove(path=(0, "variants", 1))]) == text


def test_the_last_item_leaves_an_empty_list() -> None:
    text = "- id: a\n  variants:  # 相似问\n    - 甲\n  hot: true\n"
    assert edited(text, [Remove(path=(0, "variants", 0))]) == (
        "- id: a\n  variants: []  # 相似问\n  hot: true\n"
    )


def test_entries_are_parted_as_the_others_are() -> None:
    text = "- id: a\n  question: 甲\n\n- id: b\n  question: 乙\n"
    stub: FileEdit = Insert(path=(2,), value={"id": "c", "question": "丙", "enabled": False})
    assert edited(text, [stub]) == f"{text}\n- id: c\n  question: 丙\n  enabled: false\n"


def test_a_key_goes_above_a_block_that_a_line_behind_it_would_change() -> None:
    text = "- id: a\n  note: >\n    折叠的\n    文字"
    edit = Insert(path=(0, "hot"), value=True)
    assert edited(text, [edit]) == "- id: a\n  hot: true\n  note: >\n    折叠的\n    文字"
    check_law(text, edit)


def test_a_block_that_keeps_its_last_blank_lines() -> None:
    text = "- id: a\n  answer: |+\n    一\n\n\n  hot: true\n"
    new = edited(text, [Insert(path=(0, "image"), value="x.png", after="answer")])
    assert plain_of(parse_yaml(new)) == [
        {"id": "a", "answer": "一\n\n\n", "image": "x.png", "hot": "true"}
    ]


@pytest.mark.parametrize(
    ("text", "edit", "reason"),
    [
        ("- {id: a}\n", Remove(path=(0, "b")), "missing"),
        ("- {id: a}\n", Remove(path=(3,)), "missing"),
        ("- {id: a}\n", Insert(path=(0, "id"), value="b"), "exists"),
        ("- {id: a}\n", Insert(path=(), value="b"), "missing"),
        ("- &x [1]\n- *x\n", Insert(path=(1, 0), value="2"), "alias"),
        ("- &x [1]\n- *x\n", Insert(path=(0, 0), value="2"), "shape"),
        ("- [a\n", Remove(path=(0,)), "unreadable"),
        ("- {a: 1, a: 2}\n", Remove(path=(0,)), "unreadable"),
    ],
)
def test_what_cannot_be_done_says_why(text: str, edit: FileEdit, reason: str) -> None:
    with pytest.raises(EditError) as caught:
        edited(text, [edit])
    assert caught.value.reason == reason
    assert caught.value.render("zh") != caught.value.render("en")


def test_edits_of_one_text_in_an_order_that_keeps_their_paths() -> None:
    text = "- variants: [a, b, c, d]\n"
    edits = [
        Remove(path=(0, "variants", 0)),
        Replace(path=(0, "variants", 3), value="D"),
        Remove(path=(0, "variants", 2)),
    ]
    assert edited(text, in_order(edits)) == "- variants: [b, D]\n"


def check_law(text: str, edit: FileEdit) -> None:
    """What holds of every edit: the meaning, the comments, and the lines it may touch."""
    new = edited(text, [edit])
    assert plain_of(parse_yaml(new)) == carried_out(plain_of(parse_yaml(text)), edit)
    before, after = MarkedText.of(text), MarkedText.of(new)
    assert notes(before) == notes(after)
    gone, come = changed_lines(text, new)
    own = written_lines(text, edit)
    kept = sum(isinstance(edit, Remove) for _ in before.notes)
    if isinstance(edit, Insert):
        assert gone <= 1
        assert come <= gone + rows(edit.value) + 1
    elif isinstance(edit, Remove):
        assert gone <= own + 2
        assert come <= 2 + kept
    else:
        assert gone <= own + 1
        assert come <= rows(edit.value) + 1 + len(before.notes)


def notes(layout: MarkedText) -> list[str]:
    return sorted(layout.text[start:end] for start, end in layout.notes)


def written_lines(text: str, edit: FileEdit) -> int:
    """How many lines the part takes that an edit takes away."""
    if isinstance(edit, Insert):
        return 0
    mark = MarkedText.of(text).find(edit.path).mark
    return text.count("\n", mark.start, mark.end) + 1


def rows(value: Any) -> int:
    if isinstance(value, dict):
        return sum(1 + rows(one) for one in value.values())
    if isinstance(value, list | tuple):
        return sum(map(rows, value))
    return 2 + value.count("\n") if isinstance(value, str) else 1


@pytest.mark.parametrize("seed", range(60))
def test_random_edits_of_generated_files(seed: int) -> None:
    """`tests.bench.edits` does it a thousand times."""
    rng = random.Random(seed)
    text = file_text(rng)
    check_law(text, random_edit(rng, text))


@pytest.mark.parametrize("seed", range(12))
def test_random_edits_of_the_sample(seed: int) -> None:
    rng = random.Random(f"faq{seed}")
    text = rng.choice(FAQ).read_text(encoding="utf-8")
    check_law(text, random_edit(rng, text))


def test_files_are_written_whole_or_not_at_all(tmp_path: Path) -> None:
    one, two = tmp_path / "a.yaml", tmp_path / "b.yaml"
    one.write_bytes(b"\xef\xbb\xbf- id: a\r\n  question: q\r\n")
    two.write_bytes(b"- id: b\n")
    bad = {one: [Replace(path=(0, "question"), value="问")], two: [Remove(path=(5,))]}
    with pytest.raises(EditError) as caught:
        edit_files(bad)
    assert caught.value.file == str(two)
    assert one.read_bytes().startswith(b"\xef\xbb\xbf- id: a")
    assert edit_files({one: bad[one], two: []}) == (one,)
    assert one.read_bytes() == "\ufeff- id: a\r\n  question: 问\r\n".encode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "b.yaml"]


@pytest.mark.parametrize("name", ["a.jsonl", "missing.yaml"])
def test_files_that_cannot_be_edited(tmp_path: Path, name: str) -> None:
    with pytest.raises(EditError):
        edit_files({tmp_path / name: [Remove(path=(0,))]})
