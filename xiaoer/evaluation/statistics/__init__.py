"""What a log says of the bot's work: how it answered, whom it handed over, how it was rated."""
