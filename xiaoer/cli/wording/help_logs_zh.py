"""What the help of the commands that read a log says in Chinese."""

from typing import Final

HELP: Final[dict[str, str]] = {
    "draw queries of a log worth labelling": "从日志里抽取值得标注的问题",
    "show what a log says: answered, handed over, rated, entry by entry": (
        "统计日志：应答、转人工、评价，逐条知识点"
    ),
    "files of a DecisionLog; .gz is unpacked": "DecisionLog 的日志文件；.gz 会解开",
    "from this day, or moment such as 2026-11-01T08:00": (
        "从哪一天起，或从哪一刻起，例如 2026-11-01T08:00"
    ),
    "to the end of this day, or before this moment": "到哪一天为止（含当天），或到哪一刻之前",
    # stats
    "a corpus: then the entries are listed that were never hit": (
        "知识库：给了它，就列出从未命中的知识点"
    ),
    "write every table as a workbook": "把所有的表写成一个工作簿",
    # sample
    "how many to draw (default: 300)": "抽多少个（默认：300）",
    "how they are drawn": "怎么抽：random 机会相等，band 每个置信度段一样多",
    "write a sheet to fill in; without it JSON Lines are printed": (
        "写一张表供填写；不写就输出 JSON Lines"
    ),
}
"""By the English text."""

EPILOGS: Final[dict[str, str]] = {
    "sample": """\
日志里每个问题被抽到的机会相等，相同的合并成一行。写 --by band 时每个置信度段抽得一样多，由权重
还原。在“知识点”一列填编号，或选“不该回答”；填好后 xiaoer evaluate 直接读这张表，估计的是整个日志。
xiaoer calibrate 只用不写 --by band 抽的。寒暄、只是回答机器人的话，不抽。

退出码：
  0  完成
  2  出错；日志里没有问题，也是出错
""",
    "stats": """\
占比的分母是问问题的消息，寒暄和人工接手后的消息不算；区间是 95 % 的 Wilson 区间。读不出来的行
会跳过，并说明有几行、在哪里。

退出码：
  0  完成
  2  出错；没有一行读得出来，也是出错
""",
}
"""What stands below the options, by command."""
