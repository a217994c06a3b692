"""Profiles: layouts as data. A TOML file says which sheets and headers a kind of workbook has.

A profile never names cell addresses. ``guess = true`` lets the general knowledge of headers fill what the
profile does not say; with ``guess = false`` nothing but the profile's own headers counts (profiles that
``map --auto`` writes, or that a person made).

Plain dataclasses: :mod:`.profile_files` reads them at every start; :mod:`.profile_checking` brings in
pydantic for a file that has not been checked before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from valmennus_tui.domain.schema import FieldKind, RecordKind
from valmennus_tui.i18n import language
from valmennus_tui.workbook.layouts import Shape

WorkbookKind: TypeAlias = Literal["coach", "team", "fidelity", "contacts"]
_CLOSED = {"extra": "forbid"}


def all_texts(value: object) -> object:
    """Headers may be given by language; all of them count alike."""
    if isinstance(value, Mapping):
        return tuple(
            text for texts in value.values() for text in (texts if isinstance(texts, list) else [texts])
        )
    return value


class ByLanguage:
    """A mark on a type, for the check: the texts may stand in a table by language."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(all_texts, handler(source))


Texts: TypeAlias = Annotated[tuple[str, ...], ByLanguage()]


@dataclass(frozen=True, eq=False)
class ColumnSpec:
    """A column, or on a card a labelled value. A computed column needs no field and is never written."""

    __pydantic_config__: ClassVar[Any] = _CLOSED

    headers: Texts
    field: str | None = None
    type: FieldKind | None = None
    choices: str | tuple[str, ...] | None = None
    formula: bool = False
    required: bool = False


@dataclass(frozen=True, eq=False)
class GroupSpec:
    """Repeating groups of columns in the client's row, or a small table of a card."""

    __pydantic_config__: ClassVar[Any] = _CLOSED

    record: RecordKind
    columns: tuple[ColumnSpec, ...]
    titles: Texts = ()


@dataclass(frozen=True, eq=False)
class SheetSpec:
    """A sheet, or on cards every sheet of a client. ``names`` help to find it; headers decide.

    ``ends`` tells where blank rows end: at the row of totals, at the end of the Excel table, or where
    drop-downs and formats prepare no more rows.
    """

    __pydantic_config__: ClassVar[Any] = _CLOSED

    record: RecordKind
    columns: tuple[ColumnSpec, ...]
    shape: Shape = Shape.ROWS
    names: Texts = ()
    ends: Literal["total", "table", "prepared"] = "prepared"
    totals: Texts = ()
    groups: tuple[GroupSpec, ...] = ()
    tables: tuple[GroupSpec, ...] = ()


@dataclass(frozen=True, eq=False)
class CellSpec:
    """A single labelled input cell of a title block, such as the coach's code."""

    __pydantic_config__: ClassVar[Any] = _CLOSED

    name: str
    headers: Texts


@dataclass(frozen=True, eq=False)
class FigureColumn:
    """A column of figures: the indicator's id and what its header reads, beside the indicator's own names."""

    __pydantic_config__: ClassVar[Any] = _CLOSED

    indicator: str
    headers: Texts


@dataclass(frozen=True, eq=False)
class FiguresSpec:
    """A sheet of figures: one row for each coach and period, or for each period of the whole team.

    ``period`` is the header of the periods, ``coach`` that of the coaches' codes; without ``coach`` the
    figures are the team's.
    """

    __pydantic_config__: ClassVar[Any] = _CLOSED

    period: Texts
    coach: Texts = ()
    names: Texts = ()
    columns: tuple[FigureColumn, ...] = ()


@dataclass(frozen=True, eq=False)
class Profile:
    """A kind of workbook. ``stand_in`` says that the layout was made up, not taken from an official file."""

    __pydantic_config__: ClassVar[Any] = _CLOSED

    id: str
    kind: WorkbookKind
    title: Mapping[str, str]
    template: str | None = None
    stand_in: bool = False
    guess: bool = True
    sheets: tuple[SheetSpec, ...] = ()
    cells: tuple[CellSpec, ...] = ()
    figures: tuple[FiguresSpec, ...] = ()

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
