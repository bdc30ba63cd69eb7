"""Words that may stand for each other."""

import pickle

from xiaoer.matching.difference.near import near_words
from xiaoer.matching.difference.near.near_words import NearWords
from xiaoer.text.words.lexicon import Lexicon


def test_of_one_group_but_not_of_two() -> None:
    near = NearWords({})
    assert near.alike("来晚", "迟到")
    assert near.alike("到货", "送达")
    assert not near.alike("迟到", "天花板")
    # 收 is with 收到 in one group and with 扣除 in another
    assert not near.alike("收到", "扣除")


def test_a_word_is_found_as_a_text_says_it_and_as_it_is_folded() -> None:
    folding = Lexicon.builtin().folding()
    word = next(w for group in near_words._lines() for w in group if folding.get(w, w) != w)
    group = next(group for group in near_words._lines() if word in group)
    near = NearWords(folding)
    assert all(near.alike(word, other) for other in group)
    assert all(near.alike(folding[word], other) for other in group)


def test_nothing_is_read_before_it_is_asked_for() -> None:
    near = NearWords({})
    assert near._groups is None
    assert pickle.loads(pickle.dumps(near)).alike("来晚", "迟到")
