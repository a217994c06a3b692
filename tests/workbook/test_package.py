"""The zip container: read with proof, rebuilt without touching what has not changed."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from tests.workbook.raw_books import SHEET, raw_book, sheet_xml
from valmennus_tui.errors import FileRefused
from valmennus_tui.workbook.package import Package

DATA = raw_book(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
FRESH = sheet_xml('<row r="1"><c r="A1"><v>2</v></c></row>').encode()


def zipped(write: Callable[[zipfile.ZipFile], None]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        write(archive)
    return buffer.getvalue()


class _Forward(io.RawIOBase):
    """A file that cannot seek, so that zipfile writes data descriptors."""

    def __init__(self) -> None:
        self.content = b""

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:
        self.content += bytes(data)
        return len(data)


def streamed() -> bytes:
    target = _Forward()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", "<a/>" * 50)
        archive.writestr(SHEET, sheet_xml(""))
        archive.writestr("z.bin", bytes(range(256)))
    return target.content


def refusal(data: bytes) -> str | None:
    try:
        package = Package.from_bytes(data)
        for name in package.names:
            package.read(name)
    except FileRefused as refused:
        return refused.reason
    return None


def test_an_unchanged_package_is_rebuilt_to_the_byte() -> None:
    assert Package.from_bytes(DATA).rebuild({}) == DATA
    assert Package.from_bytes(streamed()).rebuild({}) == streamed()


@pytest.mark.parametrize("data", [DATA, streamed()], ids=["plain", "streamed"])
def test_only_the_changed_member_is_packed_anew(data: bytes) -> None:
    """Every other member keeps its bytes, headers and data descriptor included."""
    old = Package.from_bytes(data)
    new = Package.from_bytes(old.rebuild({SHEET: FRESH}))
    assert new.names == old.names
    assert new.read(SHEET) == FRESH
    for before, after in zip(old.members, new.members, strict=True):
        if before.name != SHEET:
            assert old.data[before.offset : before.end] == new.data[after.offset : after.end]
    assert zipfile.ZipFile(io.BytesIO(new.data)).testzip() is None


def test_comments_order_and_metadata_survive() -> None:
    def write(archive: zipfile.ZipFile) -> None:
        for name in ("xl/b.xml", SHEET, "folder/", "a.xml"):
            info = zipfile.ZipInfo(name, (2019, 5, 4, 3, 2, 2))
            info.compress_type = zipfile.ZIP_STORED if name == SHEET else zipfile.ZIP_DEFLATED
            info.extra = b"\x99\x99\x02\x00ab"
            info.comment = b"c"
            info.external_attr = 0o640 << 16
            archive.writestr(info, b"" if name.endswith("/") else b"<a/>")
        archive.comment = b"made by hand"

    data = zipped(write)
    rebuilt = Package.from_bytes(data).rebuild({SHEET: b"<b/>"})
    before, after = zipfile.ZipFile(io.BytesIO(data)), zipfile.ZipFile(io.BytesIO(rebuilt))
    assert after.comment == before.comment
    assert after.read(SHEET) == b"<b/>"
    for old, new in zip(before.infolist(), after.infolist(), strict=True):
        for field in (
            "filename",
            "date_time",
            "compress_type",
            "extra",
            "comment",
            "external_attr",
            "flag_bits",
        ):
            assert getattr(old, field) == getattr(new, field), field


def test_a_comment_that_looks_like_an_end_record() -> None:
    def write(archive: zipfile.ZipFile) -> None:
        archive.writestr(SHEET, "<a/>")
        archive.comment = b"PK\x05\x06 which zipfile itself cannot read"

    package = Package.from_bytes(zipped(write))
    assert Package.from_bytes(package.rebuild({SHEET: FRESH})).read(SHEET) == FRESH


def test_64_bit_sizes_beside_ordinary_ones() -> None:
    """Some writers put them in local headers; a changed member loses the field, the others keep it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (SHEET, "a.xml"):
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(b"<a/>")
    data = buffer.getvalue()
    rebuilt = Package.from_bytes(data).rebuild({SHEET: FRESH})
    assert Package.from_bytes(rebuilt).read(SHEET) == FRESH
    assert zipfile.ZipFile(io.BytesIO(rebuilt)).testzip() is None


def test_names_are_compared_without_case() -> None:
    package = Package.from_bytes(DATA)
    assert package.has("XL/Worksheets/Sheet1.XML")
    assert package.read("/xl/workbook.xml") == package.read("xl/Workbook.xml")
    with pytest.raises(FileRefused):
        package.read("xl/missing.xml")
    with pytest.raises(FileRefused):
        package.rebuild({"xl/new.xml": b""})


@pytest.mark.parametrize("names", [("a.xml", "a.xml"), ("a.xml", "A.XML"), ("ä.xml", "Ä.xml")])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name(names: tuple[str, str]) -> None:
    def write(archive: zipfile.ZipFile) -> None:
        for name in names:
            archive.writestr(name, name)

    assert refusal(zipped(write)) == "duplicate_parts"


@pytest.mark.parametrize("name", ["../a.xml", "/a.xml", "xl\\a.xml", "C:a.xml", "xl/../../a.xml"])
def test_names_that_leave_the_package(name: str) -> None:
    data = zipped(lambda archive: archive.writestr("x" * len(name), "a"))
    assert refusal(data.replace(b"x" * len(name), name.encode())) == "bad_part_name"


def flipped(at: int, to: bytes) -> bytes:
    return DATA[:at] + to + DATA[at + len(to) :]


CENTRAL = DATA.index(b"PK\x01\x02")
END = DATA.index(b"PK\x05\x06")


DAMAGE = {
    "cut short": (DATA[:-1], "prefixed"),
    "data behind": (DATA + b"x", "prefixed"),
    "data in front": (b"x" + DATA, "prefixed"),
    "cut in half": (DATA[: len(DATA) // 2], "damaged"),
    "encrypted": (flipped(CENTRAL + 8, b"\x01"), "encrypted_part"),
    "encrypted in its own header": (flipped(6, b"\x01"), "damaged_part"),
    "unknown compression": (flipped(CENTRAL + 10, b"\x63"), "compression"),
    "wrong checksum": (flipped(CENTRAL + 16, b"\0\0\0\0"), "damaged_part"),
    "wrong size": (flipped(CENTRAL + 24, struct.pack("<L", 5)), "damaged_part"),
    "a 64-bit size": (flipped(CENTRAL + 20, b"\xff\xff\xff\xff"), "zip64"),
    "a size that disagrees": (flipped(CENTRAL + 20, struct.pack("<L", len(DATA))), "damaged_part"),
    "a bomb": (flipped(CENTRAL + 24, struct.pack("<L", 1 << 30)), "too_much_data"),
    "another name in the header": (flipped(CENTRAL + 46, b"!"), "damaged_part"),
    "64-bit count": (flipped(END + 10, b"\xff\xff"), "zip64"),
    "wrong count": (flipped(END + 8, b"\x09\0\x09\0"), "damaged"),
    "several disks": (flipped(END + 4, b"\1\0"), "damaged"),
    "a 64-bit locator": (flipped(END - 20, b"PK\x06\x07"), "zip64"),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_and_lies(what: str) -> None:
    """What two zip readers could read in two ways is not read at all."""
    data, reason = DAMAGE[what]
    assert refusal(data) == reason


def test_overlapping_members() -> None:
    """Two entries that share their bytes."""
    second = DATA.index(b"PK\x01\x02", CENTRAL + 1)
    offset = DATA[CENTRAL + 42 : CENTRAL + 46]
    assert refusal(flipped(second + 42, offset)) == "damaged"


def test_a_flipped_bit_in_any_member_is_found() -> None:
    package = Package.from_bytes(DATA)
    for member in package.members:
        at = member.body + member.packed // 2
        assert refusal(flipped(at, bytes([DATA[at] ^ 4]))) == "damaged_part", member.name
