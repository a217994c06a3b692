"""What differs between two workbooks: parts, sheets, cells (value, formula, format) and validation rules.

Parts are compared byte by byte, cells by what they say: the same text as a shared and as an inline string is
no difference of cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import Cell
from valmennus_tui.workbook.decode import same_value
from valmennus_tui.workbook.package import Package
from valmennus_tui.workbook.sheet import Sheet
from valmennus_tui.workbook.styles import Styles
from valmennus_tui.workbook.validations import Validation
from valmennus_tui.workbook.zip_directory import part_key


class Aspect(StrEnum):
    """In what two cells differ."""

    VALUE = "value"
    FORMULA = "formula"
    STYLE = "style"


@dataclass(frozen=True, slots=True)
class CellDifference:
    """A cell that differs. ``old`` or ``new`` is None where that file does not store the cell at all."""

    sheet: str
    ref: Ref
    aspects: frozenset[Aspect]
    old: Cell | None
    new: Cell | None


@dataclass(frozen=True, slots=True)
class RuleDifference:
    """A validation rule that only one of the files has (a changed rule is one of each)."""

    sheet: str
    old: Validation | None
    new: Validation | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs, in the order of the first file. Part and sheet names are from the files."""

    parts_added: tuple[str, ...]
    parts_removed: tuple[str, ...]
    parts_changed: tuple[str, ...]
    parts_identical: tuple[str, ...]
    parts_moved: bool
    sheets_added: tuple[str, ...]
    sheets_removed: tuple[str, ...]
    cells: tuple[CellDifference, ...]
    rules: tuple[RuleDifference, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the files hold the same parts in the same order, each with the same bytes."""
        return not (self.parts_added or self.parts_removed or self.parts_changed or self.parts_moved)


def diff(a: Path, b: Path) -> Difference:
    """Compare two files. Raises FileRefused for one that cannot be read."""
    return compare(Workbook.load(a), Workbook.load(b))


def compare(old: Workbook, new: Workbook) -> Difference:
    """Compare two workbooks that are read already. Raises FileRefused where a part is damaged."""
    added, removed, changed, identical = _parts(old.package, new.package)
    common = [part_key(name) for name in (*changed, *identical)]
    order = [
        [key for key in map(part_key, package.names) if key in common]
        for package in (old.package, new.package)
    ]
    old_sheets, new_sheets = set(old.sheet_names), set(new.sheet_names)
    both = [name for name in old.sheet_names if name in new_sheets]
    return Difference(
        added,
        removed,
        changed,
        identical,
        order[0] != order[1],
        tuple(name for name in new.sheet_names if name not in old_sheets),
        tuple(name for name in old.sheet_names if name not in new_sheets),
        tuple(each for name in both for each in _cells(old, new, name)),
        tuple(each for name in both for each in _rules(old, new, name)),
    )


def _parts(old: Package, new: Package) -> tuple[tuple[str, ...], ...]:
    """Parts added, removed, changed and identical."""
    added = tuple(name for name in new.names if not old.has(name))
    removed = tuple(name for name in old.names if not new.has(name))
    common = [name for name in old.names if new.has(name)]
    same = {name for name in common if old.read(name) == new.read(name)}
    changed = tuple(name for name in common if name not in same)
    return added, removed, changed, tuple(name for name in common if name in same)


def _cells(old: Workbook, new: Workbook, name: str) -> Iterator[CellDifference]:
    before, after = old.sheet(name), new.sheet(name)
    styles = (old.styles, new.styles)
    comparable = _same_numbering(*styles)
    for ref in sorted({*before.cells, *after.cells}):
        a, b = _stored(before, ref), _stored(after, ref)
        aspects = frozenset(_aspects(before.cell(ref), after.cell(ref), comparable))
        if aspects:
            yield CellDifference(name, ref, aspects, a, b)


def _stored(sheet: Sheet, ref: Ref) -> Cell | None:
    return sheet.cells.get(ref)


def _aspects(old: Cell, new: Cell, comparable: bool) -> Iterator[Aspect]:
    if not same_value(old.value, new.value) and not (old.is_blank and new.is_blank):
        yield Aspect.VALUE
    if old.formula != new.formula:
        yield Aspect.FORMULA
    if old.number_format != new.number_format or (comparable and old.style != new.style):
        yield Aspect.STYLE


def _same_numbering(old: Styles, new: Styles) -> bool:
    """Whether style numbers mean the same in both: one list of formats continues the other.

    A program that writes the styles anew numbers them anew; then only number formats can be compared.
    """
    if old.content is None or new.content is None:
        return old.content == new.content
    return all(
        old.content[a.start : a.end] == new.content[b.start : b.end]
        for a, b in zip(old.formats, new.formats, strict=False)
    )


def _rules(old: Workbook, new: Workbook, name: str) -> Iterator[RuleDifference]:
    before, after = Counter(old.validations(name)), Counter(new.validations(name))
    for rule in before - after:
        yield RuleDifference(name, rule, None)
    for rule in after - before:
        yield RuleDifference(name, None, rule)
