"""What the tests do not hold: how well, how fast, how much. README.md lists the commands."""
