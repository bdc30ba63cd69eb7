"""Whether generated corpora, written as workbooks and read again, are what they were.

    python -m tests.bench.round_trip [500]

Bar: all of 500 are equal, entry by entry and by their hash. The tests take 50.
"""

from __future__ import annotations

import sys

from tests.authoring.test_round_trip import assert_round_trips


def main() -> None:
    """Prints how many were equal. Raises: AssertionError with the smallest corpus that is not."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    assert_round_trips(".xlsx", count)
    print(f"{count} of {count} generated corpora are the same after a workbook")


if __name__ == "__main__":
    main()
