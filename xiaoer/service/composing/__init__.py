"""A decision → the reply: texts, choices, the packet of a handover."""
