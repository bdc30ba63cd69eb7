"""What a diagnostic says of slips of the hand, and of what loads but is hardly meant (W411 on).

Part of the table in `messages`.
"""

from __future__ import annotations

SLIP_MESSAGES: dict[str, tuple[str, str]] = {
    "E031": (
        "缩进用了全角空格或其他特殊空白 {char}，应为半角空格",
        "the indentation has a full-width or other special blank {char}; expected plain spaces",
    ),
    "E032": (
        "文件编码像是 Big5（繁体），应为 UTF-8；请另存为 UTF-8",
        "the file seems to be encoded in Big5, expected UTF-8; save it as UTF-8",
    ),
    "E231": (
        "图片 “{url}” 是本机上的路径，客户打不开；请把图片放到条目文件旁边，写相对路径，"
        "如 {name}，或写 http(s) 网址",
        'image "{url}" is a path of this computer, which no customer can open; put the file beside '
        "the entries and write a relative path such as {name}, or write an http(s) address",
    ),
    "W411": (
        "“{key}” 的文字在 # 处被截断，只剩 “{text}”：空格加 # 之后是注释；文字里有 # 时，"
        "请给整段文字加英文引号；是注释时，请在 # 前面留两个空格、后面留一个",
        '"{key}" is cut at #, only "{text}" is left: what follows a blank and # is a comment; '
        "quote a text that holds #, or write a comment with two blanks before # and one after it",
    ),
    "W412": (
        "“{key}” 里的 “{text}” 会当作一条；要分成几条，请用半角逗号 “,” 隔开，写在 [ ] 里，"
        "或每行一条；确实是一条时，请加英文引号",
        '"{text}" in "{key}" is taken for one item; to make several, separate them with a '
        'half-width "," in [ ], or write one a line; quote it when it is one',
    ),
    "W413": (
        "“{key}” 里的 “{text}” 像是几个问题写在一起，会当作一个问题；请每条写一个",
        '"{text}" in "{key}" looks like several questions, and is taken for one; write each by '
        "itself",
    ),
    "W414": (
        "“{key}” 里有 HTML “{text}”，客户会看到这些符号；请写纯文字，链接写在 links 里，"
        "图片写在 image 里",
        '"{key}" has HTML, "{text}", which customers see as it stands; write plain text, links in '
        "links, an image in image",
    ),
    "W415": (
        "“{key}” 里有 Markdown “{text}”，客户会看到这些符号；请写纯文字，链接写在 links 里，"
        "图片写在 image 里",
        '"{key}" has Markdown, "{text}", which customers see as it stands; write plain text, links '
        "in links, an image in image",
    ),
    "W416": (
        "没有图片 “{text}”；相对路径从这个文件所在的文件夹算起，请把图片放到那里，"
        "或写以 http:// 或 https:// 开头的网址",
        'there is no image "{text}"; a relative path begins at the folder of this file: put the '
        "image there, or write an address that begins with http:// or https://",
    ),
    "W417": (
        "“{key}” 是 “{text}”，像是空单元格或还没写好的内容，会原样出现；请写好，或删除",
        '"{key}" is "{text}", which looks like an empty cell or something yet to be written, and '
        "is taken as it stands; write it, or delete it",
    ),
    "W418": (
        "“{key}” 里的 “{text}” 不会换行，客户会看到这两个字符；要换行请用 “|” 写成几行，"
        "或给整段文字加双引号",
        'the "{text}" in "{key}" is no line break, customers see it as it stands; write several '
        'lines behind "|", or put the whole text in double quotes',
    ),
    "W419": (
        "“{key}” 以编号或标签 “{text}” 开头，会当作文字的一部分；请删除",
        '"{key}" begins with a number or label, "{text}", which becomes part of the text; '
        "delete it",
    ),
    "W420": (
        "“{key}” 的引号不是 YAML 的引号，会当作文字的一部分：{text}；请改用英文引号，或删除引号",
        'the quotes of "{key}" are none of YAML\'s, and become part of the text: {text}; '
        "use plain quotes, or delete them",
    ),
    "W421": (
        "“{key}” 里的 “{text}” 像是表格软件改写的长数字；请把单元格设为文本，重新填写",
        'the "{text}" in "{key}" looks like a long number that a spreadsheet rewrote; '
        "format the cell as text and fill it in again",
    ),
    "W422": (
        "“{key}” 里的 “{{{{{name}}}}}” 会显示成 “{{{name}}}”；要用变量，请写一层花括号：{{{name}}}",
        'the "{{{{{name}}}}}" in "{key}" is shown as "{{{name}}}"; a variable has single braces: '
        "{{{name}}}",
    ),
    "W423": (
        "“{key}” 写成了几行，会用空格连成一行 “{text}”；要换行请用 “|”，不换行请写在一行里",
        '"{key}" is written over several lines, which are joined by blanks: "{text}"; write them '
        'behind "|" to keep the breaks, or in one line',
    ),
}
