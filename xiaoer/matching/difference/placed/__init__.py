"""What stands in one place of two texts that are worded differently: codes, parties, things."""
