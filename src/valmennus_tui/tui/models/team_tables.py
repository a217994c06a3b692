"""The team's tables: the coaches side by side, alarms, files, findings, and the rows behind a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from valmennus_tui.consolidation.coach_lines import CoachLine
from valmennus_tui.consolidation.gathered import CoachFile, Gathered, PlacedFinding
from valmennus_tui.consolidation.team_alarms import TeamAlarm
from valmennus_tui.consolidation.team_findings import findings_by_file
from valmennus_tui.consolidation.team_rows import BackingRow, Role
from valmennus_tui.consolidation.team_view import TeamView
from valmennus_tui.consolidation.team_words import (
    alarm_sentence,
    headings,
    limit_text,
    plans_text,
    waiting_text,
)
from valmennus_tui.document import indicators_view
from valmennus_tui.domain.findings import Severity
from valmennus_tui.domain.record import Record
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.i18n import _, ngettext, pgettext
from valmennus_tui.tui.glyphs import glyphs
from valmennus_tui.tui.models.grid_model import Tone
from valmennus_tui.tui.models.list_model import BLANK, ListColumn, ListModel, SortKey, fold
from valmennus_tui.tui.showing import bar, hidden, record_name, severity_sign, severity_tone, severity_word
from valmennus_tui.workbook.values import display

_BAR = 8
_ORDER = list(Severity)
CONTACTS = "contacts_per_week"
COACH_COLUMNS = (
    "coach",
    "active",
    "active",
    "working",
    "seeking",
    "waiting_long",
    "without_plans",
    CONTACTS,
)
"""What each column of the coaches' table is about: a count of ``team_rows.COLUMNS``, or the coach, or an
indicator."""


def coaches_model(view: TeamView) -> ListModel[CoachLine]:
    """The coaches, and below them the team."""
    coach, clients, limit, *counts, _contacts_title = headings()
    columns: list[ListColumn[CoachLine]] = [
        ListColumn(coach, 10, lambda line: line.coach or _("Team"), _line_tone, grow=True),
        ListColumn(clients, 10, _load, _load_tone, right=True),
        ListColumn(limit, _BAR, _load_bar, _load_tone),
        ListColumn(counts[0], 8, lambda line: str(line.working), _line_tone, right=True),
        ListColumn(counts[1], 10, lambda line: str(line.seeking), _line_tone, right=True),
        ListColumn(counts[2], 7, waiting_text, _waiting_tone, right=True),
        ListColumn(counts[3], 9, plans_text, _plans_tone, right=True),
        ListColumn(pgettext("column", "Visits/wk"), 10, _contacts, _line_tone, right=True),
    ]
    return ListModel(columns, [*view.coaches, team_line(view)])


def team_line(view: TeamView) -> CoachLine:
    """The sum of the coaches; without a limit where one of theirs is not known."""
    lines = view.coaches
    limits = [line.limit for line in lines if line.limit is not None]
    limit = sum(limits, Decimal(0)) if len(limits) == len(lines) and lines else None
    active = sum(line.active for line in lines)
    return CoachLine(
        coach="",
        files=(),
        active=active,
        limit=limit,
        over=limit is not None and active > limit,
        working=sum(line.working for line in lines),
        seeking=sum(line.seeking for line in lines),
        studying=sum(line.studying for line in lines),
        waiting_long=sum(line.waiting_long for line in lines),
        without_plans=sum(line.without_plans for line in lines),
        served_this_year=sum(line.served_this_year for line in lines),
        figures=view.table.team,
        missing=tuple(sorted({column for line in lines for column in line.missing})),
    )


def _load(line: CoachLine) -> str:
    sign = f"{glyphs().warning} " if line.over else ""
    return f"{sign}{line.active}/{limit_text(line.limit)}"


def _load_bar(line: CoachLine) -> str:
    return "" if line.limit is None else bar(line.active, float(line.limit), _BAR)


def _contacts(line: CoachLine) -> str:
    figure = line.figures.get(CONTACTS)
    return "–" if figure is None or figure.value is None else indicators_view.shown(figure)


def _line_tone(line: CoachLine) -> Tone:
    return Tone.PLAIN if line.coach else Tone.ACCENT


def _load_tone(line: CoachLine) -> Tone:
    return Tone.WARN if line.over else _line_tone(line)


def _waiting_tone(line: CoachLine) -> Tone:
    return Tone.WARN if line.waiting_long and line.coach else _line_tone(line)


def _plans_tone(line: CoachLine) -> Tone:
    return Tone.WARN if line.without_plans and line.coach else _line_tone(line)


# --- alarms ----------------------------------------------------------------------------------------------


def alarms_model(view: TeamView) -> ListModel[TeamAlarm]:
    """Whose, and what."""
    columns: list[ListColumn[TeamAlarm]] = [
        ListColumn("", 1, lambda a: severity_sign(a.severity), lambda a: severity_tone(a.severity)),
        ListColumn(_("Coach"), 12, lambda alarm: alarm.coach or _("Team")),
        ListColumn(_("To talk over"), 40, alarm_sentence, grow=True),
    ]
    return ListModel(columns, view.alarms)


# --- rows behind a figure --------------------------------------------------------------------------------


def rows_model(rows: Sequence[BackingRow], *, hide_names: bool) -> ListModel[BackingRow]:
    """What the row does in the figure, its record, what it tells, and where it stands."""
    words = {
        Role.COUNTED: pgettext("row of a figure", "counted"),
        Role.EVIDENCE: pgettext("row of a figure", "made it count"),
        Role.OUT_OF: pgettext("row of a figure", "out of these"),
        Role.UNCLEAR: pgettext("row of a figure", "left out: unclear"),
    }

    def tone(row: BackingRow) -> Tone:
        tones = {Role.COUNTED: Tone.PLAIN, Role.UNCLEAR: Tone.WARN}
        return tones.get(row.role, Tone.FAINT)

    columns: list[ListColumn[BackingRow]] = [
        ListColumn(_("Record"), 20, lambda row: record_name(row.key), tone),
        ListColumn(_("What it tells"), 22, lambda row: _told(row.record, hide_names), tone, grow=True),
        ListColumn(_("File"), 20, lambda row: row.place.path.name if row.place else row.file.path.name, tone),
        ListColumn(_("Row"), 5, lambda row: str(row.place.row) if row.place else "", tone, right=True),
    ]
    if {row.role for row in rows} - {Role.COUNTED}:
        columns.insert(0, ListColumn(_("In the figure"), 15, lambda row: words[row.role], tone))
    return ListModel(columns, rows)


_TELLING = {
    RecordKind.CLIENT: ("service_start", "service_end", "phase"),
    RecordKind.EMPLOYMENT: ("start", "end", "employer"),
    RecordKind.EDUCATION: ("start", "end", "school"),
    RecordKind.CONTACT: ("date", "employer"),
    RecordKind.SUPPORT: ("date", "place"),
}


def _told(record: Record | None, hide_names: bool) -> str:
    """The days of a record, and a word on it."""
    if record is None:
        return ""
    first, *others = _TELLING.get(record.record_kind, ("",))
    if not first:
        return ""
    text = display(record.get(first))
    if others and others[0] in ("end", "service_end"):
        text += "–" + display(record.get(others.pop(0)))
    word = display(record.get(others[0])) if others else ""
    secret = hide_names and record.record_kind is not RecordKind.CLIENT
    return f"{text} {hidden(word) if secret else word}".strip()


# --- files -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FileRow:
    """One file of the folder and what is to be known of it; ``file`` is set for a coach's workbook that
    counts, ``conflict`` is the place of the choice that waits."""

    path: Path
    severity: Severity | None
    what: str
    place: str = ""
    file: CoachFile | None = None
    conflict: int | None = None
    kind: str = ""


def file_rows(gathered: Gathered) -> list[FileRow]:
    """Every file by name: what is wrong first, then what it is."""
    by_path = {file.path: file for file in gathered.files}
    waiting = {path: number for number, each in enumerate(gathered.conflicts) for path in each.paths}
    rows = []
    for problem in gathered.problems:
        place = "!".join(part for part in (problem.sheet, problem.cell) if part)
        file, conflict = by_path.get(problem.path), waiting.get(problem.path)
        rows.append(FileRow(problem.path, problem.severity, problem.message, place, file, conflict))
    told = {row.path for row in rows}
    rows += [
        FileRow(path, None, _about(file), "", file) for path, file in by_path.items() if path not in told
    ]
    rows += [FileRow(path, None, _kind(kind), kind=kind) for path, kind in gathered.others.items()]
    gravity = [*_ORDER, None]
    return sorted(rows, key=lambda row: (gravity.index(row.severity), fold(row.path.name)))


def _about(file: CoachFile) -> str:
    count = len(file.source.records.clients)
    text = ngettext("coach {coach}, {n} client", "coach {coach}, {n} clients", count).format(
        coach=file.source.own_coach or "–", n=count
    )
    return text + (", " + _("with employer contacts beside it") if file.has_log else "")


def _kind(kind: str) -> str:
    return {"team": _("team workbook"), "fidelity": _("assessments of the quality criteria")}.get(kind, kind)


def files_model(rows: Sequence[FileRow]) -> ListModel[FileRow]:
    """File, and what is to be known of it."""

    def sign(row: FileRow) -> str:
        return glyphs().ok if row.severity is None else severity_sign(row.severity)

    def tone(row: FileRow) -> Tone:
        return Tone.GOOD if row.severity is None else severity_tone(row.severity)

    columns: list[ListColumn[FileRow]] = [
        ListColumn("", 1, sign, tone),
        ListColumn(_("File"), 28, lambda row: row.path.name),
        ListColumn(_("What"), 40, lambda row: row.what, grow=True),
    ]
    return ListModel(columns, rows)


# --- findings --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FoundInFile:
    """A finding with the coach's workbook that it is of; ``file`` is None for one that does not count."""

    name: str
    coach: str
    placed: PlacedFinding
    file: CoachFile | None


def found_in_files(gathered: Gathered) -> list[FoundInFile]:
    """All findings and what is wrong with whole files, file by file, the gravest first."""
    return [
        FoundInFile(each.name, each.coach, placed, gathered.file_of(each.name))
        for each in sorted(findings_by_file(gathered), key=lambda each: fold(each.name))
        for placed in each.findings
    ]


def team_findings_model(found: Sequence[FoundInFile]) -> ListModel[FoundInFile]:
    """File, gravity, record and sentence."""

    def severity(each: FoundInFile) -> Severity:
        return each.placed.finding.severity

    def gravity(each: FoundInFile) -> SortKey:
        return (0, _ORDER.index(severity(each)))

    def name(each: FoundInFile) -> SortKey:
        text = fold(each.placed.path.name)
        return (1, text) if text else BLANK

    columns: list[ListColumn[FoundInFile]] = [
        ListColumn(_("File"), 16, lambda each: each.placed.path.name, sort_key=name),
        ListColumn(
            _("Gravity"),
            11,
            lambda each: f"{severity_sign(severity(each))} {severity_word(severity(each))}",
            lambda each: severity_tone(severity(each)),
            gravity,
        ),
        ListColumn(_("Record"), 20, lambda each: record_name(each.placed.finding.record or "")),
        ListColumn(_("Finding"), 30, lambda each: each.placed.finding.message, grow=True),
    ]
    return ListModel(columns, found)
