"""The indicators of a period as data (``show PATH indicators --json``) and as plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from valmennus_tui import i18n
from valmennus_tui.document.limits import weeks_by_coach
from valmennus_tui.domain.indicators.compute import compute
from valmennus_tui.domain.indicators.figures import Figure, IndicatorTable, Measure, RecordRef
from valmennus_tui.domain.indicators.rules import IndicatorRules
from valmennus_tui.domain.reporting_period import Period, PeriodKind
from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import _, format_date, format_number
from valmennus_tui.workbook.shipped_indicators import shipped_indicators

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document
    from valmennus_tui.domain.evidence.team import CoachTerm
    from valmennus_tui.settings import Settings


def period_of(first: date | None, last: date | None, as_of: date) -> Period:
    """The calendar period from ``first`` to ``last``; without them the quarter that ``as_of`` lies in.

    Raises UsageError for days that do not bound a month, quarter, half-year or year.
    """
    if first is None and last is None:
        return Period.holding(as_of, PeriodKind.QUARTER)
    for kind in PeriodKind:
        period = Period.holding(first or last or as_of, kind)
        if period.first == (first or period.first) and period.last == (last or period.last):
            return period
    raise UsageError(_("From and to must be the first and last day of a month, quarter, half-year or year."))


def table_of(document: Document, period: Period, as_of: date) -> IndicatorTable:
    """Every indicator of the workbook's records. Raises UsageError for a period that has not begun."""
    rules = rules_from(document.settings, period, as_of)
    if document.coach is not None:
        rules = replace(rules, coach_of_source={document.name: document.coach})
    return compute({document.name: document.record_set}, period, as_of, rules)


def rules_from(
    settings: Settings, period: Period, as_of: date, terms: Iterable[CoachTerm] | None = None
) -> IndicatorRules:
    """The rules in force. Weeks at work are known only for coaches whose absences are told.

    ``terms`` are the coaches' terms in the team workbook; None: those of the settings.
    """
    return IndicatorRules(
        strict=settings.criteria.competitive == "strict",
        with_subsidised=settings.criteria.with_subsidised,
        plan_grace_days=settings.limits.plan_grace_days,
        weeks_at_work=weeks_by_coach(
            settings.organisation.coaches if terms is None else terms, period.first, min(period.last, as_of)
        ),
        codes_are_team_wide=settings.team.codes_are_team_wide,
    )


def as_json(table: IndicatorTable, fingerprint: str) -> dict[str, Any]:
    """The object that ``docs/cli.md`` describes."""
    return {"fingerprint": fingerprint, **_table_json(table, _keys)}


def folder_json(table: IndicatorTable, files: Mapping[str, str]) -> dict[str, Any]:
    """The same of a folder: ``files`` are the workbooks with their fingerprints, rows name their file."""
    return {"files": dict(files), **_table_json(table, _placed_keys)}


def _table_json(table: IndicatorTable, rows: RowsJson) -> dict[str, Any]:
    return {
        "period": str(table.period),
        "from": table.period.first.isoformat(),
        "to": table.period.last.isoformat(),
        "as_of": table.as_of.isoformat(),
        "last_day_counted": table.last.isoformat(),
        "team": {name: _figure_json(figure, rows) for name, figure in table.team.items()},
        "coaches": {
            coach: {name: _figure_json(figure, rows) for name, figure in figures.items()}
            for coach, figures in table.coaches.items()
        },
    }


def _figure_json(figure: Figure, rows: RowsJson) -> dict[str, Any]:
    return {
        "measure": figure.measure.value,
        "value": _number(figure.value),
        "percent": figure.percent,
        "numerator": _number(figure.numerator),
        "denominator": _number(figure.denominator),
        "missing": list(figure.missing),
        "uncertain": figure.uncertain,
        "rows": rows(figure.rows),
        "evidence": rows(figure.evidence),
    }


RowsJson = Callable[[Sequence[RecordRef]], list[Any]]


def _keys(rows: Sequence[RecordRef]) -> list[Any]:
    return [row.key for row in rows]


def _placed_keys(rows: Sequence[RecordRef]) -> list[Any]:
    return [{"file": row.source, "key": row.key} for row in rows]


def _number(value: int | Fraction | None) -> int | float | None:
    if value is None or isinstance(value, int):
        return value
    return int(value) if value.denominator == 1 else round(float(value), 6)


def text_rows(table: IndicatorTable) -> list[tuple[str, str]]:
    """Name and value of each indicator of the whole workbook."""
    words = shipped_indicators()
    return [
        (words[name].name(i18n.language()) if name in words else name, shown(figure))
        for name, figure in table.team.items()
    ]


def shown(figure: Figure) -> str:
    """A figure as people read it: whole per cents with what they are out of, days with one decimal."""
    if figure.value is None:
        if figure.missing:
            return _("not known: {columns} missing").format(columns=", ".join(figure.missing))
        return "–"
    if figure.percent is not None:
        return f"{figure.percent} % ({_plain(figure.numerator)}/{_plain(figure.denominator)})"
    if figure.measure is Measure.PART:
        return f"{_plain(figure.numerator)}/{_plain(figure.denominator)}"
    return _plain(figure.value)


def _plain(value: int | Fraction | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, int):
        return str(value)
    return format_number(round(float(value), 1))


def title(table: IndicatorTable) -> str:
    """What the table is of."""
    return _("Indicators, {period} (counted through {day})").format(
        period=table.period.label, day=format_date(table.last)
    )
