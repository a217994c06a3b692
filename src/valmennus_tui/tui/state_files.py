"""Small JSON files in the user's own state folder, readable by that user alone."""

from __future__ import annotations

import json
import os
from typing import Any

from valmennus_tui import paths

_LIMIT_BYTES = 100_000


def read_state(name: str) -> Any:
    """What a file holds; None where there is none, or it cannot be read or understood."""
    source = paths.user_state_folder() / name
    try:
        if source.stat().st_size > _LIMIT_BYTES:
            return None
        return json.loads(source.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def write_state(name: str, value: Any) -> None:
    """Write a file in one move. A folder that cannot be written is no reason to complain."""
    folder = paths.user_state_folder()
    target, fresh = folder / name, folder / f"{name}.{os.getpid()}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(
            os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            json.dump(value, file, ensure_ascii=False)
        fresh.replace(target)
    except OSError:
        delete_state(fresh.name)


def delete_state(name: str) -> None:
    """Delete a file. Whoever may not delete it is not told."""
    try:
        (paths.user_state_folder() / name).unlink(missing_ok=True)
    except OSError:
        return
