"""The directory of a zip file, read and proved against the members' own headers.

What two zip readers could read in two ways is refused: duplicate or overlapping members, headers that
disagree, bytes before or after the archive, 64-bit forms.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from valmennus_tui.errors import FileRefused
from valmennus_tui.workbook import limits
from valmennus_tui.workbook.refusals import Reason, refuse_file

_END = b"PK\x05\x06"
_ZIP64_LOCATOR = b"PK\x06\x07"
_CENTRAL = b"PK\x01\x02"
_LOCAL = b"PK\x03\x04"
_ENCRYPTED, _DESCRIPTOR, _UTF8 = 0x1, 0x8, 0x800
_STORED, _DEFLATED = 0, 8
_BIG = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of the zip directory. Offsets count from the start of the file; ``end`` is the next
    member's start.
    """

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    end: int
    body: int
    directory: bytes


def part_key(name: str) -> str:
    """How part names are compared: without case and without a leading slash."""
    return name.replace("\\", "/").lstrip("/").casefold()


class Directory:
    """Reads and proves the directory of a zip file."""

    def __init__(self, data: bytes, path: Path | str | None) -> None:
        self.data = data
        self.path = path

    def refuse(self, reason: Reason, part: str = "") -> FileRefused:
        return refuse_file(reason, self.path, part=part, limit=limits.PARTS)

    def read(self) -> tuple[tuple[Member, ...], int]:
        end = self._find_end()
        disk, start_disk, here, count, size, start = struct.unpack_from("<4H2L", self.data, end + 4)
        if _BIG in (size, start) or count == 0xFFFF or self.data[end - 20 : end - 16] == _ZIP64_LOCATOR:
            raise self.refuse(Reason.ZIP64)
        if disk or start_disk or here != count or start + size > end:
            raise self.refuse(Reason.DAMAGED)
        if start + size != end:
            raise self.refuse(Reason.PREFIXED)
        if count > limits.PARTS:
            raise self.refuse(Reason.TOO_MANY_PARTS)
        return self._members(count, start, end), end

    def _find_end(self) -> int:
        """The end record that reaches exactly to the end of the file, comment included."""
        at = self.data.rfind(_END)
        lowest = max(0, len(self.data) - 22 - 0xFFFF)
        found_any = at >= 0
        while at >= lowest:
            if at + 22 <= len(self.data):
                (comment,) = struct.unpack_from("<H", self.data, at + 20)
                if at + 22 + comment == len(self.data):
                    return at
            at = self.data.rfind(_END, 0, at)
        raise self.refuse(Reason.PREFIXED if found_any and len(self.data) > 22 else Reason.DAMAGED)

    def _members(self, count: int, start: int, end: int) -> tuple[Member, ...]:
        entries: list[tuple[str, tuple[int, ...], bytes]] = []
        seen: set[str] = set()
        at = start
        for _number in range(count):
            if self.data[at : at + 4] != _CENTRAL or at + 46 > end:
                raise self.refuse(Reason.DAMAGED)
            fields = struct.unpack_from("<4x2x2x2H4x3L3H8xL", self.data, at)
            name_size, extra_size, comment_size = fields[5:8]
            after = at + 46 + name_size + extra_size + comment_size
            raw = self.data[at + 46 : at + 46 + name_size]
            name = self._name(raw, fields[0])
            self._check_fields(name, fields)
            if part_key(name) in seen:
                raise self.refuse(Reason.DUPLICATE_PARTS, name)
            seen.add(part_key(name))
            entries.append((name, fields, self.data[at:after]))
            at = after
        if at != end:
            raise self.refuse(Reason.DAMAGED)
        return self._placed(entries, start)

    def _name(self, raw: bytes, flags: int) -> str:
        try:
            name = raw.decode("utf-8" if flags & _UTF8 else "cp437")
        except UnicodeDecodeError:
            raise self.refuse(Reason.BAD_PART_NAME, "?") from None
        shown = "".join(letter if letter.isprintable() else "?" for letter in name[:60])
        unsafe = name.startswith("/") or "\\" in name or "\0" in name or ".." in name.split("/")
        if unsafe or not name or name[1:2] == ":":
            raise self.refuse(Reason.BAD_PART_NAME, shown)
        return name

    def _check_fields(self, name: str, fields: tuple[int, ...]) -> None:
        flags, method, _crc, packed, size = fields[:5]
        offset = fields[8]
        if flags & _ENCRYPTED:
            raise self.refuse(Reason.ENCRYPTED_PART, name)
        if method not in (_STORED, _DEFLATED):
            raise self.refuse(Reason.COMPRESSION, name)
        if _BIG in (packed, size, offset):
            raise self.refuse(Reason.ZIP64)
        if size > limits.PART_BYTES or (size > limits.RATIO_FROM and size > limits.RATIO * max(packed, 1)):
            raise self.refuse(Reason.TOO_MUCH_DATA)

    def _placed(self, entries: list[tuple[str, tuple[int, ...], bytes]], start: int) -> tuple[Member, ...]:
        """The members with their places in the file, after proving that none reaches into the next."""
        if sum(fields[4] for _name, fields, _entry in entries) > limits.TOTAL_BYTES:
            raise self.refuse(Reason.TOO_MUCH_DATA)
        offsets = sorted(fields[8] for _name, fields, _entry in entries)
        if offsets and offsets[0]:
            raise self.refuse(Reason.PREFIXED)
        if len(set(offsets)) != len(offsets):
            raise self.refuse(Reason.DAMAGED)
        following = dict(pairwise([*offsets, start]))
        members = []
        for name, fields, entry in entries:
            flags, method, crc, packed, size, name_size = fields[:6]
            offset = fields[8]
            body = self._body(name, offset, name_size, fields)
            if body + packed > following[offset]:
                raise self.refuse(Reason.DAMAGED)
            members.append(
                Member(name, flags, method, crc, packed, size, offset, following[offset], body, entry)
            )
        return tuple(members)

    def _body(self, name: str, offset: int, name_size: int, fields: tuple[int, ...]) -> int:
        """Where a member's packed data begins. The local header must agree with the directory."""
        if self.data[offset : offset + 4] != _LOCAL or offset + 30 > len(self.data):
            raise self.refuse(Reason.DAMAGED)
        flags, method, crc, packed, size, local_name, extra = struct.unpack_from(
            "<4x2x2H4x3L2H", self.data, offset
        )
        same_name = local_name == name_size and self.data[
            offset + 30 : offset + 30 + local_name
        ] == self.raw_name(name, fields[0])
        known = flags & _DESCRIPTOR or _BIG in (packed, size) or (crc, packed, size) == fields[2:5]
        if not same_name or method != fields[1] or flags & _ENCRYPTED or not known:
            raise self.refuse(Reason.DAMAGED_PART, name)
        return int(offset + 30 + local_name + extra)

    @staticmethod
    def raw_name(name: str, flags: int) -> bytes:
        return name.encode("utf-8" if flags & _UTF8 else "cp437")
