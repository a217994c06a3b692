"""``show FILE assessment``: the assessments with their points as JSON, or the report of the last as text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from valmennus_tui.cli.context import Context
from valmennus_tui.domain.schema import RecordKind

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document
    from valmennus_tui.domain.assessment import Assessment


def show_assessments(context: Context, document: Document) -> None:
    """The list as JSON or as a table; with ``--text`` the whole report of the last assessment."""
    from valmennus_tui.cli.cmd_show import print_records

    if context.output.as_json:
        context.output.json(_as_json(context, document))
    elif context.options.text:
        _print_report(context, document)
    else:
        print_records(context, document, RecordKind.ASSESSMENT)


def _print_report(context: Context, document: Document) -> None:
    from valmennus_tui.cli.cmd_report import report_of
    from valmennus_tui.reports.text_file import text_lines

    report, _code = report_of(context, document)
    context.output.lines(text_lines(report))


def _as_json(context: Context, document: Document) -> list[dict[str, Any]]:
    """Each record with its points; without all scores there is no total and no level."""
    from valmennus_tui.document import record_view
    from valmennus_tui.document.assessments import history

    every = {one.key: one for one in history(document)}
    rows = []
    for entry in document.records(RecordKind.ASSESSMENT):
        row = record_view.as_json(entry, document.fingerprint, reveal=context.options.reveal)
        known = every.get(entry.key)
        rows.append(row | (_points(known, tuple(every.values())) if known is not None else {}))
    return rows


def _points(one: Assessment, every: tuple[Assessment, ...]) -> dict[str, Any]:
    from valmennus_tui.assessment.standing import edition_of
    from valmennus_tui.domain.assessment import next_due

    edition = edition_of(one)
    scored = one.scoring(edition)
    until = [each for each in every if _not_after(each, one)]
    due = next_due(until, edition).on
    return {
        "scored": scored.scored,
        "of": len(edition.criteria),
        "points": scored.points,
        "total": scored.total,
        "band": None if scored.band is None else scored.band.id,
        "sections": {each.section: each.points for each in scored.sections},
        "next_due": None if due is None else due.isoformat(),
    }


def _not_after(each: Assessment, one: Assessment) -> bool:
    return isinstance(each.date, date) and isinstance(one.date, date) and each.date <= one.date
