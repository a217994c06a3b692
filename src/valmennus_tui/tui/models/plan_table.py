"""The plan of filling in the team workbook, as a table: the conflicts first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from valmennus_tui.consolidation.plan import Plan, Planned
from valmennus_tui.domain.indicators.figures import Measure, rounded
from valmennus_tui.i18n import _, format_number, pgettext
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.grid_model import Tone
from valmennus_tui.tui.models.list_model import ListColumn, ListModel
from valmennus_tui.tui.models.team_figures import name_of
from valmennus_tui.tui.showing import cell_text
from valmennus_tui.workbook.cells import CellValue, NewValue
from valmennus_tui.workbook.shipped_indicators import shipped_indicators


@dataclass(frozen=True)
class PlanLine:
    """One figure; ``conflict``: a person has typed another value into its cell."""

    planned: Planned
    conflict: bool


def plan_lines(plan: Plan) -> list[PlanLine]:
    """The conflicts, then the changes, each in the order of the plan."""
    return [
        *(PlanLine(each, True) for each in plan.conflicts),
        *(PlanLine(each, False) for each in plan.changes),
    ]


def plan_model(lines: Sequence[PlanLine], replaced: Collection[Planned]) -> ListModel[PlanLine]:
    """Where, whose, what, before and after; of a conflict also whether it is kept or replaced."""

    def choice(line: PlanLine) -> str:
        if not line.conflict:
            return ""
        if line.planned in replaced:
            return glyphs().arrow + " " + pgettext("conflict", "replace")
        return glyphs().warning + " " + pgettext("conflict", "keep")

    def tone(line: PlanLine) -> Tone:
        if not line.conflict:
            return Tone.PLAIN
        return Tone.ACCENT if line.planned in replaced else Tone.WARN

    def before(line: PlanLine) -> Tone:
        return tone(line) if line.conflict else Tone.FAINT

    columns: list[ListColumn[PlanLine]] = [
        ListColumn(_("Coach"), 10, lambda line: line.planned.coach or _("Team"), tone),
        ListColumn(_("Period"), 7, lambda line: str(line.planned.period), tone),
        ListColumn(_("Indicator"), 20, lambda line: name_of(line.planned.indicator), tone, grow=True),
        ListColumn(_("Before"), 9, lambda line: _value(line, line.planned.old), before, right=True),
        ListColumn(_("After"), 9, lambda line: _value(line, line.planned.new), tone, right=True),
    ]
    if any(line.conflict for line in lines):
        columns.insert(0, ListColumn(_("Choice"), 10, choice, tone))
    return ListModel(columns, lines)


def _value(line: PlanLine, value: CellValue | NewValue) -> str:
    """A cell's value as the indicator is read: shares in whole per cent, means with one decimal."""
    number = Decimal(str(value)) if isinstance(value, int | float | Decimal) else None
    if number is None or isinstance(value, bool):
        return cell_text(value) or "–"
    if shipped_indicators()[line.planned.indicator].measure is Measure.RATE:
        return f"{rounded(Fraction(number) * 100)} %"
    return format_number(round(number, 1).normalize() if number % 1 else int(number))
