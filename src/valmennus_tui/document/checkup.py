"""A workbook's check-up for support staff: how it was read, a second opinion, what lies beside it.

The second opinion is openpyxl's, which shares no code with our reader. It only reads, and only what our own
checks let through. No value of any cell is in the result.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from valmennus_tui.document.companion import companion_path, is_companion
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.backups import backups_of
from valmennus_tui.workbook.book import SheetInfo, Workbook
from valmennus_tui.workbook.cells import CellError, CellValue
from valmennus_tui.workbook.locking import LockNotice, open_elsewhere
from valmennus_tui.workbook.refusals import Reason
from valmennus_tui.workbook.serials import to_serial

if TYPE_CHECKING:
    from openpyxl import Workbook as OtherBook

_FAILURES = (
    *(ArithmeticError, AssertionError, AttributeError, BadZipFile, EOFError, LookupError, OSError),
    *(RuntimeError, SyntaxError, TypeError, ValueError),
)
"""What a reader that is not ours may raise on a file that it does not expect."""
_SAME = 1e-9
"""Relative difference below which two numbers are one: readers round the last digit differently."""
_SAME_DAY = 1e-5
"""The same for days: about a second."""


@dataclass(frozen=True, slots=True)
class SheetCheck:
    """One sheet: its filled cells and formulas, the cells that could not be read as their type says (by
    address, with what was wrong), and those that the other reader reads differently (None: not compared).
    """

    info: SheetInfo
    cells: int
    formulas: int
    problems: Mapping[str, str]
    differing: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was found. ``second_failed`` is the kind of error that the other reader ended with, if it did."""

    path: Path
    size: int
    fingerprint: str
    read_only_reason: Reason | None
    sheets: tuple[SheetCheck, ...]
    second_reader: str
    second_failed: str | None
    lock: LockNotice | None
    backups: tuple[Path, ...]
    companion: Path | None

    @property
    def is_sound(self) -> bool:
        """Whether every cell could be read, and both readers read the same."""
        return self.second_failed is None and not any(
            sheet.problems or sheet.differing for sheet in self.sheets
        )


def check_up(path: Path) -> Checkup:
    """Read a workbook with both readers and look around it; nothing is changed. Raises FileRefused."""
    book = Workbook.load(path)
    others, reader, failed = _second_opinion(book)
    beside = companion_path(path)
    return Checkup(
        path,
        len(book.data),
        book.fingerprint,
        book.read_only_reason,
        tuple(_sheet(book, info, others.get(info.name)) for info in book.sheets),
        reader,
        failed,
        open_elsewhere(path),
        tuple(backup.path for backup in backups_of(path)),
        beside if beside.is_file() and not is_companion(path) else None,
    )


def _sheet(book: Workbook, info: SheetInfo, other: Mapping[Ref, Any] | None) -> SheetCheck:
    sheet = book.sheet(info.name)
    own = {cell.ref: cell.value for cell in sheet.cells.values() if cell.value not in (None, "")}
    differing = None
    if other is not None:
        refs = sorted({*own, *other}, key=lambda ref: (ref.row, ref.column))
        days = book.date1904
        differing = tuple(str(ref) for ref in refs if not _same(own.get(ref), other.get(ref), days))
    problems = {str(problem.ref): problem.kind for problem in sheet.problems}
    return SheetCheck(info, len(own), len(sheet.formulas), problems, differing)


def _second_opinion(book: Workbook) -> tuple[dict[str, dict[Ref, Any]], str, str | None]:
    """The other reader's filled cells by sheet, its name and version, and how it failed."""
    import openpyxl

    reader = f"openpyxl {openpyxl.__version__}"
    found: dict[str, dict[Ref, Any]] = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about features that it drops: it never saves here
            other = openpyxl.load_workbook(io.BytesIO(book.data), read_only=True, data_only=True)
            for name, ref, value in _filled(other):
                found.setdefault(name, {})[ref] = value
            found = {sheet.title: found.get(sheet.title, {}) for sheet in other.worksheets}
    except _FAILURES as failure:
        return {}, reader, type(failure).__name__
    return found, reader, None


def _filled(book: OtherBook) -> Iterator[tuple[str, Ref, Any]]:
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # a wrong dimension in the file would hide cells
        for row in sheet.rows:
            for cell in row:
                if cell.value not in (None, ""):
                    yield sheet.title, Ref(cell.row, cell.column), cell.value


def _same(own: CellValue, other: Any, date1904: bool) -> bool:
    """Whether two readers mean the same by a cell: dates and times by their number, the rest as it is."""
    if isinstance(own, CellError):
        return isinstance(other, str) and own.code == other
    if isinstance(own, str) or isinstance(other, str):
        return isinstance(other, str) and _plain(own) == _plain(other)
    if isinstance(own, bool) or isinstance(other, bool):
        return own is other
    one, two = _number(own, date1904), _number(other, date1904)
    if one is None or two is None:
        return one is two
    spare = _SAME_DAY if isinstance(own, date | time) else _SAME * max(abs(one), abs(two))
    return abs(one - two) <= spare


def _plain(text: object) -> object:
    """A text without the marks that only one of the readers takes out (``_x000D_``)."""
    return text.replace("_x000D_", "").replace("\r", "") if isinstance(text, str) else text


def _number(value: Any, date1904: bool) -> float | None:
    """A number, or what a date or time is to Excel; None for a blank cell and what is no number."""
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6) / 86400
    if isinstance(value, date):
        try:
            return float(to_serial(value, date1904))
        except ValueError:
            return None
    return float(value) if isinstance(value, int | float) else None
