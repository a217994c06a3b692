"""Excel tables: where they lie, and how one grows by rows (ECMA-376 part 1, 18.5.1).

Growing changes nothing but the ``ref`` of the table and of its filter, spliced into the part's bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from valmennus_tui.workbook import xml
from valmennus_tui.workbook.address import MAX_ROW, Area, Ref
from valmennus_tui.workbook.package import Package
from valmennus_tui.workbook.relationships import read_relationships
from valmennus_tui.workbook.xml_nodes import nodes


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: its heading, and the formula that fills it (None for a column one types in)."""

    name: str
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table on ``sheet``. ``area`` is everything, headings and totals included; ``part`` its zip member."""

    name: str
    sheet: str
    area: Area
    header_rows: int
    totals_rows: int
    columns: tuple[TableColumn, ...]
    part: str
    filter_area: Area | None = None

    @property
    def header(self) -> Area | None:
        """The heading row, None where it is switched off."""
        if not self.header_rows:
            return None
        last = Ref(self.area.first.row + self.header_rows - 1, self.area.last.column)
        return Area(self.area.first, last)

    @property
    def totals(self) -> Area | None:
        """The totals row, None where there is none."""
        if not self.totals_rows:
            return None
        first = Ref(self.area.last.row - self.totals_rows + 1, self.area.first.column)
        return Area(first, self.area.last)

    @property
    def data(self) -> Area:
        """The rows between headings and totals."""
        first = self.area.first.shifted(rows=self.header_rows)
        return Area(first, self.area.last.shifted(rows=-self.totals_rows))

    def column(self, name: str) -> Area | None:
        """The data cells of the column with that heading (case is ignored), or None."""
        key = name.casefold()
        for index, column in enumerate(self.columns):
            if column.name.casefold() == key:
                number = self.area.first.column + index
                return Area(Ref(self.data.first.row, number), Ref(self.data.last.row, number))
        return None


def read_tables(package: Package, sheets: Iterable[tuple[str, str]]) -> tuple[Table, ...]:
    """The tables of the workbook; ``sheets`` are (name, part) pairs. Raises FileRefused (damaged parts)."""
    found = []
    for sheet, part in sheets:
        for relationship in read_relationships(package, part):
            if relationship.kind == "table" and package.has(relationship.target):
                table = read_table(package.read(relationship.target), relationship.target, sheet)
                if table is not None:
                    found.append(table)
    return tuple(found)


def read_table(part_xml: bytes, part: str, sheet: str) -> Table | None:
    """The table of a table part; None where its area is not usable (Excel would repair the file)."""
    for node in nodes(part_xml, "table"):
        try:
            area = Area.parse(node.get("ref"))
        except ValueError:
            return None
        filters = node.child("autoFilter")
        return Table(
            node.get("displayName") or node.get("name"),
            sheet,
            area,
            _count(node.get("headerRowCount"), 1),
            _count(node.get("totalsRowCount"), 0),
            tuple(
                TableColumn(xml.unescape_text(column.get("name")), formula.text if formula else None)
                for column in node.every("tableColumn")
                for formula in (column.child("calculatedColumnFormula"),)
            ),
            part,
            _area(filters.get("ref")) if filters else None,
        )
    return None


def _count(text: str, default: int) -> int:
    return int(text) if text.strip().isdecimal() else default


def _area(text: str) -> Area | None:
    try:
        return Area.parse(text)
    except ValueError:
        return None


def can_grow(table: Table, last_row: int) -> bool:
    """Whether the table may end at ``last_row`` at all: further down, inside the sheet, no totals row below.

    What lies under the table (another table, a filled cell) is for the caller to check.
    """
    return not table.totals_rows and table.area.last.row < last_row <= MAX_ROW


def grow(part_xml: bytes, new_last_row: int) -> bytes:
    """The table part with ``ref`` of the table and of its filter ending at ``new_last_row``.

    Every other byte stays. Raises ValueError for a table with a totals row, or one that would not get longer.
    """
    from valmennus_tui.workbook.splices import Splice, apply
    from valmennus_tui.workbook.text_spans import decode, pieces

    table = read_table(part_xml, "", "")
    if table is None or not can_grow(table, new_last_row):
        raise ValueError(f"the table cannot end at row {new_last_row}")
    wanted = {("table",): table.area, ("table", "autoFilter"): table.filter_area}
    splices = []
    for piece in pieces(part_xml):
        if piece.attribute != "ref":
            continue
        old = wanted.get(tuple(step.name for step in piece.path))
        if old is None or decode(part_xml[piece.start : piece.end]).replace("$", "") != str(old):
            continue
        new = Area(old.first, Ref(new_last_row, old.last.column))
        splices.append(Splice(piece.start, piece.end, str(new).encode("ascii")))
    return apply(part_xml, splices)
