"""Which cells may be written, and with what: every refusal before a single byte is planned."""

from __future__ import annotations

from valmennus_tui.errors import CellRefused
from valmennus_tui.workbook import limits
from valmennus_tui.workbook.address import MAX_COLUMN, Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import CellEdit
from valmennus_tui.workbook.decode import UnfitValue, check_value
from valmennus_tui.workbook.refusals import Reason, refuse_cell
from valmennus_tui.workbook.sheet import Sheet


def check_edit(book: Workbook, edit: CellEdit) -> None:
    """Prove that an edit can be saved. Raises CellRefused with a reason, UsageError for an unknown sheet."""
    check_cell(book, edit.sheet, edit.ref)
    try:
        check_value(edit.value, book.date1904)
    except UnfitValue as unfit:
        raise refuse_cell(Reason(unfit.reason), edit.sheet, edit.ref, limit=limits.TEXT_CHARS) from None


def check_cell(book: Workbook, name: str, ref: Ref) -> None:
    """Prove that a cell may be written at all. Raises CellRefused, UsageError for an unknown sheet."""
    refused = why_not(book, name, ref)
    if refused is not None:
        raise refused


def why_not(book: Workbook, name: str, ref: Ref) -> CellRefused | None:
    """The refusal that writing a cell would meet, or None. Raises UsageError for an unknown sheet."""
    info = book.info(name)
    sheet = book.sheet(name)
    if info.kind != "worksheet" or sheet.scan.data is None:
        return refuse_cell(Reason.NO_CELLS, name, ref, name=name)
    if not (1 <= ref.row <= limits.ROWS and 1 <= ref.column <= MAX_COLUMN):
        return refuse_cell(Reason.OUTSIDE_SHEET, name, ref)
    return _why_not_here(sheet, ref) or _why_not_structure(book, sheet, ref)


def _why_not_here(sheet: Sheet, ref: Ref) -> CellRefused | None:
    """Refusals for what the cell itself holds, and for where it lies on its sheet."""
    area = sheet.result_area(ref)
    if area is not None:
        return refuse_cell(Reason.ARRAY, sheet.name, ref, area=area)
    if sheet.cell(ref).is_formula:
        return refuse_cell(Reason.FORMULA, sheet.name, ref)
    merged = sheet.merge(ref)
    if merged is not None and merged.first != ref:
        return refuse_cell(Reason.MERGED, sheet.name, ref, area=merged, address=merged.first)
    stored = sheet.raw_row(ref.row).get(ref.column)
    if stored is not None and "vm" in stored.metadata:
        return refuse_cell(Reason.RICH_VALUE, sheet.name, ref)
    return None


def _why_not_structure(book: Workbook, sheet: Sheet, ref: Ref) -> CellRefused | None:
    """Refusals for tables, pivot output and protection."""
    for name, area in book.pivot_areas:
        if name == sheet.name and ref in area:
            return refuse_cell(Reason.PIVOT, name, ref, area=area)
    for table in book.tables:
        if table.sheet != sheet.name or ref not in table.area:
            continue
        if table.header is not None and ref in table.header:
            return refuse_cell(Reason.TABLE_HEADER, sheet.name, ref, table=table.name)
        if table.totals is not None and ref in table.totals:
            return refuse_cell(Reason.TABLE_TOTALS, sheet.name, ref, table=table.name)
    if sheet.is_locked(ref):
        return refuse_cell(Reason.LOCKED, sheet.name, ref)
    return None
