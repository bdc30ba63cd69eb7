"""Queries of a log to label, drawn so that figures of them are figures of the log."""
