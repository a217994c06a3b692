"""New workbooks from the templates."""

from __future__ import annotations

from pathlib import Path

from valmennus_tui import paths
from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import _
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import CellEdit
from valmennus_tui.workbook.plan import plan_save
from valmennus_tui.workbook.profile import load_profile
from valmennus_tui.workbook.recognise import recognise
from valmennus_tui.workbook.saving import write_new


def new_workbook(kind: str, path: Path, coach: str | None = None) -> Path:
    """Write a new workbook of ``kind`` (a template's name) to ``path``, which must not exist yet.

    ``coach`` goes into the cell that the template's profile names. Raises UsageError for a name that is not
    .xlsx, SaveFailed.
    """
    if path.suffix.lower() != ".xlsx":
        raise UsageError(_("A new workbook's name ends in .xlsx."), path=path)
    template = paths.templates_folder() / f"{kind}.xlsx"
    data = template.read_bytes()
    if coach:
        data = _with_coach(data, kind, coach)
    write_new(path, data)
    return path


def _with_coach(data: bytes, kind: str, coach: str) -> bytes:
    book = Workbook.from_bytes(data)
    place = recognise(book, [load_profile(paths.templates_folder() / f"{kind}.toml")]).cells.get("coach")
    return data if place is None else plan_save(book, [CellEdit(*place, coach)]).data
