"""Where a new record goes, and what removing one blanks.

A new record goes to the first blank prepared row, the next free group of the client's row, or the next blank
line of her card. Where no room is left the refusal says what to do in Excel; a row is appended only where
that is proved to be safe (:mod:`appending`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from valmennus_tui.domain.schema import RecordKind, client_field, field_spec, key_fields, kind_label
from valmennus_tui.errors import CellRefused, InvalidEdit, Unrecognised
from valmennus_tui.i18n import _
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.appending import append_row
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import CellEdit, NewValue, TableGrowth
from valmennus_tui.workbook.checks import why_not
from valmennus_tui.workbook.headers import tokens
from valmennus_tui.workbook.knowledge import words
from valmennus_tui.workbook.layouts import Layout
from valmennus_tui.workbook.reading import (
    RawRecord,
    code_text,
    owner_of_row,
    record_rows,
    same_code,
    slot_places,
)
from valmennus_tui.workbook.recognition import Recognition
from valmennus_tui.workbook.sheet import Sheet


class NoRoom(StrEnum):
    """Why a record cannot be added: the closed list of ``reason`` words."""

    NO_BLANK_ROW = "no_blank_row"
    ROWS_HIDDEN = "rows_hidden"
    NO_FREE_GROUP = "no_free_group"
    NO_SUCH_CLIENT = "no_such_client"
    NEW_SHEET = "new_sheet"


@dataclass(frozen=True, slots=True)
class FreePlace:
    """Room for one record: its fields' cells. ``growths`` must be saved with the first edit there."""

    layout: Layout
    sheet: str
    row: int
    places: Mapping[str, Ref]
    growths: tuple[TableGrowth, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """What to write for a new record."""

    edits: tuple[CellEdit, ...]
    growths: tuple[TableGrowth, ...]
    place: FreePlace


def free_place(
    book: Workbook, recognition: Recognition, kind: RecordKind, client: str | None = None
) -> FreePlace:
    """Where a new record of ``kind`` goes; ``client`` is the code of the client it is about.

    Raises Unrecognised (no layout for it), CellRefused (no room; ``reason`` is one of :class:`NoRoom`).
    """
    layouts = recognition.of_kind(kind)
    if not layouts:
        sentence = _("This workbook has no place for the records “{kind}”.")
        raise Unrecognised(sentence.format(kind=kind_label(kind)), reason="no_area", path=book.path)
    plain = [each for each in layouts if not each.slots and not each.places and each.owner is None]
    if plain:
        return _free_row(book, plain)
    if kind is RecordKind.CLIENT:
        return _free_card(book, layouts)
    if any(layout.slots for layout in layouts):
        return _free_slot(book, [layout for layout in layouts if layout.slots], kind, client)
    return _free_line(book, layouts, kind, client)


def plan_add(
    book: Workbook,
    recognition: Recognition,
    kind: RecordKind,
    values: Mapping[str, NewValue],
    client: str | None = None,
) -> Placement:
    """The edits that add a record. Values that are None are left out.

    Raises InvalidEdit for a field that the workbook has no cell for, CellRefused, Unrecognised.
    """
    owner = client if client is not None else _text(values.get(client_field(kind)))
    place = free_place(book, recognition, kind, owner)
    edits = []
    for name, value in values.items():
        if value is None:
            continue
        ref = place.places.get(name)
        if ref is None and name == client_field(kind) and kind is not RecordKind.CLIENT:
            continue
        if ref is None:
            sentence = _("The sheet “{sheet}” has no column for “{field}”, so it cannot be filled in.")
            label = field_spec(kind, name).shown_label
            raise InvalidEdit(sentence.format(sheet=place.sheet, field=label), sheet=place.sheet)
        edits.append(CellEdit(place.sheet, ref, value))
    return Placement(tuple(edits), place.growths, place)


def plan_remove(book: Workbook, record: RawRecord) -> tuple[CellEdit, ...]:
    """The edits that remove a record: its input cells are blanked, formulas and formats stay.

    In a row of its own the columns without a known field are blanked too; a client's row with groups, and a
    card, is blanked with everything that stands in it about her.
    """
    sheet = book.sheet(record.sheet)
    refs = list(_extent(sheet, record))
    blanked = []
    for ref in dict.fromkeys(refs):
        if not sheet.cell(ref).is_blank and why_not(book, record.sheet, ref) is None:
            blanked.append(CellEdit(record.sheet, ref, None))
    return tuple(blanked)


def _extent(sheet: Sheet, record: RawRecord) -> Iterator[Ref]:
    layout = record.layout
    yield from record.places.values()
    if layout.slots:
        slot = next(each for each in layout.slots if each.number == record.slot)
        yield from (Ref(record.row, column) for column in range(slot.first, slot.last + 1))
    elif not layout.places:
        for column in range(layout.first_column, layout.last_column + 1):
            if column not in layout.numbering:
                yield Ref(record.row, column)


# -------------------------------------------------------------------------- rows
def _free_row(book: Workbook, layouts: Iterable[Layout]) -> FreePlace:
    refused: CellRefused | None = None
    for layout in layouts:
        sheet = book.sheet(layout.sheet)
        hidden = False
        for row in _blank_rows(sheet, layout):
            if row in sheet.hidden_rows:
                hidden = True
            elif _writable(book, layout, row):
                return _row_place(layout, row)
        if hidden:
            refused = _no_room(
                NoRoom.ROWS_HIDDEN,
                layout,
                _(
                    "The blank rows of the sheet “{sheet}” are hidden, perhaps by a filter. Show them "
                    "in Excel."
                ),
            )
            continue
        appended = append_row(book, layout)
        if appended is not None:
            row, growths = appended
            return _row_place(layout, row, growths)
        refused = refused or _no_room(
            NoRoom.NO_BLANK_ROW,
            layout,
            _(
                "The sheet “{sheet}” has no blank row left. Add rows to it in Excel, above the total "
                "row if it has one."
            ),
        )
    assert refused is not None
    raise refused


def _row_place(layout: Layout, row: int, growths: tuple[TableGrowth, ...] = ()) -> FreePlace:
    places = {name: Ref(row, column.column) for name, column in layout.columns.items()}
    return FreePlace(layout, layout.sheet, row, places, growths)


def _blank_rows(sheet: Sheet, layout: Layout) -> Iterator[int]:
    """The prepared rows in which nothing is typed, not even beside the known columns."""
    assert layout.rows is not None
    taken = set(record_rows(sheet, layout))
    last = max([layout.rows.last, *taken])
    for row in range(layout.rows.first, last + 1):
        if row not in taken and not _has_input(sheet, layout, row):
            yield row


def _has_input(sheet: Sheet, layout: Layout, row: int) -> bool:
    coach = layout.columns.get("coach")
    spared = {*layout.numbering, *([coach.column] if coach else [])}
    return any(
        layout.first_column <= cell.ref.column <= layout.last_column
        and cell.ref.column not in spared
        and not cell.is_blank
        and not cell.is_formula
        for cell in sheet.row_cells(row)
    )


def _writable(book: Workbook, layout: Layout, row: int) -> bool:
    """Whether the fields that make a record can be written in the row."""
    keys = (*key_fields(layout.kind), "date", "start")
    telling = [column for name, column in layout.columns.items() if name in keys]
    return all(why_not(book, layout.sheet, Ref(row, column.column)) is None for column in telling)


# ------------------------------------------------------------------------- groups
def _free_slot(book: Workbook, layouts: Iterable[Layout], kind: RecordKind, client: str | None) -> FreePlace:
    full: Layout | None = None
    for layout in layouts:
        sheet = book.sheet(layout.sheet)
        rows = [r for r in record_rows(sheet, layout) if same_code(owner_of_row(sheet, layout, r), client)]
        for row in reversed(rows):
            full = layout
            for slot in layout.slots:
                if _is_free(sheet, row, range(slot.first, slot.last + 1)):
                    return FreePlace(layout, layout.sheet, row, slot_places(slot, row))
    if full is None:
        raise _no_client(next(iter(layouts)))
    sentence = _(
        "All {count} groups of columns for “{kind}” are in use in this client's row. Add a group in Excel, "
        "or use a workbook with a sheet of its own for them."
    )
    raise _no_room(NoRoom.NO_FREE_GROUP, full, sentence, kind=kind_label(kind), count=len(full.slots))


def _is_free(sheet: Sheet, row: int, columns: Iterable[int]) -> bool:
    cells = (sheet.cell(sheet.anchor(Ref(row, column))) for column in columns)
    return all(cell.is_blank or cell.is_formula for cell in cells)


# -------------------------------------------------------------------------- cards
def _free_card(book: Workbook, layouts: Iterable[Layout]) -> FreePlace:
    """The first blank card that is not a model to be copied."""
    last: Layout | None = None
    for layout in layouts:
        last = layout
        sheet = book.sheet(layout.sheet)
        is_model = bool(set(tokens(layout.sheet)) & words().templates)
        if not is_model and all(sheet.cell(sheet.anchor(ref)).is_blank for ref in layout.places.values()):
            return FreePlace(layout, layout.sheet, layout.places["code"].row, dict(layout.places))
    assert last is not None
    sentence = _(
        "In this workbook each client has a sheet of her own, and no blank one is left. Copy a blank sheet "
        "in Excel, then fill it in here."
    )
    raise _no_room(NoRoom.NEW_SHEET, last, sentence)


def _free_line(book: Workbook, layouts: Iterable[Layout], kind: RecordKind, client: str | None) -> FreePlace:
    known = list(layouts)
    own = [
        layout
        for layout in known
        if layout.owner is not None
        and same_code(code_text(book.sheet(layout.sheet).cell(layout.owner)), client)
    ]
    if not own:
        raise _no_client(known[0])
    return _free_row(book, own)


def _no_client(layout: Layout) -> CellRefused:
    sentence = _("The client was not found, so there is no place for the record. Add the client first.")
    return _no_room(NoRoom.NO_SUCH_CLIENT, layout, sentence)


def _no_room(reason: NoRoom, layout: Layout, sentence: str, **details: object) -> CellRefused:
    return CellRefused(
        sentence.format(sheet=layout.sheet, **details), reason=reason.value, sheet=layout.sheet
    )


def _text(value: NewValue) -> str | None:
    return None if value is None else str(value)
