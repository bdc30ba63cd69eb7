"""A corpus compiled to one file, from which a bot answers without building anything.

bot ─ write ─▶ sections ─ container ─▶ file ─ open ─▶ the same bot: each part reads what it needs
"""
