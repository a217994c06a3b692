"""What the hostile files are made from: a small sound workbook, its parts, and a zip writer that can lie."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import xlsxwriter

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
TYPES = "[Content_Types].xml"
BOOK_RELS = "xl/_rels/workbook.xml.rels"
ROOT_RELS = "_rels/.rels"


@cache
def sound() -> bytes:
    """The workbook that everything starts from: one sheet, a text, numbers, a date, a formula, a list."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, ["asiakas", 7, 2.5])
    sheet.write_number(1, 0, 46000, book.add_format({"num_format": "d.m.yyyy"}))
    sheet.write_formula(1, 1, "=B1*2", None, 14)
    sheet.write_string(1, 2, "toinen")
    sheet.data_validation(0, 0, 5, 0, {"validate": "list", "source": ["a", "b"]})
    book.close()
    return target.getvalue()


def parts() -> dict[str, bytes]:
    """The sound workbook's parts."""
    with zipfile.ZipFile(io.BytesIO(sound())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: Mapping[str, bytes]) -> bytes:
    """An ordinary zip of the members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def with_parts(changed: Mapping[str, bytes | None]) -> bytes:
    """The sound workbook with some parts replaced, added, or (None) left out."""
    new = {**parts(), **changed}
    return packed({name: data for name, data in new.items() if data is not None})


def with_text(part: str, old: str, new: str) -> bytes:
    """The sound workbook with one text of a part replaced once."""
    data = parts()[part]
    if old.encode() not in data:
        raise ValueError(f"{old!r} is not in {part}")
    return with_parts({part: data.replace(old.encode(), new.encode(), 1)})


def with_rows(rows: str) -> bytes:
    """The sound workbook with other rows in its sheet."""
    data = parts()[SHEET].decode()
    start, end = data.index("<sheetData>"), data.index("</sheetData>")
    return with_parts({SHEET: (data[:start] + "<sheetData>" + rows + data[end:]).encode()})


def after_rows(markup: str) -> bytes:
    """The sound workbook with markup right after its rows."""
    return with_text(SHEET, "</sheetData>", "</sheetData>" + markup)


@dataclass(frozen=True)
class Entry:
    """One zip member, every field of which can be a lie."""

    name: bytes
    data: bytes
    method: int = 8
    flags: int = 0
    crc: int | None = None
    size: int | None = None
    packed_size: int | None = None
    local_name: bytes | None = None
    offset: int | None = None


def entries() -> list[Entry]:
    """The sound workbook's members as entries."""
    return [Entry(name.encode(), data) for name, data in parts().items()]


def lied(part: str, **lies: Any) -> list[Entry]:
    """The entries, with untrue fields for one part."""
    return [replace(entry, **lies) if entry.name.decode() == part else entry for entry in entries()]


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def written(members: Iterable[Entry], *, count: int | None = None, disk: int = 0, tail: bytes = b"") -> bytes:
    """A zip of the entries as they claim to be; ``count`` and ``disk`` can lie in the end record."""
    out, directory, number = bytearray(), bytearray(), 0
    for entry in members:
        number += 1
        body = _deflated(entry.data) if entry.method != 0 else entry.data
        crc = zlib.crc32(entry.data) if entry.crc is None else entry.crc
        size = len(entry.data) if entry.size is None else entry.size
        packed_size = len(body) if entry.packed_size is None else entry.packed_size
        fields = (20, entry.flags, entry.method, 0, 0x5C21, crc, packed_size, size)
        local = entry.name if entry.local_name is None else entry.local_name
        offset = len(out) if entry.offset is None else entry.offset
        out += b"PK\3\4" + struct.pack("<5H3L2H", *fields, len(local), 0) + local + body
        directory += b"PK\1\2\x14\0" + struct.pack(
            "<5H3L5H2L", *fields, len(entry.name), 0, 0, 0, 0, 0, offset
        )
        directory += entry.name
    total = number if count is None else count
    end = struct.pack("<4H2LH", disk, 0, total, total, len(directory), len(out), len(tail))
    return bytes(out + directory + b"PK\5\6" + end + tail)
