"""The companion ``NAME.tapaamiset.xlsx``: a home for employer contacts where the workbook has none."""

from __future__ import annotations

from pathlib import Path

from valmennus_tui.i18n import _

SUFFIX = ".tapaamiset.xlsx"


def is_companion(path: Path) -> bool:
    """Whether a file is by its name some workbook's companion."""
    return path.name.casefold().endswith(SUFFIX)


def companion_path(path: Path) -> Path:
    """Where the companion of a workbook lies: beside it, found by name."""
    return path.with_name(path.stem + SUFFIX)


def no_home_sentence(path: Path) -> str:
    """Why a contact cannot be added yet, and what to do."""
    return _(
        "This workbook has no place for employer contacts. They can be kept in {name} beside it: make it with"
        " “valmennus new contacts {name}” or from the menu."
    ).format(name=companion_path(path).name)
