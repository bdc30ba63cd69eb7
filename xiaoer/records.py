"""The decorator of records, light to import: `dataclasses` for type checkers and editors.

    from xiaoer.records import dataclass, field, replace

How the light ones are made is in `light_records`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import asdict as asdict
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
else:
    from xiaoer.light_records import asdict, dataclass, field, replace

__all__ = ["asdict", "dataclass", "field", "names", "replace"]


def names(record: object) -> tuple[str, ...]:
    """The names of the fields of a record, or of its class, in their order.

    >>> @dataclass(frozen=True, slots=True, kw_only=True)
    ... class Place:
    ...     line: int
    ...     column: int = 1
    >>> names(Place), Place(line=2)
    (('line', 'column'), Place(line=2, column=1))
    """
    found: tuple[str, ...] = record.__slots__  # type: ignore[attr-defined]
    return found
