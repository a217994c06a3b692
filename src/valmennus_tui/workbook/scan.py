"""A worksheet part scanned once: where its rows lie, and what stands around them. Cells are read later, by
row.

In a part without comments, CDATA and processing instructions (what every spreadsheet program writes) rows are
found with a pattern over the bytes, 100,000 of them in about 0.1 s, and expat reads only what stands outside
``sheetData``. Any other part goes through expat as a whole. A ``<`` never stands for itself inside an
attribute or text of well-formed XML, so the pattern finds tags and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from valmennus_tui.errors import FileRefused
from valmennus_tui.workbook import xml
from valmennus_tui.workbook.rawcells import RowDialect, RowSpan
from valmennus_tui.workbook.refusals import Reason
from valmennus_tui.workbook.scan_events import AroundRows, WholePart
from valmennus_tui.workbook.scanned import Collector, Scan

_SHEET_DATA = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)sheetData(?=[\s/>])" + xml.TAG_REST)
_REMEMBERED = 1 << 15
"""What stands around rows in more bytes than this is read anew each time."""
_PLAIN_ROW = re.compile(rb'<[\w.:-]*row r="([1-9][0-9]{0,6})"[ />]')


def scan_sheet(content: bytes, sheet: str = "", path: Path | str | None = None) -> Scan:
    """Scan a worksheet part that the precheck accepted. Raises FileRefused naming the sheet and cell."""
    return _Scanner(content, sheet, path).run()


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What stands around the rows of a part, without any row."""

    found: Scan
    tall: int
    data_at: int
    one_prefix: bool
    dialect: RowDialect

    @classmethod
    def of(cls, collector: Collector, around: AroundRows) -> _Surroundings:
        one_prefix = len(around.main_prefixes) == 1
        return cls(collector.found, collector.tall, around.data_at, one_prefix, around.dialect(None))


@lru_cache(maxsize=64)
def _known_surroundings(rest: bytes, start: int) -> _Surroundings | None:
    """Remembered by the very bytes, for a team's workbooks differ in their rows; None where it is refused.

    None too where something that has an offset stands after the rows, whose length differs.
    """
    collector = Collector(rest, "", None)
    around = AroundRows(collector)
    around.shift_from = len(rest) + 1
    try:
        around.parse(rest)
    except FileRefused:
        return None
    dimension = collector.found.dimension
    if dimension is not None and dimension[0] > start:
        return None
    return _Surroundings.of(collector, around)


class _Scanner(Collector):
    def run(self) -> Scan:
        match = _SHEET_DATA.search(self.content) if self._tidy() else None
        if match is None or not self._run_tidy(match):
            self.found = Scan(self.content)
            WholePart(self).run()
        return self.found

    def _tidy(self) -> bool:
        """Whether there is nothing in which a ``<`` would not be a tag."""
        start = len(xml.BOM) if self.content.startswith(xml.BOM) else 0
        after_declaration = start + 5 if self.content.startswith(b"<?xml ", start) else 0
        return b"<!" not in self.content and self.content.find(b"<?", after_declaration) < 0

    def _run_tidy(self, match: re.Match[bytes]) -> bool:
        prefix, start, tag_end = match[1], match.start(), match.end()
        inner_end = end = tag_end
        if not match[0].endswith(b"/>"):
            closing = re.compile(rb"</" + prefix + rb"sheetData\s*>").search(self.content, tag_end)
            if closing is None:
                return False
            inner_end, end = closing.span()
        if b"xmlns" in self.content[tag_end:inner_end]:
            return False
        empty = b"<" + prefix + b"sheetData/>"
        rest = self.content[:start] + empty + self.content[end:]
        known = _known_surroundings(rest, start) if len(rest) <= _REMEMBERED else None
        if known is None:
            around = AroundRows(self)
            around.shift_from, around.shift = start + len(empty), end - start - len(empty)
            around.parse(rest)
            known = _Surroundings.of(self, around)
        if known.data_at != start or not known.one_prefix:
            return False
        self.found = replace(
            known.found, content=self.content, rows={}, result_areas=[], bare={}, patterns={}
        )
        self.tall = known.tall
        self.found.dialect = replace(known.dialect, prefix=prefix.decode())
        self.found.data = RowSpan(0, start, tag_end, inner_end, end)
        self._find_rows(prefix, tag_end, inner_end)
        self._find_formulas(prefix, tag_end, inner_end)
        return True

    def _find_rows(self, prefix: bytes, start: int, end: int) -> None:
        tags = re.compile(rb"<" + prefix + rb"row(?=[\s/>])" + xml.TAG_REST + rb"|</" + prefix + rb"row\s*>")
        content, last = self.content, 0
        opened: tuple[int, int, int] | None = None
        for match in tags.finditer(content, start, end):
            at, after = match.span()
            if content[at + 1] == 47:
                if opened is None:
                    raise self.refuse(Reason.BAD_XML, part=self.sheet)
                self.add_row(RowSpan(*opened, at, after))
                opened = None
                continue
            if opened is not None:
                raise self.refuse(Reason.BAD_XML, part=self.sheet)
            plain = _PLAIN_ROW.match(content, at)
            number = plain[1].decode() if plain else xml.attributes_of(match[0]).get("r")
            last = self.row_number(number, last)
            if content[after - 2] == 47:
                self.add_row(RowSpan(last, at, after, after, after))
            else:
                opened = (last, at, after)
        cells = content.count(b"<" + prefix + b"c ", start, end)
        self.check_count(cells + content.count(b"<" + prefix + b"c>", start, end))

    def _find_formulas(self, prefix: bytes, start: int, end: int) -> None:
        tag = rb"<" + prefix + rb"f(?=[\s/>])"
        content = self.content
        self.found.has_formulas = re.compile(tag).search(content, start, end) is not None
        if self.found.has_formulas:
            for match in re.compile(rb"<" + prefix + rb"f(?=[\s/])" + xml.TAG_REST).finditer(
                content, start, end
            ):
                self.formula_area(xml.attributes_of(match[0]))
