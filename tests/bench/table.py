"""Plain tables whose columns stand under each other, Chinese included."""

from collections.abc import Iterable, Sequence

from tests.bench.timing import Times
from xiaoer.cli.terminal.columns import width_of
from xiaoer.evaluation.measures import Estimate, Proportion


def table(head: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1) -> str:
    """The rows under their heads: the first ``left`` columns flush left, the others right."""
    lines = [list(head), *map(list, rows)]
    widths = [max(map(width_of, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join(
        "  ".join(
            cell + " " * (width - width_of(cell)) if at < left else _right(cell, width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _right(cell: str, width: int) -> str:
    return " " * (width - width_of(cell)) + cell


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1) -> str:
    """The same as a table in Markdown."""
    rules = ["---" if at < left else "---:" for at in range(len(head))]
    lines = [head, rules, *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def percent(value: float | None) -> str:
    """A share in per cent with one decimal; "–" where there is none."""
    return "–" if value is None else f"{100 * value:.1f}"


def with_interval(share: Proportion) -> str:
    """A share in per cent, its Wilson interval, and how many of how many."""
    interval = share.interval()
    if interval is None:
        return "–"
    low, high = (percent(end) for end in interval)
    return f"{percent(share.value)} [{low}, {high}] {share.hits}/{share.n}"


def estimate(found: Estimate | None, signed: bool = False) -> str:
    """A figure in per cent with its bootstrap interval."""
    if found is None:
        return "–"
    sign = "+" if signed else ""
    value, low, high = (f"{100 * part:{sign}.1f}" for part in found[:3])
    return f"{value} [{low}, {high}]"


def share_dict(share: Proportion) -> dict[str, object]:
    """A share as JSON."""
    interval = share.interval()
    return {
        "value": share.value,
        "hits": share.hits,
        "n": share.n,
        "interval": list(interval) if interval else None,
    }


def estimate_dict(found: Estimate | None) -> dict[str, object] | None:
    """An estimate as JSON."""
    return None if found is None else found._asdict()


def as_json(value: object) -> object:
    """The result with records as JSON objects."""
    match value:
        case Proportion():
            return share_dict(value)
        case Estimate():
            return estimate_dict(value)
        case Times():
            return value._asdict()
        case dict():
            return {key: as_json(item) for key, item in value.items()}
        case list() | tuple():
            return [as_json(item) for item in value]
    return value
