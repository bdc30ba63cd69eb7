"""Who acts and on whom, in two texts that are worded differently."""
