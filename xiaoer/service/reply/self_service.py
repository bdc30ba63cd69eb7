"""The entry to a function that customers use themselves, filled with what they have said."""

from collections.abc import Iterable, Mapping
from typing import Any

from xiaoer.corpus.entry import SelfService
from xiaoer.corpus.settings import Settings
from xiaoer.corpus.template import fill, fill_url
from xiaoer.records import dataclass, field
from xiaoer.text.entities import EntityKind
from xiaoer.typed_dict import TypedDict

_NAMES: tuple[tuple[EntityKind, tuple[str, ...]], ...] = (
    ("tracking", ("运单", "快递单", "物流单", "快递号", "tracking", "waybill")),
    ("order", ("订单", "order")),
    ("phone", ("手机", "电话", "phone", "mobile")),
    ("bank_card", ("银行卡", "卡号")),
    ("id_card", ("身份证",)),
    ("email", ("邮箱", "邮件", "email", "e-mail")),
    ("amount", ("金额", "amount")),
    ("date", ("日期", "date")),
)


class SelfServiceDict(TypedDict):
    """A self-service link as JSON."""

    label: str
    url: str | None
    route: str | None
    fields: list[str]
    filled: dict[str, str]
    missing: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfServiceLink:
    """Where customers can do it themselves.

    ``url`` or ``route`` have the ``filled`` fields in their places, percent-encoded; a field of
    ``missing`` stands there as ``{name}`` until the host or the customer gives it.
    """

    label: str
    url: str | None = None
    route: str | None = None
    fields: tuple[str, ...] = ()
    filled: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields without a value, in their order."""
        return tuple(name for name in self.fields if name not in self.filled)

    def to_dict(self) -> SelfServiceDict:
        """The link as plain JSON values."""
        return {
            "label": self.label,
            "url": self.url,
            "route": self.route,
            "fields": list(self.fields),
            "filled": dict(self.filled),
            "missing": list(self.missing),
        }

    @staticmethod
    def from_dict(row: Mapping[str, Any]) -> "SelfServiceLink":
        """The link that ``to_dict`` gave. Raises: KeyError."""
        return SelfServiceLink(
            label=row["label"],
            url=row["url"],
            route=row["route"],
            fields=tuple(row["fields"]),
            filled=dict(row["filled"]),
        )


def kind_of(name: str) -> EntityKind | None:
    """The kind of entity that a field's name asks for, None when it is another thing.

    >>> kind_of("订单号"), kind_of("快递单号"), kind_of("店铺名称")
    ('order', 'tracking', None)
    """
    lowered = name.lower()
    return next((kind for kind, parts in _NAMES if any(p in lowered for p in parts)), None)


def filled(service: SelfService, known: Mapping[str, str]) -> SelfServiceLink:
    """The link with the fields of which a value is known; ``known`` is by kind of entity."""
    values = {
        name: known[kind] for name in service.fields if (kind := kind_of(name)) and kind in known
    }
    return SelfServiceLink(
        label=service.label,
        url=fill_url(service.url, values) if service.url else service.url,
        route=fill_url(service.route, values) if service.route else service.route,
        fields=service.fields,
        filled=values,
    )


def ask_for(settings: Settings, names: Iterable[str]) -> str:
    """The request for some fields."""
    return fill(settings.texts.ask_fields, {**settings.variables, "fields": "、".join(names)})
