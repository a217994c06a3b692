"""Two assessments side by side, and the history criterion by criterion, as tables with bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from valmennus_tui.domain.assessment import Assessment, Change, compare, dated, trend
from valmennus_tui.domain.criteria import Edition
from valmennus_tui.i18n import _, format_date
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.assessment_tables import day_text
from valmennus_tui.tui.models.grid_model import Tone
from valmennus_tui.tui.models.list_model import ListColumn, ListModel
from valmennus_tui.tui.showing import bar

_BAR = 10
_MOST_DAYS = 8
"""Assessments shown in the trend: the latest."""


@dataclass(frozen=True)
class Compared:
    """A line of the comparison: the total, a section or a criterion; ``most`` are its full points."""

    name: str
    change: Change
    most: int
    whole: bool = False


def compared(before: Assessment, after: Assessment, edition: Edition) -> list[Compared]:
    """The total, the sections, and the criteria section by section."""
    found = compare(before, after, edition)
    lines = [Compared(_("Total"), found.total, edition.maximum, whole=True)]
    for section in edition.sections:
        most = len(section.numbers) * edition.highest
        lines.append(Compared(section.words.text(), found.sections[section.id], most, whole=True))
        for number in section.numbers:
            name = f"{number:2} {edition.criterion(number).name}"
            lines.append(Compared(name, found.criteria[number], edition.highest))
    return lines


def comparison_model(before: Assessment, after: Assessment, edition: Edition) -> ListModel[Compared]:
    """Before, after, the difference and a bar for each."""

    def tone(line: Compared) -> Tone:
        return Tone.ACCENT if line.whole else Tone.PLAIN

    columns: list[ListColumn[Compared]] = [
        ListColumn(_("Criterion"), 20, lambda line: line.name, tone, grow=True),
        ListColumn(day_text(before), 10, lambda line: _points(line.change.before), tone, right=True),
        ListColumn("", _BAR, lambda line: _bar(line.change.before, line.most), lambda _line: Tone.FAINT),
        ListColumn(day_text(after), 10, lambda line: _points(line.change.after), tone, right=True),
        ListColumn("", _BAR, lambda line: _bar(line.change.after, line.most), tone),
        ListColumn(_("Change"), 7, difference_text, _difference_tone, right=True),
    ]
    return ListModel(columns, compared(before, after, edition))


def _points(value: int | None) -> str:
    return "–" if value is None else str(value)


def _bar(value: int | None, most: int) -> str:
    return "" if value is None else bar(value, most, _BAR)


def difference_text(line: Compared) -> str:
    """The difference with a sign for its direction."""
    difference = line.change.difference
    if not difference:
        return "" if difference is None else "0"
    sign = glyphs().rising if difference > 0 else glyphs().falling
    return f"{sign} {difference:+}"


def _difference_tone(line: Compared) -> Tone:
    difference = line.change.difference or 0
    if not difference:
        return Tone.FAINT
    return Tone.GOOD if difference > 0 else Tone.WARN


# --- the trend -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Course:
    """How the total, a section or a criterion has gone: points in step with the days."""

    name: str
    points: tuple[int | None, ...]
    most: int
    whole: bool = False


def courses(assessments: Sequence[Assessment], edition: Edition) -> Iterator[Course]:
    """The total and the criteria section by section, over the latest assessments that have a day."""
    found = trend([one for _day, one in dated(assessments)[-_MOST_DAYS:]], edition)
    yield Course(_("Total"), found.totals, edition.maximum, whole=True)
    for place, section in enumerate(edition.sections):
        sums = [scoring.sections[place] for scoring in found.scorings]
        points = tuple(each.points if each.scored == each.of else None for each in sums)
        most = len(section.numbers) * edition.highest
        yield Course(section.words.text(), points, most, whole=True)
        for number in section.numbers:
            name = f"{number:2} {edition.criterion(number).name}"
            yield Course(name, found.criteria[number], edition.highest)


def trend_model(assessments: Sequence[Assessment], edition: Edition) -> ListModel[Course]:
    """The points of each assessment, the latest as a bar."""

    def tone(course: Course) -> Tone:
        return Tone.ACCENT if course.whole else Tone.PLAIN

    def points_of(place: int) -> ListColumn[Course]:
        title = format_date(days[place])
        return ListColumn(title, 10, lambda course: _points(course.points[place]), tone, right=True)

    days = [day for day, _one in dated(assessments)[-_MOST_DAYS:]]
    columns: list[ListColumn[Course]] = [
        ListColumn(_("Criterion"), 24, lambda course: course.name, tone, grow=True),
        ListColumn(_("Latest"), _BAR, lambda course: _bar(_last(course), course.most), tone),
        ListColumn(_("Change"), 7, lambda c: difference_text(_as_compared(c)), _course_tone, right=True),
        *(points_of(place) for place in reversed(range(len(days)))),
    ]
    return ListModel(columns, list(courses(assessments, edition)))


def _last(course: Course) -> int | None:
    return course.points[-1] if course.points else None


def _as_compared(course: Course) -> Compared:
    """The latest points against those before them."""
    before = course.points[-2] if len(course.points) > 1 else None
    return Compared(course.name, Change(before, _last(course)), course.most, course.whole)


def _course_tone(course: Course) -> Tone:
    return _difference_tone(_as_compared(course))
