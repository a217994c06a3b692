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


def left_out_sentence(path: Path, reason: str) -> str:
    """That a companion could not be read (``reason`` is a sentence) and its contacts are missing."""
    return _("{name} was left out, so its employer contacts are missing here. {reason}").format(
        name=path.name, reason=reason
    )


def no_home_sentence(path: Path) -> str:
    """Why a contact cannot be added yet, and what to do."""
    return _(
        "This workbook has no place for employer contacts. They can be kept in {name} beside it: make it with"
        " “valmennus new contacts {name}” or from the menu."
    ).format(name=companion_path(path).name)
