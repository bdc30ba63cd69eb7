"""The command line: one module a command, which `main` runs.

terminal/, wording/ ─→ options/ ─→ talk/ ─→ a command ─→ lines, JSON, exit status
"""
