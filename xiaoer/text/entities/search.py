"""The search of a text, one kind of entity after the other."""

from collections.abc import Callable, Iterator

from xiaoer.text.entities.address import addresses
from xiaoer.text.entities.amounts import amounts, dates
from xiaoer.text.entities.entity import Entity, Span, plain
from xiaoer.text.entities.mail import emails
from xiaoer.text.entities.numbers.codes import codes
from xiaoer.text.entities.numbers.long_runs import (
    bank_cards,
    grouped,
    id_cards,
    loose_cards,
    named_cards,
    named_groups,
    runs,
)
from xiaoer.text.entities.numbers.phones import phones
from xiaoer.text.entities.numbers.spelled_phones import spelled_phones
from xiaoer.text.entities.numbers.tracking import prefixed_tracking

_Finder = Callable[[str], Iterator[Span]]
_LONG: tuple[_Finder, ...] = (
    prefixed_tracking,
    id_cards,
    bank_cards,
    loose_cards,
    named_cards,
    codes,
    named_groups,
    runs,
    phones,
    spelled_phones,
    grouped,
)
_SHORT: tuple[_Finder, ...] = (dates, amounts)


def search(text: str, long: bool, short: bool) -> tuple[Entity, ...]:
    """Everything found in a text; ``long``: numbers of seven digits and more are looked for,
    ``short``: so are amounts and dates."""
    ordinary = plain(text)
    spans: list[Span] = []
    rest = ordinary.text
    for finder in (emails, *(_LONG if long else ()), addresses, *(_SHORT if short else ())):
        spans_now = _apart(finder(rest))
        rest = _hidden(rest, spans_now)
        spans += spans_now
    spans.sort(key=lambda span: span.start)
    return tuple(_entity(text, span, *ordinary.span(span.start, span.end)) for span in spans)


def _apart(spans: Iterator[Span]) -> list[Span]:
    """The spans without those that overlap an earlier or a longer one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _hidden(text: str, spans: list[Span]) -> str:
    """The text with a barrier in place of each span."""
    pieces: list[str] = []
    end = 0
    for span in spans:
        pieces += (text[end : span.start], "\n" * (span.end - span.start))
        end = span.end
    return "".join((*pieces, text[end:])) if pieces else text


def _entity(text: str, span: Span, start: int, end: int) -> Entity:
    return Entity(
        kind=span.kind,
        text=text[start:end],
        start=start,
        end=end,
        value=span.value,
        carrier=span.carrier,
    )
