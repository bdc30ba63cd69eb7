"""The test of many cases fails where one of them would."""

import pytest

from tests.every import every


def test_all_that_fail_are_named_together() -> None:
    @every([1, 2, 3], name="no. {}".format)
    def check(number: int) -> None:
        """The docstring."""
        assert number == 2, "not two"

    assert (check.__name__, check.__doc__) == ("check", "The docstring.")
    with pytest.raises(AssertionError, match=r"(?s)no\. 1: not two.*no\. 3: not two") as caught:
        check()
    assert "no. 2" not in str(caught.value)


def test_a_known_fault_has_to_fail() -> None:
    rows = [{"q": 1}, {"q": 2, "xfail": "for now"}]

    @every(rows)
    def one(row: dict[str, int]) -> None:
        assert row["q"] == 1

    one()

    @every(rows)
    def both(row: dict[str, int]) -> None:
        assert row["q"]

    with pytest.raises(AssertionError, match="is right now: no xfail any more"):
        both()


def test_no_cases_are_no_test() -> None:
    @every([])
    def check(number: int) -> None:
        assert number

    with pytest.raises(AssertionError):
        check()
