"""Trees → a checked, immutable `Corpus` of entries and settings, and back.

tree ─ reading/ ─→ entries, settings ─ checking/ ─→ corpus ─ writing/ ─→ YAML
"""

from xiaoer.corpus import reading, writing

__all__ = ["reading", "writing"]
