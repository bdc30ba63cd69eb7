"""Records of the rooms text and matching: frozen, slotted, keyword-only; parts that pickle."""

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest

ROOMS = ("xiaoer.text", "xiaoer.matching")


def records() -> Iterator[type]:
    for room in ROOMS:
        package = importlib.import_module(room)
        for info in pkgutil.walk_packages(package.__path__, f"{room}."):
            module = importlib.import_module(info.name)
            for name, found in inspect.getmembers(module, inspect.isclass):
                own = found.__module__ == info.name and not name.startswith("_")
                if own and dataclasses.is_dataclass(found):
                    yield found


RECORDS = list(records())


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: f"{r.__module__}.{r.__name__}")
def test_a_record_is_frozen_slotted_and_keyword_only(record: type) -> None:
    assert record.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(record)
    parameters = inspect.signature(record).parameters.values()
    assert {p.kind for p in parameters} == {inspect.Parameter.KEYWORD_ONLY}


def test_both_rooms_have_records() -> None:
    homes = [record.__module__ for record in RECORDS]
    assert all(sum(home.startswith(f"{room}.") for home in homes) >= 4 for room in ROOMS)
