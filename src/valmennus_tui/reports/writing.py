"""A report into a file: the ending tells its kind; all of it is written or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from valmennus_tui.errors import ProtectedData, SaveFailed, UsageError, ValmennusError
from valmennus_tui.i18n import _
from valmennus_tui.reports.model import Report

ENDINGS = (".xlsx", ".docx", ".csv", ".txt")


def write_report(report: Report, path: Path, *, overwrite: bool = False) -> None:
    """Write a report. Only with ``overwrite`` does it take the place of a file that is there.

    Raises UsageError (an ending that there is not), SaveFailed (the name is taken, the folder cannot be
    written), ProtectedData (the file in its place is one of the program's workbooks).
    """
    from valmennus_tui.workbook.saving import write_new

    make = _maker(path)
    if path.exists() and not overwrite:
        message = _("The file is there already. Give another name, or --force to write over it.")
        raise SaveFailed(message, reason="exists", path=path)
    if path.exists():
        _refuse_workbook(path)
        _replace(path, make(report))
    else:
        write_new(path, make(report))


def _maker(path: Path) -> Callable[[Report], bytes]:
    """The writer of a kind of file, imported only when it is needed. Raises UsageError."""
    makers: Mapping[str, Callable[[Report], bytes]] = {
        ".xlsx": _xlsx,
        ".docx": _docx,
        ".csv": _csv,
        ".txt": _text,
    }
    found = makers.get(path.suffix.casefold())
    if found is None:
        message = _("The name of a report ends in one of these: {endings}.")
        raise UsageError(message.format(endings=", ".join(ENDINGS)), path=path)
    return found


def _xlsx(report: Report) -> bytes:
    from valmennus_tui.reports.xlsx_file import as_xlsx

    return as_xlsx(report)


def _docx(report: Report) -> bytes:
    from valmennus_tui.reports.docx_file import as_docx

    return as_docx(report)


def _csv(report: Report) -> bytes:
    from valmennus_tui.reports.csv_file import as_csv

    return as_csv(report)


def _text(report: Report) -> bytes:
    from valmennus_tui.reports.text_file import as_text

    return as_text(report)


def _refuse_workbook(path: Path) -> None:
    """Never write over a workbook with clients, the team's figures or assessments, nor one not readable."""
    from valmennus_tui.workbook.book import Workbook
    from valmennus_tui.workbook.profile_files import shipped_profiles, user_profiles
    from valmennus_tui.workbook.recognise import recognise

    if path.suffix.casefold() != ".xlsx":
        return
    message = _("There is a workbook of its own in this place, and a report is never written over one.")
    try:
        book = Workbook.load(path)
    except ValmennusError as error:
        raise ProtectedData(message, reason="workbook", path=path) from error
    if recognise(book, (*user_profiles(), *shipped_profiles())).sure:
        raise ProtectedData(message, reason="workbook", path=path)


def _replace(path: Path, data: bytes) -> None:
    from valmennus_tui.workbook.filesystem import FileSystem
    from valmennus_tui.workbook.temporary import written

    files = FileSystem()
    try:
        with written(path.parent, data, files) as temporary:
            files.replace(temporary, path)
    except OSError as error:
        message = _("The report could not be written. Is the file open in another program?")
        raise SaveFailed(message, path=path) from error
