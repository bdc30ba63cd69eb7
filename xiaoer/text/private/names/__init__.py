"""Names of people: what announces one, how much characters look like one, what ends one."""
