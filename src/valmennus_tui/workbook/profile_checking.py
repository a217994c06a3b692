"""Checks a profile that somebody wrote and says what is wrong with it: the file, the key, the nearest word.

The only place of this package that needs pydantic, whose import takes longer than opening a workbook.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from valmennus_tui.domain.schema import FieldKind, RecordKind, field_names, field_spec
from valmennus_tui.errors import ConfigError
from valmennus_tui.i18n import _
from valmennus_tui.workbook.profile import CellSpec, ColumnSpec, FiguresSpec, GroupSpec, Profile, SheetSpec
from valmennus_tui.workbook.shipped_indicators import shipped_indicators

_Place = tuple[int | str, ...]
_ALIKE = (
    {FieldKind.TEXT, FieldKind.CODE, FieldKind.CHOICE},
    {FieldKind.NUMBER, FieldKind.INTEGER},
)
_MODELS: dict[str, Any] = {
    "sheets": SheetSpec,
    "columns": ColumnSpec,
    "groups": GroupSpec,
    "tables": GroupSpec,
    "cells": CellSpec,
    "figures": FiguresSpec,
}


def checked(content: Mapping[str, Any], path: Path) -> Profile:
    """The profile of a parsed file; ``path`` names it in errors. Raises ConfigError."""
    profile = _shaped(content, path)
    for place, problem in _problems(profile):
        raise _error(path, place, problem)
    return profile


def _shaped(content: Mapping[str, Any], path: Path) -> Profile:
    """The profile if its keys and the kinds of its values are right."""
    try:
        return TypeAdapter(Profile).validate_python(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = first["loc"]
        raise _error(path, place, _wrong(first["type"], place, first.get("ctx", {}))) from None


def _error(path: Path, place: _Place, problem: str) -> ConfigError:
    message = _("The profile {file} has an error at {key}: {problem}.")
    key = ".".join(str(part) for part in place) or "?"
    return ConfigError(message.format(file=path.name, key=key, problem=problem), path=path)


def _wrong(kind: str, place: _Place, context: Mapping[str, Any]) -> str:
    """What is wrong with a value at a place, in the language in force."""
    if kind == "missing":
        return _("it is missing")
    if kind == "unexpected_keyword_argument":
        return _("the key is not known") + _hint(get_close_matches(str(place[-1]), _keys(place), 1))
    if kind in ("enum", "literal_error"):
        return _("the value must be one of {values}").format(values=context["expected"])
    return _("the value has the wrong form")


def _keys(place: _Place) -> list[str]:
    """The keys that are known at a place of a profile."""
    names = [part for part in place[:-1] if isinstance(part, str)]
    model = _MODELS.get(names[-1], Profile) if names else Profile
    return [field.name for field in dataclasses.fields(model)]


def _hint(near: Sequence[str]) -> str:
    return " " + _("(did you mean {name}?)").format(name=near[0]) if near else ""


# ------------------------------------------------------------------------ what the shape alone cannot tell
def _problems(profile: Profile) -> Iterator[tuple[_Place, str]]:
    """Columns without a field, fields that the record does not have, types that the field is not of."""
    for number, sheet in enumerate(profile.sheets):
        here: _Place = ("sheets", number)
        yield from _of_columns(here, sheet.record, sheet.columns)
        for name, groups in (("groups", sheet.groups), ("tables", sheet.tables)):
            for index, group in enumerate(groups):
                yield from _of_columns((*here, name, index), group.record, group.columns)
    for number, figures in enumerate(profile.figures):
        yield from _of_figures(("figures", number), figures)


def _of_figures(place: _Place, figures: FiguresSpec) -> Iterator[tuple[_Place, str]]:
    known = shipped_indicators()
    for index, column in enumerate(figures.columns):
        if column.indicator not in known:
            near = _hint(get_close_matches(column.indicator, known, 1))
            unknown = _("there is no indicator {name}").format(name=column.indicator)
            yield (*place, "columns", index, "indicator"), unknown + near


def _of_columns(
    place: _Place, record: RecordKind, columns: Sequence[ColumnSpec]
) -> Iterator[tuple[_Place, str]]:
    for index, column in enumerate(columns):
        if column.field is None:
            if not column.formula:
                yield (*place, "columns", index), _("the field is missing")
        elif column.field not in field_names(record):
            near = _hint(get_close_matches(column.field, field_names(record), 1))
            unknown = _("{record} has no field {field}").format(record=record.value, field=column.field)
            yield place, unknown + near
        elif not _fits(column.type, field_spec(record, column.field).kind):
            kind = field_spec(record, column.field).kind
            yield place, f"{record.value}.{column.field} is of type {kind.value}, not {column.type}"


def _fits(given: FieldKind | None, kind: FieldKind) -> bool:
    return given is None or given is kind or any({given, kind} <= alike for alike in _ALIKE)
