"""A decision log → what was asked and not answered, grouped, with the nearest entries."""
