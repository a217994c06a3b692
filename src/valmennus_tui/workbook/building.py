"""Builds layouts from found tables and cards: rows, groups, places, what is not mapped, what is doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from valmennus_tui.domain.schema import FIDELITY_KINDS, TEAM_KINDS, RecordKind, client_field, field_spec
from valmennus_tui.i18n import _
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.extents import TableCells, row_range, running_numbers
from valmennus_tui.workbook.grid import Grid, Header
from valmennus_tui.workbook.headers import tokens
from valmennus_tui.workbook.knowledge import words
from valmennus_tui.workbook.layouts import Column, Layout, RowRange, Shape, Slot, Unmapped
from valmennus_tui.workbook.plausible import implausible
from valmennus_tui.workbook.shapes.cards import FoundCard
from valmennus_tui.workbook.shapes.meaning import NEEDS, Group
from valmennus_tui.workbook.shapes.tables import FoundTable, as_client_rows
from valmennus_tui.workbook.vocabulary import Vocabulary

_TITLE_REACH = 3
_OWNED_BY_NOBODY = frozenset({RecordKind.CONTACT, *TEAM_KINDS, *FIDELITY_KINDS})
"""Kinds whose records need no client."""


class Builder:
    """Builds the layouts of one sheet's tables."""

    def __init__(
        self,
        book: Workbook,
        grid: Grid,
        tables: Sequence[FoundTable],
        vocabulary: Vocabulary,
        totals: frozenset[tuple[str, ...]],
    ) -> None:
        """``totals`` are further words that mark a row of totals (the profiles' own)."""
        self.book, self.grid, self.vocabulary = book, grid, vocabulary
        self.tables, self.totals = tables, totals

    def rows(self, table: FoundTable) -> RowRange:
        """The rows below a table's header."""
        return self._range(table, table.meaning.columns, ())

    def layouts(self, table: FoundTable, owner: Ref | None) -> list[Layout]:
        """The layouts of a table: one, and one more for each kind of repeating group in clients' rows."""
        table = as_client_rows(table, self.vocabulary)
        meaning = table.meaning
        slot_columns = [c.column for g in meaning.groups for c in g.columns.values()]
        rows = self._range(table, meaning.columns, slot_columns)
        wrong = implausible(self.grid.sheet, meaning.kind, meaning.columns, rows)
        columns = {name: column for name, column in meaning.columns.items() if name not in wrong}
        taken = {column.column for column in columns.values()} | set(slot_columns)
        if owner is not None and not meaning.has_client:
            rows = _lines(rows)
            return [self._layout(table, Shape.CARD, columns, rows, taken, owner=owner)]
        shape = Shape.GROUPS if meaning.groups else Shape.ROWS
        main = self._layout(table, shape, columns, rows, taken)
        return [main, *self._group_layouts(table, columns, rows, main)]

    def _layout(
        self,
        table: FoundTable,
        shape: Shape,
        columns: Mapping[str, Column],
        rows: RowRange,
        taken: Iterable[int],
        owner: Ref | None = None,
    ) -> Layout:
        kind = table.meaning.kind
        rest = [header for header in table.headers if header.column not in set(taken)]
        first_rows = sorted({header.row for header in table.headers} | {table.first_row})
        numbering = self._numbering(rest, rows)
        unmapped = tuple(
            Unmapped(table.sheet, Ref(header.row, header.column), header.leaf)
            for header in rest
            if header.column not in numbering and not self._is_computed(header.column, rows)
        )
        return Layout(
            sheet=table.sheet,
            kind=kind,
            shape=shape,
            columns=columns,
            header_rows=tuple(first_rows),
            first_column=table.first_column,
            last_column=table.last_column,
            rows=rows,
            owner=owner,
            numbering=numbering,
            unmapped=unmapped,
            score=sum(column.score for column in columns.values()),
            doubts=tuple(_doubts(table.sheet, kind, columns, owner, trusted=self.vocabulary.trusted)),
        )

    def _group_layouts(
        self, table: FoundTable, columns: Mapping[str, Column], rows: RowRange, main: Layout
    ) -> list[Layout]:
        found = []
        groups = table.meaning.groups
        code = {name: column for name, column in columns.items() if name == "code"}
        for kind in dict.fromkeys(group.kind for group in groups):
            slots = tuple(
                _slot(number, group)
                for number, group in enumerate((g for g in groups if g.kind is kind), start=1)
            )
            found.append(
                Layout(
                    sheet=table.sheet,
                    kind=kind,
                    shape=Shape.GROUPS,
                    columns=code,
                    header_rows=main.header_rows,
                    first_column=main.first_column,
                    last_column=main.last_column,
                    rows=rows,
                    slots=slots,
                    score=sum(c.score for slot in slots for c in slot.columns.values()),
                    doubts=main.doubts,
                )
            )
        return found

    # ---------------------------------------------------------------------- rows
    def _range(self, table: FoundTable, columns: Mapping[str, Column], slots: Iterable[int]) -> RowRange:
        cells = TableCells(columns, table.first_column, table.last_column, tuple(slots), self.totals)
        return row_range(self.book, self.grid.sheet, cells, table.row, self._limit(table))

    def _limit(self, table: FoundTable) -> int | None:
        """The first row of the next table below in the same columns, its title included."""
        below = [
            other.first_row
            for other in self.tables
            if other.row > table.row
            and other.first_column <= table.last_column
            and table.first_column <= other.last_column
        ]
        if not below:
            return None
        limit = min(below)
        for row in range(limit - 1, max(table.row, limit - 1 - _TITLE_REACH), -1):
            texts = self.grid.texts.get(row, {})
            if len(texts) == 1 and self.vocabulary.title_kinds(next(iter(texts.values()))):
                return row
        return limit

    # ------------------------------------------------------------------- columns
    def _numbering(self, headers: Sequence[Header], rows: RowRange) -> frozenset[int]:
        named = {h.column for h in headers if (tokens(h.leaf) or ("#",)) in words().numbering}
        counted = running_numbers(self.grid.sheet, rows, [h.column for h in headers])
        return frozenset(named | counted)

    def _is_computed(self, column: int, rows: RowRange) -> bool:
        """Whether formulas stand under a header: nothing that a person would fill in."""
        return self.grid.sheet.cell(Ref(rows.first, column)).is_formula


def _lines(rows: RowRange) -> RowRange:
    """The lines of a card's small table: down to what stands below it, one blank row between."""
    if rows.below is None or rows.table is not None:
        return rows
    end = rows.below - (1 if rows.total == rows.below else 2)
    return replace(rows, last=max(rows.last, end))


def _slot(number: int, group: Group) -> Slot:
    places = [column.column for column in group.columns.values()]
    return Slot(number, group.columns, min(places), max(places))


def _doubts(
    sheet: str, kind: RecordKind, columns: Mapping[str, Column], owner: Ref | None, *, trusted: bool
) -> Iterable[str]:
    """Why a table is not sure enough to be written to: sentences."""
    need = NEEDS[kind]
    code = client_field(kind)
    if kind not in _OWNED_BY_NOBODY and code not in columns and owner is None:
        label = field_spec(kind, code).shown_label
        yield _("The sheet “{sheet}” has no column for “{field}”, so its records are not read.").format(
            sheet=sheet, field=label
        )
    for either in () if trusted else need.either:
        if not either & set(columns):
            labels = ", ".join(field_spec(kind, name).shown_label for name in sorted(either))
            yield _(
                "The sheet “{sheet}” has none of the columns {fields}, so its records are not read."
            ).format(sheet=sheet, fields=labels)


def card_layout(card: FoundCard) -> Layout:
    """The layout of a client's sheet."""
    return Layout(
        sheet=card.sheet,
        kind=RecordKind.CLIENT,
        shape=Shape.CARD,
        columns={},
        header_rows=(min(label.label.row for label in card.labels.values()),),
        places={name: label.value for name, label in card.labels.items()},
        unmapped=tuple(Unmapped(card.sheet, ref, text) for ref, text in card.unmapped),
        score=card.score,
    )
