"""What several commands take: a corpus, a report, a self-test."""
