"""What people do to the sheets of a workbook that does not stop it from being read but should be known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from valmennus_tui.consolidation.gathered import Problem
from valmennus_tui.document.document import Document
from valmennus_tui.document.source import Source
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.schema import kind_label
from valmennus_tui.i18n import _
from valmennus_tui.workbook.cells import Cell
from valmennus_tui.workbook.headers import normalise
from valmennus_tui.workbook.layouts import Shape

_AGGREGATE = re.compile(
    r"\b(?:SUM|COUNT|COUNTA|COUNTIFS?|SUMIFS?|AVERAGE|SUBTOTAL)\(", re.ASCII | re.IGNORECASE
)


def sheet_faults(document: Document) -> Iterator[Problem]:
    """Records typed over a row of totals, and sheets that have been renamed."""
    yield from _filled_totals(document)
    for source in document.sources.values():
        yield from _renamed(source)


def client_sheets(source: Source) -> dict[str, str]:
    """What to call the sheets that are a client's own, and whose names may be hers: ``#7``, the seventh."""
    cards = {layout.sheet for layout in source.recognition.layouts if layout.shape is Shape.CARD}
    names = source.book.sheet_names
    return {name: f"#{number}" for number, name in enumerate(names, start=1) if name in cards}


def _filled_totals(document: Document) -> Iterator[Problem]:
    """The last record of each sheet, if totals of the rows above stand on its row."""
    last: dict[tuple[str, str], int] = {}
    for entry in document.entries:
        place = entry.source, entry.sheet
        last[place] = max(entry.row, last.get(place, 0))
    for (name, sheet), row in last.items():
        source = document.sources[name]
        total = next((cell for cell in source.view.sheet(sheet).row_cells(row) if _is_total(cell)), None)
        if total is not None:
            message = _(
                "A record stands on the row of totals: it is counted, but the totals of the sheet are wrong."
                " Insert rows above the totals in Excel and move the record there."
            )
            named, cell = client_sheets(source).get(sheet, sheet), str(total.ref)
            yield Problem(source.path, Severity.WARNING, "filled_totals", message, sheet=named, cell=cell)


def _is_total(cell: Cell) -> bool:
    """Whether a cell aggregates cells above it in its own column (``=COUNT(C8:C87)``)."""
    if not cell.formula or not _AGGREGATE.search(cell.formula):
        return False
    column = str(cell.ref).rstrip("0123456789")
    above = re.search(rf"\$?{column}\$?(\d+):\$?{column}\$?(\d+)", cell.formula)
    return above is not None and int(above[2]) < cell.ref.row


def _renamed(source: Source) -> Iterator[Problem]:
    """Sheets whose name is not their template's where other sheets of the workbook have theirs."""
    profile = source.recognition.profile
    if profile is None:
        return
    names = {spec.record: {normalise(name) for name in spec.names} for spec in profile.sheets}
    layouts = [layout for layout in source.recognition.layouts if layout.shape is not Shape.CARD]
    named = [layout for layout in layouts if names.get(layout.kind)]
    strange = [layout for layout in named if normalise(layout.sheet) not in names[layout.kind]]
    if len(strange) == len(named):
        return
    for layout in strange:
        message = _(
            "By its headings this sheet holds the records “{kind}”, but its name is not the template's. It is"
            " read; formulas and other programs may look for the right name."
        )
        text = message.format(kind=kind_label(layout.kind))
        yield Problem(source.path, Severity.HINT, "sheet_renamed", text, sheet=layout.sheet)
