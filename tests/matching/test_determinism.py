"""Same input, same corpus, same match: on every hash seed and in every process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = """
import hashlib, json
from pathlib import Path
from xiaoer.corpus.corpus import Corpus
from xiaoer.matching.matcher import Matcher
from xiaoer.text.words.lexicon import corpus_lexicon
from xiaoer.text.utterance import Analyzer

analyzer = Analyzer(corpus_lexicon(synonyms=(("怎么", "点样"), ("退款", "退钱"))))
matcher = Matcher(Corpus.load(Path("faq")).entries[::3], analyzer)
lines = Path("faq/queries.jsonl").read_text(encoding="utf-8").splitlines()
for line in lines[::12]:
    query = json.loads(line)["q"]
    found = matcher.consider(analyzer.analyze(query))
    print(ascii(found.match), [ascii(r.evidence.vector()) for r in found.ranked])
"""


def start(seed: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CODE],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_the_hash_seed_changes_no_bit_of_a_match() -> None:
    """Every feature of every candidate, to the last digit."""
    running = [start(seed) for seed in ("0", "4242")]
    first, other = [process.communicate(timeout=120)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert first.count("Match(") > 80
    assert other == first
