"""A workbook file taken apart for mutation, and put together again as one of many legal zips."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.support.quirks.tree import Part


@dataclass
class ZipStyle:
    """How the zip is written."""

    stored: bool = False
    descriptors: bool = False
    extra: bool = False
    shuffled: bool = False
    directories: bool = False
    comments: bool = False
    seed: int = 0


@dataclass
class Book:
    """The parts of one workbook. XML parts are parsed when asked for; the others stay bytes."""

    raw: dict[str, bytes]
    parts: dict[str, Part] = field(default_factory=dict)
    zip: ZipStyle = field(default_factory=ZipStyle)
    replace: list[tuple[bytes, bytes]] = field(default_factory=list)
    """Byte replacements in every XML part at the end (other namespaces)."""
    renamed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, data: bytes) -> Book:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return cls(
                {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
            )

    def part(self, name: str) -> Part:
        if name not in self.parts:
            self.parts[name] = Part.parse(self.raw[name])
        return self.parts[name]

    def sheets(self) -> list[Part]:
        names = [name for name in self.raw if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return [self.part(name) for name in names]

    def spreadsheet_parts(self) -> list[Part]:
        """Sheets, workbook, shared strings, styles: those whose elements are spreadsheetml's own."""
        names = ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml")
        return [*self.sheets(), *(self.part(name) for name in names if name in self.raw)]

    def shared_strings(self) -> list[str]:
        """The raw inner markup of each shared string."""
        if "xl/sharedStrings.xml" not in self.raw:
            return []
        part = Part.parse(self.raw["xl/sharedStrings.xml"])
        text = part.to_bytes().decode()
        return [piece.split("</si>")[0] for piece in text.split("<si>")[1:]]

    def to_bytes(self) -> bytes:
        members = {}
        for name, data in self.raw.items():
            new = self.parts[name].to_bytes() if name in self.parts else data
            if name.endswith((".xml", ".rels")):
                for old, other in self.replace:
                    new = new.replace(old, other)
            members[self.renamed.get(name, name)] = new
        return _zip(members, self.zip)


class _Forward(io.RawIOBase):
    """A file that cannot seek: zipfile then writes data descriptors."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.data += data
        return len(data)


def _zip(members: dict[str, bytes], style: ZipStyle) -> bytes:
    rng = Random(style.seed)
    names = list(members)
    if style.shuffled:
        rng.shuffle(names)
    target: Any = _Forward() if style.descriptors else io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        if style.directories:
            for folder in ("_rels/", "xl/", "xl/worksheets/"):
                archive.writestr(zipfile.ZipInfo(folder), b"")
        for name in names:
            archive.writestr(_info(name, style, rng), members[name])
        if style.comments:
            archive.comment = "tehty käsin, PK ei ole loppu".encode()
    return bytes(target.data) if isinstance(target, _Forward) else target.getvalue()


def _info(name: str, style: ZipStyle, rng: Random) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (2026, rng.randint(1, 12), 3, 7, 8, 10))
    info.compress_type = zipfile.ZIP_STORED if style.stored or rng.random() < 0.1 else zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    if style.extra:
        info.extra = struct.pack("<HHBl", 0x5455, 5, 1, 1_770_000_000) + struct.pack(
            "<HH4s", 0xCAFE, 4, b"abcd"
        )
    if style.comments and rng.random() < 0.5:
        info.comment = b"member comment"
    return info
