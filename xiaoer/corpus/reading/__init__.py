"""Trees → records: every fault is reported where it stands, and what was probably meant is said."""
