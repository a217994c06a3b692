"""Texts in cells: the shared string table, rich text and phonetic guides on reading; inline strings on
writing.

**New text is written as an inline string** (``t="inlineStr"``), not appended to the shared table. Argued:

- ``sharedStrings.xml`` stays byte-identical, so an edit touches one part and no other cell can change with it
  (editing shared strings in place changed neighbours in a library measured here);
- the text lies in one place, the cell. Blanking or erasing a client's cell removes it; appended to the
table it would stay in the file after the cell is gone;
- Excel, LibreOffice, calamine and openpyxl all read it (measured on 998 files), and Excel turns it into a
  shared string at its own next save.

The price: an importer that knows only shared strings would miss the text. None is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from valmennus_tui.workbook import xml


@dataclass(frozen=True, slots=True)
class SharedString:
    """One entry of the table: its whole text (phonetic guides left out), and what a plain text would lose."""

    text: str
    rich: bool = False
    phonetic: bool = False


class TextCollector:
    """Collects the text of an ``si`` or ``is`` element from expat's events; knows runs from phonetic
    guides.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.rich = False
        self.phonetic = False
        self._guides = 0
        self._in_text = False

    def start(self, name: str) -> None:
        if name == "t":
            self._in_text = not self._guides
        elif name == "r":
            self.rich = True
        elif name == "rPh":
            self._guides += 1
            self.phonetic = True

    def end(self, name: str) -> None:
        if name == "t":
            self._in_text = False
        elif name == "rPh":
            self._guides -= 1

    def text(self, piece: str) -> None:
        if self._in_text:
            self.parts.append(piece)

    def result(self) -> SharedString:
        return SharedString(xml.unescape_text("".join(self.parts)), self.rich, self.phonetic)


def read_shared_strings(
    content: bytes, part: str = "", path: Path | str | None = None
) -> tuple[SharedString, ...]:
    """The table's entries in their order. Raises FileRefused where the part is not well-formed."""
    found: list[SharedString] = []
    collector: TextCollector | None = None

    def start(name: str, _attributes: xml.Attributes) -> None:
        nonlocal collector
        tag = xml.local(name)
        if tag == "si":
            collector = TextCollector()
        elif collector is not None:
            collector.start(tag)

    def end(name: str) -> None:
        nonlocal collector
        tag = xml.local(name)
        if collector is None:
            return
        if tag == "si":
            found.append(collector.result())
            collector = None
        else:
            collector.end(tag)

    def text(piece: str) -> None:
        if collector is not None:
            collector.text(piece)

    xml.parse(content, part, path, start=start, end=end, text=text)
    return tuple(found)


def inline_string(text: str, prefix: str) -> str:
    """The ``<is>`` element that holds ``text``. Raises ValueError for text that no file can hold.

    ``xml:space="preserve"`` is set wherever a reader might otherwise trim or fold white space.
    """
    spaced = text != text.strip() or any(mark in text for mark in "\n\t\r") or "  " in text
    space = ' xml:space="preserve"' if spaced else ""
    escaped = xml.escape_text(text)
    return f"<{prefix}is><{prefix}t{space}>{escaped}</{prefix}t></{prefix}is>"


def utf16_length(text: str) -> int:
    """The length as Excel counts it: characters beyond the basic plane count as two."""
    return len(text) + sum(letter > "\uffff" for letter in text)
