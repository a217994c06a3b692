"""One open file of a document: what was read, what is to be changed, and the two seen together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import CellEdit, CellValue, NewValue, TableGrowth
from valmennus_tui.workbook.profile import Profile
from valmennus_tui.workbook.reading import code_text
from valmennus_tui.workbook.recognise import Recognition, recognise

if TYPE_CHECKING:
    from valmennus_tui.document.history import CellStep
    from valmennus_tui.workbook.lists import Choices as CellList
    from valmennus_tui.workbook.plan import SavePlan

Place = tuple[str, Ref]
"""A sheet's name and a cell in it."""


@dataclass
class Source:
    """One workbook file. ``book`` is the file as read; ``pending`` are the edits not yet saved.

    ``view`` is the workbook as it will be, ``shown`` the same with the results of its formulas. A source is
    changed only through :meth:`put`, :meth:`grow` and :meth:`saved`.
    """

    name: str
    book: Workbook
    profiles: tuple[Profile, ...]
    recognition: Recognition
    pending: dict[Place, NewValue] = field(default_factory=dict)
    growths: list[TableGrowth] = field(default_factory=list)

    @classmethod
    def read(
        cls, name: str, path: Path, profiles: tuple[Profile, ...], password: str | None = None
    ) -> Source:
        """Load and recognise a file; ``password`` opens an encrypted one. Raises FileRefused."""
        book = Workbook.load(path, password)
        return cls(name, book, profiles, recognise(book, profiles))

    @property
    def path(self) -> Path:
        assert self.book.path is not None
        return Path(self.book.path)

    @property
    def dirty(self) -> bool:
        return bool(self.pending)

    @cached_property
    def view(self) -> Workbook:
        """The workbook with the pending edits in it; results of formulas are those of the file."""
        return self.book.with_cells(self.pending) if self.pending else self.book

    @cached_property
    def shown(self) -> Workbook:
        """The view with results as saving will leave them: calculated anew, or waiting for Excel."""
        if not self.pending or not self.book.has_formulas:
            return self.view
        from valmennus_tui.workbook.formulas.stale import stale_results

        results = stale_results(self.book, self.pending, self.needed_growths)
        return self.book.with_cells(self.pending, results)

    def list_of(self, sheet: str, ref: Ref) -> CellList | None:
        """A cell's drop-down list with the pending edits in it, None where it has none."""
        return self.view.choices(sheet, ref)

    def listed(self, sheet: str, ref: Ref) -> tuple[str, ...]:
        """The texts of a cell's drop-down list; none where it has no list or it cannot be told."""
        found = self.list_of(sheet, ref)
        return () if found is None or found.values is None else found.values

    @property
    def coach(self) -> str | None:
        """The coach's code in the workbook's title block, None where there is none."""
        place = self.recognition.cells.get("coach")
        return None if place is None else code_text(self.view.sheet(place[0]).cell(place[1]))

    def current(self, place: Place) -> CellValue:
        """What a cell holds with the pending edits."""
        sheet, ref = place
        return self.view.sheet(sheet).cell(ref).value

    def steps(self, edits: Iterable[CellEdit]) -> tuple[CellStep, ...]:
        """Edits as steps of the history, those that change nothing left out."""
        from valmennus_tui.document.history import CellStep

        found = []
        for edit in edits:
            before = self.current((edit.sheet, edit.ref))
            if not same(before, edit.value):
                found.append(CellStep(self.name, edit.sheet, edit.ref, before, edit.value))
        return tuple(found)

    def put(self, place: Place, value: NewValue | CellValue) -> None:
        """Make a cell hold ``value``; the file's own value again means that nothing is pending there."""
        sheet, ref = place
        if same(self.book.sheet(sheet).cell(ref).value, value):
            self.pending.pop(place, None)
        else:
            self.pending[place] = writable(value)
        self._changed()

    def grow(self, growth: TableGrowth, *, back: bool = False) -> None:
        """Plan to make a table longer, or (``back``) do not. A table that was saved longer stays so."""
        if not back:
            self.growths.append(growth)
        elif growth in self.growths:
            self.growths.remove(growth)
        self._changed()

    @property
    def needed_growths(self) -> tuple[TableGrowth, ...]:
        """The growths whose row is filled: no table is made longer for a record taken out again."""
        sheets = {table.name: table.sheet for table in self.book.tables} if self.growths else {}
        filled = {(sheet, ref.row) for (sheet, ref), value in self.pending.items() if value is not None}
        return tuple(each for each in self.growths if (sheets.get(each.table), each.last_row) in filled)

    def plan(self) -> SavePlan:
        """What saving would write. Raises CellRefused, FileRefused."""
        from valmennus_tui.workbook.plan import plan_save

        edits = [CellEdit(sheet, ref, value) for (sheet, ref), value in self.pending.items()]
        return plan_save(self.book, edits, self.needed_growths)

    def saved(self, book: Workbook) -> None:
        """The file has been written and read again: nothing is pending any more."""
        self.book = book
        self.pending.clear()
        self.growths.clear()
        self._changed()
        self.recognition = recognise(book, self.profiles)

    def _changed(self) -> None:
        for name in ("view", "shown"):
            self.__dict__.pop(name, None)


def same(old: CellValue, new: NewValue | CellValue) -> bool:
    """Whether writing ``new`` over ``old`` would change nothing. TRUE and 1, or 1 and "1", differ."""
    if old in (None, "") and new in (None, ""):
        return True
    if isinstance(old, bool) or isinstance(new, bool):
        return type(old) is type(new) and old == new
    if isinstance(old, int | float) and isinstance(new, int | float | Decimal):
        return Decimal(repr(old)) == (Decimal(repr(new)) if isinstance(new, float) else Decimal(new))
    return type(old) is type(new) and old == new


def writable(value: NewValue | CellValue) -> NewValue:
    """A read value as one to write again (undo after a save). Times become the fraction of a day."""
    if isinstance(value, time):
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        return Decimal(seconds) / Decimal(86400)
    return value
