"""The workshop of who keeps a FAQ: sheets in and out (`sheets`), files of other systems
(`formats`), and bringing what they hold into a corpus (`importing`).
"""
