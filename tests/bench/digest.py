"""One line for 1,000 replies: equal on every Python, hash seed and machine.

    python -m tests.bench.digest

The first 1,000 labelled queries of the sample corpus are asked at a fixed moment; the digest is
that of their JSON, every figure to its last digit.
"""

import hashlib
import json
from datetime import UTC, datetime
from itertools import islice

from xiaoer import Bot
from xiaoer.evaluation import load_cases
from xiaoer.sample import sample_folder

MOST = 1000
MOMENT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def digest(bot: Bot, most: int = MOST) -> tuple[str, int]:
    """The SHA-256 of the replies, and how many they are."""
    found, count = hashlib.sha256(), 0
    for case in islice(load_cases(sample_folder() / "queries.jsonl"), most):
        reply = bot.ask(case.q, audience=case.slices.get("audience"), now=MOMENT)
        line = json.dumps(reply.to_dict(), ensure_ascii=False, sort_keys=True)
        found.update(f"{line}\n".encode())
        count += 1
    return found.hexdigest(), count


def main() -> None:
    """Prints the digest and the number of replies."""
    print(*digest(Bot.sample()))


if __name__ == "__main__":
    main()
