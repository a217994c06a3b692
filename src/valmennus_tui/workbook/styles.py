"""Cell formats: what ``styles.xml`` says of a style index, and a date style appended where a date needs
one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from valmennus_tui.errors import FileRefused
from valmennus_tui.workbook import xml
from valmennus_tui.workbook.formats import SHORT_DATE, SHORT_DATE_TIME, format_code, is_date_format
from valmennus_tui.workbook.refusals import Reason, refuse_file

_MAX_STYLES = 65_490
"""How many cell formats Excel takes in one workbook."""


@dataclass(frozen=True, slots=True)
class CellFormat:
    """One ``xf`` of ``cellXfs``; ``start`` and ``end`` are its bounds in the part."""

    number_format: str
    locked: bool
    start: int
    end: int


class Styles:
    """The cell formats of a workbook, by style index."""

    def __init__(
        self, content: bytes | None, part: str | None = None, path: Path | str | None = None
    ) -> None:
        """``content`` is None for a workbook without a styles part: every cell is then General and locked."""
        self.content = content
        self.part = part
        self.path = path
        self.formats: tuple[CellFormat, ...] = ()
        self.list_start = 0
        if content is not None:
            self.formats, self.list_start = _read(content, part or "", path)

    def known(self, style: int) -> bool:
        return 0 <= style < len(self.formats) or style == 0

    def number_format(self, style: int) -> str:
        return self.formats[style].number_format if 0 <= style < len(self.formats) else "General"

    def is_date(self, style: int) -> bool:
        return is_date_format(self.number_format(style))

    def locked(self, style: int) -> bool:
        """Whether protection, when it is on, locks a cell of this style. Locked unless the style says
        otherwise.
        """
        return self.formats[style].locked if 0 <= style < len(self.formats) else True


def _read(content: bytes, part: str, path: Path | str | None) -> tuple[tuple[CellFormat, ...], int]:
    """The formats of a styles part, and where their list begins. Raises FileRefused."""
    try:
        return _formats(content)
    except FileRefused:
        xml.parse(content, part, path)  # the same refusal, with its names
        raise


@lru_cache(maxsize=16)
def _formats(content: bytes) -> tuple[tuple[CellFormat, ...], int]:
    """The same without names, remembered by the very bytes: a team's workbooks mostly share their styles."""
    custom: dict[int, str] = {}
    found: list[tuple[str, dict[str, str], list[int]]] = []
    path: list[str] = []
    list_start = 0
    parser = xml.new_parser()

    def start(name: str, attributes: xml.Attributes) -> None:
        nonlocal list_start
        path.append(xml.local(name))
        if path[1:] == ["numFmts", "numFmt"]:
            number = attributes.get("numFmtId", "")
            if number.isascii() and number.isdigit():
                custom[int(number[:9])] = attributes.get("formatCode", "General")
        elif path[1:] == ["cellXfs"]:
            list_start = parser.CurrentByteIndex
        elif path[1:] == ["cellXfs", "xf"]:
            found.append((attributes.get("numFmtId", "0"), {}, [parser.CurrentByteIndex, 0]))
        elif path[1:] == ["cellXfs", "xf", "protection"]:
            found[-1][1].update(attributes)

    def end(_name: str) -> None:
        if path[1:] == ["cellXfs", "xf"]:
            found[-1][2][1] = _element_end(content, found[-1][2][0], parser.CurrentByteIndex)
        path.pop()

    xml.parse(content, start=start, end=end, parser=parser)
    formats = tuple(
        CellFormat(
            format_code(int(number[:9]) if number.isascii() and number.isdigit() else 0, custom),
            protection.get("locked") not in ("0", "false"),
            *bounds,
        )
        for number, protection, bounds in found
    )
    return formats, list_start


def _element_end(content: bytes, start: int, at: int) -> int:
    tag_end = xml.tag_end(content, start)
    return tag_end if content[tag_end - 2] == 47 else xml.tag_end(content, at)


@dataclass
class StyleAppender:
    """Collects the styles that a save has to append. ``content()`` is the styles part with them."""

    styles: Styles

    def __post_init__(self) -> None:
        self.added: list[bytes] = []
        self._by_base: dict[tuple[int, int], int] = {}

    def date_style(self, base: int, *, with_time: bool) -> int:
        """The index of a style like ``base`` that shows dates; ``base`` itself where it already does.

        The new style is a copy of the base's ``xf`` (fonts, borders, protection) with Excel's own short date
        (number format 14, with a time 22): ``d.m.yyyy`` on a Finnish machine. An equal style that the
        workbook already has is used instead. Raises FileRefused where there is no styles part to append to.
        """
        if self.styles.is_date(base):
            return base
        number = SHORT_DATE_TIME if with_time else SHORT_DATE
        index = self._by_base.get((base, number))
        if index is None:
            index = self._by_base[base, number] = self._append(base, number)
        return index

    def _append(self, base: int, number: int) -> int:
        styles = self.styles
        if styles.content is None or not 0 <= base < len(styles.formats):
            raise refuse_file(Reason.MISSING_PART, styles.path, part=styles.part or "xl/styles.xml")
        count = len(styles.formats)
        wanted = _with_format(styles.content[styles.formats[base].start : styles.formats[base].end], number)
        for index, known in enumerate(styles.formats):
            if styles.content[known.start : known.end] == wanted:
                return index
        if wanted in self.added:
            return count + self.added.index(wanted)
        if count + len(self.added) >= _MAX_STYLES:
            raise refuse_file(Reason.TOO_MUCH_DATA, styles.path)
        self.added.append(wanted)
        return count + len(self.added) - 1

    def splices(self) -> list[tuple[int, int, bytes]]:
        """The changes to the styles part: the new formats after the last one, and their number."""
        content = self.styles.content
        if not self.added or content is None:
            return []
        start = self.styles.list_start
        tag = content[start : xml.tag_end(content, start)]
        last = self.styles.formats[-1].end
        changes = [(last, last, b"".join(self.added))]
        if re.search(rb"\scount\s*=", tag):
            fresh = xml.set_attribute(tag, "count", str(len(self.styles.formats) + len(self.added)))
            changes.insert(0, (start, start + len(tag), fresh))
        return changes


def _with_format(element: bytes, number: int) -> bytes:
    """An ``xf`` element with another number format, its children kept."""
    tag_end = xml.tag_end(element, 0)
    tag = xml.set_attribute(element[:tag_end], "numFmtId", str(number))
    return xml.set_attribute(tag, "applyNumberFormat", "1") + element[tag_end:]
