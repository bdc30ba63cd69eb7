"""Numbers by what they are: check digits, shops' codes, carriers, phones, long runs of digits."""
