"""Where a figure in the team workbook came from, and whether its sources are still the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from valmennus_tui.consolidation.figure_values import is_same
from valmennus_tui.consolidation.gathered import Gathered
from valmennus_tui.consolidation.origins import fingerprints
from valmennus_tui.consolidation.provenance import Origin, cell_name, read_sidecar
from valmennus_tui.document.document import Document
from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import N_, _
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.cells import CellValue


class FileState(StrEnum):
    """How a file is now, compared with what was counted."""

    SAME = "same"
    CHANGED = "changed"
    """Its rows may have moved since."""
    ABSENT = "absent"
    """Not among the files that were read now."""

    @property
    def label(self) -> str:
        """The state in the language in force."""
        return _(_STATES[self])


_STATES = {
    FileState.SAME: N_("unchanged since"),
    FileState.CHANGED: N_("changed since, so the rows may be others now"),
    FileState.ABSENT: N_("not read now"),
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """The origin of a figure. ``value`` stands in the cell now; ``untouched``: it is the one written."""

    cell: str
    value: CellValue
    untouched: bool
    origin: Origin
    files: tuple[tuple[str, FileState], ...]


def explain(team: Document, gathered: Gathered, sheet: str, ref: Ref) -> Explanation:
    """Where the figure in a cell came from. Raises UsageError where the program did not write one there."""
    value = team.sheet(sheet).cell(ref).value
    sidecar = read_sidecar(team.path)
    origin = None if sidecar is None else sidecar.origin(sheet, ref)
    if origin is None:
        message = (
            sidecar_lost() if sidecar is None else _("The program has not written the figure in this cell.")
        )
        raise UsageError(message, path=team.path, sheet=sheet, cell=str(ref))
    now = fingerprints(gathered)
    states = tuple((name, _state(now.get(name), then)) for name, then in origin.files.items())
    return Explanation(cell_name(sheet, ref), value, is_same(value, origin.value), origin, states)


def _state(now: str | None, then: str) -> FileState:
    if now is None:
        return FileState.ABSENT
    return FileState.SAME if now == then else FileState.CHANGED


def sidecar_lost() -> str:
    """That the notes on earlier figures cannot be read, and what follows."""
    return _(
        "The notes on where the earlier figures came from cannot be read. Every figure in the workbook is"
        " taken for one that a person has typed."
    )
