"""A workbook that holds one invented client's text in every place where erasing may take it out."""

from __future__ import annotations

import xlsxwriter

from tests.workbook.xlsx_parts import parts_of, with_parts, written
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cells import CellEdit
from valmennus_tui.workbook.erasing import ErasePlan, plan_erase

NAME = "Kanerva Tuulispää"
CODE = "K-7731"
NOTE = "CANARY-9f31c0e2b7aa41d0 kertoi toivovansa lyhyttä työmatkaa"
EMPLOYER = "CANARY-61aa"
PHONE = 401234567
OTHER = ("Ilmari Kuusela", "K-77310", "Ei muistiinpanoja")
ADVICE = "Kirjoita tähän asiakkaan tunnus."

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_THREADED = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml."

BLANKED = tuple(CellEdit("Asiakkaat", Ref.parse(cell), None) for cell in ("A4", "B4", "C4", "D4", "E4", "F4"))
"""Her record's cells."""


def _sheets(book: xlsxwriter.Workbook) -> None:
    clients = book.add_worksheet("Asiakkaat")
    clients.write_row("A3", ["Tunnus", "Nimi", "Muuta", "Työnantaja", "Puhelin", "Tila"])
    clients.write_row("A4", [CODE, NAME, NOTE, EMPLOYER, PHONE, "Työssä"])
    clients.write_row("A5", [OTHER[1], OTHER[0], OTHER[2], "Leipomo Kauha", 409999999, "Työssä"])
    clients.write_comment("A4", ADVICE)
    clients.write_comment("A5", ADVICE)
    clients.write_comment("B4", "Soita aina iltapäivällä", {"author": "Valmentaja"})
    clients.write_comment("C5", f"Sama ryhmä kuin {NAME} ja {OTHER[0]}")
    clients.autofilter("A3:F5")
    clients.filter_column_list("B", [NAME, OTHER[0]])
    clients.filter_column("A", f"x == {CODE}")
    clients.write_formula("H4", "=B4", None, NAME)
    clients.write_formula("H5", '=B4&" / "&B5', None, f"{NAME} / {OTHER[0]}")
    table = book.add_worksheet("Taulu")
    table.add_table("A1:B3", {"name": "T", "columns": [{"header": "Nimi"}, {"header": "Määrä"}]})
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {"name": "=Asiakkaat!$B$4", "categories": "=Asiakkaat!$D$4:$D$5", "values": "=Asiakkaat!$E$4:$E$5"}
    )
    table.insert_chart("E2", chart)
    pivot = book.add_worksheet("Pivot")
    pivot.write_column("A3", ["Nimi", NAME, OTHER[0], f"{NAME} yhteensä", "Kaikki"])
    pivot.write_column("B3", ["Määrä", 1, 1, 1, 2])


def _relate(part: bytes | None, *related: tuple[str, str, str]) -> bytes:
    """The relationships part with more relationships (id, type, target)."""
    start = part or (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b"</Relationships>"
    )
    fresh = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in related
    )
    return start.replace(b"</Relationships>", fresh.encode() + b"</Relationships>")


def _pivot_parts() -> dict[str, str]:
    items = f'<s v="{NAME}"/><s v="{OTHER[0]}"/><s v="{NAME} (K&#45;7731)"/><m/>'
    return {
        "xl/pivotCache/pivotCacheDefinition1.xml": (
            f'<pivotCacheDefinition {_MAIN} {_R} r:id="rId1" recordCount="2"><cacheSource type="worksheet">'
            '<worksheetSource ref="A3:E5" sheet="Asiakkaat"/></cacheSource><cacheFields count="4">'
            '<cacheField name="Tunnus" numFmtId="0"><sharedItems/></cacheField>'
            f'<cacheField name="Nimi" numFmtId="0"><sharedItems count="4">{items}</sharedItems></cacheField>'
            '<cacheField name="Muuta" numFmtId="0"><sharedItems longText="1"/></cacheField>'
            '<cacheField name="Puhelin" numFmtId="0"><sharedItems containsString="0" containsNumber="1" '
            f'minValue="{PHONE}" maxValue="409999999"/></cacheField></cacheFields></pivotCacheDefinition>'
        ),
        "xl/pivotCache/pivotCacheRecords1.xml": (
            f'<pivotCacheRecords {_MAIN} count="2"><r><s v="{CODE}"/><x v="0"/><s v="{NOTE}"/>'
            f'<n v="{PHONE}"/></r>'
            f'<r><s v="{OTHER[1]}"/><x v="1"/><s v="{OTHER[2]}"/><n v="409999999"/></r></pivotCacheRecords>'
        ),
        "xl/pivotTables/pivotTable1.xml": (
            f'<pivotTableDefinition {_MAIN} name="P1" cacheId="1" dataCaption="Arvot"><location ref="A3:B7" '
            'firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/><pivotFields count="4">'
            f'<pivotField dataField="1"/><pivotField axis="axisRow"><items count="5"><item n="{NAME}" x="0"/>'
            '<item x="1"/><item x="2"/><item x="3"/><item t="default"/></items></pivotField><pivotField/>'
            '<pivotField/></pivotFields><rowFields count="1"><field x="1"/></rowFields><dataFields count="1">'
            '<dataField name="Määrä" fld="0" subtotal="count"/></dataFields><filters count="1">'
            f'<filter fld="1" type="captionEqual" evalOrder="-1" id="1" stringValue1="{NAME}">'
            f'<autoFilter ref="A1"><filterColumn colId="0"><customFilters><customFilter val="{NAME}"/>'
            "</customFilters></filterColumn></autoFilter></filter></filters></pivotTableDefinition>"
        ),
    }


def _threaded() -> dict[str, str]:
    space = 'xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"'
    return {
        "xl/threadedComments/threadedComment1.xml": (
            f'<ThreadedComments {space}><threadedComment ref="B4" personId="{{P}}" '
            'id="{1}"><text>Kaikki hyvin</text></threadedComment><threadedComment ref="C5" personId="{P}" '
            f'id="{{2}}"><text>@Valmentaja: {NAME} soitti</text><mentions><mention mentionpersonId="{{P}}" '
            'mentionId="{M}" startIndex="0" length="11"/></mentions></threadedComment></ThreadedComments>'
        ),
        "xl/persons/person.xml": (
            f'<personList {space}><person displayName="Valmentaja" id="{{P}}" userId="v" providerId="None"/>'
            "</personList>"
        ),
    }


def client_book() -> bytes:
    """The workbook. Everything of hers can be erased from it."""
    data = written(_sheets)
    parts = parts_of(data)
    added: dict[str, bytes | str] = {**_pivot_parts(), **_threaded()}
    added["xl/pivotTables/_rels/pivotTable1.xml.rels"] = _relate(
        None, ("rId1", _TYPES + "pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")
    )
    added["xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels"] = _relate(
        None, ("rId1", _TYPES + "pivotCacheRecords", "pivotCacheRecords1.xml")
    )
    added["xl/worksheets/_rels/sheet3.xml.rels"] = _relate(
        None, ("rId1", _TYPES + "pivotTable", "../pivotTables/pivotTable1.xml")
    )
    added["xl/worksheets/_rels/sheet1.xml.rels"] = _relate(
        parts["xl/worksheets/_rels/sheet1.xml.rels"],
        ("rId90", _THREADED, "../threadedComments/threadedComment1.xml"),
    )
    added["xl/_rels/workbook.xml.rels"] = _relate(
        parts["xl/_rels/workbook.xml.rels"],
        ("rId90", _TYPES + "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
        ("rId91", "http://schemas.microsoft.com/office/2017/10/relationships/person", "persons/person.xml"),
    )
    caches = b'<pivotCaches><pivotCache cacheId="1" r:id="rId90"/></pivotCaches></workbook>'
    added["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"</workbook>", caches)
    table_filter = f'<filterColumn colId="0"><filters><filter val="Muu"/><filter val="{NAME}"/></filters>'
    table = parts["xl/tables/table1.xml"]
    added["xl/tables/table1.xml"] = table.replace(
        b'<autoFilter ref="A1:B3"/>',
        f'<autoFilter ref="A1:B3">{table_filter}</filterColumn></autoFilter>'.encode(),
    )
    assert added["xl/tables/table1.xml"] != table
    added["[Content_Types].xml"] = _content_types(parts["[Content_Types].xml"])
    return with_parts(data, added)


def _content_types(part: bytes) -> bytes:
    kinds = {
        "/xl/pivotCache/pivotCacheDefinition1.xml": _CONTENT + "pivotCacheDefinition+xml",
        "/xl/pivotCache/pivotCacheRecords1.xml": _CONTENT + "pivotCacheRecords+xml",
        "/xl/pivotTables/pivotTable1.xml": _CONTENT + "pivotTable+xml",
        "/xl/threadedComments/threadedComment1.xml": "application/vnd.ms-excel.threadedcomments+xml",
        "/xl/persons/person.xml": "application/vnd.ms-excel.person+xml",
    }
    fresh = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return part.replace(b"</Types>", fresh.encode() + b"</Types>")


def plain_sheets(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("S")
    sheet.write_row("A1", ["Tunnus", "Nimi"])
    sheet.write_row("A2", ["A-1", NAME])
    sheet.write_row("A3", ["A-10", "Toinen Henkilö"])
    book.add_worksheet("Toinen").write("C3", "rauhassa")


HER_ROW = [CellEdit("S", Ref.parse("A2"), None), CellEdit("S", Ref.parse("B2"), None)]


def erase_her_row(data: bytes, *texts: str) -> ErasePlan:
    return plan_erase(Workbook.from_bytes(data), texts or ("A-1", NAME), HER_ROW)
