"""Goes through the sheets of a workbook and gathers the layouts of the tables and cards found there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.building import Builder, card_layout
from valmennus_tui.workbook.grid import Grid
from valmennus_tui.workbook.headers import normalise, tokens
from valmennus_tui.workbook.layouts import Layout
from valmennus_tui.workbook.profile import Profile
from valmennus_tui.workbook.shapes.cards import find_card, has_labels
from valmennus_tui.workbook.shapes.tables import FoundTable, find_tables
from valmennus_tui.workbook.vocabulary import Vocabulary


@dataclass(frozen=True)
class Survey:
    """All layouts of a workbook, sure or not, and the labelled cells of its title blocks."""

    layouts: tuple[Layout, ...]
    cells: Mapping[str, tuple[str, Ref]] = field(default_factory=dict)
    grids: Mapping[str, Grid] = field(default_factory=dict, repr=False)


def survey(book: Workbook, vocabulary: Vocabulary, profiles: Sequence[Profile]) -> Survey:
    """Read every sheet that has cells. Of ``profiles`` only the words that mark totals are used here.

    A hidden sheet counts where it is sure: what merely looks like records there is a list or a helper.
    """
    totals = frozenset(tokens(text) for p in profiles for sheet in p.sheets for text in sheet.totals)
    shown = [info for info in book.worksheets if info.state != "veryHidden"]
    grids = {info.name: Grid(book.sheet(info.name)) for info in shown}
    found = {name: list(find_tables(grid, vocabulary)) for name, grid in grids.items()}
    _prefer_clients(found)
    layouts: list[Layout] = []
    for info in shown:
        builder = Builder(book, grids[info.name], found[info.name], vocabulary, totals)
        built = _sheet_layouts(builder, grids[info.name], found[info.name], vocabulary)
        layouts += [layout for layout in built if layout.sure or info.state == "visible"]
    return Survey(tuple(layouts), _cells(grids, layouts, vocabulary, None), grids)


def refined(found: Survey, profile: Profile, vocabulary: Vocabulary) -> Survey:
    """The survey as a profile has it: its computed columns, the end of its rows, its title block."""
    ends = {sheet.record: sheet.ends for sheet in profile.sheets}
    computed = {normalise(text) for text in profile.computed()}
    layouts = [_refined(layout, ends.get(layout.kind), computed) for layout in found.layouts]
    if not profile.guess:
        layouts = [layout for layout in layouts if _wanted(layout, profile)]
    return Survey(tuple(layouts), _cells(found.grids, layouts, vocabulary, profile), found.grids)


def _refined(layout: Layout, ends: str | None, computed: set[str]) -> Layout:
    unmapped = tuple(each for each in layout.unmapped if normalise(each.header) not in computed)
    rows = layout.rows
    if ends == "total" and rows is not None and rows.total is not None:
        rows = replace(rows, last=rows.total - 1)
    return replace(layout, unmapped=unmapped, rows=rows)


def _prefer_clients(found: Mapping[str, list[FoundTable]]) -> None:
    """A workbook's only table that could be one of clients is one, though more of its columns are about jobs.

    Such is a single wide table: the client first, then her employment in the same row.
    """
    tables = [table for each in found.values() for table in each]
    if any(table.meaning.kind is RecordKind.CLIENT for table in tables):
        return
    for each in found.values():
        for index, table in enumerate(each):
            if table.reads_as(RecordKind.CLIENT) is not None:
                each[index] = table.choose(RecordKind.CLIENT)


def _sheet_layouts(
    builder: Builder, grid: Grid, tables: Sequence[FoundTable], vocabulary: Vocabulary
) -> list[Layout]:
    of_clients = [table for table in tables if table.meaning.kind is RecordKind.CLIENT]
    others = [table for table in tables if table.meaning.kind is not RecordKind.CLIENT]
    maybe = _may_be_card(builder, of_clients, others) if of_clients else True
    if maybe and has_labels(grid, vocabulary, [table.row for table in others]):
        taken = [range(table.first_row, builder.rows(table).last + 1) for table in others]
        card = find_card(grid, vocabulary, taken)
        if card is not None:
            owner = card.labels["code"].value
            small = [layout for table in others for layout in builder.layouts(table, owner)]
            return [card_layout(card), *small]
    return [layout for table in tables for layout in builder.layouts(table, None)]


def _may_be_card(builder: Builder, clients: Sequence[FoundTable], others: Sequence[FoundTable]) -> bool:
    """Whether tables of clients may really be labels above values: one row of values below each."""
    if len(clients) == 1 and all(table.meaning.has_client for table in others):
        return False
    return all(len(builder.rows(table).numbers) <= 1 for table in clients)


def _wanted(layout: Layout, profile: Profile) -> bool:
    """Whether a profile that guesses nothing has such a layout, on such a sheet if it names sheets."""
    for sheet in profile.sheets:
        kinds = {sheet.record, *(g.record for g in sheet.groups), *(t.record for t in sheet.tables)}
        names = {normalise(name) for name in sheet.names}
        if layout.kind in kinds and (not names or normalise(layout.sheet) in names):
            return True
    return False


# ------------------------------------------------------------------ title blocks
def _cells(
    grids: Mapping[str, Grid], layouts: Iterable[Layout], vocabulary: Vocabulary, profile: Profile | None
) -> dict[str, tuple[str, Ref]]:
    """The labelled input cells above the tables: the coach's always, others where a profile names them."""
    wanted = (
        {}
        if profile is None
        else {normalise(text): spec.name for spec in profile.cells for text in spec.headers}
    )
    found: dict[str, tuple[str, Ref]] = {}
    for layout in layouts:
        grid = grids[layout.sheet]
        top = min(layout.header_rows, default=0)
        for name, ref in _labelled(grid, top, wanted, vocabulary):
            found.setdefault(name, (layout.sheet, ref))
    return found


def _labelled(
    grid: Grid, top: int, wanted: Mapping[str, str], vocabulary: Vocabulary
) -> Iterator[tuple[str, Ref]]:
    for row in sorted(grid.texts):
        if row >= top:
            return
        for column, text in sorted(grid.texts[row].items()):
            name = wanted.get(normalise(text)) or _coach_label(text, vocabulary)
            place = _input_beside(grid, row, column) if name else None
            if name and place is not None:
                yield name, place


def _coach_label(text: str, vocabulary: Vocabulary) -> str:
    found = any(m.kind is RecordKind.CLIENT and m.field == "coach" for m in vocabulary.matches(text))
    return "coach" if found else ""


def _input_beside(grid: Grid, row: int, column: int) -> Ref | None:
    """The value's cell to the right of a label: the first within reach that may be written."""
    area = grid.merge(row, column)
    first = (area.last.column if area else column) + 1
    for place in range(first, first + 3):
        ref = grid.sheet.anchor(Ref(row, place))
        cell = grid.sheet.cell(ref)
        stored = ref in grid.sheet.cells
        if cell.is_formula:
            return None
        if not cell.is_blank or (stored and not grid.sheet.is_locked(ref)):
            return ref
    return None if grid.sheet.protected else Ref(row, first)
