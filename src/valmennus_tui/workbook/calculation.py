"""``calcPr``: asking Excel to calculate the whole workbook when it opens (ECMA-376 part 1, 18.2.2)."""

from __future__ import annotations

from pathlib import Path

from valmennus_tui.workbook import xml
from valmennus_tui.workbook.splices import Splice

_AFTER = frozenset(
    {
        "oleSize",
        "customWorkbookViews",
        "pivotCaches",
        "smartTagPr",
        "smartTagTypes",
        "webPublishing",
        "fileRecoveryPr",
        "webPublishObjects",
        "extLst",
    }
)
"""The elements that may follow ``calcPr`` in a workbook, in the order of the schema."""


def calculate_on_load(content: bytes, part: str = "", path: Path | str | None = None) -> list[Splice]:
    """The splice that sets ``fullCalcOnLoad`` in a workbook part; empty where it is set already.

    A missing ``calcPr`` is put where the schema wants it. Raises FileRefused for XML that is not well-formed.
    """
    stack: list[str] = []
    prefix = ""
    present: tuple[int, bool] | None = None
    place = -1
    parser = xml.new_parser(part, path)

    def start(name: str, attributes: xml.Attributes) -> None:
        nonlocal prefix, present, place
        stack.append(xml.local(name))
        if len(stack) == 1:
            prefix = name[: -len(stack[0])]
        elif len(stack) == 2 and stack[1] == "calcPr":
            present = parser.CurrentByteIndex, attributes.get("fullCalcOnLoad") in ("1", "true")
        elif len(stack) == 2 and stack[1] in _AFTER and place < 0:
            place = parser.CurrentByteIndex

    def end(_name: str) -> None:
        nonlocal place
        if len(stack) == 1 and place < 0:
            place = parser.CurrentByteIndex
        stack.pop()

    xml.parse(content, part, path, start=start, end=end, parser=parser)
    if present is None:
        return [Splice(place, place, f'<{prefix}calcPr fullCalcOnLoad="1"/>'.encode())]
    at, already = present
    if already:
        return []
    tag_end = xml.tag_end(content, at)
    return [Splice(at, tag_end, xml.set_attribute(content[at:tag_end], "fullCalcOnLoad", "1"))]
