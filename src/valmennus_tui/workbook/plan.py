"""What a save will do, before anything is written: every byte that changes, and the check of the result.

Only the closed list changes: the edited cells, the results of formulas that depend on them, ``dimension``
and row ``spans``, a grown table's and its filter's ``ref``, ``calcPr``, and a date style appended to
``cellXfs``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from valmennus_tui.i18n import _
from valmennus_tui.workbook import tables
from valmennus_tui.workbook.address import Ref, quote_sheet
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.calculation import calculate_on_load
from valmennus_tui.workbook.cells import Cell, CellChange, CellEdit, CellValue, NewValue, TableGrowth
from valmennus_tui.workbook.checks import check_cell, check_edit
from valmennus_tui.workbook.date_text import read_date
from valmennus_tui.workbook.decode import same_value
from valmennus_tui.workbook.encode import NewCell
from valmennus_tui.workbook.growth import grown_tables
from valmennus_tui.workbook.number_text import parse_number
from valmennus_tui.workbook.patch import sheet_splices
from valmennus_tui.workbook.refusals import refuse_file
from valmennus_tui.workbook.splices import Splice, apply
from valmennus_tui.workbook.styles import StyleAppender
from valmennus_tui.workbook.tables import Table
from valmennus_tui.workbook.verify import verify_saved

__all__ = ["SavePlan", "check_cell", "check_edit", "plan_save"]

Place = tuple[str, Ref]


@dataclass
class SavePlan:
    """A finished plan. Nothing is written until ``data`` is.

    ``changes`` are the edited cells whose content differs, ``recomputed`` the results that are written anew,
    ``waiting`` the number of results dropped until Excel calculates them. ``splices`` are the changes by
    part.
    """

    book: Workbook
    edits: tuple[CellEdit, ...]
    changes: tuple[CellChange, ...] = ()
    recomputed: tuple[CellChange, ...] = ()
    dropped: frozenset[Place] = frozenset()
    warnings: tuple[str, ...] = ()
    splices: Mapping[str, tuple[Splice, ...]] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        return len(self.dropped)

    @property
    def changed_parts(self) -> frozenset[str]:
        return frozenset(self.splices)

    @cached_property
    def data(self) -> bytes:
        """The whole new file; the old one, byte for byte, where nothing changes."""
        if not self.splices:
            return self.book.data
        package = self.book.package
        return package.rebuild(
            {part: apply(package.read(part), splices) for part, splices in self.splices.items()}
        )

    def verify(self, data: bytes) -> None:
        """Prove that ``data`` is this plan and nothing else, by reading it anew. Raises SaveFailed."""
        verify_saved(self, data)


def plan_save(book: Workbook, edits: Sequence[CellEdit], growths: Sequence[TableGrowth] = ()) -> SavePlan:
    """Plan to write ``edits`` and to make tables longer. The last edit of a cell counts.

    Raises FileRefused for a file that must not be saved, CellRefused for a cell or value that must not be
    written, UsageError for an unknown sheet.
    """
    if book.is_overlay:
        raise ValueError("a workbook that shows unsaved edits cannot be saved itself")
    if book.read_only_reason is not None:
        raise refuse_file(book.read_only_reason, book.path)
    # An empty text is no text: a cell cannot be typed empty and yet count as filled.
    edits = [replace(edit, value=None) if edit.value == "" else edit for edit in edits]
    for edit in edits:
        check_edit(book, edit)
    return _Planner(book, {(edit.sheet, edit.ref): edit for edit in edits}, growths).plan()


class _Planner:
    def __init__(
        self, book: Workbook, edits: Mapping[Place, CellEdit], growths: Sequence[TableGrowth]
    ) -> None:
        self.book = book
        self.edits = edits
        self.growths = growths
        self.grown: dict[str, Table] = grown_tables(book, growths)
        self.styles = StyleAppender(book.styles)
        self.changes: list[CellChange] = []
        self.warnings: list[str] = []
        self.writes: dict[str, dict[Ref, NewCell]] = {}
        self.results: dict[str, dict[Ref, CellValue]] = {}

    def plan(self) -> SavePlan:
        for edit in self.edits.values():
            self._write(edit)
        recomputed, dropped = self._stale()
        return SavePlan(
            self.book,
            tuple(self.edits.values()),
            tuple(self.changes),
            recomputed,
            dropped,
            tuple(self.warnings),
            self._splices(),
        )

    def _write(self, edit: CellEdit) -> None:
        """Note one edit, unless the cell reads the same already (rich text then keeps its formats)."""
        sheet = self.book.sheet(edit.sheet)
        old = sheet.cell(edit.ref)
        new = sheet.edited_cell(edit.ref, edit.value)
        if same_value(old.value, new.value) and sheet.problem(edit.ref) is None:
            return
        style = None
        if isinstance(edit.value, date):
            with_time = isinstance(new.value, datetime)
            wanted = self.styles.date_style(old.style, with_time=with_time)
            style = wanted if wanted != old.style else None
        self.changes.append(CellChange(edit.sheet, edit.ref, old.value, new.value))
        self.writes.setdefault(edit.sheet, {})[edit.ref] = NewCell(edit.value, style)
        self._warn(edit, old, new)

    def _warn(self, edit: CellEdit, old: Cell, new: Cell) -> None:
        place = f"{quote_sheet(edit.sheet)}!{edit.ref}"
        if old.rich and edit.value is not None:
            self.warnings.append(
                _(
                    "{place}: part of the old text had its own font or colour; the new text has one look."
                ).format(place=place)
            )
        if edit.value is not None and self._has_phonetic(edit):
            self.warnings.append(
                _("{place}: the reading aid (furigana) of the old text is not kept.").format(place=place)
            )
        if isinstance(edit.value, str) and self._reads_as_more(edit.value, old):
            text = _("{place}: this is written as text, so Excel does not take it for a date or a number.")
            self.warnings.append(text.format(place=place))
        number = isinstance(edit.value, int | float) and not isinstance(edit.value, bool)
        if number and isinstance(new.value, date):
            self.warnings.append(
                _("{place}: the cell shows dates, so the number will be shown as a date.").format(place=place)
            )

    def _reads_as_more(self, text: str, old: Cell) -> bool:
        """Whether a text is a day in a cell that shows dates, or a number in one that held a number."""
        if self.book.styles.is_date(old.style):
            return isinstance(read_date(text).value, date)
        held_number = isinstance(old.value, int | float) and not isinstance(old.value, bool)
        return held_number and isinstance(parse_number(text), Decimal)

    def _has_phonetic(self, edit: CellEdit) -> bool:
        """Whether the text that an edit replaces shows how it is read."""
        stored = self.book.sheet(edit.sheet).raw_row(edit.ref.row).get(edit.ref.column)
        if stored is None:
            return False
        if stored.type == "s" and stored.text:
            return self.book.strings[int(stored.text)].phonetic
        return stored.inline is not None and stored.inline.phonetic

    def _stale(self) -> tuple[tuple[CellChange, ...], frozenset[Place]]:
        """The results that the changes make old: what is recomputed, and what must wait for Excel."""
        edits: dict[Place, NewValue] = {
            (change.sheet, change.ref): self.edits[change.sheet, change.ref].value for change in self.changes
        }
        if not self.book.has_formulas or not (edits or self.grown):
            return (), frozenset()
        from valmennus_tui.workbook.formulas.stale import stale_results

        stale = stale_results(self.book, edits, self.growths)
        recomputed = []
        for (name, ref), result in stale.recomputed.items():
            sheet = self.book.sheet(name)
            old, new = sheet.cell(ref).value, sheet.value_cell(ref, result).value
            if not same_value(old, new):
                recomputed.append(CellChange(name, ref, old, new))
                self.results.setdefault(name, {})[ref] = result
        dropped = self._with_whole_areas(stale.dropped)
        for name, ref in dropped:
            self.results.setdefault(name, {})[ref] = None
        return tuple(recomputed), dropped

    def _with_whole_areas(self, dropped: frozenset[Place]) -> frozenset[Place]:
        """A dropped array, spill or data table loses the results of all its cells."""
        found = set(dropped)
        for name, ref in dropped:
            sheet = self.book.sheet(name)
            area = sheet.result_area(ref)
            if area is not None:
                rows = (row for row in sheet.rows() if area.first.row <= row <= area.last.row)
                found |= {
                    (name, cell.ref) for row in rows for cell in sheet.row_cells(row) if cell.ref in area
                }
        return frozenset(found)

    def _splices(self) -> dict[str, tuple[Splice, ...]]:
        book, found = self.book, {}
        for name in {**self.writes, **self.results}:
            sheet = book.sheet(name)
            found[book.info(name).part] = sheet_splices(
                sheet, self.writes.get(name, {}), self.results.get(name, {}), book.date1904
            )
        if book.styles.part is not None:
            found[book.styles.part] = [Splice(*splice) for splice in self.styles.splices()]
        for part, table in self.grown.items():
            old = book.package.read(part)
            found[part] = [Splice(0, len(old), tables.grow(old, table.area.last.row))]
        if (self.changes or self.grown) and book.has_formulas:
            found[book.part] = calculate_on_load(book.package.read(book.part), book.part, book.path)
        return {part: tuple(splices) for part, splices in found.items() if splices}
