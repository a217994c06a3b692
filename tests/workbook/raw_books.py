"""Workbooks written by hand, byte for byte, for traps that no library writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import CellEdit, CellValue, NewValue
from valmennus_tui.workbook.plan import SavePlan, plan_save
from valmennus_tui.workbook.sheet import Sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

CONTENT_TYPES = (
    f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>'
)
ROOT_RELS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
BOOK_RELS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
BOOK = (
    f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><workbookPr/>'
    '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="d\\.m\\.yyyy"/>'
    "</numFmts>"
    '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyProtection="1">'
    '<protection locked="0"/></xf>'
    '<xf numFmtId="46" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    "</styleSheet>"
)
STRINGS = (
    f'<sst xmlns="{MAIN}" count="4" uniqueCount="4"><si><t>yksi</t></si>'
    '<si><r><t>k</t></r><r><rPr><b/></rPr><t xml:space="preserve">aksi </t></r></si>'
    '<si><t>漢字</t><rPh sb="0" eb="2"><t>かんじ</t></rPh></si><si><t>_x0041__x000D_x</t></si></sst>'
)


def sheet_xml(rows: str, before: str = "", after: str = "") -> str:
    """A worksheet part with these rows."""
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{_OFFICE}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def raw_book(sheet: str | bytes, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A workbook with this worksheet part; ``parts`` replace or add members."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": ROOT_RELS,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": BOOK_RELS,
        SHEET: sheet,
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": STRINGS,
        **(parts or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 1, 8, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def load(sheet: str | bytes, parts: Mapping[str, str | bytes] | None = None) -> Workbook:
    return Workbook.from_bytes(raw_book(sheet, parts), Path("kirja.xlsx"))


def only_sheet(rows: str, before: str = "", after: str = "") -> Sheet:
    return load(sheet_xml(rows, before, after)).sheet("S")


def values(sheet: Sheet) -> dict[str, CellValue]:
    return {str(ref): cell.value for ref, cell in sheet.cells.items()}


def plan(book: Workbook, **edits: NewValue) -> SavePlan:
    """A plan for edits on the first sheet, verified: ``plan(book, B7=5)``."""
    name = book.sheets[0].name
    made = plan_save(book, [CellEdit(name, Ref.parse(ref), value) for ref, value in edits.items()])
    made.verify(made.data)
    return made


def part(data: bytes, name: str = SHEET) -> str:
    """A member's content as text, unpacked by another reader than ours."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def edited(rows: str, before: str = "", after: str = "", **edits: NewValue) -> str:
    """What stands between the ``sheetData`` tags (tags included) after edits."""
    text = part(plan(load(sheet_xml(rows, before, after)), **edits).data)
    start = text.index("<sheetData")
    end = (
        text.index("</sheetData>") + len("</sheetData>") if "</sheetData>" in text else text.index(">", start)
    )
    return text[start:end]
