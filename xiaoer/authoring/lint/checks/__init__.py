"""The checks: a module a subject, a function a code; its docstring is what `--explain` shows."""
