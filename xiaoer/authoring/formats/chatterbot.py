"""ChatterBot: the YAML of its corpus package, ``categories`` and ``conversations``.

A conversation is a list of what is said in turn; of an FAQ it has two, question and answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from xiaoer.authoring.formats.values import ReadEntries, items_of, part, sourced, text_of
from xiaoer.authoring.sourced import Sourced
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.template import fill
from xiaoer.corpus.writing.yaml_text import to_yaml
from xiaoer.source.tree import Node, Source

CARRIED: Final = frozenset(("id", "question", "variants", "answer"))
"""A variant becomes a conversation of its own; ids are made again from the questions."""


def is_ours(root: Node | None) -> bool:
    """Whether a YAML file is one of ChatterBot's corpus."""
    return part(root, "conversations") is not None


def read(source: Source, root: Node) -> ReadEntries:
    """Each conversation as an entry; what is said after the answer is not carried."""
    names = [text_of(node) for node in items_of(part(root, "categories"))]
    category = names[0] if len(names) == 1 else ""
    entries: list[Sourced] = []
    lost: list[tuple[str, str]] = []
    first: dict[str, str] = {}
    for talk in items_of(part(root, "conversations")):
        said = [text_of(node) for node in items_of(talk)]
        place = str(source.place(talk.at))
        if len(said) < 2 or not all(said[:2]):
            lost.append(("conversations: 1", place))
            continue
        question, answer = said[0], said[1]
        if first.get(question) is not None:
            if first[question] != answer:
                lost.append(("conversations: 2…", place))
            continue
        first[question] = answer
        fields = {"question": question, "answer": answer, "category": category}
        entries.append(sourced(source, talk.at, fields))
        if len(said) > 2:
            lost.append(("conversations: 3…", place))
    return entries, lost


def write(entries: Sequence[Entry], variables: Mapping[str, str]) -> str:
    """A conversation for each question and variant, variables filled in."""
    talks = [
        [question, fill(entry.answer, variables)]
        for entry in entries
        if entry.answer.strip()
        for question in entry.questions
    ]
    categories = list(dict.fromkeys(entry.category for entry in entries if entry.category))
    names = categories if len(categories) == 1 else ["faq"]
    return to_yaml({"categories": names, "conversations": talks})
