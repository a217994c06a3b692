"""New workbooks from the templates."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from valmennus_tui import paths
from valmennus_tui.domain.identity_code import find_codes
from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import _
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import CellEdit, NewValue
from valmennus_tui.workbook.plan import plan_save
from valmennus_tui.workbook.profile_files import load_profile
from valmennus_tui.workbook.recognise import recognise
from valmennus_tui.workbook.saving import write_new


def new_workbook(kind: str, path: Path, coach: str | None = None, year: int | None = None) -> Path:
    """Write a new workbook of ``kind`` (a template's name) to ``path``, which must not exist yet.

    ``coach`` and ``year`` go into the cells that the template's profile names so. Raises UsageError for a
    name that is not .xlsx or a coach's code that is a personal identity code, SaveFailed.
    """
    if find_codes(coach or ""):
        raise UsageError(
            _("A personal identity code cannot be a coach's code. Make up a short one, such as TV-1.")
        )
    if path.suffix.lower() != ".xlsx":
        raise UsageError(_("A new workbook's name ends in .xlsx."), path=path)
    template = paths.templates_folder() / f"{kind}.xlsx"
    data = template.read_bytes()
    given: dict[str, NewValue] = {"coach": coach or None, "year": year}
    write_new(path, _with_cells(data, kind, {name: value for name, value in given.items() if value}))
    return path


def _with_cells(data: bytes, kind: str, values: Mapping[str, NewValue]) -> bytes:
    """The workbook with values in the cells that the profile names; names that it has not are left out."""
    if not values:
        return data
    book = Workbook.from_bytes(data)
    cells = recognise(book, [load_profile(paths.templates_folder() / f"{kind}.toml")]).cells
    edits = [CellEdit(*cells[name], value) for name, value in values.items() if name in cells]
    return plan_save(book, edits).data if edits else data
