"""Recently opened workbooks: paths only, in the user's own folder, nothing at all on a shared workstation.

File names can hold names of people: the list is readable by the user alone, and short.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.tui.state_files import delete_state, read_state, write_state

if TYPE_CHECKING:
    from valmennus_tui.settings import Settings

_NAME = "recent.json"
DUE_NAME = "due.json"
"""When the assessments of recent workbooks are due (``tui.due_dates``)."""


def remembers(settings: Settings) -> bool:
    """Whether recent files are kept at all."""
    return settings.privacy.recent_files > 0 and not settings.privacy.shared_workstation


def recent_files(settings: Settings) -> list[Path]:
    """The files that still exist, newest first."""
    if not remembers(settings):
        return []
    known = [path for path in _read() if path.is_file()]
    return known[: settings.privacy.recent_files]


def remember(path: Path, settings: Settings) -> None:
    """Put a file on top of the list. A folder that cannot be written is no reason to complain."""
    if not remembers(settings):
        return
    wanted = path.absolute()
    kept = [wanted, *(known for known in _read() if known != wanted)][: settings.privacy.recent_files]
    write_state(_NAME, [str(known) for known in kept])


def forget_unwanted(settings: Settings) -> None:
    """Delete the lists of an earlier time where none are to be kept."""
    if not remembers(settings):
        for name in (_NAME, DUE_NAME):
            delete_state(name)


def _read() -> list[Path]:
    listed = read_state(_NAME)
    return [Path(item) for item in listed if isinstance(item, str)] if isinstance(listed, list) else []
