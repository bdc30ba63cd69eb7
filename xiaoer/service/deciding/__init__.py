"""One message → one decision: what is seen, the table of precedence, the rules of escalation.

desk: reads and matches ─→ seen ─ policy, ground by ground ─┐
        wishes, topics, anger ─ escalation ─────────────────┴▶ Decision ─ routing ─→ queue
没用 denies, also beside the question 优惠券没用: seen says which of the two goes first.
"""
