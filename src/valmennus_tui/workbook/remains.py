"""Where a person's text would remain in a workbook: every part is searched, whatever it is.

Cells, formulas' text constants, names, notes, rules, headers and footers, links, drawings, properties, values
cached from other workbooks, custom XML, binary parts, workbooks embedded in this one. What cannot be looked
into: pictures of text, text inside compressed macro code, encrypted or otherwise packed embedded objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from valmennus_tui.errors import FileRefused
from valmennus_tui.i18n import N_, _
from valmennus_tui.workbook import xml
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.cell_texts import CellText, cell_texts, cells_span
from valmennus_tui.workbook.erase_rules import erasable, root_name
from valmennus_tui.workbook.package import Package
from valmennus_tui.workbook.sensitive import Sensitive
from valmennus_tui.workbook.text_spans import Passage, passages


class Place(StrEnum):
    """What kind of place in a part a text stands in."""

    CELL = "cell"
    FORMULA = "formula"
    FORMULA_RESULT = "formula_result"
    SHARED_STRING = "shared_string"
    NOTE = "note"
    FILTER = "filter"
    LIST_RULE = "list_rule"
    CONDITIONAL_FORMAT = "conditional_format"
    HEADER_FOOTER = "header_footer"
    LINK = "link"
    DEFINED_NAME = "defined_name"
    SHEET_NAME = "sheet_name"
    TABLE = "table"
    PIVOT = "pivot"
    CHART = "chart"
    DRAWING = "drawing"
    OTHER_WORKBOOK = "other_workbook"
    PROPERTIES = "properties"
    PERSON = "person"
    PART_NAME = "part_name"
    ARCHIVE = "archive"
    EMBEDDED = "embedded"
    BINARY = "binary"
    OTHER = "other"


_SENTENCES = {
    Place.CELL: N_("The text stands in cell {cell} of the sheet “{sheet}”."),
    Place.FORMULA: N_("The text stands in the formula of cell {cell} of the sheet “{sheet}”."),
    Place.FORMULA_RESULT: N_("The text is the result of the formula in cell {cell} of the sheet “{sheet}”."),
    Place.SHARED_STRING: N_("The text stands in the workbook's table of strings ({part})."),
    Place.NOTE: N_("The text stands in a note ({part})."),
    Place.FILTER: N_("The text stands in a filter ({part})."),
    Place.LIST_RULE: N_("The text stands in a drop-down list or validation rule ({part})."),
    Place.CONDITIONAL_FORMAT: N_("The text stands in a conditional format ({part})."),
    Place.HEADER_FOOTER: N_("The text stands in a page header or footer ({part})."),
    Place.LINK: N_("The text stands in a link ({part})."),
    Place.DEFINED_NAME: N_("The text stands in a defined name ({part})."),
    Place.SHEET_NAME: N_("The text stands in a sheet's name ({part})."),
    Place.TABLE: N_("The text stands in the definition of a table ({part})."),
    Place.PIVOT: N_("The text stands in a pivot table ({part})."),
    Place.CHART: N_("The text stands in a chart ({part})."),
    Place.DRAWING: N_("The text stands in a drawing or text box ({part})."),
    Place.OTHER_WORKBOOK: N_("The text stands in values stored from another workbook ({part})."),
    Place.PROPERTIES: N_("The text stands in the file's properties ({part})."),
    Place.PERSON: N_("The text stands in the list of people who have written notes ({part})."),
    Place.PART_NAME: N_("The text stands in the name of a part ({part})."),
    Place.ARCHIVE: N_("The text stands in a comment of the zip file itself."),
    Place.EMBEDDED: N_("The text stands in an embedded file ({part})."),
    Place.BINARY: N_("The text stands in a part that this program cannot read ({part})."),
    Place.OTHER: N_("The text stands in the part {part}."),
}

_BY_ROOT = {
    "sst": Place.SHARED_STRING,
    "comments": Place.NOTE,
    "ThreadedComments": Place.NOTE,
    "table": Place.TABLE,
    "pivotTableDefinition": Place.PIVOT,
    "pivotCacheDefinition": Place.PIVOT,
    "pivotCacheRecords": Place.PIVOT,
    "slicerCacheDefinition": Place.PIVOT,
    "slicers": Place.PIVOT,
    "chartSpace": Place.CHART,
    "wsDr": Place.DRAWING,
    "userShapes": Place.DRAWING,
    "xml": Place.DRAWING,
    "externalLink": Place.OTHER_WORKBOOK,
    "coreProperties": Place.PROPERTIES,
    "Properties": Place.PROPERTIES,
    "personList": Place.PERSON,
    "Relationships": Place.LINK,
}
_BY_ELEMENT = {
    "dataValidation": Place.LIST_RULE,
    "conditionalFormatting": Place.CONDITIONAL_FORMAT,
    "headerFooter": Place.HEADER_FOOTER,
    "hyperlink": Place.LINK,
    "filterColumn": Place.FILTER,
    "definedName": Place.DEFINED_NAME,
    "sheets": Place.SHEET_NAME,
}
_STRUCTURAL = frozenset(
    {"r", "ref", "sqref", "spans", "activeCell", "topLeftCell", "cell", "id", "Id", "uid", "guid"}
    | {"Type", "ContentType", "PartName", "Extension", "sheetId", "codeName", "panose"}
)
"""Attributes that hold addresses and identifiers: a client code like ``K12`` is also a cell's address."""
_FORMULAS = frozenset(
    {"f", "formula", "formula1", "formula2", "definedName", "location", "oleFormula"}
    | {"calculatedColumnFormula", "totalsRowFormula"}
)
_IN_FORMULA = re.compile(r"\"((?:[^\"]|\"\")*)\"|'((?:[^']|'')*)'|([^\s!'\"(),;+\-*/&=<>^]+)!")
_LAYOUT_CODE = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-Fa-f+-]{6}|[0-9]+|[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Remaining:
    """One place where text would remain; ``sheet`` and ``cell`` where it is a cell."""

    part: str
    place: Place
    sheet: str | None = None
    cell: str | None = None

    def sentence(self) -> str:
        """The place in words, in the language in force. Sheet names are text from the file."""
        return _(_SENTENCES[self.place]).format(part=self.part, sheet=self.sheet, cell=self.cell)


def search(book: Workbook, sensitive: Sensitive) -> tuple[Remaining, ...]:
    """Every place where her text stands, once each, cells first. Raises FileRefused (damaged parts)."""
    found = dict.fromkeys(_in_cells(book, sensitive))
    sheets = {part_name(book.package, info.part): info.name for info in book.worksheets}
    strings_part = part_name(book.package, book.related("sharedStrings") or "")
    told = any(each.part == strings_part for each in found)
    for name in book.package.names:
        if sensitive.is_inside(name):
            found[Remaining(name, Place.PART_NAME)] = None
        if name.endswith("/") or (name == strings_part and told):
            continue
        sheet = sheets.get(name)
        skip = None if sheet is None else _searchable_cells(book, sheet)
        for place in places(book.package.read(name), sensitive, skip):
            found[Remaining(name, place, sheet)] = None
    if not any(each.place is Place.PART_NAME for each in found) and sensitive.in_binary(_directory(book)):
        found[Remaining("zip", Place.ARCHIVE)] = None
    return tuple(found)


def _directory(book: Workbook) -> bytes:
    """The zip file's own directory with its comments: everything after the members."""
    return book.data[max((member.end for member in book.package.members), default=0) :]


def part_name(package: Package, name: str) -> str:
    """The part's name as the zip directory spells it."""
    return package.member(name).name if package.has(name) else name


def _searchable_cells(book: Workbook, sheet: str) -> tuple[int, int] | None:
    """The bytes of the cells, which are searched as cells; None where something else hides among them."""
    span = cells_span(book, sheet)
    if span is None:
        return None
    inside = book.sheet(sheet).scan.content[span[0] : span[1]]
    hides = any(mark in inside for mark in (b"<!", b"<?", b"rPh", b"extLst"))
    return None if hides else span


def _in_cells(book: Workbook, sensitive: Sensitive) -> Iterator[Remaining]:
    strings_part = part_name(book.package, book.related("sharedStrings") or "")
    known: dict[tuple[str, bool], bool] = {}
    for cell in cell_texts(book):
        part = cell.part if cell.shared is None else strings_part
        if cell.formula and in_formula(cell.formula, sensitive):
            yield Remaining(cell.part, Place.FORMULA, cell.sheet, str(cell.ref))
        key = cell.text, cell.is_number
        if key not in known:
            known[key] = says(cell, sensitive)
        if known[key]:
            place = Place.CELL if cell.formula is None else Place.FORMULA_RESULT
            yield Remaining(part, place, cell.sheet, str(cell.ref))


def says(cell: CellText, sensitive: Sensitive) -> bool:
    """Whether a cell names her: an identifying text as the whole value or inside it."""
    if cell.is_number:
        return sensitive.is_number(cell.text)
    return sensitive.is_identity(cell.text) or sensitive.is_inside(cell.text)


def in_formula(text: str, sensitive: Sensitive) -> bool:
    """Whether a formula names her in a text constant or a sheet's name (``K12`` alone is a cell)."""
    return any(
        sensitive.is_inside((match[1] or match[2] or match[3] or "").replace('""', '"').replace("''", "'"))
        for match in _IN_FORMULA.finditer(text)
    )


def places(part: bytes, sensitive: Sensitive, skip: tuple[int, int] | None = None) -> set[Place]:
    """The kinds of places in one part where her text stands. ``skip``: bytes not to look at."""
    if part.startswith(b"PK\x03\x04"):
        return {Place.EMBEDDED} if _in_package(part, sensitive) else set()
    root = root_name(part)
    if not root or _is_foreign(part):
        return {Place.BINARY} if sensitive.in_binary(part) else set()
    return {_place(root, passage) for passage in passages(part, skip) if _names_her(root, passage, sensitive)}


def _is_foreign(part: bytes) -> bool:
    """Whether a part that looks like XML is in another encoding than UTF-8."""
    try:
        xml.check_part(part, well_formed=False)
    except FileRefused:
        return True
    return False


def _names_her(root: str, passage: Passage, sensitive: Sensitive) -> bool:
    if passage.attribute in _STRUCTURAL:
        return False
    if passage.attribute in _FORMULAS or (passage.attribute is None and passage.element in _FORMULAS):
        return in_formula(passage.text, sensitive)
    if erasable(root, passage) is not None:
        return bool(sensitive.spans(passage.text))
    if passage.text.isdigit():
        # Sizes and positions: a client code of digits alone cannot be told from them.
        return False
    text = _LAYOUT_CODE.sub(" ", passage.text) if passage.within("headerFooter") else passage.text
    return sensitive.is_inside(text)


def _place(root: str, passage: Passage) -> Place:
    for step in reversed(passage.path):
        if step.name in _BY_ELEMENT:
            return _BY_ELEMENT[step.name]
    return _BY_ROOT.get(root, Place.OTHER)


def _in_package(data: bytes, sensitive: Sensitive) -> bool:
    """Whether a zip file inside the workbook (an embedded workbook, say) has her text."""
    try:
        package = Package.from_bytes(data)
        for name in package.names:
            if name.endswith("/"):
                continue
            content = package.read(name)
            nested = content.startswith(b"PK\x03\x04")
            if sensitive.in_binary(content) or (not nested and places(content, sensitive)):
                return True
    except FileRefused:
        return sensitive.in_binary(data)
    return False
