"""What `xiaoer lint` only hints at: worth a look, and often as it should be.

Part of the table in `messages`; each code is explained by the check of `xiaoer.authoring.lint`.
"""

from __future__ import annotations

LINT_HINTS: dict[str, tuple[str, str]] = {
    "A103": (
        "“{key}” 有 {count} 个字；{limit} 字以内更容易读完",
        '"{key}" has {count} characters; up to {limit} are easier to read',
    ),
    "R103": (
        "条目 “{id}” 与 “{other_text}” 容易混淆：各自的问法去掉再问，有 {count} 个给错"
        "（如 “{text}”）；请在两边多写能区分的说法",
        'entries "{id}" and "{other_text}" are confused: of their questions, left out and asked, '
        '{count} get the other (such as "{text}"); add wordings that tell them apart',
    ),
    "R107": (
        "条目 “{id}” 自己的 {count} 个问法，去掉再问只有 {found} 个找得到它；请多写几种说法",
        'of the {count} questions of entry "{id}", left out and asked, {found} find it; add other '
        "wordings",
    ),
    "R108": (
        "条目 “{id}” 只有一种说法 “{text}”，客户不说 “{words}” 而用别的词，就会被反问；请再写一种",
        'entry "{id}" has the one wording "{text}", and who says another word for "{words}" is '
        "asked back; add a second",
    ),
    "W202": (
        "条目 “{id}” 只有 {count} 个相似问；5 到 12 个比较好",
        'entry "{id}" has {count} variants; 5 to 12 are good',
    ),
    "W219": (
        "条目 “{id}” 从 {text} 起才生效",
        'entry "{id}" is not valid before {text}',
    ),
    "W221": (
        "条目 “{id}” 已停用（enabled: false）",
        'entry "{id}" is disabled (enabled: false)',
    ),
    "W223": (
        "变量 “{text}” 没有用到",
        'the variable "{text}" is not used',
    ),
    "W224": (
        "“{text}” 会被切成 {parts}（{count} 处）；是一个词的话，请在 xiaoer.yaml 里加上："
        "lexicon: {{words: [{text}]}}",
        '"{text}" is cut into {parts} ({count} times); if it is a word, add to xiaoer.yaml: '
        "lexicon: {{words: [{text}]}}",
    ),
    "W405": ("另有 {count} 处提示没有列出", "{count} more hints are not listed"),
}
