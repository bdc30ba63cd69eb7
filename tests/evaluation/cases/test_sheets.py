"""Query files as people have them: encodings, headings, empty columns, and faults in Chinese."""

import codecs
import json
import re
import string
from pathlib import Path

import pytest

from xiaoer.corpus.corpus import Corpus
from xiaoer.evaluation.cases.dialogues import DialoguesError, load_dialogues
from xiaoer.evaluation.cases.load import CasesError, load_cases
from xiaoer.evaluation.cases.messages import MESSAGES
from xiaoer.source.column_heads import meaning_of

REFUND, OOS = ("退款几天到", ("refund",)), ("讲个笑话", ())
TWO = [REFUND, OOS]
BOM, GB = codecs.BOM_UTF8, "gb18030"

READ: dict[str, tuple[str, bytes, list[tuple[str, tuple[str, ...]]]]] = {
    "as Excel in China saves CSV": (
        "a.csv",
        "用户问,知识点\r\n退款几天到,refund\r\n讲个笑话,\r\n".encode(GB),
        TWO,
    ),
    "as Excel saves CSV UTF-8": (
        "a.csv",
        BOM + "用户问题,标准答案编号\r\n退款几天到,refund\r\n讲个笑话,\r\n".encode(),
        TWO,
    ),
    "empty columns at the end": (
        "a.csv",
        "问题,编号,,,\r\n退款几天到,refund,,,\r\n讲个笑话,,,,\r\n,,,,\r\n".encode(),
        TWO,
    ),
    "rows that end early": (
        "a.csv",
        "问题,编号,备注\n退款几天到,refund\n讲个笑话,\n".encode(),
        TWO,
    ),
    "rows that go on with nothing": (
        "a.csv",
        "问题,编号\n退款几天到,refund,,\n讲个笑话,, ,\n".encode(),
        TWO,
    ),
    "an empty column in the middle": (
        "a.csv",
        "问题,,编号\n退款几天到,,refund\n讲个笑话,,\n".encode(),
        TWO,
    ),
    "headings with blanks and case": (
        "a.csv",
        " Q , Gold_ID \n退款几天到,refund\n讲个笑话,\n".encode(),
        TWO,
    ),
    "wide letters, brackets, marks": (
        "a.csv",
        "＊Ｑ,标准答案（编号）\n退款几天到,refund\n讲个笑话,\n".encode(),
        TWO,
    ),
    "tabs": ("a.tsv", "问法\t知识点ID\n退款几天到\trefund\n讲个笑话\t\n".encode(), TWO),
    "tabs in GB18030": (
        "a.TSV",
        "问法\t知识点\n退款几天到\trefund\n讲个笑话\t\n".encode(GB),
        TWO,
    ),
    "tabs in a file called CSV": (
        "a.csv",
        "问法\t知识点\n退款几天到\trefund\n讲个笑话\t\n".encode(),
        TWO,
    ),
    "semicolons": ("a.csv", "问法;知识点\n退款几天到;refund\n讲个笑话;\n".encode(), TWO),
    "quoted headings": (
        "a.csv",
        '"问法","知识点"\n"退款几天到","refund"\n"讲个笑话",""\n'.encode(),
        TWO,
    ),
    "blank lines before the headings": (
        "a.csv",
        "\n,,\n问法,知识点\n退款几天到,refund\n讲个笑话,\n".encode(),
        TWO,
    ),
    "a running number beside the entry": (
        "a.csv",
        "编号,用户问,知识点\n1,退款几天到,refund\n2,讲个笑话,\n".encode(),
        TWO,
    ),
    "the standard question beside the customer's words": (
        "a.csv",
        "用户问,问题,知识点\n退款几天到,退款多久到账,refund\n讲个笑话,,\n".encode(),
        TWO,
    ),
    "the other way round": (
        "a.csv",
        "知识点编号,客户原话\nrefund,退款几天到\n,讲个笑话\n".encode(),
        TWO,
    ),
    "English headings": (
        "a.csv",
        b"Intent,User Query\nrefund,\xe9\x80\x80\xe6\xac\xbe\n",
        [("退款", ("refund",))],
    ),
    "several ids, each in its way": (
        "a.csv",
        "问题,编号\n甲,a|b\n乙,a、b\n丙,a；b\n丁,\"a,b\"\n戊,\"a\nb\"\n己, a \n".encode(),
        [(q, ("a", "b")) for q in "甲乙丙丁戊"] + [("己", ("a",))],
    ),
    "JSON Lines with Chinese keys": (
        "a.jsonl",
        '{"问题": "退款几天到", "编号": "refund"}\n{"问题": "讲个笑话", "编号": null}\n'.encode(),
        TWO,
    ),
    "JSON Lines in GB18030": (
        "a.jsonl",
        '{"q": "退款几天到", "gold": "refund"}\n{"q": "讲个笑话", "gold": null}\n'.encode(GB),
        TWO,
    ),
    "YAML in GB18030 with Chinese keys": (
        "a.yaml",
        "- 用户问: 退款几天到\n  知识点: refund\n- {用户问: 讲个笑话, 知识点: }\n".encode(GB),
        TWO,
    ),
    "a rare character of GB18030": (
        "a.csv",
        "问题,编号\n𠮷退款,refund\n".encode(GB),
        [("𠮷退款", ("refund",))],
    ),
    "our own keys go before their synonyms": (
        "a.jsonl",
        '{"q": "退款几天到", "gold": "refund", "问题": "x", "id": 7}\n'.encode(),
        [REFUND],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_a_file_as_people_have_it(tmp_path: Path, name: str) -> None:
    file, data, expected = READ[name]
    (tmp_path / file).write_bytes(data)
    assert [(case.q, case.gold) for case in load_cases(tmp_path / file)] == expected


def test_what_is_no_column_of_ours_stays_a_slice_under_its_name(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("编号,用户问,知识点, 来源 ,身份\n1,甲,a,旺旺,buyer\n", encoding="utf-8")
    [case] = load_cases(file)
    assert dict(case.slices) == {"编号": "1", "来源": "旺旺", "audience": "buyer"}


# --- faults -----------------------------------------------------------------------------------

FAULTS: dict[str, tuple[str, bytes, list[tuple[str, str]]]] = {
    "two columns for one thing": (
        "a.csv",
        "用户问,客户原话,知识点\n甲,乙,a\n".encode(),
        [(
            "a.csv:1: 这几列都是 “q” 的意思，只能留一列：“用户问”、“客户原话”",
            'a.csv:1: these columns all mean "q", keep one: "用户问", "客户原话"',
        )],
    ),
    "the same column twice": (
        "a.csv",
        "用户问,用户问,知识点\n甲,乙,a\n".encode(),
        [("a.csv:1: “用户问” 这一列有两个", 'a.csv:1: column "用户问" is given twice')],
    ),
    "a heading is missing, and rows are faulty": (
        "a.csv",
        "用户问,答复,来源\n甲,a,x\n,b,y\n丙,c,z,多\n".encode(),
        [
            (
                "a.csv:1: 第一行里没有 “gold” 这一列（知识点、知识点编号、标准答案编号、编号…）；"
                "现有：“用户问”、“答复”、“来源”",
                'a.csv:1: no column "gold" in the first row; found "用户问", "答复", "来源"',
            ),
            ("a.csv:3: “q” 应为文字，而这里是空值", 'a.csv:3: "q" must be a text, found nothing'),
            (
                "a.csv:4: 应和第一行一样有 3 格，而这里有 4 格",
                "a.csv:4: expected 3 cells as in the first row, found 4",
            ),
        ],
    ),
    "no heading at all": (
        "a.csv",
        "退款几天到,refund\n退款几天到账,refund\n".encode(),
        [
            (
                f"a.csv:1: 第一行里没有 “{name}” 这一列（{synonyms}…）；"
                "现有：“退款几天到”、“refund”",
                f'a.csv:1: no column "{name}" in the first row; found "退款几天到", "refund"',
            )
            for name, synonyms in (
                ("q", "用户问、客户问题、问法、问题"),
                ("gold", "知识点、知识点编号、标准答案编号、编号"),
            )
        ],
    ),
    "a row that ends before its label": (
        "a.csv",
        "问题,编号\n甲\n乙,b\n".encode(),
        [(
            "a.csv:2: 应和第一行一样有 2 格，而这里有 1 格",
            "a.csv:2: expected 2 cells as in the first row, found 1",
        )],
    ),
    "a column without a heading": (
        "a.csv",
        "问题,编号,,备注\n甲,a,,x\n乙,b,是,\n丙,c,否,\n".encode(),
        [(
            "a.csv:3: 第 3 列有内容，第一行却没有列名；请补上列名，或清空这一列",
            "a.csv:3: column 3 has no heading in the first row; give it one, or empty the column",
        )],
    ),
    "quotes, and what follows is read": (
        "a.csv",
        '问题,编号\n"甲"乙,a\n,b\n"丙,c\n'.encode(),
        [
            (
                'a.csv:2: CSV 格式错误：引号收尾之后还有文字；文字里的引号要写两个（""）',
                "a.csv:2: not valid CSV: text stands behind a closing quote; write quotes within a "
                'text twice ("")',
            ),
            ("a.csv:3: “q” 应为文字，而这里是空值", 'a.csv:3: "q" must be a text, found nothing'),
            (
                "a.csv:4: CSV 格式错误：引号没有收尾",
                "a.csv:4: not valid CSV: a quote is not closed",
            ),
        ],
    ),
    "keys that mean the same": (
        "a.jsonl",
        '{"用户问": "甲", "客户原话": "乙", "gold": "a"}\n{"q": "丙"}\n'.encode(),
        [
            (
                "a.jsonl:1: 这几个键都是 “q” 的意思，只能留一个：“用户问”、“客户原话”",
                'a.jsonl:1: these keys all mean "q", keep one: "用户问", "客户原话"',
            ),
            (
                "a.jsonl:2: 缺少 “gold”，不该回答的请写 null；现有：“q”",
                'a.jsonl:2: missing "gold"; write null where nothing may be answered; found "q"',
            ),
        ],
    ),
    "damaged UTF-8 is not taken for GB18030": (
        "a.csv",
        "问题,编号\n退款几天到账了呢,refund\n".encode().replace("到".encode(), b"\xe5\xe5"),
        [(
            "a.csv:2:5: 文件不是 UTF-8 文本：字节 0xE5 不合规",
            "a.csv:2:5: the file is not UTF-8 text: byte 0xE5 is out of place",
        )],
    ),
    "an unknown kind of file": (
        "a.doc",
        b"\xd0\xcf\x11\xe0",
        [(
            "a.doc: 不认识的文件类型 “.doc”，应为 .jsonl, .yaml, .yml, .csv, .tsv, "
            ".xlsx, .xlsm, .xls, .ods",
            'a.doc: unknown kind of file ".doc"; expected .jsonl, .yaml, .yml, .csv, .tsv, '
            ".xlsx, .xlsm, .xls, .ods",
        )],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_at_once_in_both_languages(tmp_path: Path, name: str) -> None:
    file, data, expected = FAULTS[name]
    path = tmp_path / file
    path.write_bytes(data)
    with pytest.raises(CasesError) as caught:
        load_cases(path)
    prefix = f"{tmp_path.as_posix()}/"
    for side, lang in enumerate(("zh", "en")):
        told = [fault.render(lang).replace(prefix, "") for fault in caught.value.faults]  # type: ignore[arg-type]
        assert told == [pair[side] for pair in expected]
    assert caught.value.render("zh").startswith(f"标注问题里有 {len(expected)} 处错误：\n  ")
    assert str(caught.value) == caught.value.render("en")


CORPUS = Corpus.from_entries(
    [
        {"id": "refund", "question": "退款多久到账", "answer": "一"},
        {"id": "invoice", "question": "怎么开发票", "answer": "二", "audience": "buyer"},
    ],
    settings={"audiences": {"buyer": "买家", "seller": "商家"}},
)


def test_with_a_corpus_ids_and_audiences_are_among_the_faults(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    rows = ("甲,refnd,", "乙,退款多久到账？,", "丙,无,", "丁,refund,买家", "戊,refund,byuer",
            ",refund,", "庚,refund|invoice,buyer", "己,zzz,王")  # fmt: skip
    file.write_text("问题,知识点,身份\n" + "\n".join(rows) + "\n", encoding="utf-8")
    with pytest.raises(CasesError) as caught:
        load_cases(file, CORPUS)
    told = caught.value.render("zh").replace(f"{file.as_posix()}:", "")
    assert told.split("\n  ") == [
        "标注问题里有 8 处错误：",
        "2: 没有编号为 “refnd” 的知识点（问题 “甲” 的标注），是不是 “refund”？",
        "3: 没有编号为 “退款多久到账？” 的知识点（问题 “乙” 的标注），"
        "这是 “refund” 的问题，请写编号",
        "4: 没有编号为 “无” 的知识点（问题 “丙” 的标注）；不该回答的，请把这一格留空（或写 null）",
        "5: 没有名为 “买家” 的身份（audience），是不是 “buyer”？",
        "6: 没有名为 “byuer” 的身份（audience），是不是 “buyer”？",
        "7: “q” 应为文字，而这里是空值",
        "9: 没有编号为 “zzz” 的知识点（问题 “己” 的标注）",
        "9: 没有名为 “王” 的身份（audience）；可以是：buyer, seller",
    ]
    assert [fault.nearest for fault in caught.value.faults[:2]] == ["refund", "refund"]


def test_a_good_file_is_the_same_with_a_corpus(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("问题,知识点,身份\n甲,refund,buyer\n乙,,\n", encoding="utf-8")
    assert load_cases(file, CORPUS) == load_cases(file)


# --- dialogues --------------------------------------------------------------------------------


def test_a_misspelt_action_or_reason_is_a_fault_in_both_languages(tmp_path: Path) -> None:
    turns = [
        {"say": "好", "action": "anwser"},
        {"say": "好", "action": "answer", "reason": "exakt"},
        {"say": "好", "reasons": ["restricted", "anger", "angr"]},
        {"say": "好", "action": "回答"},
        {"say": "好", "action": ["answer", "clarify"], "reason": None},
    ]
    file = tmp_path / "d.jsonl"
    row = {"name": "甲", "turns": turns, "shwos": "x"}
    file.write_bytes(json.dumps(row, ensure_ascii=False).encode(GB))
    with pytest.raises(DialoguesError) as caught:
        load_dialogues(file)
    told = caught.value.render("zh").replace(f"{file.as_posix()}:1: ", "").split("\n  ")
    actions = "answer, self_service, clarify, chat, escalate, suppressed"
    assert sorted(told) == sorted(
        [
            "对话里有 5 处错误：",
            "对话没有 “shwos” 这个键，是不是 “shows”？",
            "第 1 轮：“action” 没有 “anwser” 这个值，是不是 “answer”？",
            "第 2 轮：“reason” 没有 “exakt” 这个值，是不是 “exact”？",
            "第 3 轮：“reasons” 没有 “angr” 这个值，是不是 “anger”？",
            f"第 4 轮：“action” 没有 “回答” 这个值；可以是：{actions}",
        ]
    )
    assert 'turn 1: "action" has no value "anwser"; did you mean "answer"?' in str(caught.value)
    assert str(caught.value).startswith("5 faults in the dialogues:\n  ")


# --- the tables -------------------------------------------------------------------------------


@pytest.mark.parametrize("code", MESSAGES)
def test_both_languages_say_the_same_fields(code: str) -> None:
    zh, en = (
        {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for text in MESSAGES[code]
    )
    assert zh - {"synonyms"} == en
    assert MESSAGES[code] == ("{text}", "{text}") or re.search("[\u4e00-\u9fff]", MESSAGES[code].zh)
    assert not re.search("[\u4e00-\u9fff]", MESSAGES[code].en)


MEANT = {
    "q": (
        "用户问 用户问题 用户问法 客户提问内容 用户query 访客问题 咨询语句 用户的问题 "
        "问题内容 测试用例 会话内容 提问文本 客户原始问题 买家提问 query文本 用户发言 "
        "询问 消费者问题 用户问句 问法 原话 问题 语料 Q Question "
        "User_Input TestQuery Utterance 用户实际问法 顾客原话 "
        "线上问题 真实用户问题 "
        "客户来问 用户描述 客户诉求 进线问题 咨询原文 待测问题 样本问题 用户表述 用户提的问题"
    ),
    "gold": (
        "知识点 编号 标准答案编号 对应知识点 正确答案ID 知识库ID 期望知识点编号 "
        "命中的知识点 知识点名称（编号） 预期结果 FAQ编号 FAQ_ID "
        "ExpectedEntry 标准问题ID 应匹配知识点 答案编码 gold_answer "
        "所属条目 CorrectID 知识条目ID 目标知识点 标注结果 意图 知识编号 "
        "期望答案 id Intent 知识ID 标注 标准问编号 "
        "知识点ID（必填） 答案知识点 关联知识点 归属知识点 知识编码 正确FAQ faq_code"
    ),
    "": (
        "答案 备注 来源 日期 渠道 客户姓名 客户电话 订单编号 客服 满意度 问题类型 "
        "问题分类 答案内容 用户ID 客户编号 会话ID 标准问 相似问 一级分类 知识分类 "
        "客服回复 回复内容 机器人回答 机器人答案 是否正确 用户等级 序号 label 正确率 "
        "是否命中 命中率 提问时间 咨询渠道 提问人 客户类型 问题来源 答案来源 知识状态 "
        "标准话术 商品编号 店铺名 "
        "知识标题 答案链接 用户标签 问题状态 是否解决 处理结果 测试人 测试结果 满意度编号 原因"
    ),
}


@pytest.mark.parametrize(
    ("head", "key"), [(head, key) for key, heads in MEANT.items() for head in heads.split()]
)
def test_a_head_means_what_it_says(head: str, key: str) -> None:
    assert meaning_of([head]).names == (key or head,)


def test_a_very_long_head_takes_no_time() -> None:
    head = "正确的标准" * 20_000
    assert meaning_of([head, "用户" * 50_000]).names == (head, "用户" * 50_000)


def test_no_heading_means_nothing() -> None:
    assert meaning_of(["答案", "来源 ", ""]).names == ("答案", "来源", "")
    assert meaning_of([]).names == ()
