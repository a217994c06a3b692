"""Why a file or a cell is refused: the closed list, with one sentence each that says what to do.

A refusal is never a silent loss: whatever this program cannot keep safe it names and leaves alone. Programs
read :class:`Reason` (``error.reason``); people read the sentence.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from valmennus_tui.errors import CellRefused, FileRefused
from valmennus_tui.i18n import N_, _


class Reason(StrEnum):
    """The closed list. The first group refuses files, the second saving only, the third single cells."""

    NOT_A_FILE = "not_a_file"
    MISSING_FILE = "missing_file"
    UNREADABLE = "unreadable"
    EMPTY_FILE = "empty_file"
    FILE_TOO_LARGE = "file_too_large"
    ENCRYPTED = "encrypted"
    NOT_DECRYPTED = "wrong_password"
    UNKNOWN_ENCRYPTION = "unknown_encryption"
    OLD_FORMAT = "old_format"
    BINARY_WORKBOOK = "binary_workbook"
    NOT_EXCEL = "not_excel"
    DAMAGED = "damaged"
    ZIP64 = "zip64"
    PREFIXED = "prefixed"
    DUPLICATE_PARTS = "duplicate_parts"
    BAD_PART_NAME = "bad_part_name"
    ENCRYPTED_PART = "encrypted_part"
    COMPRESSION = "compression"
    TOO_MANY_PARTS = "too_many_parts"
    TOO_MUCH_DATA = "too_much_data"
    DAMAGED_PART = "damaged_part"
    MISSING_PART = "missing_part"
    BAD_XML = "bad_xml"
    ENCODING = "encoding"
    DOCTYPE = "doctype"
    TOO_DEEP = "too_deep"
    BAD_RELATIONSHIP = "bad_relationship"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_FAR_DOWN = "too_far_down"
    AREA_TOO_LARGE = "area_too_large"
    BAD_REFERENCE = "bad_reference"
    DUPLICATE_CELL = "duplicate_cell"
    BAD_STRING_INDEX = "bad_string_index"
    BAD_NAME = "bad_name"

    ENCRYPTED_BOOK = "password_protected"
    SIGNED = "signed"
    SHARED_WORKBOOK = "shared_workbook"

    NO_CELLS = "no_cells"
    FORMULA = "formula"
    ARRAY = "array"
    MERGED = "merged"
    PIVOT = "pivot"
    TABLE_HEADER = "table_header"
    TABLE_TOTALS = "table_totals"
    LOCKED = "locked"
    RICH_VALUE = "rich_value"
    TEXT_TOO_LONG = "text_too_long"
    BAD_TEXT = "bad_text"
    BAD_NUMBER = "bad_number"
    BAD_DATE = "bad_date"
    OUTSIDE_SHEET = "outside_sheet"
    TABLE_GROWTH = "table_growth"


_SENTENCES: dict[Reason, str] = {
    Reason.NOT_A_FILE: N_("This is not an ordinary file. Choose an Excel workbook (.xlsx)."),
    Reason.MISSING_FILE: N_("The file does not exist. Check its name and folder."),
    Reason.UNREADABLE: N_(
        "The file could not be read. Check that you may open it and that the drive is there."
    ),
    Reason.EMPTY_FILE: N_("The file is empty. Fetch it again from where it came."),
    Reason.FILE_TOO_LARGE: N_("The file is larger than {limit} MB, which is more than this program opens."),
    Reason.ENCRYPTED: N_(
        "The workbook is protected by a password. With the password it can be looked at; to change it here,"
        " remove the password in Excel first."
    ),
    Reason.NOT_DECRYPTED: N_("The password does not open the workbook."),
    Reason.UNKNOWN_ENCRYPTION: N_(
        "The workbook is encrypted in a way that this program does not know. Save it in Excel with an"
        " ordinary password, or without one."
    ),
    Reason.OLD_FORMAT: N_("This is an old Excel file (.xls). Save it as an .xlsx workbook in Excel."),
    Reason.BINARY_WORKBOOK: N_("This is a binary Excel file (.xlsb). Save it as an .xlsx workbook in Excel."),
    Reason.NOT_EXCEL: N_("This is not an Excel workbook, whatever its name says."),
    Reason.DAMAGED: N_("The file is damaged or incomplete. Fetch it again, or open and save it in Excel."),
    Reason.ZIP64: N_("The file uses a large-archive form that cannot be kept safe. Save it again in Excel."),
    Reason.PREFIXED: N_("There is foreign data before or after the workbook. Save it again in Excel."),
    Reason.DUPLICATE_PARTS: N_("Two parts of the file share the name “{part}”. Save it again in Excel."),
    Reason.BAD_PART_NAME: N_("The file has a part with an unsafe name, “{part}”. Do not trust this file."),
    Reason.ENCRYPTED_PART: N_("The part “{part}” of the file is encrypted. Save it again in Excel."),
    Reason.COMPRESSION: N_("The part “{part}” is packed in an unknown way. Save the file again in Excel."),
    Reason.TOO_MANY_PARTS: N_("The file has more than {limit} parts. Do not trust this file."),
    Reason.TOO_MUCH_DATA: N_("The file unpacks to more than this program takes. Do not trust this file."),
    Reason.DAMAGED_PART: N_(
        "The part “{part}” is damaged. Fetch the file again, or open and save it in Excel."
    ),
    Reason.MISSING_PART: N_("The part “{part}” is missing from the file. Open and save it in Excel."),
    Reason.BAD_XML: N_("The part “{part}” is not well-formed. Fetch the file again, or save it in Excel."),
    Reason.ENCODING: N_("The part “{part}” is not in UTF-8. Save the file again in Excel."),
    Reason.DOCTYPE: N_(
        "The part “{part}” has a document type, which no workbook needs. Do not trust this file."
    ),
    Reason.TOO_DEEP: N_("The part “{part}” is nested too deep. Do not trust this file."),
    Reason.BAD_RELATIONSHIP: N_("The part “{part}” points outside the file. Do not trust this file."),
    Reason.TOO_MANY_CELLS: N_("The sheet “{name}” has more cells than this program takes ({limit})."),
    Reason.TOO_FAR_DOWN: N_("The sheet “{name}” has a row with the number {number}, which cannot be used."),
    Reason.AREA_TOO_LARGE: N_("An area of the sheet “{name}” is larger than this program takes: {area}."),
    Reason.BAD_REFERENCE: N_("The sheet “{name}” has an impossible cell address: {address}."),
    Reason.DUPLICATE_CELL: N_("The sheet “{name}” has {address} twice. Open and save the file in Excel."),
    Reason.BAD_STRING_INDEX: N_("Cell {address} of the sheet “{name}” points to a text that does not exist."),
    Reason.BAD_NAME: N_("The workbook has a sheet without a usable name. Open and save it in Excel."),
    Reason.ENCRYPTED_BOOK: N_(
        "The workbook is protected by a password. It can be looked at, but not changed or copied here: what"
        " this program saves would not be protected."
    ),
    Reason.SIGNED: N_("The workbook is digitally signed, and saving would break the signature."),
    Reason.SHARED_WORKBOOK: N_(
        "The workbook keeps a shared change history, an old Excel feature. "
        "Turn sharing off in Excel to save it here."
    ),
    Reason.NO_CELLS: N_("“{name}” is not a worksheet with cells."),
    Reason.FORMULA: N_(
        "The cell holds a formula, which is never overwritten. Change the cells that it reads."
    ),
    Reason.ARRAY: N_("The cell belongs to the result of a formula ({area}) and is never overwritten."),
    Reason.MERGED: N_("The cell is inside the merged cells {area}. Write to the first of them, {address}."),
    Reason.PIVOT: N_(
        "The cell is part of a pivot table ({area}), which Excel fills. Change its source instead."
    ),
    Reason.TABLE_HEADER: N_("The cell is a heading of the table “{table}”. Change it in Excel."),
    Reason.TABLE_TOTALS: N_("The cell is in the totals row of the table “{table}”. Change it in Excel."),
    Reason.LOCKED: N_("The cell is locked by the sheet's protection. Only unlocked cells can be filled in."),
    Reason.RICH_VALUE: N_("The cell holds a picture or a linked data type. Change it in Excel."),
    Reason.TEXT_TOO_LONG: N_("The text is longer than a cell can hold ({limit} characters)."),
    Reason.BAD_TEXT: N_("The text has a broken character that no file can hold."),
    Reason.BAD_NUMBER: N_("The number cannot be stored exactly in Excel. Write it as text."),
    Reason.BAD_DATE: N_("The date cannot be stored in this workbook. Check the year."),
    Reason.OUTSIDE_SHEET: N_("The cell is outside the sheet."),
    Reason.TABLE_GROWTH: N_(
        "The table “{table}” cannot be made longer here without harm. Add rows to it in Excel."
    ),
}


def sentence(reason: Reason, **params: object) -> str:
    """The reason's sentence in the language in force, with its details filled in."""
    return _(_SENTENCES[reason]).format(**params)


def refuse_file(
    reason: Reason,
    path: Path | str | None,
    *,
    sheet: str | None = None,
    cell: str | None = None,
    **params: object,
) -> FileRefused:
    """The error that refuses the file ``path``; ``params`` are the details that its sentence asks for."""
    return FileRefused(sentence(reason, **params), reason=reason, path=path, sheet=sheet, cell=cell)


def refuse_cell(reason: Reason, sheet: str, ref: object, **params: object) -> CellRefused:
    """The error that refuses to write the cell ``ref`` of ``sheet``."""
    return CellRefused(sentence(reason, **params), reason=reason, sheet=sheet, cell=str(ref))
