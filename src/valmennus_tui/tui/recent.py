"""Recently opened workbooks: paths only, in the user's own folder, nothing at all on a shared workstation.

File names can hold names of people: the list is readable by the user alone, and short.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui import paths

if TYPE_CHECKING:
    from valmennus_tui.settings import Settings

_NAME = "recent.json"
_LIMIT_BYTES = 100_000


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
    folder = paths.user_state_folder()
    target, fresh = folder / _NAME, folder / f"{_NAME}.{os.getpid()}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(
            os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            json.dump([str(known) for known in kept], file, ensure_ascii=False)
        fresh.replace(target)
    except OSError:
        fresh.unlink(missing_ok=True)


def forget_unwanted(settings: Settings) -> None:
    """Delete the list of an earlier time where none is to be kept. Whoever may not delete it is not told."""
    if remembers(settings):
        return
    try:
        (paths.user_state_folder() / _NAME).unlink(missing_ok=True)
    except OSError:
        return


def _read() -> list[Path]:
    source = paths.user_state_folder() / _NAME
    try:
        if source.stat().st_size > _LIMIT_BYTES:
            return []
        listed = json.loads(source.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [Path(item) for item in listed if isinstance(item, str)] if isinstance(listed, list) else []
