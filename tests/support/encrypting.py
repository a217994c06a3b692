"""Making encrypted workbooks for tests: what the program itself never does."""

from __future__ import annotations

import io
from pathlib import Path

PASSWORD = "salasana åäö"


def encrypt(path: Path, password: str = PASSWORD) -> Path:
    """Put a workbook behind a password, in place."""
    from msoffcrypto.format.ooxml import OOXMLFile

    found = io.BytesIO()
    OOXMLFile(io.BytesIO(path.read_bytes())).encrypt(password, found)
    path.write_bytes(found.getvalue())
    return path
