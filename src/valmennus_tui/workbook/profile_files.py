"""The profiles: the shipped ones, which tests prove to be right, and a user's own, which are checked.

Checking needs pydantic, whose import takes longer than opening a workbook. So a content that has passed is
remembered by its SHA-256, and nothing else of it, in the user's state folder, and not checked again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from valmennus_tui import __version__, data, paths
from valmennus_tui.domain.schema import FieldKind, RecordKind
from valmennus_tui.errors import ConfigError
from valmennus_tui.i18n import _
from valmennus_tui.workbook.layouts import Shape
from valmennus_tui.workbook.profile import (
    CellSpec,
    ColumnSpec,
    FigureColumn,
    FiguresSpec,
    GroupSpec,
    Profile,
    SheetSpec,
    all_texts,
)

_PASSED = "checked-profiles"
_REMEMBERED = 100
"""Seals that are kept; who has more profiles has them checked at every start."""


def load_profile(path: Path) -> Profile:
    """Read and check a profile. Raises ConfigError naming the file and the key."""
    import tomllib

    try:
        content = path.read_bytes()
        tree = tomllib.loads(content.decode("utf-8"))
    except OSError:
        message = _("The profile {file} could not be read. Check its name and that you may open it.")
        raise ConfigError(message.format(file=path.name), path=path) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = _("The profile {file} is not valid TOML: {problem}.")
        raise ConfigError(message.format(file=path.name, problem=str(error)), path=path) from None
    seal = sha256(__version__.encode() + b"\0" + content).hexdigest()
    passed = _passed()
    if seal in passed:
        with contextlib.suppress(TypeError, KeyError, ValueError):  # a seal of another shape of profiles
            return _built(tree)
    from valmennus_tui.workbook.profile_checking import checked

    profile = checked(tree, path)
    _remember([seal, *passed])
    return profile


@cache
def shipped_profiles() -> tuple[Profile, ...]:
    """The profiles beside the templates."""
    return tuple(_built(data.parsed(path)) for path in sorted(paths.templates_folder().glob("*.toml")))


def user_profiles() -> tuple[Profile, ...]:
    """The profiles in the user's own folder; those that cannot be used are passed over."""
    return tuple(found for found in _user_files() if not isinstance(found, ConfigError))


def broken_profiles() -> tuple[ConfigError, ...]:
    """What is wrong with the user's own profiles: one bad file must not stop every workbook."""
    return tuple(found for found in _user_files() if isinstance(found, ConfigError))


def _user_files() -> Iterator[Profile | ConfigError]:
    folder = paths.user_profiles()
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        try:
            yield load_profile(path)
        except ConfigError as error:
            yield error


def _passed() -> list[str]:
    with contextlib.suppress(OSError, ValueError):
        return (paths.user_state_folder() / _PASSED).read_text("ascii").split()
    return []


def _remember(seals: list[str]) -> None:
    folder = paths.user_state_folder()
    with contextlib.suppress(OSError):  # a read-only home: checked at every start instead
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / _PASSED).write_text("\n".join(seals[:_REMEMBERED]), "ascii")


# ------------------------------------------------------------------------ making what is known to be right
def _built(tree: Mapping[str, Any]) -> Profile:
    parts = {
        **tree,
        "sheets": tuple(_sheet(each) for each in tree.get("sheets", ())),
        "cells": tuple(CellSpec(each["name"], _texts(each["headers"])) for each in tree.get("cells", ())),
        "figures": tuple(_figures(each) for each in tree.get("figures", ())),
    }
    return Profile(**parts)


def _sheet(tree: Mapping[str, Any]) -> SheetSpec:
    return SheetSpec(
        RecordKind(tree["record"]),
        _columns(tree["columns"]),
        Shape(tree.get("shape", Shape.ROWS)),
        _texts(tree.get("names", ())),
        tree.get("ends", "prepared"),
        _texts(tree.get("totals", ())),
        tuple(_group(each) for each in tree.get("groups", ())),
        tuple(_group(each) for each in tree.get("tables", ())),
    )


def _figures(tree: Mapping[str, Any]) -> FiguresSpec:
    return FiguresSpec(
        _texts(tree["period"]),
        _texts(tree.get("coach", ())),
        _texts(tree.get("names", ())),
        tuple(FigureColumn(each["indicator"], _texts(each["headers"])) for each in tree.get("columns", ())),
    )


def _group(tree: Mapping[str, Any]) -> GroupSpec:
    return GroupSpec(RecordKind(tree["record"]), _columns(tree["columns"]), _texts(tree.get("titles", ())))


def _columns(trees: Iterable[Mapping[str, Any]]) -> tuple[ColumnSpec, ...]:
    return tuple(_column(tree) for tree in trees)


def _column(tree: Mapping[str, Any]) -> ColumnSpec:
    choices, kind = tree.get("choices"), tree.get("type")
    return ColumnSpec(
        _texts(tree["headers"]),
        tree.get("field"),
        None if kind is None else FieldKind(kind),
        tuple(choices) if isinstance(choices, list) else choices,
        tree.get("formula", False),
        tree.get("required", False),
    )


def _texts(value: object) -> tuple[str, ...]:
    texts = all_texts(value)
    if not isinstance(texts, tuple | list):
        raise TypeError("not a list of texts")
    return tuple(texts)
