"""A report as CSV for a Finnish Excel: semicolons, decimal commas, a byte-order mark."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from fractions import Fraction

from valmennus_tui.i18n import format_date
from valmennus_tui.reports.model import ColumnKind, Paragraph, Report, Table, Value, whole_percent
from valmennus_tui.safe_text import safe

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|")
"""What makes a spreadsheet take a text for a formula or a command."""
_DAY_LIKE = re.compile(r"\s*(?:[0-9]{1,4}\s*[-/.]|[0-9]{1,2}\s*[-/]\s*[0-9]{1,2}\s*[-/])\s*[0-9]{1,4}\s*")
"""What Excel silently turns into a day: a client code ``3-12`` or ``3-12-26``, a share ``3/12``."""


def as_csv(report: Report) -> bytes:
    """The file's bytes. Charts are left out: their numbers are in the tables."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(report.title)])
    for line in report.lead:
        writer.writerow([guarded(line)])
    for section in report.sections:
        writer.writerow([])
        writer.writerow([guarded(section.title)])
        for block in section.blocks:
            if isinstance(block, Paragraph):
                writer.writerow([guarded(block.text)])
            elif isinstance(block, Table):
                writer.writerow([guarded(column.title) for column in block.columns])
                for row in block.rows:
                    cells = zip(row, block.columns, strict=True)
                    writer.writerow([_cell(value, column.kind) for value, column in cells])
    return stream.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """A text that a spreadsheet leaves as it is: an apostrophe goes before what looks like something else."""
    shown = safe(" ".join(text.splitlines()))
    misread = shown.lstrip().startswith(_FORMULA_STARTS) or _DAY_LIKE.fullmatch(shown)
    return f"'{shown}" if misread else shown


def _cell(value: Value, kind: ColumnKind) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, date):
        return format_date(value)
    if kind is ColumnKind.PERCENT:
        return f"{whole_percent(value)} %"
    if isinstance(value, int):
        return str(value)
    exact = round(Fraction(value), 4)
    return f"{float(exact):.4f}".rstrip("0").rstrip(".").replace(".", ",")
