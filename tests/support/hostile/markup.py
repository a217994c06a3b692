"""Hostile XML inside a sound zip: entities, encodings, places that do not exist, values that are none."""

from __future__ import annotations

from collections.abc import Iterator

from tests.support.hostile.base import (
    BOOK,
    BOOK_RELS,
    SHEET,
    STRINGS,
    STYLES,
    TYPES,
    after_rows,
    parts,
    with_parts,
    with_rows,
    with_text,
)
from tests.support.hostile.case import Hostile, either, reads, refused

_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REVISIONS = "application/vnd.openxmlformats-officedocument.spreadsheetml.revisionHeaders+xml"


def _doctyped(part: str, doctype: str, text: str = "") -> bytes:
    data = parts()[part].decode()
    head, root = data.split("?>", 1)
    return with_parts({part: (head + "?>" + doctype + root.replace("asiakas", text or "asiakas")).encode()})


def _shared_workbook() -> bytes:
    """A workbook with the old change history: its parts, their relationship and content type."""
    override = f'<Override PartName="/xl/revisions/revisionHeaders.xml" ContentType="{_REVISIONS}"/>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/revisionHeaders"
    related = f'<Relationship Id="rIdLog" Type="{kind}" Target="revisions/revisionHeaders.xml"/>'
    return with_parts(
        {
            "xl/revisions/revisionHeaders.xml": f'<headers xmlns="{_MAIN}"/>'.encode(),
            TYPES: parts()[TYPES].replace(b"</Types>", override.encode() + b"</Types>"),
            BOOK_RELS: parts()[BOOK_RELS].replace(b"</Rel", related.encode() + b"</Rel"),
        }
    )


def _recoded(part: str, encoding: str, declared: str) -> bytes:
    text = parts()[part].decode().replace('encoding="UTF-8"', f'encoding="{declared}"')
    return with_parts({part: text.encode(encoding)})


def documents() -> Iterator[Hostile]:
    """Document types, encodings, broken and deep XML."""
    yield refused("laughs_in_strings", _doctyped(STRINGS, _LAUGHS, "&i;"), "doctype")
    yield refused("laughs_in_sheet", _doctyped(SHEET, _LAUGHS), "doctype")
    yield refused("laughs_in_workbook", _doctyped(BOOK, _LAUGHS), "doctype")
    file = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    yield refused("external_entity", _doctyped(STRINGS, file, "&e;"), "doctype")
    yield refused(
        "external_dtd", _doctyped(STYLES, '<!DOCTYPE x SYSTEM "http://localhost:9/x.dtd">'), "doctype"
    )
    padded = "<!-- " + "x" * 5000 + " -->" + _LAUGHS
    yield refused("doctype_far_down", _doctyped(SHEET, padded), "doctype")
    utf16 = "\ufeff" + parts()[STRINGS].decode().replace('"UTF-8"', '"UTF-16"').replace(
        "?>", "?>" + _LAUGHS, 1
    )
    yield refused("doctype_in_utf16", with_parts({STRINGS: utf16.encode("utf-16-le")}), "doctype", "encoding")
    yield refused("utf16", _recoded(SHEET, "utf-16", "UTF-16"), "encoding")
    yield refused("utf16_without_mark", _recoded(SHEET, "utf-16-be", "UTF-16BE"), "encoding", "bad_xml")
    yield refused("latin1", _recoded(STRINGS, "latin-1", "ISO-8859-1"), "encoding")
    yield refused("utf7", _recoded(STRINGS, "utf-8", "UTF-7"), "encoding", "bad_xml")
    yield refused(
        "invalid_utf8",
        with_parts({STRINGS: parts()[STRINGS].replace(b"asiakas", b"\xff\xfe")}),
        "bad_xml",
        "encoding",
    )
    surrogate = parts()[STRINGS].replace(b"asiakas", b"\xed\xa0\x80")
    yield refused("surrogate_bytes", with_parts({STRINGS: surrogate}), "bad_xml", "encoding")
    yield refused("escape_byte", with_text(STRINGS, "asiakas", "\x1b[31m"), "bad_xml")
    yield refused("escape_reference", with_text(STRINGS, "asiakas", "&#27;[31m"), "bad_xml")
    yield refused("not_well_formed", with_text(SHEET, "</sheetData>", "</sheetDat>"), "bad_xml")
    yield refused("cut_xml", with_parts({SHEET: parts()[SHEET][:-40]}), "bad_xml")
    yield refused("attribute_twice", with_text(SHEET, '<c r="A1"', '<c r="A1" r="B9"'), "bad_xml")
    yield either("undeclared_prefix", with_text(SHEET, "<sheetData>", "<q:x/><sheetData>"), "bad_xml")
    yield refused(
        "deep_nesting",
        with_text(SHEET, "<sheetData>", "<x>" * 5000 + "</x>" * 5000 + "<sheetData>"),
        "too_deep",
    )
    for encoding in ("UTF-7", "Shift_JIS", "no-such-thing", "idna", "windows-1252"):
        foreign = f'<?xml version="1.0" encoding="{encoding}"?><a>x</a>'.encode()
        data = with_parts({"customXml/item1.xml": foreign})
        yield either(f"foreign_data_in_{encoding.lower()}", data, "bad_xml", "encoding", "damaged_part")
    yield refused("empty_part", with_parts({SHEET: b""}), "bad_xml")
    yield either("other_root", with_parts({SHEET: b"<html/>"}), "bad_xml", "missing_part", "damaged_part")


def relationships() -> Iterator[Hostile]:
    """References that lead out or nowhere, signatures, shared workbooks, macros."""
    target = 'Target="worksheets/sheet1.xml"'
    yield refused(
        "target_outside", with_text(BOOK_RELS, target, 'Target="../../../../etc/passwd"'), "bad_relationship"
    )
    yield refused(
        "target_missing", with_text(BOOK_RELS, target, 'Target="worksheets/none.xml"'), "missing_part"
    )
    yield refused(
        "relationship_missing",
        with_text(BOOK, 'r:id="rId1"', 'r:id="rId77"'),
        "missing_part",
        "bad_relationship",
        "bad_name",
    )
    yield refused("sheet_without_name", with_text(BOOK, 'name="Data"', 'name=""'), "bad_name")
    copies = "".join(f'<sheet name="S{n}" sheetId="{n + 9}" r:id="rId1"/>' for n in range(3000))
    yield either(
        "one_part_many_sheets",
        with_text(BOOK, "</sheets>", copies + "</sheets>"),
        "bad_name",
        "too_many_parts",
        "too_many_cells",
        "bad_relationship",
    )
    same = '<sheet name="DATA" sheetId="9" r:id="rId1"/>'
    yield either("two_sheets_one_name", with_text(BOOK, "</sheets>", same + "</sheets>"), "bad_name")
    signature = {"_xmlsignatures/origin.sigs": b"", "_xmlsignatures/sig1.xml": b"<Signature/>"}
    yield reads("signed", with_parts(signature), read_only="signed")
    yield reads("shared_workbook", _shared_workbook(), read_only="shared_workbook")
    yield reads("macros", with_parts({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macro"}))
    yield reads("very_hidden", with_text(BOOK, 'name="Data"', 'name="Data" state="veryHidden"'))


def places() -> Iterator[Hostile]:
    """Rows, cells and areas that are not there, twice there, or far too large."""
    yield reads(
        "dimension_too_large",
        with_text(SHEET, '<dimension ref="A1:C2"/>', '<dimension ref="A1:XFD1048576"/>'),
    )
    yield reads("dimension_nonsense", with_text(SHEET, '<dimension ref="A1:C2"/>', '<dimension ref="what"/>'))
    yield refused(
        "last_cell", with_rows('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "too_far_down"
    )
    for word, number in {
        "zero": "0",
        "negative": "-1",
        "huge": "99999999999",
        "word": "x",
        "fraction": "1.5",
    }.items():
        rows = f'<row r="{number}"><c><v>1</v></c></row>'
        yield refused(f"row_{word}", with_rows(rows), "too_far_down", "bad_reference")
    arabic = '<row r="\u0661"><c><v>1</v></c></row>'
    yield refused("row_arabic_digit", with_rows(arabic), "too_far_down", "bad_reference")
    for word, ref in {
        "row_0": "A0",
        "wide": "XFE1",
        "letters": "ZZZZZ1",
        "turned": "1A",
        "two": "A1:B2",
    }.items():
        yield refused(
            f"cell_{word}",
            with_rows(f'<row r="1"><c r="{ref}"><v>1</v></c></row>'),
            "bad_reference",
            "too_far_down",
        )
    yield refused(
        "cell_in_other_row",
        with_rows('<row r="1"><c r="A2"><v>1</v></c></row>'),
        "bad_reference",
        "duplicate_cell",
    )
    yield refused(
        "cell_twice",
        with_rows('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
        "duplicate_cell",
    )
    row = '<row r="3"><c r="A3"><v>1</v></c></row>'
    yield refused("row_twice", with_rows(row + row.replace("<v>1", "<v>2")), "duplicate_cell")
    yield either(
        "rows_out_of_order",
        with_rows(row + '<row r="2"><c r="A2"><v>1</v></c></row>'),
        "duplicate_cell",
        "bad_reference",
    )
    yield refused(
        "merge_everything",
        after_rows('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "area_too_large",
    )
    yield refused(
        "merge_two_columns",
        after_rows('<mergeCells><mergeCell ref="A1:B1048576"/></mergeCells>'),
        "area_too_large",
    )
    yield refused(
        "merge_nonsense", after_rows('<mergeCells><mergeCell ref="A0:Q"/></mergeCells>'), "bad_reference"
    )
    yield refused(
        "hyperlink_everywhere",
        after_rows('<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'),
        "area_too_large",
    )
    many = " ".join(f"A{n}" for n in range(1, 60_001))
    rule = '<dataValidation type="list" sqref="{}"><formula1>"a,b"</formula1></dataValidation>'
    rule = f"<dataValidations>{rule}</dataValidations>"
    yield either(
        "validation_of_many_areas", after_rows(rule.format(many)), "area_too_large", "too_many_cells"
    )
    yield reads("validation_everywhere", after_rows(rule.format("A1:XFD1048576")))
    yield either(
        "columns_without_end",
        with_text(
            SHEET, "<sheetData>", '<cols><col min="1" max="99999999999" hidden="1"/></cols><sheetData>'
        ),
        "bad_reference",
    )
    yield reads("spans_without_end", with_text(SHEET, 'spans="1:3"', 'spans="1:99999999999999"'))
    names = '<definedName name="_xlnm.Print_Titles" localSheetId="0">{}</definedName>'
    names = f"<definedNames>{names}</definedNames>"
    yield refused(
        "name_without_end",
        with_text(BOOK, "</sheets>", "</sheets>" + names.format("$A:" * 30_000)),
        "bad_name",
        "area_too_large",
        "too_much_data",
    )
    yield either(
        "name_of_no_sheet",
        with_text(BOOK, "</sheets>", "</sheets>" + names.format("A1").replace('"0"', '"-5"')),
        "bad_name",
    )


def values() -> Iterator[Hostile]:
    """Values that are none, indices that lead nowhere."""
    for word, index in {"far": "999999", "negative": "-1", "word": "x", "huge": "9" * 400}.items():
        row = f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>'
        yield refused(f"string_{word}", with_rows(row), "bad_string_index")
    yield either(
        "style_far",
        with_rows('<row r="1"><c r="A1" s="999"><v>1</v></c></row>'),
        "damaged_part",
        "bad_reference",
    )
    yield either(
        "style_negative",
        with_rows('<row r="1"><c r="A1" s="-1"><v>1</v></c></row>'),
        "damaged_part",
        "bad_reference",
    )
    for word, cell in {
        "number_with_comma": "<c r='A1'><v>1,5</v></c>",
        "number_of_10000_digits": f"<c r='A1'><v>{'9' * 10_000}</v></c>",
        "number_nan": "<c r='A1'><v>NaN</v></c>",
        "number_infinite": "<c r='A1'><v>1e999</v></c>",
        "number_underscore": "<c r='A1'><v>1_000</v></c>",
        "boolean_maybe": "<c r='A1' t='b'><v>maybe</v></c>",
        "date_as_typed": "<c r='A1' t='d'><v>31.12.2025</v></c>",
        "date_iso": "<c r='A1' t='d'><v>2025-12-31T00:00:00</v></c>",
        "date_too_large": "<c r='A1' s='1'><v>1e12</v></c>",
        "date_negative": "<c r='A1' s='1'><v>-5</v></c>",
        "date_nan": "<c r='A1' s='1'><v>nan</v></c>",
        "date_60": "<c r='A1' s='1'><v>60</v></c>",
        "unknown_type": "<c r='A1' t='zz'><v>1</v></c>",
        "unknown_error": "<c r='A1' t='e'><v>#BOO!</v></c>",
        "two_values": "<c r='A1'><v>1</v><v>2</v></c>",
        "no_string": "<c r='A1' t='s'><v/></c>",
        "no_inline": "<c r='A1' t='inlineStr'/>",
        "long_text": f"<c r='A1' t='inlineStr'><is><t>{'x' * 100_000}</t></is></c>",
        "c1_controls": "<c r='A1' t='inlineStr'><is><t>&#x9b;31m&#x9d;0;t&#x9c;</t></is></c>",
        "escaped_escape": "<c r='A1' t='inlineStr'><is><t>_x001B_[31m</t></is></c>",
        "shared_formula_without_master": "<c r='A1'><f t='shared' si='3'/><v>1</v></c>",
        "shared_formula_odd_index": "<c r='A1'><f t='shared' si='x' ref='Q'>1</f><v>1</v></c>",
        "formula_nested": f"<c r='A1'><f>{'(' * 5000}1{')' * 5000}</f><v>1</v></c>",
        "formula_of_itself": "<c r='A1'><f>A1+1</f><v>1</v></c>",
        "formula_dde": "<c r='A1'><f>cmd|'/c calc'!A1</f><v>1</v></c>",
    }.items():
        yield reads(word, with_rows(f'<row r="1">{cell}</row>'))
    huge = "<c r='A1'><f t='array' ref='A1:XFD1048576'>1</f><v>1</v></c>"
    yield either("array_everywhere", with_rows(f'<row r="1">{huge}</row>'), "area_too_large")
