"""From a text as it was typed to an analyzed utterance: normalize, segment, fold.

as typed ─ characters/, entities/, labelled_values ─→ normalized ─ words/ ─→ utterance
what leaves (log, packet) ─ entities/, private/ ─→ redacted
"""
