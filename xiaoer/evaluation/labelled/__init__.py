"""What a system is worth on labelled cases: its figures, and what to mend."""
