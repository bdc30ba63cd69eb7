"""What the warnings say: W40 to W42: the corpus · W43, W44: hardly meant · W50: shared questions.

Part of the table in `messages`.
"""

from __future__ import annotations

WARNING_MESSAGES: dict[str, tuple[str, str]] = {
    "W401": (
        "问题 “{text}” 在本条目里重复，第一次在 {other}",
        'question "{text}" is given twice in this entry, first at {other}',
    ),
    "W402": (
        "条目 “{id}” 设为热门（hot）但已停用（enabled: false），不会出现在菜单里",
        'entry "{id}" is hot but disabled, so that the menu never shows it',
    ),
    "W403": (
        "问题有 {count} 个字符，超过上限 {limit}，后面的部分不参与匹配",
        "the question has {count} characters, above the limit of {limit}; the rest is not matched",
    ),
    "W404": ("另有 {count} 处警告没有列出", "{count} more warnings are not listed"),
    "W420": (
        "设置 “{key}” 已取消，写了也不起作用；请删除这一行",
        'the setting "{key}" was removed and does nothing; delete the line',
    ),
    "W421": (
        "“{key}” 里的 “{text}” 没有文字，听不出来；请写客户会说的话，或删除",
        'there are no words in "{text}" of "{key}", nothing is heard by it; write what customers '
        "say, or delete it",
    ),
    "W422": (
        "“{text}” 写在 “{key}” 里，又写在 “hearing.ask” 里（{other}）：一处说它是，一处说它只是"
        "看着像；请只留一处",
        '"{text}" stands under "{key}" and under "hearing.ask" ({other}), which says that it only '
        "looks like one; keep one of the two",
    ),
    "W423": (
        "“{key}” 里的 “{text}” 是条目 “{id}” 的问题，客户这样问时仍会得到它的答案；"
        "不想这样，请从条目里删除这个问法，否则请删除这里的",
        'the "{text}" of "{key}" is a question of entry "{id}", whose answer customers still get; '
        "delete it there if you do not want that, or else here",
    ),
    "W431": (
        "“{key}” 的文字在 # 处被截断，只剩 “{text}”：空格加 # 之后是注释；文字里有 # 时，"
        "请给整段文字加英文引号；是注释时，请在 # 前面留两个空格、后面留一个",
        '"{key}" is cut at #, only "{text}" is left: what follows a blank and # is a comment; '
        "quote a text that holds #, or write a comment with two blanks before # and one after it",
    ),
    "W432": (
        "“{key}” 里的 “{text}” 会当作一条；要分成几条，请用半角逗号 “,” 隔开，写在 [ ] 里，"
        "或每行一条；确实是一条时，请加英文引号",
        '"{text}" in "{key}" is taken for one item; to make several, separate them with a '
        'half-width "," in [ ], or write one a line; quote it when it is one',
    ),
    "W433": (
        "“{key}” 里的 “{text}” 像是几个问题写在一起，会当作一个问题；请每条写一个",
        '"{text}" in "{key}" looks like several questions, and is taken for one; write each by '
        "itself",
    ),
    "W434": (
        "“{key}” 里有 HTML “{text}”，客户会看到这些符号；请写纯文字，链接写在 links 里，"
        "图片写在 image 里",
        '"{key}" has HTML, "{text}", which customers see as it stands; write plain text, links in '
        "links, an image in image",
    ),
    "W435": (
        "“{key}” 里有 Markdown “{text}”，客户会看到这些符号；请写纯文字，链接写在 links 里，"
        "图片写在 image 里",
        '"{key}" has Markdown, "{text}", which customers see as it stands; write plain text, links '
        "in links, an image in image",
    ),
    "W436": (
        "没有图片 “{text}”；相对路径从这个文件所在的文件夹算起，请把图片放到那里，"
        "或写以 http:// 或 https:// 开头的网址",
        'there is no image "{text}"; a relative path begins at the folder of this file: put the '
        "image there, or write an address that begins with http:// or https://",
    ),
    "W437": (
        "“{key}” 是 “{text}”，像是空单元格或还没写好的内容，会原样出现；请写好，或删除",
        '"{key}" is "{text}", which looks like an empty cell or something yet to be written, and '
        "is taken as it stands; write it, or delete it",
    ),
    "W438": (
        "“{key}” 里的 “{text}” 不会换行，客户会看到这两个字符；要换行请用 “|” 写成几行，"
        "或给整段文字加双引号",
        'the "{text}" in "{key}" is no line break, customers see it as it stands; write several '
        'lines behind "|", or put the whole text in double quotes',
    ),
    "W439": (
        "“{key}” 以编号或标签 “{text}” 开头，会当作文字的一部分；请删除",
        '"{key}" begins with a number or label, "{text}", which becomes part of the text; '
        "delete it",
    ),
    "W440": (
        "“{key}” 的引号不是 YAML 的引号，会当作文字的一部分：{text}；请改用英文引号，或删除引号",
        'the quotes of "{key}" are none of YAML\'s, and become part of the text: {text}; '
        "use plain quotes, or delete them",
    ),
    "W441": (
        "“{key}” 里的 “{text}” 像是表格软件改写的长数字；请把单元格设为文本，重新填写",
        'the "{text}" in "{key}" looks like a long number that a spreadsheet rewrote; '
        "format the cell as text and fill it in again",
    ),
    "W442": (
        "“{key}” 里的 “{{{{{name}}}}}” 会显示成 “{{{name}}}”；要用变量，请写一层花括号：{{{name}}}",
        'the "{{{{{name}}}}}" in "{key}" is shown as "{{{name}}}"; a variable has single braces: '
        "{{{name}}}",
    ),
    "W443": (
        "“{key}” 写成了几行，会用空格连成一行 “{text}”；要换行请用 “|”，不换行请写在一行里",
        '"{key}" is written over several lines, which are joined by blanks: "{text}"; write them '
        'behind "|" to keep the breaks, or in one line',
    ),
    "W501": (
        "问题 “{text}” 与条目 “{id}” 的 “{other_text}”（{other}）相同，答案却不同，"
        "而且受众、渠道、时间有重叠：客户问到时会被反问是哪一条；请只留一处，或写明受众、渠道、时间",
        'question "{text}" is the same as "{other_text}" of entry "{id}" ({other}), has another '
        "answer, and their audience, channel and time overlap: customers are asked which is meant; "
        "keep one, or say whom, where and when each is for",
    ),
    "W502": (
        "问题 “{text}” 与条目 “{id}” 的 “{other_text}”（{other}）相同，答案也相同，"
        "而且受众、渠道、时间有重叠：只会给出条目 “{given}”；请合并成一条",
        'question "{text}" is the same as "{other_text}" of entry "{id}" ({other}), has the same '
        'answer, and their audience, channel and time overlap: only entry "{given}" is given; '
        "merge them",
    ),
    "W503": (
        "问题 “{text}” 与条目 “{id}” 的 “{other_text}”（{other}）只差客套话或语气词，答案却不同："
        "照写的问法各得各的答案，换一种客套的问法会被反问是哪一条",
        'question "{text}" differs from "{other_text}" of entry "{id}" ({other}) by padding alone '
        "and has another answer: as written each gets its own, padded otherwise customers are "
        "asked which is meant",
    ),
    "W504": (
        "条目 “{id}” 自己的问题没有一个问得到它：都与答案相同的另一条重复，"
        "或者整句就是要人工，或者只有标点；请改写问题，或删除这一条",
        'none of its own questions reaches entry "{id}": each is that of another entry with the '
        "same answer, a wish for a person and nothing else, or punctuation alone; reword them, or "
        "delete the entry",
    ),
}
