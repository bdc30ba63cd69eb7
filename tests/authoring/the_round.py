"""The whole round on a copy of the sample: variants lost, logged, mined, decided, applied."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import NamedTuple

from xiaoer import Bot, Corpus, DecisionLog, Entry
from xiaoer.authoring.apply.applied import prepare_apply
from xiaoer.authoring.edit.edits import FileEdit, Remove
from xiaoer.authoring.edit.files import edit_files
from xiaoer.authoring.mine.groups import MinedGroup
from xiaoer.authoring.mine.mining import mine
from xiaoer.authoring.mine.wordings import bare
from xiaoer.evaluation import load_cases
from xiaoer.evaluation.perturb.slips import doubled, dropped, homophone, lookalike, swapped
from xiaoer.records import dataclass, replace
from xiaoer.service.composing.without import Without
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


class Regained(NamedTuple):
    """First candidates that were lost, and are back; ``ceiling`` is how many could be."""

    lost: int
    back: int
    ceiling: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What became of the first candidates that the other half lost with the variants.

    ``queries`` are the labelled ones, ``variants`` those that were taken away: each lost, back,
    and back where every logged question is given to its entry, mined or not (``ceiling``). A
    variant is lost already as the wording that it is itself; ``by_others`` are those variants that
    the whole corpus finds by its other questions, each left out and asked.
    ``broken`` are questions that had the right first candidate without the variants, and lost it.
    """

    queries: Regained
    variants: Regained
    by_others: Regained
    broken: int
    rows: int
    decided: int


def play(faq: Path, folder: Path, *, entries: int, background: bool = True) -> Round:
    """Takes the variants of the entries that have most of them, and lets the round bring them
    back from one half of what is asked, accepting what the labels say; measured on the other half.

    Without ``background`` only what is asked about these entries is logged.
    """
    whole = Bot.load(faq)
    ranked = sorted(whole.corpus, key=lambda one: (-len(one.variants), one.id))
    poor = {one.id: one for one in ranked[:entries]}
    copy = folder / "faq"
    shutil.copytree(faq, copy)
    without_variants(copy, set(poor))
    asked = _questions(list(poor.values()), faq / "queries.jsonl")
    logged, kept = _halves(one for one in asked if background or set(one.gold) & set(poor))
    stripped = Bot.load(copy)
    log = folder / "decisions.jsonl"
    said = [one._replace(text=_slipped(one.text)) for one in logged]
    write_log(log, stripped, said)
    found = mine([log], stripped)
    decided = list(_decided(found.groups, said))
    sheet = folder / "decided.jsonl"
    sheet.write_text("".join(decided), encoding="utf-8")
    prepare_apply(sheet, copy, copy / "queries.jsonl").write()
    bots = [whole, stripped, Bot.load(copy), _with_all(stripped, said, set(poor))]
    return _measured(bots, kept, poor, len(found.groups), len(decided))


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
    """What the labels say: a row's questions for each entry that they are of."""
    gold = {(one.audience, logged_as(one.text)): one.gold for one in asked}
    for group in groups:
        texts: dict[str, list[str]] = {}
        for one in group.wordings:
            for id in gold.get((one.audience, question_key(one.text)), ())[:1]:
                texts.setdefault(id, []).append(one.text)
        for id, own in texts.items():
            row = {"texts": own, "decision": "variant", "entry": id, "audience": group.audience}
            yield json.dumps(row, ensure_ascii=False) + "\n"


def _with_all(bot: Bot, asked: Iterable[Asked], ids: set[str]) -> Bot:
    """The bot with every question that was logged as a variant of its entry."""
    more: dict[str, list[str]] = {}
    for one in asked:
        for id in one.gold[:1]:
            more.setdefault(id, []).append(one.text)
    entries = [
        replace(one, variants=(*one.variants, *more.get(one.id, ()))) if one.id in ids else one
        for one in bot.corpus
    ]
    return Bot(Corpus.from_entries(entries, bot.corpus.settings))


def _measured(
    bots: Sequence[Bot], kept: Sequence[Asked], poor: Mapping[str, Entry], rows: int, decided: int
) -> Round:
    queries: list[tuple[bool, bool]] = []
    variants: list[tuple[bool, bool]] = []
    by_others: list[tuple[bool, bool]] = []
    broken = 0
    for one in kept:
        if not one.gold:
            continue
        before, without, after, ceiling = (_is_right(bot, one) for bot in bots)
        own = any(one.text in poor[id].variants for id in one.gold if id in poor)
        if before and not without:
            (variants if own else queries).append((after, ceiling))
            if own and _is_right(bots[0].without([one.text]), one):
                by_others.append((after, ceiling))
        broken += without and not after
    return Round(
        queries=_regained(queries),
        variants=_regained(variants),
        by_others=_regained(by_others),
        broken=broken,
        rows=rows,
        decided=decided,
    )


def _regained(found: Sequence[tuple[bool, bool]]) -> Regained:
    return Regained(
        lost=len(found),
        back=sum(back for back, _ in found),
        ceiling=sum(ceiling for _, ceiling in found),
    )


def _is_right(bot: Bot | Without, one: Asked) -> bool:
    candidates = bot.ask(one.text, audience=one.audience, now=NOW).candidates
    return bool(candidates) and candidates[0].id in one.gold
