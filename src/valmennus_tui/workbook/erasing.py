"""Erasing a person from a workbook: her cells, and her text in every part where it can be taken out.

What happens to what:

* her record's cells (``blanked``) are emptied like any other edit, dependents' results included;
* a shared string that is hers and that nothing else uses is emptied in place; a pivot table's own output does
  not count as use, for it is a copy of her cells;
* notes on her cells are emptied (a template's advice that hangs on other cells too stays); in other notes, in
  filter values and in pivot and chart caches her name and code are taken out, and values that only she had;
* other cells that name her, formulas, names, links, drawings, properties… are **not** touched: they belong to
  somebody else or to the template. They are listed in ``remaining``, and the command ends with 4.

How text is recognised: :mod:`sensitive`. A namesake cannot be told apart: notes and caches lose the name
that both bear, and his cells are among those that remain.

Our own backups hold her text too: save the plan like any other (which makes one backup more), then call
:func:`erase_backups`. Undo steps that hold her text are the document's to forget.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from valmennus_tui.errors import SaveFailed
from valmennus_tui.i18n import _
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.backup_erasing import BackupErasure, erase_backups
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cell_texts import CellText, cell_texts, cells_span
from valmennus_tui.workbook.cells import CellChange, CellEdit
from valmennus_tui.workbook.decode import same_value
from valmennus_tui.workbook.erase_rules import (
    NoteKeeper,
    blank_strings,
    erase_part,
    notes_on_other_cells,
    root_name,
    string_passages,
)
from valmennus_tui.workbook.package import Package
from valmennus_tui.workbook.plan import plan_save
from valmennus_tui.workbook.relationships import read_relationships
from valmennus_tui.workbook.remains import Place, Remaining, part_name, search
from valmennus_tui.workbook.sensitive import Sensitive, normal
from valmennus_tui.workbook.validations import ValidationKind

__all__ = ["BackupErasure", "ErasePlan", "Place", "Remaining", "erase_backups", "plan_erase"]

_NOTES = {"comments", "threadedComment"}


@dataclass(frozen=True)
class ErasePlan:
    """A finished plan, saved like any other (``saving.save``). ``book`` is the workbook it starts from.

    ``edits`` are the cells to be empty, ``changes`` those that were not; ``erased_parts`` are the parts in
    which text was taken out besides, ``remains`` the places where her text would remain; ``vague`` those of
    the given texts that are too common to be searched for inside other texts.
    """

    book: Workbook
    edits: tuple[CellEdit, ...]
    data: bytes = field(repr=False)
    changes: tuple[CellChange, ...] = field(repr=False)
    recomputed: tuple[CellChange, ...] = field(repr=False)
    waiting: int
    changed_parts: frozenset[str]
    erased_parts: frozenset[str]
    remains: tuple[Remaining, ...]
    vague: tuple[str, ...] = field(repr=False)
    warnings: tuple[str, ...] = ()

    @property
    def remaining(self) -> tuple[str, ...]:
        """The names of the parts where her text would remain, once each."""
        return tuple(dict.fromkeys(place.part for place in self.remains))

    def verify(self, data: bytes) -> None:
        """Prove that ``data``, read back from the disk, is what was planned. Raises SaveFailed.

        Every part must be the planned one (all checksums are read), the others those of the original, and
        her cells blank (or as meant, where other people's codes stay).
        """
        found, planned = Package.from_bytes(data), Package.from_bytes(self.data)
        kept = self.book.package
        same = found.names == planned.names == kept.names and all(
            found.read(name) == (planned if name in self.changed_parts else kept).read(name)
            for name in found.names
        )
        book = Workbook.from_bytes(data)
        if not same or not all(_as_meant(book, edit) for edit in self.edits):
            raise SaveFailed(
                _("The erased workbook did not read back as it was meant, so nothing was changed.")
            )


def _as_meant(book: Workbook, edit: CellEdit) -> bool:
    """Whether an edited cell reads back blank, or as the text that stays in it."""
    sheet = book.sheet(edit.sheet)
    cell = sheet.cell(edit.ref)
    if edit.value is None:
        return cell.is_blank
    return same_value(cell.value, sheet.edited_cell(edit.ref, edit.value).value)


def plan_erase(book: Workbook, texts: Sequence[str], blanked: Sequence[CellEdit]) -> ErasePlan:
    """Plan to erase a person: ``texts`` identify her (name, code), ``blanked`` empties her record's cells.

    Raises CellRefused for a cell that must not be written and FileRefused for damaged parts.
    """
    save = plan_save(book, blanked)
    emptied = Workbook.from_bytes(save.data, book.path)
    hers = _her_texts(book, blanked)
    cells = tuple(cell_texts(emptied))
    sensitive = Sensitive(texts, _only_hers(emptied, cells, hers))
    strings = _SharedStrings(cells, hers)
    fresh = dict(_erased(emptied, sensitive, strings, _by_sheet(blanked)))
    data = emptied.package.rebuild(fresh) if fresh else save.data
    return ErasePlan(
        book,
        tuple(blanked),
        data,
        tuple(save.changes),
        tuple(save.recomputed),
        save.waiting,
        frozenset(part_name(book.package, name) for name in save.changed_parts) | frozenset(fresh),
        frozenset(fresh),
        search(Workbook.from_bytes(data, book.path), sensitive),
        sensitive.vague,
        tuple(save.warnings),
    )


def _by_sheet(blanked: Sequence[CellEdit]) -> dict[str, frozenset[Ref]]:
    return {
        sheet: frozenset(edit.ref for edit in blanked if edit.sheet == sheet)
        for sheet in {edit.sheet for edit in blanked}
    }


def _her_texts(book: Workbook, blanked: Sequence[CellEdit]) -> tuple[str, ...]:
    """What her cells held: texts, and numbers as they are stored (a telephone number can be one)."""
    cells = [book.sheet(edit.sheet).cell(edit.ref) for edit in blanked]
    return tuple(dict.fromkeys(cell.raw for cell in cells if normal(cell.raw)))


def _only_hers(book: Workbook, cells: Sequence[CellText], hers: Sequence[str]) -> tuple[str, ...]:
    """Those of her texts that no other cell and no list has (``book`` is without her cells)."""
    others = {cell.text for cell in cells if not cell.in_pivot}
    candidates = {normal(text) for text in hers} - set(map(normal, others))
    for info in book.worksheets:
        for rule in book.validations(info.name):
            if rule.kind is ValidationKind.LIST and rule.formula1.startswith('"'):
                candidates -= {normal(item) for item in rule.formula1.strip('"').split(",")}
    return tuple(text for text in hers if normal(text) in candidates)


def _erased(
    book: Workbook, sensitive: Sensitive, shared: _SharedStrings, cells: dict[str, frozenset[Ref]]
) -> Iterator[tuple[str, bytes]]:
    """The parts that change, with their new content."""
    keepers = _note_keepers(book, cells)
    sheets = {part_name(book.package, info.part): info.name for info in book.worksheets}
    strings = part_name(book.package, book.related("sharedStrings") or "")
    for name in book.package.names:
        if name.endswith("/"):
            continue
        part = book.package.read(name)
        if name == strings:
            fresh = blank_strings(part, shared.unwanted(part, sensitive))
        elif root_name(part):
            skip = cells_span(book, sheets[name]) if name in sheets else None
            fresh = erase_part(part, sensitive, keepers.get(name), skip)
        else:
            continue
        if fresh != part:
            yield name, fresh


class _SharedStrings:
    """Which entries of the shared table the workbook's cells still use, without hers."""

    def __init__(self, cells: Sequence[CellText], hers: Sequence[str]) -> None:
        self.own = {normal(text) for text in hers}
        self.used = {cell.shared for cell in cells if not cell.in_pivot}
        self.shown = {cell.shared for cell in cells if cell.in_pivot}

    def unwanted(self, part: bytes, sensitive: Sensitive) -> set[int]:
        """The entries that are hers and that no cell uses (but a pivot table's output)."""
        found = set()
        for number, passage in string_passages(part):
            if number in self.used:
                continue
            named = sensitive.is_whole(passage.text) or sensitive.is_inside(passage.text)
            # A text that others have too may go from the table when only she used this entry of it.
            if named or (number not in self.shown and normal(passage.text) in self.own):
                found.add(number)
        return found


def _note_keepers(book: Workbook, cells: dict[str, frozenset[Ref]]) -> dict[str, NoteKeeper]:
    """For each part with notes: which of its cells are hers, and which note texts are everybody's."""
    parts: dict[str, frozenset[Ref]] = {}
    for info in book.sheets:
        for relationship in read_relationships(book.package, info.part):
            if relationship.kind in _NOTES and book.package.has(relationship.target):
                name = part_name(book.package, relationship.target)
                parts[name] = cells.get(info.name, frozenset())
    guidance: frozenset[str] = frozenset()
    for name, hers in parts.items():
        guidance |= notes_on_other_cells(book.package.read(name), hers)
    return {name: NoteKeeper(hers, guidance) for name, hers in parts.items()}
