"""Data classes that cost little to define: what `dataclasses` makes at once is made when used.

A slotted class without bases is light: its ``__init__`` is written at the first instance, and what
`dataclasses` tells of it (its fields, its signature) when somebody asks. Made at once, the ninety
records of the engine were 60 ms of an import, and `dataclasses` itself 17. Any other class is made
by `dataclasses`.
"""

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter, ge, gt, le, lt
from typing import Any

_USUAL = {"eq": True, "repr": True, "order": False, "frozen": False, "kw_only": False}
_ORDER = {"__lt__": lt, "__le__": le, "__gt__": gt, "__ge__": ge}
_NO_FIELDS = ("ClassVar", "InitVar", "KW_ONLY")
_TOLD = ("__dataclass_fields__", "__dataclass_params__", "__signature__")
_MISSING = object()


class RecordField:
    """What `field` says of one."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self.options = options
        self.default = options.get("default", _MISSING)
        self.factory = options.get("default_factory", _MISSING)
        self.init = options.get("init", True)
        self.shown = options.get("repr", True)
        self.compared = options.get("compare", True)
        hashed = options.get("hash")
        self.hashed = self.compared if hashed is None else hashed

    def told(self) -> Any:
        """The same for `dataclasses`."""
        import dataclasses

        return dataclasses.field(**self.options)


def field(**options: Any) -> Any:
    """As `dataclasses.field`."""
    return RecordField(options)


def asdict(record: Any, **options: Any) -> dict[str, Any]:
    """As `dataclasses.asdict`."""
    import dataclasses

    found: dict[str, Any] = dataclasses.asdict(record, **options)
    return found


def replace(record: Any, /, **changes: Any) -> Any:
    """As `dataclasses.replace`."""
    made = getattr(type(record), "__record__", None)
    if made is None:
        import dataclasses

        return dataclasses.replace(record, **changes)
    for name in made.taken:
        if name not in changes:
            changes[name] = getattr(record, name)
    return type(record)(**changes)


def dataclass(cls: Any = None, /, **options: Any) -> Any:
    """As `dataclasses.dataclass`."""
    if cls is None:
        return lambda given: dataclass(given, **options)
    kinds = map(str, vars(cls).get("__annotations__", {}).values())
    plain = not any(word in kind for kind in kinds for word in _NO_FIELDS)
    known = options.get("slots") and options.keys() <= {*_USUAL, "slots"}
    if plain and known and cls.__bases__ == (object,):
        return Made(cls, options).record
    return _by_dataclasses(cls, options)


def _by_dataclasses(cls: type, options: Mapping[str, Any]) -> Any:
    import dataclasses

    for name, own in list(vars(cls).items()):
        if isinstance(own, RecordField):
            setattr(cls, name, own.told())
    return dataclasses.dataclass(**options)(cls)


class ToldLater:
    """An attribute of a record's class that `dataclasses` tells when it is first asked for."""

    def __set_name__(self, owner: Any, name: str) -> None:
        self._name = name

    def __get__(self, record: object, owner: Any) -> Any:
        owner.__record__.tell()
        return vars(owner)[self._name]


class Made:
    """One light class, and how it was declared."""

    def __init__(self, cls: Any, options: Mapping[str, bool]) -> None:
        self._options = {**_USUAL, **options}
        self._declared = cls
        space = {n: v for n, v in vars(cls).items() if n not in ("__dict__", "__weakref__")}
        self._fields = {n: _own(space.pop(n, _MISSING)) for n in space.get("__annotations__", ())}
        self.taken = tuple(name for name, own in self._fields.items() if own.init)
        space |= {"__slots__": tuple(self._fields), "__record__": self, "__replace__": replace}
        space["__match_args__"] = () if self._options["kw_only"] else self.taken
        space |= {name: ToldLater() for name in _TOLD}
        self._add_methods(space)
        self.record: Any = type(cls)(cls.__name__, cls.__bases__, space)
        self.record.__qualname__ = cls.__qualname__

    def _add_methods(self, space: dict[str, Any]) -> None:
        fields, options = self._fields.items(), self._options
        values = _values_of([name for name, own in fields if own.compared])
        if options["repr"]:
            space.setdefault("__repr__", _repr_of([name for name, own in fields if own.shown]))
        if options["eq"]:
            space.setdefault("__eq__", _eq_of(values))
            if space.get("__hash__") is None:
                hashed = _values_of([name for name, own in fields if own.hashed])
                space["__hash__"] = _hash_of(hashed) if options["frozen"] else None
        if options["order"]:
            space |= {name: _order_of(values, how) for name, how in _ORDER.items()}
        if options["frozen"]:
            space |= _FROZEN
        space.setdefault("__init__", self._first_init())

    def _first_init(self) -> Callable[..., None]:
        def __init__(record: Any, /, *values: Any, **given: Any) -> None:
            self.record.__init__ = self._init()
            record.__init__(*values, **given)

        return __init__

    def _init(self) -> Callable[..., None]:
        """The function that sets the fields, each by its slot."""
        known: dict[str, Any] = {"_MISSING": _MISSING}
        does: list[str] = []
        for name, own in self._fields.items():
            known[f"_set_{name}"] = vars(self.record)[name].__set__
            known[f"_default_{name}"], known[f"_make_{name}"] = own.default, own.factory
            if own.init or own.default is not _MISSING or own.factory is not _MISSING:
                does.append(f"_set_{name}(self, {_value(name, own)})")
        if hasattr(self._declared, "__post_init__"):
            does.append("self.__post_init__()")
        takes = ", ".join(name + _otherwise(name, self._fields[name]) for name in self.taken)
        star = ", *" if takes and self._options["kw_only"] else ""
        head = f"def __init__(self{star}{', ' if takes else ''}{takes}):"
        exec("\n ".join([head, *(does or ["pass"])]), known)
        made: Callable[..., None] = known["__init__"]
        made.__qualname__ = f"{self.record.__qualname__}.__init__"
        made.__module__ = self.record.__module__
        types = self._declared.__annotations__
        made.__annotations__ = {**{name: types[name] for name in self.taken}, "return": None}
        return made

    def tell(self) -> None:
        """Sets what `dataclasses` tells of such a class."""
        import inspect

        kept = ("__annotations__", "__doc__", "__module__", "__qualname__")
        space = {name: value for name, value in vars(self._declared).items() if name in kept}
        space |= {name: own.told() for name, own in self._fields.items() if own.options}
        told = _by_dataclasses(type(self._declared.__name__, (), space), self._options)
        self.record.__signature__ = inspect.signature(told)
        self.record.__dataclass_params__ = told.__dataclass_params__
        self.record.__dataclass_fields__ = told.__dataclass_fields__


def _own(value: object) -> RecordField:
    if isinstance(value, RecordField):
        return value
    return RecordField({} if value is _MISSING else {"default": value})


def _value(name: str, own: RecordField) -> str:
    """What a field is set to, as it is written in ``__init__``."""
    if own.factory is not _MISSING:
        made = f"_make_{name}()"
        return f"{made} if {name} is _MISSING else {name}" if own.init else made
    return name if own.init else f"_default_{name}"


def _otherwise(name: str, own: RecordField) -> str:
    """What stands behind a parameter."""
    if own.factory is not _MISSING:
        return "=_MISSING"
    return "" if own.default is _MISSING else f"=_default_{name}"


def _values_of(names: Iterable[str]) -> Callable[[Any], tuple[Any, ...]]:
    """A function that gives the values of these fields of a record."""
    wanted = tuple(names)
    if len(wanted) > 1:
        return attrgetter(*wanted)
    return lambda record: tuple([getattr(record, name) for name in wanted])


def _repr_of(names: Iterable[str]) -> Callable[[Any], str]:
    wanted = tuple(names)

    def __repr__(self: Any) -> str:
        told = [f"{name}={getattr(self, name)!r}" for name in wanted]
        return f"{type(self).__qualname__}({', '.join(told)})"

    return __repr__


def _eq_of(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, object], bool]:
    def __eq__(self: Any, other: object) -> bool:
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    return __eq__


def _hash_of(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:
        return hash(values(self))

    return __hash__


def _order_of(
    values: Callable[[Any], tuple[Any, ...]], how: Callable[[Any, Any], bool]
) -> Callable[[Any, object], bool]:
    def ordered(self: Any, other: object) -> bool:
        return how(values(self), values(other)) if type(other) is type(self) else NotImplemented

    return ordered


def _set(record: Any, name: str, _value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r} of {type(record).__name__}")


def _delete(record: Any, name: str) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r} of {type(record).__name__}")


def _state(record: Any) -> list[Any]:
    return [getattr(record, name) for name in record.__slots__]


def _restore(record: Any, state: list[Any]) -> None:
    for name, value in zip(record.__slots__, state, strict=True):
        object.__setattr__(record, name, value)


_FROZEN: dict[str, Any] = {
    "__setattr__": _set,
    "__delattr__": _delete,
    "__getstate__": _state,
    "__setstate__": _restore,
}
