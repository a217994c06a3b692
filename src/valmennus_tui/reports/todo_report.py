"""A coach's to-do list: what should be corrected in the coach's own workbook, with its cell.

It goes to the coach whose clients they are, so it names records by client code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePosixPath

from valmennus_tui.consolidation.team_findings import FileFindings
from valmennus_tui.domain.findings import Severity
from valmennus_tui.i18n import _, ngettext, pgettext
from valmennus_tui.reports.model import Column, Paragraph, Report, Section, Table

ENDING = ".csv"


def named_lists(found: Iterable[FileFindings]) -> Iterator[tuple[str, FileFindings]]:
    """Each file's list with a name for it: the file's own, numbered where two would be the same."""
    taken: set[str] = set()
    for each in found:
        stem = PurePosixPath(each.name).stem
        names = (stem, *(f"{stem} {number}" for number in range(2, len(taken) + 3)))
        name = next(name for name in names if name.casefold() not in taken)
        taken.add(name.casefold())
        yield name + ENDING, each


def todo_report(found: FileFindings, today: date) -> Report:
    """The list of one file."""
    count = len(found.findings)
    words = {
        Severity.ERROR: pgettext("severity", "error"),
        Severity.WARNING: pgettext("severity", "warning"),
        Severity.HINT: pgettext("severity", "hint"),
    }
    table = Table(
        (
            Column(_("Severity"), width=12),
            Column(_("Sheet"), width=16),
            Column(_("Cell"), width=8),
            Column(_("Record"), width=20),
            Column(_("What to correct"), width=60),
        ),
        tuple(
            (
                words[each.finding.severity],
                each.finding.sheet or "",
                each.finding.cell or "",
                each.finding.record or "",
                each.finding.message,
            )
            for each in found.findings
        ),
    )
    lead = (ngettext("{n} finding.", "{n} findings.", count).format(n=count),)
    body = (table,) if count else (Paragraph(_("Nothing to correct.")),)
    return Report(found.name, today, lead, (Section(_("To do"), body),))
