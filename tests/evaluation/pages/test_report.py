import builtins
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytest.importorskip("jinja2", reason='the page needs the extra: pip install "xiaoer[report]"')
pytest.importorskip("matplotlib", reason='the charts need the extra: pip install "xiaoer[report]"')

from xiaoer.bot import Bot
from xiaoer.corpus.corpus import Corpus
from xiaoer.errors import Lang, MissingExtraError
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.load import Leak
from xiaoer.evaluation.cases.prediction import Outcome, Prediction
from xiaoer.evaluation.labelled.evaluate import evaluation_of
from xiaoer.evaluation.labelled.evaluation import Evaluation
from xiaoer.evaluation.pages.report import charts, render, write_report
from xiaoer.evaluation.pages.report.texts import TEXTS, text
from xiaoer.evaluation.selftest.self_test import self_test
from xiaoer.source.findings.diagnostics import Place

EVIL = "<script>alert('坏')</script>\"'&<img src=x onerror=y>"
CORPUS = Corpus.from_entries(
    [
        {"id": "a", "question": "怎么退款", "answer": "一"},
        {"id": "b", "question": "怎么换货", "answer": "二"},
    ]
)
VOID = {"meta", "br", "img", "link", "input", "hr"}


def outcome(q: str, gold: str | None, said: str, confidence: float, *, answered: bool) -> Outcome:
    case = Case(
        q=q,
        gold=(gold,) if gold else (),
        slices={"slice": "plain" if gold else "oos_near"},
        place=Place(file="/secret/place/queries.jsonl", line=7),
    )
    prediction = Prediction(
        id=said, confidence=confidence, answered=answered, ranking=(said,),
        action="answer" if answered else "escalate",
    )  # fmt: skip
    return Outcome(case, prediction)


def rows(evil: str = "坏问题") -> list[Outcome]:
    """40 right answers, 2 wrong ones, 8 silent, of 10 out of scope 1 answered."""
    right = [outcome(f"怎么退款{n}", "a", "a", 0.8 + n / 250, answered=True) for n in range(40)]
    wrong = [outcome(evil, "a", "b", 0.97, answered=True)]
    wrong += [outcome("换个货", "b", "a", 0.75, answered=True)]
    silent = [outcome(f"换货{n}", "b", "b", 0.3 + n / 40, answered=False) for n in range(8)]
    oos = [outcome(f"天气{n}", None, "b", n / 100, answered=False) for n in range(9)]
    return [*right, *wrong, *silent, *oos, outcome("天气真好", None, "a", 0.72, answered=True)]


def evaluation(outcomes: Sequence[Outcome] | None = None, **changes: Any) -> Evaluation:
    return evaluation_of(
        rows() if outcomes is None else outcomes, corpus=CORPUS, resamples=20, **changes
    )


class Reader(HTMLParser):
    """The text and the tags of a page; fails on tags that do not match."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, Mapping[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] not in (["style"], ["script"]):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


@pytest.fixture(scope="module")
def page() -> str:
    return render(evaluation())


# --- what it says -----------------------------------------------------------------------------


@pytest.mark.slow
def test_the_first_figures_are_those_of_the_evaluation(page: str) -> None:
    told = read(page).text
    figures = evaluation().figures
    assert (figures.coverage, figures.risk, figures.oos_answered) == ((43, 60), (3, 43), (1, 10))
    assert "能直接回答多少 71.7% 60 条里直接回答了 43 条 95% 区间" in told
    assert "回答里错了多少 7.0% 43 个回答里错了 3 个 95% 区间" in told
    assert "不该答的答了多少 10.0% 10 条里答了 1 条 95% 区间 1.8%–40.4%" in told


def test_the_risk_of_the_card_has_the_interval_of_the_precision(page: str) -> None:
    precision = evaluation().headline["precision"]
    assert precision is not None
    low, high = 100 * (1 - precision.high), 100 * (1 - precision.low)
    assert f"43 个回答里错了 3 个 95% 区间 {low:.1f}%–{high:.1f}%" in read(page).text


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_has_every_part_in_both_languages(lang: Lang) -> None:
    told = read(render(evaluation(), lang=lang)).text
    for key in ("title", "words", "needed", "curve", "reliability", "histogram", "thresholds",
                "confusions", "errors", "flatters"):  # fmt: skip
        assert text(key, lang) in told, key


def test_the_texts_of_both_languages_take_the_same_fields() -> None:
    for key, (chinese, english) in TEXTS.items():
        assert set(re.findall(r"{(\w+)}", chinese)) == set(re.findall(r"{(\w+)}", english)), key
        assert chinese != english, key


@pytest.mark.slow
def test_the_english_page_has_no_chinese_of_its_own() -> None:
    outcomes = [outcome("refund", None, "x", 0.2, answered=False)]
    found = evaluation_of(outcomes, resamples=5)
    assert not re.search("[\u4e00-\u9fff]", read(render(found, lang="en")).text)


def test_thresholds_are_those_of_the_curve(page: str) -> None:
    """At 0.9: the 15 right ones from 0.9 on, and the wrong one of 0.97."""
    confidences = [0.8 + n / 250 for n in range(40)]
    right = sum(confidence >= 0.9 for confidence in confidences)
    cells = [f"{100 * (right + 1) / 60:.1f}%", str(right + 1), "1"]
    assert f"0.9 {' '.join(cells)}" in read(page).text


@pytest.mark.slow
def test_where_a_limit_cannot_be_kept_it_says_so() -> None:
    wrong = [outcome(f"问{n}", "a", "b", 0.9, answered=True) for n in range(5)]
    told = read(render(evaluation(wrong))).text
    assert "5% 做不到 – –" in told


@pytest.mark.slow
def test_errors_have_their_explanation_and_their_line_but_no_folder() -> None:
    found = evaluation(explain=lambda case: f"因为 {case.q}\n第二行")
    page = render(found)
    told = read(page).text
    assert (
        "坏问题 queries.jsonl:7 答成 怎么换货 0.97 应为 怎么退款 为什么 因为 坏问题 第二行" in told
    )
    assert "secret" not in page


@pytest.mark.slow
def test_long_lists_are_cut_and_say_so() -> None:
    wrong = [outcome(f"问{n:03}", "a", "b", 0.9, answered=True) for n in range(60)]
    told = read(render(evaluation(wrong, worst=60))).text
    assert "问049" in told
    assert "问050" not in told
    assert "……另有 10 项，见 JSON" in told


@pytest.mark.slow
def test_a_figure_has_one_interval_and_its_method_is_named() -> None:
    found = evaluation()
    page = render(found)
    told = read(page).text
    for name in ("coverage", "precision"):
        drawn = found.headline[name]
        assert drawn is not None
        ends = f"{100 * drawn.low:.1f}%–{100 * drawn.high:.1f}%"
        assert f"{ends}，按知识点自助抽样" in told, name
        share = found.figures.coverage if name == "coverage" else found.figures.risk
        wilson = share.interval()
        assert wilson is not None
        assert f"{100 * wilson.low:.1f}%–{100 * wilson.high:.1f}%" not in told, name
    assert "1.8%–40.4%，Wilson" in told
    assert "现在的设置为按知识点自助抽样" in told
    assert "其余为 Wilson" in told
    row = re.search(r"现在的设置 71.7% 43 3 93.0% (\S+) ", told)
    drawn = found.headline["precision"]
    assert row is not None
    assert drawn is not None
    assert row[1] == f"{100 * drawn.low:.1f}%–{100 * drawn.high:.1f}%"


@pytest.mark.slow
def test_without_a_resample_the_interval_is_wilsons_and_says_so() -> None:
    wrong = [outcome("问", None, "a", 0.9, answered=True)]
    told = read(render(evaluation(wrong))).text
    assert "1 条里答了 1 条 95% 区间 20.7%–100.0%，Wilson" in told


@pytest.mark.slow
def test_it_says_which_faq_when_by_what_and_how_many() -> None:
    found = evaluation()
    page = render(found, faq="小店<b>", date=date(2026, 3, 4), version="9.8.7")
    origin = (
        f"知识库 小店<b>（{found.corpus_hash[:12]}） · 标注问题 60 条 · 2026-03-04 · xiaoer 9.8.7"
    )
    assert origin in read(page).text
    english = read(render(found, lang="en", faq="shop")).text
    assert f"corpus shop ({found.corpus_hash[:12]}) · 60 labelled queries" in english


@pytest.mark.slow
def test_needless_handovers_and_useless_ask_backs_are_listed() -> None:
    asked = outcome("哪一个", "a", "b", 0.41, answered=False)
    useless = asked._replace(
        prediction=replace(asked.prediction, action="clarify", choices=("b", "x"))
    )
    useful = useless._replace(
        case=replace(useless.case, q="有的选"),
        prediction=replace(useless.prediction, choices=("b", "a")),
    )
    oos = useless._replace(case=Case(q="<i>外面</i>", slices={"slice": "oos_near"}))
    found = evaluation([*rows(), useless, useful, oos])
    page = render(found)
    told = read(page).text
    assert "不必要的转人工：首位就是对的 × 8" in told
    assert "换货7 queries.jsonl:7 怎么换货 0.47 换货6 queries.jsonl:7" in told
    assert "无用的反问：选项里没有正确的 × 2" in told
    assert "<i>外面</i> 不该回答 怎么换货 / x 0.41" in told
    assert "<i>外面" not in page
    assert "哪一个 queries.jsonl:7 怎么退款 怎么换货 / x 0.41" in told
    assert "有的选" not in told
    assert "secret" not in page
    assert (len(found.handovers), len(found.ask_backs)) == (8, 2)
    assert found.figures.needless_escalations.hits == 8
    assert found.figures.clarify_success == (1, 3)


@pytest.mark.slow
def test_where_there_is_none_no_list_is_shown() -> None:
    told = read(render(evaluation(rows()[:42]))).text
    assert "不必要的转人工：" not in told
    assert "无用的反问：" not in told


@pytest.mark.slow
def test_a_leak_is_named_without_its_folder() -> None:
    leak = Case(q="怎么退款", gold=("a",), place=Place(file="/secret/q.jsonl", line=3))
    page = render(evaluation(leaks=[Leak(leak, "a", "怎么退款")]))
    assert "q.jsonl:3" in page
    assert "secret" not in page


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_self_test_is_a_page_too(lang: Lang) -> None:
    rows = [
        {"id": id, "question": first, "variants": rest, "answer": "答"}
        for id, (first, *rest) in {
            "a": ["怎么申请退款", "退款怎么操作", EVIL],
            "b": ["退款多久到账", "退款几天能到", "钱什么时候退回来"],
            "c": ["多久发货", "什么时候发货", "几天能发出"],
        }.items()
    ]
    found = self_test(Bot(Corpus.from_entries(rows)))
    page = render(found, lang=lang, faq="小店", date=date(2026, 3, 4), version="9.8.7")
    told = read(page).text
    assert f"小店{'（' if lang == 'zh' else ' ('}{found.corpus_hash[:12]}" in told
    assert "2026-03-04" in told
    assert f"{100 * found.expected.coverage:.1f}%" in told
    assert EVIL not in page
    assert "<svg" not in page
    assert text("confusions", lang) not in told
    assert render(found, lang=lang) == render(found, lang=lang)


def test_the_third_chart_has_its_title_above_it(page: str) -> None:
    style = page[: page.index("</style>")]
    assert ".charts figure:last-child h3 { grid-column: 1 / -1; }" in style
    third = page[page.rindex("<figure>") :]
    assert third.index("<h3>") < third.index("<svg") < third.index("<figcaption>")


# --- what it must not do ----------------------------------------------------------------------


@pytest.mark.slow
def test_customers_texts_cannot_become_markup() -> None:
    entries = [{"id": "a", "question": EVIL, "answer": "一"}, {"id": "b", "question": "乙"}]
    corpus = Corpus.from_entries([{**entry, "answer": "答"} for entry in entries])
    found = evaluation_of(
        rows(EVIL), corpus=corpus, resamples=5, explain=lambda case: f"{EVIL} {case.q}"
    )
    page = render(found, title=EVIL)
    reader = read(page)
    assert EVIL not in page
    assert not {"script", "img"} & {tag for tag, _ in reader.tags}
    assert reader.text.count("<script>alert('坏')</script>") >= 4


def test_nothing_is_fetched_and_nothing_runs(page: str) -> None:
    for tag, attributes in read(page).tags:
        assert tag not in ("script", "link", "iframe", "object", "embed", "img", "base")
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            if name in ("src", "href", "xlink:href", "action"):
                assert (value or "").startswith("#"), (tag, value)
    assert "@import" not in page
    assert not re.search(r"url\((?!#)", page)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in page


@pytest.mark.slow
def test_a_lone_surrogate_can_be_written(tmp_path: Path) -> None:
    write_report(evaluation(rows("坏\ud800")), tmp_path / "r.html")
    assert "坏?" in (tmp_path / "r.html").read_text(encoding="utf-8")


# --- the page ---------------------------------------------------------------------------------


def test_ids_are_unique_and_what_is_referred_to_is_there(page: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) > 20
    assert set(re.findall(r'(?:url\(|href=")#([^")]+)', page)) <= set(ids)


def test_charts_fit_their_place_and_need_no_font(page: str) -> None:
    drawings = [attributes for tag, attributes in read(page).tags if tag == "svg"]
    assert len(drawings) == 3
    for attributes in drawings:
        assert "viewbox" in attributes
        assert not {"width", "height"} & set(attributes)
        assert attributes["role"] == "img"
        assert attributes["aria-label"]
    assert "font-family: '" not in page
    assert "@" not in "".join(re.findall(r"<text.*?</text>", page))


@pytest.mark.slow
def test_the_same_evaluation_gives_the_same_page(page: str) -> None:
    assert render(evaluation()) == page
    assert not re.search(r"20\d\d-\d\d-\d\d", page)
    assert "2026-03-04" in render(evaluation(), date=date(2026, 3, 4))


@pytest.mark.slow
def test_large_evaluations_stay_below_a_megabyte() -> None:
    """5,000 queries with as many confidences, 60 errors with a long explanation."""
    many = [
        outcome(f"问题{n}", "a", "b" if n % 40 == 0 else "a", 0.3 + n / 7200, answered=n > 1500)
        for n in range(5000)
    ]
    found = evaluation(many, worst=60, explain=lambda case: f"{case.q} 的解释\n" * 60)
    assert len(render(found).encode()) < 1_000_000


@pytest.mark.slow
def test_it_draws_where_nothing_was_answered_and_where_nothing_is_out_of_scope() -> None:
    silent = [outcome("退", "a", "a", 0.1, answered=False)]
    told = read(render(evaluation(silent))).text
    assert "回答里错了多少 – 没有数据" in told
    assert "不该答的答了多少 – 没有数据" in told
    assert "没有答错的。" in told


def test_held_queries_alone_give_an_empty_curve() -> None:
    one = outcome("转人工", "a", "a", 0.9, answered=False)
    held = one._replace(prediction=replace(one.prediction, held=True))
    assert "<svg" in charts.risk_coverage(evaluation([held]).curve, None, "zh")


@pytest.mark.slow
def test_the_file_is_utf_8_with_plain_line_ends(tmp_path: Path) -> None:
    write_report(evaluation(), tmp_path / "r.html", lang="en", title="Q3")
    written = (tmp_path / "r.html").read_bytes()
    assert written.decode("utf-8") == render(evaluation(), lang="en", title="Q3")
    assert b"\r" not in written
    assert b"<h1>Q3</h1>" in written


@pytest.mark.slow
@pytest.mark.parametrize("package", ["jinja2", "matplotlib"])
def test_a_missing_package_is_answered_with_the_pip_command(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    importing = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> ModuleType:
        if name.split(".")[0] == package:
            raise ImportError(name)
        return importing(name, *args, **kwargs)

    found = evaluation()
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError) as caught:
        render(found)
    assert str(caught.value) == f'{package} is not installed; run: pip install "xiaoer[report]"'
