"""What a score is worth: the fitted confidence, a corpus's calibration, and what it depends on.

order ─ confidence: the sum, its distance to the next, what is left uncovered ─→ P(right)
P(right) ─ recalibration, of a corpus's own labels ─→ what is compared with the threshold
calibration.json ─ does its fingerprint still fit? ─→ used; or renewal: what to run again
"""
