"""The team's indicators: a period coach by coach, and the course from quarter to quarter with its bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from valmennus_tui import i18n
from valmennus_tui.consolidation.team_view import TREND, TeamView
from valmennus_tui.document import indicators_view
from valmennus_tui.domain.indicators.catalogue import Benchmark
from valmennus_tui.domain.indicators.figures import Figure, IndicatorTable, Measure
from valmennus_tui.domain.reporting_period import PeriodKind
from valmennus_tui.i18n import _
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.grid_model import Tone
from valmennus_tui.tui.models.list_model import ListColumn, ListModel
from valmennus_tui.tui.showing import bar
from valmennus_tui.workbook.shipped_indicators import shipped_indicators

_BAR = 30


def name_of(indicator: str) -> str:
    """An indicator's name in the language in force."""
    return shipped_indicators()[indicator].name(i18n.language())


def figures_model(table: IndicatorTable) -> ListModel[str]:
    """All indicators: the team, then each coach."""

    def figure(coach: str | None, width: int) -> ListColumn[str]:
        title = _("Team") if coach is None else coach
        return ListColumn(title, width, lambda name: _shown(table.figure(name, coach)), right=True)

    columns: list[ListColumn[str]] = [
        ListColumn(_("Indicator"), 38, name_of, lambda _name: Tone.ACCENT),
        figure(None, 13),
        *(figure(coach, 13) for coach in table.coaches),
    ]
    return ListModel(columns, list(table.team))


def _shown(figure: Figure) -> str:
    """A figure in a narrow column: a sign where workbooks lack a column that it needs."""
    if figure.value is None and figure.missing:
        return glyphs().waiting
    sign = f"{glyphs().warning} " if figure.partial else ""
    return sign + indicators_view.shown(figure)


def explained(table: IndicatorTable, indicator: str, coach: str | None) -> str:
    """What an indicator counts, and what is missing or left out of a figure of it."""
    words, figure = shipped_indicators()[indicator], table.figure(indicator, coach)
    parts = [words.definition(i18n.language())]
    if figure.missing:
        parts.insert(0, _("Missing: {columns}.").format(columns=", ".join(figure.missing)))
    if figure.uncertain:
        parts.insert(0, _("Left out as unclear: {n}.").format(n=figure.uncertain))
    return " ".join(parts)


# --- the trend -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TrendLine:
    """A line of the trend: an indicator's name, a quarter of it, or a line to compare with."""

    indicator: str
    table: IndicatorTable | None = None
    benchmark: Benchmark | None = None
    top: Fraction = Fraction(1)

    @property
    def figure(self) -> Figure | None:
        """The team's figure of the quarter."""
        return None if self.table is None else self.table.team[self.indicator]


def trend_lines(view: TeamView, *, only: Sequence[str] | None = None) -> list[TrendLine]:
    """Indicator by indicator: its name, the quarters, the lines to compare with. The main ones come first."""
    every = view.table.team
    names = only or [
        *(name for name in TREND if name in every),
        *(name for name in every if name not in TREND),
    ]
    return [line for name in names for line in _course(view, name)]


def _course(view: TeamView, name: str) -> Iterator[TrendLine]:
    benchmarks = shipped_indicators()[name].benchmarks_for(PeriodKind.QUARTER)
    values = [_number(table.team[name]) for table in view.trend]
    rate = view.table.team[name].measure is Measure.RATE
    top = Fraction(1) if rate else max([value for value in values if value is not None], default=Fraction(0))
    yield TrendLine(name, top=top)
    for table in view.trend:
        yield TrendLine(name, table, top=top)
    for benchmark in benchmarks:
        yield TrendLine(name, benchmark=benchmark, top=top)


def _number(figure: Figure) -> Fraction | None:
    value = figure.numerator if figure.measure is Measure.PART else figure.value
    return None if value is None else Fraction(value)


def trend_model(lines: Sequence[TrendLine], *, bar_width: int = _BAR) -> ListModel[TrendLine]:
    """Quarter, figure and bar; marks in the bars show the lines to compare with."""

    def tone(line: TrendLine) -> Tone:
        if line.benchmark is not None:
            return Tone.FAINT
        return Tone.PLAIN if line.table else Tone.ACCENT

    columns: list[ListColumn[TrendLine]] = [
        ListColumn(_("Quarter"), 26, _trend_name, tone, grow=True),
        ListColumn(_("Team"), 13, _trend_value, tone, right=True),
        ListColumn("", bar_width, lambda line: _trend_bar(line, bar_width), tone),
    ]
    return ListModel(columns, lines)


def _trend_name(line: TrendLine) -> str:
    if line.benchmark is not None:
        return f"  {glyphs().separator} {line.benchmark.name(i18n.language())} ({line.benchmark.source})"
    if line.table is None:
        return name_of(line.indicator)
    return "  " + line.table.period.label


def _trend_value(line: TrendLine) -> str:
    if line.benchmark is not None:
        return f"{round(line.benchmark.value * 100)} %"
    return _shown(line.figure) if line.figure is not None else ""


def _trend_bar(line: TrendLine, width: int) -> str:
    value = line.benchmark.value if line.benchmark else None
    if line.figure is not None:
        value = _number(line.figure)
    if value is None or not line.top:
        return ""
    if line.benchmark is not None:
        place = _place(value, line.top, width)
        return " " * place + glyphs().separator
    drawn = bar(float(value), float(line.top), width)
    marks = shipped_indicators()[line.indicator].benchmarks_for(PeriodKind.QUARTER)
    for place in (_place(mark.value, line.top, width) for mark in marks):
        drawn = drawn[:place] + glyphs().separator + drawn[place + 1 :]
    return drawn


def _place(value: Fraction, top: Fraction, width: int) -> int:
    """The column of a bar at which a value stands."""
    return min(int(width * value / top), width - 1)


def source_of(line: TrendLine) -> str:
    """What a line rests on: the definition of its indicator, or who published the comparison."""
    if line.benchmark is not None:
        name = line.benchmark.name(i18n.language())
        text = _("{name}: {percent} % (source: {source})")
        return text.format(name=name, percent=round(line.benchmark.value * 100), source=line.benchmark.source)
    return shipped_indicators()[line.indicator].definition(i18n.language())
