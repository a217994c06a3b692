"""Proposes a profile for a workbook from what the recogniser saw: commented TOML to check and correct.

The profile names the workbook's own headers only (``guess = false``): a line taken out of it is no longer
read. What was not certain stands in it as a comment.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from valmennus_tui.domain.schema import RecordKind, field_spec
from valmennus_tui.i18n import _
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.grid import Grid
from valmennus_tui.workbook.headers import normalise
from valmennus_tui.workbook.knowledge import general
from valmennus_tui.workbook.layouts import Column, Layout, Shape, Unmapped
from valmennus_tui.workbook.recognise import Recognition, recognise

_MOST_GUESSES = 3
_OTHER_LETTERS = re.compile(r"[^a-z0-9]+")


def propose(book: Workbook) -> str:
    """A profile for the workbook, as TOML text that :func:`profile.load_profile` reads.

    A workbook of which nothing was recognised gives a frame with its headers as comments.
    """
    found = recognise(book)
    layouts = [*found.layouts, *found.doubtful]
    lines = list(_head(book, found))
    cards: set[tuple[RecordKind, frozenset[str]]] = set()
    for layout in layouts:
        if layout.slots or (layout.shape is Shape.CARD and layout.owner is not None):
            continue
        if layout.places:
            key = (layout.kind, frozenset(layout.places))
            if key in cards:
                continue
            cards.add(key)
        lines += _sheet(book, layout, layouts)
    if not layouts:
        lines += _frame(book)
    return "\n".join(lines) + "\n"


def _head(book: Workbook, found: Recognition) -> Iterator[str]:
    name = book.path.stem if book.path is not None else "workbook"
    yield from _comment(
        _(
            "A proposed profile. Check every line: headers stand for the field named beside them, with how "
            "well they matched (1 is best). Take out the # before a line to use a guess."
        )
    )
    for sentence in found.missing:
        yield from _comment(sentence)
    yield f"id = {_quoted(_identifier(name))}"
    yield f"kind = {_quoted(found.kind or 'coach')}"
    yield "guess = false"
    yield ""
    yield "[title]"
    yield f"fi = {_quoted(name)}"


def _sheet(book: Workbook, layout: Layout, layouts: Sequence[Layout]) -> Iterator[str]:
    grid = Grid(book.sheet(layout.sheet))
    yield ""
    yield "[[sheets]]"
    yield f"record = {_quoted(layout.kind.value)}"
    yield f"shape = {_quoted(layout.shape.value)}"
    if layout.shape is not Shape.CARD:
        yield f"names = [{_quoted(layout.sheet)}]"
    if layout.rows is not None and layout.rows.total is not None:
        total = _total_text(grid, layout)
        yield 'ends = "total"'
        if total:
            yield f"totals = [{_quoted(total)}]"
    yield "columns = ["
    yield from _columns(grid, layout)
    yield from _guesses(layout)
    yield "]"
    for other in layouts:
        same = other.sheet == layout.sheet
        if same and other.slots:
            yield from _part("groups", other.kind, _slot_lines(grid, other))
        elif same and other.owner is not None and layout.places:
            yield from _part("tables", other.kind, _columns(grid, other))


def _part(name: str, kind: RecordKind, columns: Iterable[str]) -> Iterator[str]:
    yield ""
    yield f"[[sheets.{name}]]"
    yield f"record = {_quoted(kind.value)}"
    yield "columns = ["
    yield from columns
    yield "]"


def _columns(grid: Grid, layout: Layout) -> Iterator[str]:
    for name, column in sorted(layout.columns.items(), key=lambda each: each[1].column):
        yield _line(layout.kind, name, (_header(grid, layout, column),), column.score)
    for name, ref in layout.places.items():
        yield _line(layout.kind, name, (_label(grid, ref),), 1.0)


def _slot_lines(grid: Grid, layout: Layout) -> Iterator[str]:
    """One line a field, with the headers of all groups."""
    headers: dict[str, list[str]] = {}
    scores: dict[str, float] = {}
    for slot in layout.slots:
        for name, column in slot.columns.items():
            headers.setdefault(name, []).append(_header(grid, layout, column))
            scores[name] = min(column.score, scores.get(name, 1.0))
    for name, texts in headers.items():
        yield _line(layout.kind, name, tuple(dict.fromkeys(texts)), scores[name])


def _line(kind: RecordKind, name: str, headers: Sequence[str], score: float) -> str:
    spec = field_spec(kind, name)
    texts = ", ".join(_quoted(text) for text in headers)
    parts = f"field = {_quoted(name)}, type = {_quoted(spec.kind.value)}, headers = [{texts}]"
    return f"  {{ {parts} }},  # {score:.2f}"


def _header(grid: Grid, layout: Layout, column: Column) -> str:
    """A column's header with the group texts above it, so that equal headers of other groups differ."""
    row = max(layout.header_rows, default=1)
    for header in grid.headers(row):
        if header.column == column.column:
            return " ".join([*(text for text, _begins in header.parents), header.leaf])
    return column.header


def _label(grid: Grid, value: Ref) -> str:
    """The label of a card's value: the text beside it or above it."""
    for column in range(value.column - 1, 0, -1):
        text = grid.text(value.row, column)
        if text and general().matches(text):
            return text
    for row in range(value.row - 1, 0, -1):
        text = grid.text(row, value.column)
        if text:
            return text
    return ""


def _guesses(layout: Layout) -> Iterator[str]:
    """Headers that no field was certain for, with what they may be, as comments."""
    for each in layout.unmapped:
        near = [m for m in general().proposals(each.header) if m.kind is layout.kind][:_MOST_GUESSES]
        if not near:
            yield f"  # {each.ref} {_quoted(each.header)}: ?"
        for match in near:
            yield f"  # {_line(layout.kind, match.field, (each.header,), match.score).strip()}"


def _frame(book: Workbook) -> Iterator[str]:
    """What the sheets begin with, where nothing was recognised."""
    for info in book.worksheets:
        grid = Grid(book.sheet(info.name))
        row = max(grid.texts, key=lambda number: (len(grid.texts[number]), -number), default=None)
        if row is None:
            continue
        yield ""
        yield from _comment(
            _("The headers of a sheet, row {row}:").format(row=row) + f" {_quoted(info.name)}"
        )
        for column, text in sorted(grid.texts[row].items()):
            header = Unmapped(info.name, Ref(row, column), text)
            yield f"#   {header.ref} {_quoted(header.header)}"


def _total_text(grid: Grid, layout: Layout) -> str:
    assert layout.rows is not None
    texts: Mapping[int, str] = grid.texts.get(layout.rows.total or 0, {})
    return texts[min(texts)] if texts else ""


def _comment(text: str) -> Iterator[str]:
    """A text as comment lines; control characters and line breaks cannot get out of them."""
    words = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).split(" ")
    line = "#"
    for word in words:
        if len(line) + len(word) > 100:
            yield line
            line = "#"
        line += f" {word}"
    yield line


def _quoted(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's, with the C1 and separator characters escaped as well."""
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\u2028\u2029]", lambda match: f"\\u{ord(match.group()):04X}", quoted)


def _identifier(name: str) -> str:
    """A file's name as an id: plain small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", normalise(name))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _OTHER_LETTERS.sub("-", plain).strip("-") or "workbook"
