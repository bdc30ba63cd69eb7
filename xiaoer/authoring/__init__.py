"""The workshop of who keeps a FAQ: `cells` and `sheets` that are read, the `workbook` that is
written, `formats` of other systems, and `importing` what they hold into a corpus.
"""
