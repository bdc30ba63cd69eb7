"""Which threshold certifies a risk, and a confidence that fits the labels better."""
