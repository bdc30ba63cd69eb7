"""What the YAML and JSON parsers complain of, in words an operator understands."""

from __future__ import annotations

# Beginning of the parser's own words (libyaml and the pure Python parser differ) → (zh, en).
PROBLEMS: dict[str, tuple[str, str]] = {
    "mapping values are not allowed": (
        "这里不能再出现冒号；文字里有 “: ” 时请给整段文字加引号，或检查缩进",
        'a colon is not allowed here; quote a text that holds ": ", or check the indentation',
    ),
    "could not find expected ':'": (
        "缺少冒号，应为 “键: 值”",
        'a colon is missing; expected "key: value"',
    ),
    "did not find expected key": (
        "这里应为一个键，请检查缩进和引号",
        "expected a key here; check the indentation and the quotes",
    ),
    "expected <block end>": (
        "这里应为一个键或列表项，请检查缩进和引号",
        "expected a key or list item here; check the indentation and the quotes",
    ),
    "did not find expected '-' indicator": (
        "这里应为以 “- ” 开头的列表项，请检查缩进",
        'expected a list item that begins with "- "; check the indentation',
    ),
    "block sequence entries are not allowed": (
        "这里不能出现列表项 “- ”，请检查缩进",
        'a list item "- " is not allowed here; check the indentation',
    ),
    "found unexpected end of stream": (
        "引号没有结束",
        "the quotes are not closed",
    ),
    "found unexpected document indicator": (
        "引号没有结束",
        "the quotes are not closed",
    ),
    "did not find expected ',' or ']'": (
        "方括号里缺少 “,” 或 “]”",
        'expected "," or "]" in the brackets',
    ),
    "did not find expected ',' or '}'": (
        "花括号里缺少 “,” 或 “}”；以 { 开头的文字请加引号",
        'expected "," or "}" in the braces; quote a text that begins with {',
    ),
    "did not find expected node content": (
        "这里缺少内容",
        "some content is missing here",
    ),
    "found unknown escape character": (
        "双引号里的 “\\” 后面不合规；要写反斜杠请用单引号",
        'unknown escape after "\\" in double quotes; use single quotes for a backslash',
    ),
    "did not find expected <document start>": (
        "文件结尾有多余的内容，应只有一个列表或一组键值对",
        "something is left over; expected only one list or one mapping",
    ),
    "did not find expected comment or line break": (
        "这里应为注释或换行",
        "expected a comment or a line break here",
    ),
    "did not find expected alphabetic or numeric character": (
        "以 & 或 * 开头的文字请加引号",
        "quote a text that begins with & or *",
    ),
    "did not find expected whitespace or line break": (
        "以 ! 开头的文字请加引号",
        "quote a text that begins with !",
    ),
    "found unknown directive name": ("以 % 开头的文字请加引号", "quote a text that begins with %"),
    "could not find expected directive name": (
        "以 % 开头的文字请加引号",
        "quote a text that begins with %",
    ),
    "found unexpected non-alphabetical character": (
        "以 % 开头的文字请加引号",
        "quote a text that begins with %",
    ),
    "did not find URI escaped octet": (
        "以 ! 开头的文字请加引号",
        "quote a text that begins with !",
    ),
    "did not find expected tag URI": (
        "以 ! 开头的文字请加引号",
        "quote a text that begins with !",
    ),
    "found unexpected ':'": (
        "括号里的冒号读不懂；文字里有冒号时请加引号",
        "unreadable colon within brackets; quote a text that holds a colon",
    ),
    "mapping keys are not allowed": (
        "这里不能出现 “? ”；以 ? 开头的文字请加引号",
        'a key "? " is not allowed here; quote a text that begins with ?',
    ),
    "did not find expected hexdecimal number": (
        "双引号里的 “\\” 后面应为十六进制数；要写反斜杠请用单引号",
        'expected hex digits after "\\" in double quotes; use single quotes for a backslash',
    ),
    "found an indentation indicator": (
        "“|” 或 “>” 后面的数字不合规，应为 1 到 9",
        'the number after "|" or ">" is not allowed; expected 1 to 9',
    ),
    "Expecting value": ("这里应为一个值", "expected a value here"),
    "Expecting ',' delimiter": ("缺少逗号", "a comma is missing"),
    "Expecting ':' delimiter": ("缺少冒号", "a colon is missing"),
    "Expecting property name": (
        "这里应为双引号括起的键",
        "expected a key in double quotes",
    ),
    "Unterminated string": ("引号没有结束", "the quotes are not closed"),
    "Invalid control character": (
        "引号里不能直接换行或有控制字符",
        "a line break or control character is not allowed within quotes",
    ),
    "Invalid \\escape": ("“\\” 后面不合规", 'unknown escape after "\\"'),
    "Invalid \\uXXXX": ("“\\u” 后面应为四位十六进制数", 'expected four hex digits after "\\u"'),
    "Illegal trailing comma": ("多了一个逗号", "there is a comma too many"),
    "Extra data": ("后面有多余的内容，应每行一个条目", "something is left over; one entry a line"),
}


def problem_code(words: str) -> str:
    """The key of `PROBLEMS` that the parser's words begin with, else the words themselves."""
    for code in PROBLEMS:
        if words.startswith(code):
            return code
    return words
