"""Quirks of rows and cells: places, values, strings, formulas. Each keeps what a reader reads."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from openpyxl.formula.translate import Translator

from tests.support.quirks.package import Book
from tests.support.quirks.tree import Element, Part
from valmennus_tui.workbook.address import Ref


def rows(part: Part) -> Iterator[Element]:
    """The row elements of a sheet."""
    data = part.root.find("sheetData")
    return iter(()) if data is None else data.all("row")


def cells(part: Part) -> Iterator[Element]:
    """The cell elements of a sheet."""
    for row in rows(part):
        yield from row.all("c")


def _ref(cell: Element) -> Ref:
    return Ref.parse(cell.attributes["r"])


def _placed(part: Part) -> bool:
    """Whether rows and cells still name their places."""
    return all("r" in row.attributes for row in rows(part)) and all(
        "r" in cell.attributes for cell in cells(part)
    )


def drop_r(book: Book, rng: Random) -> None:
    """Rows and cells without ``r`` wherever counting gives the same place."""
    for part in book.sheets():
        above = 0
        for row in rows(part):
            here = int(row.attributes.get("r", above + 1))
            if here == above + 1 and rng.random() < 0.8:
                row.attributes.pop("r", None)
            above, left = here, 0
            for cell in row.all("c"):
                column = _ref(cell).column if "r" in cell.attributes else left + 1
                if column == left + 1 and rng.random() < 0.8:
                    cell.attributes.pop("r", None)
                left = column


def blank_cells(book: Book, rng: Random) -> None:
    """Empty cells in the gaps, some without ``r``, some with a style, some with both tags."""
    for part in book.sheets():
        if not _placed(part):
            continue
        for row in rows(part):
            there = {_ref(cell).column for cell in row.all("c")}
            number = int(row.attributes["r"])
            made = [(_ref(c).column, c) for c in row.all("c")]
            for column in range(1, max(there, default=0) + 3):
                if column not in there and rng.random() < 0.7:
                    style = {"s": "0"} if rng.random() < 0.5 else {}
                    made.append(
                        (
                            column,
                            Element("c", {"r": str(Ref(number, column)), **style}, open=rng.random() < 0.3),
                        )
                    )
            row.children = [cell for _column, cell in sorted(made, key=lambda pair: pair[0])]


def empty_rows(book: Book, rng: Random) -> None:
    """Self-closed rows in the gaps and below the data; data-less rows with a start and an end tag."""
    for part in book.sheets():
        data = part.root.find("sheetData")
        if data is None or not _placed(part):
            continue
        old = {int(row.attributes["r"]): row for row in rows(part)}
        last = max(old, default=0)
        for number in range(1, last + 4):
            if number not in old and rng.random() < 0.6:
                height = {"ht": "20", "customHeight": "1"} if rng.random() < 0.3 else {}
                old[number] = Element("row", {"r": str(number), **height}, open=rng.random() < 0.3)
        data.children = [old[number] for number in sorted(old)]


def spans(book: Book, rng: Random) -> None:
    """Rows lose their ``spans``, or get right ones."""
    for part in book.sheets():
        for row in rows(part):
            columns = [_ref(cell).column for cell in row.all("c") if "r" in cell.attributes]
            row.attributes.pop("spans", None)
            if columns and len(columns) == len(list(row.all("c"))) and rng.random() < 0.5:
                row.attributes["spans"] = f"{min(columns)}:{max(columns)}"


def row_styles(book: Book, rng: Random) -> None:
    """Rows with a style of their own (``customFormat``)."""
    for part in book.sheets():
        for row in rows(part):
            if rng.random() < 0.5:
                row.attributes |= {"s": "0", "customFormat": "1"}


def metadata(book: Book, rng: Random) -> None:
    """Cells that point to cell or value metadata."""
    for part in book.sheets():
        for cell in cells(part):
            if rng.random() < 0.3:
                cell.attributes[rng.choice(["cm", "vm"])] = "1"


def attribute_order(book: Book, rng: Random) -> None:
    """Cell attributes in another order."""
    for part in book.sheets():
        for cell in cells(part):
            pairs = list(cell.attributes.items())
            rng.shuffle(pairs)
            cell.attributes = dict(pairs)


def inline_strings(book: Book, rng: Random) -> None:
    """Shared strings written into their cells."""
    shared = book.shared_strings()
    for part in book.sheets():
        for cell in cells(part):
            value = cell.find("v")
            if cell.attributes.get("t") == "s" and value is not None and rng.random() < 0.7:
                if not value.text.strip().isdigit():
                    continue
                cell.attributes["t"] = "inlineStr"
                cell.children = [Part.parse(f"<is>{shared[int(value.text)]}</is>".encode()).root]


def string_cells(book: Book, rng: Random) -> None:
    """Shared strings as ``t="str"`` with the text in ``<v>``, as some programs write them."""
    shared = book.shared_strings()
    for part in book.sheets():
        for cell in cells(part):
            value = cell.find("v")
            if cell.attributes.get("t") != "s" or value is None or not value.text.isdigit():
                continue
            markup = shared[int(value.text)]
            if markup.startswith("<t>") and markup.count("<") == 2 and rng.random() < 0.7:
                cell.attributes["t"] = "str"
                value.children = [markup[3:-4]]


def number_spelling(book: Book, rng: Random) -> None:
    """Whole numbers as ``5.0``, ``5E0`` or ``50E-1``."""
    for part in book.sheets():
        for cell in cells(part):
            value = cell.find("v")
            if cell.attributes.get("t", "n") == "n" and value is not None and value.text.isdigit():
                digits = value.text
                value.children = [
                    rng.choice([digits + ".0", digits + "E0", digits + "0E-1", digits + ".000"])
                ]


def explicit_types(book: Book, rng: Random) -> None:
    """``t="n"`` written out."""
    for part in book.sheets():
        for cell in cells(part):
            if "t" not in cell.attributes and rng.random() < 0.6:
                cell.attributes["t"] = "n"


def empty_values(book: Book, rng: Random) -> None:
    """``<v/>`` or ``<v></v>`` in cells without a value, string cells among them."""
    for part in book.sheets():
        for cell in cells(part):
            if not list(cell.elements()) and rng.random() < 0.8:
                cell.children.append(Element("v", open=rng.random() < 0.5))
                if rng.random() < 0.3:
                    cell.attributes["t"] = "str"


def array_formulas(book: Book, rng: Random) -> None:
    """Single formulas as one-cell array formulas."""
    for part in book.sheets():
        for cell in cells(part):
            formula = cell.find("f")
            if (
                formula is not None
                and not formula.attributes
                and "r" in cell.attributes
                and rng.random() < 0.5
            ):
                formula.attributes = {"t": "array", "ref": cell.attributes["r"]}


def shared_formulas(book: Book, rng: Random) -> None:
    """Formulas that are copies down a column written as one shared formula."""
    for part in book.sheets():
        if not _placed(part):
            continue
        columns: dict[int, list[Element]] = {}
        for cell in cells(part):
            columns.setdefault(_ref(cell).column, []).append(cell)
        for index, run in enumerate(run for column in columns.values() for run in _copies(column)):
            formulas = [cell.find("f") for cell in run]
            for formula in formulas:
                if formula is not None:
                    formula.attributes = {"t": "shared", "si": str(index)}
            first = formulas[0]
            if first is not None:
                first.attributes["ref"] = f"{run[0].attributes['r']}:{run[-1].attributes['r']}"
            for formula in formulas[1:]:
                if formula is not None:
                    formula.children = []


def _copies(column: list[Element]) -> Iterator[list[Element]]:
    """Runs of at least two cells of which each holds the first one's formula, moved down."""
    run: list[Element] = []
    for cell in column:
        formula = cell.find("f")
        plain = formula is not None and not formula.attributes and formula.text and "&" not in formula.text
        if run and plain and formula is not None and _is_copy(run[0], cell, _ref(run[-1]).row):
            run.append(cell)
            continue
        if len(run) > 1:
            yield run
        run = [cell] if plain else []
    if len(run) > 1:
        yield run


def _is_copy(first: Element, cell: Element, above: int) -> bool:
    origin, formula = first.find("f"), cell.find("f")
    if origin is None or formula is None or _ref(cell).row != above + 1:
        return False
    moved = Translator("=" + origin.text, first.attributes["r"]).translate_formula(cell.attributes["r"])
    return str(moved) == "=" + formula.text
