"""The settings: ``config.toml`` as shipped, the user's own on top, ``--config`` instead of the user's own.

Reading is cheap (see :mod:`.reading`); :func:`write_setting` brings in tomlkit and pydantic when called.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from valmennus_tui.settings.model import (
    Coach,
    Criteria,
    ExtraChoices,
    Interface,
    Limits,
    Organisation,
    Privacy,
    Saving,
    Settings,
)
from valmennus_tui.settings.reading import load_settings

if TYPE_CHECKING:
    from valmennus_tui.settings.writing import SettingValue

__all__ = [
    "Coach",
    "Criteria",
    "ExtraChoices",
    "Interface",
    "Limits",
    "Organisation",
    "Privacy",
    "Saving",
    "Settings",
    "load_settings",
    "write_setting",
]


def write_setting(path: Path, key: str, value: SettingValue) -> None:
    """Set ``section.name`` in the settings file at ``path``; comments and order stay. Raises ConfigError."""
    from valmennus_tui.settings import writing

    writing.write_setting(path, key, value)
