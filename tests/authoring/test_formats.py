"""Files of other systems: each reader on their documented samples; converting twice is once."""

import json
from pathlib import Path

import pytest

from tests.authoring.material import converted, told
from xiaoer.authoring.formats.formats import FORMATS, read_format, write_format
from xiaoer.authoring.importing.conversion import Wanted, prepare
from xiaoer.authoring.importing.report import report_lines
from xiaoer.corpus.corpus import Corpus
from xiaoer.source.tables.columns import known_heads
from xiaoer.source.tables.faults import TableError
from xiaoer.source.tables.load import load_tables

QNA_MAKER = """\
Question\tAnswer\tSource\tMetadata\tSuggestedQuestions\tIsContextOnly\tPrompts\tQnaId\tSourceDisplayName
怎么退款\t在订单里申请。\\n**三天**内到账\tEditorial\tcategory:退款|lang:zh\t[]\tFalse\t[]\t1\tEditorial
如何退款\t在订单里申请。\\n**三天**内到账\tEditorial\tcategory:退款|lang:zh\t[]\tFalse\t[]\t1\tEditorial
查"物流\t看{订单}\tEditorial\t[{"name": "category", "value": "物流"}]\t[]\tTrue\t[{"displayOrder": 1}]\t2\tEditorial
"""  # noqa: E501 - a table with tabs
QNABOT = {
    "qna": [
        {
            "qid": "Refund.001",
            "type": "qna",
            "q": ["怎么退款", "如何退款"],
            "a": "在订单里申请。",
            "t": "退款",
            "alt": {"markdown": "*在订单里*申请。", "ssml": ""},
            "r": {
                "title": "",
                "imageUrl": "https://example.com/a.png",
                "buttons": [
                    {"text": "规则", "value": "https://example.com"},
                    {"text": "人工", "value": "转人工"},
                ],
            },
            "l": "",
            "args": [""],
        },
        {"qid": "Quiz.1", "type": "quiz", "question": "?", "correctAnswers": ["a"]},
    ]
}
RASA = """\
version: "3.1"
nlu:
  - intent: faq/refund
    examples: |
      - 怎么退款
      - 我要退[手机](product)的款
  - intent: chitchat/ask_name
    examples: |
      - 你叫什么
  - intent: greet
    examples: |
      - 你好
responses:
  utter_faq/refund:
    - text: 在订单里申请。
      image: "https://example.com/a.png"
    - text: 去订单里退。
  utter_chitchat/ask_name:
    - text: 我叫小二。
rules:
  - rule: respond to FAQs
"""
CHATTERBOT = """\
categories:
- 常见问题
conversations:
- - 怎么退款
  - 在订单里申请。
- - 怎么退款
  - 去订单里退。
- - 你好
  - 您好
  - 吃了吗
"""
FASTGPT = (
    "q,a,indexes,\n"
    '"你是谁","我是小二。","1. 你是什么？\n2. 你能做什么？","你叫什么"\n'
    '"怎么退款","在订单里申请。","[""如何退款""]",\n'
)


def lines(source: Path, tmp_path: Path, lang: str = "zh") -> str:
    return "\n".join(report_lines(converted(source, tmp_path / "out"), lang))  # type: ignore[arg-type]


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_qna_maker(tmp_path: Path) -> None:
    source = written(tmp_path, "kb.tsv", QNA_MAKER)
    done = converted(source, tmp_path / "out")
    assert told(done.plan.entries) == [
        ("怎么退款", ("如何退款",), "在订单里申请。\n**三天**内到账", "退款"),
        ('查"物流', (), "看{{订单}}", "物流"),
    ]
    assert [(loss.field, loss.places) for loss in done.opened.losses] == [
        ("metadata", ("D2", "D3")),
        ("iscontextonly", ("F4",)),
        ("prompts", ("G4",)),
    ]
    assert "“prompts” 带不过去，1 处：G4" in lines(source, tmp_path)


def test_qna_maker_as_a_workbook(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(tmp_path / "kb.xlsx") as book:
        sheet = book.add_worksheet("QnAs")
        for number, line in enumerate(QNA_MAKER.splitlines()):
            for column, cell in enumerate(line.split("\t")):
                sheet.write_string(number, column, cell)
        book.add_worksheet("Synonyms").write_string(0, 0, "Synonyms")
    done = converted(tmp_path / "kb.xlsx", tmp_path / "out")
    assert done.opened.format == "qnamaker"
    assert [entry.question for entry in done.plan.entries] == ["怎么退款", '查"物流']


def test_qnabot(tmp_path: Path) -> None:
    source = written(tmp_path, "qna.json", json.dumps(QNABOT, ensure_ascii=False))
    done = converted(source, tmp_path / "out")
    (entry,) = done.plan.entries
    assert (entry.id, entry.questions, entry.category) == (
        "Refund.001",
        ("怎么退款", "如何退款"),
        "退款",
    )
    assert (entry.image, entry.links[0].url) == ("https://example.com/a.png", "https://example.com")
    fields = [(loss.field, loss.places) for loss in done.opened.losses]
    assert fields == [
        ("alt.markdown", ("Refund.001",)),
        ("r.buttons", ("Refund.001",)),
        ("type: quiz", ("Quiz.1",)),
    ]


@pytest.mark.parametrize("as_project", [False, True])
def test_rasa(as_project: bool, tmp_path: Path) -> None:
    if as_project:
        (tmp_path / "bot" / "data").mkdir(parents=True)
        nlu, responses = RASA.split("responses:\n")
        written(tmp_path / "bot" / "data", "nlu.yml", nlu)
        written(tmp_path / "bot", "domain.yml", "responses:\n" + responses)
        source = tmp_path / "bot"
    else:
        source = written(tmp_path, "nlu.yml", RASA)
    done = converted(source, tmp_path / "out")
    assert [(e.id, e.questions, e.answer, e.category) for e in done.plan.entries] == [
        ("refund", ("怎么退款", "我要退手机的款"), "在订单里申请。", ""),
        ("ask_name", ("你叫什么",), "我叫小二。", "chitchat"),
    ]
    found = [loss.field for loss in done.opened.losses]
    assert sorted(found) == ["entities", "intent: greet", "responses: 2…", "rules"]


def test_chatterbot(tmp_path: Path) -> None:
    done = converted(written(tmp_path, "faq.yml", CHATTERBOT), tmp_path / "out")
    assert told(done.plan.entries) == [
        ("怎么退款", (), "在订单里申请。", "常见问题"),
        ("你好", (), "您好", "常见问题"),
    ]
    found = {loss.field: loss.places for loss in done.opened.losses}
    assert set(found) == {"conversations: 2…", "conversations: 3…"}
    assert found["conversations: 2…"][0].endswith("faq.yml:6:3")


def test_chatterbot_of_its_own_package(tmp_path: Path) -> None:
    corpus = pytest.importorskip("chatterbot_corpus")
    folder = Path(corpus.__file__).parent / "data" / "chinese"
    for file in sorted(folder.glob("*.yml")):
        done = converted(file, tmp_path / "out")
        assert done.opened.format == "chatterbot"
        assert len(done.plan.entries) > 3


def test_three_columns(tmp_path: Path) -> None:
    done = converted(written(tmp_path, "fastgpt.csv", FASTGPT), tmp_path / "out")
    assert told(done.plan.entries) == [
        ("你是谁", ("你是什么？", "你能做什么？", "你叫什么"), "我是小二。", ""),
        ("怎么退款", ("如何退款",), "在订单里申请。", ""),
    ]


SAMPLES = {
    "qnamaker": ("kb.tsv", QNA_MAKER),
    "qnabot": ("qna.json", json.dumps(QNABOT)),
    "rasa": ("nlu.yml", RASA),
    "chatterbot": ("faq.yml", CHATTERBOT),
    "qa": ("qa.csv", "question,answer\n怎么退款,在订单里申请。\n物流,看订单。\n"),
    "q-a-indexes": ("fastgpt.csv", FASTGPT),
}


@pytest.mark.parametrize("name", FORMATS)
def test_converting_twice_is_converting_once(name: str, tmp_path: Path) -> None:
    file, text = SAMPLES[name]
    source = written(tmp_path, file, text)
    once = converted(source, tmp_path / "a").plan.entries
    target = tmp_path / f"again{FORMATS[name].suffix}"
    prepare(Wanted(source=source, target=target, write_as=name)).write()
    again = converted(target, tmp_path / "b").plan.entries
    assert again == once
    before = target.read_bytes()
    prepare(Wanted(source=target, target=tmp_path / f"x{target.suffix}", write_as=name)).write()
    assert (tmp_path / f"x{target.suffix}").read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_the_sample_goes_out_and_what_stays_is_told(name: str) -> None:
    corpus = Corpus.load(Path(__file__).parents[2] / "faq")
    data, losses = write_format(name, corpus.entries, corpus.settings.variables)
    assert "{service_path}" not in data.decode("utf-8-sig")
    told_of = {loss.field for loss in losses}
    assert {"audience", "self_service", "related"} <= told_of
    assert all(loss.places for loss in losses)


@pytest.mark.parametrize(
    ("name", "file", "text"),
    [
        ("qnabot", "a.json", "{"),
        ("qnabot", "a.json", '{"items": []}'),
        ("rasa", "a.yml", "nlu: []\n"),
        ("chatterbot", "a.yml", "- a\n"),
        ("qnamaker", "a.csv", "问题,答案\na,b\n"),
    ],
)
def test_another_file_is_a_fault(name: str, file: str, text: str, tmp_path: Path) -> None:
    path = written(tmp_path, file, text)
    tables = load_tables(path, known_heads) if file.endswith("csv") else None
    with pytest.raises(TableError) as refused:
        read_format(name, path, tables)
    for lang in ("zh", "en"):
        assert file in refused.value.render(lang)  # type: ignore[arg-type]
