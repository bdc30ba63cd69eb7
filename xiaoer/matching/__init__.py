"""From an utterance to the best candidate, with a confidence and the evidence for it.

utterance ─ index/ ─→ a few questions ─ polarity, keywords strike ─→ candidates ─ ranking/ ─→ order
order ─ confidence/ ─→ P(the first is right)
first ─ difference/ ─→ what the query says otherwise: 换屏幕 beside 换电池
"""
