"""What the help of `mine` and `apply` says in Chinese."""

from typing import Final

HELP: Final[dict[str, str]] = {
    # mine
    "list what a log shows was not answered, with the nearest entries": (
        "列出日志里没有答好的问题，和最接近的知识点"
    ),
    "write a sheet to decide in (.xlsx, .csv), or .jsonl": (
        "写一张表供决定（.xlsx、.csv），或 .jsonl"
    ),
    "leave out what was asked in fewer talks (default: 1)": (
        "不到这么多次对话问到的不列（默认：1）"
    ),
    "ask in so many processes": "用几个进程来问",
    "print JSON Lines": "输出 JSON Lines",
    # apply
    "carry out what was decided in a sheet of mine": "照 mine 的表里的决定修改知识库",
    "a sheet of mine with decisions (.xlsx, .csv …), or .jsonl": (
        "填好决定的表（.xlsx、.csv 等），或 .jsonl"
    ),
    "the corpus that is changed: a folder or a file": "要修改的知识库：文件夹或文件",
    "where labelled queries go (default: queries.jsonl beside the corpus)": (
        "标注问题加到哪里（默认：知识库旁的 queries.jsonl）"
    ),
    "show what would change, and write nothing": "只显示会改什么，不写文件",
}
"""By the English text."""

EPILOGS: Final[dict[str, str]] = {
    "mine": """\
没有答好：没有要人工却转了人工、没听懂、反问或给出的答案没有选、点踩或说没用。一次对话里同一个
问题只算一次，半句话按拼成的整句算。现在已经能答的、以前忽略的不再列出。

意思相同的合成一行，附三个最接近的知识点。在“决定”一列选 相似问、新知识、反例、标注 或 忽略，
在“知识点”一列填 1、2、3 或编号；然后 xiaoer apply。

退出码：
  0  完成
  2  出错；没有一行读得出来，也是出错
""",
    "apply": """\
相似问：加到知识点；反例：知识点不该答这些；新知识：新建一条停用的，答案“待写”；标注：加到标注
问题里；忽略：记在知识库旁的 ignored.txt，以后不再列出。“决定”空着的行不处理。

只改要改的行；有一处错误就什么也不写。

退出码：
  0  写好了（用 --dry-run 时：可以写）
  2  出错
""",
}
"""What stands below the options, by command."""
