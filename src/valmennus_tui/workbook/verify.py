"""The check of a saved file, from its bytes alone: what was meant is there, and nothing else has changed.

It reads the file anew (precheck, checksums, XML) and compares it with the original member by member. A save
that does not pass never replaces the original.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from valmennus_tui.errors import FileRefused, SaveFailed
from valmennus_tui.i18n import _
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.decode import same_value
from valmennus_tui.workbook.splices import only_these
from valmennus_tui.workbook.zip_directory import Member, part_key

if TYPE_CHECKING:
    from valmennus_tui.workbook.plan import SavePlan

_DESCRIPTOR_FLAG = 0x8


def verify_saved(plan: SavePlan, data: bytes) -> None:
    """Raise SaveFailed where ``data`` is not the plan's workbook with the planned changes and no others."""
    try:
        saved = Workbook.from_bytes(data, plan.book.path, like=plan.book)
        _check_members(plan, saved)
        _check_cells(plan, saved)
    except FileRefused as refused:
        raise SaveFailed(
            _("The file written could not be read back, so the original was left as it was."),
            reason="unreadable_result",
            path=plan.book.path,
        ) from refused


def _fail(plan: SavePlan, sheet: str | None = None, ref: Ref | None = None) -> NoReturn:
    raise SaveFailed(
        _("The file written is not what was meant, so the original was left as it was."),
        reason="wrong_result",
        path=plan.book.path,
        sheet=sheet,
        cell=None if ref is None else str(ref),
    )


def _check_members(plan: SavePlan, saved: Workbook) -> None:
    """Every member in its place with its metadata; untouched ones the same to the packed byte."""
    old, new = plan.book.package, saved.package
    splices = {part_key(part): changes for part, changes in plan.splices.items()}
    if old.names != new.names:
        _fail(plan)
    order = sorted(range(len(old.members)), key=lambda index: old.members[index].offset)
    if order != sorted(range(len(new.members)), key=lambda index: new.members[index].offset):
        _fail(plan)
    for before, after in zip(old.members, new.members, strict=True):
        changes = splices.get(part_key(before.name))
        if _metadata(before, with_sizes=changes is None) != _metadata(after, with_sizes=changes is None):
            _fail(plan)
        if changes is None:
            same = old.data[before.offset : before.end] == new.data[after.offset : after.end]
        else:
            same = only_these(old.unpack(before), new.unpack(after), changes)
        if not same:
            _fail(plan)


def _metadata(member: Member, *, with_sizes: bool) -> bytes:
    """A directory entry without its offset, and for a changed member without sizes, checksum and descriptor
    flag.
    """
    entry = bytearray(member.directory)
    entry[42:46] = bytes(4)
    if not with_sizes:
        entry[16:28] = bytes(12)
        entry[8] &= ~_DESCRIPTOR_FLAG
    return bytes(entry)


def _check_cells(plan: SavePlan, saved: Workbook) -> None:
    """The edited cells read as meant, with formulas and results as planned."""
    original = plan.book
    for edit in plan.edits:
        expected = original.sheet(edit.sheet).edited_cell(edit.ref, edit.value)
        found = saved.sheet(edit.sheet).cell(edit.ref)
        if not same_value(expected.value, found.value) or found.is_formula:
            _fail(plan, edit.sheet, edit.ref)
    for change in plan.recomputed:
        found = saved.sheet(change.sheet).cell(change.ref)
        old = original.sheet(change.sheet).cell(change.ref)
        if found.formula != old.formula or not _close(change.new, found.value):
            _fail(plan, change.sheet, change.ref)
    for name, ref in plan.dropped:
        found = saved.sheet(name).cell(ref)
        if found.value is not None or found.formula != original.sheet(name).cell(ref).formula:
            _fail(plan, name, ref)


def _close(meant: object, found: object) -> bool:
    """Whether a result reads back the same (moments are rounded to milliseconds on reading)."""
    return (type(meant) is type(found) and meant == found) or _number(meant) == _number(found) is not None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
