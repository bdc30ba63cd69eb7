"""Files written in many ways, random edits of them, and what each edit must leave as it was."""

from __future__ import annotations

import difflib
import random
from collections.abc import Iterator
from typing import Any

from xiaoer.authoring.edit.edits import FileEdit, Insert, Remove, Replace
from xiaoer.authoring.edit.meant import FileValues, plain_of
from xiaoer.source.yaml_tree import parse_yaml

TEXTS = (
    "怎么退款", "退款多久到账？", "a: b", "- 破折号", "# 不是注释", "带 # 号", "yes", "12315",
    "null", "'引号'", '"双引号"', "[括号]", "{花括号}", "逗号, 分开", "100%", "@人", "*星", "&和",
    "!叹", "尾 ", " 头", "冒号:", "反斜杠\\n", "emoji😀", "全角：冒号", "~", "|", ">",
    "两行\n文字", "三行\n\n隔空\n", "x",
)  # fmt: skip


def file_text(rng: random.Random) -> str:
    """A list of entries, each part of it written in one of the ways that people write."""
    newline = rng.choice(("\n", "\n", "\r\n"))
    pad = rng.choice((0, 2, 4))
    gap = rng.random() < 0.6
    rows: list[str] = ["# 顶上的注释", ""] if rng.random() < 0.5 else []
    for number in range(rng.randint(1, 4)):
        rows += _entry(rng, f"e{number}", pad)
        if gap:
            rows.append("")
        if rng.random() < 0.3:
            rows.append("# 条目之间")
    if rng.random() < 0.4:
        rows.append("# 末尾")
    text = newline.join(rows).rstrip()
    return text if rng.random() < 0.3 else text + newline


def _entry(rng: random.Random, name: str, pad: int) -> list[str]:
    dash = rng.choice(("-", "-", "-  "))
    lead = " " * (len(dash) + 1 if dash == "-" else len(dash))
    first = f"{dash} id: {name}" if dash == "-" else f"{dash}id: {name}"
    rows = [first + _note(rng), f"{lead}question: {_scalar(rng)}{_note(rng)}"]
    rows += _list(rng, "variants", lead, pad)
    rows += [f"{lead}answer: |-{_note(rng)}", f"{lead}  第一行 # 不是注释", f"{lead}  第二行"]
    if rng.random() < 0.3:
        rows += [f"{lead}note: >", f"{lead}   折叠的", f"{lead}   文字", "", f"{lead}   下一段"]
    if rng.random() < 0.5:
        rows += _list(rng, "related", lead, pad)
    if rng.random() < 0.5:
        rows.append(f"{lead}keywords: {{any: [甲, 乙], none: []}}{_note(rng)}")
    if rng.random() < 0.5:
        rows += [f"{lead}channels:", f"{lead}  app:", f"{lead}  web: 网页{_note(rng)}"]
    if rng.random() < 0.4:
        rows.append(f"{lead}hot: true{_note(rng)}")
    return rows


def _list(rng: random.Random, key: str, lead: str, pad: int) -> list[str]:
    items = [_scalar(rng) for _ in range(rng.randint(0, 4))]
    kind = rng.random()
    if not items:
        return [f"{lead}{key}: []{_note(rng)}"]
    if kind < 0.25:
        return [f"{lead}{key}: [{', '.join(items)}]{_note(rng)}"]
    if kind < 0.35:
        return [f"{lead}{key}: [", *(f"{lead}  {one},{_note(rng)}" for one in items), f"{lead}  ]"]
    rows = [f"{lead}{key}:{_note(rng)}"]
    for item in items:
        if rng.random() < 0.2:
            rows.append(f"{lead}{' ' * pad}# 在中间")
        rows.append(f"{lead}{' ' * pad}- {item}{_note(rng)}")
    return rows


def _scalar(rng: random.Random) -> str:
    text = rng.choice(("怎么退", "退款多久", "运费谁出", "换货", "查物流"))
    return rng.choice((text, text, f"'{text}'", f'"{text}"', f"'{text}''s'"))


def _note(rng: random.Random) -> str:
    return f"  # 注{rng.randint(1, 99)}" if rng.random() < 0.2 else ""


def random_edit(rng: random.Random, text: str) -> FileEdit:
    """An edit of some part of a file: of a list, a key, a text, an entry."""
    plain = plain_of(parse_yaml(text))
    assert isinstance(plain, list)
    if rng.random() < 0.1:
        entry: Any = {
            "id": f"new{rng.randint(1, 9999)}",
            "question": rng.choice(TEXTS),
            "variants": [rng.choice(TEXTS)],
            "enabled": False,
            "answer": "待写",
        }
        return Insert(path=(rng.randint(0, len(plain)),), value=entry)
    lists, keys, texts = _places(plain)
    kind = rng.random()
    if kind < 0.35 and lists:
        path, found = rng.choice(lists)
        return Insert(path=(*path, rng.randint(0, len(found))), value=rng.choice(TEXTS))
    if kind < 0.55 and any(found for _, found in lists):
        path, found = rng.choice([one for one in lists if one[1]])
        return Remove(path=(*path, rng.randrange(len(found))))
    if kind < 0.65:
        value: Any = rng.choice([["甲", "乙"], "文字", True, {"any": ["甲"]}, [], "两\n行"])
        return Insert(path=(rng.randrange(len(plain)), f"k{rng.randint(1, 9999)}"), value=value)
    if kind < 0.75:
        return Remove(path=rng.choice(keys))
    return Replace(path=rng.choice(texts), value=rng.choice(TEXTS))


def _places(plain: list[Any]) -> tuple[list[Any], list[Any], list[Any]]:
    lists: list[Any] = []
    keys: list[Any] = []
    texts: list[Any] = []
    for path, value in _walk(plain, ()):
        if isinstance(value, list) and len(path) > 1:
            lists.append((path, value))
        if isinstance(value, str):
            texts.append(path)
        if len(path) > 1 and isinstance(path[-1], str) and path[-1] != "id":
            keys.append(path)
    return lists, keys, texts


def _walk(value: FileValues, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], FileValues]]:
    if path:
        yield path, value
    if isinstance(value, list):
        for place, one in enumerate(value):
            yield from _walk(one, (*path, place))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _walk(one, (*path, key))


def changed_lines(before: str, after: str) -> tuple[int, int]:
    """How many lines went, and how many came."""
    rows = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return sum(row[:1] == "-" for row in rows), sum(row[:1] == "+" for row in rows)
