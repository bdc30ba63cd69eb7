"""The phenomena in one table, and how a query's perturbations are drawn."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Literal, TypeAlias

from xiaoer.errors import UnknownNameError
from xiaoer.evaluation.perturb import manner, meaning, script, slips
from xiaoer.evaluation.perturb.edit import Edit, Editor
from xiaoer.records import dataclass
from xiaoer.text.normalize import replace_surrogates

Must: TypeAlias = Literal["stay", "change"]
"""What the reply must do: stay the same, or not be the same answer."""

TRIES = 8
"""Draws for each perturbation wanted, before a case counts as having no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phenomenon:
    """One way to perturb a query; ``title`` is its Chinese name, ``apply`` makes one edit."""

    name: str
    title: str
    must: Must
    apply: Editor


def _stay(name: str, title: str, apply: Editor) -> Phenomenon:
    return Phenomenon(name=name, title=title, must="stay", apply=apply)


def _change(name: str, title: str, apply: Editor) -> Phenomenon:
    return Phenomenon(name=name, title=title, must="change", apply=apply)


PHENOMENA = (
    _stay("homophone", "同音字", slips.homophone),
    _stay("lookalike", "形近字", slips.lookalike),
    _stay("dropped", "漏字", slips.dropped),
    _stay("doubled", "重字", slips.doubled),
    _stay("swapped", "颠倒", slips.swapped),
    _stay("padding", "客套", manner.padded),
    _stay("filler", "口头语", manner.filler),
    _stay("traditional", "繁体", script.traditional),
    _stay("full_width", "全角", script.full_width),
    _stay("emoji", "表情", script.emoji),
    _stay("numerals", "数字", script.numerals),
    _change("negation_inserted", "加否定", meaning.negation_inserted),
    _change("negation_removed", "去否定", meaning.negation_removed),
    _change("opposite", "换反义", meaning.opposite),
)
"""All phenomena: first those under which the reply must stay, then those under which not."""


def choose_phenomena(names: Iterable[str]) -> tuple[Phenomenon, ...]:
    """The phenomena of these names, in the order of the names.

    Raises:
        UnknownNameError: there is none of that name; has the nearest.
    """
    known = {phenomenon.name: phenomenon for phenomenon in PHENOMENA}
    names = tuple(names)
    for name in names:
        if name not in known:
            raise UnknownNameError("phenomenon", name, known)
    return tuple(known[name] for name in names)


def perturb(text: str, phenomenon: Phenomenon, *, seed: int = 0, most: int = 1) -> tuple[Edit, ...]:
    """At most ``most`` different perturbations of a text, none equal to it; often fewer, or none.

    They depend on the seed, the phenomenon's name and the text alone: neither on the hash seed
    nor on what else is perturbed.
    """
    random = Random(replace_surrogates(f"{seed}\n{phenomenon.name}\n{text}"))
    found: dict[str, Edit] = {}
    for _ in range(TRIES * most):
        edit = phenomenon.apply(text, random)
        if edit is None:
            break
        if edit.text != text:
            found.setdefault(edit.text, edit)
        if len(found) == most:
            break
    return tuple(found.values())
