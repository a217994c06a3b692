"""What consolidation would write or has written, as JSON and as text; where a figure came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.folders import problem_json
from valmennus_tui.cli.raw_cells import plain, value_json
from valmennus_tui.i18n import _, format_date, language, ngettext

if TYPE_CHECKING:
    from valmennus_tui.consolidation.explaining import Explanation
    from valmennus_tui.consolidation.gathered import Gathered
    from valmennus_tui.consolidation.plan import Plan, Planned
    from valmennus_tui.consolidation.provenance import CountedRows
    from valmennus_tui.errors import ProtectedData


def tell(
    context: Context,
    plan: Plan,
    gathered: Gathered,
    planned: Sequence[Planned],
    *,
    saved: bool,
    refusal: ProtectedData | None = None,
) -> None:
    """Print the plan; ``planned`` are the figures written, or to be written. ``refusal``: why none may be."""
    output = context.output
    if output.as_json:
        error = {} if refusal is None else {"error": refusal.as_json()}
        output.json(plan_json(plan, gathered, planned, saved=saved) | error)
        return
    output.lines(map(_line, planned))
    kept = [each for each in plan.conflicts if each not in planned]
    if kept:
        output.line(_("Values that people have typed:"))
        output.lines(map(_line, kept))
    for reason, count, names in _summed(plan):
        output.note(f"{names}: {reason}" if names else f"{reason} ({count})" if count > 1 else reason)
    if plan.sidecar_lost:
        from valmennus_tui.consolidation.explaining import sidecar_lost

        output.note(sidecar_lost())
    output.note(_summary(len(planned), saved=saved, kept=bool(kept)))
    if refusal is not None:
        output.error(refusal)


def _summary(count: int, *, saved: bool, kept: bool) -> str:
    if saved and not (count or kept):
        return _("Every figure was up to date: nothing was written.")
    text = (
        ngettext("Saved: {n} figure written.", "Saved: {n} figures written.", count)
        if saved
        else ngettext("{n} figure would be written.", "{n} figures would be written.", count)
    )
    return text.format(n=count)


def _line(planned: Planned) -> str:
    from valmennus_tui.consolidation.provenance import cell_name

    place = cell_name(planned.sheet, planned.ref)
    old, new = (plain(value) or "–" for value in (planned.old, planned.new))
    who = planned.coach or _("Team")
    return f"{place}  {who}, {planned.period}, {_indicator(planned.indicator)}: {old} → {new}"


def _indicator(name: str) -> str:
    from valmennus_tui.workbook.shipped_indicators import shipped_indicators

    known = shipped_indicators().get(name)
    return name if known is None else known.name(language())


def _summed(plan: Plan) -> Iterable[tuple[str, int, str]]:
    """The reasons why figures were not written, each with how many and whose."""
    for reason in dict.fromkeys(each.reason for each in plan.not_written):
        own = [each for each in plan.not_written if each.reason is reason]
        names = ", ".join(dict.fromkeys(each.coach for each in own if each.coach))
        yield reason.label, len(own), names


def plan_json(plan: Plan, gathered: Gathered, planned: Iterable[Planned], *, saved: bool) -> dict[str, Any]:
    """The object that ``docs/cli.md`` describes."""
    return {
        "periods": [str(period) for period in plan.periods],
        "as_of": plan.as_of.isoformat(),
        "saved": saved,
        "changes": [_planned_json(each) for each in planned],
        "conflicts": [_planned_json(each) for each in plan.conflicts],
        "unchanged": len(plan.same),
        "not_written": [
            {
                "reason": each.reason.value,
                "coach": each.coach,
                "period": each.period,
                "indicator": each.indicator,
                "message": each.reason.label,
            }
            for each in plan.not_written
        ],
        "duplicates": [
            {"coach": each.coach, "files": [str(path) for path in each.paths], "clients": each.codes}
            for each in gathered.conflicts
        ],
        "files": dict(plan.files),
        "problems": [problem_json(problem) for problem in gathered.problems],
    }


def _planned_json(planned: Planned) -> dict[str, Any]:
    return {
        "sheet": planned.sheet,
        "cell": str(planned.ref),
        "old": value_json(planned.old),
        "new": value_json(planned.new),
        "coach": planned.coach,
        "period": str(planned.period),
        "indicator": planned.indicator,
        "files": list(planned.files),
        "rows": [rows.model_dump(mode="json") for rows in planned.counted],
        "of": [rows.model_dump(mode="json") for rows in planned.of],
    }


def tell_origin(context: Context, found: Explanation) -> None:
    """Print where a figure came from."""
    origin, output = found.origin, context.output
    if output.as_json:
        told = {"cell": found.cell, "value": value_json(found.value), "untouched": found.untouched}
        told |= {
            "written": value_json(origin.value),
            "period": origin.period,
            "as_of": origin.as_of.isoformat(),
        }
        told |= {
            "indicator": origin.indicator,
            "counted": _rows_json(origin.counted),
            "of": _rows_json(origin.of),
        }
        files = [
            {"file": name, "sha256": origin.files[name], "state": state.value} for name, state in found.files
        ]
        output.json(told | {"files": files})
        return
    day = format_date(origin.as_of)
    text = _("{cell}: {indicator}, {period}, counted on {day}: {value}")
    name = _indicator(origin.indicator)
    output.line(
        text.format(cell=found.cell, indicator=name, period=origin.period, day=day, value=plain(origin.value))
    )
    if not found.untouched:
        text = _("A person has changed the cell since: it holds {value}.")
        output.line(text.format(value=plain(found.value) or "–"))
    output.lines(_rows_line(_("Counted"), rows) for rows in origin.counted)
    output.lines(_rows_line(_("Out of"), rows) for rows in origin.of)
    output.lines(f"{name}: {state.label}" for name, state in found.files)


def _rows_json(found: Iterable[CountedRows]) -> list[dict[str, Any]]:
    return [rows.model_dump(mode="json") for rows in found]


def _rows_line(title: str, rows: CountedRows) -> str:
    numbers = ", ".join(map(str, rows.rows))
    return _("{title}: {file}, sheet {sheet}, rows {rows}").format(
        title=title, file=rows.file, sheet=rows.sheet, rows=numbers
    )
