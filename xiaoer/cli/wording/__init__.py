"""What the program itself says, in Chinese and English, and the parser that says it."""
