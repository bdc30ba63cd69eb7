"""What the tests of several rooms share: cases as parameters, small bots, the sample bot."""

import functools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from xiaoer import Bot, Corpus, Reply
from xiaoer.text.words.segment import Segmenter, dictionary

CASES = Path(__file__).resolve().parents[1] / "cases"
ROOT = CASES.parents[1]
FAQ = ROOT / "faq"

Row = Mapping[str, Any]

THREE_ENTRIES = """\
- id: apply
  question: 怎么申请退款
  variants: [退款怎么操作, 我要退款]
  answer: 在订单里申请。
- id: arrival
  question: 退款多久到账
  variants: [退款几天能到, 钱什么时候退回来]
  answer: 一到七天。
- id: ship
  question: 多久发货
  variants: [什么时候发货, 几天能发出]
  answer: 当天。
"""
FOUR_ENTRIES = f"""{THREE_ENTRIES}\
- id: invoice
  question: 怎么开发票
  variants: [发票在哪里开]
  answer: 在订单里开。
"""
"""Small corpora as a file has them."""


def lines(name: str) -> list[dict[str, Any]]:
    """The rows of ``tests/cases/<name>.jsonl``."""
    text = (CASES / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def cases(name: str) -> list[Any]:
    """The rows as parameters; a key ``xfail`` says why a row fails for now."""
    return [
        pytest.param(
            row,
            id=repr(row["q"][:30]),
            marks=[pytest.mark.xfail(reason=row["xfail"])] if "xfail" in row else [],
        )
        for row in lines(name)
    ]


def bot_of(*entries: Row, **settings: Any) -> Bot:
    """A bot of entries written as in a file (id and answer may be left out) and settings."""
    rows = [
        {"id": f"e{number}", "answer": f"答案{number}", **entry}
        for number, entry in enumerate(entries, 1)
    ]
    return Bot(Corpus.from_entries(rows, settings or None))


def share_tokenizers() -> Iterator[None]:
    """While it lasts, bots of one lexicon share a tokenizer, which is never changed once built:
    a small bot takes 10 ms instead of 60. The body of a fixture, for tests of hundreds of bots."""
    build = Segmenter._build

    @functools.lru_cache(maxsize=16)  # 10 MB each
    def built(of: int, words: tuple[str, ...], splits: tuple[str, ...]) -> Any:
        return build(Segmenter(words, splits))

    def shared(self: Segmenter) -> Any:
        return built(id(dictionary()), self._words, self._splits)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Segmenter, "_build", shared)
        yield


@functools.cache
def sample() -> Bot:
    """The sample bot, built once in a test run."""
    return Bot.sample()


def without_hash(reply: Reply) -> dict[str, Any]:
    """The reply as JSON less the corpus's hash, for corpora that differ and must not matter."""
    shape: dict[str, Any] = dict(reply.to_dict())
    del shape["corpus_hash"]
    if shape["handoff"]:
        del shape["handoff"]["corpus_hash"]
    return shape
