"""What ``--help`` and a wrong call say, in Chinese: one table by what they say in English."""

import re
from typing import Final

from xiaoer.cli.wording import help_logs_zh, help_workshop_zh
from xiaoer.text.regex import regex

HELP: Final[dict[str, str]] = {
    **help_logs_zh.HELP,
    **help_workshop_zh.HELP,
    # argparse's own
    "show this help message and exit": "显示这份说明",
    "show program's version number and exit": "显示版本号",
    "positional arguments": "参数",
    "options": "选项",
    "commands": "命令",
    # the program
    "Answers Chinese customers' questions from a FAQ, or hands over and says why.": (
        "用 FAQ 知识库回答客户的问题；没有把握就转人工，并说明原因。"
    ),
    "answer one question, or one a line": "回答一个问题，或一行一个",
    "talk with the bot": "和机器人对话",
    "measure the replies on labelled queries": "用标注问题评测回复",
    "certify how often the answers are wrong, and set the threshold for it": (
        "保证答错的比例不超过上限，并据此定出阈值"
    ),
    "show what a new corpus changes, query by query": "逐条对比新旧知识库的回复",
    "bring sheets and the files of other systems in, and take them out": (
        "导入导出：表格、知识库和别的系统的文件互相转换"
    ),
    "compile a corpus to one file that opens at once": "把知识库编译成一个文件，打开即用",
    "write a small corpus of your own to start from": "写一个小知识库，作为起点",
    "language of notes, explanations and errors (default: by locale)": (
        "提示、说明和错误用的语言（默认按系统区域）"
    ),
    # several commands
    "a folder of YAML files, or one .yaml or .jsonl file (default: the sample corpus)": (
        "知识库：YAML 文件的文件夹，或一个 .yaml、.jsonl 文件（默认：自带的示例）"
    ),
    "a question that two entries share is an error": "两个条目写了同一个问题，算作错误",
    "a question that two entries share is a warning": "两个条目写了同一个问题，只作警告",
    "who asks, such as buyer or merchant": "谁在问，例如 buyer、merchant",
    "print one line of JSON": "输出一行 JSON",
    "print a page of Markdown": "输出一页 Markdown",
    "of everything drawn (default: 0)": "随机抽取的种子（默认：0）",
    # ask, chat, init
    "where they ask, such as app or web": "在哪里问，例如 app、web",
    "print each reply as one line of JSON": "每个回复输出一行 JSON",
    'say why this entry and not its rival (with --json: under "explanation")': (
        "说明为什么是这一条而不是另一条（和 --json 一起用时在 explanation 里）"
    ),
    "the question; - reads one a line from standard input": "问题；写 - 则从标准输入读，一行一个",
    "play scripted conversations: all of FILE (JSON Lines or YAML), or those marked demo of "
    "dialogues.jsonl beside the corpus": (
        "播放写好的对话：FILE（JSON Lines 或 YAML）里的全部，"
        "或知识库旁 dialogues.jsonl 里标记 demo 的"
    ),
    # build
    "a folder of YAML files, or one .yaml or .jsonl file": (
        "知识库：YAML 文件的文件夹，或一个 .yaml、.jsonl 文件"
    ),
    "made when it does not exist": "文件夹，没有就新建",
    # evaluate
    "the labelled queries (default: queries.jsonl beside the corpus)": (
        "标注问题（默认：知识库旁的 queries.jsonl）"
    ),
    "what a wrong answer, a person, a question back cost; adds the cheapest threshold": (
        "答错、转人工、反问各一次的成本；会算出成本最低的阈值"
    ),
    'such as "precision>=0.95"; also > <= <; may be given several times': (
        "要求，例如 “precision>=0.95”；也可用 > <= <；可以写多次"
    ),
    "how many of the worst errors to list (default: 20)": "列出多少条最严重的错误（默认：20）",
    "say why, below each error": "在每条错误下面说明原因",
    "add what typos, padding … do to right answers": "再看错别字、口头语等对正确回答的影响",
    "write a page to send to others": "写一页可以转发的 HTML 报告",
    "no labels: test the corpus by its own questions": "不用标注：用知识库自己的问法自测",
    "with --self: the share of queries that no entry answers (default: 0.3)": (
        "和 --self 一起用：不归知识库管的问题占多少（默认：0.3）"
    ),
    "with --self: write a first calibration.json, marked as not certified": (
        "和 --self 一起用：写出第一份 calibration.json，标明没有保证"
    ),
    # calibrate
    "the labelled queries": "标注问题",
    "wrong answers among the answers, at most (default: 0.05)": (
        "答了的里面最多错多少（默认：0.05）"
    ),
    "how sure that has to be (default: 0.95)": "这一点要有多大把握（默认：0.95）",
    "certify for queries that an entry answers; out-of-scope labels are left out": (
        "只对归知识库管的问题作保证；不该回答的标注不计入"
    ),
    "write the calibration there instead": "把校准文件写到这里",
    "write nothing": "不写文件",
    "where the queries are from; kept in the file": "标注问题的来源，记在文件里",
    # convert
    "what is read": "读什么",
    "what is written": "写到哪里",
    "tell what would change, and write nothing": "只说会改什么，不写文件",
    "what a column holds, by its heading or letter, such as Query=question or B=answer; "
    "nothing after = leaves it out; may be given several times": (
        "指明哪一列是什么，写列名或列的字母，例如 客诉=question、B=answer；= 后面空着就不读这一列；"
        "可以写多次"
    ),
    "read only this sheet": "只读这一张工作表",
    "a corpus, or its xiaoer.yaml, whose settings a new corpus gets": (
        "一个知识库，或它的 xiaoer.yaml：新知识库用它的设置"
    ),
    "write an empty sheet to fill, with the names of --settings to choose from": (
        "写一张空表供填写，下拉里是 --settings 的名字"
    ),
    "what IN is": "IN 是什么",
    "what OUT is to be": "OUT 要成为什么",
    # lint
    "show what is wrong with a corpus, or soon will be": "检查知识库有哪些问题，或快要有问题",
    "the same as PATH": "和 PATH 一样",
    "warnings fail too": "有警告也算不通过",
    "list the hints as well": "提示也列出来",
    "mend what is safe to mend": "改好可以放心自动改的",
    "checks to leave out, such as W201,R": "不做的检查，例如 W201,R",
    "the day that decides what has expired": "按哪一天算过期",
    "what a code means and how to mend it": "说明一个检查代码的意思和改法",
    "print annotations for GitHub": "输出 GitHub 的标注",
    # compare
    "the corpus as it was: a folder or a file": "旧的知识库：文件夹或文件",
    "the corpus as it is to be": "新的知识库",
    "what to ask both": "用来问两边的问题",
}
"""By the English text; a text that is missing here stays English."""

_STATUS: Final = "退出码：\n"
EPILOGS: Final[dict[str, str]] = {
    **help_logs_zh.EPILOGS,
    **help_workshop_zh.EPILOGS,
    "ask": _STATUS + """\
  0  回答了（answer、self_service、chat）
  1  没有回答（clarify、escalate）；用 - 时，只要有一行如此
  2  出错
""",
    "chat": """\
对话中：输入数字选择；/why 解释上一个回复；/release 结束人工服务；/help 列出命令；
Ctrl-D 离开。从管道读入时不显示提示符。

""" + _STATUS + """\
  0  完成
  1  用 --demo 时，有一轮与剧本不符
  2  出错
""",
    "evaluate": """\
标注问题：JSON Lines、YAML、CSV、TSV 或 XLSX，要有 “q”（用户问）和 “gold”（知识点编号、编号的
列表，不该回答的写 null）；列名也可以是中文，如 用户问、知识点。其他列用来分组，“audience” 是身份。

--require 可用的指标：{figures}

知识库：两个条目写了同一个问题，在这里是错误，因为问到它只能反问；写 --no-strict 则照样评测。

""" + _STATUS + """\
  0  评测完成，要求全部达到
  1  有一项要求没有达到
  2  出错
""",
    "calibrate": """\
标注问题：JSON Lines、YAML、CSV、TSV 或 XLSX，要有 “q”（用户问）和 “gold”（知识点编号、编号的
列表，不该回答的写 null）；列名也可以是中文，如 用户问、知识点。要和以后的问题同样来：随便取日志里的
一天，不该回答的也在内，不要专挑难的或典型的。5 % 的上限至少要有 60 条左右的回答，几百条能多答
一些。

校准文件写在知识库旁（文件夹里的 calibration.json，或 NAME.yaml 旁的 NAME.calibration.json），
xiaoer 会自己找到。

""" + _STATUS + """\
  0  可以保证
  1  不能保证，没有写文件
  2  出错；标注里没有不该回答的问题，又没有写 --in-scope-only，也是出错
""",
    "lint": """\
错误：知识库无法加载；警告：客户会遇到的问题；提示：只列个数，加 --hints 才列出。
代码：E、W4、W5 加载检查；W2 问题；A 答案；R 检索（要问引擎，最费时间）；S 安全。

关闭：在设置里写 lint: {off: [R103, S]}；或者写注释 “# lint: off W201”，写在一行后面只管这一行，
写在条目上面管整个条目。

""" + _STATUS + """\
  0  没有错误（加 --strict：也没有警告）
  1  有
  2  无法执行
""",
    "compare": """\
标注问题（JSON Lines、YAML、CSV、TSV）还能看出哪些变对、哪些变错，差别是不是偶然。.txt 文件一行
一个问题，没有标注。同一个知识点换了文字、链接或技能组，也算变了。
""",
    "convert": """\
IN：表格（.xlsx .xls .ods .csv .tsv）、知识库（文件夹、.yaml、.jsonl），或 QnA Maker、QnABot、Rasa、
ChatterBot 的文件。OUT：表格（.xlsx .csv）或知识库；写 --to 则是给别的系统的文件。已有的知识库会
更新：编号相同或问题相同的条目改掉，其余加在后面，不删除任何条目。

写之前先说明哪一列当作什么；有错误就什么也不写。

""" + _STATUS + """\
  0  写好了（用 --dry-run 时：可以写）
  2  出错
""",
    "build": """\
不写 --out 就写在知识库旁边：FAQ/.xiaoer.xo；单个文件 NAME.yaml 则是旁边的 .NAME.xiaoer.xo。
只要知识库没有改过，Bot.load 和各个命令就直接打开它；改过了就重新读取知识库，并提示一句。
放在别处的文件用 Bot.open("FILE.xo") 或 --faq FILE.xo 打开。知识库旁边的校准一并写入。

""" + _STATUS + """\
  0  写好了
  2  出错
""",
    "init": """\
已有的文件不会被覆盖：有一个存在，就一个也不写。
""",
}  # fmt: skip
"""What stands below the options, by command; ``{figures}`` is taken from the English text."""

_FIGURES = regex(r"figures for --require: (.*?)\n\n", re.DOTALL)

_ERRORS: Final = tuple(
    (regex(pattern, re.DOTALL), chinese)
    for pattern, chinese in (
        (r"the following arguments are required: (.*)", r"缺少参数：\1"),
        (r"unrecognized arguments: (.*)", r"不认识的参数：\1"),
        (
            r"argument (.*?): invalid choice: (.*) \(choose from (.*)\)",
            r"\1 不能是 \2，可以是：\3",
        ),
        (r"argument (.*?): expected one argument", r"\1 后面要有一个值"),
        (r"argument (.*?): expected at least one argument", r"\1 后面至少要有一个值"),
        (r"argument (.*?): not allowed with argument (.*)", r"\1 不能和 \2 一起用"),
        (r"argument (.*?): ignored explicit argument (.*)", r"\1 不带值，而这里写了 \2"),
        (r"argument (.*?): invalid int value: (.*)", r"\1 应为整数，而这里是 \2"),
        (
            r'argument (.*?): expected a number between 0 and 1, found "(.*)"',
            r"\1 应为 0 和 1 之间的数，而这里是 “\2”",
        ),
        (
            r'argument (.*?): expected a number from 0 to 1, found "(.*)"',
            r"\1 应为 0 到 1 的数，而这里是 “\2”",
        ),
        (
            r'argument (.*?): expected a date such as 2026-11-11, found "(.*)"',
            r"\1 应为日期，例如 2026-11-11，而这里是 “\2”",
        ),
        (
            r'argument (.*?): expected a number from 1, found "(.*)"',
            r"\1 应为从 1 起的整数，而这里是 “\2”",
        ),
        (
            r'argument (.*?): expected a day or moment such as 2026-11-01T08:00, found "(.*)"',
            r"\1 应为日期或时刻，例如 2026-11-01T08:00，而这里是 “\2”",
        ),
        (
            r'argument (.*?): expected a number from 0, found "(.*)"',
            r"\1 应为从 0 起的整数，而这里是 “\2”",
        ),
        (r"ambiguous option: (.*?) could match (.*)", r"\1 不明确，可以是：\2"),
    )
)


def epilog_in_chinese(command: str, english: str) -> str:
    """What stands below the options of a command; the English text where there is none."""
    figures = _FIGURES.search(english)
    text = EPILOGS.get(command, english)
    return text.replace("{figures}", figures[1] if figures else "")


def error_in_chinese(message: str) -> str:
    """What is wrong with a call; a message that is not known stays English."""
    for pattern, chinese in _ERRORS:
        if found := pattern.fullmatch(message):
            return found.expand(chinese)
    return message
