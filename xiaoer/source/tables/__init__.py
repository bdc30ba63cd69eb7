"""Sheets as tables with places: workbooks by calamine, CSV and TSV by the standard library."""
