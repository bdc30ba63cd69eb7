"""From an utterance to the best candidate, with a confidence and the evidence for it."""
