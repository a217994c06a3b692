"""Quirks of whole parts and of the zip around them."""

from __future__ import annotations

from random import Random

from tests.support.quirks.cells import cells
from tests.support.quirks.package import Book
from tests.support.quirks.tree import Element, Part

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = [
    (MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (_DOCUMENT, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main"),
]


def no_dimension(book: Book, rng: Random) -> None:
    """Sheets without ``dimension``."""
    for part in book.sheets():
        part.root.children = [c for c in part.root.children if isinstance(c, str) or c.name != "dimension"]


def wrong_dimension(book: Book, rng: Random) -> None:
    """A ``dimension`` that is too small, or that claims the whole sheet."""
    for part in book.sheets():
        dimension = part.root.find("dimension")
        if dimension is not None:
            dimension.attributes["ref"] = rng.choice(["A1", "B2:C3", "A1:XFD1048576"])


def strict(book: Book, rng: Random) -> None:
    """The namespaces of Strict Open XML."""
    book.replace += [(old.encode(), new.encode()) for old, new in _STRICT]
    root = book.part("xl/workbook.xml").root
    root.attributes["conformance"] = "strict"


def epoch_1904(book: Book, rng: Random) -> None:
    """Days counted from 1904: the same numbers mean days four years and a day later."""
    properties = book.part("xl/workbook.xml").root.find("workbookPr")
    if properties is not None:
        properties.attributes["date1904"] = rng.choice(["1", "true"])


def absolute_targets(book: Book, rng: Random) -> None:
    """Relationship targets from the top of the package."""
    for relationship in book.part("xl/_rels/workbook.xml.rels").root.elements():
        target = relationship.attributes.get("Target", "")
        if target and not target.startswith("/"):
            relationship.attributes["Target"] = "/xl/" + target


def other_part_names(book: Book, rng: Random) -> None:
    """Part names whose case differs from that in the relationships."""
    for name in book.raw:
        if name.startswith("xl/worksheets/sheet"):
            book.renamed[name] = name.replace("worksheets/sheet", "worksheets/Sheet")


def phonetics(book: Book, rng: Random) -> None:
    """Phonetic runs in strings, which are no part of the text."""
    inline = [text for part in book.sheets() for cell in cells(part) for text in cell.all("is")]
    shared = [book.part("xl/sharedStrings.xml").root] if "xl/sharedStrings.xml" in book.raw else []
    for item in [*(item for root in shared for item in root.all("si")), *inline]:
        if rng.random() < 0.5:
            reading = Element("rPh", {"sb": "0", "eb": "1"}, [Element("t", {}, ["READING"])])
            item.children += [reading, Element("phoneticPr", {"fontId": "0"})]


def count_missing(book: Book, rng: Random) -> None:
    """Shared strings without ``count`` and ``uniqueCount``."""
    if "xl/sharedStrings.xml" in book.raw:
        root = book.part("xl/sharedStrings.xml").root
        root.attributes.pop("count", None)
        root.attributes.pop("uniqueCount", None)


def unknown_part(book: Book, rng: Random) -> None:
    """A member that nothing refers to, as Excel sometimes leaves behind."""
    book.raw["[trash]/0000.dat"] = bytes(rng.randrange(256) for _ in range(64))


def calculation_chain(book: Book, rng: Random) -> None:
    """The calculation chain that Excel keeps of its formula cells."""
    name, kind = "xl/calcChain.xml", "calcChain"
    links = []
    for number, part in enumerate(book.sheets(), start=1):
        found = [cell for cell in cells(part) if cell.find("f") is not None and "r" in cell.attributes]
        links += [Element("c", {"r": cell.attributes["r"], "i": str(number)}) for cell in found]
    if not links:
        return
    chain = Part(
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n', Element(kind, {"xmlns": MAIN}, [*links])
    )
    book.raw[name] = chain.to_bytes()
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    book.part("[Content_Types].xml").root.children.append(
        Element("Override", {"PartName": "/" + name, "ContentType": content})
    )
    book.part("xl/_rels/workbook.xml.rels").root.children.append(
        Element("Relationship", {"Id": "rIdChain", "Type": f"{_DOCUMENT}/{kind}", "Target": "calcChain.xml"})
    )


def stored(book: Book, rng: Random) -> None:
    """Members without compression."""
    book.zip.stored = True


def descriptors(book: Book, rng: Random) -> None:
    """Sizes after the data instead of before it, as programs write that cannot go back."""
    book.zip.descriptors = True


def extra_fields(book: Book, rng: Random) -> None:
    """Extra fields: a time stamp and an unknown one."""
    book.zip.extra = True


def shuffled_members(book: Book, rng: Random) -> None:
    """Members in another order."""
    book.zip.shuffled, book.zip.seed = True, rng.randrange(1000)


def directory_members(book: Book, rng: Random) -> None:
    """Members for the folders."""
    book.zip.directories = True


def zip_comments(book: Book, rng: Random) -> None:
    """Comments of members and of the archive."""
    book.zip.comments, book.zip.seed = True, rng.randrange(1000)
