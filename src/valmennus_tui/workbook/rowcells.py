"""The cells of rows, read from their bytes: where each stands, its formula and stored value.

Two readers give the same answer (a test holds them together): a pattern for the tidy form (:mod:`.tidyrows`),
and expat for everything else (no ``r``, other attributes, rich text, CDATA, comments).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from valmennus_tui.workbook import xml
from valmennus_tui.workbook.address import MAX_COLUMN, Area, column_letters, column_number
from valmennus_tui.workbook.rawcells import BadCell, RawCell, RawFormula, RowDialect, RowSpan, Span
from valmennus_tui.workbook.strings import TextCollector
from valmennus_tui.workbook.tidyrows import tidy_cells

_CELL_DEPTH = 3
"""Inside the opening tag and the row."""


def read_rows(content: bytes, dialect: RowDialect, rows: Sequence[RowSpan]) -> list[dict[int, RawCell]]:
    """The cells of each row by column, in the order of the file. Raises BadCell."""
    found: list[dict[int, RawCell] | None] = [None] * len(rows)
    if dialect.prefix is not None:
        found = [tidy_cells(content, dialect.prefix, row) for row in rows]
    untidy = [index for index, cells in enumerate(found) if cells is None]
    opening = dialect.opening if untidy else b""
    for index in untidy:
        found[index] = _ExpatRow(content, dialect.namespace, opening, rows[index]).cells
    return [cells for cells in found if cells is not None]


@dataclass(slots=True)
class _Open:
    """What the expat reader has seen of the cell that it is in."""

    cell: RawCell
    inside: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    formula: dict[str, str] | None = None
    formula_text: list[str] = field(default_factory=list)
    inline: TextCollector | None = None
    value_start: int = 0
    extension_start: int = 0


class _ExpatRow:
    """Reads one row with expat."""

    def __init__(self, content: bytes, namespace: str, opening: bytes, row: RowSpan) -> None:
        self.content = content
        self.namespace = namespace
        self.offset = row.start - len(opening)
        self.row = row
        self.cells: dict[int, RawCell] = {}
        self.last_column = 0
        self.depth = 0
        self.open: _Open | None = None
        self.parser = xml.new_parser(namespaces=True)
        xml.parse(
            opening + content[row.start : row.end] + b"</rows>",
            start=self.start,
            end=self.end,
            text=self.text,
            parser=self.parser,
        )

    @property
    def at(self) -> int:
        return self.offset + self.parser.CurrentByteIndex

    def start(self, name: str, attributes: xml.Attributes) -> None:
        uri, tag = xml.split_name(name)
        if uri != self.namespace:
            tag = ""
        self.depth += 1
        if self.open is None:
            if tag == "c" and self.depth == _CELL_DEPTH:
                self.open = _Open(self._new_cell(attributes))
            return
        state = self.open
        if not state.inside:
            if tag in ("v", "is"):
                state.value_start = self.at
            if tag == "v":
                state.cell.text = ""
            elif tag == "f":
                state.formula = attributes
            elif tag == "is":
                state.inline = TextCollector()
            elif tag == "extLst":
                state.extension_start = self.at
        elif state.inline is not None and state.inside[0] == "is":
            state.inline.start(tag)
        state.inside.append(tag)

    def text(self, piece: str) -> None:
        state = self.open
        if state is None or not state.inside:
            return
        if state.inside[0] == "v":
            state.text.append(piece)
        elif state.inside[0] == "f":
            state.formula_text.append(piece)
        elif state.inline is not None:
            state.inline.text(piece)

    def end(self, name: str) -> None:
        self.depth -= 1
        state = self.open
        if state is None:
            return
        if not state.inside:
            self._close(state)
            self.open = None
            return
        tag = state.inside.pop()
        if state.inside:
            if state.inline is not None and state.inside[0] == "is":
                state.inline.end(tag)
            return
        if tag in ("v", "is"):
            state.cell.value_span = self._span(state.value_start)
        if tag == "extLst":
            state.cell.extension_span = self._span(state.extension_start)
        elif tag == "f":
            state.cell.formula = _formula(
                state.formula or {}, "".join(state.formula_text), dynamic="cm" in state.cell.metadata
            )
        elif tag == "is" and state.inline is not None:
            state.cell.inline = state.inline.result()

    def _span(self, start: int) -> Span:
        """The whole element that began at ``start`` and whose end is being reported."""
        tag_end = xml.tag_end(self.content, start)
        if self.content[tag_end - 2 : tag_end] == b"/>":
            return start, tag_end
        return start, xml.tag_end(self.content, self.at)

    def _close(self, state: _Open) -> None:
        cell = state.cell
        cell.tag_end = xml.tag_end(self.content, cell.start)
        cell.end = self._span(cell.start)[1]
        if cell.text is not None:
            cell.text = "".join(state.text)

    def _new_cell(self, attributes: xml.Attributes) -> RawCell:
        address = attributes.get("r")
        column = self.last_column + 1 if address is None else self._column(address)
        if column > MAX_COLUMN:
            raise BadCell(self.row.number, address or column_letters(column))
        if column in self.cells:
            raise BadCell(
                self.row.number, address or f"{column_letters(column)}{self.row.number}", twice=True
            )
        self.last_column = column
        cell = RawCell(column, self.at, style=attributes.get("s"), type=attributes.get("t", "n"))
        cell.metadata = frozenset({"cm", "vm"} & attributes.keys())
        self.cells[column] = cell
        return cell

    def _column(self, address: str) -> int:
        letters = address.rstrip("0123456789")
        if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
            raise BadCell(self.row.number, address)
        if address[len(letters) :] != str(self.row.number):
            raise BadCell(self.row.number, address)
        return column_number(letters)


def _formula(attributes: dict[str, str], text: str, *, dynamic: bool) -> RawFormula:
    area = None
    if "ref" in attributes:
        with suppress(ValueError):
            area = Area.parse(attributes["ref"])
    group = attributes.get("si", "")
    return RawFormula(
        attributes.get("t", "normal"),
        text,
        area,
        int(group) if group.isascii() and group.isdigit() and len(group) < 10 else None,
        dynamic,
        attributes.get("ca") in ("1", "true"),
        tuple(attributes[key] for key in ("r1", "r2") if key in attributes),
    )
