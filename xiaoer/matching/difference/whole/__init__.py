"""What two whole texts say otherwise, however differently they are worded."""
