"""The words around a message, in Chinese and in English: severities, hints, kinds of values."""

from __future__ import annotations

SEVERITIES = {
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "hint": ("提示", "hint"),
}

HINTS = {
    "mend": ("；{mend}", "; {mend}"),
    "nearest": ("，是不是 “{nearest}”？", '; did you mean "{nearest}"?'),
    "known": ("；可以用的有：{known}", "; expected one of: {known}"),
}
JOINTS = ("、", ", ")

# Why something cannot be read that is no file.
REASONS: dict[str, tuple[str, str]] = {
    "folder": ("这是文件夹，应为文件", "it is a folder, expected a file"),
    "pipe": ("这是管道（FIFO），应为文件", "it is a pipe, expected a file"),
    "socket": ("这是套接字，应为文件", "it is a socket, expected a file"),
    "device": ("这是设备，应为文件", "it is a device, expected a file"),
    "dead_link": ("这是链接，所指的文件不存在", "it is a link to a file that does not exist"),
}

TERMS: dict[str, tuple[str, str]] = {
    "text": ("文字", "text"),
    "list": ("列表", "a list"),
    "mapping": ("键值对", "a mapping"),
    "nothing": ("空值", "nothing"),
    "bad_json": (
        '读不懂的 JSON（应如 ["甲", "乙"]，引号要用英文双引号）',
        'text that is no JSON (expected like ["a", "b"], in double quotes)',
    ),
    "texts": ("文字的列表", "a list of texts"),
    "rules": ("规则的列表", "a list of rules"),
    "mappings": ("键值对的列表", "a list of mappings"),
    "lists": ("列表的列表", "a list of lists"),
    "audience": ("受众", "audience"),
    "channel": ("渠道", "channel"),
    "queue": ("技能组", "queue"),
    "variable": ("变量", "variable"),
    "field": ("字段", "field"),
    "flag": (" true 或 false", "true or false"),
    "number": ("数字", "a number"),
    "huge_number": ("位数过多的数字", "a number of too many digits"),
    "integer": ("整数", "a whole number"),
    "text_or_texts": ("文字或文字的列表", "a text or a list of texts"),
}
