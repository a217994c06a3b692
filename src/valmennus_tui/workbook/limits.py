"""How much a workbook may hold before it is refused as hostile or unusable. All the limits, in one place.

Real official templates stay far below them; what is above hangs or kills other readers (measured on 80
hostile files: zip bombs, merges over a whole sheet, a cell at XFD1048576, names of 100,000 characters).
"""

from __future__ import annotations

FILE_BYTES = 50 << 20
PARTS = 2_000
PART_BYTES = 256 << 20
TOTAL_BYTES = 512 << 20
RATIO = 500
"""How many times its packed size a part above 1 MB may unpack to."""
RATIO_FROM = 1 << 20
DEPTH = 64
ROWS = 200_000
"""The highest row number with a cell (a format alone may stand further down)."""
CELLS = 2_000_000
AREA = 2_000_000
"""Cells in a merged area or a hyperlink that is not whole columns or rows."""
MERGES = 20_000
TALL_AREAS = 1_000
"""Merged and result areas of thousands of rows in one sheet."""
NAME_CHARS = 8_192
"""The longest formula of a defined name; Excel's own limit for formulas."""
NUMBER_CHARS = 64
TEXT_CHARS = 32_767
"""Excel's limit for the text of a cell, counted in UTF-16 units."""
