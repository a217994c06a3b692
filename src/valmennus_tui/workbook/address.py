"""Cell addresses: A1 text, row and column numbers (from 1), areas, qualified references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
_REF = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})\Z")


def column_number(letters: str) -> int:
    """``A`` is 1, ``XFD`` is 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@cache
def column_letters(number: int) -> str:
    """1 is ``A``."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Ref(NamedTuple):
    """One cell's place in a sheet. Orders by row, then column."""

    row: int
    column: int

    @classmethod
    def parse(cls, text: str) -> Ref:
        """Read ``B7`` or ``$B$7``. Raises ValueError for anything else or outside the sheet."""
        match = _REF.match(text)
        if not match:
            raise ValueError(f"not a cell address: {text!r}")
        ref = cls(int(match[2]), column_number(match[1]))
        if ref.row > MAX_ROW or ref.column > MAX_COLUMN:
            raise ValueError(f"outside the sheet: {text!r}")
        return ref

    def __str__(self) -> str:
        return f"{column_letters(self.column)}{self.row}"

    def shifted(self, rows: int = 0, columns: int = 0) -> Ref:
        return Ref(self.row + rows, self.column + columns)


class Area(NamedTuple):
    """A rectangle of cells, both corners included."""

    first: Ref
    last: Ref

    @classmethod
    def parse(cls, text: str) -> Area:
        """Read ``A1``, ``A1:B9``, ``A:C`` or ``3:7``. Raises ValueError."""
        start, colon, end = text.replace("$", "").partition(":")
        if colon and start.isalpha() and end.isalpha():
            start, end = f"{start}1", f"{end}{MAX_ROW}"
        elif colon and start.isdecimal() and end.isdecimal():
            start, end = f"A{start}", f"{column_letters(MAX_COLUMN)}{end}"
        a, b = Ref.parse(start), Ref.parse(end or start)
        top, bottom = sorted((a.row, b.row))
        left, right = sorted((a.column, b.column))
        return cls(Ref(top, left), Ref(bottom, right))

    def __contains__(self, ref: object) -> bool:
        return (
            isinstance(ref, Ref)
            and self.first.row <= ref.row <= self.last.row
            and self.first.column <= ref.column <= self.last.column
        )

    def overlaps(self, other: Area) -> bool:
        return (
            self.first.row <= other.last.row
            and other.first.row <= self.last.row
            and self.first.column <= other.last.column
            and other.first.column <= self.last.column
        )

    def refs(self) -> Iterator[Ref]:
        """Every cell, row by row. Mind the size: an area can be a whole sheet."""
        for row in range(self.first.row, self.last.row + 1):
            for column in range(self.first.column, self.last.column + 1):
                yield Ref(row, column)

    @property
    def size(self) -> int:
        return (self.last.row - self.first.row + 1) * (self.last.column - self.first.column + 1)

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}:{self.last}"


def parse_areas(text: str) -> tuple[Area, ...]:
    """A space-separated list of areas, as ``sqref`` has it."""
    return tuple(Area.parse(part) for part in text.split())


def quote_sheet(name: str) -> str:
    """A sheet's name as formulas and this program's arguments write it: quoted where needed."""
    if re.fullmatch(r"[^\W\d]\w*", name) and not _REF.match(name):
        return name
    return "'" + name.replace("'", "''") + "'"


def parse_qualified(text: str) -> tuple[str | None, Area]:
    """Read ``'Sheet 1'!A1:D20`` (sheet None where there is no ``!``). Raises ValueError."""
    sheet, mark, area = text.rpartition("!")
    if not mark:
        return None, Area.parse(text)
    if len(sheet) > 1 and sheet[0] == sheet[-1] == "'":
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, Area.parse(area)
