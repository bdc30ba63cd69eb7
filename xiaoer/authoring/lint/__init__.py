"""What is wrong with a corpus, or soon will be: each code is a function that documents it."""
