"""Which job rows a criterion looks at: held or started in the window, or held on the day."""

from __future__ import annotations

from datetime import date

from valmennus_tui.domain.evidence.rules import JobsCounted
from valmennus_tui.domain.evidence.scene import JobRow, Scene
from valmennus_tui.domain.period import earliest, latest, overlaps
from valmennus_tui.domain.situation import is_job


def selected(
    scene: Scene, which: JobsCounted, *, placements: bool = False
) -> tuple[list[JobRow], list[JobRow]]:
    """The jobs to look at, and those whose dates do not tell whether they belong.

    ``placements`` keeps rows that are no employment, such as work trials. A job counts only while its client
    is in the service; one whose client is not known counts by its own dates.
    """
    rows = [row for row in scene.jobs if placements or is_job(row.job, row.source.records)]
    answers = [(row, _belongs(scene, row, which)) for row in rows]
    return [row for row, answer in answers if answer], [row for row, answer in answers if answer is None]


def _belongs(scene: Scene, row: JobRow, which: JobsCounted) -> bool | None:
    job = row.job
    first = scene.day if which is JobsCounted.HELD_ON_DAY else scene.first
    if which is JobsCounted.STARTED_IN_WINDOW:
        own = overlaps(job.start, job.start, first, scene.day)
    else:
        own = overlaps(job.start, job.end, first, scene.day)
    if row.case is None or own is False:
        return own
    begin, end = max(first, earliest(job.start) or first), min(scene.day, latest(job.end) or scene.day)
    served = _in_service(row, begin, max(begin, end))
    return False if served is False else None if own is None or served is None else True


def _in_service(row: JobRow, first: date, last: date) -> bool | None:
    assert row.case is not None
    client = row.case.client
    return overlaps(client.service_start, client.service_end, first, last)
