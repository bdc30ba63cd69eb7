"""From a match to a reply: acts, policy, routing.

Message, match ─ deciding/ ─→ Decision ─ composing/ ─→ Reply ─→ explaining/, decision_log/
   several questions, or one that goes on from the last ─ readings/
   the same with all that was said before ─ talk/
"""
