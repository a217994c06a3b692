"""The meetings that a job calls for (criterion 23): which times have passed, and which of them were kept.

A time is judged only when it has wholly passed, while the job and the service lasted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from valmennus_tui.domain.calendar import add_months
from valmennus_tui.domain.evidence.scene import JobRow, Scene

_DAY = timedelta(days=1)


class Meeting(StrEnum):
    """The kinds of meetings around a job."""

    BEFORE = "before"
    AFTER = "after"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    LOSS = "loss"


@dataclass(frozen=True, slots=True)
class Due:
    """One time when a meeting was due: its first and last day, and whether it was kept."""

    kind: Meeting
    number: int
    first: date
    last: date
    kept: bool


@dataclass(frozen=True)
class JobMeetings:
    """A job's meetings whose times have passed, the first first."""

    row: JobRow
    dues: tuple[Due, ...]

    def month(self, number: int) -> Due | None:
        """The meeting of a month of the job; None where that month has not passed in it."""
        months = (due for due in self.dues if due.kind is Meeting.MONTHLY and due.number == number)
        return next(months, None)


def job_meetings(scene: Scene, row: JobRow, rule: Mapping[str, int]) -> JobMeetings:
    """The meetings that one job called for. A job without a known first day has none."""
    start = row.job.start
    if not isinstance(start, date) or row.case is None:
        return JobMeetings(row, ())
    met = _met(row)
    begin, end = _bounds(scene, row)
    dues = [
        Due(kind, number, first, last, any(first <= day <= last for day in met))
        for kind, number, first, last in _expected(start, rule)
        if begin <= first and last <= end and last < scene.day
    ]
    return JobMeetings(row, (*dues, *_loss(scene, row, met, rule["loss_days"])))


def _met(row: JobRow) -> list[date]:
    """The days on which the client was met face to face."""
    assert row.case is not None
    contacts = row.source.records.support_of(row.case.client)
    return [one.date for one in contacts if one.face_to_face is True and isinstance(one.date, date)]


def _bounds(scene: Scene, row: JobRow) -> tuple[date, date]:
    """The days from the start of the service to the end of the job or the service, as far as known."""
    assert row.case is not None
    client, job = row.case.client, row.job
    begin = client.service_start if isinstance(client.service_start, date) else date.min
    ends = [end for end in (job.end, client.service_end) if isinstance(end, date)]
    return begin, min([*ends, scene.day])


def _expected(start: date, rule: Mapping[str, int]) -> Iterator[tuple[Meeting, int, date, date]]:
    """The times of a job from its first day: before, after, the first weeks, the months after the first."""
    yield Meeting.BEFORE, 1, start - timedelta(days=rule["days_before"]), start - _DAY
    yield Meeting.AFTER, 1, start, start + timedelta(days=rule["days_after"])
    for week in range(1, rule["weeks"] + 1):
        first = start + timedelta(weeks=week - 1)
        yield Meeting.WEEKLY, week, first, first + timedelta(days=6)
    for month in range(2, rule["months"] + 1):
        yield Meeting.MONTHLY, month, add_months(start, month - 1), add_months(start, month) - _DAY


def _loss(scene: Scene, row: JobRow, met: list[date], days: int) -> Iterator[Due]:
    """The contact after hearing of the end of the job; a call will do."""
    known = row.job.loss_known
    if not isinstance(known, date):
        return
    last = known + timedelta(days=days)
    after = row.job.contact_after
    contacts = [*met, *([after] if isinstance(after, date) else [])]
    kept = any(known <= day <= last for day in contacts)
    if last < scene.day:
        yield Due(Meeting.LOSS, 1, known, last, kept)
