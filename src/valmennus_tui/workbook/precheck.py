"""Refuse a hostile, broken or foreign file before anything else reads it. Bounded in time and memory.

What is wrong with the container as a whole is found here: the kind of file, the zip directory, sizes,
checksums, XML that is not well-formed, not UTF-8, has a document type or is nested too deep, relationships
that leave the package. What is wrong with a single sheet (cells, areas, row numbers) its reader finds
(:mod:`.scan`), within the same limits. Strict OOXML is accepted.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from valmennus_tui.errors import FileRefused
from valmennus_tui.workbook import encryption, limits, relationships, xml
from valmennus_tui.workbook.package import Package
from valmennus_tui.workbook.refusals import Reason, refuse_file

_XML_ENDINGS = (".xml", ".rels")
_FOREIGN_DATA = "customxml/"
"""Other programs' data, in any encoding and never read here (SharePoint's is in UTF-16)."""
_REMEMBERED = 1 << 15
"""A part longer than this holds records: no other file has the same."""
_BINARY_BOOK = "xl/workbook.bin"
CONTENT_TYPES = "[Content_Types].xml"


def check(data: bytes, path: Path | str | None = None) -> None:
    """Prove that ``data`` is a workbook that can be read safely. Raises FileRefused with a reason to act
    on.
    """
    checked_package(data, path)


def checked_package(data: bytes, path: Path | str | None = None, like: Package | None = None) -> Package:
    """The package of a file that :func:`check` accepts; its parts are unpacked and kept.

    Members that are byte for byte those of ``like``, a package checked before, are not checked again.
    """
    _check_kind(data, path)
    package = Package.from_bytes(data, path)
    if package.has(_BINARY_BOOK):
        raise refuse_file(Reason.BINARY_WORKBOOK, path)
    if not package.has(CONTENT_TYPES) or not any(part.casefold().startswith("xl/") for part in package.names):
        raise refuse_file(Reason.NOT_EXCEL, path)
    known = package.adopt(like) if like is not None else frozenset()
    for member in package.members:
        if member.name in known:
            continue
        name = member.name.lower()
        if name.endswith(_XML_ENDINGS) and not name.startswith(_FOREIGN_DATA):
            content = package.read(member.name)
            if len(content) > _REMEMBERED or not _is_sound(content):
                _prove(content, member.name, path)
        else:
            package.unpack(member)
    for name in package.names:
        folder, _, file = name.rpartition("/")
        if folder.endswith("_rels") and file.endswith(".rels") and name not in known:
            source = folder[: -len("_rels")] + file[: -len(".rels")]
            relationships.read_relationships(package, source)
    return package


def _prove(content: bytes, part: str = "", path: Path | str | None = None) -> None:
    """Prove that an XML part can be read safely. Raises FileRefused."""
    xml.check_part(content, part, path)
    xml.check_depth(content, part, path)


@lru_cache(maxsize=128)
def _is_sound(content: bytes) -> bool:
    """The same, remembered by the very bytes: a team's workbooks share styles, themes and lists."""
    try:
        _prove(content)
    except FileRefused:
        return False
    return True


def _check_kind(data: bytes, path: Path | str | None) -> None:
    """Tell apart by their first bytes the things that are not a zip file."""
    if not data:
        raise refuse_file(Reason.EMPTY_FILE, path)
    if len(data) > limits.FILE_BYTES:
        raise refuse_file(Reason.FILE_TOO_LARGE, path, limit=limits.FILE_BYTES >> 20)
    if data.startswith(encryption.OLE):
        encrypted = encryption.is_encrypted(data)
        raise refuse_file(Reason.ENCRYPTED if encrypted else Reason.OLD_FORMAT, path)
    if not data.startswith(b"PK"):
        raise refuse_file(Reason.NOT_EXCEL, path)


def read_file(path: Path) -> bytes:
    """The bytes of an ordinary file within the size limit; never waits on a pipe or device. Raises
    FileRefused.
    """
    try:
        if not path.exists():
            raise refuse_file(Reason.MISSING_FILE, path)
        if not path.is_file():
            raise refuse_file(Reason.NOT_A_FILE, path)
        if path.stat().st_size > limits.FILE_BYTES:
            raise refuse_file(Reason.FILE_TOO_LARGE, path, limit=limits.FILE_BYTES >> 20)
        with path.open("rb") as file:
            return file.read(limits.FILE_BYTES + 1)
    except OSError:
        raise refuse_file(Reason.UNREADABLE, path) from None
