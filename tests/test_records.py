"""Light records are what `dataclasses` makes: the same declaration, made by both, compared."""

import copy
import dataclasses
import inspect
import pickle
import sys
import threading
from collections.abc import Callable
from typing import Any, ClassVar, get_type_hints

import pytest

from xiaoer import light_records
from xiaoer.light_records import Made

OPTIONS = {"frozen": True, "slots": True, "kw_only": True}


def both(declare: Callable[[Any, Any], Any]) -> tuple[Any, Any]:
    """The light class and the one of `dataclasses`."""
    return (
        declare(light_records.dataclass(**OPTIONS), light_records.field),
        declare(dataclasses.dataclass(**OPTIONS), dataclasses.field),
    )


def plain(dataclass: Any, field: Any) -> Any:
    @dataclass
    class Plain:
        """A record."""

        id: str
        sizes: tuple[int, ...] = ()
        found: dict[str, int] = field(default_factory=dict, hash=False)
        hidden: int = field(default=3, repr=False, compare=False)
        made: str = field(init=False, default="")
        counted: list[int] = field(init=False, default_factory=list, hash=False)

        @property
        def first(self) -> str:
            return self.id[:1]

    return Plain


def checked(dataclass: Any, field: Any) -> Any:
    @dataclass
    class Checked:
        """Two ends."""

        low: int
        high: int
        width: int = field(init=False)

        def __post_init__(self) -> None:
            if self.low > self.high:
                raise ValueError("low is above high")
            object.__setattr__(self, "width", self.high - self.low)

    return Checked


def own(dataclass: Any, field: Any) -> Any:
    @dataclass
    class Own:
        """Its own methods."""

        value: float

        def __repr__(self) -> str:
            return "own"

        def __eq__(self, other: object) -> bool:
            return True

    return Own


def empty(dataclass: Any, field: Any) -> Any:
    @dataclass
    class Empty:
        """Nothing."""

    return Empty


EVERY = (plain, checked, own, empty)
GIVEN = {
    plain: ({"id": "a"}, {"id": "b", "sizes": (1,), "found": {"x": 1}, "hidden": 9}),
    checked: ({"low": 1, "high": 3}, {"low": 1, "high": 4}),
    own: ({"value": 1.0}, {"value": float("nan")}),
    empty: ({}, {}),
}
each = pytest.mark.parametrize("declare", EVERY, ids=lambda d: d.__name__)


@each
def test_is_told_of_as_by_dataclasses(declare: Any) -> None:
    light, usual = both(declare)
    assert isinstance(vars(light)["__record__"], Made)
    assert dataclasses.is_dataclass(light)
    assert repr(dataclasses.fields(light)) == repr(dataclasses.fields(usual))
    assert repr(light.__dataclass_params__) == repr(usual.__dataclass_params__)
    assert str(inspect.signature(light)) == str(inspect.signature(usual))
    assert get_type_hints(light) == get_type_hints(usual)
    for name in ("__slots__", "__match_args__", "__doc__", "__qualname__", "__module__"):
        assert getattr(light, name) == getattr(usual, name), name


@each
def test_instances_are_the_same(declare: Any) -> None:
    light, usual = both(declare)
    for given in GIVEN[declare]:
        one, other = light(**given), usual(**given)
        assert repr(one) == repr(other)
        assert [getattr(one, n) for n in light.__slots__] == [
            getattr(other, n) for n in usual.__slots__
        ] or given != given
        assert one == light(**given)
        assert one != other or declare is own
        assert not hasattr(one, "__dict__")
        if declare is not empty:
            assert dataclasses.asdict(one) == dataclasses.asdict(other) or declare is own
    first, second = (light(**given) for given in GIVEN[declare])
    expected = usual(**GIVEN[declare][0]) == usual(**GIVEN[declare][1])
    assert (first == second) is expected
    assert hash(first) == hash(usual(**GIVEN[declare][0]))


@each
def test_is_copied_changed_and_pickled(declare: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    light, _ = both(declare)
    monkeypatch.setattr(sys.modules[__name__], light.__name__, light, raising=False)
    light.__qualname__ = light.__name__
    for given in GIVEN[declare]:
        one = light(**given)
        assert copy.copy(one) == copy.deepcopy(one) == one
        assert repr(pickle.loads(pickle.dumps(one))) == repr(one)
        for replace in (light_records.replace, dataclasses.replace):
            assert repr(replace(one)) == repr(one)
    if declare is plain:
        one = light(id="a", hidden=8)
        for replace in (light_records.replace, dataclasses.replace):
            changed = replace(one, id="b")
            assert (changed.id, changed.hidden, one.id) == ("b", 8, "a")


def test_is_frozen_and_says_so() -> None:
    for record in both(plain):
        one = record(id="a")
        with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'id'"):
            one.id = "b"
        with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'id'"):
            del one.id
        with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
            one.other = 1


@pytest.mark.parametrize("given", [{}, {"id": "a", "od": 1}, {"id": "a", "made": "x"}])
def test_wrong_arguments_are_the_same_errors(given: dict[str, object]) -> None:
    light, usual = both(plain)
    said = []
    for record in (light, light, usual):  # also at the first instance
        with pytest.raises(TypeError) as caught:
            record(**given)
        said.append(str(caught.value))
    assert len(set(said)) == 1, said
    with pytest.raises(TypeError, match="positional"):
        light("a")


def test_a_check_after_the_fields_are_set() -> None:
    light, _ = both(checked)
    with pytest.raises(ValueError, match="above"):
        light(low=2, high=1)
    assert light(low=1, high=3).width == 2


def test_no_default_is_shared_that_is_made() -> None:
    light, _ = both(plain)
    assert light(id="a").found is not light(id="a").found


def test_what_changes_and_what_is_ordered() -> None:
    """Positional, not frozen, ordered: each as `dataclasses` makes it."""
    made = []
    for module in (light_records, dataclasses):

        @module.dataclass(slots=True)  # type: ignore[attr-defined]
        class Gathered:
            name: str
            found: list[int] = module.field(default_factory=list)  # type: ignore[attr-defined]

        @module.dataclass(frozen=True, slots=True, kw_only=True, order=True)  # type: ignore[attr-defined]
        class Spot:
            line: int
            column: int = 1

        one = Gathered("a")
        one.found.append(1)
        one.name = "b"
        with pytest.raises(TypeError, match="unhashable"):
            hash(one)
        match one:
            case Gathered(name, found):
                matched = (name, found)
        spots = sorted([Spot(line=2), Spot(line=1, column=3), Spot(line=1)])
        with pytest.raises(TypeError, match="not supported between"):
            _ = Spot(line=1) < 1
        compared = [Spot(line=1) <= Spot(line=1), Spot(line=2) > Spot(line=1)]
        signature = str(inspect.signature(Gathered))
        pair = (copy.copy(one) == one, repr(one).rpartition(".")[2], str(spots).count("Spot"))
        made.append((matched, compared, [s.column for s in spots], signature, pair))
    assert made[0] == made[1]


def test_what_is_not_light_is_made_by_dataclasses() -> None:
    @light_records.dataclass(kw_only=True)
    class Gathered:
        found: list[int] = light_records.field(default_factory=list)

    @light_records.dataclass(**OPTIONS)
    class Counted:
        most: ClassVar[int] = 3
        value: int = 1

    for record in (Gathered, Counted):
        assert not hasattr(record, "__record__")
        assert dataclasses.is_dataclass(record)
    one = Gathered()
    one.found.append(1)
    assert (one.found, Counted.most, Counted().value) == ([1], 3, 1)
    assert light_records.replace(Counted(), value=2) == Counted(value=2)
    assert light_records.asdict(Counted()) == {"value": 1}


@pytest.mark.slow
def test_first_instances_in_many_threads() -> None:
    for _ in range(20):
        light, _ = both(plain)
        made: list[Any] = []
        start = threading.Barrier(8)

        def make(light: Any = light, start: Any = start, made: Any = made) -> None:
            start.wait()
            made.append(light(id="a"))

        threads = [threading.Thread(target=make) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(made) == 8
        assert set(map(repr, made)) == {repr(light(id="a"))}


def test_importing_the_engine_loads_no_dataclasses() -> None:
    import subprocess

    code = """import sys
from xiaoer import Bot
import xiaoer.service.deciding.desk, xiaoer.service.composing.compose
import xiaoer.service.readings.several, xiaoer.corpus.load
print(*sorted(sys.modules), sep="\\n")"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    heavy = {"dataclasses", "tempfile", "importlib.resources", "logging", "jieba", "rapidfuzz"}
    assert heavy & set(done.stdout.split()) == set()
