"""Where pivot tables put their output: cells that Excel rewrites at will (ECMA-376 part 1, 18.10.1.49)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from valmennus_tui.workbook.address import Area, Ref
from valmennus_tui.workbook.package import Package
from valmennus_tui.workbook.relationships import read_relationships
from valmennus_tui.workbook.xml_nodes import nodes


class HasPart(Protocol):
    """A sheet's name and its zip member."""

    @property
    def name(self) -> str: ...
    @property
    def part(self) -> str: ...


class HasSheets(Protocol):
    """A workbook, as far as pivot tables are concerned."""

    @property
    def package(self) -> Package: ...
    @property
    def sheets(self) -> Sequence[HasPart]: ...


def pivot_areas(book: HasSheets) -> tuple[tuple[str, Area], ...]:
    """The output areas, each with its sheet's name. Raises FileRefused (damaged parts)."""
    package = book.package
    found = []
    for sheet in book.sheets:
        for relationship in read_relationships(package, sheet.part):
            if relationship.kind == "pivotTable" and package.has(relationship.target):
                found += [(sheet.name, area) for area in read_areas(package.read(relationship.target))]
    return tuple(found)


def read_areas(part_xml: bytes) -> tuple[Area, ...]:
    """The table of one pivot part and, where it has page filters, the block of filters above it."""
    areas = []
    for node in nodes(part_xml, "location"):
        try:
            table = Area.parse(node.get("ref"))
        except ValueError:
            continue
        areas.append(table)
        down, across = (_count(node.get(name)) for name in ("rowPageCount", "colPageCount"))
        # The filters end one empty row above the table; each takes a label and a value, with a gap between.
        bottom = table.first.row - 2
        if down and bottom >= 1:
            left = table.first.column
            top = max(bottom - down + 1, 1)
            areas.append(Area(Ref(top, left), Ref(bottom, left + 3 * max(across, 1) - 2)))
    return tuple(areas)


def _count(text: str) -> int:
    return int(text) if text.strip().isdecimal() else 0
