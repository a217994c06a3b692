"""Profiles: layouts as data. A TOML file says which sheets and headers a kind of workbook has.

A profile never names cell addresses. ``guess = true`` lets the general knowledge of headers fill what the
profile does not say; with ``guess = false`` nothing but the profile's own headers counts (profiles that
``map --auto`` writes, or that a person made).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from valmennus_tui import paths
from valmennus_tui.domain.schema import FieldKind, RecordKind, field_names, field_spec
from valmennus_tui.errors import ConfigError
from valmennus_tui.i18n import _, language
from valmennus_tui.workbook.layouts import Shape

WorkbookKind = Literal["coach", "team", "fidelity", "contacts"]
_ALIKE = (
    {FieldKind.TEXT, FieldKind.CODE, FieldKind.CHOICE},
    {FieldKind.NUMBER, FieldKind.INTEGER},
)


def _all_texts(value: object) -> object:
    """Headers may be given by language; all of them count alike."""
    if isinstance(value, Mapping):
        return tuple(
            text for texts in value.values() for text in (texts if isinstance(texts, list) else [texts])
        )
    return value


Texts = Annotated[tuple[str, ...], BeforeValidator(_all_texts)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ColumnSpec(_Part):
    """A column, or on a card a labelled value. A computed column needs no field and is never written."""

    headers: Texts
    field: str | None = None
    type: FieldKind | None = None
    choices: str | tuple[str, ...] | None = None
    formula: bool = False
    required: bool = False

    @model_validator(mode="after")
    def _has_field(self) -> ColumnSpec:
        if self.field is None and not self.formula:
            raise ValueError(_("the field is missing"))
        return self


def _hint(near: Sequence[str]) -> str:
    return " " + _("(did you mean {name}?)").format(name=near[0]) if near else ""


def _check_fields(record: RecordKind, columns: Sequence[ColumnSpec]) -> None:
    for column in columns:
        if column.field is None:
            continue
        known = field_names(record)
        if column.field not in known:
            near = get_close_matches(column.field, known, 1)
            raise ValueError(
                _("{record} has no field {field}").format(record=record.value, field=column.field)
                + _hint(near)
            )
        kind = field_spec(record, column.field).kind
        alike = any({column.type, kind} <= kinds for kinds in _ALIKE)
        if column.type is not None and column.type is not kind and not alike:
            raise ValueError(
                f"{record.value}.{column.field} is of type {kind.value}, not {column.type.value}"
            )


class GroupSpec(_Part):
    """Repeating groups of columns in the client's row, or a small table of a card."""

    record: RecordKind
    columns: tuple[ColumnSpec, ...]
    titles: Texts = ()

    @model_validator(mode="after")
    def _known(self) -> GroupSpec:
        _check_fields(self.record, self.columns)
        return self


class SheetSpec(_Part):
    """A sheet, or on cards every sheet of a client. ``names`` help to find it; headers decide.

    ``ends`` tells where blank rows end: at the row of totals, at the end of the Excel table, or where
    drop-downs and formats prepare no more rows.
    """

    record: RecordKind
    shape: Shape = Shape.ROWS
    names: Texts = ()
    ends: Literal["total", "table", "prepared"] = "prepared"
    totals: Texts = ()
    columns: tuple[ColumnSpec, ...]
    groups: tuple[GroupSpec, ...] = ()
    tables: tuple[GroupSpec, ...] = ()

    @model_validator(mode="after")
    def _known(self) -> SheetSpec:
        _check_fields(self.record, self.columns)
        return self


class CellSpec(_Part):
    """A single labelled input cell of a title block, such as the coach's code."""

    name: str
    headers: Texts


class Profile(_Part):
    """A kind of workbook. ``stand_in`` says that the layout was made up, not taken from an official file."""

    id: str
    kind: WorkbookKind
    title: Mapping[str, str]
    template: str | None = None
    stand_in: bool = False
    guess: bool = True
    sheets: tuple[SheetSpec, ...] = ()
    cells: tuple[CellSpec, ...] = ()

    def __hash__(self) -> int:
        """By the id, so that what is derived from a profile can be remembered."""
        return hash(self.id)

    @property
    def shown_title(self) -> str:
        """The title in the language in force, else in Finnish, else the first."""
        return self.title.get(language()) or self.title.get("fi") or next(iter(self.title.values()), self.id)

    def parts(self) -> Iterator[tuple[RecordKind, Shape, tuple[ColumnSpec, ...], tuple[str, ...]]]:
        """Every record kind with its shape, columns and titles."""
        for sheet in self.sheets:
            yield sheet.record, sheet.shape, sheet.columns, sheet.names
            for group in sheet.groups:
                yield group.record, Shape.GROUPS, group.columns, group.titles
            for table in sheet.tables:
                yield table.record, Shape.CARD, table.columns, table.titles

    def aliases(self) -> Iterator[tuple[RecordKind, str, str]]:
        """All headers as (kind, field, header)."""
        for record, _shape, columns, _titles in self.parts():
            for column in columns:
                if column.field is not None:
                    yield from ((record, column.field, text) for text in column.headers)

    def titles(self) -> Iterator[tuple[RecordKind, str]]:
        """All titles of sheets, groups and small tables as (kind, title)."""
        for record, _shape, _columns, titles in self.parts():
            yield from ((record, text) for text in titles)

    def computed(self) -> frozenset[str]:
        """The headers of columns that only formulas fill."""
        return frozenset(
            text for _r, _s, columns, _t in self.parts() for c in columns if c.formula for text in c.headers
        )


def load_profile(path: Path) -> Profile:
    """Read a profile. Raises ConfigError naming the file and the key."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        message = _("The profile {file} could not be read. Check its name and that you may open it.")
        raise ConfigError(message.format(file=path.name), path=path) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = _("The profile {file} is not valid TOML: {problem}.")
        raise ConfigError(message.format(file=path.name, problem=str(error)), path=path) from None
    return parse_profile(content, path)


def parse_profile(content: Mapping[str, Any], path: Path) -> Profile:
    """A profile from parsed TOML; ``path`` names it in errors. Raises ConfigError."""
    try:
        return Profile.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"]) or "?"
        problem = _problem(first["type"], first["loc"], first.get("ctx", {}))
        message = _("The profile {file} has an error at {key}: {problem}.")
        raise ConfigError(message.format(file=path.name, key=key, problem=problem), path=path) from None


def _problem(kind: str, place: tuple[int | str, ...], context: Mapping[str, Any]) -> str:
    """What is wrong with a value at a place, in the language in force."""
    if kind == "missing":
        return _("it is missing")
    if kind == "extra_forbidden":
        return _("the key is not known") + _hint(get_close_matches(str(place[-1]), _keys(place), 1))
    if kind == "value_error":
        return str(context["error"])
    if kind in ("enum", "literal_error"):
        return _("the value must be one of {values}").format(values=context["expected"])
    return _("the value has the wrong form")


def _keys(place: tuple[int | str, ...]) -> list[str]:
    """The keys that are known at a place of a profile."""
    models: dict[str, type[_Part]] = {
        "sheets": SheetSpec,
        "columns": ColumnSpec,
        "groups": GroupSpec,
        "tables": GroupSpec,
        "cells": CellSpec,
    }
    names = [part for part in place[:-1] if isinstance(part, str)]
    model = models.get(names[-1], Profile) if names else Profile
    return list(model.model_fields)


@cache
def shipped_profiles() -> tuple[Profile, ...]:
    """The profiles beside the templates."""
    return tuple(load_profile(path) for path in sorted(paths.templates_folder().glob("*.toml")))


def user_profiles() -> tuple[Profile, ...]:
    """The profiles in the user's own folder. Raises ConfigError for one that cannot be used."""
    folder = paths.user_profiles()
    return tuple(load_profile(path) for path in sorted(folder.glob("*.toml"))) if folder.is_dir() else ()
