"""The whole round on a copy of the sample: variants lost, logged, mined, decided, applied."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import NamedTuple

from xiaoer import Bot, DecisionLog, Entry
from xiaoer.authoring.apply.applied import prepare_apply
from xiaoer.authoring.edit.edits import FileEdit, Remove
from xiaoer.authoring.edit.files import edit_files
from xiaoer.authoring.mine.groups import MinedGroup
from xiaoer.authoring.mine.mining import mine
from xiaoer.authoring.mine.wordings import bare
from xiaoer.evaluation import load_cases
from xiaoer.evaluation.perturb.slips import doubled, dropped, homophone, lookalike, swapped
from xiaoer.source.tree import Items, Pairs, Scalar
from xiaoer.source.yaml_tree import parse_yaml
from xiaoer.text.normalize import question_key
from xiaoer.text.redaction import redact

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
_SLIPS = (homophone, lookalike, dropped, doubled, swapped)


class Asked(NamedTuple):
    """What a customer asks, and the right entries."""

    text: str
    gold: tuple[str, ...]
    audience: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What became of the questions that the other half asks; rows that were decided."""

    asked: int
    lost: int
    back: int
    broken: int
    rows: int
    decided: int


def play(faq: Path, folder: Path, *, entries: int) -> Round:
    """Takes the variants of the entries that have most of them, and lets the round bring them
    back from one half of what is asked; measured on the other half."""
    whole = Bot.load(faq)
    ranked = sorted(whole.corpus, key=lambda one: (-len(one.variants), one.id))
    poor = ranked[:entries]
    copy = folder / "faq"
    shutil.copytree(faq, copy)
    without_variants(copy, {one.id for one in poor})
    logged, kept = _halves(_questions(poor, faq / "queries.jsonl"))
    stripped = Bot.load(copy)
    log = folder / "decisions.jsonl"
    said = [one._replace(text=_slipped(one.text)) for one in logged]
    write_log(log, stripped, said)
    found = mine([log], stripped)
    decided = list(_decided(found.groups, said))
    sheet = folder / "decided.jsonl"
    sheet.write_text("".join(decided), encoding="utf-8")
    prepare_apply(sheet, copy, copy / "queries.jsonl").write()
    return _measured(whole, stripped, Bot.load(copy), kept, len(found.groups), len(decided))


def write_log(path: Path, bot: Bot, asked: Iterable[Asked]) -> None:
    """A line for each question, each its own talk."""
    with DecisionLog(path) as log:
        for one in asked:
            reply = bot.ask(one.text, audience=one.audience, now=NOW)
            log.record(reply, audience=one.audience, now=NOW)


def without_variants(folder: Path, ids: set[str]) -> None:
    """Takes the variants of these entries out of the files."""
    edits: dict[Path, list[FileEdit]] = {}
    for path in sorted(folder.glob("*.yaml")):
        root = parse_yaml(path.read_text(encoding="utf-8"))
        for place, item in enumerate(root.items if isinstance(root, Items) else ()):
            pairs = item.pairs if isinstance(item, Pairs) else ()
            own = {key.text: value for key, value in pairs if isinstance(key, Scalar)}
            id = own.get("id")
            if isinstance(id, Scalar) and id.text in ids and "variants" in own:
                edits.setdefault(path, []).append(Remove(path=(place, "variants")))
    edit_files(edits)


def logged_as(text: str) -> str:
    """What a text is known by once it was logged and mined: masked, and without placeholders."""
    return question_key(bare(redact(text)))


def by_hash(text: str, parts: int) -> int:
    """A part of several that a text falls into, whatever stands beside it."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % parts


def _questions(poor: Sequence[Entry], queries: Path) -> Iterator[Asked]:
    for entry in poor:
        for text in entry.variants:
            yield Asked(text, (entry.id,), next(iter(entry.audience), None))
    for case in load_cases(queries):
        yield Asked(case.q, case.gold, case.slices.get("audience"))


def _halves(asked: Iterable[Asked]) -> tuple[list[Asked], list[Asked]]:
    halves: tuple[list[Asked], list[Asked]] = [], []
    for one in asked:
        halves[by_hash(one.text, 2)].append(one)
    return halves


def _slipped(text: str) -> str:
    random = Random(text)
    for slip in random.sample(_SLIPS, len(_SLIPS)):
        edit = slip(text, random)
        if edit is not None:
            return edit.text
    return text


def _decided(groups: Iterable[MinedGroup], asked: Iterable[Asked]) -> Iterator[str]:
    """What the labels say: the questions of a row that are of one of its three suggestions."""
    gold = {(one.audience, logged_as(one.text)): one.gold for one in asked}
    for group in groups:
        left = list(group.wordings)
        for suggestion in group.suggestions:
            own = [
                one
                for one in left
                if suggestion.id in gold.get((one.audience, question_key(one.text)), ())
            ]
            left = [one for one in left if one not in own]
            texts = [one.text for one in own]
            if texts:
                row = {"texts": texts, "decision": "variant", "entry": suggestion.id}
                yield json.dumps({**row, "audience": group.audience}, ensure_ascii=False) + "\n"


def _measured(
    whole: Bot, stripped: Bot, mended: Bot, kept: Sequence[Asked], rows: int, decided: int
) -> Round:
    right = [
        (_is_right(whole, one), _is_right(stripped, one), _is_right(mended, one))
        for one in kept
        if one.gold
    ]
    lost = [after for before, without, after in right if before and not without]
    broken = sum(without and not after for _, without, after in right)
    return Round(
        asked=len(right),
        lost=len(lost),
        back=sum(lost),
        broken=broken,
        rows=rows,
        decided=decided,
    )


def _is_right(bot: Bot, one: Asked) -> bool:
    candidates = bot.ask(one.text, audience=one.audience, now=NOW).candidates
    return bool(candidates) and candidates[0].id in one.gold
