"""Words that segmentation breaks: W220 surely, W224 perhaps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from xiaoer.authoring.lint.look import Hit, LintedEntry, LintedText, Look
from xiaoer.text.regex import regex

_HAN = regex("[\u4e00-\u9fff]+")
_LONGEST = 6
_SURE, _SURE_TIMES = 0.95, 3
_MAYBE, _MAYBE_TIMES = 0.75, 3


class _Broken(NamedTuple):
    parts: tuple[str, ...]
    times: int
    share: float
    one: LintedEntry
    leaf: LintedText


def broken(look: Look) -> Iterator[Hit]:
    """A word of the corpus is always cut to pieces, one of which stands nowhere else.

    膨胀金 becomes 膨胀 and 金: it then matches every other 金, and a rare word is lost. The line
    for the lexicon of `xiaoer.yaml` mends it; run `xiaoer compare` before and after.

    中文：知识库里的一个词总是被切碎，而且有一片只出现在这里，例如“膨胀金”被切成“膨胀”和“金”：
    它会和别的“金”混在一起。在 xiaoer.yaml 的 lexicon 里加上这一行就好；改前改后请用
    xiaoer compare 对比。
    """
    for found in look.once("broken", lambda: tuple(_found(look))):
        if found.share >= _SURE and found.times >= _SURE_TIMES and _together(found):
            yield _hit(found)


def perhaps_broken(look: Look) -> Iterator[Hit]:
    """Pieces stand together so often that they may be one word.

    中文：几片总是连在一起，可能是一个词。
    """
    for found in look.once("broken", lambda: tuple(_found(look))):
        if not (found.share >= _SURE and found.times >= _SURE_TIMES and _together(found)):
            yield _hit(found)


def _together(found: _Broken) -> bool:
    """Whether the pieces are a name, and no verb with its object in questions of all kinds."""
    return sum("".join(found.parts) in leaf.text for leaf in found.one.questions) >= _SURE_TIMES


def _found(look: Look) -> Iterator[_Broken]:
    """The runs of words with a single character in them, of which one hardly stands elsewhere."""
    alone: Counter[str] = Counter()
    places: dict[tuple[str, ...], list[tuple[LintedEntry, LintedText]]] = defaultdict(list)
    for one in look.live:
        for leaf in one.questions:
            words = look.utterance(leaf.text).words
            alone.update(words)
            for size in (2, 3):
                for at in range(len(words) - size + 1):
                    parts = words[at : at + size]
                    if _may_be(look, parts):
                        places[parts].append((one, leaf))
    known: list[_Broken] = []
    for parts, found in places.items():
        share = max(len(found) / alone[part] for part in parts)
        if len(found) >= _MAYBE_TIMES and share >= _MAYBE:
            usual = Counter(one.id for one, _ in found).most_common(1)[0][0]
            one, leaf = next(pair for pair in found if pair[0].id == usual)
            known.append(_Broken(parts, len(found), min(share, 1.0), one, leaf))
    for one_found in known:
        text = "".join(one_found.parts)
        if not any(text in "".join(o.parts) for o in known if len(o.parts) > len(one_found.parts)):
            yield one_found


def _may_be(look: Look, parts: tuple[str, ...]) -> bool:
    if not any(len(part) == 1 for part in parts) or len("".join(parts)) > _LONGEST:
        return False
    return all(
        _HAN.fullmatch(part) and look.is_heavy(look.folding.get(part, part)) for part in parts
    )


def _hit(found: _Broken) -> Hit:
    text = "".join(found.parts)
    return found.one.hit(found.leaf, text=text, parts="|".join(found.parts), count=found.times)
