"""The coaches' workbooks of a folder together: found, read, counted, and written into the team workbook."""
