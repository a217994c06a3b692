"""Files that are no workbook, broken ones, and zips that lie."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from tests.support.hostile.base import (
    BOOK,
    SHEET,
    STRINGS,
    Entry,
    entries,
    lied,
    packed,
    parts,
    sound,
    with_parts,
    written,
)
from tests.support.hostile.case import Hostile, refused

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_MIB = 1 << 20


def not_workbooks() -> Iterator[Hostile]:
    """Other things under a workbook's name."""
    yield refused("empty", b"", "empty_file")
    yield refused("random_bytes", Random(1).randbytes(5000), "not_excel")
    yield refused("html", b"<html><table><tr><td>1</td></tr></table></html>", "not_excel")
    yield refused("csv", "asiakas;alkoi\nA-1;1.3.2026\n".encode("utf-16"), "not_excel")
    yield refused("old_xls", _OLE + bytes(600), "old_format")
    yield refused(
        "password", _OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(64), "encrypted"
    )
    yield refused("other_zip", packed({"a.txt": b"a", "b/c.txt": b"b"}), "not_excel")
    yield refused(
        "word_document",
        packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<d/>"}),
        "not_excel",
    )
    yield refused("only_pk", b"PK", "damaged")
    yield refused("empty_zip", b"PK\5\6" + bytes(18), "not_excel", "damaged")
    yield refused(
        "xlsb", packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\x83\1"}), "binary_workbook"
    )


def broken() -> Iterator[Hostile]:
    """Damage on the way: cut, flipped, wrong sums."""
    data = sound()
    yield refused("cut_in_half", data[: len(data) // 2], "damaged")
    yield refused("cut_in_directory", data[:-200], "damaged")
    yield refused("cut_in_end_record", data[:-5], "damaged", "prefixed")
    at = data.index(SHEET.encode()) + len(SHEET) + 60
    flipped = data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]
    yield refused("flipped_bit", flipped, "damaged_part", "bad_xml")
    yield refused("wrong_checksum", written(lied(SHEET, crc=1)), "damaged_part")
    yield refused(
        "wrong_checksum_unused",
        written([*entries(), Entry(b"xl/media/a.png", b"png", crc=1)]),
        "damaged_part",
    )
    yield refused("encrypted_member", written(lied(SHEET, flags=1)), "encrypted_part")
    yield refused("method_99", written(lied(SHEET, method=99)), "compression")
    yield refused("count_too_high", written(entries(), count=500), "damaged")
    yield refused("count_too_low", written(entries(), count=3), "damaged")
    yield refused("other_disk", written(entries(), disk=7), "damaged", "zip64")


def lying_zips() -> Iterator[Hostile]:
    """Zips that two programs would read differently."""
    twice = [*entries(), Entry(SHEET.encode(), b"<worksheet/>")]
    yield refused("duplicate_member", written(twice), "duplicate_parts")
    other_case = [*entries(), Entry(SHEET.upper().encode(), b"<worksheet/>")]
    yield refused("duplicate_in_other_case", written(other_case), "duplicate_parts")
    for word, name in {
        "traversal": b"../evil.xml",
        "traversal_inside": b"xl/../../evil.xml",
        "backslashes": b"..\\evil.xml",
        "absolute": b"/etc/evil.xml",
        "drive": b"C:/evil.xml",
        "nul": b"xl/evil.xml\0.png",
    }.items():
        yield refused(f"name_{word}", written([*entries(), Entry(name, b"<a/>")]), "bad_part_name")
    yield refused(
        "local_name_differs",
        written(lied(SHEET, local_name=b"xl/worksheets/sheetX.xml")),
        "damaged",
        "damaged_part",
    )
    first = entries()[0]
    overlapping = [*entries(), replace(Entry(b"xl/media/a.bin", first.data), offset=0, local_name=first.name)]
    yield refused("overlapping", written(overlapping), "damaged", "damaged_part", "prefixed")
    far = [*entries(), Entry(b"xl/media/a.bin", b"x", offset=0x7FFFFFFF)]
    yield refused("offset_outside", written(far), "damaged", "damaged_part")
    yield refused("size_too_small", written(lied(SHEET, size=10)), "damaged_part", "too_much_data")
    yield refused("size_too_large", written(lied(SHEET, size=90_000)), "damaged_part", "too_much_data")
    yield refused("packed_size_too_large", written(lied(SHEET, packed_size=_MIB)), "damaged", "damaged_part")
    yield refused("prefixed_archive", b"MZ" + bytes(1000) + sound(), "not_excel", "prefixed", "damaged")
    yield refused("zip_before_zip", packed({"a.txt": b"a"}) + sound(), "prefixed", "damaged")
    yield refused("data_after_end", sound() + bytes(500), "prefixed", "damaged")
    yield refused("zip64", _zip64(), "zip64")


def _zip64() -> bytes:
    """The sound workbook with a zip64 end record."""
    data = sound()
    at = data.rindex(b"PK\5\6")
    _disk, _first, count, _count, size, offset, _comment = struct.unpack_from("<4H2LH", data, at + 4)
    record = b"PK\6\6" + struct.pack("<QHH2L4Q", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = b"PK\6\7" + struct.pack("<LQL", 0, at, 1)
    end = b"PK\5\6" + struct.pack("<4H2LH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return data[:at] + record + locator + end


def bombs() -> Iterator[Hostile]:
    """Small files that unpack to much."""
    long = b"a" * (60 * _MIB)
    strings = parts()[STRINGS].replace(b"asiakas", long)
    yield refused("bomb_string", with_parts({STRINGS: strings}), "too_much_data")
    yield refused("bomb_unused_part", with_parts({"xl/media/image1.png": bytes(60 * _MIB)}), "too_much_data")
    blank = parts()[SHEET].replace(b"<sheetData>", b"<sheetData>" + b" " * (60 * _MIB))
    yield refused("bomb_whitespace", with_parts({SHEET: blank}), "too_much_data")
    honest = Entry(b"xl/media/a.bin", bytes(60 * _MIB), size=1000)
    yield refused("bomb_with_small_claim", written([*entries(), honest]), "too_much_data", "damaged_part")
    many = {f"xl/media/image{n}.png": b"x" for n in range(2500)}
    yield refused("too_many_members", with_parts(many), "too_many_parts")


def missing() -> Iterator[Hostile]:
    """Parts that have to be there and are not."""
    for word, part in {
        "content_types": "[Content_Types].xml",
        "workbook": BOOK,
        "workbook_relationships": "xl/_rels/workbook.xml.rels",
        "root_relationships": "_rels/.rels",
        "sheet": SHEET,
    }.items():
        reasons = {
            "content_types": ("not_excel", "missing_part"),
            "root_relationships": ("not_excel", "missing_part"),
        }.get(word, ("missing_part",))
        outcome = refused(f"missing_{word}", with_parts({part: None}), *reasons)
        yield replace(outcome, outcome="either") if word == "root_relationships" else outcome
