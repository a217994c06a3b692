"""``valmennus show PATH WHAT``: records, the caseload, raw cells."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from valmennus_tui.cli.context import Context
from valmennus_tui.cli.folders import add_folder_options
from valmennus_tui.cli.parser import add_json, add_profile
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import _

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document

VIEWS = ("caseload", "indicators", "cells")
FOLDER_VIEWS = ("caseload", "indicators")
"""What can be shown of a whole folder of coaches' workbooks."""


def summary() -> str:
    return _("Show records, the caseload or raw cells of a workbook.")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH")
    parser.add_argument("what", choices=(*(kind.value for kind in RecordKind), *VIEWS))
    parser.add_argument("area", nargs="?", metavar="AREA", help=_("for cells: 'Sheet!A1:D20'"))
    parser.add_argument("--as-of", metavar="DATE", help=_("the day to look at (today if not given)"))
    parser.add_argument(
        "--period", metavar="PERIOD", help=_("for indicators: 2026-09, 2026-Q3, 2026-H1 or 2026")
    )
    parser.add_argument(
        "--from", dest="first", metavar="DATE", help=_("for indicators: the period's first day")
    )
    parser.add_argument("--to", dest="last", metavar="DATE", help=_("for indicators: the period's last day"))
    parser.add_argument("--text", action="store_true", help=_("plain text, the twin of the screen"))
    parser.add_argument("--reveal", action="store_true", help=_("show names and free text too"))
    parser.add_argument("--formulas", action="store_true", help=_("for cells: formulas instead of results"))
    parser.add_argument(
        "--team", metavar="FILE", help=_("for a folder: the team workbook; else the one in the folder")
    )
    add_folder_options(parser)
    add_json(parser)
    add_profile(parser)


def run(context: Context) -> int:
    options = context.options
    if options.area is not None and options.what != "cells":
        raise UsageError(_("An area is given only with “cells”."))
    if options.what in FOLDER_VIEWS and Path(options.path).is_dir():
        from valmennus_tui.cli.folder_views import show_folder

        return show_folder(context)
    if options.what == "cells":
        from valmennus_tui.cli.raw_cells import show

        return show(context)
    document = context.open(options.path)
    require_layout(document)
    if options.what == "caseload":
        print_caseload(context, document, as_of=day(options.as_of) or context.today)
    elif options.what == "indicators":
        _print_indicators(context, document)
    elif options.what == RecordKind.ASSESSMENT.value:
        from valmennus_tui.cli.assessment_views import show_assessments

        show_assessments(context, document)
    else:
        print_records(context, document, RecordKind(options.what))
    return 0 if document.left_out is None else document.left_out.exit_code


def _print_indicators(context: Context, document: Document) -> None:
    from valmennus_tui.document import indicators_view
    from valmennus_tui.domain.reporting_period import Period

    options = context.options
    as_of = day(options.as_of) or context.today
    if options.period is not None:
        period = Period.parse(options.period)
    else:
        period = indicators_view.period_of(day(options.first), day(options.last), as_of)
    table = indicators_view.table_of(document, period, as_of)
    if context.output.as_json:
        context.output.json(indicators_view.as_json(table, document.fingerprint))
        return
    context.output.lines([indicators_view.title(table), ""])
    context.output.table((_("Indicator"), _("Value")), indicators_view.text_rows(table))


def require_layout(document: Document) -> None:
    """Raise Unrecognised where records cannot be read."""
    if not document.recognised:
        from valmennus_tui.errors import Unrecognised

        raise Unrecognised(" ".join(document.missing), path=document.path)


def _require_clients(document: Document) -> None:
    """Raise Unrecognised for a workbook of the team or of the quality criteria: it has no clients."""
    if document.main.recognition.kind in ("team", "fidelity"):
        from valmennus_tui.errors import Unrecognised

        raise Unrecognised(
            _("This workbook has no clients, so there is no caseload to show."),
            reason="no_area",
            path=document.path,
        )


def day(text: str | None) -> date | None:
    """A date as typed on the command line. Raises UsageError."""
    if text is None:
        return None
    from valmennus_tui.workbook.date_text import read_date

    found = read_date(text).value
    if not isinstance(found, date):
        raise UsageError(_("“{text}” is not a day. Write it as 2026-11-24 or 24.11.2026.").format(text=text))
    return found


def print_caseload(context: Context, document: Document, as_of: date) -> None:
    """The caseload as JSON, or as its plain twin."""
    from valmennus_tui.document import caseload_view

    _require_clients(document)
    view = document.caseload(as_of)
    if context.output.as_json:
        context.output.json(caseload_view.as_json(view, document.fingerprint))
        return
    title, rows, totals = caseload_view.text_lines(view)
    context.output.lines([*title, ""])
    if rows:
        context.output.table(caseload_view.headings(), rows)
    else:
        context.output.line(_("There are no clients yet."))
    context.output.lines(["", *totals])


def print_records(context: Context, document: Document, kind: RecordKind) -> None:
    """The records of a kind as JSON or as a table."""
    from valmennus_tui.document import record_view

    reveal: bool = context.options.reveal
    entries = document.records(kind)
    if context.output.as_json:
        rows: list[dict[str, Any]] = [
            record_view.as_json(entry, document.fingerprint, reveal=reveal) for entry in entries
        ]
        context.output.json(rows)
        return
    if entries:
        context.output.table(*record_view.table(kind, entries, reveal=reveal))
    else:
        context.output.note(_("There are none."))
