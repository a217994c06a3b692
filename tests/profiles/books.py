"""Small workbooks for the tests, built with openpyxl from rows of values."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook as PlainBook
from openpyxl.worksheet.worksheet import Worksheet

from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.recognise import Recognition, recognise
from valmennus_tui.workbook.records import RawRecord, read_rows

Rows = Sequence[Sequence[Any]]


def made(
    sheets: Mapping[str, Rows],
    *,
    merges: Mapping[str, Sequence[str]] | None = None,
    more: Callable[[PlainBook], None] | None = None,
) -> Workbook:
    """A workbook with the sheets' rows from A1; ``more`` adds what rows cannot say."""
    book = PlainBook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet: Worksheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in (merges or {}).get(name, ()):
            sheet.merge_cells(area)
    if more is not None:
        more(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return Workbook.from_bytes(buffer.getvalue())


def known(book: Workbook) -> Recognition:
    return recognise(book)


def values(record: RawRecord) -> dict[str, object]:
    """The fields of a record that hold something."""
    return {name: cell.value for name, cell in record.fields.items() if not cell.is_blank}


def records(book: Workbook, kind: str) -> list[RawRecord]:
    return [record for record in read_rows(book, recognise(book)) if record.kind == kind]


def without_results(data: bytes) -> bytes:
    """The package without the results of its formulas, so that LibreOffice has to calculate them all."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"</f><v>[^<]*</v>|</f><v/>", b"</f>", content)
            out.writestr(name, content)
    return target.getvalue()
