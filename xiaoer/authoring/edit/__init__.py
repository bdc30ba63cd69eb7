"""Edits of YAML files that touch only their own lines, checked before anything is written."""
