"""Property tests take the same examples everywhere, and no clock decides them; the fast part
takes a fifth of them and some rows of each table. Bots of one lexicon share a tokenizer, and no
collection of garbage walks through thousands of tests."""

import gc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.examples import FAST, WHOLE, is_whole, spread
from tests.service.material import share_tokenizers

settings.register_profile(
    "whole",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=WHOLE,
)
settings.register_profile("fast", settings.get_profile("whole"), max_examples=FAST)

tokenizers = pytest.fixture(scope="session", autouse=True)(share_tokenizers)


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("fast" if config.option.markexpr == "not slow" else "whole")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of a long table the fast part takes rows from all over it, unless tests are named."""
    named = {Path(asked).name for asked in config.args} != set(config.getini("testpaths"))
    if is_whole() or named:
        return
    taken = spread(item.nodeid.partition("[")[0] for item in items)
    left = [one for one, keep in zip(items, taken, strict=True) if not keep]
    items[:] = [one for one, keep in zip(items, taken, strict=True) if keep]
    config.hook.pytest_deselected(items=left)


def pytest_collection_finish() -> None:
    """What was collected stays to the end."""
    gc.collect()
    gc.freeze()
