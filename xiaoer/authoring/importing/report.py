"""What a conversion read and what it will write, told in Chinese or English before it writes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

from xiaoer.authoring.cells.fields import HEADS
from xiaoer.authoring.formats.formats import FORMATS
from xiaoer.authoring.importing.conversion import Conversion
from xiaoer.authoring.importing.plan import EntryChange
from xiaoer.authoring.sheets.notes import NOTES, WHY
from xiaoer.authoring.sheets.reading import SheetReading
from xiaoer.errors import Lang, Words
from xiaoer.source.tables.table import letters

_SAID: Final = Words(
    texts={
        "read": ("读入 {path}：{format}{encoding}", "read {path}: {format}{encoding}"),
        "encoding": ("（{name}）", " ({name})"),
        "sheet": ("工作表", "sheet"),
        "corpus": ("知识库", "corpus"),
        "table": (
            "表 {name}：列名在第 {row} 行，{count} 条",
            "sheet {name}: headings in row {row}, {count} entries",
        ),
        "table_otherwise": ("表 {name}：{count} 条", "sheet {name}: {count} entries"),
        "column": ("  {letter} 列 {head} → {field}", "  column {letter} {head} → {field}"),
        "nothing": ("没有读（不认识的列名）", "not read (heading not known)"),
        "row_number": ("序号，不用", "a running number, not used"),
        "guess": ("{field}（按内容推断）", "{field} (a guess by what stands below)"),
        "unmapped": ("没有读", "not read"),
        "map_hint": (
            "  没有读的列要用的话：--map {head}=字段",
            "  to use a column that is not read: --map {head}=FIELD",
        ),
        "hidden": (
            "隐藏的或没有选的工作表没有读：{names}",
            "hidden or other sheets, not read: {names}",
        ),
        "unread": ("工作表 {name} 没有读：{why}", "sheet {name} is not read: {why}"),
        "lost": ("带不过去的：", "what cannot be carried over:"),
        "made": (
            "{count} 条没有编号，按类目和问题的拼音生成",
            "{count} entries have no id: made from category and question in pinyin",
        ),
        "respelled": (
            "编号 “{before}” 不合规，写成 {after}",
            'the id "{before}" is not allowed and becomes {after}',
        ),
        "counts": (
            "{target} 里：新增 {new} 条，更新 {updated} 条，不变 {same} 条",
            "in {target}: {new} new, {updated} updated, {same} the same",
        ),
        "total": ("写到 {target}：{count} 条", "to {target}: {count} entries"),
        "new": ("  + {id}  {question}", "  + {id}  {question}"),
        "updated": ("  ~ {id}  {fields}", "  ~ {id}  {fields}"),
        "more": ("  … 另有 {count} 条", "  … and {count} more"),
        "warnings": ("{count} 条警告：", "{count} warnings:"),
        "not_compared": (
            "问题很多，只比对了写法相同的；加载知识库时会全部比对",
            "there are many questions: only those written alike were compared; loading the corpus "
            "compares all",
        ),
        "no_settings": (
            "设置（受众、队列、变量……）不在这个文件里",
            "the settings (audiences, queues, variables …) are not in this file",
        ),
    }
)
_WHY_NOT: Final[Mapping[str, tuple[str, str]]] = {
    "heading": ("没有 “问题” 和 “答案” 的列名", "no headings for question and answer"),
    "empty": ("是空的", "it is empty"),
    "no_rows": ("列名下面没有内容", "nothing stands below the headings"),
    "no_answer": ("没有答案这一列", "it has no column of answers"),
}
_SHOWN = 20
_WARNINGS = 10
_SKIPPED = 10
_WIDTH = 30


def report_lines(done: Conversion, lang: Lang) -> Iterator[str]:
    """The lines, as they are told before anything is written."""
    yield from _opened(done, lang)
    for sheet in done.opened.sheets:
        yield from _sheet(sheet, lang)
    for one in done.opened.unread:
        name = one.name or done.opened.path.name
        yield _SAID("unread", lang, name=name, why=_WHY_NOT[one.why][lang == "en"])
    losses = (*done.opened.losses, *done.losses)
    if losses:
        yield _SAID("lost", lang)
        yield from (f"  {loss.render(lang)}" for loss in losses)
    yield from _plan(done, lang)


def _opened(done: Conversion, lang: Lang) -> Iterator[str]:
    opened = done.opened
    kind = opened.format
    title = FORMATS[kind].title if kind in FORMATS else _SAID(kind, lang)
    encoding = _SAID("encoding", lang, name=opened.encoding) if opened.encoding else ""
    yield _SAID("read", lang, path=opened.path.as_posix(), format=title, encoding=encoding)
    if opened.hidden:
        yield _SAID("hidden", lang, names=_joined(opened.hidden, lang))


def _sheet(sheet: SheetReading, lang: Lang) -> Iterator[str]:
    name = sheet.table.name or sheet.table.file.rpartition("/")[2]
    key = "table" if sheet.heading else "table_otherwise"
    yield _SAID(key, lang, name=name, row=sheet.heading, count=len(sheet.entries))
    unknown = ""
    for column in sheet.columns:
        if not column.number:
            continue
        field = _field(column.field, column.how, lang)
        turned = not sheet.heading and column.head and column.field
        letter = str(column.number) if turned else letters(column.number)
        head = f"“{_cut(column.head)}”" if column.head else ""
        yield _SAID("column", lang, letter=letter, head=head, field=field)
        unknown = unknown or (_cut(column.head) if not column.field and column.head else "")
    if unknown:
        yield _SAID("map_hint", lang, head=unknown)
    yield from (f"  {note.render(lang)}" for note in sheet.notes)
    for skipped in sheet.skipped[:_SKIPPED]:
        why = WHY[skipped.why].get(lang)
        yield "  " + NOTES("skipped", lang, row=skipped.row, why=why, text=skipped.text)
    if len(sheet.skipped) > _SKIPPED:
        yield "  " + NOTES("more_skipped", lang, count=len(sheet.skipped) - _SKIPPED)


def _field(field: str, how: str, lang: Lang) -> str:
    if field == "number":
        return _SAID("row_number", lang)
    if not field:
        return _SAID("nothing" if how != "map" else "unmapped", lang)
    name = field_name(field)
    told = f"{name} ({field})" if lang == "zh" and name != field else field
    return _SAID("guess", lang, field=told) if how == "guess" else told


def field_name(field: str) -> str:
    """What a field is called in Chinese; itself where it has no name.

    >>> field_name("variants"), field_name("category.2"), field_name("channels.微信")
    ('相似问', '类目', '答案：微信')
    """
    if field.startswith("channels."):
        return f"答案：{field.removeprefix('channels.')}"
    others = {"valid": "有效期", "disabled": "停用", "kind": "这一行是标准问还是相似问"}
    if field in others:
        return others[field]
    return HEADS.get(field) or HEADS.get(field.partition(".")[0], field)


def _plan(done: Conversion, lang: Lang) -> Iterator[str]:
    plan = done.plan
    if plan.made:
        yield _SAID("made", lang, count=plan.made)
    for before, after in plan.respelled[:_SHOWN]:
        yield _SAID("respelled", lang, before=before, after=after)
    if plan.warnings:
        yield _SAID("warnings", lang, count=len(plan.warnings))
        yield from (f"  {one.render(lang)}" for one in plan.warnings[:_WARNINGS])
        if len(plan.warnings) > _WARNINGS:
            yield _SAID("more", lang, count=len(plan.warnings) - _WARNINGS)
    if not plan.whole:
        yield _SAID("not_compared", lang)
    target = done.target.as_posix()
    if done.into:
        counts = {kind: plan.count(kind) for kind in ("new", "updated", "same")}
        yield _SAID("counts", lang, target=target, **counts)
        yield from _changes(plan.changes, lang)
    else:
        yield _SAID("total", lang, target=target, count=len(plan.entries))
    if done.opened.format == "corpus" and done.target.suffix and not done.into:
        yield _SAID("no_settings", lang)


def _changes(changes: tuple[EntryChange, ...], lang: Lang) -> Iterator[str]:
    told = [change for change in changes if change.kind != "same"]
    for change in told[:_SHOWN]:
        if change.kind == "new":
            question = _cut(change.after.question)
            yield _SAID("new", lang, id=change.after.id, question=question)
        else:
            fields = "; ".join(_difference(change, key, lang) for key in change.fields)
            yield _SAID("updated", lang, id=change.after.id, fields=fields)
    if len(told) > _SHOWN:
        yield _SAID("more", lang, count=len(told) - _SHOWN)


def _difference(change: EntryChange, key: str, lang: Lang) -> str:
    """A field before and after, short; of a list, what comes and goes."""
    assert change.before is not None
    before, after = (one.to_dict().get(key) for one in (change.before, change.after))
    name = HEADS.get(key, key) if lang == "zh" else key
    if isinstance(before or after, list) and all(
        isinstance(v, list) or v is None for v in (before, after)
    ):
        old, new = _texts(before), _texts(after)
        signs = [f"+{_cut(one)}" for one in new if one not in old]
        signs += [f"-{_cut(one)}" for one in old if one not in new]
        return f"{name}: {' '.join(signs[:5])}{' …' if len(signs) > 5 else ''}"
    return f"{name}: {_cut(_text(before))} → {_cut(_text(after))}"


def _texts(value: object) -> list[str]:
    return [_text(item) for item in value] if isinstance(value, list) else []


def _text(value: object) -> str:
    if value is None:
        return "∅"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"


def _joined(names: tuple[str, ...], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(names)
