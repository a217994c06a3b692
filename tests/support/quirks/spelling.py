"""Quirks of XML itself: other spellings of the same content."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.support.quirks.cells import cells, rows
from tests.support.quirks.package import Book
from tests.support.quirks.tree import Element

_ENTITY = re.compile(r"&[^;]*;")
_FOREIGN = "urn:example:quirks"


def prefix_sheet(book: Book, rng: Random) -> None:
    """Every spreadsheetml name of the sheets with a prefix."""
    prefix = rng.choice(["x", "ss", "main"])
    for part in book.sheets():
        part.style.prefix = prefix


def prefix_all(book: Book, rng: Random) -> None:
    """Workbook, shared strings and styles with a prefix too."""
    for part in book.spreadsheet_parts():
        part.style.prefix = rng.choice(["x", "s"])


def byte_order_mark(book: Book, rng: Random) -> None:
    """A UTF-8 byte-order mark in front of each part."""
    for part in book.spreadsheet_parts():
        part.bom = rng.random() < 0.8


def single_quotes(book: Book, rng: Random) -> None:
    """Attributes and XML declaration in single quotes."""
    for part in book.spreadsheet_parts():
        part.style.quote = "'"
        part.prolog = part.prolog.replace('"', "'")


def no_declaration(book: Book, rng: Random) -> None:
    """No XML declaration."""
    for part in book.spreadsheet_parts():
        part.prolog = ""


def attribute_spacing(book: Book, rng: Random) -> None:
    """Spaces, tabs and line breaks around attributes and before ``>``."""
    for part in book.spreadsheet_parts():
        part.style.spaced = True


def greater_in_attributes(book: Book, rng: Random) -> None:
    """``>`` inside attribute values, in an ignorable namespace and wherever ``&gt;`` stood."""
    for part in book.sheets():
        _ignorable(part.root)
        part.style.raw_greater = True
        for element in part.root.walk():
            if ":" not in element.name and rng.random() < 0.3:
                element.attributes["q:note"] = rng.choice(
                    ["a > b", "/>", "&lt;/c>", "&lt;row r=&quot;9&quot;>"]
                )


def foreign_attributes(book: Book, rng: Random) -> None:
    """Attributes of an unknown, ignorable namespace, among them one whose local name is ``r``."""
    for part in book.sheets():
        _ignorable(part.root)
        for element in [*rows(part), *cells(part)]:
            if rng.random() < 0.5:
                name = rng.choice(["q:r", "q:s", "q:t", "q:descent"])
                element.attributes = {name: "7", **element.attributes}


def _ignorable(root: Element) -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    root.attributes.setdefault("xmlns:mc", mc)
    root.attributes["xmlns:q"] = _FOREIGN
    ignored = root.attributes.get("mc:Ignorable", "").split()
    root.attributes["mc:Ignorable"] = " ".join([*(name for name in ignored if name != "q"), "q"])


def extension_lists(book: Book, rng: Random) -> None:
    """Extension lists in cells, rows and the sheet."""
    for part in book.sheets():
        for cell in cells(part):
            if rng.random() < 0.3:
                cell.children.append(_extension("<q:hint>x</q:hint>"))
        _sheet_extension(part.root, "<q:hint>x</q:hint>")


def lookalikes(book: Book, rng: Random) -> None:
    """Elements of another namespace called sheetData, row and c, before and after the real ones."""
    false = '<q:sheetData><q:row r="1"><q:c r="A1" t="str"><q:v>false</q:v></q:c></q:row></q:sheetData>'
    for part in book.sheets():
        views = part.root.find("sheetViews")
        if views is not None:
            view = views.find("sheetView")
            if view is not None:
                view.children.append(_extension(false))
        _sheet_extension(part.root, false)


def lookalikes_in_cells(book: Book, rng: Random) -> None:
    """Elements of another namespace called v, f and is, in the extension list of a cell."""
    false = "<q:f>1+1</q:f><q:v>9</q:v><q:is><q:t>false</q:t></q:is>"
    for part in book.sheets():
        for cell in cells(part):
            if rng.random() < 0.5:
                cell.children.append(_extension(false))


def second_prefix(book: Book, rng: Random) -> None:
    """Two prefixes for the same namespace, used side by side."""
    for part in book.sheets():
        uri = part.root.attributes.get("xmlns")
        if uri is None:
            continue
        part.root.attributes["xmlns:y"] = uri
        for element in [*part.root.walk()][1:]:
            if ":" not in element.name and rng.random() < 0.3:
                element.name = "y:" + element.name


def _extension(markup: str) -> Element:
    ext = Element("ext", {"uri": "{00000000-0000-0000-0000-00000000C0DE}", "xmlns:q": _FOREIGN}, [markup])
    return Element("extLst", {}, [ext])


def _sheet_extension(root: Element, markup: str) -> None:
    old = root.find("extLst")
    if old is None:
        root.children.append(_extension(markup))
    else:
        old.children += _extension(markup).children


def comments_between(book: Book, rng: Random) -> None:
    """Comments and processing instructions between rows and between cells."""
    for part in book.sheets():
        data = part.root.find("sheetData")
        for element in [] if data is None else [data, *rows(part)]:
            element.children = _mingled(element.children, rng)


def comments_in_cells(book: Book, rng: Random) -> None:
    """Comments and processing instructions between the children of a cell."""
    for part in book.sheets():
        for cell in cells(part):
            if cell.children and rng.random() < 0.6:
                cell.children = _mingled(cell.children, rng)


def _mingled(children: list[Element | str], rng: Random) -> list[Element | str]:
    odd = ["<!-- > -->", '<!-- <c r="A1"><v>1</v></c> -->', "<?pi <row?>", "<!---->", "<!-- </sheetData> -->"]
    made: list[Element | str] = []
    for child in children:
        if rng.random() < 0.4:
            made.append(rng.choice(odd))
        made.append(child)
    return [*made, rng.choice(odd)] if rng.random() < 0.4 else made


def comments_in_text(book: Book, rng: Random) -> None:
    """A comment in the middle of a value or a formula."""
    _in_texts(book, rng, lambda text: f"{text[:1]}<!-- x -->{text[1:]}")


def cdata(book: Book, rng: Random) -> None:
    """Texts in CDATA sections, whole or in part."""

    def spell(text: str) -> str:
        if rng.random() < 0.3:
            return f"{text[:1]}<![CDATA[{text[1:]}]]>"
        return f"<![CDATA[{text}]]>"

    _in_texts(book, rng, spell)


def _in_texts(book: Book, rng: Random, spell: Callable[[str], str]) -> None:
    """Change the text of v, f and t elements that have no entity in it (raw text is then the text)."""
    for part in book.spreadsheet_parts():
        for element in part.root.walk():
            if element.name in ("v", "f", "t") and len(element.children) == 1 and rng.random() < 0.5:
                text = element.children[0]
                if isinstance(text, str) and text and "&" not in text and "<" not in text:
                    element.children = [spell(text)]


def entities(book: Book, rng: Random) -> None:
    """Characters as numeric references, decimal and hexadecimal, in texts and in attributes."""

    def coded(text: str) -> str:
        def one(char: str) -> str:
            code = rng.choice([f"&#{ord(char)};", f"&#x{ord(char):X};", f"&#x{ord(char):04x};"])
            return code if char.isprintable() and rng.random() < 0.3 else char

        pieces = _ENTITY.split(text)
        between = [*_ENTITY.findall(text), ""]
        return "".join(
            "".join(map(one, piece)) + entity for piece, entity in zip(pieces, between, strict=True)
        )

    for part in book.spreadsheet_parts():
        for element in part.root.walk():
            for name in ("r", "t", "ref", "sqref", "name"):
                if name in element.attributes and rng.random() < 0.3:
                    element.attributes[name] = coded(element.attributes[name])
            if element.name in ("v", "f", "t"):
                element.children = [
                    coded(c) if isinstance(c, str) and not c.startswith("<") else c for c in element.children
                ]


def whitespace_between(book: Book, rng: Random) -> None:
    """Line breaks and indents between elements, as pretty-printers write them."""
    gaps = ["\n", "\n  ", "\t", "\r\n ", " "]
    for part in book.spreadsheet_parts():
        for element in part.root.walk():
            kids = list(element.elements())
            if kids and not element.text.strip() and element.name not in ("is", "si", "r"):
                element.children = [piece for kid in element.children for piece in (rng.choice(gaps), kid)]
                element.children.append("\n")


def both_tags(book: Book, rng: Random) -> None:
    """Elements without content with a start and an end tag."""
    for part in book.spreadsheet_parts():
        for element in part.root.walk():
            if not element.children and rng.random() < 0.6:
                element.open = True


def redeclared_namespace(book: Book, rng: Random) -> None:
    """Rows and cells that declare the namespace again."""
    for part in book.sheets():
        uri = part.root.attributes.get("xmlns")
        for element in [*rows(part), *cells(part)]:
            if uri and rng.random() < 0.3:
                element.attributes["xmlns"] = uri
