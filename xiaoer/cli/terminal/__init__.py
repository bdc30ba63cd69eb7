"""The terminal: its columns, its streams in any locale, lines in and out, progress."""
