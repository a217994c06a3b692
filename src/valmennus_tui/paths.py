"""Where things lie: the shipped templates and settings, and the user's own folders.

Nothing here makes a folder; who writes makes it.
"""

from __future__ import annotations

import os
from pathlib import Path

APP = "valmennus"


def _shipped(name: str) -> Path:
    """A shipped file or folder: inside the installed package, or at the top of the source tree."""
    package = Path(__file__).resolve().parent
    bundled = package / "_bundled" / name
    return bundled if bundled.exists() else package.parents[1] / name


def templates_folder() -> Path:
    """The templates (.xlsx) and their profiles (.toml)."""
    return _shipped("workbooks")


def default_config() -> Path:
    """The shipped default settings."""
    return _shipped("config.toml")


def data_file(name: str) -> Path:
    """A data file of the package (choices, phases, …)."""
    return Path(__file__).resolve().parent / "data" / name


def user_config_folder() -> Path:
    """The user's settings folder; ``VALMENNUS_CONFIG_DIR`` overrides it (tests, portable use)."""
    override = os.environ.get("VALMENNUS_CONFIG_DIR")
    if override:
        return Path(override)
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False)


def user_state_folder() -> Path:
    """The user's folder for recent files; ``VALMENNUS_STATE_DIR`` overrides it."""
    override = os.environ.get("VALMENNUS_STATE_DIR")
    if override:
        return Path(override)
    from platformdirs import user_state_path

    return user_state_path(APP, appauthor=False)


def user_config() -> Path:
    """The user's own settings file."""
    return user_config_folder() / "config.toml"


def user_profiles() -> Path:
    """The folder of profiles that the user made."""
    return user_config_folder() / "profiles"
