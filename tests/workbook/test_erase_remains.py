"""Where a person's text would remain: every place is found, named, and left as it is."""

from __future__ import annotations

import pytest
import xlsxwriter

from tests.workbook.erase_books import NAME, erase_her_row, plain_sheets
from tests.workbook.xlsx_parts import before, changed, parts_of, with_parts, written
from valmennus_tui.workbook.erasing import Place

RELS = "http://schemas.openxmlformats.org/package/2006/relationships"

_RELATED = (
    f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="h" TargetMode="External" '
    'Target="mailto:%s"/></Relationships>'
)

LEFT: dict[str, tuple[Place, object]] = {
    "xl/externalLinks/externalLink9.xml": (
        Place.OTHER_WORKBOOK,
        f"<externalLink><v>{NAME}</v></externalLink>",
    ),
    "customXml/item1.xml": (Place.OTHER, f"<a b='{NAME.upper()}'/>"),
    "customXml/item4.xml": (Place.OTHER, f"<a><filter val='{NAME}'/></a>"),
    "customXml/item2.xml": (Place.OTHER, f"<a><!-- {NAME} --></a>"),
    "customXml/item3.xml": (
        Place.BINARY,
        f"<?xml version='1.0' encoding='utf-16'?><a>{NAME}</a>".encode("utf-16"),
    ),
    "xl/drawings/drawing9.xml": (
        Place.DRAWING,
        "<wsDr><p><r><t>Kanerva</t></r><r><t> Tuulispää</t></r></p></wsDr>",
    ),
    "xl/drawings/vmlDrawing9.vml": (Place.DRAWING, f"<xml><v><div>a<br>{NAME}</div></v></xml>"),
    "xl/printerSettings/printerSettings9.bin": (Place.BINARY, b"\x01\x00" + NAME.encode("utf-16-le")),
    "xl/printerSettings/printerSettings8.bin": (Place.BINARY, b"\x00\xff" + NAME.encode("cp1252") + b"\x00"),
    "xl/persons/person9.xml": (Place.PERSON, f"<personList><person displayName='{NAME}'/></personList>"),
    "xl/worksheets/_rels/sheet2.xml.rels": (
        Place.LINK,
        _RELATED % "kanerva.tuulisp%C3%A4%C3%A4@esimerkki.fi",
    ),
    "docProps/custom.xml": (Place.PROPERTIES, f"<Properties><p><lpwstr>{NAME}</lpwstr></p></Properties>"),
    "xl/slicerCaches/slicerCache9.xml": (
        Place.PIVOT,
        f"<slicerCacheDefinition><i n='{NAME}'/></slicerCacheDefinition>",
    ),
    "xl/charts/chart9.xml": (Place.CHART, f"<chartSpace><title><t>{NAME}</t></title></chartSpace>"),
    "xl/tables/table9.xml": (Place.TABLE, f"<table ref='A1'><tableColumn name='{NAME}'/></table>"),
    f"xl/media/{NAME}.png": (Place.PART_NAME, b"\x89PNG"),
    "xl/embeddings/book9.xlsx": (
        Place.EMBEDDED,
        written(lambda book: book.add_worksheet().write("A1", NAME)),
    ),
}


@pytest.mark.parametrize("part", LEFT, ids=str)
def test_a_part_where_text_would_remain_is_named_and_left_as_it_is(part: str) -> None:
    place, content = LEFT[part]
    data = with_parts(written(plain_sheets), {part: content})
    plan = erase_her_row(data)
    assert [(each.part, each.place) for each in plan.remains] == [(part, place)]
    assert part in plan.remains[0].sentence()
    assert parts_of(plan.data)[part] == parts_of(data)[part]


IN_SHEET = {
    "validation": (
        Place.LIST_RULE,
        f'<dataValidations><dataValidation type="list" sqref="A1"><formula1>"x,{NAME}"</formula1>'
        "</dataValidation></dataValidations>",
    ),
    "prompt": (
        Place.LIST_RULE,
        f'<dataValidations><dataValidation sqref="A1" prompt="Kysy: {NAME}"/></dataValidations>',
    ),
    "x14": (
        Place.LIST_RULE,
        f"<extLst><ext><dataValidations><dataValidation type='list'><formula1><f>\"{NAME}\"</f></formula1>"
        "<sqref>A1</sqref></dataValidation></dataValidations></ext></extLst>",
    ),
    "format": (
        Place.CONDITIONAL_FORMAT,
        f'<conditionalFormatting sqref="A1"><cfRule text="{NAME}"/></conditionalFormatting>',
    ),
    "footer": (
        Place.HEADER_FOOTER,
        f'<headerFooter><oddFooter>&amp;L&amp;"Arial"&amp;12{NAME}</oddFooter></headerFooter>',
    ),
    "tooltip": (Place.LINK, f'<hyperlinks><hyperlink ref="A1" tooltip="{NAME}"/></hyperlinks>'),
    "location": (Place.LINK, f"<hyperlinks><hyperlink ref='A1' location=\"'{NAME}'!A1\"/></hyperlinks>"),
    "sparkline": (Place.OTHER, f"<extLst><ext><sparkline><f>'{NAME}'!A1:B2</f></sparkline></ext></extLst>"),
}


@pytest.mark.parametrize("what", IN_SHEET)
def test_places_of_a_sheet_that_are_not_hers_are_named(what: str) -> None:
    place, markup = IN_SHEET[what]
    data = changed(written(plain_sheets), sheet2=before(b"<pageMargins", markup))
    plan = erase_her_row(data)
    assert [(each.part, each.place, each.sheet) for each in plan.remains] == [
        ("xl/worksheets/sheet2.xml", place, "Toinen")
    ]
    assert parts_of(plan.data)["xl/worksheets/sheet2.xml"] == parts_of(data)["xl/worksheets/sheet2.xml"]


CELLS = {
    "inline": (
        Place.CELL,
        '<c r="D9" t="inlineStr"><is><r><t>Kanerva</t></r><r><t> Tuulispää</t></r></is></c>',
    ),
    "phonetic": (
        Place.OTHER,
        f'<c r="D9" t="inlineStr"><is><t>x</t><rPh sb="0" eb="1"><t>{NAME}</t></rPh></is></c>',
    ),
    "formula": (Place.FORMULA, f'<c r="D9"><f>COUNTIF(A:A,"{NAME}")</f><v>1</v></c>'),
    "result": (Place.FORMULA_RESULT, f'<c r="D9" t="str"><f>VLOOKUP(1,[1]S!$A:$B,2)</f><v>{NAME}</v></c>'),
}


@pytest.mark.parametrize("what", CELLS)
def test_other_cells_that_name_her_are_named(what: str) -> None:
    place, cell = CELLS[what]
    data = changed(written(plain_sheets), sheet2=before(b"</sheetData>", f'<row r="9">{cell}</row>'))
    found = erase_her_row(data).remains
    assert [each.place for each in found] == [place]
    if place is not Place.OTHER:
        assert (found[0].sheet, found[0].cell) == ("Toinen", "D9")


def test_names_sheets_and_properties_are_named() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        plain_sheets(book)
        book.add_worksheet(NAME)
        book.define_name("Kanerva_Tuulispää", "=S!$A$1")
        book.set_properties(
            {"title": f"Kooste: {NAME}", "created": None} if False else {"title": f"Kooste: {NAME}"}
        )

    plan = erase_her_row(written(fill))
    assert {(each.part, each.place) for each in plan.remains} == {
        ("docProps/app.xml", Place.PROPERTIES),
        ("docProps/core.xml", Place.PROPERTIES),
        ("xl/workbook.xml", Place.SHEET_NAME),
        ("xl/workbook.xml", Place.DEFINED_NAME),
    }
    assert len(plan.remaining) == 3
