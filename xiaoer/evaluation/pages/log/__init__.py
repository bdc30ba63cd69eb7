"""The statistics of a log, shown: tables, sentences, JSON, a page."""
