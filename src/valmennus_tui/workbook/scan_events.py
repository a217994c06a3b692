"""Reading a worksheet part with expat: what stands around the rows, or everything."""

from __future__ import annotations

from valmennus_tui.workbook import limits, xml
from valmennus_tui.workbook.address import MAX_COLUMN
from valmennus_tui.workbook.rawcells import RowDialect, RowSpan
from valmennus_tui.workbook.refusals import Reason
from valmennus_tui.workbook.scanned import Collector, Columns


class AroundRows:
    """Expat handlers for what stands outside the rows, told apart by their path from the root."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self.found = collector.found
        self.parser = xml.new_parser(collector.sheet, collector.path, namespaces=True)
        self.parser.StartNamespaceDeclHandler = self.declare
        self.path: list[str] = []
        self.namespace: str | None = None
        self.declared: list[tuple[str, str]] = []
        self.declarations: dict[str, str] = {}
        self.data_at = -1
        self.shift_from = self.shift = 0

    def parse(self, content: bytes) -> None:
        collector = self.collector
        xml.parse(
            content, collector.sheet, collector.path, start=self.start, end=self.end, parser=self.parser
        )

    def declare(self, prefix: str | None, uri: str | None) -> None:
        """Note a namespace declaration; those of the root and of ``sheetData`` hold around the rows."""
        self.declared.append((prefix or "", uri or ""))
        if not self.path:
            self.declarations[prefix or ""] = uri or ""

    @property
    def main_prefixes(self) -> set[str]:
        """Every prefix that stands for the spreadsheet's namespace anywhere in what was read."""
        return {prefix for prefix, uri in self.declared if uri == self.namespace}

    def dialect(self, prefix: str | None) -> RowDialect:
        return RowDialect(prefix, self.namespace or "", tuple(self.declarations.items()))

    @property
    def at(self) -> int:
        """The offset in the whole part (the rows may have been cut out of what expat reads)."""
        at = self.parser.CurrentByteIndex
        return at + self.shift if at >= self.shift_from else at

    def start(self, name: str, attributes: xml.Attributes) -> None:
        uri, tag = xml.split_name(name)
        if self.namespace is None:
            self.namespace = uri
        self.path.append(tag if uri == self.namespace else "")
        if len(self.path) == 2:
            self._child(self.path[1], attributes)
        elif len(self.path) == 3:
            self._grandchild("/".join(self.path[1:]), attributes)
        elif self.path[1:] == ["sheetViews", "sheetView", "pane"] and self.found.pane is None:
            self.found.pane = attributes

    def end(self, _name: str) -> None:
        self.path.pop()

    def _child(self, tag: str, attributes: xml.Attributes) -> None:
        found = self.found
        if tag == "sheetData":
            self.data_at = self.at
        elif tag == "dimension" and "ref" in attributes:
            found.dimension = (self.at, attributes["ref"])
        elif tag == "sheetProtection":
            found.protection = attributes
        elif tag == "sheetFormatPr":
            found.default_width = _number(attributes.get("defaultColWidth"))
        elif tag == "autoFilter" and "ref" in attributes:
            found.filter_area = self.collector.area(attributes["ref"], bounded=False)

    def _grandchild(self, path: str, attributes: xml.Attributes) -> None:
        found, collector = self.found, self.collector
        if path == "cols/col":
            self._columns(attributes)
        elif path == "mergeCells/mergeCell":
            found.merges.append(collector.area(attributes.get("ref", "")))
            if len(found.merges) > limits.MERGES:
                raise collector.refuse(Reason.TOO_MANY_CELLS, limit=limits.MERGES)
        elif path == "hyperlinks/hyperlink":
            collector.area(attributes.get("ref", ""))
        elif path == "protectedRanges/protectedRange":
            if not attributes.keys() & {"password", "hashValue", "securityDescriptor"}:
                found.open_ranges += [
                    collector.area(a, bounded=False) for a in attributes.get("sqref", "").split()
                ]
        elif path == "sheetViews/sheetView" and found.view_top is None:
            found.view_top = attributes.get("topLeftCell", "A1")

    def _columns(self, attributes: xml.Attributes) -> None:
        first, last = _number(attributes.get("min")), _number(attributes.get("max"))
        if first is None or last is None or not 1 <= first <= last <= MAX_COLUMN:
            return
        if len(self.found.columns) >= MAX_COLUMN:
            raise self.collector.refuse(Reason.TOO_MANY_CELLS, limit=MAX_COLUMN)
        style = attributes.get("style", "")
        self.found.columns.append(
            Columns(
                int(first),
                int(last),
                _number(attributes.get("width")),
                int(style) if style.isascii() and style.isdigit() and len(style) < 7 else None,
                attributes.get("hidden") in ("1", "true"),
            )
        )


class WholePart(AroundRows):
    """Expat handlers for a part whose rows cannot be found by pattern."""

    def __init__(self, collector: Collector) -> None:
        super().__init__(collector)
        self.last = self.cells = 0
        self.row: tuple[int, int] | None = None
        self.pending: dict[str, str] = {}

    def run(self) -> None:
        self.shift_from = len(self.collector.content) + 1
        self.parse(self.collector.content)

    def declare(self, prefix: str | None, uri: str | None) -> None:
        super().declare(prefix, uri)
        if len(self.path) == 1:
            self.pending[prefix or ""] = uri or ""

    def start(self, name: str, attributes: xml.Attributes) -> None:
        super().start(name, attributes)
        pending, self.pending = self.pending, {}
        if self.path[1:2] != ["sheetData"]:
            return
        if len(self.path) == 2:
            self.found.dialect = RowDialect(
                None, self.namespace or "", tuple({**self.declarations, **pending}.items())
            )
        if len(self.path) == 3 and self.path[2] == "row":
            self.last = self.collector.row_number(attributes.get("r"), self.last)
            self.row = (self.last, self.at)
        elif len(self.path) == 4:
            self.cells += 1
            self.collector.check_count(self.cells)
        elif len(self.path) == 5 and self.path[4] == "f":
            self.found.has_formulas = True
            self.collector.formula_area(attributes)

    def end(self, name: str) -> None:
        path = self.path[1:]
        if path == ["sheetData"]:
            self.found.data = self._span(0, self.data_at)
        elif path == ["sheetData", "row"] and self.row is not None:
            self.collector.add_row(self._span(*self.row))
            self.row = None
        super().end(name)

    def _span(self, number: int, start: int) -> RowSpan:
        content = self.collector.content
        tag_end = xml.tag_end(content, start)
        if content[tag_end - 2] == 47:
            # Expat reports the end of an empty element after its tag, so it cannot be told by the offset.
            return RowSpan(number, start, tag_end, tag_end, tag_end)
        return RowSpan(number, start, tag_end, self.at, xml.tag_end(content, self.at))


def _number(text: str | None) -> float | None:
    try:
        number = float(text) if text is not None and len(text) <= limits.NUMBER_CHARS else None
    except ValueError:
        return None
    return number if number is not None and abs(number) < 1e9 else None
