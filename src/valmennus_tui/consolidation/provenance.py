"""Where the figures in a team workbook came from: the sidecar ``.NAME.valmennus.json`` beside it.

It tells of each cell that the program wrote: the value, the period, the files with their hashes and the rows
counted. It holds no client codes and no names of clients. With it the program knows its own earlier figures
from those that people typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from valmennus_tui.errors import SaveFailed
from valmennus_tui.i18n import _
from valmennus_tui.workbook.address import Ref, quote_sheet
from valmennus_tui.workbook.filesystem import FileSystem
from valmennus_tui.workbook.temporary import written

FORMAT = 1
SUFFIX = ".valmennus.json"
_MOST_BYTES = 64 << 20


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CountedRows(_Closed):
    """Rows of a sheet of one file, from 1; a row with two of the records counted is there twice.

    ``sheet`` is its name, or ``#7`` (the seventh) where the name may be a client's.
    """

    file: str
    sheet: str
    rows: tuple[int, ...]


class Origin(_Closed):
    """One figure that the program wrote: a coach's (by the coach's code), or the team's.

    ``files`` are the workbooks looked through, name to SHA-256; ``counted`` are the rows counted, ``of``
    those in the denominator.
    """

    value: Decimal
    period: str
    as_of: date
    indicator: str
    coach: str | None = None
    files: Mapping[str, str] = Field(default_factory=dict)
    counted: tuple[CountedRows, ...] = ()
    of: tuple[CountedRows, ...] = ()


class Sidecar(_Closed):
    """The origins by cell (``Seuranta!C12``)."""

    format: int = FORMAT
    cells: Mapping[str, Origin] = Field(default_factory=dict)

    def origin(self, sheet: str, ref: Ref) -> Origin | None:
        """Where the figure in a cell came from, None where the program did not write it."""
        return self.cells.get(cell_name(sheet, ref))


def cell_name(sheet: str, ref: Ref) -> str:
    """A cell as the sidecar names it."""
    return f"{quote_sheet(sheet)}!{ref}"


def sidecar_path(team: Path) -> Path:
    """Where the sidecar of a team workbook lies."""
    return team.with_name(f".{team.name}{SUFFIX}")


def read_sidecar(team: Path) -> Sidecar | None:
    """The sidecar; an empty one where there is none, None where it cannot be understood.

    What cannot be understood is taken to say nothing: every figure then counts as typed by a person.
    """
    path = sidecar_path(team)
    try:
        if not path.exists():
            return Sidecar()
        if path.stat().st_size > _MOST_BYTES:
            return None
        found = Sidecar.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
    return found if found.format == FORMAT else None


def write_sidecar(team: Path, sidecar: Sidecar) -> None:
    """Write the sidecar for its owner only: all of it or nothing. Raises SaveFailed."""
    path, files = sidecar_path(team), FileSystem()
    try:
        with written(path.parent, sidecar.model_dump_json().encode(), files) as temporary:
            files.replace(temporary, path)
    except (OSError, SaveFailed) as error:
        message = _("The figures were saved, but where they came from could not be written down beside them.")
        raise SaveFailed(message, path=path) from error
