"""The workshop of who keeps a FAQ: `cells` and `sheets` that are read, the `workbook` that is
written, `formats` of other systems, `importing` what they hold into a corpus; `edit`, which touches
only the lines it must, and `lint`, which finds what is wrong.
"""
