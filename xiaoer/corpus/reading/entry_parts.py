"""Nodes → the parts of an entry; every fault of a part is reported where it stands."""

from __future__ import annotations

import re
from datetime import datetime, timezone

from xiaoer.corpus.entry import ChannelAnswer, Keywords, Link, SelfService, Valid
from xiaoer.corpus.reading.meant_values import guessed_moment, guessed_url
from xiaoer.corpus.reading.tree_reader import Text, TreeReader, plain
from xiaoer.corpus.template import loose_brace, names
from xiaoer.source.moments import parse_moment
from xiaoer.source.tree import Node, Scalar
from xiaoer.text.regex import regex

KEYWORD_KEYS = ("any", "all", "none")
VALID_KEYS = ("start", "end")
LINK_KEYS = ("label", "url")
SELF_SERVICE_KEYS = ("label", "url", "route", "fields")

_WEB = regex(r"https?://[^\s/]", re.IGNORECASE)
_SCHEME = regex(r"([A-Za-z][A-Za-z0-9+.-]*):", re.ASCII)
# A path of one computer: C:\\, \\\\server, file:
_LOCAL = regex(r"[A-Za-z]:[\\/]|\\\\|file:", re.IGNORECASE)
_DANGEROUS = frozenset(("javascript", "data", "vbscript"))


def read_channels(
    reader: TreeReader, node: Node | None
) -> tuple[tuple[Text, ...], tuple[tuple[str, Text], ...], tuple[ChannelAnswer, ...]]:
    """The channels' names, their own answers with key and place, and the records."""
    mapping = reader.mapping("channels", node)
    if mapping is None:
        return (), (), ()
    channels, answers, records = [], [], []
    for name, value in reader.pairs(mapping).items():
        key = f"channels.{name.text}"
        answer = None
        if not (isinstance(value, Scalar) and value.is_null):
            answer = reader.text(key, value, required=True)
        if reader.named("channels", name):
            channels.append(name)
            records.append(ChannelAnswer(channel=name.text, answer=answer))
        if answer is not None:
            answers.append((key, Text(answer, value.at)))
    return tuple(channels), tuple(answers), tuple(records)


def read_keywords(reader: TreeReader, node: Node | None) -> Keywords:
    """The words that nominate and forbid."""
    mapping = reader.mapping("keywords", node)
    if mapping is None:
        return Keywords()
    fields = reader.fields(mapping, KEYWORD_KEYS)
    words = {key: plain(reader.texts(f"keywords.{key}", fields.get(key))) for key in KEYWORD_KEYS}
    return Keywords(**words)


def read_valid(reader: TreeReader, node: Node | None, offset: timezone) -> Valid | None:
    """The span of time; None when it is open on both sides."""
    mapping = reader.mapping("valid", node)
    if mapping is None:
        return None
    fields = reader.fields(mapping, VALID_KEYS)
    start = _moment(reader, "valid.start", fields.get("start"), offset, end=False)
    end = _moment(reader, "valid.end", fields.get("end"), offset, end=True)
    if start is not None and end is not None and end <= start:
        last = fields["end"]
        reader.report("E204", last.at, start=_written(fields["start"]), end=_written(last))
    return None if start is None and end is None else Valid(start=start, end=end)


def read_links(reader: TreeReader, node: Node | None) -> tuple[Link, ...]:
    """The links under the answer."""
    links = []
    for item in reader.items("links", node, "mappings"):
        mapping = reader.mapping("links", item)
        if mapping is None:
            continue
        fields = reader.fields(mapping, LINK_KEYS, LINK_KEYS)
        label = reader.text("links.label", fields.get("label"), required=True)
        url = read_url(reader, "links.url", fields.get("url"))
        if label is not None and url is not None:
            links.append(Link(label=label, url=url))
    return tuple(links)


def read_url(reader: TreeReader, key: str, node: Node | None) -> str | None:
    """An http or https address."""
    url = reader.text(key, node, required=True)
    if node is not None and url is not None and _WEB.match(url) is None:
        reader.misread("E205", node.at, url, guessed_url(url), key=key, url=url)
    return url


def read_image(reader: TreeReader, node: Node | None) -> str | None:
    """The image: an http or https address, or a path without a scheme."""
    image = reader.text("image", node, required=True)
    if node is not None and image is not None and _LOCAL.match(image.strip()) is not None:
        reader.report("E231", node.at, url=image, name=re.split(r"[\\/]", image.strip())[-1])
        return image
    if node is not None and image is not None and _SCHEME.match(image.strip()) is not None:
        return read_url(reader, "image", node)
    return image


def read_self_service(reader: TreeReader, node: Node | None) -> SelfService | None:
    """The entry to a function, its placeholders checked against its fields."""
    mapping = reader.mapping("self_service", node)
    if mapping is None:
        return None
    fields = reader.fields(mapping, SELF_SERVICE_KEYS, ("label",))
    label = reader.text("self_service.label", fields.get("label"), required=True)
    names_listed = reader.texts("self_service.fields", fields.get("fields"))
    listed = plain(tuple(name for name in names_listed if reader.placeholder("field", name)))
    url = read_url(reader, "self_service.url", fields.get("url"))
    route = _route(reader, fields.get("route"))
    if "url" not in fields and "route" not in fields:
        reader.report("E213", mapping.at)
    for key, text in (("url", url), ("route", route)):
        if text is not None:
            _check_placeholders(reader, f"self_service.{key}", text, fields[key].at, listed)
    if label is None or (url is None and route is None):
        return None
    return SelfService(label=label, url=url, route=route, fields=listed)


def check_braces(reader: TreeReader, key: str, text: str, at: int) -> None:
    """Report the first `{` of a template that is neither literal nor before a name."""
    brace = loose_brace(text)
    if brace >= 0:
        reader.report("E208", at, key=key, text=text[brace : brace + 16])


def _route(reader: TreeReader, node: Node | None) -> str | None:
    route = reader.text("self_service.route", node, required=True)
    if node is not None and route is not None:
        scheme = _SCHEME.match(route)
        if scheme is None or scheme[1].lower() in _DANGEROUS:
            reader.report("E206", node.at, url=route)
    return route


def _check_placeholders(
    reader: TreeReader, key: str, text: str, at: int, listed: tuple[str, ...]
) -> None:
    check_braces(reader, key, text, at)
    for name in names(text):
        if name not in listed:
            reader.faults.unknown("E207", reader.source, at, name, listed, key=key, name=name)


def _moment(
    reader: TreeReader, key: str, node: Node | None, offset: timezone, *, end: bool
) -> datetime | None:
    text = reader.text(key, node)
    if node is None or text is None:
        return None
    try:
        return parse_moment(text, offset, end=end)
    except ValueError:
        reader.misread("E203", node.at, text, _meant(text, offset), key=key, text=text)
        return None


def _meant(text: str, offset: timezone) -> str:
    """The moment that was probably meant, or ""."""
    meant = guessed_moment(text)
    try:
        parse_moment(meant, offset, end=False)
    except ValueError:
        return ""
    return meant


def _written(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""
