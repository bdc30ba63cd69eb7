"""The commands of the round: what was not answered, and what was decided about it."""
