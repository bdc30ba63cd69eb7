"""All questions at once: terms and their weights, candidates by sums, words as they are spelled.

退款多久到账 ─ terms ─→ 退款, 多久, 到账, 退, 款, 退款 … ─ weights: the rare ones say more
    ─ bitsum: every question's sum, by additions of long integers ─ nominate ─→ at most 32 entries
"""
