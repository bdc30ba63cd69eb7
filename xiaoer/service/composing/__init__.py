"""A decision → the reply: texts, choices, the packet of a handover.

Decision, entry ─ compose: placeholders, links, offers ─→ Reply
    asked back ─ choice_labels · handed over ─ packet · who are you ─ small_talk
"""
