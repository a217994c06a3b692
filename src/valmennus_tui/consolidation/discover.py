"""Which files of a folder are workbooks to look at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from valmennus_tui.consolidation.file_names import original_name
from valmennus_tui.document.companion import companion_path, is_companion

ENDINGS = (".xlsx", ".xlsm")
_NOT_WORKBOOKS = ("~$", ".", "~")
"""How the names of Excel's and LibreOffice's lock files, backups and temporary files begin."""


@dataclass(frozen=True, slots=True)
class Found:
    """The workbooks of a folder by name.

    ``orphans`` are companions whose workbook is not there, ``copies`` those that by their names are copies
    of a companion, which nothing reads. ``closed`` are folders that may not be listed.
    """

    workbooks: tuple[Path, ...]
    orphans: tuple[Path, ...]
    copies: tuple[Path, ...] = ()
    closed: tuple[Path, ...] = ()


def discover(folder: Path, *, recursive: bool = False) -> Found:
    """The workbooks of a folder, and with ``recursive`` of the folders in it; hidden ones are left out.

    Companions are read with their workbook. Symbolic links to folders are not followed. Raises OSError where
    ``folder`` itself cannot be listed.
    """
    closed: list[Path] = []
    files = sorted(_workbooks(folder, closed if recursive else None))
    copies = tuple(path for path in files if _is_companions_copy(path))
    workbooks = tuple(path for path in files if not is_companion(path) and path not in copies)
    read_along = frozenset(_same(companion_path(path)) for path in workbooks)
    orphans = (path for path in files if is_companion(path) and _same(path) not in read_along)
    return Found(workbooks, tuple(orphans), copies, tuple(closed))


def _is_companions_copy(path: Path) -> bool:
    return not is_companion(path) and is_companion(path.with_name(original_name(path)))


def _workbooks(folder: Path, closed: list[Path] | None) -> Iterator[Path]:
    """The files to look at; also in the folders within where there is a list for the ``closed`` ones."""
    for path in folder.iterdir():
        if path.name.startswith(_NOT_WORKBOOKS):
            continue
        if path.suffix.lower() in ENDINGS and path.is_file():
            yield path
        elif closed is not None and path.is_dir() and not path.is_symlink():
            try:
                yield from _workbooks(path, closed)
            except OSError:
                closed.append(path)


def _same(path: Path) -> str:
    """A path as the system compares paths."""
    return os.path.normcase(path)
