"""Drop-down lists: the choices behind a list rule, from wherever they stand.

Understood: text in the rule (``"a,b"``), an area of this or another sheet, a defined name (the sheet's own
before the workbook's, also a name that stands for a name), a table column. What is computed (``INDIRECT``,
``OFFSET``, ``IF``…) or lies in another workbook cannot be told; the reason is given and nothing is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from valmennus_tui.i18n import N_, _, format_date, format_number
from valmennus_tui.workbook.address import Area, Ref
from valmennus_tui.workbook.cells import Cell, CellError, CellValue, NewValue
from valmennus_tui.workbook.formulas.parser import FormulaError, parse
from valmennus_tui.workbook.formulas.syntax import (
    ArrayConstant,
    CellReference,
    Literal,
    NameReference,
    Node,
    TableReference,
)
from valmennus_tui.workbook.names import DefinedName, find_name
from valmennus_tui.workbook.tables import Table
from valmennus_tui.workbook.validations import Validation, ValidationKind, read_validations, validation_at

__all__ = ["Choices", "Doubt", "Validation", "doubt_sentence", "read_validations", "resolve", "validation_at"]

LIMIT = 20_000
"""More cells than this are no list to choose from; the choices count as unknown."""
_DEPTH = 8


class Doubt(StrEnum):
    """Why the choices of a list cannot be told."""

    COMPUTED = "computed"
    OTHER_WORKBOOK = "other_workbook"
    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_UNDERSTOOD = "not_understood"


_DOUBTS = {
    Doubt.COMPUTED: N_("The list is computed by a formula, so its choices are known only in Excel."),
    Doubt.OTHER_WORKBOOK: N_("The list lies in another workbook."),
    Doubt.MISSING: N_("The list points to a sheet, name or table that does not exist."),
    Doubt.TOO_LONG: N_("The list is too long to be shown."),
    Doubt.NOT_UNDERSTOOD: N_("The list is written in a way that this program does not understand."),
}


def doubt_sentence(doubt: Doubt) -> str:
    """The reason as a sentence in the language in force."""
    return _(_DOUBTS[doubt])


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list offers. ``values`` are the shown texts; None means "cannot tell", and ``why`` says why.

    ``cells`` are the values behind the texts, one each (a date stays a date). ``exact`` is False where Excel
    takes other values too (a warning only, or blanks in a named list). ``source`` is the rule's own text.
    """

    values: tuple[str, ...] | None
    source: str
    exact: bool
    why: Doubt | None = None
    cells: tuple[CellValue, ...] = ()
    case_matters: bool = False

    def accepts(self, value: NewValue) -> bool | None:
        """Whether the list has the value, as Excel compares it; None where that cannot be told."""
        if self.values is None:
            return None
        if isinstance(value, str):
            text = value if self.case_matters else value.casefold()
            offered = self.values if self.case_matters else tuple(each.casefold() for each in self.values)
            return text in offered
        return any(_same(value, cell) for cell in self.cells) or choice_text(_plain(value)) in self.values


class SheetCells(Protocol):
    """The cells of one sheet, as far as lists read them."""

    @property
    def max_row(self) -> int: ...
    @property
    def max_column(self) -> int: ...
    def cell(self, ref: Ref) -> Cell: ...


class Named(Protocol):
    """A sheet, as far as its name goes."""

    @property
    def name(self) -> str: ...


class Book(Protocol):
    """A workbook, as far as lists are concerned."""

    @property
    def sheets(self) -> Sequence[Named]: ...
    @property
    def names(self) -> Sequence[DefinedName]: ...
    @property
    def tables(self) -> Sequence[Table]: ...
    def sheet(self, name: str) -> SheetCells: ...


class _Unknown(Exception):
    """Ends a resolution; never leaves this module."""

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(doubt)
        self.doubt = doubt


def resolve(validation: Validation, book: Book, sheet_name: str, ref: Ref | None = None) -> Choices:
    """The choices of a list rule of ``sheet_name``, for the cell ``ref`` (its first cell by default).

    Never raises for what it does not understand: see :class:`Choices`.
    """
    source = validation.formula1
    if validation.kind is not ValidationKind.LIST:
        return Choices(None, source, False, Doubt.NOT_UNDERSTOOD)
    search = _Search(book, sheet_name, ref or validation.base)
    try:
        node = parse(source, validation.base.row, validation.base.column)
        cells = tuple(search.values(node, 0))
    except FormulaError:
        return Choices(None, source, False, Doubt.NOT_UNDERSTOOD)
    except _Unknown as unknown:
        return Choices(None, source, False, unknown.doubt)
    kept = tuple(cell for cell in cells if cell not in (None, "") and not isinstance(cell, CellError))
    # Excel takes anything when a named list has blank cells and the rule ignores blanks.
    leaks = len(kept) < len(cells) and isinstance(node, NameReference) and validation.allow_blank
    return Choices(
        tuple(choice_text(cell) for cell in kept),
        source,
        validation.is_strict and not leaks,
        cells=kept,
        case_matters=isinstance(node, Literal),
    )


class _Search:
    """Follows one rule to its values, seen from one cell."""

    def __init__(self, book: Book, sheet: str, ref: Ref) -> None:
        self.book = book
        self.sheet = sheet
        self.ref = ref

    def values(self, node: Node, depth: int) -> Iterator[CellValue]:
        match node:
            case Literal(value=str(text)):
                yield from (item.strip(" ") for item in text.split(",") if item.strip(" "))
            case Literal(value=CellError()):
                raise _Unknown(Doubt.MISSING)
            case Literal(value=value):
                yield value
            case ArrayConstant(rows=rows):
                yield from (value for row in rows for value in row)
            case CellReference():
                yield from self.cells(*self.reference(node))
            case NameReference():
                yield from self.name(node, depth)
            case TableReference():
                yield from self.table(node)
            case _:
                raise _Unknown(Doubt.COMPUTED)

    def reference(self, node: CellReference) -> tuple[str, Area]:
        sheet = self.sheet
        if node.where is not None:
            if node.where.book is not None:
                raise _Unknown(Doubt.OTHER_WORKBOOK)
            if node.where.last is not None:
                raise _Unknown(Doubt.COMPUTED)
            sheet = node.where.first
        return sheet, node.span(sheet, self.ref.row, self.ref.column).area

    def cells(self, sheet: str, area: Area) -> Iterator[CellValue]:
        names = {each.name.casefold(): each.name for each in self.book.sheets}
        name = names.get(sheet.casefold())
        if name is None:
            raise _Unknown(Doubt.MISSING)
        cells = self.book.sheet(name)
        last = Ref(min(area.last.row, cells.max_row), min(area.last.column, cells.max_column))
        if last.row < area.first.row or last.column < area.first.column:
            return
        stored = Area(area.first, last)
        if stored.size > LIMIT:
            raise _Unknown(Doubt.TOO_LONG)
        for ref in stored.refs():
            yield cells.cell(ref).value

    def name(self, node: NameReference, depth: int) -> Iterator[CellValue]:
        scope = self.sheet
        if node.where is not None:
            if node.where.book is not None:
                raise _Unknown(Doubt.OTHER_WORKBOOK)
            scope = node.where.first or self.sheet
        found = find_name(self.book.names, node.name, scope)
        if found is None:
            yield from self.table(TableReference(node.name, (), None, None))
            return
        if depth >= _DEPTH or found.is_macro:
            raise _Unknown(Doubt.NOT_UNDERSTOOD)
        # Relative references of a name are stored as seen from A1.
        yield from self.values(parse(found.text, 1, 1), depth + 1)

    def table(self, node: TableReference) -> Iterator[CellValue]:
        key = node.table.casefold()
        table = next((each for each in self.book.tables if each.name.casefold() == key), None)
        if table is None:
            raise _Unknown(Doubt.MISSING)
        rows = _table_rows(table, node.items)
        first, last = rows.first.column, rows.last.column
        if node.first is not None and node.last is not None:
            left, right = table.column(node.first), table.column(node.last)
            if left is None or right is None:
                raise _Unknown(Doubt.MISSING)
            first, last = left.first.column, right.first.column
        yield from self.cells(table.sheet, Area(Ref(rows.first.row, first), Ref(rows.last.row, last)))


def _table_rows(table: Table, items: tuple[str, ...]) -> Area:
    if items in ((), ("#data",)):
        return table.data
    if items == ("#all",):
        return table.area
    if items == ("#headers",) and table.header is not None:
        return table.header
    raise _Unknown(Doubt.COMPUTED)


def choice_text(value: CellValue) -> str:
    """A choice as it is shown: dates and numbers in the language's manner, truth values as Excel has them."""
    match value:
        case bool():
            return _("TRUE") if value else _("FALSE")
        case datetime():
            return f"{format_date(value.date())} {value:%H:%M}"
        case date():
            return format_date(value)
        case time():
            return f"{value:%H:%M}"
        case int() | float():
            return format_number(value)
        case None:
            return ""
        case _:
            return str(value)


def _plain(value: NewValue) -> CellValue:
    return float(value) if isinstance(value, Decimal) else value


def _same(value: NewValue, cell: CellValue) -> bool:
    """Whether two values are one to Excel; a truth value is no number."""
    if isinstance(value, bool) or isinstance(cell, bool):
        return value is cell
    return _plain(value) == cell
