"""The lexicon as a value: merging, switching parts off, a corpus's own words."""

from dataclasses import FrozenInstanceError, fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import scaled
from xiaoer.text.words.lexicon import PARTS, Lexicon, Opposite, corpus_lexicon, parse_opposite

WORDS = st.sampled_from("abcdefgh")
GROUPS = st.lists(st.lists(WORDS, min_size=2, max_size=3, unique=True).map(tuple), max_size=4).map(
    tuple
)
LAW = settings(max_examples=scaled(150), deadline=None)


def components(groups: tuple[tuple[str, ...], ...]) -> set[frozenset[str]]:
    """Groups that share a word, joined until none do; the naive way."""
    found = [set(group) for group in groups]
    for one in list(found):
        for other in found:
            if other is not one and one & other:
                one |= other
                found = [group for group in found if group is not other]
                return components(tuple(map(tuple, found)))
    return set(map(frozenset, found))


@LAW
@given(GROUPS, GROUPS)
def test_merged_synonyms_are_the_joined_groups(
    left: tuple[tuple[str, ...], ...], right: tuple[tuple[str, ...], ...]
) -> None:
    """No word is in two groups, and words that were together stay together."""
    merged = Lexicon(synonyms=left).merged(Lexicon(synonyms=right)).synonyms
    assert sum(map(len, merged)) == len({word for group in merged for word in group})
    assert set(map(frozenset, merged)) == components((*left, *right))


@LAW
@given(GROUPS, GROUPS)
def test_the_others_first_member_stands_for_the_group(
    left: tuple[tuple[str, ...], ...], right: tuple[tuple[str, ...], ...]
) -> None:
    disjoint = Lexicon(synonyms=left).merged(Lexicon())
    merged = disjoint.merged(Lexicon(synonyms=right))
    firsts, theirs = {g[0] for g in right}, {w for g in right for w in g}
    for group in merged.synonyms:
        if theirs & set(group):
            assert group[0] in firsts


@pytest.mark.slow
@LAW
@given(GROUPS)
def test_folding_maps_a_group_to_its_first_member_and_that_to_itself(
    groups: tuple[tuple[str, ...], ...],
) -> None:
    merged = Lexicon(synonyms=groups).merged(Lexicon())
    folding = merged.folding()
    assert folding == {word: group[0] for group in merged.synonyms for word in group}
    assert all(folding[first] == first for first in folding.values())


def test_merging_keeps_order_and_drops_repeats() -> None:
    left = Lexicon(
        words=("b", "a"),
        splits=("x",),
        fillers={"问候": ("你好",), "句末": ("啊",)},
        negation={"否定": ("不",)},
        questions={"怎么": ("如何",)},
        opposites=(Opposite(left=("开",), right=("关",)),),
    )
    right = Lexicon(
        words=("a", "c"),
        splits=("x", "y"),
        fillers={"问候": ("您好", "你好"), "": ("嗯",)},
        negation={"否定": ("没",), "反问": ("难道",)},
        questions={"怎么": ("咋",)},
        opposites=(Opposite(left=("进",), right=("出",), kind="contrast"),),
    )
    assert left.merged(right) == Lexicon(
        words=("b", "a", "c"),
        splits=("x", "y"),
        fillers={"问候": ("你好", "您好"), "句末": ("啊",), "": ("嗯",)},
        negation={"否定": ("不", "没"), "反问": ("难道",)},
        questions={"怎么": ("如何", "咋")},
        opposites=(*left.opposites, *right.opposites),
    )


def test_an_empty_lexicon_changes_nothing() -> None:
    builtin = Lexicon.builtin()
    assert builtin.merged(Lexicon()) == builtin
    assert Lexicon().merged(builtin) == builtin


def test_every_part_of_the_builtin_lexicon_is_there() -> None:
    builtin = Lexicon.builtin()
    assert {f.name for f in fields(Lexicon)} == set(PARTS)
    assert all(getattr(builtin, part) for part in PARTS)
    assert Lexicon.builtin() is builtin


@pytest.mark.parametrize("part", PARTS)
def test_a_part_can_be_switched_off_alone(part: str) -> None:
    less = Lexicon.builtin().without([part])
    assert not getattr(less, part)
    for other in set(PARTS) - {part}:
        assert getattr(less, other) == getattr(Lexicon.builtin(), other)


def test_all_parts_can_be_switched_off() -> None:
    assert Lexicon.builtin().without(PARTS) == Lexicon()
    assert Lexicon.builtin().without([]) == Lexicon.builtin()


def test_all_words_are_those_that_segmentation_keeps_whole() -> None:
    lexicon = Lexicon(
        words=("运费险", "险"),
        splits=("没收",),
        synonyms=(("怎么", "咋"),),
        opposites=(Opposite(left=("开通",), right=("关闭", "关")),),
        questions={"多久": ("多长时间",)},
        fillers={"": ("你好",)},
        negation={"": ("不能",)},
    )
    assert lexicon.all_words() == tuple(sorted(("运费险", "怎么", "开通", "关闭", "多长时间")))


def test_it_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Lexicon.builtin().words = ()  # type: ignore[misc]


def test_a_corpus_adds_its_words_as_the_engine_sees_texts() -> None:
    """Full width, traditional, upper case and spaces are normalized away; empty ones go."""
    lexicon = corpus_lexicon(
        words=("ＡＢＣ卡", "無憂 購", "？？"),
        synonyms=(("Plus會員", "ＰＬＵＳ"),),
        fillers=("老鐵",),
        opposites=((("開燈模式",), ("關燈模式", "！")),),
    )
    assert lexicon.words == (
        *Lexicon.builtin().words,
        "abc卡",
        *(["无忧购"] if "无忧购" not in Lexicon.builtin().words else []),
    )
    assert ("plus会员", "plus") in lexicon.synonyms
    assert lexicon.fillers[""] == ("老铁",)
    assert lexicon.opposites[-1] == Opposite(left=("开灯模式",), right=("关灯模式",), kind="veto")
    assert len(lexicon.opposites) == len(Lexicon.builtin().opposites) + 1


def test_a_corpus_chooses_the_first_member_of_a_builtin_group() -> None:
    group = next(g for g in Lexicon.builtin().synonyms if len(g) > 2)
    lexicon = corpus_lexicon(synonyms=((group[1], "自家说法"),))
    assert {lexicon.folding()[word] for word in (*group, "自家说法")} == {group[1]}
    assert Lexicon.builtin().folding()[group[1]] == group[0], "the built-in one is untouched"


def test_a_corpus_may_join_two_builtin_groups() -> None:
    one, two = Lexicon.builtin().synonyms[:2]
    folding = corpus_lexicon(synonyms=((two[0], one[-1]),)).folding()
    assert {folding[word] for word in (*one, *two)} == {two[0]}


def test_a_corpus_may_do_without_a_part_and_give_its_own() -> None:
    lexicon = corpus_lexicon(synonyms=(("甲", "乙"),), without=("synonyms", "fillers"))
    assert lexicon.synonyms == (("甲", "乙"),)
    assert lexicon.fillers == {"": ()}
    assert lexicon.negation == Lexicon.builtin().negation


def test_a_corpus_with_nothing_of_its_own_has_the_builtin_words() -> None:
    lexicon = corpus_lexicon()
    for part in set(PARTS) - {"fillers"}:
        assert getattr(lexicon, part) == getattr(Lexicon.builtin(), part)
    assert {t: f for t, f in lexicon.fillers.items() if f} == Lexicon.builtin().fillers


@pytest.mark.parametrize(
    ("line", "left", "right", "kind"),
    [
        ("开通 打开 | 关闭", ("开通", "打开"), ("关闭",), "veto"),
        ("退货 | 换货 ~", ("退货",), ("换货",), "contrast"),
        ("退货|换货~", ("退货",), ("换货",), "contrast"),
        ("冻结 | 解冻 ^", ("冻结",), ("解冻",), "goal"),
    ],
)
def test_an_opposite_is_read_from_its_line(
    line: str, left: tuple[str, ...], right: tuple[str, ...], kind: Any
) -> None:
    assert parse_opposite(line) == Opposite(left=left, right=right, kind=kind)
