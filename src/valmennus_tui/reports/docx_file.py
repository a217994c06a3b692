"""A report as a Word document: A4, real tables whose headings repeat, bars of text for charts."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from valmennus_tui import i18n
from valmennus_tui.reports.model import (
    Block,
    Chart,
    Column,
    ColumnKind,
    Paragraph,
    Report,
    Table,
    bar_lines,
    shown,
)
from valmennus_tui.safe_text import safe, safe_lines

if TYPE_CHECKING:
    from docx.document import Document

_A4_MM = (210, 297)
_MARGIN_MM = 18
_WIDE = 7
"""A table with more columns than this lies on the page."""
_BODY_POINTS = 10
_TABLE_POINTS = 9
_PROOFING = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
"""The language that Word checks the spelling of."""
_BAR_COLOUR = "2F5496"
_CELL_MARGINS, _BOLD = 4, 1.8
"""What a cell's margins take in characters, and how much wider a heading's letters are."""


def as_docx(report: Report) -> bytes:
    """The file's bytes."""
    import docx

    document = docx.Document()
    _set_up(document, report)
    document.add_heading(safe(report.title), 0)
    for line in report.lead:
        document.add_paragraph(safe_lines(line))
    for section in report.sections:
        document.add_heading(safe(section.title), 1)
        following: tuple[Block | None, ...] = (*section.blocks[1:], None)
        for block, after in zip(section.blocks, following, strict=True):
            _add(document, block, heads=isinstance(after, Table))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_up(document: Document, report: Report) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    page = document.sections[0]
    wide = any(len(block.columns) > _WIDE for block in report.blocks() if isinstance(block, Table))
    width, height = reversed(_A4_MM) if wide else _A4_MM
    page.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = Mm(width), Mm(height)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN_MM)
    document.styles["Normal"].font.size = Pt(_BODY_POINTS)
    for each in document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
        each.set(qn("w:val"), _PROOFING.get(i18n.language(), _PROOFING["en"]))
    known = document.core_properties
    known.title, known.author, known.comments = safe(report.title), "", ""
    known.created = known.modified = datetime.combine(report.day, time(12))


def _add(document: Document, block: Block, *, heads: bool) -> None:
    """A block; one that ``heads`` a table stays on its page."""
    if isinstance(block, Paragraph):
        document.add_paragraph(safe_lines(block.text)).paragraph_format.keep_with_next = heads
    elif isinstance(block, Chart):
        _add_bars(document, block)
    else:
        _add_table(document, block)


def _add_bars(document: Document, chart: Chart) -> None:
    from docx.shared import Pt, RGBColor

    title, *lines = bar_lines(chart) or [""]
    if not lines:
        return
    head = document.add_paragraph()
    head.add_run(safe(title)).bold = True
    head.paragraph_format.keep_with_next = True
    run = document.add_paragraph().add_run("\n".join(map(safe, lines)))
    run.font.name, run.font.size = "Consolas", Pt(_TABLE_POINTS)
    run.font.color.rgb = RGBColor.from_string(_BAR_COLOUR)


def _add_table(document: Document, table: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    grid = document.add_table(rows=1, cols=len(table.columns), style="Light Grid Accent 1")
    texts = [[column.title for column in table.columns]]
    texts += [
        [shown(value, column.kind) for value, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    for number, row in enumerate(texts):
        cells = grid.rows[0].cells if number == 0 else grid.add_row().cells
        for cell, text, column in zip(cells, row, table.columns, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.add_run(safe_lines(text)).font.size = Pt(_TABLE_POINTS)
            if column.kind.is_number or column.kind is ColumnKind.DATE:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _repeat_heading(grid.rows[0])
    for each in grid.rows:
        _keep_whole(each)
    _set_widths(document, grid, table)
    document.add_paragraph()


def _repeat_heading(row: Any) -> None:
    """The first row stands on every page that the table goes over to."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: Any) -> None:
    """A row is not parted by the end of a page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _width(column: Column) -> float:
    """A column's share of the page: its width, but no less than the longest word of its heading."""
    word = max(map(len, column.title.split()), default=0)
    return max(column.width, word * _BOLD) + _CELL_MARGINS


def _set_widths(document: Document, grid: Any, table: Table) -> None:
    """Columns share the page in proportion to their widths in characters."""
    from docx.shared import Mm

    page = document.sections[0]
    margin = Mm(_MARGIN_MM)
    room = (page.page_width or Mm(_A4_MM[0])) - 2 * margin
    whole = sum(map(_width, table.columns))
    grid.autofit = False
    for index, column in enumerate(table.columns):
        width = int(room * _width(column) / whole)
        grid.columns[index].width = width
        for cell in grid.columns[index].cells:
            cell.width = width
