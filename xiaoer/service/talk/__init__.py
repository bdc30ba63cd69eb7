"""One customer's conversation: its state, and the ways to understand a turn in it.

turn: message alone ─┐
state: choices shown, fields asked for, the last answer ─┴─ ways, in order ─→ course ─→ reply, state
2 after a list is a choice, 13800138000 a field, 不对 says something of the last answer.
state ─ state_json ─→ plain JSON of bounded size, and back
"""
