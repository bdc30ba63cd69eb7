"""What a corpus's own questions exchange in one frame."""

from xiaoer.matching.difference.slots import Slots

QUESTIONS = [
    (0, ("怎么", "交", "水费")),
    (0, ("怎么", "缴", "水费")),
    (1, ("怎么", "交", "电费")),
    (2, ("水费",)),
]


def test_one_entry_exchanges_what_is_the_same_and_two_what_is_not() -> None:
    slots = Slots(QUESTIONS)
    assert slots.same("交", "缴")
    assert not slots.same("水费", "电费")
    assert slots.apart("水费", "电费")
    assert not slots.apart("交", "缴")


def test_what_two_entries_tell_apart_is_not_the_same() -> None:
    slots = Slots([(0, ("查", "甲")), (0, ("查", "乙")), (1, ("改", "甲")), (2, ("改", "乙"))])
    assert not slots.same("甲", "乙")
    assert slots.apart("甲", "乙")
