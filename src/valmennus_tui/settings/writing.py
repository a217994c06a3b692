"""Changing one setting in the user's own file: comments, order and all other lines stay."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import stat
from collections.abc import MutableMapping
from datetime import date
from pathlib import Path
from typing import TypeAlias

import tomlkit
from tomlkit.exceptions import TOMLKitError

from valmennus_tui import paths
from valmennus_tui.errors import ConfigError
from valmennus_tui.i18n import _
from valmennus_tui.settings.checking import checked, nearest
from valmennus_tui.settings.reading import Source, parse, read_source

SettingValue: TypeAlias = str | bool | int | float | date | list[str] | list[int]


def write_setting(path: Path, key: str, value: SettingValue) -> None:
    """Set ``section.name`` in the settings file at ``path``, which is made when missing (owner only).

    The whole file is checked before anything is written, and replaced in one step.
    Raises ConfigError: an unknown key, a value that does not fit, a file that cannot be used or written.
    """
    section, _dot, name = key.partition(".")
    shipped = read_source(paths.default_config())
    if name not in shipped.tree.get(section, {}):
        raise ConfigError(
            _("There is no setting {key}; the nearest known key is {near}.").format(
                key=key, near=nearest(key)
            ),
            path=path,
        )
    before = read_source(path).text if path.exists() else ""
    text = _changed(before, section, name, value, path)
    checked([shipped, Source(path, text, parse(text, path))])
    try:
        _replace(path, text)
    except OSError as error:
        raise ConfigError(
            _("The settings file {file} could not be written, so the setting was not kept.").format(
                file=path
            ),
            path=path,
        ) from error


def _changed(text: str, section: str, name: str, value: SettingValue, path: Path) -> str:
    try:
        document = tomlkit.parse(text)
        if section not in document:
            document[section] = tomlkit.table()
        part = document[section]
        if not isinstance(part, MutableMapping):
            raise ConfigError(
                _("In the settings file {file}, {key} must be a section of its own.").format(
                    file=path, key=section
                ),
                path=path,
            )
        part[name] = value
        changed = tomlkit.dumps(document)
    except TOMLKitError as error:
        raise ConfigError(
            _("The settings file {file} cannot be changed by the program; change it by hand.").format(
                file=path
            ),
            path=path,
        ) from error
    return re.sub("\r?\n", "\r\n", changed) if "\r\n" in text else changed


def _replace(path: Path, text: str) -> None:
    """Write the file anew beside the old one and put it in its place; a symbolic link stays one."""
    target = path.resolve()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o600
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(target)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
