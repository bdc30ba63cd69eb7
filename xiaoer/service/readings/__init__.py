"""Other ways to read a message: as several questions, as going on from the one before."""
