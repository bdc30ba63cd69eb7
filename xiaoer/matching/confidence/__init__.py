"""What a score is worth: the fitted confidence, a corpus's calibration, and what it depends on."""
