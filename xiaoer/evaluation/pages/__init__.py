"""Results as JSON, sections, Markdown and HTML: one table, by the kind of the result."""
