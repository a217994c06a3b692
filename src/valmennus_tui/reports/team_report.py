"""The team's report for internal supervision: counts only, no client code or row.

Figures of single coaches are small and not protected: outsiders get ``reports.outside_report``.
"""

from __future__ import annotations

from collections.abc import Iterator

from valmennus_tui import i18n
from valmennus_tui.consolidation.gathered import Gathered
from valmennus_tui.consolidation.team_view import TREND, TeamView
from valmennus_tui.consolidation.team_words import (
    alarm_sentence,
    capacity_sentence,
    columns_sentence,
    due_sentence,
)
from valmennus_tui.document.indicators_view import shown as figure_text
from valmennus_tui.domain.indicators.catalogue import Benchmark
from valmennus_tui.domain.indicators.figures import Figure, Measure
from valmennus_tui.domain.reporting_period import PeriodKind
from valmennus_tui.i18n import _, format_date, pgettext
from valmennus_tui.reports.model import (
    Block,
    Chart,
    ChartKind,
    Column,
    ColumnKind,
    Paragraph,
    Report,
    Section,
    Table,
    Value,
    whole_percent,
)
from valmennus_tui.workbook.shipped_indicators import shipped_indicators

_NAME = 40
_FIGURE = 8
_KINDS = {
    Measure.COUNT: ColumnKind.WHOLE,
    Measure.PART: ColumnKind.WHOLE,
    Measure.RATE: ColumnKind.PERCENT,
    Measure.MEAN: ColumnKind.DECIMAL,
    Measure.PER_WEEK: ColumnKind.DECIMAL,
}


def team_report(view: TeamView, gathered: Gathered, team_name: str = "") -> Report:
    """The report of a period. ``team_name`` is shown under the title."""
    lead = [
        _("Period: {period}, counted through {day}").format(
            period=view.period.label, day=format_date(view.table.last)
        ),
        _("For internal supervision: figures of single coaches may tell of single people."),
    ]
    if team_name:
        lead.insert(0, _("Team: {name}").format(name=team_name))
    sections = (
        Section(pgettext("title", "Coaches"), tuple(_coaches(view))),
        Section(_("Indicators"), tuple(_indicators(view))),
        Section(_("Trend"), tuple(_trend(view))),
        Section(_("To talk over"), tuple(_alarms(view))),
        Section(_("Definitions"), tuple(_definitions())),
        Section(_("Files"), tuple(_files(gathered))),
    )
    return Report(_("The team's report"), view.as_of, tuple(lead), sections)


def _coaches(view: TeamView) -> Iterator[Block]:
    table = Table(
        (
            Column(_("Coach"), width=12),
            Column(pgettext("column", "Clients"), ColumnKind.WHOLE, _FIGURE),
            Column(pgettext("column", "Limit"), ColumnKind.DECIMAL, _FIGURE),
            Column(pgettext("column", "Working"), ColumnKind.WHOLE, _FIGURE),
            Column(pgettext("column", "Seeking"), ColumnKind.WHOLE, _FIGURE),
            Column(pgettext("column", "Studying"), ColumnKind.WHOLE, _FIGURE),
            Column(_("Waiting for a contact"), ColumnKind.WHOLE, _FIGURE),
            Column(_("Without a written plan"), ColumnKind.WHOLE, _FIGURE),
        ),
        tuple(
            (
                line.coach,
                line.active,
                line.limit,
                line.working,
                line.seeking,
                line.studying,
                line.waiting_long if line.waiting_known else None,
                line.without_plans if line.plans_known else None,
            )
            for line in view.coaches
        ),
    )
    yield Paragraph(_("The situation on {day}").format(day=format_date(view.as_of)))
    yield table
    yield Chart(ChartKind.COLUMN, _("Clients against the limit"), table, 0, (1, 2))
    yield Paragraph(columns_sentence(view))
    yield Paragraph(capacity_sentence(view))
    text = due_sentence(view)
    if text:
        yield Paragraph(text)


def _indicators(view: TeamView) -> Iterator[Block]:
    words, language = shipped_indicators(), i18n.language()
    coaches = tuple(view.table.coaches)
    columns = (
        Column(_("Indicator"), width=_NAME),
        Column(_("Team"), width=14),
        *(Column(coach, width=12) for coach in coaches),
    )
    rows = tuple(
        (
            words[name].name(language),
            figure_text(figure),
            *(figure_text(view.table.coaches[coach][name]) for coach in coaches),
        )
        for name, figure in view.table.team.items()
    )
    yield Table(columns, rows)


def _trend(view: TeamView) -> Iterator[Block]:
    words, language = shipped_indicators(), i18n.language()
    yield Paragraph(
        _("Quarter by quarter; the last one as it stands on {day}.").format(day=format_date(view.as_of))
    )
    for name in TREND:
        lines = words[name].benchmarks_for(PeriodKind.QUARTER)
        kind = _KINDS[words[name].measure]
        columns = [Column(_("Quarter"), width=22), Column(words[name].name(language), kind, 22)]
        columns += [Column(_line_name(line), kind, 16) for line in lines]
        rows = tuple(
            (
                table.period.label,
                plain_value(table.team[name]),
                *(line.value for line in lines),
            )
            for table in view.trend
        )
        table = Table(tuple(columns), rows)
        yield table
        series = tuple(range(1, len(columns)))
        yield Chart(ChartKind.LINE, words[name].name(language), table, 0, series)
        for line in lines:
            text = _("{name}: {percent} % (source: {source})")
            percent = whole_percent(line.value)
            yield Paragraph(text.format(name=_line_name(line), percent=percent, source=line.source))


def _line_name(line: Benchmark) -> str:
    return line.name(i18n.language())


def plain_value(figure: Figure) -> Value:
    """A figure as a number: kept jobs as their count."""
    return figure.numerator if figure.measure is Measure.PART else figure.value


def _alarms(view: TeamView) -> Iterator[Block]:
    if not view.alarms:
        yield Paragraph(_("Nothing."))
        return
    yield Table(
        (Column(_("Coach"), width=14), Column(_("What"), width=_NAME + 20)),
        tuple((alarm.coach or _("Team"), alarm_sentence(alarm)) for alarm in view.alarms),
    )


def _definitions() -> Iterator[Block]:
    language = i18n.language()
    yield Table(
        (
            Column(_("Indicator"), width=26),
            Column(_("What is counted"), width=_NAME + 8),
            Column(_("Source"), width=22),
        ),
        tuple(
            (one.name(language), one.definition(language), one.source)
            for one in shipped_indicators().values()
        ),
    )


def _files(gathered: Gathered) -> Iterator[Block]:
    yield Table(
        (Column(_("File"), width=36), Column(_("Coach"), width=14)),
        tuple((file.source.name, file.source.own_coach or "–") for file in gathered.files),
    )
    for problem in gathered.problems:
        yield Paragraph(f"{problem.path.name}: {problem.message}")
