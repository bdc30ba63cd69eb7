"""What a hand that writes Chinese slips on in YAML, and how each slip is mended."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from xiaoer.text.regex import regex

# Follows a message, or is the problem itself: (zh, en).
MENDS: dict[str, tuple[str, str]] = {
    "row": (
        "每一行应有列名，如 dict 或 sqlite3.Row",
        "a row is a mapping such as a dict or a sqlite3.Row",
    ),
    "half": ("数字、字母和符号请用半角", "write digits, letters and signs half-width"),
    "odd_blank": (
        "这里有全角空格或看不见的字符，请换成半角空格或删除",
        "there is a full-width or invisible blank; write a plain space, or delete it",
    ),
    "full_colon": (
        "键后面的 “：” 是全角冒号，应为半角冒号加一个空格，如 “answer: 好”",
        'the "：" behind the key is full-width; write a plain colon and a space, as in "answer: x"',
    ),
    "glued_colon": (
        "键的冒号后面应有一个半角空格，如 “answer: 好”",
        'write a space after the colon of a key, as in "answer: x"',
    ),
    "dash": (
        "列表的每一行应以半角的 “-” 和一个半角空格开头，如 “- 甲”",
        'each line of a list begins with a plain "-" and a space, as in "- a"',
    ),
    "full_brackets": (
        "括号和逗号应为半角，如 [甲, 乙] 或 {any: [甲, 乙]}",
        "brackets and commas must be half-width, as in [a, b] or {any: [a, b]}",
    ),
    "list": (
        "几条要写成列表：[甲, 乙]，或每条一行、以 “- ” 开头",
        'write several as a list: [a, b], or one a line that begins with "- "',
    ),
    "row_list": (
        '几条要给出列表，或 JSON 文字，如 ["甲", "乙"]',
        'give several as a list, or as JSON text such as ["a", "b"]',
    ),
    "begins": (
        "以 [ 或 { 开头的文字要加英文引号，如 '[紧急]请联系客服'",
        "a text that begins with [ or { must be quoted, as in '[x] y'",
    ),
    "quoted_start": (
        '引号后面还有文字：引号只能括住整段文字，请在外面再加一对单引号，如 \'"甲"和"乙"\'',
        "text goes on after the quotes: put the whole of it in single quotes, as in '\"a\" and b'",
    ),
    "chinese_quotes": (
        '“ ” 不是 YAML 的引号，请用英文引号 " 括住整段文字',
        'these are no quotes of YAML: “ ”; put the whole text in plain ones: "',
    ),
    "cut": (
        "空格加 # 之后的内容是注释，不算文字；文字里有 # 时请给整段文字加英文引号",
        "what follows a blank and # is a comment; quote a text that holds #",
    ),
    "item": (
        "这里缺少开头的 “- ”：每个条目以 “- id:” 开头",
        'the "- " is missing: each entry begins with "- id:"',
    ),
}

KEYS = (
    "id question variants answer category audience keywords any all none negatives channels valid "
    "start end enabled links label url image self_service route fields escalate related hot name "
    "audiences queues text priority default_queue variables texts thresholds limits restricted "
    "words categories queue escalation rule turns routing entry topic reason offers hours week "
    "special lexicon synonyms fillers opposites without hearing engine lint off timezone "
    "not_understood handover audience_words"
).split()
"""Every key of entries and settings."""

_IN_CHINESE = {
    "id": "编号 标识 序号",
    "question": "问题 标准问 标准问题 标题 提问 问",
    "variants": "相似问 相似问题 相似问法 扩展问 类似问题 其他问法 问法",
    "answer": "答案 回答 回复 答复 内容 答",
    "category": "分类 类别 类目 栏目",
    "audience": "受众 人群 对象 身份",
    "audiences": "受众 人群 身份",
    "keywords": "关键词 关键字",
    "negatives": "反例",
    "channels": "渠道",
    "valid": "有效期 生效时间",
    "start": "开始 开始时间",
    "end": "结束 结束时间",
    "enabled": "启用 状态 是否启用",
    "links": "链接",
    "label": "名称 标签 文字",
    "url": "网址 链接 地址",
    "image": "图片 配图 图",
    "self_service": "自助服务 自助",
    "escalate": "转人工",
    "related": "相关问题 相关 关联问题",
    "hot": "热门 是否热门",
    "name": "名称 名字",
    "queues": "技能组",
    "variables": "变量",
    "texts": "话术 文案",
    "hours": "营业时间 工作时间 服务时间",
    "timezone": "时区",
}
_MEANT = {key: words.split() for key, words in _IN_CHINESE.items()}

ODD_BLANK = regex("[\u00a0\u00ad\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]")
_A_KEY = f"(?:{'|'.join([*KEYS, *(word for words in _MEANT.values() for word in words)])})"
_FULL_COLON = regex(rf"(?:^|[\s{{,，-])['\"]?{_A_KEY}['\"]?\s*(：)")
_GLUED_COLON = regex(rf"(?:^|[\s{{,，-])['\"]?{_A_KEY}['\"]?(:)(?![ \t\n/]|$)")
_BULLET = regex(r"[－—–•·●]|-[^\s\d-]|-\u3000")
_FULL_BRACKET = regex(r"[［【〔｛]")
_SEVERAL = regex(r"[|｜；;，、,\n]")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_QUOTES = dict.fromkeys(map(ord, "“”„‟＂"), '"') | dict.fromkeys(map(ord, "‘’＇"), "'")


def half(text: str) -> str:
    """The text with half-width signs and plain blanks, without what cannot be seen.

    >>> half("２０２６－１１－０１　９：００")
    '2026-11-01 9:00'
    """
    plain = unicodedata.normalize("NFKC", text.translate(_DASHES | _QUOTES))
    return ODD_BLANK.sub("", plain).strip()


def meant_key(word: str, known: Collection[str]) -> str:
    """The key that `word` was meant for: another width or case, or its name in Chinese; or ""."""
    plain = half(word).strip("\"':：-. ").casefold()
    for key in known:
        if plain == key.casefold() or plain in _MEANT.get(key, ()):
            return key
    return ""


def slip_in_key(word: str, known: Collection[str]) -> str:
    """The mend of an unknown key, or ""."""
    colon = colon_slip(word)
    if colon[0]:
        return colon[0]
    if ODD_BLANK.match(word):
        return "odd_blank"
    if half(word).startswith("-") and meant_key(word, known):
        return "dash"
    return slip_in_word(word)


def slip_in_word(word: str) -> str:
    """The mend of a name that is written with other signs than it looks, or ""."""
    if ODD_BLANK.search(word):
        return "odd_blank"
    return "half" if half(word) != word.strip() else ""


def slip_in_text(text: str, expected: str) -> str:
    """The mend of a text that stands where a list or mapping is expected, or ""."""
    colon = colon_slip(text)
    if colon[0]:
        return colon[0]
    if _FULL_BRACKET.match(text):
        return "full_brackets"
    if _BULLET.match(text):
        return "dash"
    if ODD_BLANK.match(text):
        return "odd_blank"
    return "list" if expected == "texts" and _SEVERAL.search(text) else ""


def colon_slip(text: str) -> tuple[str, int]:
    """The mend of the first key whose colon is full-width or glued, and the colon's offset."""
    full, glued = _FULL_COLON.search(text), _GLUED_COLON.search(text)
    if full and (not glued or full.start(1) < glued.start(1)):
        return "full_colon", full.start(1)
    return ("glued_colon", glued.start(1)) if glued else ("", -1)


def slip_in_lines(written: str) -> str:
    """The mend of a text whose further lines were meant as something else, or ""."""
    for line in written.split("\n")[1:]:
        plain = line.strip(" \t")
        colon = colon_slip(plain)
        if colon[0]:
            return colon[0]
        if _BULLET.match(plain):
            return "dash"
        if ODD_BLANK.match(plain):
            return "odd_blank"
    return ""
