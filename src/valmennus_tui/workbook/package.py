"""The zip package: parts read with their checksums, unchanged members copied raw into a rebuilt file.

Only what changed is packed anew. Every other member keeps its very bytes (local header, extra fields, packed
data, data descriptor), its place and its metadata; so do the archive's comment and the order of the
directory. Zip files that could be read in two ways (duplicate or overlapping members, headers that
disagree, bytes before or after the archive) and zip64 are refused: a rebuilt file would not be what the
user had.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

from valmennus_tui.workbook.refusals import Reason, refuse_file
from valmennus_tui.workbook.zip_directory import Directory, Member, part_key

_DESCRIPTOR = 0x8
_DEFLATED = 8
_ZIP64_EXTRA = 1


class Package:
    """A workbook's zip container. Parts are unpacked when asked for, checked, and kept."""

    def __init__(self, data: bytes, members: tuple[Member, ...], end: int, path: Path | str | None) -> None:
        self.data = data
        self.path = path
        self.members = members
        self._end = end
        self._by_key = {part_key(member.name): member for member in members}
        self._read: dict[str, bytes] = {}

    @classmethod
    def from_bytes(cls, data: bytes, path: Path | str | None = None) -> Package:
        """Read the directory and check it against the members. Raises FileRefused."""
        members, end = Directory(data, path).read()
        return cls(data, members, end, path)

    @property
    def names(self) -> tuple[str, ...]:
        """Every member's name, in the order of the directory (folders too)."""
        return tuple(member.name for member in self.members)

    def has(self, name: str) -> bool:
        return part_key(name) in self._by_key

    def member(self, name: str) -> Member:
        """The entry of a part. Raises FileRefused where it is missing."""
        found = self._by_key.get(part_key(name))
        if found is None:
            raise refuse_file(Reason.MISSING_PART, self.path, part=name)
        return found

    def read(self, name: str) -> bytes:
        """A part's content, its size and checksum proved. Raises FileRefused."""
        key = part_key(name)
        content = self._read.get(key)
        if content is None:
            content = self._read[key] = self.unpack(self.member(name))
        return content

    def unpack(self, member: Member) -> bytes:
        """Unpack one member without keeping it. Raises FileRefused where it is not what its headers say."""
        packed = self.data[member.body : member.body + member.packed]
        content = packed
        if member.method == _DEFLATED:
            unpacker = zlib.decompressobj(-15)
            try:
                # One byte more than promised is enough to catch a lying size without unpacking a bomb.
                content = unpacker.decompress(packed, member.size + 1)
            except zlib.error:
                raise refuse_file(Reason.DAMAGED_PART, self.path, part=member.name) from None
            if not unpacker.eof or unpacker.unused_data:
                raise refuse_file(Reason.DAMAGED_PART, self.path, part=member.name)
        if len(content) != member.size or zlib.crc32(content) != member.crc:
            raise refuse_file(Reason.DAMAGED_PART, self.path, part=member.name)
        return content

    def adopt(self, other: Package) -> frozenset[str]:
        """Take over what ``other`` has proved and unpacked of members that are the same to the packed byte.

        Returns their names: they need no second proof.
        """
        same = set()
        for member in self.members:
            twin = other._by_key.get(part_key(member.name))
            if twin is None or (twin.name, twin.method, twin.crc) != (member.name, member.method, member.crc):
                continue
            if self.data[member.offset : member.end] == other.data[twin.offset : twin.end]:
                same.add(member.name)
                content = other._read.get(part_key(member.name))
                if content is not None:
                    self._read[part_key(member.name)] = content
        return frozenset(same)

    def rebuild(self, changed: Mapping[str, bytes]) -> bytes:
        """The whole file with the content of the named parts replaced and everything else copied raw.

        Raises FileRefused where a named part does not exist (parts are never added or removed).
        """
        fresh = {part_key(self.member(name).name): content for name, content in changed.items()}
        out = bytearray()
        directory: dict[str, bytes] = {}
        for member in sorted(self.members, key=lambda each: each.offset):
            key = part_key(member.name)
            entry = bytearray(member.directory)
            struct.pack_into("<L", entry, 42, len(out))
            if key in fresh:
                out += _packed_member(self.data, member, fresh[key], entry)
            else:
                out += self.data[member.offset : member.end]
            directory[key] = bytes(entry)
        start = len(out)
        for member in self.members:
            out += directory[part_key(member.name)]
        end = bytearray(self.data[self._end :])
        struct.pack_into("<2L", end, 12, len(out) - start, start)
        return bytes(out + end)


def _packed_member(data: bytes, member: Member, content: bytes, entry: bytearray) -> bytes:
    """A member's new local header and packed data; its directory ``entry`` is brought up to date."""
    packed = content
    if member.method == _DEFLATED:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = packer.compress(content) + packer.flush()
    header = bytearray(data[member.offset : member.body])
    name_size, extra_size = struct.unpack_from("<2H", header, 26)
    extra = _without_zip64(bytes(header[30 + name_size : 30 + name_size + extra_size]))
    header[30 + name_size :] = extra
    # The sizes stand in the header from now on, so no data descriptor follows the data.
    flags = member.flags & ~_DESCRIPTOR
    for block, at in ((header, 6), (entry, 8)):
        struct.pack_into("<H", block, at, flags)
        struct.pack_into("<3L", block, at + 8, zlib.crc32(content), len(packed), len(content))
    struct.pack_into("<H", header, 28, len(extra))
    return bytes(header) + packed


def _without_zip64(extra: bytes) -> bytes:
    """The extra fields but for the 64-bit sizes, which some writers put beside ordinary ones."""
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        if kind != _ZIP64_EXTRA:
            kept += extra[at : at + 4 + size]
        at += 4 + size
    return kept + extra[at:]
