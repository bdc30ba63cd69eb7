"""What a story asks at its end counts for more than what it tells; the whole still decides."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from xiaoer.matching.clauses import SURE, asking, surer
from xiaoer.matching.match import Candidate, Match, Strike
from xiaoer.matching.matcher import Matcher
from xiaoer.text.utterance import Analyzer

MakeMatcher = Callable[..., Matcher]
STORY = "上周买的鞋，昨天刚到家，试了一下小了，能换大一码吗"


def match(id: str, confidence: float, margin: float = 0.1) -> Match:
    return Match(candidates=(Candidate(id, "q", 0.5),), confidence=confidence, margin=margin)


WHOLE = match("a", 0.4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (STORY, ["试了一下小了，能换大一码吗"]),
        ("怎么退？怎么换？多久到？", ["怎么退，怎么换", "怎么换，多久到"]),
        ("能退吗，我昨天买的，还没拆", []),
        ("昨天买的，能退吗", []),
        ("昨天买的，今天到的，不想要了", []),
        ("", []),
    ],
)
def test_what_is_asked(text: str, expected: list[str]) -> None:
    assert list(asking(text)) == expected


def test_a_clause_makes_the_same_entry_surer() -> None:
    found = surer(WHOLE, STORY, lambda _: match("a", 0.9, 0.3))
    assert found == replace(WHOLE, confidence=0.9, margin=0.3)


@pytest.mark.parametrize(
    ("whole", "clause"),
    [
        (WHOLE, match("b", 0.9)),
        (WHOLE, match("a", 0.3)),
        (WHOLE, Match(candidates=(), confidence=0.0, margin=0.0)),
        (WHOLE, replace(match("a", 0.9), doubt=("退",))),
        (replace(WHOLE, doubt=("退",)), match("a", 0.9)),
        (replace(WHOLE, exact=("a",)), match("a", 0.9)),
        (
            replace(WHOLE, struck=(Strike(id="c", question="q", why="polarity", words=("不",)),)),
            match("a", 0.9),
        ),
        (replace(WHOLE, confidence=SURE), match("a", 0.9)),
    ],
)
def test_otherwise_the_whole_stays(whole: Match, clause: Match) -> None:
    assert surer(whole, STORY, lambda _: clause) == whole


def test_a_story_is_answered_for_what_it_asks(
    make_matcher: MakeMatcher, analyzer: Analyzer
) -> None:
    matcher = make_matcher(
        ("size", "鞋子小了能换大一码吗", "尺码小了怎么换大一码"),
        ("late", "快递多久到"),
        ("return", "怎么退货"),
    )
    told = "上周在直播间下的单，等了好多天，昨天刚收到，拿给我妈穿，她脚背高，"
    clause = analyzer.analyze("她脚背高，小了能换大一码吗")
    story = analyzer.analyze(f"{told}小了能换大一码吗")
    found, asked = matcher.consider(story).match, matcher.consider(clause, exact=False).match
    assert found.candidates[0].id == "size"
    assert found.confidence == asked.confidence > SURE
