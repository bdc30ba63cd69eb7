"""The phrases of `utterances.yaml` as rows; without anything that only the fit needs.

`python tests/fit/phrases.py` writes `phrases.txt`: what was added is heard when typed exactly.
It joins the table with the next fit.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from xiaoer.hearing.labels import LABELS
from xiaoer.text.normalize import question_key

FOLDER = Path(__file__).resolve().parents[2] / "xiaoer" / "data" / "hearing"
_PADDING = re.compile(r"[请麻烦帮我给下1您你吧啊呀了吗呢哦嘛的亲好]|谢谢|们")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # a second less where it is there


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase with its labels and the round in which it was collected."""

    text: str
    labels: frozenset[str]
    round: str

    @property
    def unseen(self) -> bool:
        """Whether it belongs to the tenth that is never fitted on; twins fall together."""
        key = question_key(self.text)
        return hashlib.sha256((_PADDING.sub("", key) or key).encode()).digest()[0] % 10 == 0


def phrases(path: Path = FOLDER / "utterances.yaml") -> list[Phrase]:
    """Every phrase once, with all its labels; an insult is angry, a refusal asks."""
    found: dict[str, tuple[str, set[str], str]] = {}
    tree = yaml.load(path.read_text(encoding="utf-8"), _LOADER)
    for label, rounds in tree.items():
        for name, texts in rounds.items():
            for text in texts:
                found.setdefault(question_key(text), (text, set(), name))[1].add(label)
    for _, labels, _ in found.values():
        labels |= {"anger"} if "insult" in labels else set()
    return [Phrase(text=t, labels=frozenset(ls), round=r) for t, ls, r in found.values()]


def keys(rows: Iterable[Phrase]) -> str:
    """The file of normalized phrases by labels, which hears a phrase typed exactly."""
    by: dict[str, list[str]] = {}
    for row in rows:
        by.setdefault("+".join(x for x in LABELS if x in row.labels), []).append(
            question_key(row.text)
        )
    head = "# 由 tests/fit/hearing.py 从 utterances.yaml 生成：类，几类用 + 连接；再是归一的说法\n"
    return head + "".join(f"{name} {' '.join(sorted(ks))}\n" for name, ks in sorted(by.items()))


if __name__ == "__main__":
    rows = phrases()
    (FOLDER / "phrases.txt").write_text(keys(rows), encoding="utf-8")
    print(f"{len(rows)} phrases in {FOLDER / 'phrases.txt'}")
