"""Every bench, one after the other, on the sample corpus.

python -m tests.bench.all [--quick] [--questions FILE]
"""

import argparse
from collections.abc import Sequence

from tests.bench import (
    certificate,
    compare,
    conversation,
    dictionary,
    evaluate,
    hostile,
    labels,
    oos_share,
    polarity,
    quality,
    robustness,
    selftest,
    several,
    speed,
    thresholds,
)

QUICK_PEERS = "ratio,token-set-words,bm25-characters,tfidf"
"""Without those that take minutes."""


def main(argv: Sequence[str] | None = None) -> None:
    """Prints all figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.all", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, resamples and texts")
    parser.add_argument("--questions", help="for the speed at 1,000 and 10,000 entries")
    options = parser.parse_args(argv)
    few = options.quick
    print("# quality\n")
    quality.main(["--rounds", "1", "--resamples", "200"] if few else [])
    print("# peers\n")
    compare.main(["--peers", QUICK_PEERS, "--limit", "200"] if few else [])
    print("# polarity\n")
    polarity.main([])
    print("# labels\n")
    labels.main([])
    print("# robustness\n")
    robustness.main([])
    print("# certificate\n")
    certificate.main(["--draws", "100", "--simulations", "200"] if few else [])
    print("\n# labels without out-of-scope queries\n")
    oos_share.main(["--draws", "50"] if few else [])
    print("# self-test\n")
    selftest.main([])
    print("# evaluation\n")
    evaluate.main(["--rounds", "1"] if few else [])
    print("# speed\n")
    sizes = ["--questions", options.questions] if options.questions else []
    speed.main([*(["--rounds", "2"] if few else []), *sizes])
    print("\n# conversation\n")
    several.main([])
    conversation.main(["--rounds", "2"] if few else [])
    print("\n# thresholds\n")
    thresholds.main(["--limit", "100"] if few else [])
    print("# dictionary\n")
    dictionary.main([])
    print("\n# hostile text\n")
    hostile.main(["--n", "3000"] if few else [])


if __name__ == "__main__":
    main()
