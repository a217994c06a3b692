"""Which files of a folder are workbooks to look at."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from valmennus_tui.document.companion import companion_path, is_companion

ENDINGS = (".xlsx", ".xlsm")
_NOT_WORKBOOKS = ("~$", ".")
"""How the names of Excel's and LibreOffice's lock files, backups and temporary files begin."""


@dataclass(frozen=True, slots=True)
class Found:
    """The workbooks of a folder by name; ``orphans`` are companions whose workbook is not there."""

    workbooks: tuple[Path, ...]
    orphans: tuple[Path, ...]


def discover(folder: Path) -> Found:
    """The workbooks directly in a folder. Companions are read with their workbook. Raises OSError."""
    files = sorted(path for path in folder.iterdir() if _is_workbook(path))
    workbooks = tuple(path for path in files if not is_companion(path))
    read_along = _names(companion_path(path) for path in workbooks)
    orphans = (path for path in files if is_companion(path) and _name(path) not in read_along)
    return Found(workbooks, tuple(orphans))


def _is_workbook(path: Path) -> bool:
    if path.name.startswith(_NOT_WORKBOOKS) or path.suffix.lower() not in ENDINGS:
        return False
    return path.is_file()


def _names(paths: Iterable[Path]) -> frozenset[str]:
    return frozenset(map(_name, paths))


def _name(path: Path) -> str:
    """A file's name as the system compares names."""
    return os.path.normcase(path.name)
