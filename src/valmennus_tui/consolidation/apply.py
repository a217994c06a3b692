"""Carrying out a plan: one step in the team workbook's history, one lossless save, then the sidecar."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from enum import StrEnum

from valmennus_tui.consolidation.plan import Plan, Planned
from valmennus_tui.consolidation.provenance import Origin, Sidecar, cell_name, sidecar_path, write_sidecar
from valmennus_tui.document.document import Document
from valmennus_tui.document.history import Step
from valmennus_tui.document.storing import SaveReport
from valmennus_tui.errors import ProtectedData
from valmennus_tui.i18n import _, ngettext
from valmennus_tui.workbook.cells import CellEdit, NewValue
from valmennus_tui.workbook.checks import check_edit


class OnConflict(StrEnum):
    """What to do with cells where a person typed another value."""

    FAIL = "fail"
    """Write nothing at all."""
    KEEP = "keep"
    """Leave these cells as they are and write the others."""
    REPLACE = "replace"
    """Write the computed figures over them."""


def chosen(plan: Plan, on_conflict: OnConflict, replaced: Collection[Planned] = ()) -> tuple[Planned, ...]:
    """The figures to write: the changes, and of the conflicts those to be replaced (all with REPLACE).

    Raises ProtectedData where there are conflicts and nobody has chosen.
    """
    if plan.conflicts and on_conflict is OnConflict.FAIL:
        count = len(plan.conflicts)
        text = ngettext(
            "{n} cell holds a value that a person has typed and that differs from the computed one. Nothing"
            " was written. Choose whether to keep or replace it.",
            "{n} cells hold values that a person has typed and that differ from the computed ones. Nothing"
            " was written. Choose whether to keep or replace them.",
            count,
        )
        first = plan.conflicts[0]
        raise ProtectedData(text.format(n=count), reason="conflict", sheet=first.sheet, cell=str(first.ref))
    also = plan.conflicts if on_conflict is OnConflict.REPLACE else tuple(replaced)
    return (*plan.changes, *also)


def apply(
    plan: Plan,
    team: Document,
    on_conflict: OnConflict = OnConflict.FAIL,
    replaced: Collection[Planned] = (),
) -> tuple[Planned, ...]:
    """Carry out a plan: write the chosen figures in one save, then where they came from. Returns them.

    Raises what :func:`chosen`, :func:`enter` and :func:`save` raise.
    """
    planned = chosen(plan, on_conflict, replaced)
    enter(team, planned)
    save(team, plan, planned)
    return planned


def enter(team: Document, planned: Collection[Planned]) -> None:
    """Put figures into the open team workbook as one step that can be undone. Nothing is saved.

    Raises CellRefused.
    """
    edits = [CellEdit(each.sheet, each.ref, each.new) for each in planned]
    for edit in edits:
        check_edit(team.main.view, edit)
    team.do(Step(_("Figures of the coaches' workbooks"), team.main.steps(edits)))


def save(team: Document, plan: Plan, planned: Collection[Planned]) -> SaveReport | None:
    """Save the team workbook if anything is to be saved, then write where its figures came from.

    Raises what :meth:`Document.save` raises, and SaveFailed for the sidecar: the figures are saved then.
    """
    report = team.save() if team.dirty else None
    emptied = {cell_name(each.sheet, each.ref) for each in planned if each.new is None}
    known = {**_still_true(plan), **_origins(plan, planned)}
    renewed = Sidecar(cells={cell: origin for cell, origin in known.items() if cell not in emptied})
    if renewed != plan.sidecar or (renewed.cells and not sidecar_path(team.path).exists()):
        write_sidecar(team.path, renewed)
    return report


def _still_true(plan: Plan) -> dict[str, Origin]:
    """What was known before; of figures found the same again, with their present origin."""
    again = {
        cell_name(each.sheet, each.ref): _origin(plan, each, each.new)
        for each in plan.same
        if each.own and each.new is not None
    }
    return {**plan.sidecar.cells, **again}


def _origins(plan: Plan, planned: Collection[Planned]) -> dict[str, Origin]:
    return {
        cell_name(each.sheet, each.ref): _origin(plan, each, each.new)
        for each in planned
        if each.new is not None
    }


def _origin(plan: Plan, planned: Planned, value: NewValue) -> Origin:
    return Origin(
        value=Decimal(str(value)),
        period=str(planned.period),
        as_of=plan.as_of,
        indicator=planned.indicator,
        coach=planned.coach,
        files={name: plan.files[name] for name in planned.files},
        counted=planned.counted,
        of=planned.of,
    )
