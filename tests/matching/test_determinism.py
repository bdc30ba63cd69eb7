"""Same input, same corpus, same match: on every hash seed and in every process."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = """
import hashlib, json
from pathlib import Path
from xiaoer.corpus.corpus import Corpus
from xiaoer.matching.matcher import Matcher
from xiaoer.text.lexicon import corpus_lexicon
from xiaoer.text.utterance import Analyzer

analyzer = Analyzer(corpus_lexicon(synonyms=(("怎么", "点样"), ("退款", "退钱"))))
matcher = Matcher(Corpus.load(Path("faq")).entries, analyzer)
lines = Path("faq/queries.jsonl").read_text(encoding="utf-8").splitlines()
for line in lines[::6]:
    query = json.loads(line)["q"]
    found = matcher.consider(analyzer.analyze(query))
    print(ascii(found.match), [ascii(r.evidence.vector()) for r in found.ranked])
"""


def output(seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout


def test_the_hash_seed_changes_no_bit_of_a_match() -> None:
    """Every feature of every candidate, to the last digit."""
    first = output("0")
    assert first.count("Match(") > 150
    assert output("1") == first
    assert output("4242") == first
