"""The one table of what can be wrong with queries and dialogues, in Chinese and in English."""

from __future__ import annotations

from typing import Final, NamedTuple

from xiaoer.source.findings.terms import TERMS
from xiaoer.source.tree import Node, Scalar, kind
from xiaoer.text.normalize import replace_surrogates

_SHOWN = 40


class Both(NamedTuple):
    """The same in Chinese and in English."""

    zh: str
    en: str


Field = Both | str | int

MESSAGES: Final[dict[str, Both]] = {
    # files
    "kind": Both(
        "不认识的文件类型 “{suffix}”，应为 {expected}",
        'unknown kind of file "{suffix}"; expected {expected}',
    ),
    "no_rows": Both(
        "这个文件里没有{what}，应至少有一条",
        "no {what} in this file; expected at least one",
    ),
    "no_lines": Both(
        "这个文件里没有问题，应至少有一条，一行一条",
        "no queries in this file; expected at least one, one a line",
    ),
    "no_list": Both(
        "应为{what}的列表（每条以 “- {first}:” 开头），而这里是{found}",
        'expected a list of {what} (each begins with "- {first}:"), found {found}',
    ),
    # tables
    "cells": Both(
        "应和第一行一样有 {expected} 格，而这里有 {count} 格",
        "expected {expected} cells as in the first row, found {count}",
    ),
    "csv": Both("CSV 格式错误：{problem}", "not valid CSV: {problem}"),
    "no_column": Both(
        "第一行里没有 “{name}” 这一列（{synonyms}）；现有：{found}",
        'no column "{name}" in the first row; found {found}',
    ),
    "column_twice": Both(
        "“{name}” 这一列有两个",
        'column "{name}" is given twice',
    ),
    "columns_clash": Both(
        "这几列都是 “{name}” 的意思，只能留一列：{found}",
        'these columns all mean "{name}", keep one: {found}',
    ),
    "no_head": Both(
        "第 {column} 列有内容，第一行却没有列名；请补上列名，或清空这一列",
        "column {column} has no heading in the first row; give it one, or empty the column",
    ),
    # cases
    "no_case": Both("应为一条问题（q、gold…），而这里是{found}",
                    "expected a case (q, gold, …), found {found}"),
    "key": Both("键应为文字，而这里是{found}", "a key must be a text, found {found}"),
    "key_twice": Both("键 “{key}” 重复", 'the key "{key}" is given twice'),
    "keys_clash": Both(
        "这几个键都是 “{key}” 的意思，只能留一个：{found}",
        'these keys all mean "{key}", keep one: {found}',
    ),
    "missing": Both("缺少 “{key}”；现有：{found}", 'missing "{key}"; found {found}'),
    "missing_gold": Both(
        "缺少 “gold”，不该回答的请写 null；现有：{found}",
        'missing "gold"; write null where nothing may be answered; found {found}',
    ),
    "text": Both("“{key}” 应为文字，而这里是{found}", '"{key}" must be a text, found {found}'),
    "gold": Both(
        "“gold” 应为一个编号、编号的列表或 null，而这里是{found}",
        '"gold" must be an id, a list of ids or null, found {found}',
    ),
    "weight": Both(
        "“weight”（权重）应为大于 0 的数，而这里是 “{found}”",
        '"weight" must be a number above 0, found "{found}"',
    ),
    "draws": Both(
        "“draws”（抽中次数）应为从 1 起的整数，而这里是 “{found}”",
        '"draws" must be a whole number from 1, found "{found}"',
    ),
    "not_labelled": Both(
        "还有 {count} 条待标注，这是第一条；请写明知识点的编号，不该回答的写 “不该回答” 或清空"
        "（JSON 里写 null）",
        "{count} queries are not labelled yet, this is the first; give the entry's id, or "
        "nothing (in JSON null) where nothing may be answered",
    ),
    "not_random": Both(
        "这批标注是按置信度段抽的，各条的权重不同；校准要每条机会相等的，请用 xiaoer sample "
        "（不写 --by band）另抽一批，或用 xiaoer evaluate 估计",
        "these labels were drawn by band of confidence and weigh differently; a certificate needs "
        "queries drawn with equal chances: draw others with xiaoer sample without --by band, or "
        "estimate with xiaoer evaluate",
    ),
    "gold_twice": Both(
        "“gold” 里编号 “{id}” 写了两次",
        '"gold" names the id "{id}" twice',
    ),
    "oos": Both(
        "“oos” 应为 “near” 或 “far”，而这里是 “{found}”",
        '"oos" must be "near" or "far", found "{found}"',
    ),
    "oos_gold": Both(
        "给了正确的编号，却又标成 oos “{oos}”",
        'a gold id is given, yet the query is marked oos "{oos}"',
    ),
    "same": Both(
        "问题 “{q}” 重复，第一次在 {first}，标注相同",
        'duplicate query "{q}", first at {first}, with the same label',
    ),
    "conflict": Both(
        "问题 “{q}” 重复，第一次在 {first}，标注不同：那里是 {before}，这里是 {after}",
        'duplicate query "{q}", first at {first}, with another label: {before} there, {after} here',
    ),
    "unknown_id": Both(
        "没有编号为 “{id}” 的知识点（问题 “{q}” 的标注）{hint}",
        'no entry has the id "{id}", the gold of "{q}"{hint}',
    ),
    "audience": Both(
        "没有名为 “{name}” 的身份（audience）{hint}",
        'unknown audience "{name}"{hint}',
    ),
    "other": Both("{text}", "{text}"),
    # all of them
    "empty": Both("没有问题，应至少有一条", "no queries; expected at least one"),
    "no_oos": Both(
        "{count} 条标注里没有一条不该回答的问题（gold: null）。真实客户也问知识库管不到的事，"
        "这样算出的阈值对那些问题保证不了什么。请按真实比例补上；只要对归知识库管的问题作保证，"
        "请加 {option}。",
        "none of the {count} labels is out of scope (gold: null). Customers also ask what no entry "
        "answers, and a threshold found so promises nothing about that. Add such queries in their "
        "true share; or give {option}, for a promise about the others alone.",
    ),
    "all_leaks": Both(
        "{n} 条问题全都与知识库的问题一字不差：没有剩下可用来校准的",
        "all {n} queries equal a question of the corpus: none is left to calibrate on",
    ),
    "nothing_left": Both(
        "{n} 条问题全都与知识库的问题一字不差，例如 “{id}” 的 “{question}”：没有剩下可测的",
        'all {n} queries equal a question of the corpus, such as "{question}" of "{id}": nothing '
        "is left to measure",
    ),
    # dialogues
    "mapping": Both("{what}应为键值对，而这里是{found}", "{what} must be a mapping, found {found}"),
    "unknown_key": Both("{what}没有 “{key}” 这个键{hint}", '{what} has no key "{key}"{hint}'),
    "own_key_twice": Both("{what}的键 “{key}” 重复", '{what} gives the key "{key}" twice'),
    "turns": Both(
        "对话需要 “turns”：说了什么，一轮一项",
        'a dialogue needs "turns", a list of what is said',
    ),
    "say": Both("{what}需要 “say”：客户的话", '{what} needs "say", the customer\'s words'),
    "at": Both(
        "“at” 应为时刻，例如 2026-11-23 10:00，而这里是 “{found}”",
        '"at" must be a moment such as 2026-11-23 10:00, found "{found}"',
    ),
    "name": Both("对话需要 “name”", 'a dialogue needs a "name"'),
    "name_taken": Both(
        "名字 “{name}” 已经用过，第一次在 {first}",
        'the name "{name}" is taken, first at {first}',
    ),
    "idle": Both(
        "“idle” 应为分钟数，而这里是 “{found}”",
        '"idle" must be minutes, found "{found}"',
    ),
    "flag": Both(
        "“{key}” 应为 true 或 false，而这里是 “{found}”",
        '"{key}" must be true or false, found "{found}"',
    ),
    "texts": Both("“{key}” 应为文字或文字的列表", '"{key}" must be a text or a list of texts'),
    "value": Both(
        "{what}：“{key}” 没有 “{found}” 这个值{hint}",
        '{what}: "{key}" has no value "{found}"{hint}',
    ),
}  # fmt: skip

NEAREST: Final = Both("，是不是 “{nearest}”？", '; did you mean "{nearest}"?')
EXPECTED: Final = Both("；可以是：{known}", "; expected one of: {known}")
ITS_QUESTION: Final = Both(
    "，这是 “{nearest}” 的问题，请写编号",
    '; that is a question of "{nearest}": write its id',
)
NO_ANSWER: Final = Both(
    "；不该回答的，请把这一格留空（或写 null）",
    "; where nothing may be answered, leave the cell empty (or write null)",
)
SEVERAL: Final = Both("；几个编号之间请用 | 隔开", "; put | between several ids")
NOTHING: Final = Both("", "")
QUERIES: Final = Both("问题", "queries")
DIALOGUES: Final = Both("对话", "dialogues")
DIALOGUE: Final = Both("对话", "a dialogue")

_CSV: Final[dict[str, Both]] = {
    "unexpected end of data": Both("引号没有收尾", "a quote is not closed"),
    "expected after '\"'": Both(
        '引号收尾之后还有文字；文字里的引号要写两个（""）',
        'text stands behind a closing quote; write quotes within a text twice ("")',
    ),
    "field larger than field limit": Both("一格里的文字太长", "a cell is too long"),
}


def turn_name(number: int) -> Both:
    """What a turn of a dialogue is called."""
    return Both(f"第 {number} 轮", f"turn {number}")


def told(code: str, /, **fields: Field) -> Both:
    """The message of this code, its ``{fields}`` filled."""
    return filled(MESSAGES[code], **fields)


def filled(template: Both, /, **fields: Field) -> Both:
    """Both texts with their ``{fields}`` filled, each in its language."""
    return Both(*(template[side].format(**_side(fields, side)) for side in range(2)))


def _side(fields: dict[str, Field], side: int) -> dict[str, object]:
    return {key: value[side] if isinstance(value, Both) else value for key, value in fields.items()}


def csv_problem(message: str) -> Both:
    """What the standard library's reader says, in words that say what to mend."""
    known = (both for words, both in _CSV.items() if words in message)
    return next(known, Both(message, message))


def name_of(node: Node) -> Both:
    """What a node is; texts and numbers as written."""
    if isinstance(node, Scalar) and not node.is_null:
        return quoted(node.text)
    return kind_of(node)


def kind_of(node: Node) -> Both:
    """What kind a node is, without what is written there."""
    found = kind(node)
    if found == "text":
        return Both("文字", "a text")
    return Both(*TERMS.get(found, (found, found)))


def quoted(text: str) -> Both:
    """A text in quotation marks, cut."""
    return Both(f" “{shown(text)}”", f'"{shown(text)}"')


def listed(texts: list[str]) -> Both:
    """Texts in quotation marks, or nothing."""
    cut = [shown(text) for text in texts]
    if not cut:
        return Both("什么也没有", "nothing")
    return Both("、".join(f"“{text}”" for text in cut), ", ".join(f'"{text}"' for text in cut))


def shown(text: str) -> str:
    """A text short and printable enough for a message."""
    text = replace_surrogates(text).replace("\n", "⏎").replace("\r", "⏎")
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
