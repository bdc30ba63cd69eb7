"""Trees → a checked, immutable `Corpus` of entries and settings, and back.

tree ─ reading/ ─→ entries, settings ─ checking/ ─→ corpus ─ writing/ ─→ YAML
"""
