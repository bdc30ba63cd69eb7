"""How many examples a property test takes: all in the whole, a fifth in the fast part."""

from hypothesis import settings

WHOLE, FAST = 100, 20
"""Of a test that names no number; see ``conftest.py``."""


def scaled(examples: int) -> int:
    """The examples of a test that takes so many in the whole."""
    return max(5, examples * settings.default.max_examples // WHOLE)
