"""Values as the bytes of a ``c`` element: new cells, replaced cells, results of formulas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from valmennus_tui.workbook import xml
from valmennus_tui.workbook.address import Ref
from valmennus_tui.workbook.cells import CellError, CellValue, NewValue
from valmennus_tui.workbook.decode import number_text, to_milliseconds
from valmennus_tui.workbook.rawcells import RawCell
from valmennus_tui.workbook.serials import to_serial
from valmennus_tui.workbook.splices import Splice
from valmennus_tui.workbook.strings import inline_string


@dataclass(frozen=True, slots=True)
class NewCell:
    """What to write to a cell. ``style`` None keeps the style that the cell has or would get."""

    value: NewValue
    style: int | None = None


def _content(value: NewValue, prefix: str, date1904: bool) -> tuple[str | None, bytes]:
    """The type and the inner XML of a cell with this value. The value has passed decode.check_value."""
    if value is None or value == "":
        return None, b""
    if isinstance(value, str):
        return "inlineStr", inline_string(value, prefix).encode()
    if isinstance(value, CellError):
        return "e", f"<{prefix}v>{xml.escape_text(value.code)}</{prefix}v>".encode()
    kind = "b" if isinstance(value, bool) else None
    if isinstance(value, bool):
        text = "1" if value else "0"
    elif isinstance(value, date):
        moment = to_milliseconds(value) if isinstance(value, datetime) else value
        text = number_text(to_serial(moment, date1904))
    else:
        text = number_text(value)
    return kind, f"<{prefix}v>{text}</{prefix}v>".encode()


def new_cell(ref: Ref, new: NewCell, style: int, prefix: str, date1904: bool) -> bytes:
    """A whole new ``c`` element; ``style`` is the one that its place gives it."""
    kind, inner = _content(new.value, prefix, date1904)
    index = style if new.style is None else new.style
    shown_style = f' s="{index}"' if index else ""
    shown_type = f' t="{kind}"' if kind else ""
    tag = f'<{prefix}c r="{ref}"{shown_style}{shown_type}'.encode()
    if not inner:
        return tag + b"/>"
    return tag + b">" + inner + f"</{prefix}c>".encode()


def replaced_cell(content: bytes, cell: RawCell, new: NewCell, date1904: bool) -> bytes:
    """A stored ``c`` element with another value: its attributes stay, but for the type and value metadata."""
    prefix = xml.tag_prefix(content, cell.start)
    kind, inner = _content(new.value, prefix, date1904)
    tag = content[cell.start : cell.tag_end]
    for name in ("cm", "vm"):
        tag = xml.set_attribute(tag, name, None)
    tag = xml.set_attribute(tag, "t", kind)
    if new.style is not None:
        tag = xml.set_attribute(tag, "s", str(new.style))
    if cell.extension_span is not None:
        inner += content[slice(*cell.extension_span)]
    bare = tag[: -2 if tag.endswith(b"/>") else -1].rstrip()
    if not inner:
        return bare + b"/>"
    return bare + b">" + inner + f"</{prefix}c>".encode()


def result_splices(content: bytes, cell: RawCell, result: CellValue, date1904: bool) -> list[Splice]:
    """The splices that give a formula cell another result; None drops the result, so that it waits for Excel.

    The formula itself is not touched. The type goes with the value that it describes.
    """
    if cell.value_span is None:
        return []
    prefix = xml.tag_prefix(content, cell.start)
    kind, text = _result(result, date1904)
    value = b"" if result is None else f"<{prefix}v>{xml.escape_text(text)}</{prefix}v>".encode()
    splices = []
    if content[slice(*cell.value_span)] != value:
        splices.append(Splice(*cell.value_span, value))
    tag = content[cell.start : cell.tag_end]
    # Value metadata (rich errors, linked data) describes the old result.
    fresh = xml.set_attribute(xml.set_attribute(tag, "vm", None), "t", kind)
    # "n" may be said or left out: that alone is no reason to touch the tag.
    if fresh != tag and (splices or (kind or "n") != cell.type):
        splices.append(Splice(cell.start, cell.tag_end, fresh))
    return splices


def _result(result: CellValue, date1904: bool) -> tuple[str | None, str]:
    if isinstance(result, str):
        return "str", result
    if isinstance(result, bool):
        return "b", "1" if result else "0"
    if isinstance(result, CellError):
        return "e", result.code
    if result is None:
        return None, ""
    return None, result_number(result, date1904)


def result_number(result: int | float | date | datetime | time, date1904: bool) -> str:
    """A numeric result as it is stored, dates and times as serial numbers."""
    if isinstance(result, time):
        seconds = result.hour * 3600 + result.minute * 60 + result.second + result.microsecond / 1e6
        return repr(seconds / 86_400)
    if isinstance(result, date):
        return number_text(to_serial(result, date1904))
    return repr(result) if isinstance(result, int | float) else str(Decimal(result))
