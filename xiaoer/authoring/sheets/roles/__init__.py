"""What a column, a row or a sign of a sheet is for, told by its contents as well as its head."""
