"""Files and rows → trees with places, and what is wrong with them.

a file ─ files/ ─→ text ─ yaml_tree, json_tree ─┐
                                                ├─→ tree ─→ what reads records
rows of a database ───────────── row_tree ──────┘
      what is wrong on the way ─ faults ─→ findings/, in Chinese and English
"""
