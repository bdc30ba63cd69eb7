"""All questions at once: terms and their weights, candidates by sums, words as they are spelled."""
