"""Which cells are to be hidden while names are hidden: sensitive fields, and copies of what stands in them.

A cell counts when a record has a sensitive field there, when it stands in such a field's column or card place
of a recognised (or doubtful) layout, or when its text is that of a sensitive field elsewhere: formulas and
lists repeat names. Cells are told by sheet and address, in every open file alike: rather one too many.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from valmennus_tui.domain.schema import RecordKind, fields
from valmennus_tui.tui.showing import hidden

if TYPE_CHECKING:
    from valmennus_tui.document.document import Document
    from valmennus_tui.tui.session import Session
    from valmennus_tui.workbook.address import Ref
    from valmennus_tui.workbook.layouts import Layout

_SHORTEST = 4
"""Names this long are also looked for inside other texts; shorter ones would hide half of the sheet."""


class HiddenCells:
    """The cells of a document that may not be shown while names are hidden. Made anew after each change."""

    def __init__(self, book: Document) -> None:
        self._places: set[tuple[str, Ref]] = set()
        self._columns: dict[tuple[str, int], int] = {}
        self._texts: set[str] = set()
        self._names: set[str] = set()
        self._known: dict[str, bool] = {}
        for source in book.sources.values():
            for layout in (*source.recognition.layouts, *source.recognition.doubtful):
                self._add_layout(layout)
        for entry in book.entries:
            for name, place in entry.places.items():
                if is_sensitive(entry.kind, name):
                    self._places.add((place.sheet, place.ref))
                    self._add_text(entry.kind, name, entry.cells[name].raw if name in entry.cells else "")

    def _add_layout(self, layout: Layout) -> None:
        first = max(layout.header_rows, default=0) + 1
        groups = (layout.columns, *(slot.columns for slot in layout.slots))
        for name, column in (pair for group in groups for pair in group.items()):
            if is_sensitive(layout.kind, name) or is_sensitive(RecordKind.CLIENT, name):
                key = (layout.sheet, column.column)
                self._columns[key] = min(first, self._columns.get(key, first))
        for name, ref in layout.places.items():
            if is_sensitive(layout.kind, name):
                self._places.add((layout.sheet, ref))

    def _add_text(self, kind: RecordKind, name: str, raw: str) -> None:
        text = raw.strip().casefold()
        if text:
            self._texts.add(text)
        if len(text) >= _SHORTEST and (kind, name) == (RecordKind.CLIENT, "name"):
            self._names.add(text)

    def hides(self, sheet: str, ref: Ref, *values: object) -> bool:
        """Whether a cell, or any of the values shown for it, is to be hidden."""
        first = self._columns.get((sheet, ref.column))
        if (sheet, ref) in self._places or (first is not None and ref.row >= first):
            return True
        return any(isinstance(value, str) and self._says(value) for value in values)

    def without_names(self, text: str) -> str:
        """A text of ours with the clients' names in it hidden: sheets are often called after people."""
        if not self._names:
            return text
        longest_first = sorted(self._names, key=len, reverse=True)
        names = "|".join(re.escape(name) for name in longest_first)
        return re.sub(rf"(?<!\w)(?:{names})(?!\w)", lambda found: hidden(found[0]), text, flags=re.IGNORECASE)

    def _says(self, value: str) -> bool:
        known = self._known.get(value)
        if known is None:
            text = value.strip().casefold()
            inside = (name for name in self._names if name in text)
            known = text in self._texts or any(_is_word(name, text) for name in inside)
            self._known[value] = known
        return known


def discreet(session: Session, text: str) -> str:
    """A text with a place in the workbook in it, without clients' names while these are hidden."""
    if not session.hide_names or session.document is None:
        return text
    known = session.hidden_cells
    if known is None or known[0] != session.version:
        known = session.hidden_cells = (session.version, HiddenCells(session.document))
    return known[1].without_names(text)


def _is_word(name: str, text: str) -> bool:
    """Whether a name stands in a text on its own, not as a part of a longer word (Anna, kannattaa)."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def is_sensitive(kind: RecordKind, name: str) -> bool:
    """Whether a field of a record is hidden unless asked for."""
    return name in _sensitive_names(kind)


@cache
def _sensitive_names(kind: RecordKind) -> frozenset[str]:
    return frozenset(spec.name for spec in fields(kind) if spec.sensitive)
