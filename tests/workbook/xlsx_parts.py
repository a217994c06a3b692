"""Small workbooks for tests: made by xlsxwriter, then single parts changed or added by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import xlsxwriter

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def written(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """A workbook that ``fill`` writes with xlsxwriter."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    fill(book)
    book.close()
    return buffer.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Every member's content, unpacked by another reader than ours."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def changed(data: bytes, **changes: Callable[[bytes], bytes]) -> bytes:
    """The workbook with parts rewritten: ``sheet1=…`` changes the part whose name ends in ``sheet1.xml``."""
    parts = parts_of(data)
    for ending, change in changes.items():
        names = [name for name in parts if name.endswith(f"/{ending}.xml")]
        assert len(names) == 1, (ending, sorted(parts))
        parts[names[0]] = change(parts[names[0]])
    return packed(parts)


def with_parts(data: bytes, added: Mapping[str, bytes | str]) -> bytes:
    """The workbook with parts added (or replaced), as they are."""
    fresh = {name: part if isinstance(part, bytes) else part.encode() for name, part in added.items()}
    return packed({**parts_of(data), **fresh})


def before(marker: bytes, new: str) -> Callable[[bytes], bytes]:
    """A change that puts ``new`` in front of the last ``marker``."""

    def change(part: bytes) -> bytes:
        at = part.rindex(marker)
        return part[:at] + new.encode() + part[at:]

    return change
