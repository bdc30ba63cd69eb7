"""Records → what a file holds: plain dicts, defaults left out, and YAML."""
