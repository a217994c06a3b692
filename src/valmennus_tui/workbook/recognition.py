"""The outcome of recognising a workbook: layouts, what matched, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.layouts import Layout, Shape, Unmapped
from valmennus_tui.workbook.profile import Profile, WorkbookKind


@dataclass(frozen=True, slots=True)
class Matched:
    """One field that was found: where, and under which text."""

    sheet: str
    kind: RecordKind
    field: str
    header: str
    score: float


@dataclass(frozen=True)
class Recognition:
    """What a workbook was recognised as.

    ``layouts`` are the sure ones: records are read from and written to these alone. ``doubtful`` are tables
    that look like records but lack something. ``missing`` are whole sentences for people. ``cells`` are
    single input cells of a title block by name (``coach``): sheet and place.
    """

    profile: Profile | None = None
    kind: WorkbookKind | None = None
    layouts: tuple[Layout, ...] = ()
    doubtful: tuple[Layout, ...] = ()
    matched: tuple[Matched, ...] = ()
    missing: tuple[str, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()
    cells: Mapping[str, tuple[str, Ref]] = field(default_factory=dict)

    @property
    def sure(self) -> bool:
        """Whether the workbook is known well enough for record edits (each layout decides for itself)."""
        return self.kind is not None

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes in use, in the order of the enumeration."""
        used = {layout.shape for layout in self.layouts}
        return tuple(shape for shape in Shape if shape in used)

    def of_kind(self, kind: RecordKind) -> tuple[Layout, ...]:
        """The layouts with records of one kind, in workbook order."""
        return tuple(layout for layout in self.layouts if layout.kind is kind)
