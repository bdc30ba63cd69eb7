"""Two systems on the same queries: the tests, the differences, and what changed."""

import json
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evaluation.scripted import CASES, REPLIES, outcome, says, scripted
from tests.examples import scaled
from xiaoer import Bot, Corpus
from xiaoer.evaluation import Case, CasesError, Outcome, compare, compare_replies, predict
from xiaoer.evaluation.comparison.changes import GROUPS, changes
from xiaoer.evaluation.comparison.text_change import text_change
from xiaoer.evaluation.labelled.figures import figures_of

OLD = scripted(REPLIES)
NEW = scripted(
    REPLIES
    | {
        "一": says("a", 0.5, action="escalate"),  # was right
        "三": says("b", 0.9),  # was wrong
        "四": says("c", 0.9),  # escalated, and is wrong
        "五": says("b", 0.3, action="clarify", choices=("b", "a")),
        "六": says("c", 0.9),  # another wrong answer
        "二": says("a", 0.9),  # another right answer
        "七": says("a", 0.9),  # out of scope, and answered
    }
)


def test_changes_are_grouped_by_what_became_of_them() -> None:
    found = compare(OLD, NEW, CASES, resamples=20)
    assert {group: [one.q for one in found.group(group)] for group in GROUPS} == {
        "now_wrong": ["四", "七"],
        "now_right": ["三"],
        "now_escalated": ["一"],
        "now_answered": [],
        "other_entry": ["二", "六"],
        "other_action": ["五"],
        "other_text": [],
    }
    assert [change.q for change in found.changes] == ["四", "七", "三", "一", "二", "六", "五"]


def test_without_labels_only_the_replies_count() -> None:
    found = compare_replies(OLD, NEW, [case.q for case in CASES])
    assert {group: [one.q for one in found.group(group)] for group in GROUPS} == {
        "now_wrong": [],
        "now_right": [],
        "now_escalated": ["一"],
        "now_answered": ["四", "七"],
        "other_entry": ["二", "三", "六"],
        "other_action": ["五"],
        "other_text": [],
    }
    assert (found.figures, found.served_right, found.differences) == (None, None, {})
    relabelled = [Case(q=case.q, gold=("zzz",)) for case in CASES]
    again = compare_replies(OLD, NEW, relabelled)
    assert [(one.q, one.group) for one in again.changes] == [
        (one.q, one.group) for one in found.changes
    ]


def test_out_of_scope_no_answer_any_more_is_right() -> None:
    found = compare(
        OLD, scripted(REPLIES | {"六": says("d", 0.1, action="escalate")}), CASES, resamples=5
    )
    assert [(one.q, one.group) for one in found.changes] == [("六", "now_right")]


def test_mcnemar_and_differences() -> None:
    found = compare(OLD, NEW, CASES, resamples=20)
    assert found.top_is_right is not None
    assert found.served_right is not None
    # top: only old 四; only new 三. served: old 一 七, new 三
    assert found.top_is_right[:2] == (1, 1)
    assert found.served_right == (2, 1, 1.0)
    assert found.figures is not None
    before, after = (figures.values() for figures in found.figures)
    for name, one in found.differences.items():
        if name == "shown_precision":  # nothing is shown
            assert (one, before[name], after[name]) == (None, None, None)
            continue
        assert one is not None
        assert before[name] is not None
        assert after[name] is not None
        assert one.value == pytest.approx(after[name] - before[name])  # type: ignore[operator]
        assert one.low <= one.high


def test_a_system_equals_itself() -> None:
    found = compare(OLD, OLD, CASES, resamples=5)
    assert found.changes == ()
    assert found.served_right == (0, 0, 1.0)
    assert all(one is None or one[:3] == (0, 0, 0) for one in found.differences.values())
    assert "0 条的回复变了" in found.to_markdown()


PAIRS = st.lists(st.tuples(outcome(), outcome()), max_size=25)


@settings(max_examples=scaled(60))
@given(PAIRS, st.booleans())
def test_a_change_is_in_one_group_and_fits_it(
    pairs: list[tuple[Outcome, Outcome]], labelled: bool
) -> None:
    first = [a for a, _ in pairs]
    second = [Outcome(a.case, b.prediction) for a, b in pairs]
    found = changes(first, second, labelled=labelled)
    assert len(found) <= len(pairs)
    for one in found:
        before, after = one.before.prediction, one.after.prediction
        if one.group == "now_right":
            assert labelled
            assert one.after.served_right
            assert not one.before.served_right
        if one.group == "now_wrong":
            assert labelled
            assert one.after.answer_is_wrong
            assert not one.before.answer_is_wrong
        if one.group == "now_escalated":
            assert after.escalated
            assert not before.escalated
        if one.group == "now_answered":
            assert after.answered
            assert not before.answered
        if one.group == "other_entry":
            assert before.answered
            assert after.answered
            assert before.id != after.id


# --- the same reply in other words ------------------------------------------------------------

SHOP = [
    {"id": "fee", "question": "会员多少钱", "answer": "会员每月299元，随时可以取消。"},
    {
        "id": "apply",
        "question": "怎么申请退款",
        "answer": "在订单里申请。",
        "links": [{"label": "说明", "url": "https://example.com/a"}],
        "self_service": {"label": "申请退款", "route": "app://refund"},
    },
    {"id": "sue", "question": "我要起诉你们", "escalate": "human"},
    {"id": "hi", "question": "几点开门", "answer": "九点。"},
]
TEAMS = {"queues": {"human": {"label": "人工"}, "law": {"label": "法务"}}}
ASKED = ["会员多少钱", "怎么申请退款", "我要起诉你们", "几点开门", "会员多少钱？"]


def edited(changes: dict[str, dict[str, Any]], **settings: Any) -> Any:
    rows = [row | changes.get(str(row["id"]), {}) for row in SHOP]
    return predict(Bot(Corpus.from_entries(rows, {**TEAMS, **settings})))


EDITS: dict[str, tuple[dict[str, dict[str, Any]], str]] = {
    "a price": (
        {"fee": {"answer": "会员每月999元，随时可以取消。"}},
        "- fee: 会员每月299元，随时可以取消… → 会员每月999元，随时可以取消… | 会员多少钱 × 2",
    ),
    "a sentence more": (
        {"hi": {"answer": "九点。周日休息。"}},
        "- hi: 九点。 → 九点。周日休息。 | 几点开门",
    ),
    "a link": (
        {"apply": {"links": [{"label": "说明", "url": "https://example.com/b"}]}},
        "- apply: 链接 说明 https://example.com/a → 说明 https://example.com/b | 怎么申请退款",
    ),
    "a link that is gone": (
        {"apply": {"links": []}},
        "- apply: 链接 说明 https://example.com/a → （无） | 怎么申请退款",
    ),
    "a function's address": (
        {"apply": {"self_service": {"label": "申请退款", "route": "app://refund2"}}},
        "- apply: 自助入口 申请退款 app://refund → 申请退款 app://refund2 | 怎么申请退款",
    ),
    "a team": ({"sue": {"escalate": "law"}}, "技能组 human → law | 我要起诉你们"),
    "an image": (
        {"hi": {"image": "images/a.png"}},
        "- hi: 图片 （无） → images/a.png | 几点开门",
    ),
    "questions that go with it": (
        {"hi": {"related": ["fee"]}},
        "- hi: 相关问题 （无） → 会员多少钱 | 几点开门",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITS)
def test_the_same_reply_in_another_text_is_a_change(name: str) -> None:
    changes, line = EDITS[name]
    found = compare_replies(edited({}), edited(changes), ASKED)
    assert {one.group for one in found.changes} == {"other_text"}
    page = found.to_markdown("zh").replace("\\", "")
    assert line in page
    assert f"{len(found.changes)} 条的回复变了" in page
    assert not compare_replies(edited(changes), edited(changes), ASKED).changes


def test_a_text_of_the_settings_is_one_line_for_all_that_get_it() -> None:
    texts = {"fallback": "马上为您转接专员"}
    found = compare_replies(
        edited({}), edited({}, texts=texts), ["红烧肉咸了", "红烧肉淡了", "几点开门"]
    )
    assert [one.q for one in found.group("other_text")] == ["红烧肉咸了", "红烧肉淡了"]
    assert found.to_markdown("en").count("马上为您转接专员") == 1


def test_with_labels_another_text_is_neither_right_nor_wrong() -> None:
    changes, _ = EDITS["a price"]
    cases = [Case(q="会员多少钱", gold=("fee",))]
    found = compare(edited({}), edited(changes), cases, resamples=5)
    assert [one.group for one in found.changes] == ["other_text"]
    shape: Any = found.to_dict()
    assert "999" in shape["changes"][0]["after"]["text"]


@pytest.mark.parametrize(
    ("before", "after", "places", "more"),
    [
        ("一样", "一样", (), 0),
        ("", "新", (("", "新"),), 0),
        ("1299元", "1,299元", (("1299元", "1,299元"),), 0),
        ("9:30开门", "9:00开门", (("9:30开门", "9:00开门"),), 0),
        (
            "甲" * 30 + "299" + "乙" * 30 + "5天",
            "甲" * 30 + "999" + "乙" * 30 + "7天",
            (
                ("…" + "甲" * 8 + "299" + "乙" * 8 + "…", "…" + "甲" * 8 + "999" + "乙" * 8 + "…"),
                ("…" + "乙" * 8 + "5天", "…" + "乙" * 8 + "7天"),
            ),
            0,
        ),
        ("a\nb", "a\nc", (("a⏎b", "a⏎c"),), 0),
        (
            "".join(f"{n}" + "字" * 20 for n in range(5)),
            "".join(f"{n + 5}" + "字" * 20 for n in range(5)),
            (
                ("0" + "字" * 8 + "…", "5" + "字" * 8 + "…"),
                ("…" + "字" * 8 + "1" + "字" * 8 + "…", "…" + "字" * 8 + "6" + "字" * 8 + "…"),
                ("…" + "字" * 8 + "2" + "字" * 8 + "…", "…" + "字" * 8 + "7" + "字" * 8 + "…"),
            ),
            2,
        ),
    ],
)
def test_where_texts_differ(
    before: str, after: str, places: tuple[tuple[str, str], ...], more: int
) -> None:
    assert text_change(before, after) == (places, more)


def test_long_texts_differ_between_their_ends() -> None:
    before = "头" + "".join(map(str, range(3000))) + "甲" * 3000 + "尾"
    [[old, new]], more = text_change(before, "头" + "乙" * 3000 + "尾")
    assert (len(old), new, more) == (42, "头" + "乙" * 39 + "…尾", 0)


def test_the_record() -> None:
    found = compare(OLD, NEW, CASES, resamples=20)
    assert repr(found) == "Comparison(9 cases, 7 replies changed, 1 now right, 2 now wrong, p 1)"
    assert repr(compare_replies(OLD, NEW, ["一"])) == (
        "Comparison(1 unlabelled queries, 1 replies changed)"
    )
    assert pickle.loads(pickle.dumps(found)) == found
    assert found.figures == (figures_of(found.first), figures_of(found.second))
    shape: dict[str, Any] = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert shape["format"] == "xiaoer-comparison/1"
    assert shape["changes"][0] == {
        "q": "四",
        "gold": ["b"],
        "slices": {"slice": "typo"},
        "place": None,
        "group": "now_wrong",
        "before": {
            "action": "escalate", "answered": False, "id": "b", "confidence": 0.4, "choices": [],
            "text": "", "beside": [],
        },
        "after": {
            "action": "answer", "answered": True, "id": "c", "confidence": 0.9, "choices": [],
            "text": "", "beside": [],
        },
    }  # fmt: skip


def test_markdown_in_both_languages() -> None:
    found = compare(OLD, NEW, CASES, resamples=20)
    assert "变对 1 条，变错 2 条。" in found.to_markdown("zh")
    assert "## 变错了 × 2" in found.to_markdown("zh")
    assert "## Now wrong × 2" in found.to_markdown("en")
    assert "- 四 \\| escalate → c 0.90" in found.to_markdown("en")
    assert "- 一 \\| a 0.95 → escalate （原来是对的）" in found.to_markdown("zh")
    assert "McNemar" not in compare_replies(OLD, NEW, ["一"]).to_markdown("en")


def test_nothing_to_ask_is_an_error() -> None:
    with pytest.raises(CasesError, match="no queries; expected at least one"):
        compare(OLD, NEW, [])
    with pytest.raises(CasesError, match="no queries; expected at least one"):
        compare_replies(OLD, NEW, [])


def test_progress_is_told_over_both() -> None:
    told: list[tuple[int, int]] = []
    compare_replies(OLD, NEW, ["一", "二"], progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
