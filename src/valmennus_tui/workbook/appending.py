"""Whether a row may be appended below the prepared ones: only where everything that holds for the last row
holds for the new one too.

That is an Excel table that can grow, or plain cells whose drop-downs, conditional formats, formats, filter,
defined names, pivot sources and formulas' areas reach (or do not touch) the new row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from valmennus_tui.errors import CellRefused
from valmennus_tui.workbook.address import MAX_ROW, Area, Ref, parse_areas
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import TableGrowth
from valmennus_tui.workbook.checks import why_not
from valmennus_tui.workbook.growth import grown_tables
from valmennus_tui.workbook.layouts import Layout
from valmennus_tui.workbook.reading import record_rows
from valmennus_tui.workbook.sheet import Sheet
from valmennus_tui.workbook.styles import Styles
from valmennus_tui.workbook.xml_nodes import nodes, without_cells

_AREA = re.compile(
    r"(?:(?P<sheet>'(?:[^']|'')+'|[^\W\d][\w.]*)!)?(?P<area>\$?[A-Z]{1,3}\$?\d+:\$?[A-Z]{1,3}\$?\d+)", re.I
)

_NUMBER_FORMAT = re.compile(rb"""\s(?:numFmtId|applyNumberFormat)=(?:"[^"]*"|'[^']*')""")


def append_row(book: Workbook, layout: Layout) -> tuple[int, tuple[TableGrowth, ...]] | None:
    """The row to append, with the table growth it needs, or None where appending is not proved safe."""
    if layout.rows is None or layout.rows.total is not None:
        return None
    sheet = book.sheet(layout.sheet)
    last = max([layout.rows.last, *record_rows(sheet, layout)])
    new = last + 1
    if new >= MAX_ROW or layout.rows.below == new:
        return None
    growths: tuple[TableGrowth, ...] = ()
    if layout.rows.table is not None:
        growths = (TableGrowth(layout.rows.table, new),)
    if not all(_holds(book, sheet, layout, last, new, growths)):
        return None
    return new, growths


def _holds(
    book: Workbook, sheet: Sheet, layout: Layout, last: int, new: int, growths: tuple[TableGrowth, ...]
) -> Iterator[bool]:
    columns = range(layout.first_column, layout.last_column + 1)
    first = layout.rows.first if layout.rows is not None else new
    yield all(sheet.cell(Ref(new, c)).is_blank and sheet.merge(Ref(new, c)) is None for c in columns)
    yield all(why_not(book, layout.sheet, Ref(new, c.column)) is None for c in layout.columns.values())
    yield not any(sheet.cell(Ref(last, c)).is_formula for c in columns)
    yield new not in sheet.hidden_rows
    if growths and layout.rows is not None:
        fresh = [Ref(row, column) for row in range(layout.rows.last + 1, new) for column in columns]
        yield _table_grows(book.with_cells({(layout.sheet, ref): None for ref in fresh}), growths)
    else:
        yield all(_same_format(book, sheet, c, first, last, new) for c in columns)
        yield _reaches([sheet.filter_area] if sheet.filter_area else [], layout, last, new)
        yield _reaches(_formula_areas(book, layout.sheet), layout, last, new)
    yield _reaches(_rule_areas(book, layout.sheet), layout, last, new)
    yield not _feeds_pivot(book, layout.sheet)


def _table_grows(book: Workbook, growths: tuple[TableGrowth, ...]) -> bool:
    """Whether the table can grow; rows added since the file was read are blank in ``book``."""
    try:
        grown_tables(book, growths)
    except CellRefused:
        return False
    return True


def _same_format(book: Workbook, sheet: Sheet, column: int, first: int, last: int, new: int) -> bool:
    """Whether both rows look alike; a date's format alone may differ, since saving a date gives it one.

    Under a header without any row yet there is nothing to compare.
    """
    old, fresh = sheet.cell(Ref(last, column)).style, sheet.cell(Ref(new, column)).style
    if last < first or old == fresh:
        return True
    styles = book.styles
    return styles.is_date(old) and _look(styles, old) == _look(styles, fresh)


def _look(styles: Styles, style: int) -> bytes:
    """A style's definition without its number format."""
    if styles.content is None or style >= len(styles.formats):
        return b""
    found = styles.formats[style]
    return _NUMBER_FORMAT.sub(b"", styles.content[found.start : found.end]).replace(b" />", b"/>")


def _reaches(areas: list[Area], layout: Layout, last: int, new: int) -> bool:
    """Whether every area of several rows that covers the last row covers the new one too."""
    for area in areas:
        beside = area.last.column < layout.first_column or layout.last_column < area.first.column
        covers = area.first.row <= last <= area.last.row
        if not beside and covers and area.last.row < new and area.first.row < area.last.row:
            return False
    return True


def _rule_areas(book: Workbook, name: str) -> list[Area]:
    """The areas of data validations and conditional formats, extension ones too."""
    areas = [area for rule in book.validations(name) for area in rule.areas]
    part = book.package.read(book.info(name).part)
    if b"conditionalFormatting" in part:
        for node in nodes(without_cells(part), "conditionalFormatting"):
            inner = node.child("sqref")
            try:
                areas += parse_areas(node.get("sqref") or (inner.text if inner else ""))
            except ValueError:
                continue
    return areas


def _formula_areas(book: Workbook, name: str) -> list[Area]:
    """The areas of ``name`` that formulas of any sheet and defined names mention."""
    texts: list[tuple[str | None, str]] = [(each.scope, each.text) for each in book.names]
    for info in book.worksheets:
        sheet = book.sheet(info.name)
        if sheet.has_formulas:
            texts += [(info.name, formula.text or "") for formula in sheet.formulas.values()]
    areas = []
    for at_home, text in texts:
        for match in _AREA.finditer(text):
            sheet_name = match["sheet"].strip("'").replace("''", "'") if match["sheet"] else at_home
            if sheet_name is not None and sheet_name.casefold() == name.casefold():
                areas.append(Area.parse(match["area"]))
    return areas


def _feeds_pivot(book: Workbook, name: str) -> bool:
    """Whether a pivot table takes its data from the sheet by a fixed area."""
    for part in book.package.names:
        if "pivotCacheDefinition" in part and part.endswith(".xml"):
            sources = nodes(book.package.read(part), "worksheetSource")
            if any(node.get("sheet").casefold() == name.casefold() and node.get("ref") for node in sources):
                return True
    return False
