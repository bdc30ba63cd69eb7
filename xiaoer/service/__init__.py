"""From a match to a reply: acts, policy, routing."""
