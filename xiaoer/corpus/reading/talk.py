"""Nodes → what holds in a talk: the steps of not understanding, the handover, who says what."""

from __future__ import annotations

from collections.abc import Mapping

from xiaoer.corpus.ladder import STEPS, UNTIL_ACCEPTED, Handover, StepName, TalkStep
from xiaoer.corpus.reading.declared_names import Declared, check_known, read_template
from xiaoer.corpus.reading.tree_reader import Text, TreeReader, plain
from xiaoer.source.tree import Node, Scalar

STEP_KEYS = ("step", "enabled", "turns", "text")
HANDOVER_KEYS = ("until_accepted", "idle")
MOST_STEP_TURNS = 20
LONGEST_IDLE = 10_080
"""Minutes of a week."""

_STEP: dict[str, StepName] = {name: name for name in STEPS}


def read_steps(reader: TreeReader, node: Node | None, declared: Declared) -> tuple[TalkStep, ...]:
    """All steps in their own order; one that is not listed is as usual."""
    found: dict[StepName, TalkStep] = {}
    first: dict[str, int] = {}
    for item in reader.items("not_understood", node, "steps"):
        fields = _step_fields(reader, item)
        name = reader.text("not_understood.step", fields.get("step"), required=True)
        if name is None or "step" not in fields:
            continue
        at = fields["step"].at
        check_known(reader, "E321", (Text(name, at),), STEPS)
        if name in first:
            place = reader.source.place(first[name])
            reader.report("E311", at, key="not_understood", name=name, other=place)
        elif name in _STEP:
            first[name] = at
            found[_STEP[name]] = _step(reader, _STEP[name], fields, declared)
    return tuple(found.get(name, TalkStep(name=name)) for name in STEPS)


def _step_fields(reader: TreeReader, item: Node) -> Mapping[str, Node]:
    """What is said of a step; its name alone is as usual."""
    if isinstance(item, Scalar):
        return {"step": item}
    mapping = reader.mapping("not_understood", item)
    return {} if mapping is None else reader.fields(mapping, STEP_KEYS, ("step",))


def _step(
    reader: TreeReader, name: StepName, fields: Mapping[str, Node], declared: Declared
) -> TalkStep:
    turns = reader.integer("not_understood.turns", fields.get("turns"), 1, MOST_STEP_TURNS)
    text = read_template(reader, "not_understood.text", fields.get("text"), declared.variables)
    return TalkStep(
        name=name,
        enabled=reader.flag("not_understood.enabled", fields.get("enabled"), True),
        turns=1 if turns is None else turns,
        text=text or "",
    )


def read_handover(reader: TreeReader, node: Node | None) -> Handover:
    """What holds until a person has the talk, and how long it stays handed over."""
    mapping = reader.mapping("handover", node)
    if mapping is None:
        return Handover()
    fields = reader.fields(mapping, HANDOVER_KEYS)
    until = reader.one_of(
        "E322", "handover.until_accepted", fields.get("until_accepted"), UNTIL_ACCEPTED
    )
    return Handover(
        until_accepted=until or Handover().until_accepted,
        idle=reader.integer("handover.idle", fields.get("idle"), 1, LONGEST_IDLE),
    )


def read_audience_words(
    reader: TreeReader, node: Node | None, declared: Declared
) -> dict[str, tuple[str, ...]]:
    """Audience → what its customers say of themselves."""
    mapping = reader.mapping("audience_words", node)
    words: dict[str, tuple[str, ...]] = {}
    for name, value in reader.pairs(mapping).items() if mapping is not None else ():
        if declared.audiences:
            check_known(reader, "E302", (name,), declared.audiences)
        found = plain(reader.texts(f"audience_words.{name.text}", value))
        if found and name.text in (declared.audiences or (name.text,)):
            words[name.text] = found
    return words
