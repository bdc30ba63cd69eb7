"""How much is written by hand beside the phrases: patterns and listed words, counted.

The rules that stood here before had 9,158 words and about 85 patterns; a third of each is allowed,
and far less is there.
"""

import ast
import re
from pathlib import Path

import xiaoer.hearing
from tests.fit.phrases import FOLDER

ROOM = Path(xiaoer.hearing.__file__).parent
LISTS = ("core.txt", "pictures.txt", "choosing.txt")
_CHINESE = re.compile("[一-鿿]")
_APART = re.compile(r"[|()\[\]?*+.\\$^{}:<>!=,， \s]+")


def _literals(tree: ast.AST) -> list[str]:
    """Text in code that is no docstring."""
    loose = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in loose
    ]


def counted() -> tuple[int, int]:
    """How many patterns and how many words: Chinese ones in code, all in the lists."""
    patterns, words = 0, 0
    for path in sorted(ROOM.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        patterns += sum(
            isinstance(node, ast.Call) and ast.unparse(node.func) in ("regex", "re.compile")
            for node in ast.walk(tree)
        )
        parts = (part for text in _literals(tree) for part in _APART.split(text))
        words += sum(bool(_CHINESE.search(part)) for part in parts)
    for name in LISTS:
        for line in (FOLDER / name).read_text(encoding="utf-8").split("\n"):
            words += 0 if line.startswith("#") else len(line.split())
    return patterns, words


def test_beside_the_phrases_few_patterns_and_words_are_left() -> None:
    patterns, words = counted()
    assert patterns <= 25, patterns
    assert words <= 600, words


def test_what_is_counted_is_all_there_is() -> None:
    """No other file of words lies beside the phrases and what is made of them."""
    made = {"utterances.yaml", "phrases.txt", "table.txt"}
    assert {path.name for path in FOLDER.iterdir()} == made | set(LISTS)


if __name__ == "__main__":
    print("{} patterns, {} words".format(*counted()))
