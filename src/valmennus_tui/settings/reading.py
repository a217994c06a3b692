"""Reading the settings: the shipped file, the user's own laid over it key by key, the result checked.

Checking needs pydantic, whose import takes longer than all the rest of reading. So a content that has passed
is remembered by its SHA-256, and nothing else of it, in the user's state folder, and not checked again.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from valmennus_tui import __version__, data, paths
from valmennus_tui.errors import ConfigError
from valmennus_tui.i18n import _
from valmennus_tui.settings.model import SECTIONS, Coach, Settings

_LIMIT = 1_000_000
"""Bytes of a settings file; more is something else."""
_PASSED = "checked-settings"
_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Source:
    """A settings file: its text, and the text parsed."""

    path: Path
    text: str
    tree: Mapping[str, Any]


def load_settings(path: Path | None = None) -> Settings:
    """The settings in force: the shipped ones, with ``path`` (``--config``) or else the user's own on top.

    Raises ConfigError, whose sentence names the file and the key. Without ``path`` a missing file is fine.
    """
    sources = [read_source(paths.default_config(), shipped=True)]
    own = paths.user_config() if path is None else path
    if path is not None or own.exists():
        sources.append(read_source(own))
    seal = _seal(sources)
    if _has_passed(seal):
        with contextlib.suppress(TypeError, KeyError):  # a mark made by another shape of the settings
            return _built(merged(sources))
    from valmennus_tui.settings.checking import checked

    settings = checked(sources)
    _remember(seal)
    return settings


def read_source(path: Path, *, shipped: bool = False) -> Source:
    """Read and parse a settings file. Raises ConfigError. The ``shipped`` one is parsed only once for all."""
    try:
        with path.open("rb") as file:
            content = file.read(_LIMIT + 1)
    except OSError as error:
        raise ConfigError(
            _("The settings file {file} cannot be read.").format(file=path), path=path
        ) from error
    if len(content) > _LIMIT:
        raise ConfigError(_("{file} is too big to be a settings file.").format(file=path), path=path)
    try:
        text = content.decode("utf-8-sig")  # Windows Notepad writes a byte-order mark
    except UnicodeDecodeError as error:
        raise ConfigError(
            _("The settings file {file} is not UTF-8 text; save it as UTF-8.").format(file=path), path=path
        ) from error
    return Source(path, text, data.parsed(path) if shipped else parse(text, path))


def parse(text: str, path: Path) -> Mapping[str, Any]:
    """The tree of a TOML text. Raises ConfigError with the line."""
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise ConfigError(
            _("The settings file {file} has a writing error on line {line}, so it cannot be read.").format(
                file=path, line=line
            ),
            path=path,
        ) from error


def merged(sources: list[Source]) -> dict[str, Any]:
    """The trees laid over one another: a later file's key replaces an earlier one's, list or not."""
    whole: dict[str, Any] = {}
    for source in sources:
        for section, content in source.tree.items():
            below = whole.get(section)
            if isinstance(below, dict) and isinstance(content, dict):
                content = {**below, **content}
            whole[section] = content
    return whole


def _built(tree: Mapping[str, Any]) -> Settings:
    """The settings from a tree that is known to be right. Raises TypeError or KeyError when it is not."""
    parts = {name: dict(tree[name]) for name in SECTIONS}
    coaches = tuple(Coach(**_frozen(coach)) for coach in parts["organisation"].get("coaches", ()))
    parts["organisation"]["coaches"] = coaches
    return Settings(**{name: SECTIONS[name](**_frozen(part)) for name, part in parts.items()})


def _frozen(part: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _frozen_value(value) for key, value in part.items()}


def _frozen_value(value: Any) -> Any:
    return tuple(map(_frozen_value, value)) if isinstance(value, list) else value


def _seal(sources: list[Source]) -> str:
    whole = "\0".join((__version__, *(source.text for source in sources)))
    return sha256(whole.encode("utf-8")).hexdigest()


def _has_passed(seal: str) -> bool:
    with contextlib.suppress(OSError, ValueError):
        return (paths.user_state_folder() / _PASSED).read_text("ascii") == seal
    return False


def _remember(seal: str) -> None:
    folder = paths.user_state_folder()
    with contextlib.suppress(OSError):  # a read-only home: checked at every start instead
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / _PASSED).write_text(seal, "ascii")
